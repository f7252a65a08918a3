// Simulated nights: how many a second on one core, and how that grows with villages and elements.
// The rules, playbooks and decisions are those of the example plan; villages, stations and people
// are made up in its manner. nights VILLAGES [pairs]: instead all of N-1 for so many, and N-2 as
// far as groups leave pairs suspected.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "bench/measure.h"
#include "cli/township.h"
#include "cli/verify/failure_runs.h"
#include "cli/verify/pairs.h"
#include "simulator/elements.h"
#include "simulator/night.h"
#include "simulator/single_failures.h"

namespace fenghuo::bench {
namespace {

using simulator::Between;
using simulator::Scenario;
using simulator::StationScript;
using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kStart = instant_ms(1'784'116'800'000);  // 2026-07-15T20:00:00+08:00
/// One village in four is in danger.
constexpr int kDangerEach = 4;

std::string name(const char* kind, int i) {
  return kind + std::to_string(i);
}

void add_duty(wire::Plan& plan, const std::string& village, const char* duty,
              const std::string& holder, const std::string& stand_in) {
  auto& added = *plan.add_roster();
  added.set_area(village);
  added.set_duty(duty);
  added.set_holder(holder);
  added.set_stand_in(stand_in);
}

void add_village(wire::Plan& plan, int i) {
  const std::string id = name("v", i);
  auto& village = *plan.add_villages();
  village.set_id(id);
  village.mutable_name()->set_zh(id);
  village.mutable_name()->set_en(id);
  village.set_people_at_risk(60);
  village.set_clearing_ms(30 * 60'000);
  village.set_lead_time_ms(90 * 60'000);
  auto& station = *plan.add_stations();
  station.set_id(name("s", i));
  station.add_covers(id);
  station.set_report_interval_ms(5 * 60'000);
  for (const char* role : {"leader-", "officer-", "helper-"}) plan.add_people()->set_id(role + id);
  add_duty(plan, id, "village_leader", "leader-" + id, "officer-" + id);
  add_duty(plan, id, "warning_officer", "officer-" + id, "helper-" + id);
  auto& shelter = *plan.add_shelters();
  shelter.set_id("shelter-" + id);
  shelter.set_capacity(100);
  shelter.add_villages(id);
}

wire::PlanChanged plan_of(const wire::Plan& example, int villages) {
  wire::PlanChanged change;
  change.set_version("bench");
  wire::Plan& plan = *change.mutable_plan();
  plan.set_id(example.id());
  plan.set_utc_offset_s(example.utc_offset_s());
  *plan.mutable_rules() = example.rules();
  *plan.mutable_playbooks() = example.playbooks();
  for (auto& playbook : *plan.mutable_playbooks())
    for (auto& response : *playbook.mutable_responses()) response.clear_units();
  for (const char* person : {"town-duty", "town-deputy", "town-mayor", "town-flood"})
    plan.add_people()->set_id(person);
  add_duty(plan, plan.id(), "duty_officer", "town-duty", "town-deputy");
  add_duty(plan, plan.id(), "town_leader", "town-mayor", "town-flood");
  add_duty(plan, plan.id(), "flood_leader", "town-flood", "town-mayor");
  for (int i = 0; i < villages; ++i) add_village(plan, i);
  return change;
}

// Rain that begins an hour later with each village, for six hours, red in the second.
Scenario night_of(int villages, Span lasts) {
  Scenario night{.id = "bench"};
  night.start = kStart;
  night.end = kStart + lasts;
  night.utc_offset = hours{8};
  for (int i = 0; i < villages; ++i) {
    StationScript rain{.station = name("s", i), .property = "rain"};
    rain.every = minutes{5};
    rain.between = Between::steps;
    rain.decimals = 1;
    const Instant begins = kStart + hours{1} + minutes{i % 120};
    rain.points = {{kStart, 0.0}, {begins, 6.0}, {begins + hours{6}, 0.0}};
    night.stations.push_back(std::move(rain));
    if (i % kDangerEach == 0) night.dangers.push_back({name("v", i), begins + hours{3}, {}});
  }
  return night;
}

void measure(const wire::Plan& example, int villages, const Scenario& night, const char* goal) {
  const auto change = plan_of(example, villages);
  const auto beginning = simulator::begin_night(cli::township_machine(), change, night.start);
  const auto base = simulator::play_night(beginning, night);
  const int times = villages <= 50 ? 10 : 3;
  const Stopwatch watch;
  for (int i = 0; i < times; ++i)
    must(simulator::play_night(beginning, night).chain == base.chain, "two nights differ");
  const double seconds = watch.thread_cpu_seconds() / times;
  const auto hours_played = std::chrono::duration_cast<hours>(night.end - night.start).count();
  print_row(std::to_string(villages) + " villages, " +
                std::to_string(simulator::elements_of(change.plan()).size()) + " elements, " +
                std::to_string(hours_played) + " h",
            with_unit(seconds * 1e3, 1, "ms a night") + ", " +
                with_unit(1 / seconds, 1, "a second") + "; " + std::to_string(base.facts.size()) +
                " facts, " + std::to_string(base.asked.size()) + " elements asked for",
            goal);
}

// All of N-1, as `verify` plays it, on both cores.
void measure_single_failures(const wire::Plan& example, int villages) {
  const auto change = plan_of(example, villages);
  Scenario night = simulator::until_last_danger(night_of(villages, hours{12}));
  const auto beginning = simulator::begin_night(cli::township_machine(), change, night.start);
  const simulator::TriedNight tried{"bench", &night, &beginning};
  const auto began = std::chrono::steady_clock::now();
  const auto base = simulator::play_failure(tried, 0, {});
  const auto course = simulator::course_of(tried);
  std::atomic<std::size_t> next = 0;
  std::atomic<std::size_t> cuts = 0;
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < std::max(1U, std::thread::hardware_concurrency()); ++t)
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < base.asked.size(); i = next++) {
        const auto result = simulator::play_failure(tried, 0, {base.asked[i]}, &course);
        cuts += result.caught != base.caught ? 1U : 0U;
      }
    });
  threads.clear();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  print_row("N-1 of " + std::to_string(villages) + " villages, " +
                std::to_string(simulator::elements_of(change.plan()).size()) + " elements",
            with_unit(took.count(), 1, "s") + ", " + std::to_string(base.asked.size()) +
                " asked for, " + std::to_string(cuts) + " change something",
            "600 s for 2,000");
}

// N-2 in groups, and each suspected pair, as `verify --pairs --for` plays them first.
void measure_pairs(const wire::Plan& example, int villages) {
  const auto change = plan_of(example, villages);
  const Scenario night = simulator::until_last_danger(night_of(villages, hours{12}));
  const auto beginning = simulator::begin_night(cli::township_machine(), change, night.start);
  const std::vector<simulator::TriedNight> nights{{"bench", &night, &beginning}};
  cli::ResultsFile kept;
  const cli::Session session;
  cli::FailureRuns runs(nights, kept, 0, session);
  const auto seconds_since = [](auto began) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  const auto began = std::chrono::steady_clock::now();
  const auto bases = runs.play({{0, {}}}, {});
  std::vector<cli::FailureCase> cases;
  for (const auto& element : bases[0].asked) cases.push_back({0, {element}});
  const auto singles = runs.play(cases, {});
  const double took_singles = seconds_since(began);
  const auto never = cli::FailureRuns::Clock::time_point::max();
  auto pairs = cli::pairs_to_play(bases, singles, change.plan());
  const std::size_t of_pairs = pairs.cases.size();
  cli::screen(pairs, nights, bases, singles, change.plan(), runs, never);
  const double took_groups = seconds_since(began) - took_singles;
  pairs.cases.resize(pairs.suspected);
  const auto played = runs.play(pairs.cases, {}, never);
  auto all = singles;
  all.insert(all.end(), bases.begin(), bases.end());
  all.insert(all.end(), played.begin(), played.end());
  const std::string of = " of " + std::to_string(villages) + " villages, " +
                         std::to_string(simulator::elements_of(change.plan()).size()) + " elements";
  print_row("N-1" + of,
            with_unit(took_singles, 1, "s") + ", " + std::to_string(singles.size()) + " nights",
            "");
  print_row("N-2" + of + ", " + std::to_string(of_pairs) + " pairs",
            with_unit(seconds_since(began) - took_singles, 1, "s") + ": " +
                std::to_string(pairs.groups) + " nights in groups, " +
                with_unit(took_groups, 1, "s") + ", leave " + std::to_string(pairs.suspected) +
                " suspected; cut sets: " + std::to_string(simulator::cut_sets(all).size()),
            "1 h for 2,000");
}

}  // namespace

// `villages` 0: nights; else N-1 of so many.
int run(const std::string& plan_folder, int villages, bool pairs) {
  const auto example = cli::load_whole_plan(plan_folder);
  must(example.faults.empty(), "the example plan has faults");
  const auto& plan = example.change.plan();
  if (pairs) {
    measure_pairs(plan, villages);
    return 0;
  }
  if (villages > 0) {
    measure_single_failures(plan, villages);
    return 0;
  }
  measure(plan, 12, night_of(12, hours{72}), "under 1 s");
  for (const int many : {12, 50, 200, 500}) measure(plan, many, night_of(many, hours{12}), "");
  // As `verify` plays them.
  for (const int many : {12, 500})
    measure(plan, many, simulator::until_last_danger(night_of(many, hours{12})), "");
  return 0;
}

}  // namespace fenghuo::bench

int main(int argc, char** argv) {
  return fenghuo::bench::run(FENGHUO_SOURCE_DIR "/plans/qingxi", argc > 1 ? std::atoi(argv[1]) : 0,
                             argc > 2);
}
