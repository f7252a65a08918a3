#include "adapters/http/api.h"

#include <gmock/gmock.h>

#include "tests/adapters/http/served.h"

namespace fenghuo::adapters {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ApiTest : public ServedTest {};

TEST_F(ApiTest, AnUnknownAddressIsAProblem) {
  for (const char* target : {"/api/v1", "/api/v1/nothing", "/api/v2/state", "/api/v1/state/x",
                             "/nothing.html", "/..%2f..%2fsecret"}) {
    const Answer answer = client_.get(target);
    EXPECT_EQ(answer.status, 404u) << target;
    EXPECT_EQ(answer.problem(), "not_found") << target;
  }
}

TEST_F(ApiTest, ABadEscapeIsAProblem) {
  const Answer answer = client_.get("/api/v1/%zz");
  EXPECT_EQ(answer.status, 400u);
  EXPECT_EQ(answer.problem(), "bad_target");
}

TEST_F(ApiTest, SaysWhichMethodAnAddressTakes) {
  for (const auto& [target, allowed] :
       {std::pair{"/api/v1/events", "POST"}, {"/api/v1/commands", "POST"}}) {
    const Answer answer = client_.get(target);
    EXPECT_EQ(answer.status, 405u);
    EXPECT_EQ(answer.problem(), "method_not_allowed");
    EXPECT_EQ(answer.header("Allow"), allowed);
  }
  for (const char* target : {"/api/v1/state", "/healthz", "/"}) {
    const Answer answer = client_.post(target, "");
    EXPECT_EQ(answer.status, 405u) << target;
    EXPECT_EQ(answer.header("Allow"), "GET");
  }
}

TEST_F(ApiTest, ProblemsAreInTheClientsLanguage) {
  const Answer english = client_.get("/nothing");
  EXPECT_EQ(english.json().at("detail"), english.json().at("detail_en"));
  client_.set_language("zh-CN");
  const Answer chinese = client_.get("/nothing");
  EXPECT_EQ(chinese.json().at("detail"), chinese.json().at("detail_zh"));
}

TEST_F(ApiTest, SaysHowItIs) {
  EXPECT_EQ(client_.get("/healthz").text(), "ok\n");
  EXPECT_EQ(client_.get("/readyz").text(), "ready at 2\n");
  EXPECT_EQ(client_.get("/metrics").text(), "fenghuo_stations 1\n");
  const auto state = client_.get("/api/v1/state").json();
  EXPECT_EQ(state.at("lane").as_string(), "live");
  EXPECT_EQ(state.at("plan_version").as_string(), "p1");
  EXPECT_EQ(state.at("rate").to_number<double>(), 1);
  EXPECT_THAT(std::string(state.at("clock").as_string()), HasSubstr("2026-07-15T08:35"));
}

TEST_F(ApiTest, ShowsWhatStands) {
  rain_hard();
  const auto alarms = client_.get("/api/v1/alarms").json();
  ASSERT_EQ(alarms.as_array().size(), 1u);
  EXPECT_EQ(alarms.at(0).at("level").as_string(), "orange");
  EXPECT_EQ(client_.get("/api/v1/incidents").json().as_array().size(), 1u);
  EXPECT_EQ(client_.get("/api/v1/obligations").json().as_array().size(), 2u);
  EXPECT_EQ(client_.get("/api/v1/stations").json().at(0).at("heard").as_bool(), true);
  EXPECT_EQ(client_.get("/api/v1/villages").json().at(0).at("area").as_string(), "A");
}

TEST_F(ApiTest, TelephoneNumbersAreForNamedPeople) {
  EXPECT_THAT(client_.get("/api/v1/plan").text(), Not(HasSubstr("13900000000")));
  client_.set_token(credentials_.person_token("leader"));
  EXPECT_THAT(client_.get("/api/v1/plan").text(), HasSubstr("13900000000"));
}

TEST_F(ApiTest, ThePlanSaysWhoseTokenWasUnderstood) {
  const auto you = [this] {
    const auto plan = client_.get("/api/v1/plan").json();
    const auto* told = plan.as_object().if_contains("you");
    return told == nullptr ? "nobody" : std::string(told->as_string());
  };
  EXPECT_EQ(you(), "nobody");
  client_.set_token(credentials_.person_token("gone"));
  EXPECT_EQ(you(), "gone") << "though the plan doesn't have them";
  client_.set_token(credentials_.person_token("leader") + "x");
  EXPECT_EQ(you(), "nobody");
}

TEST_F(ApiTest, WhoComesFromElsewhereNeedsAName) {
  const auto ask = [this](const char* target) {
    auto request = client_.make(HttpClient::Verb::get, target);
    request.set("X-Forwarded-For", "192.0.2.1");
    return client_.send(request);
  };
  for (const char* target : {"/api/v1/state", "/metrics"}) {
    const Answer answer = ask(target);
    EXPECT_EQ(answer.status, 401u) << target;
    EXPECT_EQ(answer.problem(), "no_name");
    EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
  }
  EXPECT_EQ(ask("/healthz").status, 200u);
  client_.set_token(credentials_.person_token("leader"));
  EXPECT_EQ(ask("/api/v1/state").status, 200u);
  client_.set_token(credentials_.person_token("leader") + "x");
  EXPECT_EQ(ask("/api/v1/state").status, 401u);
}

// A token is good for ever; whose it is may have left the plan.
class OutsiderTest : public ServedTest {
 protected:
  explicit OutsiderTest(Lane lane = Lane::live) : ServedTest(lane) {
    client_.set_token(credentials_.person_token("gone"));
  }
  Answer ask_from_elsewhere(const char* target) {
    auto request = client_.make(HttpClient::Verb::get, target);
    request.set("X-Forwarded-For", "192.0.2.1");
    return client_.send(request);
  }
  Answer back_up() { return client_.post("/api/v1/commands", R"({"command":"back_up"})"); }
};

TEST_F(OutsiderTest, CommandsNothingInTheLiveLane) {
  const Answer refused = back_up();
  EXPECT_EQ(refused.status, 403u);
  EXPECT_EQ(refused.problem(), "not_in_plan");
  EXPECT_THAT(refused.text(), HasSubstr("people.csv has no 'gone'"));
  auto later = std::make_shared<PlanInfo>(*plan());
  later->people["gone"] = later->people.at("town");
  edges_.on_edges([&] { service_.plan = later; });
  EXPECT_EQ(back_up().status, 200u) << "the plan has them again";
}

TEST_F(OutsiderTest, ReadsWhatIsForAnybody) {
  EXPECT_EQ(client_.get("/api/v1/state").status, 200u);
  EXPECT_THAT(client_.get("/api/v1/plan").text(), Not(HasSubstr("13900000000")));
  EXPECT_EQ(ask_from_elsewhere("/api/v1/state").problem(), "not_in_plan");
  EXPECT_EQ(ask_from_elsewhere("/metrics").status, 200u) << "a monitor is nobody of the plan";
}

TEST_F(OutsiderTest, ReportsAsBefore) {
  const Answer taken =
      client_.post("/api/v1/events",
                   R"({"specversion":"1.0","id":"1","source":"gateway","type":"fenghuo.report",)"
                   R"("data":{"reporter":"wang","kind":"crack"}})",
                   "application/cloudevents+json");
  EXPECT_EQ(taken.status, 202u) << taken.text();
}

TEST_F(OutsiderTest, CommandsWhereThePlanHasNoPeople) {
  auto nobody = std::make_shared<PlanInfo>(*plan());
  nobody->people.clear();
  edges_.on_edges([&] { service_.plan = nobody; });
  EXPECT_EQ(back_up().status, 200u);
}

class EvaluatorTest : public OutsiderTest {
 protected:
  EvaluatorTest() : OutsiderTest(Lane::exercise) {}
};

TEST_F(EvaluatorTest, MayBeOfElsewhereInAnExercise) {
  EXPECT_EQ(back_up().status, 200u);
  EXPECT_EQ(ask_from_elsewhere("/api/v1/state").status, 200u);
}

// DNS rebinding: a page of another web site, whose name was made to point at this machine.
TEST_F(ApiTest, WhoeverAsksForAnotherNameIsNotAtThisMachine) {
  const auto ask = [this](const char* host) {
    auto request = client_.make(HttpClient::Verb::get, "/api/v1/state");
    request.set("Host", host);
    return client_.send(request).status;
  };
  EXPECT_EQ(ask("localhost:8651"), 200u);
  EXPECT_EQ(ask("rebound.example:8651"), 401u);
  client_.set_token(credentials_.person_token("leader"));
  EXPECT_EQ(ask("rebound.example:8651"), 200u);
}

TEST_F(ApiTest, GivesThePageAndItsDescription) {
  const Answer page = client_.get("/");
  EXPECT_EQ(page.status, 200u);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("default-src 'self'"));
  const auto described = client_.get("/api/v1/openapi.json").json();
  EXPECT_THAT(std::string(described.at("openapi").as_string()), ::testing::StartsWith("3.1"));
}

TEST_F(ApiTest, GivesLateObservationsAsColumns) {
  const Receipt receipt = rain_hard();
  const auto out = client_.get("/api/v1/observations?hours=1").json();
  ASSERT_EQ(out.at("series").as_array().size(), 1u);
  const auto& series = out.at("series").at(0);
  EXPECT_EQ(series.at("station").as_string(), "S1");
  EXPECT_EQ(series.at("values").at(0).to_number<double>(), 65);
  EXPECT_EQ(series.at("times_s").at(0).to_number<std::int64_t>(), ms_of(kStart) / 1000);
  EXPECT_EQ(out.at("complete").as_bool(), true);
  EXPECT_EQ(out.at("next_offset").to_number<std::uint64_t>(), receipt.offset.value + 1);
  for (const char* hours : {"0", "73", "-1", "x"}) {
    EXPECT_EQ(client_.get(std::string("/api/v1/observations?hours=") + hours).problem(),
              "bad_hours");
  }
}

}  // namespace
}  // namespace fenghuo::adapters
