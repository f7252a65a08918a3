// Random conditions over random streams of observations, judged by the whole product and by a slow
// reference: yes, no and "can't tell" must be the same, and alarms must stand accordingly.
// FENGHUO_SEED asks for other conditions than the usual ones, FENGHUO_CONDITIONS for so many.
#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "tests/random.h"
#include "tests/rules/random_condition.h"
#include "tests/rules/rig.h"
#include "tests/rules/series_reference.h"

namespace fenghuo {
namespace {

using slow::Verdict;
using std::chrono::hours;
using std::chrono::minutes;

constexpr int kConditions = 5'000;
constexpr int kRulesOfAWorld = 100;
constexpr int kRecords = 70;
constexpr int kMoments = 14;
constexpr int kToldMax = 10;

std::uint32_t wanted(const char* name, std::uint32_t usual) {
  const char* text = std::getenv(name);
  return text == nullptr ? usual : static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
}

// --- what stations send

/// The weather at a station: goes on from reading to reading, as things do that rules are about.
class Weather {
 public:
  explicit Weather(Random& random) : random_(random) {}

  std::int64_t next(const std::string& property) {
    if (random_.one_in(15)) rough_ = !rough_;
    if (property == "rain") return rough_ && !random_.one_in(3) ? random_.between(0, 60) : 0;
    std::int64_t& value = values_[property];
    if (property == "rain_cumulative") {
      value += rough_ ? random_.between(0, 60) : 0;
      if (random_.one_in(25)) value = random_.between(0, 5);  // mended, or full
      return value;
    }
    if (random_.one_in(40)) value = 0;
    value += rough_ ? random_.between(-400, 500) : random_.between(-1, 1) * random_.between(0, 1);
    if (property == "flow") value = std::max<std::int64_t>(value, 0);
    return value;
  }

 private:
  Random& random_;
  bool rough_ = false;
  std::map<std::string, std::int64_t> values_;
};

std::uint8_t decimals_of(const std::string& property) {
  return slow::find_kind(property)->unit == 10 ? 1 : 3;
}

// --- one plan, and what happens under it

struct Asked {
  std::string text;
  slow::Condition condition;
  wire::Rule::Each each;
};

class World {
 public:
  World(Random& random, int& told) : random_(random), told_(told), lateness_(draw_lateness()) {
    wire::Plan plan;
    plan.set_utc_offset_s(slow::kUtcOffsetMs / 1000);
    add_village(plan, "A");
    for (const char* id : {"S1", "S2", "S3"}) {
      weather_.emplace(id, Weather(random_));
      add_station(
          plan, id,
          std::string(id) == "S3" ? std::vector<std::string>{} : std::vector<std::string>{"A"});
      gauges_[id].line = static_cast<std::uint32_t>(gauges_.size());
    }
    share_a_line(plan);
    auto& limit = *plan.add_limits();
    limit.set_station("S1");
    limit.set_property("water_level");
    limit.set_name("flood");
    limit.set_value(1.25);
    gauges_["S1"].limits["water_level.flood"] = 1250;
    add_rules(plan);
    rig_.use(plan);
  }

  void run() {
    for (int i = 1; i <= kRecords && told_ < kToldMax; ++i) {
      observe();
      if (i % (kRecords / kMoments) == 0) compare();
    }
  }

  int verdicts(Verdict verdict) const { return verdicts_[static_cast<std::size_t>(verdict)]; }

 private:
  Span draw_lateness() { return minutes{random_.between(0, 3) * 20}; }

  void share_a_line(wire::Plan& plan) {
    if (random_.one_in(2)) return;
    for (auto& station : *plan.mutable_stations()) station.add_depends_on("mast");
    gauges_["S2"].line = gauges_["S1"].line;
  }

  // Rain is counted from what a station's counter says where it has one: there rules ask for the
  // counter alone.
  void add_rules(wire::Plan& plan) {
    slow::RandomCondition of_gauges(random_, {"rain", "water_level", "flow"});
    slow::RandomCondition of_counters(random_, {"rain_cumulative", "water_level"});
    for (int i = 0; i < kRulesOfAWorld; ++i) {
      const auto depth = static_cast<int>(random_.between(0, 3));
      const auto kind = random_.below(10);
      const std::string text = kind < 2   ? of_counters.make(depth)
                               : kind < 8 ? of_gauges.make(depth)
                                          : of_gauges.make_of_stations(std::min(depth, 2));
      auto rule = make_rule("r" + std::to_string(i), {{"orange", text}});
      rule.set_lateness_ms(lateness_.count());
      rule.set_for_each(kind < 7 ? wire::Rule::STATION : wire::Rule::VILLAGE);
      for (const char* id : {"S1", "S2", "S3"})
        if (kind < 7 && (kind < 2) == (std::string(id) == "S3")) rule.add_only(id);
      rules_.push_back({text, slow::Condition(text), rule.for_each()});
      *plan.add_rules() = std::move(rule);
    }
  }

