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

TEST_F(CommandsTest, FactsComeAsSentencesWhereSomebodyCanSayThem) {
  rain_hard();
  sign_as("town");
  const std::string rest = R"("kind":"received","command_id":"c1")";
  service_.words = [](const wire::Fact& fact) {
    return fact.has_obligation_answered() ? Text{"答复", "an answer"} : Text{"其他", "another"};
  };
  const FactId duty = leaders_duty();
  const auto taken = answer(duty, rest).json();
  EXPECT_EQ(taken.at("words_zh").at(0).as_string(), "答复");
  EXPECT_EQ(taken.at("words_en").at(0).as_string(), "an answer");
  EXPECT_EQ(taken.at("words_en").as_array().size(), taken.at("facts").as_array().size());
  EXPECT_FALSE(taken.as_object().contains("duplicate"));
  const auto again = answer(duty, rest).json();
  EXPECT_EQ(again.at("duplicate").as_bool(), true);
  EXPECT_TRUE(again.at("facts").as_array().empty());
  service_.words = nullptr;
  EXPECT_FALSE(answer(duty, R"("kind":"received")").json().as_object().contains("words_zh"));
}

TEST_F(CommandsTest, ACallThatNobodyTookIsRecorded) {
  rain_hard();
  sign_as("town");
  const Answer answer = post(R"({"command":"call_attempt","outcome":"no_answer","obligation":")" +
                             to_string(leaders_duty()) + "\"}");
  EXPECT_EQ(answer.status, 200u) << answer.text();
  EXPECT_EQ(answer.json().at("facts").at(0).at("outcome").as_string(), "no_answer");
}

TEST_F(CommandsTest, ACallIsToldWithWhomItWasTo) {
  rain_hard();
  sign_as("town");
  const auto called = [this](const std::string& callee) {
    return post(R"({"command":"call_attempt","outcome":"rang","obligation":")" +
                to_string(leaders_duty()) + R"(","callee":)" + callee + "}");
  };
  const Answer another = called(R"("deputy")");
  EXPECT_EQ(another.status, 409u) << another.text();
  EXPECT_EQ(another.problem(), "someone_else");
  EXPECT_EQ(called("7").problem(), "bad_command") << "not taken for whoever is called now";
  EXPECT_EQ(called(R"("leader")").status, 200u);
  EXPECT_EQ(called(R"("")").status, 200u);
}

class PatrolTest : public CommandsTest {
 protected:
  PatrolTest() {
    wire::Event event;
    event.mutable_plan_changed()->set_version("p2");
    *event.mutable_plan_changed()->mutable_plan() = township_plan();
    auto& routine = *event.mutable_plan_changed()->mutable_plan()->add_routines();
    routine.set_id("patrol");
    routine.set_for_each(wire::Routine::VILLAGE);
    routine.set_every_ms(std::chrono::milliseconds{std::chrono::days{7}}.count());
    edges_.submit(std::move(event));
    sign_as("town");
  }
  Answer found(const std::string& subject) {
    return post(R"({"command":"do_routine","routine":"patrol","done_by":"leader","found":true,)"
                R"("note":"堤脚冒水","command_id":"c1","subject":")" +
                subject + "\"}");
  }
  std::vector<wire::Report> reports() const {
    std::vector<wire::Report> all;
    auto cursor = edges_.log.read({});
    while (true) {
      const auto entry = (*cursor)->next();
      if (!entry || !*entry) return all;
      wire::Event event;
      EXPECT_TRUE(event.ParseFromString((*entry)->record.payload));
      if (event.has_report()) all.push_back(event.report());
    }
  }
};

TEST_F(PatrolTest, WhatItFoundIsAReportOnce) {
  for (int sent = 0; sent < 2; ++sent) EXPECT_EQ(found("A").status, 200u);
  ASSERT_EQ(reports().size(), 1u);
  const wire::Report report = reports().front();
  EXPECT_EQ(report.kind(), "patrol_finding");
  EXPECT_EQ(report.area(), "A");
  EXPECT_EQ(report.reporter(), "leader");
  EXPECT_EQ(report.recorded_by(), "town");
  EXPECT_EQ(report.text(), "堤脚冒水");
}

