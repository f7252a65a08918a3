// A scenario's `channels`, and how long people take to do a thing.
#include <gmock/gmock.h>

#include "tests/cli/drill/model_scenarios.h"

namespace fenghuo::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ScenarioChannels : public ModelScenarios {
 protected:
  simulator::Scenario chosen(const std::string& body, const ScenarioChoice& choice) {
    const std::string path = folder_.path() + "/s.yaml";
    std::ofstream(path) << kHead << body;
    auto file = read_scenario(path, qingxi(), choice);
    EXPECT_TRUE(file);
    EXPECT_THAT(file->faults, IsEmpty());
    return std::move(file->scenario);
  }
};

TEST_F(ScenarioChannels, HoldWhatIsWritten) {
  const auto channels = night(R"(channels:
  - {channel: webhook, lost: 0.05}
  - {channel: webhook, village: yuantou, from: "21:00", until: "23:00", per_minute: 60, delay: 20s, twice: 0.02, mark: d, source: s1}
)")
                            .channels;
  ASSERT_THAT(channels, SizeIs(2));
  EXPECT_EQ(channels[0].channel, "webhook");
  EXPECT_EQ(channels[0].village, "");
  EXPECT_EQ(channels[0].from, kStart);
  EXPECT_EQ(channels[0].until, Instant::max());
  EXPECT_EQ(channels[0].per_minute, 0U);
  EXPECT_FALSE(channels[0].delay);
  EXPECT_EQ(channels[0].lost, 0.05);
  EXPECT_EQ(channels[1].village, "yuantou");
  EXPECT_EQ(channels[1].from, kStart + std::chrono::hours{1});
  EXPECT_EQ(channels[1].until, kStart + std::chrono::hours{3});
  EXPECT_EQ(channels[1].per_minute, 60U);
  EXPECT_EQ(channels[1].delay, std::chrono::seconds{20});
  EXPECT_EQ(channels[1].twice, 0.02);
  EXPECT_EQ(channels[1].origin.mark, simulator::Mark::rough);
  EXPECT_EQ(channels[1].origin.source, "s1");
}

TEST_F(ScenarioChannels, NamesThatArentThereAreNotedWithTheNearest) {
  EXPECT_THAT(faults("channels: [{channel: webhok, lost: 0.1}]\n"),
              HasSubstr("6:22: the program has no channel 'webhok'; did you mean 'webhook'?"));
  EXPECT_THAT(faults("channels: [{channel: webhook, village: yuanto, lost: 0.1}]\n"),
              HasSubstr("6:40: the plan has no village 'yuanto'; did you mean 'yuantou'?"));
  EXPECT_THAT(faults("channels: [{channel: webhook, per_minut: 1, lost: 0}]\n"),
              HasSubstr("did you mean 'per_minute'?"));
  EXPECT_THAT(faults("channels: [{lost: 0.1}]\n"), HasSubstr("6:12: 'channel' is missing"));
}

TEST_F(ScenarioChannels, OneThatIsUsedByHandHasNoGateway) {
  EXPECT_THAT(faults("channels: [{channel: call_list, lost: 0.1}]\n"),
              HasSubstr("6:22: 'call_list' is used by hand"));
}

TEST_F(ScenarioChannels, BoundsAreNotedWhereTheyStand) {
  const auto faults_of = [&](const std::string& rest) {
    return faults("channels: [{channel: webhook, " + rest + "}]\n");
  };
  for (const char* share : {"lost: 1.5", "lost: -1"})
    EXPECT_THAT(faults_of(share), HasSubstr("6:37: a share is from 0 to 1")) << share;
  EXPECT_THAT(faults_of("twice: 2"), HasSubstr("6:38: a share is from 0 to 1"));
  for (const char* limit : {"per_minute: 0", "per_minute: 0.5", "per_minute: 1.5"})
    EXPECT_THAT(faults_of(limit), HasSubstr("6:43: per_minute is a whole number")) << limit;
  EXPECT_THAT(faults_of("per_minute: 100001"), HasSubstr("from 1 to 100,000"));
  EXPECT_THAT(faults_of("from: \"23:00\", until: \"21:00\", lost: 0.1"),
              HasSubstr("6:53: until is later than from"));
  EXPECT_THAT(faults_of("from: \"d2 10:00\", lost: 0.1"),
              HasSubstr("6:37: this time isn't within the scenario"));
  EXPECT_THAT(faults_of("delay: soon"), HasSubstr("6:38: a length of time belongs here"));
  EXPECT_THAT(faults_of("mark: I"), HasSubstr("it has one of per_minute, delay, lost and twice"));
  EXPECT_THAT(faults_of("lost: 0"), IsEmpty());
}

TEST_F(ScenarioChannels, AVariantAddsItsOwn) {
  const auto night = chosen(R"(channels: [{channel: webhook, per_minute: 600}]
variants: [{id: jammed, channels: [{channel: webhook, per_minute: 2}]}]
)",
                            {.variant = "jammed"});
  ASSERT_THAT(night.channels, SizeIs(2));
  EXPECT_EQ(night.channels[0].per_minute, 600U);
  EXPECT_EQ(night.channels[1].per_minute, 2U) << "the last counts";
}

TEST_F(ScenarioChannels, MoveWithTheNight) {
  const auto night = chosen("channels: [{channel: webhook, from: \"21:00\", lost: 0.1}]\n",
                            {.clock = std::chrono::hours{14}});
  EXPECT_EQ(night.channels[0].from, kStart - std::chrono::hours{5});
  EXPECT_EQ(night.channels[0].until, Instant::max());
}

TEST_F(ScenarioChannels, PeopleTakeTheirTimeToDoAThing) {
  const auto people = night(R"(people:
  - {person: town-duty}
  - {person: town-duty, does_after: 8m}
)")
                          .behaviours;
  ASSERT_THAT(people, SizeIs(2));
  EXPECT_FALSE(people[0].does_after);
  EXPECT_EQ(people[1].does_after, std::chrono::minutes{8});
  EXPECT_THAT(faults("people: [{does_after: soon}]\n"), HasSubstr("a length of time belongs here"));
}

}  // namespace
}  // namespace fenghuo::cli