  // A station sends what it has read, now and then with what it couldn't send before.
  void observe() {
    const std::string id = "S" + std::to_string(random_.between(1, 3));
    const bool gap = random_.one_in(25) && !negative_;
    const bool odd = random_.one_in(4);
    rig_.pass(gap ? Span(hours{random_.between(2, 9)})
                  : Span(minutes{random_.between(1, 8)}) +
                        Span{odd ? random_.between(0, 59'999) : 0});
    // On the dot, as many gauges read: windows then begin and end with a sample, and days.
    constexpr Span kStep = minutes{10};
    if (random_.one_in(3)) rig_.pass(kStep - (rig_.now() - Instant{}) % kStep);
    ObservationBlock block;
    const bool late = random_.one_in(5);
    if (late) row(block, id, rig_.now() - minutes{random_.between(1, 70)}, true);
    if (!late || random_.one_in(2)) row(block, id, rig_.now(), false);
    if (block.rows.empty()) return;
    rig_.submit(std::move(block));
    gauges_[id].heard_at_ms = ms_of(rig_.now());
  }

  void row(ObservationBlock& block, const std::string& id, Instant at, bool late) {
    const std::vector<std::string> sends =
        id == "S3" ? std::vector<std::string>{"rain_cumulative", "water_level"}
                   : std::vector<std::string>{"rain", "water_level", "flow"};
    for (const auto& property : sends) {
      // One has no flow, as many have not.
      if ((id == "S2" && property == "flow") || random_.one_in(4)) continue;
      std::int64_t value = weather_.at(id).next(property);
      // What says nothing is followed by what does: how far back a counter looks is not told.
      const bool says_nothing =
          property == "rain_cumulative" && !late && !negative_ && random_.one_in(8);
      if (property == "rain_cumulative" && !late) negative_ = says_nothing;
      if (says_nothing) value = -10;
      const bool failed = random_.one_in(30) && property != "rain_cumulative";
      const auto decimals = decimals_of(property);
      block.rows.push_back({static_cast<std::uint32_t>(block.sources.size()),
                            failed ? Quality::fail : Quality::not_evaluated, at, value});
      block.sources.push_back({id, property, decimals});
      if (!failed) gauges_[id].take(property, {ms_of(at), value}, lateness_.count());
    }
  }

  std::vector<const slow::Gauge*> gauges_of(const std::string& area) const {
    if (area == "A") return {&gauges_.at("S1"), &gauges_.at("S2")};
    return {&gauges_.at(area)};
  }

  void compare() {
    const wire::Assessments all = rig_.machine().assess();
    for (const auto& assessment : all.assessments()) {
      if (told_ >= kToldMax) return;
      if (assessment.conditions_size() != 1) throw std::logic_error("a rule that is none");
      const Asked& asked = rules_.at(std::stoul(assessment.rule().substr(1)));
      const Verdict should = asked.condition.judge(gauges_of(assessment.area()), ms_of(rig_.now()));
      ++verdicts_[static_cast<std::size_t>(should)];
      if (should == Verdict::either) continue;
      const auto is = assessment.conditions(0).truth();
      const bool same = is == (should == Verdict::yes  ? wire::AssessedCondition::YES
                               : should == Verdict::no ? wire::AssessedCondition::NO
                                                       : wire::AssessedCondition::UNKNOWN);
      // What can't be told leaves the alarm as it stands.
      const bool stands = assessment.level() != 0;
      const bool judged = should == Verdict::unknown || stands == (should == Verdict::yes);
      if (!same || !judged) tell(asked, assessment, should);
    }
  }

  void tell(const Asked& asked, const wire::Assessment& assessment, Verdict should) {
    ++told_;
    std::string samples;
    for (const slow::Gauge* gauge : gauges_of(assessment.area()))
      for (const auto& [property, sent] : gauge->sent) {
        if (asked.text.find(property) == std::string::npos) continue;
        samples += "\n" + property + ":";
        for (const auto& seen : sent)
          samples +=
              " " + std::to_string(seen.at_ms - ms_of(kStart)) + "=" + std::to_string(seen.value);
      }
    const char* words[] = {"no", "yes", "unknown", "either"};
    ADD_FAILURE() << asked.text << "\nof " << assessment.area() << ", rule " << assessment.rule()
                  << "\nreference: " << words[static_cast<std::size_t>(should)]
                  << "\nengine: " << assessment.conditions(0).reason().en() << ", stands at level "
                  << assessment.level() << "\nat " << ms_of(rig_.now() - kStart.time_since_epoch())
                  << " with (ms since the start, in last decimals)" << samples;
  }

  Random& random_;
  int& told_;
  Span lateness_;
  bool negative_ = false;
  Rig rig_{Rig::rules_only()};
  std::map<std::string, slow::Gauge> gauges_;
  std::map<std::string, Weather> weather_;
  std::vector<Asked> rules_;
  std::array<int, 4> verdicts_{};
};

TEST(SeriesDifferential, RandomConditionsAreJudgedTheSame) {
  Random random(wanted("FENGHUO_SEED", 1));
  const auto conditions = static_cast<int>(wanted("FENGHUO_CONDITIONS", kConditions));
  int told = 0;
  std::array<int, 4> verdicts{};
  for (int i = 0; i < conditions && told < kToldMax; i += kRulesOfAWorld) {
    World world(random, told);
    world.run();
    for (std::size_t v = 0; v < verdicts.size(); ++v)
      verdicts[v] += world.verdicts(static_cast<Verdict>(v));
  }
  for (std::size_t v = 0; v < verdicts.size(); ++v)
    RecordProperty("verdicts_" + std::to_string(v), verdicts[v]);
  const int all = verdicts[0] + verdicts[1] + verdicts[2] + verdicts[3];
  EXPECT_GT(verdicts[0], all / 8);
  EXPECT_GT(verdicts[1], all / 8);
  EXPECT_GT(verdicts[2], all / 50);
  EXPECT_LT(verdicts[3], all / 100) << "hardly any is decided by a last digit";
}

}  // namespace
}  // namespace fenghuo
