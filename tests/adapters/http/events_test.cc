#include <gmock/gmock.h>

#include "adapters/local_client.h"
#include "tests/adapters/http/served.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

constexpr const char* kStructured = "application/cloudevents+json";
constexpr const char* kBatch = "application/cloudevents-batch+json";

std::string event(const std::string& id, const std::string& type, const std::string& data) {
  return R"({"specversion":"1.0","id":")" + id + R"(","source":"/s","type":")" + type +
         R"(","data":)" + data + "}";
}
std::string rain(const std::string& id, double mm) {
  return event(id, "fenghuo.observations",
               R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":)" +
                   std::to_string(mm) + "}");
}

class EventsTest : public ServedTest {
 protected:
  Answer post(const std::string& body, const char* type = kStructured) {
    return client_.post("/api/v1/events", body, type);
  }
  /// Who reported and who recorded it, of all reports that were concluded.
  std::vector<std::string> recorded() {
    std::vector<std::string> all;
    auto cursor = edges_.log.read({});
    for (auto entry = (*cursor)->next(); entry && *entry; entry = (*cursor)->next())
      for (const auto& concluded : (*entry)->facts) {
        wire::Fact fact;
        if (fact.ParseFromString(concluded) && fact.has_report_taken())
          all.push_back(fact.report_taken().reporter() + " " + fact.report_taken().recorded_by());
      }
    return all;
  }
};

TEST_F(EventsTest, ObservationsAreTakenWithTheirOffsets) {
  const Answer answer = post(rain("1", 65));
  EXPECT_EQ(answer.status, 202u) << answer.text();
  const auto accepted = answer.json().at("accepted").at(0);
  EXPECT_EQ(accepted.at("id").as_string(), "1");
  EXPECT_EQ(accepted.at("offset").to_number<std::uint64_t>(), 3u);
  EXPECT_EQ(accepted.at("row").to_number<int>(), 0);
  EXPECT_EQ(accepted.at("rows").to_number<int>(), 1);
  EXPECT_EQ(client_.get("/api/v1/alarms").json().as_array().size(), 1u);
}

TEST_F(EventsTest, TheAnswerWaitsForTheDisk) {
  edges_.log.hold();
  auto request = client_.make(HttpClient::Verb::post, "/api/v1/events", rain("1", 1));
  request.set("Content-Type", kStructured);
  std::thread releasing([this] {
    edges_.log.wait_for_commits(3);
    edges_.on_edges([] {});
    EXPECT_EQ(client_.connection().waiting(), 0u);
    edges_.log.release();
  });
  EXPECT_EQ(client_.send(request).status, 202u);
  releasing.join();
}

TEST_F(EventsTest, WhatIsSentAgainCountsOnce) {
  EXPECT_EQ(post(rain("1", 65)).status, 202u);
  const Answer again = post(rain("1", 65));
  EXPECT_EQ(again.status, 202u);
  EXPECT_EQ(again.json().at("accepted").at(0).at("duplicate").as_bool(), true);
  EXPECT_EQ(edges_.thread.counts().rows, 1u);
}

TEST_F(EventsTest, AReportBecomesARecord) {
  const Answer answer = post(event(
      "7", "fenghuo.report", R"({"reporter":"wang","kind":"crack","area":"A","text":"裂缝"})"));
  EXPECT_EQ(answer.status, 202u) << answer.text();
  EXPECT_EQ(answer.json().at("accepted").at(0).at("offset").to_number<std::uint64_t>(), 2u);
}

TEST_F(EventsTest, AReportThatIsSentAgainIsADuplicate) {
  const std::string crack =
      event("7", "fenghuo.report", R"({"reporter":"wang","kind":"crack","area":"A"})");
  const std::string noise =
      event("7", "fenghuo.report", R"({"reporter":"wang","kind":"noise","area":"A"})");
  EXPECT_EQ(post(crack).status, 202u);
  const Answer again = post(crack);
  EXPECT_EQ(again.status, 202u) << again.text();
  const auto accepted = again.json().at("accepted").at(0);
  EXPECT_EQ(accepted.at("id").as_string(), "7");
  EXPECT_EQ(accepted.at("duplicate").as_bool(), true);
  EXPECT_FALSE(accepted.as_object().contains("offset"));
  const Answer another = post(noise);
  EXPECT_EQ(another.json().at("accepted").at(0).at("offset").to_number<std::uint64_t>(), 3u)
      << "a gateway that counts anew";
}

TEST_F(EventsTest, AReportSaysWhoHasWrittenItDown) {
  const auto report = [](const std::string& id) {
    std::string text = event(id, "fenghuo.report", R"({"reporter":"wang","kind":"crack"})");
    return text.insert(1, R"("recordedby":"deputy",)");
  };
  EXPECT_EQ(post(event("1", "fenghuo.report", R"({"reporter":"wang","kind":"crack"})")).status,
            202u);
  EXPECT_EQ(post(report("2")).status, 202u);
  client_.set_token(credentials_.person_token("town"));
  EXPECT_EQ(post(report("3")).status, 202u);
  EXPECT_THAT(recorded(), ::testing::ElementsAre("wang ", "wang deputy", "wang town"))
      << "a token proves who it is";
}