// As when the program ended, or the inbox was full, between the two.
TEST_F(PatrolTest, WhatItFoundIsNotLostWhereTheCommandIsSentAgain) {
  wire::Event event;
  auto& command = *event.mutable_command();
  command.set_command_id("c1");
  command.set_person_id("town");
  command.mutable_do_routine()->set_routine("patrol");
  command.mutable_do_routine()->set_subject("A");
  command.mutable_do_routine()->set_done_by("leader");
  command.mutable_do_routine()->set_found(true);
  edges_.submit(std::move(event));
  ASSERT_TRUE(reports().empty());
  const Answer again = found("A");
  EXPECT_EQ(again.status, 200u) << again.text();
  EXPECT_EQ(again.json().at("duplicate").as_bool(), true);
  EXPECT_EQ(reports().size(), 1u);
}

TEST_F(PatrolTest, OfAPatrolThatNobodyMakesNothingIsReported) {
  const Answer refused = found("nowhere");
  EXPECT_EQ(refused.status, 409u) << refused.text();
  EXPECT_EQ(refused.problem(), "no_such_routine");
  EXPECT_TRUE(reports().empty());
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
        R"("kind":"moved","people_moved":"40")", R"("kind":"done","people_moved":40)"}) {
    EXPECT_EQ(answer(some, rest).status, 400u) << rest;
  }
}

TEST_F(CommandsTest, ShelvesAnAlarmAndTakesItBack) {
  rain_hard();
  sign_as("town");
  const Answer shelved =
      post(R"({"command":"shelve_alarm","rule":"flash","area":"A","level":"orange",)"
           R"("until":"2026-07-15T10:35:00+08:00","note":"泵站检修"})");
  ASSERT_EQ(shelved.status, 200u) << shelved.text();
  const auto fact = shelved.json().at("facts").at(0);
  EXPECT_EQ(fact.at("fact").as_string(), "alarm_shelved");
  EXPECT_EQ(fact.at("shelved_by").as_string(), "town");
  const auto shelves = client_.get("/api/v1/shelves").json();
  ASSERT_EQ(shelves.as_array().size(), 1u);
  EXPECT_EQ(shelves.at(0).at("level").as_string(), "orange");
  EXPECT_EQ(shelves.at(0).at("until").as_string(), "2026-07-15T10:35:00+08:00");
  EXPECT_EQ(shelves.at(0).at("note").as_string(), "泵站检修");
  EXPECT_EQ(client_.get("/api/v1/alarm_load").json().at("last_hour").to_number<int>(), 1);

  const Answer back = post(R"({"command":"unshelve_alarm","rule":"flash","area":"A"})");
  EXPECT_EQ(back.status, 200u) << back.text();
  EXPECT_EQ(back.json().at("facts").at(0).at("unshelved_by").as_string(), "town");
  EXPECT_TRUE(client_.get("/api/v1/shelves").json().as_array().empty());
  const Answer again = post(R"({"command":"unshelve_alarm","rule":"flash","area":"A"})");
  EXPECT_EQ(again.status, 409u);
  EXPECT_EQ(again.problem(), "not_shelved");
}

TEST_F(CommandsTest, RedIsNotShelvedNorForALongTime) {
  sign_as("town");
  const auto shelve = [this](const std::string& level, const std::string& until) {
    return post(R"({"command":"shelve_alarm","rule":"flash","area":"A","level":")" + level +
                R"(","until":")" + until + R"("})");
  };
  const Answer red = shelve("red", "2026-07-15T09:35:00+08:00");
  EXPECT_EQ(red.status, 409u);
  EXPECT_EQ(red.problem(), "level_not_shelved");
  EXPECT_EQ(shelve("blue", "2026-07-16T09:35:00+08:00").problem(), "bad_shelf_time");
  EXPECT_EQ(shelve("blue", "2026-07-15T07:35:00+08:00").problem(), "bad_shelf_time");
}

TEST_F(CommandsTest, AShelfSaysWhatIsWrongWithIt) {
  sign_as("town");
  const auto shelve = [this](const std::string& members) {
    return post(R"({"command":"shelve_alarm",)" + members + "}");
  };
  const std::string good = R"("rule":"flash","area":"A","level":"blue",)";
  const std::string time = R"("until":"2026-07-15T09:35:00+08:00")";
  const std::string long_note = R"(,"note":")" + std::string(1025, 'x') + "\"";
  const struct {
    std::string members;
    const char* says;
  } cases[] = {{R"("area":"A","level":"blue",)" + time, "rule and area"},
               {R"("rule":"flash","level":"blue",)" + time, "rule and area"},
               {R"("rule":"flash","area":"A","level":"none",)" + time, "level is"},
               {R"("rule":"flash","area":"A","level":"mauve",)" + time, "level is"},
               {R"("rule":"flash","area":"A","level":3,)" + time, "level is"},
               {good + R"("until":"tomorrow")", "until is written"},
               {good + R"("until":1784075700)", "until is written"},
               {good + time + long_note, "note is"},
               {good + time + R"(,"note":7)", "note is"}};
  for (const auto& wrong : cases) {
    const Answer answer = shelve(wrong.members);
    EXPECT_EQ(answer.status, 400u) << wrong.members;
    EXPECT_EQ(answer.problem(), "bad_command") << wrong.members;
    const auto json = answer.json();
    EXPECT_THAT(std::string(json.at("detail_en").as_string()), ::testing::HasSubstr(wrong.says));
    EXPECT_FALSE(json.at("detail_zh").as_string().empty());
  }
  EXPECT_EQ(post(R"({"command":"unshelve_alarm","rule":"flash"})").problem(), "bad_command");
  EXPECT_EQ(shelve(good + time).status, 200u) << "a note may be missing";
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

