#include "cli/alarm_diff.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Steps = std::vector<AlarmEpisode::Step>;
using Kind = AlarmDifference::Kind;

constexpr Instant kDay = instant_ms(1'782'864'000'000);

Instant at(int minute) {
  return kDay + minutes{minute};
}

AlarmEpisode alarm(const Steps& steps, std::optional<Instant> cleared_at,
                   const char* area = "shangxi") {
  return {"flood", area, steps, cleared_at};
}

// "earlier yellow -10": kind, level, shift in minutes.
std::vector<std::string> words(const AlarmDiff& diff) {
  static const char* kinds[] = {"added", "lost", "earlier", "later", "higher", "lower"};
  std::vector<std::string> all;
  for (const auto& one : diff.differences)
    all.push_back(std::string(kinds[static_cast<int>(one.kind)]) + " " + one.area + " " +
                  std::string(to_string(one.level)) + " " +
                  std::to_string(one.shift() / minutes{1}));
  return all;
}

std::vector<std::string> diff(const std::vector<AlarmEpisode>& before,
                              const std::vector<AlarmEpisode>& after) {
  return words(diff_alarms(before, after));
}

using Words = std::vector<std::string>;

TEST(AlarmDiffTest, TheSameIsNoDifference) {
  const std::vector<AlarmEpisode> alarms{alarm({{at(0), Level::blue}, {at(9), Level::red}}, at(60)),
                                         alarm({{at(900), Level::blue}}, {})};
  const AlarmDiff same = diff_alarms(alarms, alarms);
  EXPECT_EQ(words(same), Words{});
  EXPECT_EQ(same.unchanged, 2u);
  EXPECT_EQ(same.alarms_before, 2u);
}

TEST(AlarmDiffTest, AddedAndLostPerVillage) {
  EXPECT_EQ(diff({alarm({{at(0), Level::blue}}, at(60))},
                 {alarm({{at(0), Level::red}}, at(60), "xiaxi")}),
            (Words{"lost shangxi blue 0", "added xiaxi red 0"}));
}

TEST(AlarmDiffTest, EarlierAndLaterByLevel) {
  EXPECT_EQ(diff({alarm({{at(10), Level::blue}, {at(20), Level::orange}}, at(90))},
                 {alarm({{at(0), Level::blue}, {at(35), Level::orange}}, at(90))}),
            (Words{"earlier shangxi blue -10", "later shangxi orange 15"}));
}

TEST(AlarmDiffTest, LevelsReachedInOneStepAreOneDifference) {
  EXPECT_EQ(diff({alarm({{at(10), Level::red}}, at(90))}, {alarm({{at(0), Level::red}}, at(90))}),
            Words{"earlier shangxi red -10"});
}

TEST(AlarmDiffTest, HigherAndLower) {
  const auto blue = alarm({{at(0), Level::blue}}, at(90));
  const auto rising = alarm({{at(0), Level::blue}, {at(30), Level::yellow}}, at(90));
  EXPECT_EQ(diff({blue}, {rising}), Words{"higher shangxi yellow 30"});
  EXPECT_EQ(diff({rising}, {blue}), Words{"lower shangxi blue -30"});
}

TEST(AlarmDiffTest, AShiftOfSecondsIsNone) {
  EXPECT_EQ(diff({alarm({{at(0) + Span{59'000}, Level::blue}}, at(90))},
                 {alarm({{at(0), Level::blue}}, at(90))}),
            Words{});
}

TEST(AlarmDiffTest, AlarmsFarApartAreNotTheSame) {
  EXPECT_EQ(diff({alarm({{at(0), Level::blue}}, at(10))}, {alarm({{at(70), Level::blue}}, at(80))}),
            Words{"later shangxi blue 70"})
      << "an hour apart";
  EXPECT_EQ(diff({alarm({{at(0), Level::blue}}, at(10))}, {alarm({{at(71), Level::blue}}, at(80))}),
            (Words{"lost shangxi blue 0", "added shangxi blue 0"}));
}

TEST(AlarmDiffTest, OneOfManyIsLost) {
  const auto night = [](int hour) {
    return alarm({{at(hour * 60), Level::blue}}, at(hour * 60 + 10));
  };
  EXPECT_EQ(diff({night(0), night(10), night(20)}, {night(0), night(20)}),
            Words{"lost shangxi blue 0"});
  EXPECT_EQ(diff({night(0), night(20)}, {night(0), night(10), night(20)}),
            Words{"added shangxi blue 0"});
}

TEST(AlarmDiffTest, RulesThatFire) {
  const auto fired = [](int minute) { return alarm({{at(minute), Level::none}}, at(minute)); };
  EXPECT_EQ(diff({fired(0)}, {fired(5), fired(300)}),
            (Words{"later shangxi none 5", "added shangxi none 0"}));
}

TEST(AlarmHistoryTest, EpisodesOutOfFacts) {
  AlarmHistory history;
  wire::Fact raised;
  raised.mutable_alarm_raised()->set_rule("flood");
  raised.mutable_alarm_raised()->set_area("a");
  raised.mutable_alarm_raised()->set_level(to_wire(Level::red));
  wire::Fact falls;
  falls.mutable_alarm_changed()->set_rule("flood");
  falls.mutable_alarm_changed()->set_area("a");
  falls.mutable_alarm_changed()->set_level(to_wire(Level::blue));
  wire::Fact cleared;
  cleared.mutable_alarm_cleared()->set_rule("flood");
  cleared.mutable_alarm_cleared()->set_area("a");
  history.take(at(0), raised);
  history.take(at(10), falls);
  history.take(at(20), cleared);
  history.take(at(21), cleared);  // of one that was raised before the history began
  history.take(at(30), raised);
  ASSERT_EQ(history.episodes().size(), 2u);
  const AlarmEpisode& first = history.episodes()[0];
  EXPECT_EQ(first.highest(), Level::red);
  EXPECT_EQ(first.reached(Level::yellow), at(0));
  EXPECT_EQ(first.left(Level::yellow), at(10));
  EXPECT_EQ(first.left(Level::blue), at(20));
  EXPECT_FALSE(history.episodes()[1].cleared_at);
  EXPECT_FALSE(history.episodes()[1].left(Level::blue));
}

}  // namespace
}  // namespace fenghuo::cli
