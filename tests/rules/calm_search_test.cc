// Histories that are calm conclude what others conclude, word for word. The same rows go to two
// townships: in one of them a rule that computes with each property lets none be calm.
#include "rules/calm_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/random.h"
#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const std::vector<std::string> kStations{"S1", "S2", "S3", "S4"};
const std::vector<std::string> kProperties{"water_level", "wind", "rain", "rain_cumulative"};

// Numbers near to which the values go up and down.
std::string near(Random& random, std::int64_t around, std::int64_t by = 6) {
  return std::to_string(around + random.between(-by, by)) + "." +
         std::to_string(random.between(0, 9));
}

std::string condition(Random& random) {
  const std::string level = near(random, 20);
  const std::string wind = near(random, 10, 4);
  const std::string minutes_long = "duration('" + std::to_string(random.between(3, 25)) + "m')";
  switch (random.below(14)) {
    case 0:
      return "water_level.last() >= " + level;
    case 1:
      return "water_level.avg(" + minutes_long + ") > " + level;
    case 2:
      return "water_level.min(" + minutes_long + ") <= " + level;
    case 3:
      return "water_level.max(" + minutes_long + ") < " + level;
    case 4:
      return "water_level.last() - water_level.min(" + minutes_long +
             ") >= " + std::to_string(random.between(1, 4)) + ".5";
    case 5:
      return "wind.count(" + minutes_long + ", v, v >= " + wind +
             ") >= " + std::to_string(random.between(1, 4));
    case 6:
      return "wind.count(" + minutes_long + ", v, v < " + wind + ") < " +
             std::to_string(random.between(1, 4));
    case 7:
      return "wind.avg(" + minutes_long + ") <= " + wind;
    case 8:
      return "water_level.last() >= " + level + " && wind.max(" + minutes_long + ") >= " + wind;
    case 9:
      return "rain.sum(" + minutes_long + ") >= " + std::to_string(random.between(1, 9)) +
             ".0 || water_level.last() > " + level;
    case 10:
      return "water_level.above('warn') >= " + near(random, 0, 2);
    case 11:
      return "rain.last() >= 1.0 && wind.last() < " + wind;
    case 12:
      return "water_level.last() > " + level + " && water_level.silence() < duration('3m')";
    default:
      return "wind.last() > " + wind;
  }
}

// Judged when a window is over, whatever else it asks for.
std::string tumbling_condition(Random& random) {
  const std::string level = near(random, 20);
  return random.one_in(2) ? "water_level.max(tumbling(duration('5m'))) >= " + level +
                                " && wind.last() > " + near(random, 10, 4)
                          : "water_level.avg(tumbling(duration('10m'))) >= " + level +
                                " && water_level.last() > " + level;
}

