#include "rules/calm_search.h"

#include <algorithm>
#include <cmath>

#include "engine/property.h"

namespace fenghuo::rules {
namespace {

// Stored values so near to a limit aren't foreseen: answers are rounded, by less than this as long
// as values have at most kDecimalsMax decimals.
constexpr double kMargin = 2;

// Histories whose stored values lie beyond are never calm.
constexpr double kFarthest = 4e9;

class Search {
 public:
  Search(const Rulebook::Readers& asked, std::uint32_t site, const Reading* kept,
         const Series& series, const Aggregates& aggregates)
      : asked_(asked),
        site_(site),
        kept_(kept),
        series_(series),
        aggregates_(aggregates),
        scale_(static_cast<double>(kPowersOfTen[aggregates.decimals()])) {}

  std::optional<CalmRange> run() {
    if (series_.size() + kStatesNotedMax >= kSamplesMax || aggregates_.decimals() > kDecimalsMax)
      return std::nullopt;
    for (std::uint32_t i = 0; i < asked_.moving; ++i)
      if (!allow(asked_.calls[i], kept_[i])) return std::nullopt;
    for (const auto& difference : asked_.differences)
      if (!allow(difference)) return std::nullopt;
    range_.until = std::min(range_.until, asked_.shape.forgets_at(series_.oldest_at()));
    const bool any = range_.lowest <= range_.highest &&
                     range_.until > series_.back().at + std::chrono::seconds{1};
    return any ? std::optional(range_) : std::nullopt;
  }

 private:
  // Each of these says whether there is a range, and narrows what it must be.
  bool allow(const Rulebook::AskedCall& call, const Reading& kept) {
    const double own = call.own_limits.empty() ? 0 : call.own_limits[site_];
    if (std::isnan(own)) return true;  // unknown, whatever comes
    Between between;
    if (!call.rules.narrow(site_, kept, between)) return false;
    if (call.slot.kind == Slot::rolling) return allow_count(call, kept, between);
    const CalmRange range = stored(between, own);
    narrow(range.lowest, range.highest);
    return call.slot.kind != Slot::avg || allow_average(call, range);
  }

  CalmRange stored(const Between& between, double own) const {
    // Where a limit lies beyond, the range is empty.
    const double lowest = std::floor((between.below + own) * scale_) + kMargin;
    const double highest = std::ceil((between.above + own) * scale_) - kMargin;
    return {.lowest = static_cast<std::int64_t>(std::clamp(lowest, -kFarthest, kFarthest + 1)),
            .highest = static_cast<std::int64_t>(std::clamp(highest, -kFarthest - 1, kFarthest))};
  }
  void narrow(std::int64_t lowest, std::int64_t highest) {
    range_.lowest = std::max(range_.lowest, lowest);
    range_.highest = std::min(range_.highest, highest);
  }

  // An average is one of what stays of the window and of new values: it is in the range if both
  // are, however many of the oldest have left.
  bool allow_average(const Rulebook::AskedCall& call, const CalmRange& range) {
    const Window& window = aggregates_.window(call.slot.place);
    std::int64_t sum = window.sum();
    std::int64_t count = window.count();
    Series::Place place = window.oldest_place();
    for (std::uint32_t left = 0; count > 0; ++left, --count, place = series_.after(place)) {
      if (sum < range.lowest * count || sum > range.highest * count) return false;
      const Sample oldest = series_[place];
      if (left == kStatesNotedMax) {
        range_.until = std::min(range_.until, oldest.at + window.length());
        return true;
      }
      sum -= oldest.value;
    }
    return true;
  }

  // Where no new value passes the test the count can only fall.
  bool allow_count(const Rulebook::AskedCall& call, const Reading& kept, const Between& between) {
    const Rolling& rolling = aggregates_.rolling(call.slot.place);
    if (kept.value > 0 && between.below >= 0) return false;
    const std::int64_t from = rolling.passes_from();
    if (rolling.passes_below()) {
      range_.lowest = std::max(range_.lowest, from);
    } else {
      range_.highest = std::min(range_.highest, from - 1);
    }
    return true;
  }

  // Of the newest and the lowest: the room that is left is given half to rising, half to falling.
  bool allow(const Rulebook::AskedDifference& difference) {
    const Reading kept = difference.of(kept_);
    Between between;
    if (!difference.rules.narrow(site_, kept, between) || between.below >= 0) return false;
    const std::int64_t widest = stored(between, 0).highest;
    const std::int64_t lowest =
        aggregates_.extreme(asked_.calls[difference.less].slot.place).value().value;
    const std::int64_t room = widest - (series_.back().value - lowest);
    if (room < 0) return false;
    narrow(lowest - room / 2, lowest - room / 2 + widest);
    return true;
  }

  const Rulebook::Readers& asked_;
  std::uint32_t site_;
  const Reading* kept_;
  const Series& series_;
  const Aggregates& aggregates_;
  double scale_;
  CalmRange range_{.lowest = static_cast<std::int64_t>(-kFarthest),
                   .highest = static_cast<std::int64_t>(kFarthest)};
};

bool is_foreseen(const Rulebook::AskedCall& call) {
  switch (call.slot.kind) {
    case Slot::last:
    case Slot::avg:
    case Slot::extreme:
      return true;
    case Slot::rolling:
      return is_sliding(call.question) && call.question.function == SeriesFunction::count &&
             call.question.test.has_value();
    case Slot::none:
    case Slot::sum:
    case Slot::count:
    case Slot::first:
    case Slot::delta:
    case Slot::rate:
    case Slot::totals:
    case Slot::scan:
      break;
  }
  return false;
}

}  // namespace

bool can_be_calm(const Rulebook::Readers& asked) {
  const auto& calls = asked.calls;
  const auto end = calls.begin() + asked.moving;
  return !asked.beyond_the_station && !asked.shape.amounts &&
         std::all_of(calls.begin(), end, is_foreseen) &&
         // A shape keeps up to date also what isn't asked with each sample.
         std::all_of(end, calls.end(),
                     [](const auto& call) {
                       return call.slot.kind == Slot::scan || call.slot.kind == Slot::none;
                     }) &&
         std::all_of(asked.differences.begin(), asked.differences.end(), [&](const auto& d) {
           const auto& from = calls[d.from];
           const auto& less = calls[d.less];
           return from.slot.kind == Slot::last && from.own_limits.empty() &&
                  less.slot.kind == Slot::extreme && less.question.function == SeriesFunction::min;
         });
}

std::optional<CalmRange> find_calm(const Rulebook::Readers& asked, std::uint32_t site,
                                   const Reading* kept, const Series& series,
                                   const Aggregates& aggregates) {
  return Search(asked, site, kept, series, aggregates).run();
}

}  // namespace fenghuo::rules
