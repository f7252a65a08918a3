// ESF-1 through the machine: preloaded readings, the rules of a plan that bench/esf1/make_plan
// wrote, one core. Counts are compared with the slow reference before any speed is printed.
//
//   esf1_speed PLAN STATIONS ROUNDS [--late]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <vector>

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
      if (fact.has_rule_fired()) add(fact.rule_fired().rule(), fact.rule_fired().area());
      if (fact.has_observation_doubted())
        late_ += fact.observation_doubted().observations() / kProperties;
    }
  }
  std::uint64_t of(const std::string& what) const {
    if (what == "late") return late_;
    const auto found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
  }
  std::string hash() const { return to_hex(sha256(story_)).substr(0, 16); }

 private:
  void add(const std::string& what, const std::string& where) {
    ++counts_[what];
    story_ += what + " " + where + "\n";
  }
  std::map<std::string, std::uint64_t> counts_;
  std::string story_;
  std::uint64_t late_ = 0;  // readings
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
    for (const auto& event : events) {
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
    // Nothing more comes: what waits is judged.
    const Instant end = now_ + reorder_;
    pass(end);
    now_ = end;
    wire::Event passed;
    passed.mutable_time_passed();
    apply(must(machine_.interpret(std::move(passed), now_)));
  }
  const Tally& tally() const { return tally_; }
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

void run(const std::string& folder, const esf1::Size& size, bool late) {
  const auto plan = cli::load_whole_plan(folder);
  for (const auto& fault : plan.faults)
    std::fprintf(stderr, "%s\n", to_string(fault, Language::en).c_str());
  must(plan.faults.empty(), "the plan has faults");
  const auto in_order = esf1::stream(size);
  const auto arrived = late ? esf1::late_order(in_order) : in_order;
  const auto judged = late ? esf1::reorder(arrived) : esf1::Reordered{in_order, 0};
  Run run(plan.change, size.stations);
  const Stopwatch stopwatch;
  run.read(arrived);
  const double seconds = stopwatch.thread_cpu_seconds();
  must(same_counts(run.tally(), esf1::count_alerts(judged.in_order), judged.dropped),
       "the counts are wrong, so the speed means nothing");
  const auto events = static_cast<double>(arrived.size());
  print_row("ESF-1, " + std::to_string(size.stations) + " x " + std::to_string(size.rounds) +
                (late ? ", late data" : "") + ": events a second, one core, counts equal, hash " +
                run.tally().hash(),
            with_unit(events / seconds / 1e6, 2, "million"), "5 million");
  print_row("histories, by series",
            with_unit(static_cast<double>(run.history_bytes()) / (3.0 * size.stations), 0, "bytes"),
            "under 2 KiB");
}

}  // namespace
}  // namespace fenghuo::bench

int main(int argc, char** argv) {
  const bool late = argc == 5 && std::strcmp(argv[4], "--late") == 0;
  if (argc != 4 && !late) {
    std::fprintf(stderr, "usage: esf1_speed PLAN STATIONS ROUNDS [--late]\n");
    return 2;
  }
  const auto number = [](const char* text) {
    return static_cast<std::uint32_t>(std::strtoul(text, nullptr, 10));
  };
  fenghuo::bench::run(argv[1], {.stations = number(argv[2]), .rounds = number(argv[3])}, late);
}