TEST_F(EventsTest, TheClientOfTheCommandLineSendsEventsToo) {
  const auto answer = ask_engine(
      "http://127.0.0.1:" + std::to_string(server_.port()), "/api/v1/events",
      credentials_.person_token("town"),
      event("1", "fenghuo.report", R"({"reporter":"wang","kind":"crack"})"), kStructured);
  ASSERT_TRUE(answer) << answer.error().text.en;
  EXPECT_EQ(answer->status, 202u) << answer->body;
  EXPECT_THAT(recorded(), ::testing::ElementsAre("wang town"));
}

TEST_F(EventsTest, AReportOfAPlaceThatThePlanDoesNotHaveIsTakenAndCounted) {
  const auto report = [](const std::string& area) {
    return event("of " + area, "fenghuo.report",
                 R"({"reporter":"wang","kind":"crack","area":")" + area + R"("})");
  };
  for (const char* area : {"A", "T", "S1", ""}) EXPECT_EQ(post(report(area)).status, 202u) << area;
  EXPECT_EQ(edges_.refused("cloudevents", "unknown_place"), 0u);
  EXPECT_EQ(post(report("S2")).status, 202u) << "it may be a call for help";
  EXPECT_EQ(edges_.refused("cloudevents", "unknown_place"), 1u);
}

TEST_F(EventsTest, APropertyThatNoRuleCanReadIsTakenAndCounted) {
  EXPECT_EQ(post(event("1", "fenghuo.observations",
                       R"({"station":"S1","property":"rainfall","value":3,)"
                       R"("time":"2026-07-15T08:35:00+08:00"})"))
                .status,
            202u);
  EXPECT_EQ(post(rain("2", 3)).status, 202u);
  EXPECT_EQ(edges_.refused("cloudevents", "unknown_property"), 1u);
}

TEST_F(EventsTest, ABatchIsAnsweredInItsOrder) {
  const Answer answer = post("[" + rain("a", 1) + "," + rain("b", 2) + "]", kBatch);
  EXPECT_EQ(answer.status, 202u) << answer.text();
  const auto json = answer.json();
  EXPECT_EQ(json.at("accepted").at(0).at("id").as_string(), "a");
  EXPECT_EQ(json.at("accepted").at(1).at("id").as_string(), "b");
}

TEST_F(EventsTest, BinaryModeHasItsAttributesInHeaders) {
  auto request = client_.make(
      HttpClient::Verb::post, "/api/v1/events",
      R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1})");
  request.set("Content-Type", "application/json");
  request.set("ce-id", "1");
  request.set("ce-source", "/s");
  request.set("ce-specversion", "1.0");
  request.set("ce-type", "fenghuo.observations");
  EXPECT_EQ(client_.send(request).status, 202u);
}

TEST_F(EventsTest, WhatMakesNoSenseIsAProblemAndIsCounted) {
  int refused = 0;
  for (const std::string& body :
       {std::string("{"), std::string("[]"), std::string(""), std::string(100, '['),
        std::string(R"({"specversion":"1.0"})"), rain("1", 1) + "x", event("1", "other", "{}"),
        event("1", "fenghuo.observations", "[]"),
        event("1", "fenghuo.observations", R"({"observations":[]})"),
        event("1", "fenghuo.report", R"({"reporter":1})")}) {
    const Answer answer = post(body);
    EXPECT_EQ(answer.status, 400u) << body;
    EXPECT_EQ(answer.problem(), "bad_event") << body;
    ++refused;
  }
  EXPECT_EQ(edges_.refused("cloudevents", "bad_event"), static_cast<std::uint64_t>(refused));
}

TEST_F(EventsTest, OneBadEventOfABatchRefusesItAll) {
  const Answer answer = post("[" + rain("a", 1) + ",{}]", kBatch);
  EXPECT_EQ(answer.status, 400u);
  EXPECT_THAT(std::string(answer.json().at("detail_en").as_string()),
              ::testing::HasSubstr("event 1 "));
  EXPECT_EQ(edges_.thread.counts().rows, 0u);
}

TEST_F(EventsTest, AFullInboxAsksToComeAgain) {
  edges_.log.hold();
  ASSERT_TRUE(edges_.thread.submit(fenghuo::report("x"), nullptr));
  edges_.log.wait_for_commits(3);
  const std::vector<std::pair<Instant, std::int64_t>> rows(kRowsPerRecordMax, {kStart, 1});
  std::uint64_t key = 0;
  while (edges_.thread.submit(block("S9", "water_level", rows, ++key), nullptr)) continue;
  const Answer answer = post(rain("1", 1));
  EXPECT_EQ(answer.status, 503u);
  EXPECT_EQ(answer.problem(), "inbox_full");
  EXPECT_EQ(answer.header("Retry-After"), "1");
}

TEST_F(EventsTest, AWarningOfOthersComesAsCap) {
  const std::string alert =
      "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><identifier>W-1</identifier>"
      "<sender>qxj</sender><sent>2026-07-15T08:00:00+08:00</sent><status>Actual</status>"
      "<msgType>Alert</msgType><info><event>暴雨</event><severity>Severe</severity></info></alert>";
  const Answer answer = post(alert, "application/cap+xml");
  EXPECT_EQ(answer.status, 202u) << answer.text();
  EXPECT_EQ(answer.json().at("accepted").at(0).at("id").as_string(), "W-1");
  const Answer refused = post("<alert/>", "application/cap+xml");
  EXPECT_EQ(refused.status, 400u);
  EXPECT_EQ(refused.problem(), "bad_event");
}

}  // namespace
}  // namespace fenghuo::adapters
