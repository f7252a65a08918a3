#include <gmock/gmock.h>

#include "tests/adapters/http/served.h"

namespace fenghuo::adapters {
namespace {

class CommandsTest : public ServedTest {
 protected:
  void sign_as(const std::string& person) { client_.set_token(credentials_.person_token(person)); }
  Answer post(const std::string& body) { return client_.post("/api/v1/commands", body); }
  Answer answer(FactId obligation, const std::string& rest) {
    return post(R"({"command":"answer","answered_by":"leader","obligation":")" +
                to_string(obligation) + "\"," + rest + "}");
  }
};

TEST_F(CommandsTest, NobodyDecidesWithoutAName) {
  const Answer answer = post(R"({"command":"back_up"})");
  EXPECT_EQ(answer.status, 401u);
  EXPECT_EQ(answer.problem(), "no_name");
  client_.set_token("leader.AAAA");
  EXPECT_EQ(post(R"({"command":"back_up"})").status, 401u);
}

TEST_F(CommandsTest, AnAnswerIsRecordedWithWhoGaveIt) {
  rain_hard();
  sign_as("town");
  const Answer answered = answer(leaders_duty(), R"("kind":"moved","people_moved":40)");
  EXPECT_EQ(answered.status, 200u) << answered.text();
  const auto json = answered.json();
  const auto& fact = json.at("facts").at(0);
  EXPECT_EQ(fact.at("fact").as_string(), "obligation_answered");
  EXPECT_EQ(fact.at("answered_by").as_string(), "leader");
  EXPECT_EQ(fact.at("recorded_by").as_string(), "town");
  EXPECT_EQ(fact.at("offset"), json.at("offset"));
}

TEST_F(CommandsTest, ACallThatNobodyTookIsRecorded) {
  rain_hard();
  sign_as("town");
  const Answer answer = post(R"({"command":"call_attempt","outcome":"no_answer","obligation":")" +
                             to_string(leaders_duty()) + "\"}");
  EXPECT_EQ(answer.status, 200u) << answer.text();
  EXPECT_EQ(answer.json().at("facts").at(0).at("outcome").as_string(), "no_answer");
}

TEST_F(CommandsTest, WhatTheMachineRefusesIsAConflict) {
  sign_as("town");
  const Answer refused = answer({{999}, 9}, R"("kind":"received")");
  EXPECT_EQ(refused.status, 409u) << refused.text();
  EXPECT_FALSE(refused.problem().empty());
}

TEST_F(CommandsTest, WhatMakesNoSenseIsAProblem) {
  sign_as("town");
  const FactId some{{1}, 0};
  for (const std::string body :
       {"", "[]", "{", R"({"command":"dance","obligation":"1.0"})", R"({"command":"answer"})",
        R"({"command":"call_attempt","obligation":"1.0"})",
        R"({"command":"answer","obligation":"1.0","kind":"received"})"}) {
    const Answer answer = post(body);
    EXPECT_EQ(answer.status, 400u) << body;
    EXPECT_EQ(answer.problem(), "bad_command") << body;
  }
  for (const char* rest :
       {R"("kind":"perhaps")", R"("kind":"moved")", R"("kind":"moved","people_moved":-1)",
        R"("kind":"moved","people_moved":1.5)", R"("kind":"moved","people_moved":1000001)",
        R"("kind":"moved","people_moved":"40")"}) {
    EXPECT_EQ(answer(some, rest).status, 400u) << rest;
  }
}

TEST_F(CommandsTest, BacksUp) {
  sign_as("town");
  EXPECT_EQ(post(R"({"command":"back_up"})").json().at("folder").as_string(), "a folder");
  service_.back_up = [] {
    return Result<std::string>(Error{Errc::storage_failed, {"磁盘已满", "the disk is full"}});
  };
  const Answer answer = post(R"({"command":"back_up"})");
  EXPECT_EQ(answer.status, 507u);
  EXPECT_EQ(answer.problem(), "no_backup");
}

}  // namespace
}  // namespace fenghuo::adapters
