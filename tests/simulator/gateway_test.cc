#include "simulator/gateway.h"

#include <gmock/gmock.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::IsEmpty;
using ::testing::Le;
using ::testing::SizeIs;

/// Of village A are leader, officer and deputy; town and town2 are the township's.
struct Message {
  Instant at{};
  std::string person;
  bool operator==(const Message&) const = default;
  friend void PrintTo(const Message& m, std::ostream* out) {
    *out << m.person << " " << to_rfc3339(m.at, std::chrono::hours{8});
  }
};

/// Whose messages are handed over.
constexpr const char* kPlayer = "deputy2";

struct Carried {
  std::vector<Message> rung;
  std::vector<std::uint32_t> attempts;  // of what was delivered
  std::size_t failed = 0;
  std::vector<Instant> handed_over;

  std::vector<Instant> times() const {
    std::vector<Instant> all;
    for (const auto& one : rung) all.push_back(one.at);
    return all;
  }
};

Carried carried(const Scenario& night, const std::vector<Message>& sent) {
  const auto change = night_plan();
  const Needs needs(change.plan());
  const Outages outages(night.failures);
  Agenda agenda;
  agenda.pass_to(night.start);
  Carried out;
  Gateway gateway(
      night, needs, outages, agenda,
      [&](EffectId, bool delivered, std::uint32_t attempts) {
        if (delivered) out.attempts.push_back(attempts);
        if (!delivered) ++out.failed;
      },
      [&](const wire::SendMessage& message) {
        out.rung.push_back({agenda.now(), message.person()});
      },
      [&](EffectId, const wire::SendMessage& message) {
        if (message.person() != kPlayer) return false;
        out.handed_over.push_back(agenda.now());
        return true;
      });
  for (std::size_t i = 0; i < sent.size(); ++i)
    agenda.plan(sent[i].at, [&, i] {
      wire::SendMessage message;
      message.set_channel("webhook");
      message.set_person(sent[i].person);
      gateway.send({{7}, static_cast<std::uint32_t>(i)}, message);
    });
  while (const auto next = agenda.next()) agenda.run_until(*next);
  return out;
}

Scenario night_with(const std::vector<ChannelCondition>& channels) {
  Scenario night = small_night();
  night.channels = channels;
  for (auto& one : night.channels) {
    one.channel = "webhook";
    if (one.until == Instant{}) one.until = Instant::max();
  }
  return night;
}

std::vector<Message> several(std::size_t count, Instant when) {
  return std::vector<Message>(count, {when, "leader"});
}

TEST(GatewayTest, AMessageTakesTwoSecondsOrAsLongAsIsWritten) {
  EXPECT_THAT(carried(small_night(), several(2, at(0))).times(), ElementsAre(at(0, 2), at(0, 2)));
  const auto slow = night_with({{.delay = seconds{20}}});
  EXPECT_THAT(carried(slow, several(1, at(0))).times(), ElementsAre(at(0, 20)));
}

TEST(GatewayTest, WhatIsTooMuchWaitsItsTurn) {
  const auto night = night_with({{.per_minute = 1, .delay = seconds{20}}});
  auto sent = several(3, at(10));
  sent.push_back({at(20), "officer"});
  EXPECT_THAT(carried(night, sent).times(),
              ElementsAre(at(10, 20), at(11, 20), at(12, 20), at(20, 20)));
}

