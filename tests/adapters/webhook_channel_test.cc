#include "adapters/webhook_channel.h"

#include <gmock/gmock.h>

#include <type_traits>

#include "adapters/credentials.h"
#include "engine/level.h"
#include "tests/adapters/webhook_receiver.h"

namespace fenghuo::adapters {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::chrono::seconds kPatience{60};

template <class Channel, Lane L>
concept Takes = requires(Channel& channel, const Outgoing<L>& outgoing) { channel.send(outgoing); };

// What an exercise says can't be handed to a live channel by anything that compiles.
static_assert(Takes<WebhookChannel<Lane::live>, Lane::live>);
static_assert(Takes<WebhookChannel<Lane::exercise>, Lane::exercise>);
static_assert(!Takes<WebhookChannel<Lane::live>, Lane::exercise>);
static_assert(!Takes<WebhookChannel<Lane::exercise>, Lane::live>);
static_assert(!std::is_convertible_v<Outgoing<Lane::exercise>, Outgoing<Lane::live>>);
static_assert(!std::is_constructible_v<Outgoing<Lane::live>, Outgoing<Lane::exercise>>);
static_assert(!std::is_convertible_v<WebhookChannel<Lane::exercise>*, WebhookChannel<Lane::live>*>);

template <Lane L>
Outgoing<L> message(std::uint64_t offset = 812) {
  Outgoing<L> outgoing{.id = {{offset}, 2}, .message = {}};
  auto& message = outgoing.message;
  message.set_channel("webhook");
  message.set_person("leader");
  message.set_area("A");
  message.set_level(to_wire(Level::red));
  message.mutable_obligation()->set_offset(800);
  message.mutable_obligation()->set_index(6);
  message.mutable_headline()->set_zh("山洪红色预警");
  message.mutable_headline()->set_en("flash flood red");
  message.mutable_text()->set_zh("立即转移。");
  message.mutable_text()->set_en("Leave now.");
  message.set_wants_headcount(true);
  return outgoing;
}

std::shared_ptr<const PlanInfo> plan() {
  auto info = std::make_shared<PlanInfo>();
  info->people["leader"].id = "leader";
  info->people["leader"].name = "王伟";
  info->people["leader"].phone = "13900000000";
  return info;
}

class WebhookChannelTest : public ::testing::Test {
 protected:
  template <Lane L = Lane::live>
  std::unique_ptr<WebhookChannel<L>> channel(const std::string& secret = "s3cret") {
    auto channel = std::make_unique<WebhookChannel<L>>(
        io_, WebhookTarget{receiver_.url(), secret, "log1", "https://page.example"},
        [](FactId obligation, const std::string& person) {
          return to_string(obligation) + "-" + person;
        },
        [this](const wire::Event& event) { reports_.push_back(event.effect_reported()); });
    channel->set_plan(plan());
    return channel;
  }
  /// Until so many messages have been settled.
  void run_until_reports(std::size_t count) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (reports_.size() < count && std::chrono::steady_clock::now() < give_up) {
      io_.run_one_for(kPatience);
    }
    ASSERT_EQ(reports_.size(), count);
  }

  net::io_context io_{1};
  WebhookReceiver receiver_{io_};
  std::vector<wire::EffectReported> reports_;
};

