// ESF-1 through the machine: preloaded readings, the rules of a plan that bench/esf1/make_plan
// wrote, one core. Counts are compared with the slow reference before any speed is printed.
//
//   esf1_speed PLAN STATIONS ROUNDS [--late | --many | --ranges | --ways]
//
// --many, --ranges and --ways: the plan is that of bench/esf1/make_plan many (V2, keyed), ranges
// (V2, unkeyed) or ways (V3); of the first two with as many rules as it has.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "bench/esf1/by_hand.h"
#include "bench/esf1/reference.h"
#include "bench/esf1/stream.h"
#include "bench/measure.h"
#include "cli/township.h"
#include "engine/digest.h"
#include "rules/judge.h"

namespace fenghuo::bench {
namespace {

constexpr Instant kZero = instant_ms(1767225600000);  // 2026-01-01T00:00:00Z
constexpr std::size_t kReadingsPerRecord = 1024;
constexpr std::uint32_t kProperties = 3;

Instant moment(const esf1::Event& event) {
  return kZero + Span{event.ts_ms};
}

// What was concluded, counted by rule and kind; and a hash over all of it, in order.
class Tally {
 public:
  void add(const std::vector<wire::Fact>& facts) {
    for (const auto& fact : facts) {
      if (fact.has_alarm_raised()) add("R1 on", fact.alarm_raised().area());
      if (fact.has_alarm_cleared()) add("R1 off", fact.alarm_cleared().area());
      if (fact.has_rule_fired()) {
        ++fired_;
        matches_ += fact.rule_fired().matches();
        add(fact.rule_fired().rule(), fact.rule_fired().area());
      }
      if (fact.has_observation_doubted())
        late_ += fact.observation_doubted().observations() / kProperties;
    }
  }
  std::uint64_t of(const std::string& what) const {
    if (what == "late") return late_;
    const auto found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
  }
  std::uint64_t fired() const { return fired_; }
  std::uint64_t matches() const { return matches_; }
  std::string hash() const { return to_hex(sha256(story_)).substr(0, 16); }

 private:
  void add(const std::string& what, const std::string& where) {
    ++counts_[what];
    story_ += what + " " + where + "\n";
  }
  std::map<std::string, std::uint64_t> counts_;
  std::string story_;
  std::uint64_t late_ = 0;  // readings
  std::uint64_t fired_ = 0;
  std::uint64_t matches_ = 0;
};

class Run {
 public:
  explicit Run(const wire::PlanChanged& plan, std::uint32_t stations) : machine_(stages()) {
    wire::Event registered;
    for (std::uint32_t station = 0; station < stations; ++station)
      for (const char* property : {"level", "rain", "wind"}) {
        auto& added = *registered.mutable_datastreams_registered()->add_datastreams();
        added.set_id(
            static_cast<std::uint32_t>(registered.datastreams_registered().datastreams_size() - 1));
        added.set_station(std::to_string(station));
        added.set_property(property);
      }
    apply(must(machine_.interpret(std::move(registered), kZero)));
    wire::Event changed;
    *changed.mutable_plan_changed() = plan;
    apply(must(machine_.interpret(std::move(changed), kZero)));
    reorder_ = Span{plan.plan().reorder_ms()};
    record_.event.mutable_observations();
  }

  void read(const std::vector<esf1::Event>& events) {
    auto& rows = record_.observations.rows;
    Stopwatch stopwatch;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i > 0 && i % kReadingsPerRecord == 0) {
        ns_an_event_.push_back(stopwatch.seconds() * 1e9 / kReadingsPerRecord);
        stopwatch = Stopwatch();
      }
      const auto& event = events[i];
      const Instant now = std::max(now_, moment(event));
      // What is due fires before it.
      const auto timer = machine_.next_timer();
      if (rows.size() >= kReadingsPerRecord * kProperties || (timer && *timer <= now)) {
        flush();
        pass(now);
      }
      now_ = now;
      for (std::uint32_t p = 0; p < kProperties; ++p) {
        const std::int32_t value = p == 0   ? event.level_mm
                                   : p == 1 ? event.rain_um
                                            : event.wind_cms;
        rows.push_back({.datastream = {event.station * kProperties + p},
                        .observed_at = moment(event),
                        .device_time = moment(event),
                        .value = value});
      }
    }
    flush();
    if (reorder_ == Span{0}) return;
    // Nothing more comes: what waits is judged, each once its moment is behind the watermark.
    const Instant end = now_ + reorder_ + Span{1};
    pass(end);
    now_ = end;
    wire::Event passed;
    passed.mutable_time_passed();
    apply(must(machine_.interpret(std::move(passed), now_)));
  }
  const Tally& tally() const { return tally_; }
  /// What an event took, of each 1,024 in a row.
  std::vector<double> ns_an_event() const { return ns_an_event_; }
  std::size_t history_bytes() const {
    return dynamic_cast<const rules::Judge&>(machine_.stage(0)).history_bytes();
  }