void add_rule(Random& random, const std::string& id, wire::Plan& plan) {
  auto& rule = *plan.add_rules() = make_rule(id, {});
  rule.set_for_each(wire::Rule::STATION);
  rule.set_lateness_ms(600'000);
  if (random.one_in(4)) {
    auto& pattern = *rule.mutable_pattern();
    for (int i = 0; i < 2; ++i) pattern.add_steps()->set_when(condition(random));
    pattern.mutable_steps(1)->set_within_ms(600'000);
  } else if (random.one_in(2)) {
    rule.set_fire(random.one_in(3) ? tumbling_condition(random) : condition(random));
  } else {
    auto& level = *rule.add_levels();
    level.set_level(to_wire(Level::yellow));
    level.set_when(condition(random));
    if (random.one_in(3)) {
      auto& deadband = *rule.add_deadbands();
      deadband.set_property("water_level");
      deadband.set_value(0.5);
    }
  }
}

wire::Plan draw_plan(Random& random) {
  wire::Plan plan;
  add_village(plan, "V");
  for (const auto& station : kStations) {
    add_station(plan, station, {"V"});
    auto& limit = *plan.add_limits();
    limit.set_station(station);
    limit.set_property("water_level");
    limit.set_name("warn");
    limit.set_value(static_cast<double>(random.between(15, 25)));
  }
  if (random.one_in(2)) plan.set_reorder_ms(20'000);
  const auto rules = random.between(1, 6);
  for (int i = 0; i < rules; ++i) add_rule(random, "r" + std::to_string(i), plan);
  if (random.one_in(2)) {
    // Told when a storm of one station begins, with the dry weather of another that is heard later
    // in the same record.
    auto& rule = *plan.add_rules() = make_rule("village", {});
    rule.set_fire("wind.last() >= " + near(random, 10, 4) + " && rain.sum(duration('20m')) < 2.0");
    rule.set_for_each(wire::Rule::VILLAGE);
  }
  return plan;
}

// Reads no property that nobody else reads: its rows would be doubted.
wire::Plan never_calm(wire::Plan plan) {
  const std::string read = plan.SerializeAsString();
  const auto add = [&](const std::string& property, const std::string& when) {
    if (read.find(property + ".") == std::string::npos) return;
    auto& rule = *plan.add_rules() = make_rule("no calm of " + property, {});
    rule.set_for_each(wire::Rule::STATION);
    rule.set_fire(property + when);
  };
  add("water_level", ".last() * 0.0 > 1.0");
  add("wind", ".last() * 0.0 > 1.0");
  add("rain", ".count(duration('1m')) > 1000000.0");
  return plan;
}

// A storm now and then; calm weather else.
class Weather {
 public:
  explicit Weather(Random& random) : random_(random) {}
  void pass() {
    if (random_.one_in(60)) storm_ = !storm_;
  }
  std::int64_t value(std::size_t property, std::size_t station) {
    std::int64_t& value = values_[property * kStations.size() + station];
    switch (property) {
      case 0:  // hundredths
        value += random_.between(storm_ ? -20 : -9, storm_ ? 40 : 9);
        value = std::clamp<std::int64_t>(value, 1200, 2800);
        if (!storm_) value += value > 1900 ? -3 : 3;
        return value;
      case 1:
        return random_.between(400, storm_ ? 1600 : 900);
      case 2:
        return storm_ ? 100 * random_.between(0, 2) : random_.one_in(40) ? 20 : 0;
      default:
        return value += storm_ ? 100 * random_.between(0, 2) : 0;
    }
  }

 private:
  Random& random_;
  bool storm_ = false;
  std::vector<std::int64_t> values_ = std::vector<std::int64_t>(16, 1800);
};

// Rows of a minute: most of now, some late, some missing, some again.
ObservationBlock draw_rows(Random& random, Weather& weather, Instant now) {
  ObservationBlock block;
  for (const auto& station : kStations)
    for (const auto& property : kProperties) block.sources.push_back({station, property, 2});
  weather.pass();
  const std::uint32_t first = random.below(4);
  for (std::uint32_t i = 0; i < kStations.size(); ++i) {
    const std::uint32_t s = (first + i) % 4;
    if (random.one_in(40)) continue;
    const Instant at = now - (random.one_in(30) ? minutes{random.between(1, 9)} : minutes{0}) -
                       (random.one_in(50) ? Span{1} : Span{0});
    // S4 has a counter, the others send amounts.
    for (std::uint32_t p = 0; p < (s == 3 ? 4U : 3U); ++p) {
      if (s == 3 && p == 2) continue;
      const auto quality = random.one_in(60) ? Quality::fail : Quality::not_evaluated;
      const std::uint32_t source = s * static_cast<std::uint32_t>(kProperties.size()) + p;
      block.rows.push_back({source, quality, at, weather.value(p, s)});
      if (random.one_in(20)) block.rows.push_back({source, quality, at, weather.value(p, s)});
    }
  }
  return block;
}

// In words, and byte by byte.
std::vector<std::pair<std::string, std::string>> told(Rig& rig) {
  std::vector<std::pair<std::string, std::string>> facts;
  for (const auto& each : rig.facts())
    facts.emplace_back(words_of(each.fact), each.fact.SerializeAsString());
  return facts;
}

TEST(CalmSearch, ConcludesWhatOthersConclude) {
  std::size_t concluded = 0;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    const wire::Plan plan = draw_plan(random);
    Rig calm(Rig::rules_only());
    Rig other(Rig::rules_only());
    calm.use(plan);
    other.use(never_calm(plan));
    for (Rig* rig : {&calm, &other}) rig->facts();
    Weather weather(random);
    for (int tick = 0; tick < 400; ++tick) {
      for (Rig* rig : {&calm, &other}) rig->pass(minutes{1});
      const ObservationBlock block = draw_rows(random, weather, calm.now());
      if (block.rows.empty()) continue;
      for (Rig* rig : {&calm, &other}) rig->submit(ObservationBlock(block));
      const auto facts = told(calm);
      ASSERT_EQ(facts, told(other)) << "tick " << tick;
      concluded += facts.size();
      if (tick == 200) {
        const auto [head, machine] = calm.engine().copy_for_snapshot();
        ASSERT_TRUE(calm.log().save_snapshot(
            {head.next, head.chain, head.recorded_at, kMachineVersion, machine.save()}));
      }
      if (tick % 97 == 96) {
        // What somebody looks at is as it would be, and looking changes nothing.
        const auto seen = calm.machine().assess("S1");
        const auto should = other.machine().assess("S1");
        for (int i = 0; i < seen.assessments_size(); ++i)
          EXPECT_EQ(seen.assessments(i).SerializeAsString(),
                    should.assessments(i).SerializeAsString());
      }
    }
    calm.expect_replays(Rig::rules_only(), Rig::rules_only());
    // One that begins in the middle knows of no calm before.
    Machine restored(Rig::rules_only());
    const auto from = restore(calm.log(), restored);
    ASSERT_TRUE(from);
    EXPECT_GT(from->from, Offset{});
    EXPECT_EQ(restored.state_hash(), calm.machine().state_hash());
  }
  EXPECT_GT(concluded, 3'000u);
}

Rulebook::Readers readers_of(const std::vector<std::string>& conditions) {
  wire::Plan plan;
  add_village(plan, "V");
  add_station(plan, "S1", {"V"});
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    auto& rule = *plan.add_rules() = make_rule("r" + std::to_string(i), {});
    rule.set_for_each(wire::Rule::STATION);
    rule.set_fire(conditions[i]);
  }
  const Rulebook book(plan);
  return book.readers()[*book.readers_of("wind")];
}

// Conditions that can be foreseen, with limits that the values are near to.
std::vector<std::string> foreseen(Random& random) {
  const auto limit = [&] { return near(random, 20, 9); };
  const auto window = [&] { return "duration('" + std::to_string(random.between(1, 30)) + "m')"; };
  std::vector<std::string> conditions{"wind.last() > " + near(random, 35, 9)};
  const auto count = random.between(1, 4);
  for (int i = 0; i < count; ++i) switch (random.below(5)) {
      case 0:
        conditions.push_back("wind.avg(" + window() + ") >= " + limit());
        break;
      case 1:
        conditions.push_back("wind.max(" + window() + ") > " + limit());
        break;
      case 2:
        conditions.push_back("wind.min(" + window() + ") < " + limit());
        break;
      case 3:
        conditions.push_back("wind.count(" + window() + ", v, v " +
                             (random.one_in(2) ? ">= " : "< ") + limit() +
                             ") >= " + std::to_string(random.between(0, 5)));
        break;
      default:
        conditions.push_back("wind.last() - wind.min(" + window() +
                             ") >= " + std::to_string(random.between(0, 12)) + ".5");
    }
  return conditions;
}

// What each sample leads to is worked out by a history that is never calm.
class Foreseen {
 public:
  explicit Foreseen(const Rulebook::Readers& readers) : readers_(readers) {
    history_.reshape(readers.shape);
  }
  void add(const Sample& sample) { history_.add(sample, readers_.shape); }
  std::vector<Reading> answers() const {
    std::vector<Reading> answers;
    for (const auto& call : readers_.calls)
      answers.push_back(history_.answer(call.question, call.slot));
    return answers;
  }
  std::optional<CalmRange> calm() const {
    return find_calm(readers_, 0, answers().data(), history_.series(), history_.aggregates());
  }
  const Sample& newest() const { return history_.series().back(); }
  bool is_anybody_told(const std::vector<Reading>& before) const {
    const auto now = answers();
    for (std::size_t i = 0; i < now.size(); ++i)
      if (readers_.calls[i].rules.is_moved(0, before[i], now[i])) return true;
    return std::any_of(readers_.differences.begin(), readers_.differences.end(),
                       [&](const auto& difference) {
                         return difference.rules.is_moved(0, difference.of(before.data()),
                                                          difference.of(now.data()));
                       });
  }

 private:
  const Rulebook::Readers& readers_;
  StateHistory history_{1};
};

// Whatever comes within the range, be it the worst that it allows.
TEST(CalmSearch, NobodyIsToldOfWhatItAllows) {
  int calms = 0;
  for (std::uint32_t seed = 1; seed <= 3'000; ++seed) {
    Random random(seed);
    const auto readers = readers_of(foreseen(random));
    Foreseen history(readers);
    Instant at = kStart;
    const auto step = seconds{random.between(5, 90)};
    const auto middle = random.between(120, 280);
    const auto samples = random.between(1, 120);
    for (int i = 0; i < samples; ++i) {
      at += step * (random.one_in(20) ? 7 : 1);
      history.add({at, middle + random.between(-60, 60) * (random.one_in(3) ? 1 : 0)});
    }
    const auto range = history.calm();
    if (!range) continue;
    ++calms;
    const auto before = history.answers();
    // Low, high, or both in turns.
    const auto kind = random.below(4);
    for (int i = 0; i < kStatesNotedMax; ++i) {
      at += step * (random.one_in(10) ? 5 : 1);
      if (at >= range->until) break;
      const bool low = kind == 0 || (kind >= 2 && random.one_in(2));
      const auto value = kind == 3 ? middle + random.between(-40, 40)
                         : low     ? range->lowest
                                   : range->highest;
      history.add({at, std::clamp(value, range->lowest, range->highest)});
      ASSERT_FALSE(history.is_anybody_told(before))
          << "sample " << i << " of " << history.newest().value;
    }
  }
  EXPECT_GT(calms, 500);
}

// In one record S2's storm begins, and after it S1 says twice that it is dry: what is told of S1 is
// of the minute before.
TEST(CalmSearch, TellsOfOthersWhatWasKnownInTheirTurn) {
  wire::Plan plan;
  add_village(plan, "V");
  for (const std::string station : {"S1", "S2"}) add_station(plan, station, {"V"});
  auto& rule = *plan.add_rules() = make_rule("storm", {});
  rule.set_fire("wind.last() >= 10.0 && rain.sum(duration('20m')) < 2.0");
  Rig rig(Rig::rules_only());
  rig.use(plan);
  const auto minute = [&](std::int64_t wind, const std::vector<std::uint32_t>& sources) {
    rig.pass(minutes{1});
    ObservationBlock block;
    block.sources = {{"S2", "wind", 0}, {"S1", "rain", 0}};
    for (const std::uint32_t source : sources)
      block.rows.push_back({source, Quality::not_evaluated, rig.now(), source == 0 ? wind : 0});
    rig.submit(std::move(block));
  };
  for (int i = 0; i < 5; ++i) minute(1, {0, 1});
  rig.facts();
  minute(20, {0, 1, 1});
  const auto facts = rig.facts();
  ASSERT_EQ(facts.size(), 1u);
  const auto& findings = facts[0].fact.rule_fired().verdict().findings();
  ASSERT_EQ(findings.size(), 2);
  EXPECT_EQ(findings[0].to_ms(), ms_of(rig.now()));
  EXPECT_EQ(findings[1].station(), "S1");
  EXPECT_EQ(findings[1].to_ms(), ms_of(rig.now() - minutes{1}));
}

// What a machine has noted isn't of the state that it loads.
TEST(CalmSearch, LoadingForgetsWhatWasNoted) {
  wire::Plan plan;
  add_village(plan, "V");
  add_station(plan, "S1", {"V"});
  auto& rule = *plan.add_rules() = make_rule("wind", {{"yellow", "wind.avg(duration('1h')) > 3"}});
  rule.set_for_each(wire::Rule::STATION);
  Rig rig(Rig::rules_only());
  rig.use(plan);
  const auto wind = [&](double value) {
    rig.pass(minutes{1});
    rig.observe("S1", "wind", rig.now(), value);
  };
  wind(1.0);
  const std::string before = rig.machine().save();
  const auto hash = rig.machine().state_hash();
  for (int i = 0; i < 5; ++i) wind(2.0);
  ASSERT_TRUE(rig.machine().load(before));
  EXPECT_EQ(rig.machine().state_hash(), hash);
}

// Of the last ten minutes the older half is low and the newer high, at 20 in the mean; the limit is
// 28. Once more samples have left than a calm is worked out for, the mean may pass it.
TEST(CalmSearch, EndsBeforeMoreLeavesAWindowThanWasLookedAt) {
  const auto readers = readers_of({"wind.avg(duration('10m')) > 28"});
  StateHistory history(1);
  history.reshape(readers.shape);
  for (int i = 1; i <= 60; ++i)
    history.add({kStart + seconds{10 * i}, i <= 30 ? 100 : i <= 59 ? 300 : 200}, readers.shape);
  const Reading kept = history.answer(readers.calls[0].question, readers.calls[0].slot);
  const auto range = find_calm(readers, 0, &kept, history.series(), history.aggregates());
  ASSERT_TRUE(range);
  EXPECT_EQ(range->until, kStart + seconds{10 * (1 + kStatesNotedMax)} + minutes{10});
}

TEST(CalmSearch, IsForWhatCanBeForeseen) {
  EXPECT_TRUE(can_be_calm(
      readers_of({"wind.last() > 3", "wind.avg(duration('1h')) > 3", "wind.max(duration('1h')) > 3",
                  "wind.count(duration('1h'), v, v > 3) >= 2",
                  "wind.last() - wind.min(duration('1h')) > 3"})));
  for (const std::string condition :
       {"wind.sum(duration('1h')) > 3", "wind.delta(duration('1h')) > 3",
        "wind.count(duration('1h')) > 3", "wind.quantile(duration('1h'), 0.9) > 3",
        "wind.holds(duration('1h'), v, v > 3)",

        "rain.last() > 3 && wind.rate(duration('1h')) > 3"})
    EXPECT_FALSE(can_be_calm(readers_of({"wind.last() > 3", condition}))) << condition;
}

// Limits of 10 m/s and 4 m/s: at 6.0 the next values may go to two hundredths before them.
TEST(CalmSearch, LeavesAMarginToTheLimits) {
  const auto readers = readers_of({"wind.last() > 10", "wind.last() < 4"});
  StateHistory history(2);
  history.reshape(readers.shape);
  history.add({kStart, 600}, readers.shape);
  Reading kept{true, 6.0};
  const auto range = find_calm(readers, 0, &kept, history.series(), history.aggregates());
  ASSERT_TRUE(range);
  EXPECT_EQ(range->lowest, 402);
  EXPECT_EQ(range->highest, 998);
  // One that lies further away than any calm value is on neither side of it.
  const auto far = readers_of({"wind.max(duration('1h')) < 5000000.0"});
  kept = {true, 6'000'000.0};
  StateHistory large(3);
  large.reshape(far.shape);
  large.add({kStart, 6'000'000'000}, far.shape);
  large.add({kStart + minutes{1}, 4'000'000'000}, far.shape);
  EXPECT_FALSE(find_calm(far, 0, &kept, large.series(), large.aggregates()));
  for (const double limit : {4.0, 10.0}) {
    kept = {true, limit};
    EXPECT_FALSE(find_calm(readers, 0, &kept, history.series(), history.aggregates())) << limit;
  }
}

}  // namespace
}  // namespace fenghuo::rules
