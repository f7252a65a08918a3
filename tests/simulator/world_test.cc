#include "simulator/world.h"

#include <gmock/gmock.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What became of one message to the leader, who takes part, that is sent at 20:10.
struct Sent {
  std::vector<Instant> handed_over;
  std::vector<Instant> reported;  // as delivered
};

Sent sent_to_player(Scenario night) {
  night.stations.clear();
  night.players = {"leader"};
  const auto change = night_plan();
  const playbooks::Ways ways(change.plan());
  Agenda agenda;
  NightRecord record;
  Sent out;
  World world(change.plan(), ways, night, agenda, record, [&](const Submission& submission) {
    const auto* event = std::get_if<wire::Event>(&submission);
    if (event != nullptr && event->effect_reported().outcome() == wire::EffectReported::DELIVERED)
      out.reported.push_back(agenda.now());
  });
  world.hand_over_to(
      [&](EffectId, const wire::SendMessage&) { out.handed_over.push_back(agenda.now()); });
  agenda.pass_to(at(10));
  wire::SendMessage message;
  message.set_channel("webhook");
  message.set_person("leader");
  EXPECT_TRUE(world.is_to_player(message));
  world.send({{7}, 0}, message);
  while (const auto next = agenda.next()) agenda.run_until(*next);
  return out;
}

TEST(WorldTest, APlayersMessageIsHandedOverAtOnceWhereTheScenarioSaysNothing) {
  const Sent sent = sent_to_player(small_night());
  EXPECT_THAT(sent.handed_over, ElementsAre(at(10)));
  EXPECT_THAT(sent.reported, IsEmpty()) << "the real channel tells";
}

TEST(WorldTest, APlayersMessageIsAsLateAsTheScenarioSays) {
  Scenario night = small_night();
  night.channels = {
      {.channel = "webhook", .until = Instant::max(), .delay = std::chrono::minutes{20}}};
  EXPECT_THAT(sent_to_player(night).handed_over, ElementsAre(at(30)));
}

TEST(WorldTest, ADeadTelephoneOfAPlayerGetsNothingAndTheGatewayDoesNotKnow) {
  Scenario night = small_night();
  night.failures = {failing("phone/leader")};
  const Sent sent = sent_to_player(night);
  EXPECT_THAT(sent.handed_over, IsEmpty());
  EXPECT_THAT(sent.reported, ElementsAre(at(10)));
}

}  // namespace
}  // namespace fenghuo::simulator