 private:
  static std::vector<std::unique_ptr<Stage>> stages() {
    std::vector<std::unique_ptr<Stage>> stages;
    stages.push_back(std::make_unique<rules::Judge>());
    return stages;
  }
  void flush() {
    if (record_.observations.rows.empty()) return;
    apply(record_);
    record_.observations.rows.clear();
  }
  void pass(Instant until) {
    while (machine_.next_timer() && *machine_.next_timer() <= until) {
      now_ = std::max(now_, *machine_.next_timer());
      wire::Event passed;
      passed.mutable_time_passed();
      apply(must(machine_.interpret(std::move(passed), now_)));
    }
  }
  void apply(const Happening& happening) {
    const auto conclusions = machine_.apply({offset_, now_, Retention::permanent}, happening);
    offset_ = offset_.next();
    tally_.add(conclusions.facts);
  }

  Machine machine_;
  Happening record_;
  Span reorder_{};
  Instant now_ = kZero;
  Offset offset_;
  Tally tally_;
  std::vector<double> ns_an_event_;
};

bool same_counts(const Tally& is, const esf1::Counts& should, std::uint64_t dropped) {
  struct Row {
    const char* what;
    std::uint64_t should;
  };
  bool same = true;
  for (const auto& [what, count] : {Row{"R1 on", should.r1_on},
                                    {"R1 off", should.r1_off},
                                    {"R2", should.r2},
                                    {"R3", should.r3},
                                    {"R4", should.r4},
                                    {"R5", should.r5},
                                    {"R6", should.r6},
                                    {"R7", should.r7},
                                    {"R8", should.r8},
                                    {"late", dropped}}) {
    if (is.of(what) == count) continue;
    same = false;
    std::fprintf(stderr, "%s: %llu, should be %llu\n", what,
                 static_cast<unsigned long long>(is.of(what)),
                 static_cast<unsigned long long>(count));
  }
  return same;
}

enum class Variant { r1_to_r8, late, many, ranges, ways };

struct Setting {
  std::string folder;
  esf1::Size size;
  Variant variant = Variant::r1_to_r8;
};

wire::PlanChanged load(const std::string& folder) {
  auto plan = cli::load_whole_plan(folder);
  for (const auto& fault : plan.faults)
    std::fprintf(stderr, "%s\n", to_string(fault, Language::en).c_str());
  must(plan.faults.empty(), "the plan has faults");
  return std::move(plan.change);
}

// Rules tell when they become true, so that what they tell is the edges of the hits.
bool range_counts_are_right(const std::vector<esf1::Event>& in_order, std::uint32_t rules,
                            std::uint64_t fired) {
  const auto should = esf1::count_range_edges(in_order, esf1::range_rules(rules));
  print_row("hits, of which edges: what the rules tell",
            std::to_string(should.hits) + " / " + std::to_string(should.edges), "");
  if (fired != should.edges)
    std::fprintf(stderr, "edges: %llu, should be %llu\n", static_cast<unsigned long long>(fired),
                 static_cast<unsigned long long>(should.edges));
  return fired == should.edges;
}

bool counts_are_right(const Setting& setting, std::uint32_t rules,
                      const std::vector<esf1::Event>& in_order,
                      const std::vector<esf1::Event>& arrived, const Tally& tally) {
  if (setting.variant == Variant::many)
    return tally.fired() == esf1::count_keyed(in_order, esf1::keyed_rules(rules)).upward_crossings;
  if (setting.variant == Variant::ranges)
    return range_counts_are_right(in_order, rules, tally.fired());
  if (setting.variant == Variant::ways)
    return esf1::Matches{tally.matches(), tally.fired()} == esf1::count_heavy_pattern(in_order);
  const auto judged =
      setting.variant == Variant::late ? esf1::reorder(arrived) : esf1::Reordered{in_order, 0};
  return same_counts(tally, esf1::count_alerts(judged.in_order), judged.dropped);
}

// Lists what was counted: the conditions of the plan's pattern, asked of each reading, and each way
// handed over with its four moments.
void list_ways(const wire::PlanChanged& plan, const std::vector<esf1::Event>& events,
               std::uint32_t stations, std::uint64_t wanted) {
  const rules::Rulebook book(plan.plan());
  rules::PatternRule pattern = *book.rules().front().pattern;
  std::vector<rules::Course> courses(stations);
  std::uint64_t listed = 0;
  std::int64_t sum_ms = 0;
  const Stopwatch stopwatch;
  for (const auto& event : events) {
    std::vector<rules::Truth> when;
    for (auto& step : pattern.steps) {
      const auto& property = step.when.condition.calls().front().property;
      const std::int32_t value = property == "level"  ? event.level_mm
                                 : property == "rain" ? event.rain_um
                                                      : event.wind_cms;
      const rules::Reading reading{true, static_cast<double>(value)};
      const std::vector<double> deadbands{0};
      when.push_back(step.when.condition.run({{&reading}, deadbands, {}, {}, {}}));
    }
    const std::vector<rules::Truth> without(when.size(), rules::Truth::no);
    auto& course = courses[event.station];
    const Instant at = moment(event);
    if (course.take(pattern.shape, {at, when, without}) == 0) continue;
    course.each_way(pattern.shape, at, [&](std::span<const Instant> way) {
      ++listed;
      for (const Instant step : way) sum_ms += (step - kZero).count();
    });
  }
  const double seconds = stopwatch.thread_cpu_seconds();
  must(listed == wanted, "not all ways were listed");
  print_row(
      "V3: matches listed a second, each with its four moments, sum " + std::to_string(sum_ms),
      with_unit(static_cast<double>(listed) / seconds / 1e6, 2, "million"), "0.2 million");
}

