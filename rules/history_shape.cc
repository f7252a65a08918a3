#include <algorithm>

#include "rules/history_shape.h"
#include "rules/place_of.h"

namespace fenghuo::rules {
namespace {

// Whether Window and Extreme know it: they do what most rules ask, at the lowest cost.
bool is_plain(const SeriesCall& call) {
  return is_sliding(call) && !call.test;
}

// What of a Window the function is; none where it is nothing of it.
Slot::Kind of_window(SeriesFunction function, bool amounts) {
  if (function == SeriesFunction::sum) return Slot::sum;
  if (function == SeriesFunction::avg) return Slot::avg;
  if (function == SeriesFunction::count) return Slot::count;
  if (function == SeriesFunction::first) return Slot::first;
  if (function == SeriesFunction::delta) return Slot::delta;
  if (function == SeriesFunction::rate) return Slot::rate;
  return amounts && function == SeriesFunction::increase ? Slot::sum : Slot::none;
}

Slot slot_for(HistoryShape& shape, const SeriesCall& call) {
  const SeriesFunction function = call.function;
  if (function == SeriesFunction::silence) return {};
  if (function == SeriesFunction::last || function == SeriesFunction::above) return {Slot::last};
  const std::size_t most =
      std::max({shape.windows.size(), shape.extremes.size(), shape.rollings.size()});
  if (!shape.amounts && most >= kKeptOfAKindMax) return {Slot::scan};
  if (is_plain(call) && (function == SeriesFunction::min || function == SeriesFunction::max)) {
    const auto which = function == SeriesFunction::min ? Extremum::smallest : Extremum::largest;
    return {Slot::extreme, place_of(shape.extremes, std::pair{call.window, which})};
  }
  const Slot::Kind window = of_window(function, shape.amounts);
  if (is_plain(call) && window != Slot::none) return {window, place_of(shape.windows, call.window)};
  if (shape.amounts) return {Slot::totals};
  if (call.kind == WindowKind::tumbling) return {Slot::scan};
  shape.rollings.push_back(std::make_shared<const SeriesCall>(call));
  return {Slot::rolling, static_cast<std::uint32_t>(shape.rollings.size() - 1)};
}

}  // namespace

void HistoryShape::add(const SeriesCall& call) {
  if (slot_of(call).kind != Slot::none) return;
  calls.push_back(call);
  slots.push_back(slot_for(*this, call));
  // Tumbling windows are looked at when they are over.
  totals |= slots.back().kind == Slot::totals && call.kind != WindowKind::tumbling;
  dry_is_calm = dry_is_calm && amounts && !totals && slots.back().kind != Slot::count;
  Span back = call.window + call.ago;
  if (call.kind == WindowKind::day) back = std::chrono::days{call.day_before ? 2 : 1} + call.ago;
  if (call.kind == WindowKind::tumbling) back = 2 * call.window + call.ago;
  reach = std::max(reach, back);
  slack = std::max(reach / 16, kSlackMin);
}

Slot HistoryShape::slot_of(const SeriesCall& call) const {
  const auto known = std::find(calls.begin(), calls.end(), call);
  return known == calls.end() ? Slot{} : slots[static_cast<std::size_t>(known - calls.begin())];
}

}  // namespace fenghuo::rules