TEST_F(WebhookChannelTest, DeliversAMessageWithAllThatAServiceNeeds) {
  const auto live = channel();
  live->send(message<Lane::live>());
  EXPECT_EQ(live->counts().owed, 1u);
  run_until_reports(1);
  EXPECT_EQ(reports_[0].offset(), 812u);
  EXPECT_EQ(reports_[0].index(), 2u);
  EXPECT_EQ(reports_[0].outcome(), wire::EffectReported::DELIVERED);
  EXPECT_EQ(reports_[0].attempts(), 1u);
  EXPECT_EQ(live->counts().delivered, 1u);
  EXPECT_EQ(live->counts().owed, 0u);
  ASSERT_EQ(receiver_.requests.size(), 1u);
  EXPECT_EQ(receiver_.requests[0].target(), "/hook?a=b");
  EXPECT_EQ(receiver_.header(0, "Idempotency-Key"), "live-log1-812.2");
  EXPECT_EQ(receiver_.header(0, "webhook-id"), "live-log1-812.2");
  const auto body = receiver_.body(0);
  EXPECT_EQ(body.at("id").as_string(), "live-log1-812.2");
  EXPECT_EQ(body.at("lane").as_string(), "live");
  EXPECT_EQ(body.at("to").at("name").as_string(), "王伟");
  EXPECT_EQ(body.at("to").at("phone").as_string(), "13900000000");
  EXPECT_EQ(body.at("level").as_string(), "red");
  EXPECT_EQ(body.at("obligation").as_string(), "800.6");
  EXPECT_EQ(body.at("headline_zh").as_string(), "山洪红色预警");
  EXPECT_EQ(body.at("answer_at").as_string(), "https://page.example/r/800.6-leader");
  EXPECT_THAT(std::string(body.at("text_en").as_string()), StartsWith("Leave now. "));
}

// A gateway has seen the other's numbers.
TEST_F(WebhookChannelTest, WhatGoesOnFromABackupHasOtherKeys) {
  WebhookTarget target{receiver_.url(), "s3cret", "log1", "https://page.example"};
  target.branches.add({812}, "5eed0001");
  WebhookChannel<Lane::live> live(
      io_, std::move(target), [](FactId, const std::string&) { return "link"; },
      [this](const wire::Event& event) { reports_.push_back(event.effect_reported()); });
  live.set_plan(plan());
  live.send(message<Lane::live>(811));
  run_until_reports(1);
  live.send(message<Lane::live>(812));
  run_until_reports(2);
  EXPECT_EQ(receiver_.header(0, "Idempotency-Key"), "live-log1-811.2");
  EXPECT_EQ(receiver_.header(1, "Idempotency-Key"), "live-log15eed0001-812.2");
}

TEST_F(WebhookChannelTest, WhereToAnswerIsASentenceOfItsOwn) {
  const auto live = channel();
  auto outgoing = message<Lane::live>();
  outgoing.message.mutable_text()->set_zh("送到后报人数");
  outgoing.message.mutable_text()->set_en("send their number");
  live->send(outgoing);
  run_until_reports(1);
  const auto body = receiver_.body(0);
  EXPECT_THAT(std::string(body.at("text_zh").as_string()), StartsWith("送到后报人数。答复请点："));
  EXPECT_THAT(std::string(body.at("text_en").as_string()),
              StartsWith("send their number. Answer here: "));
}

// Names of households stand in no log, so the channel puts them in.
TEST_F(WebhookChannelTest, WhoeverSeesToAHouseholdReadsItsName) {
  auto info = std::make_shared<PlanInfo>(*plan());
  for (const char* id : {"h1", "h12", "h3"}) {
    auto& household = *info->plan.add_households();
    household.set_id(id);
    household.set_village("A");
  }
  info->people["h1"].name = "吴石头";
  info->people["h12"].name = "许冬梅";
  const auto live = channel();
  live->set_plan(info);
  auto outgoing = message<Lane::live>();
  outgoing.message.mutable_text()->set_zh("请马上去A村住户 h12家，把全家 2 人");
  outgoing.message.mutable_text()->set_en("Go to household h12 in A now");
  live->send(outgoing);
  outgoing.id.index = 3;
  outgoing.message.mutable_text()->set_zh("请马上去A村住户 h3家，把全家 2 人");
  live->send(outgoing);
  run_until_reports(2);
  std::string both;
  for (std::size_t i = 0; i < 2; ++i)
    both += std::string(receiver_.body(i).at("text_zh").as_string()) +
            std::string(receiver_.body(i).at("text_en").as_string());
  EXPECT_THAT(both, HasSubstr("请马上去A村住户许冬梅家，把全家 2 人"));
  EXPECT_THAT(both, HasSubstr("Go to household 许冬梅 in A now"));
  EXPECT_THAT(both, HasSubstr("请马上去A村住户 h3家，")) << "it has no name";
}

