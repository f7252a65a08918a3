// What people report, as far as rules ask about it.
#include <algorithm>
#include <utility>

#include "rules/judge.h"

namespace fenghuo::rules {

// Which areas it concerns: those that the rules of each kind would count a station there to.
void Judge::place(Reported& reported, const wire::Plan& plan) const {
  reported.near.clear();
  for (const auto& key : rulebook_.coverages())
    reported.near.push_back(areas_near(plan, key, reported.place));
}

std::uint32_t Judge::reports_near(const ReportCall& call, std::uint32_t coverage,
                                  std::uint32_t area) const {
  const auto counts = [&](const Reported& reported) {
    const auto& near = reported.near[coverage];
    return reported.kind == call.kind && reported.at > clock_ - call.within &&
           std::binary_search(near.begin(), near.end(), area);
  };
  return static_cast<std::uint32_t>(std::count_if(reports_.begin(), reports_.end(), counts));
}

// Those who ask about such a report there.
void Judge::mark_near(const Reported& reported) {
  for (const auto& [call, rules] : rulebook_.reports()) {
    if (call.kind != reported.kind) continue;
    for (const std::uint32_t rule : rules)
      for (const std::uint32_t area : reported.near[rulebook_.rules()[rule].coverage])
        mark(rule, area);
  }
}

void Judge::take_report(Turn& turn, const wire::Report& report) {
  const auto asks = [&](const auto& asked) { return asked.call.kind == report.kind(); };
  const auto& asked = rulebook_.reports();
  if (std::none_of(asked.begin(), asked.end(), asks)) return;
  // Without a time, or with one that is still to come, it was seen now.
  const Instant seen = instant_ms(report.observed_at_ms());
  const bool told = report.observed_at_ms() != 0 && seen <= turn.now();
  reports_.push_back({told ? seen : turn.now(), report.kind(), report.area()});
  place(reports_.back(), turn.plan());
  marked_.clear();
  mark_near(reports_.back());
  if (reports_.size() > kReportsMax) {
    mark_near(reports_.front());
    reports_.erase(reports_.begin());
  }
  forget_reports(turn);
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
}

// Those that nobody asks about any more. One timer for all: when the next is too old for somebody,
// those who ask look again.
void Judge::forget_reports(Turn& turn) {
  std::optional<Instant> next;
  const auto& asked = rulebook_.reports();
  std::erase_if(reports_, [&](const Reported& reported) {
    bool wanted = false;
    bool aged = false;
    for (const auto& [call, rules] : asked) {
      if (call.kind != reported.kind) continue;
      const Instant over = reported.at + call.within;
      if (over <= clock_) {
        aged = true;
        continue;
      }
      wanted = true;
      next = next ? std::min(*next, over) : over;
    }
    if (aged) mark_near(reported);
    return !wanted;
  });
  if (next) wake(turn, {.kind = report_aged}, *next);
}

}  // namespace fenghuo::rules
