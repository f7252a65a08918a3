#include "rules/calm.h"

#include <algorithm>

namespace fenghuo::rules {

template <std::uint8_t kNotedMax>
void Calm<kNotedMax>::put_off() {
  wait_ = next_wait_;
  next_wait_ = std::min<std::uint8_t>(kLookedForAfterMost, next_wait_ * 2);
}

template <std::uint8_t kNotedMax>
void Calm<kNotedMax>::end_calm() {
  room_ = 0;
  if (count_ < kWorthwhile) {
    put_off();
  } else {
    next_wait_ = kLookedForAfter;
  }
}

template <std::uint8_t kNotedMax>
void Calm<kNotedMax>::begin(const CalmRange& range, const Sample& newest) {
  const std::int64_t lowest_more = range.lowest - newest.value;
  const std::int64_t highest_more = range.highest - newest.value;
  if (lowest_more > kMoreMax || highest_more < -kMoreMax) return put_off();
  begun_with_ = newest;
  lowest_more_ = static_cast<std::int32_t>(std::max<std::int64_t>(lowest_more, -kMoreMax));
  width_ =
      static_cast<std::uint32_t>(std::min<std::int64_t>(highest_more, kMoreMax) - lowest_more_);
  next_after_s_ = 1;
  until_after_s_ = static_cast<std::uint16_t>(
      std::clamp<std::int64_t>((range.until - newest.at).count() / 1000, 0, kAfterMax));
  count_ = taken_ = 0;
  room_ = kNotedMax;
}

template class Calm<kStatesNotedMax>;
template class Calm<kAmountsNotedMax>;

}  // namespace fenghuo::rules
