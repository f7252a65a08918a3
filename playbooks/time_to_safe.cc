#include "playbooks/time_to_safe.h"

#include <algorithm>
#include <string>

namespace fenghuo::playbooks {
namespace {

// Whole minutes, rounded to what is worse: down for what is left, up for what is needed.
std::int64_t minutes_left(Span span) {
  return std::chrono::floor<std::chrono::minutes>(span).count();
}
std::int64_t minutes_needed(Span span) {
  return std::chrono::ceil<std::chrono::minutes>(span).count();
}

}  // namespace

Span time_to_move(Span clearing, Span since_order, std::uint32_t people, std::uint32_t safe) {
  if (people == 0 || safe >= people) return Span{0};
  const std::int64_t left = people - safe;
  const Span planned{clearing.count() * left / people};
  if (safe == 0) return planned;
  const Span seen{since_order.count() * left / safe};
  return std::max(planned, seen);
}

Text text_of(const TimeToSafe& time, Instant now) {
  if (time.people_left == 0) return {"没有人还等着转移", "nobody is left to be moved"};
  const std::int64_t left = minutes_left(time.lead_ends_at - now);
  const auto lead = std::to_string(left < 0 ? -left : left);
  const auto reach = std::to_string(minutes_needed(time.reach));
  const auto move = std::to_string(minutes_needed(time.move));
  const auto people = std::to_string(time.people_left);
  const std::int64_t margin = minutes_left(time.margin(now));
  const auto minutes = std::to_string(margin < 0 ? -margin : margin);
  const Text water =
      left < 0
          ? Text{"预计来水时间已过 " + lead + " 分钟", "the water was due " + lead + " min ago"}
          : Text{"离来水还有 " + lead + " 分钟", lead + " min until the water is there"};
  if (!time.can_tell)
    return {water.zh + "，出村的路断了，预案没有写步行要多久：按来不及处理",
            water.en +
                ", the road is cut and the plan doesn't say how long it takes on foot: taken "
                "as too late"};
  const Text way = time.road_cut ? Text{"（路断，步行）", " (the road is cut: on foot)"} : Text{};
  return {water.zh + "，叫到人最慢 " + reach + " 分钟，转移剩下的 " + people + " 人要 " + move +
              " 分钟" + way.zh + "：" + (margin < 0 ? "差 " : "余 ") + minutes + " 分钟",
          water.en + ", at worst " + reach + " min until somebody is told, " + move +
              " min to move the " + people + " who are left" + way.en + ": " + minutes +
              (margin < 0 ? " min short" : " min to spare")};
}

}  // namespace fenghuo::playbooks
