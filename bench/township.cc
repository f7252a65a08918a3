#include "bench/township.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "bench/measure.h"
#include "cli/township.h"

namespace fenghuo::bench {

Township::Township(Log& log, const Size& size, const Weather& weather, std::uint32_t rows_per_block)
    : log_(log), machine_(cli::township_machine()), feeder_(size, weather, rows_per_block) {
  engine_.emplace(log_, machine_);
  must(engine_->open("live", "flood", kBegin - kStep));
  must(engine_->tick(kBegin - kStep, std::vector<Submission>{plan_event(size)}));
}

Township::~Township() {
  finish();
}

void Township::step() {
  // Values of the step are seconds old when they come.
  const Instant now = time_of(steps_) + std::chrono::seconds{20};
  auto& submissions = feeder_.fill(steps_);
  const std::size_t blocks = submissions.size();
  for (auto& reply : replies_) submissions.push_back(std::move(reply));
  replies_.clear();
  take(must(engine_->tick(now, submissions)));
  submissions.resize(blocks);
  ++steps_;
  if (engine_->snapshot_due()) save_snapshot_aside();
}

void Township::take(const TickResult& result) {
  for (const auto& receipt : result.receipts) {
    must(!receipt.refused && receipt.rows_refused == 0, "rows were refused");
    rows_ += receipt.rows;
  }
  for (const auto& owed : result.effects)
    for (auto& reply : replies_to(owed)) replies_.push_back(std::move(reply));
}

void Township::save_snapshot_aside() {
  finish();
  rows_at_snapshot_ = rows_;
  auto copied = engine_->copy_for_snapshot();
  snapshot_ = std::thread(
      [this, head = copied.first, machine = std::make_shared<Machine>(std::move(copied.second))] {
        must(save_snapshot(log_, head, *machine));
      });
}

void Township::finish() {
  if (snapshot_.joinable()) snapshot_.join();
}

std::set<std::string> villages_to_alarm(const Size& size, const Weather& weather,
                                        std::uint64_t steps) {
  struct Limit {
    std::uint64_t steps;
    std::int64_t tenths;
  };
  // The blue level of rules/packs/flash-flood.yaml.
  constexpr std::array<Limit, 4> kBlue{{{12, 350}, {36, 550}, {72, 700}, {288, 1000}}};
  std::set<std::string> villages;
  for (std::uint32_t station = 0; station < size.stations; ++station) {
    std::vector<std::int64_t> fallen{0};  // up to each step
    bool reached = false;
    for (std::uint64_t step = 0; step < steps; ++step) {
      fallen.push_back(fallen.back() + weather.rain_tenths(station, step));
      for (const auto& limit : kBlue)
        reached |= fallen.back() - fallen[fallen.size() - 1 - std::min(limit.steps, step + 1)] >=
                   limit.tenths;
    }
    for (std::uint32_t i = 0; reached && i < kVillagesPerStation; ++i)
      villages.insert(village_name((first_village(station, size) + i) % size.villages));
  }
  return villages;
}

Kept read_back(const Log& log) {
  Kept kept;
  auto cursor = must(log.read({}));
  while (const auto entry = must(cursor->next())) {
    wire::Event event;
    must(event.ParseFromString(entry->record.payload), "a record can't be read");
    kept.rows += static_cast<std::uint64_t>(event.observations().value_size());
    for (const auto& bytes : entry->facts) {
      wire::Fact fact;
      must(fact.ParseFromString(bytes), "a fact can't be read");
      ++kept.facts;
      if (fact.has_alarm_raised()) kept.villages_alarmed.insert(fact.alarm_raised().area());
    }
  }
  return kept;
}

}  // namespace fenghuo::bench
