// The conditions of all packs that we ship are run without asking for memory: a burst of readings
// costs what it costs, and no more after a year. This program counts what operator new is asked
// for, which is why it stands apart; the sanitizers see its memory as malloc's.
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <filesystem>
#include <new>
#include <stdexcept>

#include "rules/condition.h"
#include "tests/random.h"

namespace {

std::uint64_t asked_for = 0;

void* counted(std::size_t size) {
  ++asked_for;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void* counted(std::size_t size, std::align_val_t alignment) {
  ++asked_for;
  const auto step = static_cast<std::size_t>(alignment);
  if (void* memory = std::aligned_alloc(step, (size + step - 1) / step * step)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++asked_for;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  ++asked_for;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return counted(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return counted(size, alignment);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}

namespace fenghuo::rules {
namespace {

constexpr int kRuns = 200;

/// What a condition of a pack sees, drawn anew for each run into the same room.
class DrawnWorld {
 public:
  DrawnWorld(Random& random, const Condition& condition) : random_(random) {
    readings_.resize(condition.calls().size());
    deadbands_.resize(condition.calls().size());
    tallies_.resize(condition.tests().size());
    alarms_.resize(condition.alarms().size());
    reports_.resize(condition.reports().size());
    warnings_.resize(condition.warnings().size());
    for (const auto& call : condition.calls())
      for (const auto& threshold : condition.thresholds())
        if (condition.calls()[threshold.call] == call) limits_.push_back(threshold.limit);
  }

  ConditionWorld draw() {
    // Around the limits, so that each side of the expression is run.
    for (auto& reading : readings_) {
      const double limit = limits_.empty() ? 10 : limits_[below(limits_.size())];
      reading = random_.one_in(8)
                    ? Reading{}
                    : Reading{true, limit + static_cast<double>(random_.between(-3, 3))};
    }
    for (auto& tally : tallies_) {
      tally = {.stations = 5, .yes = random_.below(4), .unknown = random_.below(2), .groups = 5};
      tally.votes = tally.yes;
      tally.votes_possible = tally.yes + tally.unknown;
    }
    for (auto& alarm : alarms_) alarm = truth();
    for (auto& warning : warnings_) warning = truth();
    for (auto& count : reports_) count = random_.below(12);
    return {{readings_.data()}, deadbands_, tallies_, alarms_, reports_, warnings_};
  }

 private:
  std::size_t below(std::size_t n) { return random_.below(static_cast<std::uint32_t>(n)); }
  Truth truth() { return static_cast<Truth>(random_.below(3)); }

  Random& random_;
  std::vector<double> limits_;
  std::vector<Reading> readings_;
  std::vector<double> deadbands_;
  std::vector<Tally> tallies_;
  std::vector<Truth> alarms_;
  std::vector<std::uint32_t> reports_;
  std::vector<Truth> warnings_;
};

struct Asked {
  std::uint64_t for_memory = 0;
  int yes = 0;
  int no = 0;
};

// After a first run, in which a machine may take the room that it keeps.
Asked run(Condition& condition, Random& random) {
  DrawnWorld drawn(random, condition);
  condition.run(drawn.draw());
  Asked asked;
  for (int i = 0; i < kRuns; ++i) {
    const ConditionWorld world = drawn.draw();
    const std::uint64_t before = asked_for;
    const Truth truth = condition.run(world);
    asked.for_memory += asked_for - before;
    asked.yes += truth == Truth::yes ? 1 : 0;
    asked.no += truth == Truth::no ? 1 : 0;
  }
  return asked;
}

Condition compiled(const std::string& text) {
  auto condition = Condition::compile(text, {.of_stations = true});
  if (!condition) throw std::invalid_argument(text + ": " + condition.error().text.en);
  return std::move(*condition);
}

// A list that grows is given up for a larger one: the points of forest-fire-danger.
bool is_numeric(const std::string& text) {
  return text.find('[') == std::string::npos;
}

struct Found {
  int conditions = 0;
  int of_lists = 0;
  int yes = 0;
  int no = 0;
};

void try_out(const std::string& text, Found& found) {
  Random random(3);
  Condition condition = compiled(text);
  if (!is_numeric(text)) {
    ++found.of_lists;
    return;
  }
  ++found.conditions;
  const Asked asked = run(condition, random);
  EXPECT_EQ(asked.for_memory, 0U) << "of " << kRuns << " runs of\n" << text;
  found.yes += asked.yes > 0 ? 1 : 0;
  found.no += asked.no > 0 ? 1 : 0;
  // What is asked of each station is run as often as there are stations.
  for (const auto& test : condition.tests()) {
    Condition of_station = *test.condition;
    EXPECT_EQ(run(of_station, random).for_memory, 0U) << "of each station in\n" << text;
  }
}

void try_out_all(const YAML::Node& rule, Found& found) {
  if (const auto levels = rule["levels"])
    for (const auto& level : levels) try_out(level.second.as<std::string>(), found);
  if (const auto fire = rule["fire"]) try_out(fire.as<std::string>(), found);
  const auto pattern = rule["pattern"];
  if (!pattern) return;
  for (const auto& step : pattern["steps"])
    for (const char* key : {"when", "without"})
      if (const auto text = step[key]) try_out(text.as<std::string>(), found);
  if (const auto then_no = pattern["then_no"]) try_out(then_no["when"].as<std::string>(), found);
}

TEST(NoAllocation, WhileConditionsOfThePacksAreRun) {
  Found found;
  for (const auto& entry : std::filesystem::directory_iterator(FENGHUO_SOURCE_DIR "/rules/packs"))
    for (const auto& rule : YAML::LoadFile(entry.path().string())["rules"])
      try_out_all(rule, found);
  RecordProperty("conditions", found.conditions);
  EXPECT_GT(found.conditions, 100);
  EXPECT_LE(found.of_lists, 3);
  // They are run to their ends.
  EXPECT_GT(found.yes, found.conditions * 3 / 4);
  EXPECT_GT(found.no, found.conditions * 3 / 4);
}

// Texts that an expression makes are kept in its machine's own room; a map is not.
TEST(NoAllocation, WhatAConditionAllocatesWouldBeSeen) {
  Random random(3);
  Condition of_map = compiled("{'mm': rain.sum(duration('1h'))}.mm >= 10.0");
  EXPECT_GE(run(of_map, random).for_memory, kRuns / 2);
  const std::uint64_t before = asked_for;
  const std::string longer(100, 'x');
  EXPECT_EQ(asked_for, before + 1) << longer;
}

}  // namespace
}  // namespace fenghuo::rules
