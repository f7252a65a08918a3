#include "cli/alarm_diff.h"

#include <algorithm>
#include <map>
#include <utility>

namespace fenghuo::cli {
namespace {

using Kind = AlarmDifference::Kind;

struct Alarms {
  std::vector<const AlarmEpisode*> before;
  std::vector<const AlarmEpisode*> after;
};

bool about_the_same(const AlarmEpisode& a, const AlarmEpisode& b) {
  const bool a_over = a.cleared_at && *a.cleared_at + kSameAlarmGap < b.raised_at();
  const bool b_over = b.cleared_at && *b.cleared_at + kSameAlarmGap < a.raised_at();
  return !a_over && !b_over;
}

AlarmDifference difference(Kind kind, const AlarmEpisode& of) {
  return {.kind = kind, .rule = of.rule, .area = of.area, .level = of.highest()};
}

class Differ {
 public:
  explicit Differ(AlarmDiff& out) : out_(out) {}

  // Each alarm goes with the first of the others that is about the same and not taken yet.
  void compare(const Alarms& alarms) {
    auto next = alarms.after.begin();
    for (const auto* before : alarms.before) {
      while (next != alarms.after.end() && !about_the_same(*before, **next) &&
             (*next)->raised_at() < before->raised_at())
        only_after(**next++);
      if (next != alarms.after.end() && about_the_same(*before, **next))
        both(*before, **next++);
      else
        only_before(*before);
    }
    while (next != alarms.after.end()) only_after(**next++);
  }

 private:
  void only_before(const AlarmEpisode& episode) {
    auto& lost = out_.differences.emplace_back(difference(Kind::lost, episode));
    lost.before_level = episode.highest();
    lost.before = episode.raised_at();
  }
  void only_after(const AlarmEpisode& episode) {
    out_.differences.emplace_back(difference(Kind::added, episode)).after = episode.raised_at();
  }
  void both(const AlarmEpisode& before, const AlarmEpisode& after) {
    const std::size_t known = out_.differences.size();
    add_shifts(before, after);
    if (before.highest() != after.highest()) {
      const bool higher = above(after.highest(), before.highest());
      auto& changed =
          out_.differences.emplace_back(difference(higher ? Kind::higher : Kind::lower, after));
      changed.before_level = before.highest();
      changed.before = before.reached(before.highest());
      changed.after = after.reached(after.highest());
    }
    if (out_.differences.size() == known) ++out_.unchanged;
  }
  // Of levels that were reached in one step, the highest stands for all.
  void add_shifts(const AlarmEpisode& before, const AlarmEpisode& after) {
    const std::size_t first = out_.differences.size();
    for (const Level level : kLevels) {
      if (above(level, before.highest()) || above(level, after.highest())) break;
      add_shift(level, before, after, first);
    }
    if (before.highest() == Level::none) add_shift(Level::none, before, after, first);
  }
  // `first`: of the differences of these two episodes.
  void add_shift(Level level, const AlarmEpisode& before, const AlarmEpisode& after,
                 std::size_t first) {
    const auto was = before.reached(level);
    const auto is = after.reached(level);
    if (std::chrono::abs(*is - *was) < kShiftMin) return;
    AlarmDifference shifted = difference(*is < *was ? Kind::earlier : Kind::later, after);
    shifted.level = shifted.before_level = level;
    shifted.before = was;
    shifted.after = is;
    auto& all = out_.differences;
    if (all.size() > first && all.back().before == was && all.back().after == is) all.pop_back();
    all.push_back(std::move(shifted));
  }

  AlarmDiff& out_;
};

}  // namespace

std::size_t AlarmDiff::count(AlarmDifference::Kind kind) const {
  return static_cast<std::size_t>(
      std::count_if(differences.begin(), differences.end(),
                    [kind](const AlarmDifference& one) { return one.kind == kind; }));
}

AlarmDiff diff_alarms(std::span<const AlarmEpisode> before, std::span<const AlarmEpisode> after) {
  AlarmDiff out{.alarms_before = before.size(), .alarms_after = after.size()};
  std::map<std::pair<std::string, std::string>, Alarms> by_area;
  for (const auto& episode : before)
    by_area[{episode.rule, episode.area}].before.push_back(&episode);
  for (const auto& episode : after) by_area[{episode.rule, episode.area}].after.push_back(&episode);
  for (const auto& [key, alarms] : by_area) Differ(out).compare(alarms);
  return out;
}

}  // namespace fenghuo::cli