TEST_F(WebhookChannelTest, EveryTextOfAnExerciseSaysSoFirstAndLast) {
  const auto exercise = channel<Lane::exercise>();
  exercise->send(message<Lane::exercise>());
  run_until_reports(1);
  const auto body = receiver_.body(0);
  EXPECT_EQ(body.at("lane").as_string(), "exercise");
  EXPECT_EQ(receiver_.header(0, "Idempotency-Key"), "exercise-log1-812.2");
  for (const char* name : {"headline_zh", "text_zh"}) {
    EXPECT_THAT(std::string(body.at(name).as_string()), StartsWith("【演练】")) << name;
  }
  for (const char* name : {"headline_en", "text_en"}) {
    EXPECT_THAT(std::string(body.at(name).as_string()), StartsWith("EXERCISE: ")) << name;
  }
  // Telephones end an address at a blank, and at nothing less.
  const std::string link(body.at("answer_at").as_string());
  EXPECT_THAT(std::string(body.at("text_zh").as_string()), EndsWith(link + " 【演练】"));
  EXPECT_THAT(std::string(body.at("text_en").as_string()), EndsWith(link + " EXERCISE"));

  auto notice = message<Lane::exercise>();
  notice.message.set_purpose(wire::SendMessage::TELL);
  exercise->send(notice);
  run_until_reports(2);
  EXPECT_THAT(std::string(receiver_.body(1).at("text_zh").as_string()), EndsWith(" 【演练】"));
}

TEST_F(WebhookChannelTest, TriesAgainUnderTheSameKey) {
  receiver_.answers = {500, 0, 200};
  const auto live = channel();
  live->send(message<Lane::live>());
  run_until_reports(1);
  EXPECT_EQ(reports_[0].outcome(), wire::EffectReported::DELIVERED);
  EXPECT_EQ(reports_[0].attempts(), 3u);
  ASSERT_EQ(receiver_.requests.size(), 3u);
  for (std::size_t i = 1; i < 3; ++i) {
    EXPECT_EQ(receiver_.header(i, "Idempotency-Key"), receiver_.header(0, "Idempotency-Key"));
    EXPECT_EQ(receiver_.requests[i].body(), receiver_.requests[0].body());
  }
  EXPECT_EQ(live->counts().sent, 3u);
}

// An all-clear that a busy gateway holds up must not come after the word that it is not over.
TEST_F(WebhookChannelTest, AnOldNoticeGivesWayToWhatIsNewer) {
  receiver_.answers = {500, 200};
  const auto live = channel();
  auto all_clear = message<Lane::live>(1);
  all_clear.message.set_purpose(wire::SendMessage::TELL);
  live->send(all_clear);
  while (receiver_.requests.empty()) io_.run_one_for(kPatience);
  live->send(message<Lane::live>(2));
  run_until_reports(2);
  ASSERT_EQ(receiver_.requests.size(), 2u) << "the all-clear once, and the call";
  for (const auto& report : reports_)
    EXPECT_EQ(report.outcome(), report.offset() == 2 ? wire::EffectReported::DELIVERED
                                                     : wire::EffectReported::FAILED);
}

// Injects are about nothing that a later one could be the newer word on.
TEST_F(WebhookChannelTest, WhatIsToldWithoutAnIncidentStandsForItself) {
  receiver_.answers = {500, 200};
  const auto exercise = channel<Lane::exercise>();
  for (const std::uint64_t offset : {1U, 2U}) {
    auto inject = message<Lane::exercise>(offset);
    inject.message.set_purpose(wire::SendMessage::TELL);
    inject.message.clear_incident();
    inject.message.mutable_about()->set_offset(offset);
    exercise->send(inject);
  }
  run_until_reports(2);
  for (const auto& report : reports_)
    EXPECT_EQ(report.outcome(), wire::EffectReported::DELIVERED) << report.offset();
}

