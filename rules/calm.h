// When nobody needs to look. While the samples of a history stay within a range in which no answer
// can pass a limit that somebody waits for, they are only noted, at the head of the history, in one
// or two lines of the processor's cache; the history takes many of them together, or when somebody
// asks.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "rules/chunk.h"

namespace fenghuo::rules {

/// Stored values and moments in which a history is calm; both ends of the values are within.
struct CalmRange {
  std::int64_t lowest = 0;
  std::int64_t highest = 0;
  Instant until = kInstantMax;  // for moments before it
};

/// Histories of so many properties may become calm, those that rules ask first.
inline constexpr std::uint32_t kCalmReadersMax = 64;

/// So many samples are noted at most; then the history takes them, and all is looked at again.
inline constexpr std::uint8_t kStatesNotedMax = 19;
inline constexpr std::uint8_t kAmountsNotedMax = 9;

template <std::uint8_t kNotedMax>
class Calm {
 public:
  /// Where there is no calm, or it soon ended, it is looked for again after so many samples; after
  /// twice as many each further time.
  static constexpr std::uint8_t kLookedForAfter = 8;
  static constexpr std::uint8_t kLookedForAfterMost = 64;
  /// A calm that ended before so many were noted wasn't worth looking for.
  static constexpr std::uint8_t kWorthwhile = 8;

  /// From `newest` on, the newest sample of the history, which may itself lie outside.
  void begin(const CalmRange& range, const Sample& newest);
  /// There is none, for some samples.
  void put_off();
  /// What is noted stays.
  void end() {
    if (room_ > 0) end_calm();
  }
  /// Asked after each sample that wasn't noted: whether a calm is to be looked for.
  bool is_to_be_looked_for() {
    if (wait_ == 0) return true;
    --wait_;
    return false;
  }

  /// Notes the sample if it is in the range, later than the newest one, and whole seconds after
  /// that with which the calm began. Whether it did.
  bool note(const Sample& sample) {
    // Unsigned: what is too little is far too much.
    const auto after_ms = static_cast<std::uint64_t>((sample.at - begun_with_.at).count());
    const std::uint64_t after_s = after_ms / 1000;
    const auto more = static_cast<std::uint64_t>(sample.value - begun_with_.value);
    if (count_ >= room_ || more - static_cast<std::uint64_t>(lowest_more_) > width_ ||
        after_s < next_after_s_ || after_s >= until_after_s_ || after_s * 1000 != after_ms)
      return false;
    noted_[count_++] = static_cast<std::uint32_t>(after_s << kMoreBits | (more + kMoreMax));
    next_after_s_ = static_cast<std::uint16_t>(after_s + 1);
    answers_old_ = true;
    return true;
  }
  /// Whether all that is noted was taken.
  bool empty() const { return taken_ == count_; }
  /// Whether anything was noted since all answers were last told.
  bool are_answers_old() const { return answers_old_; }
  void told_answers() { answers_old_ = false; }
  /// Something must be noted that isn't taken.
  Sample newest() const { return sample(count_ - 1U); }
  Sample before_newest() const { return count_ == 1 ? begun_with_ : sample(count_ - 2U); }
  /// What is noted and not taken yet, the oldest first. The calm goes on as if nobody had asked.
  struct Samples {
    std::array<Sample, kNotedMax> room;
    std::uint32_t count = 0;
    std::span<const Sample> all() const { return {room.data(), count}; }
  };
  Samples take_all() {
    Samples samples;
    for (std::uint32_t i = taken_; i < count_; ++i) samples.room[samples.count++] = sample(i);
    taken_ = count_;
    return samples;
  }

 private:
  // Seen from the sample with which the calm began: up to 68 minutes later, and up to 524,287 more
  // or less.
  static constexpr int kAfterBits = 12;
  static constexpr int kMoreBits = 32 - kAfterBits;
  static constexpr std::uint32_t kAfterMax = (1U << kAfterBits) - 1;
  static constexpr std::uint32_t kMoreMask = (1U << kMoreBits) - 1;
  static constexpr std::int32_t kMoreMax = kMoreMask / 2;
  void end_calm();
  Sample sample(std::uint32_t place) const {
    const std::uint32_t noted = noted_[place];
    return {begun_with_.at + Span{(noted >> kMoreBits) * std::int64_t{1000}},
            begun_with_.value + (noted & kMoreMask) - kMoreMax};
  }

  Sample begun_with_;
  std::int32_t lowest_more_ = 0;
  std::uint32_t width_ = 0;  // of the range
  std::uint16_t next_after_s_ = 1;
  std::uint16_t until_after_s_ = 0;
  std::uint8_t room_ = 0;  // for so many; none where it isn't calm
  std::uint8_t count_ = 0;
  std::uint8_t taken_ = 0;  // the first so many
  std::uint8_t wait_ = 0;
  std::uint8_t next_wait_ = kLookedForAfter;
  bool answers_old_ = false;
  // The first count_ of them: seconds after, and how much more than there, and kMoreMax more.
  std::array<std::uint32_t, kNotedMax> noted_{};
};

extern template class Calm<kStatesNotedMax>;
extern template class Calm<kAmountsNotedMax>;
using StateCalm = Calm<kStatesNotedMax>;
using AmountCalm = Calm<kAmountsNotedMax>;

}  // namespace fenghuo::rules