TEST_F(CommandsTest, PersonsWarnAndTakeItBack) {
  sign_as("town");
  const Answer warned = post(
      R"({"command":"warn","playbook":"warn","level":"red","areas":["A"],"reason":"坝漏水","people":40})");
  ASSERT_EQ(warned.status, 200u) << warned.text();
  const auto incidents = client_.get("/api/v1/incidents").json();
  const std::string incident(incidents.at(0).at("incident").as_string());
  EXPECT_EQ(post(R"({"command":"stand_down","incident":")" + incident + "\"}").status, 200u);
  EXPECT_EQ(post(R"({"command":"stand_down","incident":")" + incident + "\"}").problem(),
            "second_person_needed");
  const Answer taken =
      post(R"({"command":"retract","incident":")" + incident + R"(","reason":"看错了"})");
  ASSERT_EQ(taken.status, 200u) << taken.text();
  EXPECT_EQ(taken.json().at("facts").at(0).at("fact").as_string(), "warning_retracted");
  EXPECT_EQ(client_.get("/api/v1/incidents").json().as_array().size(), 0u);
  EXPECT_EQ(post(R"({"command":"leave","area":"A"})").status, 200u) << "nobody has to say why";
}

TEST_F(CommandsTest, ARequestIsADecisionThatIsRefusedWithAReason) {
  sign_as("leader");
  ASSERT_EQ(
      post(R"({"command":"request_warning","area":"A","level":"orange","reason":"水浑了"})").status,
      200u);
  const auto decisions = client_.get("/api/v1/decisions").json();
  const std::string decision(decisions.at(0).at("decision").as_string());
  EXPECT_EQ(decisions.at(0).at("owner").as_string(), "town");
  sign_as("town");
  const std::string no =
      R"({"command":"decide","decision":")" + decision + R"(","yes":false,"decided_by":"town")";
  EXPECT_EQ(post(no + "}").problem(), "no_reason");
  EXPECT_EQ(post(no + R"(,"note":"管子破了"})").status, 200u);
}

TEST_F(CommandsTest, WhatPersonsDecideMustBeWhole) {
  sign_as("town");
  const std::string long_text(1025, 'x');
  for (
      const std::string body :
      {R"({"command":"decide"})", R"({"command":"decide","decision":"1.0"})",
       R"({"command":"decide","decision":"1.0","yes":"yes","decided_by":"town"})",
       R"({"command":"decide","decision":"1.0","yes":true})", R"({"command":"warn"})",
       R"({"command":"warn","playbook":"warn","level":"none","areas":["A"],"reason":"x"})",
       R"({"command":"warn","playbook":"warn","level":"red","areas":"A","reason":"x"})",
       R"({"command":"warn","playbook":"warn","level":"red","areas":["A"]})",
       R"({"command":"warn","playbook":"warn","level":"red","areas":["A"],"reason":"x","people":0})",
       R"({"command":"approve_warning"})", R"({"command":"leave"})",
       R"({"command":"request_warning","area":"A","level":"red"})",
       R"({"command":"request_warning","level":"red","reason":"x"})",
       R"({"command":"retract","incident":"1.0"})", R"({"command":"stand_down"})"})
    EXPECT_EQ(post(body).problem(), "bad_command") << body;
  EXPECT_EQ(
      post(R"({"command":"retract","incident":"1.0","reason":")" + long_text + "\"}").problem(),
      "bad_command");
  EXPECT_EQ(post(R"({"command":"warn","playbook":"warn","level":"red","areas":[],"reason":"x"})")
                .problem(),
            "no_area");
  EXPECT_EQ(post(R"({"command":"warn","playbook":"warn","level":"red","areas":[7],"reason":"x"})")
                .problem(),
            "no_such_area");
}

}  // namespace
}  // namespace fenghuo::adapters