// What waits for a gateway that was down must not call anybody for an exercise that is over.
TEST_F(WebhookChannelTest, AfterTheCallsHaveEndedPeopleAreToldAlone) {
  receiver_.answers = {500, 200};
  const auto exercise = channel<Lane::exercise>();
  exercise->send(message<Lane::exercise>(1));
  while (receiver_.requests.empty()) io_.run_one_for(kPatience);
  exercise->end_calls();
  auto notice = message<Lane::exercise>(2);
  notice.message.set_purpose(wire::SendMessage::TELL);
  exercise->send(notice);
  run_until_reports(2);
  EXPECT_EQ(receiver_.requests.size(), 2u) << "the call once, and the notice";
  for (const auto& report : reports_)
    EXPECT_EQ(report.outcome(), report.offset() == 2 ? wire::EffectReported::DELIVERED
                                                     : wire::EffectReported::FAILED);
}

TEST_F(WebhookChannelTest, TestsWaitBehindWarnings) {
  const auto live = channel();
  for (std::uint64_t offset = 0; offset < 200; ++offset) {
    auto test = message<Lane::live>(offset);
    test.message.set_purpose(wire::SendMessage::TEST);
    live->send(test);
  }
  live->send(message<Lane::live>(900));
  run_until_reports(201);
  std::size_t at = 0;
  while (reports_[at].offset() != 900) ++at;
  EXPECT_LE(at, 2U * kWebhookSendersMax) << "those on their way come first, the others don't";
}

TEST_F(WebhookChannelTest, ARefusalIsFinal) {
  receiver_.answers = {400, 302, 404};
  const auto live = channel();
  for (const std::uint64_t offset : {1U, 2U, 3U}) live->send(message<Lane::live>(offset));
  run_until_reports(3);
  for (const auto& report : reports_) {
    EXPECT_EQ(report.outcome(), wire::EffectReported::FAILED);
    EXPECT_EQ(report.attempts(), 1u);
  }
  EXPECT_EQ(receiver_.requests.size(), 3u);
  EXPECT_EQ(live->counts().failed, 3u);
}

TEST_F(WebhookChannelTest, SaysWhatTheServiceSaid) {
  receiver_.answers = {410};
  const auto live = channel();
  live->send(message<Lane::live>());
  run_until_reports(1);
  EXPECT_EQ(reports_[0].detail(), "HTTP 410");
}

TEST_F(WebhookChannelTest, SignsAsStandardWebhooksDo) {
  // whsec_ and base64 of "key": the key is what the base64 says.
  for (const auto& [secret, key] : {std::pair{"s3cret", "s3cret"}, {"whsec_a2V5", "key"}}) {
    const auto live = channel(secret);
    live->send(message<Lane::live>());
    run_until_reports(reports_.size() + 1);
    const std::size_t last = receiver_.requests.size() - 1;
    const std::string text = receiver_.header(last, "webhook-id") + "." +
                             receiver_.header(last, "webhook-timestamp") + "." +
                             receiver_.requests[last].body();
    EXPECT_EQ(receiver_.header(last, "webhook-signature"), "v1," + base64(hmac_sha256(key, text)));
  }
}

TEST_F(WebhookChannelTest, SendsManyButFewAtOnce) {
  const auto live = channel();
  for (std::uint64_t offset = 0; offset < 100; ++offset) live->send(message<Lane::live>(offset));
  run_until_reports(100);
  EXPECT_EQ(receiver_.requests.size(), 100u);
  EXPECT_LE(receiver_.at_once_max, kWebhookSendersMax);
}

TEST_F(WebhookChannelTest, OneWhoIsNotInThePlanIsCalledById) {
  const auto live = channel();
  auto outgoing = message<Lane::live>();
  outgoing.message.set_person("somebody");
  live->send(outgoing);
  run_until_reports(1);
  EXPECT_EQ(receiver_.body(0).at("to").at("name").as_string(), "somebody");
  EXPECT_EQ(receiver_.body(0).at("to").at("phone").as_string(), "");
}

TEST_F(WebhookChannelTest, AfterStopNothingLeaves) {
  const auto live = channel();
  live->stop();
  live->send(message<Lane::live>());
  receiver_.stop();
  io_.run_for(kPatience);  // ends at once: nothing is left to do
  EXPECT_TRUE(receiver_.requests.empty());
  EXPECT_TRUE(reports_.empty());
}

}  // namespace
}  // namespace fenghuo::adapters