// Seconds that hard-coded rules take for the same: before and after the run, since the processors
// of others' machines are not always equally fast.
double by_hand_seconds(const std::vector<esf1::Event>& in_order) {
  const Stopwatch stopwatch;
  const auto counts = esf1::count_by_hand(in_order);
  const double seconds = stopwatch.thread_cpu_seconds();
  must(counts == esf1::count_alerts(in_order), "what is written by hand counts wrong");
  return seconds;
}

void compare_with_hand(double seconds, double by_hand_s, std::size_t events) {
  print_row("the same rules hard-coded in C++, nothing else done: events a second",
            with_unit(static_cast<double>(events) / by_hand_s / 1e6, 2, "million"), "");
  print_row("an event, in times of the hard-coded one", with_unit(seconds / by_hand_s, 1, ""),
            "at most 7 (5 of 35 million)");
}

std::string name_of(Variant variant, std::uint32_t rules) {
  if (variant == Variant::many) return "V2, " + std::to_string(rules) + " keyed rules";
  if (variant == Variant::ranges) return "V2, " + std::to_string(rules) + " unkeyed rules";
  return variant == Variant::ways ? "V3, all ways counted" : "ESF-1";
}

void run(const Setting& setting) {
  const auto plan = load(setting.folder);
  const auto in_order = esf1::stream(setting.size);
  const bool late = setting.variant == Variant::late;
  const auto arrived = late ? esf1::late_order(in_order) : in_order;
  const bool by_hand = setting.variant == Variant::r1_to_r8;
  const double by_hand_before_s = by_hand ? by_hand_seconds(in_order) : 0;
  Run run(plan, setting.size.stations);
  const Stopwatch stopwatch;
  run.read(arrived);
  const double seconds = stopwatch.thread_cpu_seconds();
  const auto rules = static_cast<std::uint32_t>(plan.plan().rules_size());
  must(counts_are_right(setting, rules, in_order, arrived, run.tally()),
       "the counts are wrong, so the speed means nothing");
  const std::string name = name_of(setting.variant, rules);
  const double per_second = static_cast<double>(arrived.size()) / seconds;
  const std::string size =
      std::to_string(setting.size.stations) + " x " + std::to_string(setting.size.rounds);
  print_row(name + ", " + size + (late ? ", late data" : "") +
                ": events a second, one core, counts equal, hash " + run.tally().hash(),
            per_second < 1e5 ? with_unit(per_second / 1e3, 1, "thousand")
                             : with_unit(per_second / 1e6, 2, "million"),
            "5 million");
  if (by_hand)
    compare_with_hand(seconds, (by_hand_before_s + by_hand_seconds(in_order)) / 2, arrived.size());
  auto ns = run.ns_an_event();
  print_row("an event, by 1,024 in a row: p50 / p99",
            with_unit(quantile(ns, 0.5), 0, "ns") + " / " + with_unit(quantile(ns, 0.99), 0, "ns"),
            "");
  print_row("histories, by series",
            with_unit(static_cast<double>(run.history_bytes()) / (3.0 * setting.size.stations), 0,
                      "bytes"),
            "under 2 KiB");
  if (setting.variant == Variant::ways)
    list_ways(plan, in_order, setting.size.stations, run.tally().matches());
}

}  // namespace
}  // namespace fenghuo::bench

int main(int argc, char** argv) {
  using fenghuo::bench::Variant;
  const std::map<std::string, Variant> variants{{"", Variant::r1_to_r8},
                                                {"--late", Variant::late},
                                                {"--many", Variant::many},
                                                {"--ranges", Variant::ranges},
                                                {"--ways", Variant::ways}};
  const auto variant = variants.find(argc == 5 ? argv[4] : "");
  if ((argc != 4 && argc != 5) || variant == variants.end()) {
    std::fprintf(stderr,
                 "usage: esf1_speed PLAN STATIONS ROUNDS [--late | --many | --ranges | --ways]\n");
    return 2;
  }
  const auto number = [](const char* text) {
    return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
  };
  fenghuo::bench::run(
      {argv[1], {.stations = number(argv[2]), .rounds = number(argv[3])}, variant->second});
}
