// Alarms with delays are judged where an answer passes a limit, and at each change only while a
// delay runs. Beside each such rule stands one that says the same and computes with the answer,
// which is judged at each change: both are raised, changed and cleared by the same records.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/level.h"
#include "tests/random.h"
#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* kCompared = "compared";
constexpr const char* kComputed = "computed";

std::string condition(const std::string& answer, const char* rule, double limit) {
  const bool computed = rule == std::string_view(kComputed);
  return answer + (computed ? " * 1.0 >= " : " >= ") + std::to_string(limit);
}

wire::Rule rule_of(const char* id, const std::string& answer) {
  return make_rule(id, {{"yellow", condition(answer, id, 3)},
                        {"orange", condition(answer, id, 4)},
                        {"red", condition(answer, id, 5)}});
}

wire::Plan plan_of(std::uint32_t seed, bool reordered) {
  wire::Plan plan;
  add_village(plan, "A");
  add_village(plan, "B");
  add_station(plan, "S1", {"A"});
  add_station(plan, "S2", {"A", "B"});
  Random random(seed);
  const char* const answers[] = {"water_level.last()", "water_level.max(duration('30m'))",
                                 "water_level.avg(duration('20m'))"};
  const std::string answer = answers[random.below(3)];
  const std::int64_t on_delay_min = random.one_in(4) ? 0 : random.between(1, 15);
  const std::int64_t off_delay_min = random.one_in(4) ? 0 : random.between(1, 30);
  const bool step_down = random.one_in(2);
  const bool of_stations = random.one_in(3);
  for (const char* id : {kCompared, kComputed}) {
    wire::Rule& rule = *plan.add_rules() = rule_of(id, answer);
    rule.set_on_delay_ms(60'000 * on_delay_min);
    rule.set_off_delay_ms(60'000 * off_delay_min);
    rule.set_step_down(step_down);
    if (of_stations) rule.set_for_each(wire::Rule::STATION);
  }
  if (reordered) plan.set_reorder_ms(minutes{4} / std::chrono::milliseconds{1});
  return plan;
}

// The story of this rule since the last one, each with its record.
std::vector<std::string> story_of(const std::vector<Rig::Told>& told, const char* rule) {
  std::vector<std::string> story;
  for (const auto& one : told) {
    std::string words = words_of(one.fact);
    const auto at = words.find(rule);
    if (at == std::string::npos) continue;
    words.erase(at, std::string(rule).size());
    story.push_back(std::to_string(one.id.offset.value) + " " + words);
  }
  return story;
}

class DelaysTest : public ::testing::TestWithParam<bool> {
 protected:
  // How many times an alarm moved.
  std::size_t play(std::uint32_t seed) {
    Rig rig(Rig::rules_only());
    rig.use(plan_of(seed, GetParam()));
    rig.facts();
    Random random(seed + 1'000);
    std::size_t moves = 0;
    double level = 2;
    for (int i = 0; i < 150; ++i) {
      rig.pass(seconds{random.between(1, 400)});
      level = std::clamp(level + static_cast<double>(random.between(-10, 10)) / 10, 1.0, 6.0);
      // Some come late, and some say the same again.
      const Span late = random.one_in(4) ? Span{seconds{random.between(1, 900)}} : Span{0};
      rig.observe(random.one_in(2) ? "S1" : "S2", "water_level", rig.now() - late, level);
      const auto told = rig.facts();
      const auto compared = story_of(told, kCompared);
      EXPECT_EQ(compared, story_of(told, kComputed)) << "seed " << seed << ", observation " << i;
      moves += compared.size();
      if (HasFailure()) break;
    }
    return moves;
  }
};

TEST_P(DelaysTest, ComparedAndComputedMoveTogether) {
  std::size_t moves = 0;
  for (std::uint32_t seed = 1; seed <= 60 && !HasFailure(); ++seed) moves += play(seed);
  EXPECT_GT(moves, 600U);
}

INSTANTIATE_TEST_SUITE_P(Reordered, DelaysTest, ::testing::Bool());

}  // namespace
}  // namespace fenghuo::rules