TEST(GatewayTest, SoManyAMinuteAreSoManyThoughTheyDivideNoMinute) {
  const auto times = carried(night_with({{.per_minute = 7}}), several(71, at(0))).times();
  ASSERT_THAT(times, SizeIs(71));
  for (std::size_t i = 7; i < times.size(); ++i)
    EXPECT_THAT(times[i] - times[i - 7], Ge(Span{59'999})) << i;  // rounded to ms, either of them
  EXPECT_GE(times[70] - times[0], std::chrono::minutes{10});
  EXPECT_THAT(times[70] - times[0], Le(std::chrono::minutes{10} + Span{1}));
}

TEST(GatewayTest, ALimitOfAVillageIsForItsPeopleAlone) {
  const auto night = night_with({{.village = "A", .per_minute = 1}});
  const std::vector<Message> sent{
      {at(10), "leader"}, {at(10), "town"}, {at(10), "officer"}, {at(10), "town2"}};
  const Instant soon = at(10, 2);
  EXPECT_THAT(carried(night, sent).rung,
              ElementsAre(Message{soon, "leader"}, Message{soon, "town"}, Message{soon, "town2"},
                          Message{at(11, 2), "officer"}));
}

TEST(GatewayTest, WhatWaitsWhenALimitEndsIsPassedOn) {
  const auto night = night_with({{.from = at(5), .until = at(12), .per_minute = 1}});
  auto sent = several(2, at(0));
  for (const auto& one : several(4, at(10))) sent.push_back(one);
  EXPECT_THAT(carried(night, sent).times(),
              ElementsAre(at(0, 2), at(0, 2), at(10, 2), at(11, 2), at(12), at(12)));
}

TEST(GatewayTest, WhatWaitsWhenALimitEndsGoesByTheNextOne) {
  const auto night = night_with({{.per_minute = 6}, {.until = at(11), .per_minute = 1}});
  EXPECT_THAT(carried(night, several(4, at(10))).times(),
              ElementsAre(at(10, 2), at(11), at(11, 10), at(11, 20)));
}

TEST(GatewayTest, TheLastEntryThatFitsCountsAsAWhole) {
  const auto night =
      night_with({{.per_minute = 1}, {.from = at(20), .until = at(30), .delay = seconds{5}}});
  EXPECT_THAT(carried(night, several(2, at(25))).times(), ElementsAre(at(25, 5), at(25, 5)));
}

TEST(GatewayTest, WhatFailsWhenItsTurnComesIsSentAnew) {
  auto night = night_with({{.per_minute = 1}});
  night.failures = {failing("channel/webhook", at(10, 30), at(11, 30))};
  const auto out = carried(night, {{at(10), "leader"}, {at(10), "officer"}, {at(10), "deputy"}});
  EXPECT_THAT(out.rung, ElementsAre(Message{at(10, 2), "leader"}, Message{at(12, 2), "deputy"},
                                    Message{at(13, 2), "officer"}));
  EXPECT_THAT(out.attempts, ElementsAre(1U, 1U, 2U));
}

TEST(GatewayTest, ADeadGatewayIsGivenUpAfterTenMinutes) {
  auto night = night_with({{.per_minute = 1}});
  night.failures = {failing("channel/webhook")};
  const auto out = carried(night, several(3, at(10)));
  EXPECT_THAT(out.rung, IsEmpty());
  EXPECT_EQ(out.failed, 3U);
}

TEST(GatewayTest, WhatIsLostIsDeliveredAndRingsNowhere) {
  const auto all = carried(night_with({{.lost = 1, .twice = 1}}), several(3, at(0)));
  EXPECT_THAT(all.rung, IsEmpty());
  EXPECT_THAT(all.attempts, SizeIs(3));
}

TEST(GatewayTest, LosesTheShareThatIsWrittenAndTheSameEachTime) {
  auto night = night_with({{.lost = 0.25}});
  std::vector<Message> sent;
  for (int i = 0; i < 4000; ++i) sent.push_back({at(i), i % 3 == 0 ? "leader" : "officer"});
  const auto rung = carried(night, sent).rung;
  EXPECT_NEAR(static_cast<double>(rung.size()), 3000, 120);
  EXPECT_EQ(carried(night, sent).rung, rung);
  // Whatever else is written or sent.
  night.channels[0].twice = 0;
  night.channels[0].delay = kMessageTakes;
  sent.push_back({at(4000), "town"});
  auto more = carried(night, sent).rung;
  if (!more.empty() && more.back().person == "town") more.pop_back();
  EXPECT_EQ(more, rung);
  night.seed = 2;
  EXPECT_NE(carried(night, sent).rung, rung);
}

TEST(GatewayTest, WhatComesTwiceRingsAgain) {
  const auto night = night_with({{.per_minute = 1, .twice = 1}});
  EXPECT_THAT(carried(night, several(2, at(10))).times(),
              ElementsAre(at(10, 2), at(10, 32), at(11, 2), at(11, 32)));
}

TEST(GatewayTest, WhatIsHandedOverIsReportedByWhoeverCarriesIt) {
  const auto night = night_with({{.delay = seconds{20}, .twice = 1}});
  const auto out = carried(night, {{at(10), kPlayer}, {at(10), "leader"}});
  EXPECT_THAT(out.handed_over, ElementsAre(at(10, 20)));
  EXPECT_THAT(out.attempts, SizeIs(1));  // of the leader's
  EXPECT_THAT(out.rung, ElementsAre(Message{at(10, 20), "leader"}, Message{at(10, 50), "leader"}));
}

TEST(GatewayTest, WhatIsLostOrCanNotBeCarriedIsNotHandedOver) {
  auto night = night_with({{.lost = 1}});
  const auto lost = carried(night, {{at(10), kPlayer}});
  EXPECT_THAT(lost.handed_over, IsEmpty());
  EXPECT_THAT(lost.attempts, SizeIs(1));
  night.failures = {failing("channel/webhook")};
  const auto down = carried(night, {{at(10), kPlayer}});
  EXPECT_THAT(down.handed_over, IsEmpty());
  EXPECT_EQ(down.failed, 1U);
}

}  // namespace
}  // namespace fenghuo::simulator
