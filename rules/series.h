// The samples of one datastream in the order of time, as far back as rules look. Samples that come
// late are put in their place; what comes again for the same moment replaces what was there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/archive.h"
#include "rules/chunk.h"
#include "rules/packed.h"

namespace fenghuo::rules {

/// A series keeps at most this many samples: 20,000 x at most 9.9 bytes = 200 kB, a day at one
/// in 4.3 seconds. When full it forgets its oldest samples first, so that the short windows stay
/// right.
inline constexpr std::size_t kSamplesMax = 20'000;

class Series {
 public:
  /// A place in the series; forgetting and appending leave it valid, putting in a late sample
  /// doesn't.
  struct Place {
    std::uint32_t chunk = 0;
    std::uint32_t index = 0;
    auto operator<=>(const Place&) const = default;
  };

  bool empty() const { return chunks_.empty(); }
  std::size_t size() const { return size_; }
  Sample front() const { return chunks_.front()[first_index_]; }
  Instant oldest_at() const { return oldest_at_; }
  const Sample& back() const { return newest_; }
  Place begin() const { return {first_chunk_, first_index_}; }
  Place end() const { return {first_chunk_ + chunks_.size(), 0}; }
  Sample operator[](Place place) const { return chunks_[place.chunk - first_chunk_][place.index]; }
  /// Of back().
  Place last() const { return {first_chunk_ + chunks_.size() - 1, chunks_.back().size() - 1}; }
  Place after(Place place) const {
    return place.index + 1 < chunks_[place.chunk - first_chunk_].size()
               ? Place{place.chunk, place.index + 1}
               : Place{place.chunk + 1, 0};
  }
  /// The first sample later than `moment`, or end().
  Place first_after(Instant moment) const;
  /// The last sample at or before `moment`: of the series, or the last that it forgot.
  std::optional<Sample> last_until(Instant moment) const;

  /// The newest that it forgot.
  std::optional<Sample> forgotten() const {
    return has_forgotten() ? std::optional(forgotten_) : std::nullopt;
  }
  /// The one before back(), be it forgotten; nothing where there was none.
  std::optional<Sample> before_back() const;

  /// Later than back().
  void append(const Sample& sample) {
    if (chunks_.empty() || !chunks_.back().push(sample)) begin_chunk(sample);
    newest_ = sample;
    if (++size_ > kSamplesMax) forget_front();
  }
  /// Each later than the one before; with them it must not be full.
  void append(std::span<const Sample> samples);
  /// Whether a sample of this moment can still be put in: nothing later was forgotten.
  bool reaches(Instant moment) const { return forgotten_.at < moment; }
  /// At or before back(), and within reach. Gives what it replaced.
  std::optional<Sample> put(const Sample& sample);
  /// Adds `amount` to every sample at or after `moment` (of a running total).
  void raise_from(Instant moment, std::int64_t amount);
  /// Forgets the samples at or before `moment`, but never the newest.
  void forget_until(Instant moment);
  /// The same now and then: once that many have gathered which are older by `slack`.
  void forget_until(Instant moment, Span slack) {
    if (oldest_at_ + slack <= moment) forget_until(moment);
  }

  /// Has the processor fetch what append() and operator[] will read.
  void prefetch_back() const {
    if (!chunks_.empty()) chunks_.back().prefetch();
  }
  void prefetch(Place place) const {
    if (place.chunk - first_chunk_ < chunks_.size()) chunks_[place.chunk - first_chunk_].prefetch();
  }

  std::size_t bytes() const { return sizeof(*this) + chunks_.capacity() * sizeof(Chunk); }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::optional<Sample> forgotten = self.forgotten();
    std::vector<Change> changes;
    if constexpr (!A::kReading) changes = self.changes();
    a(forgotten, changes);
    if constexpr (A::kReading) self.follow(changes, forgotten.value_or(kNoneForgotten));
  }

 private:
  // How a sample differs from the one before, as it is saved: the step of time as its difference
  // from the step before. Of a station that reports regularly both are one byte long. Unsigned, so
  // that nothing in a snapshot can overflow.
  struct Change {
    std::uint64_t step_more_ms = 0;
    std::uint64_t value_more = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      auto step = static_cast<std::int64_t>(self.step_more_ms);
      auto value = static_cast<std::int64_t>(self.value_more);
      a(step, value);
      if constexpr (A::kReading) {
        self.step_more_ms = static_cast<std::uint64_t>(step);
        self.value_more = static_cast<std::uint64_t>(value);
      }
    }
  };
  std::vector<Change> changes() const;
  void follow(const std::vector<Change>& changes, const Sample& forgotten);
  bool has_forgotten() const { return forgotten_.at != kNoneForgotten.at; }

  // Takes out the samples at or after `moment`, oldest first.
  std::vector<Sample> take_from(Instant moment);
  void begin_chunk(const Sample& sample);
  void forget_front();

  static constexpr Sample kNoneForgotten{Instant::min(), 0};

  // The newest stands first, beside what comes before a series in its history.
  Sample newest_;  // the last of chunks_
  Packed<Chunk> chunks_;
  Instant oldest_at_{};  // of front()
  std::uint32_t first_chunk_ = 0;
  std::uint16_t size_ = 0;
  std::uint8_t first_index_ = 0;       // of front() in the first chunk
  Sample forgotten_ = kNoneForgotten;  // the newest one
};

static_assert(kSamplesMax < UINT16_MAX);
static_assert(sizeof(Series) == kCacheLine);

}  // namespace fenghuo::rules
