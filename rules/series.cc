#include "rules/series.h"

#include <algorithm>

namespace fenghuo::rules {

Series::Place Series::first_after(Instant moment) const {
  // The last chunk that begins at or before the moment is the only one it can be inside of.
  const auto after =
      std::upper_bound(chunks_.begin(), chunks_.end(), moment,
                       [](Instant m, const Chunk& chunk) { return m < chunk.front().at; });
  if (after == chunks_.begin()) return begin();
  const Chunk* const chunk = std::prev(after);
  std::uint32_t low = 0;
  std::uint32_t high = chunk->size();
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if ((*chunk)[middle].at <= moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const auto number = first_chunk_ + static_cast<std::uint32_t>(chunk - chunks_.begin());
  const Place found = low < chunk->size() ? Place{number, low} : Place{number + 1, 0};
  return std::max(found, begin());
}

std::optional<Sample> Series::last_until(Instant moment) const {
  const Place next = first_after(moment);
  if (next == begin()) return forgotten_.at <= moment ? forgotten() : std::nullopt;
  if (next.index > 0) return (*this)[{next.chunk, next.index - 1}];
  return chunks_[next.chunk - 1 - first_chunk_].back();
}

std::vector<Series::Change> Series::changes() const {
  std::vector<Change> changes;
  changes.reserve(size_);
  std::uint64_t at_ms = 0;
  std::uint64_t step_ms = 0;
  std::uint64_t value = 0;
  for (Place place = begin(); place != end(); place = after(place)) {
    const Sample sample = (*this)[place];
    const std::uint64_t step = static_cast<std::uint64_t>(ms_of(sample.at)) - at_ms;
    changes.push_back({step - step_ms, static_cast<std::uint64_t>(sample.value) - value});
    at_ms += step;
    step_ms = changes.size() == 1 ? 0 : step;
    value = static_cast<std::uint64_t>(sample.value);
  }
  return changes;
}

void Series::follow(const std::vector<Change>& changes, const Sample& forgotten) {
  *this = Series();
  std::uint64_t at_ms = 0;
  std::uint64_t step_ms = 0;
  std::uint64_t value = 0;
  for (const auto& change : changes) {
    const std::uint64_t step = step_ms + change.step_more_ms;
    at_ms += step;
    step_ms = size_ == 0 ? 0 : step;
    value += change.value_more;
    append({instant_ms(static_cast<std::int64_t>(at_ms)), static_cast<std::int64_t>(value)});
  }
  forgotten_ = forgotten;
}

std::optional<Sample> Series::before_back() const {
  if (size_ < 2) return forgotten();
  const Chunk& last = chunks_.back();
  return last.size() > 1 ? last[last.size() - 2] : chunks_[chunks_.size() - 2].back();
}

void Series::begin_chunk(const Sample& sample) {
  if (chunks_.empty()) oldest_at_ = sample.at;
  chunks_.emplace_back(sample);
}

void Series::append(std::span<const Sample> samples) {
  while (!samples.empty()) {
    const std::uint32_t pushed = chunks_.empty() ? 0 : chunks_.back().push(samples);
    if (pushed == 0) {
      append(samples.front());
      samples = samples.subspan(1);
      continue;
    }
    size_ = static_cast<std::uint16_t>(size_ + pushed);
    newest_ = samples[pushed - 1];
    samples = samples.subspan(pushed);
  }
}

std::vector<Sample> Series::take_from(Instant moment) {
  std::vector<Sample> taken;
  while (size_ > 0 && chunks_.back().back().at >= moment) {
    taken.push_back(chunks_.back().back());
    --size_;
    if (chunks_.back().size() == 1 || size_ == 0) {
      chunks_.pop_back();
    } else {
      chunks_.back().pop();
    }
  }
  if (chunks_.empty()) first_index_ = 0;
  std::reverse(taken.begin(), taken.end());
  return taken;
}

std::optional<Sample> Series::put(const Sample& sample) {
  const std::vector<Sample> later = take_from(sample.at);
  std::optional<Sample> replaced;
  auto rest = later.begin();
  if (rest != later.end() && rest->at == sample.at) replaced = *rest++;
  append(sample);
  for (; rest != later.end(); ++rest) append(*rest);
  return replaced;
}

void Series::raise_from(Instant moment, std::int64_t amount) {
  for (const auto& sample : take_from(moment)) append({sample.at, sample.value + amount});
}

void Series::forget_until(Instant moment) {
  while (size_ > 1 && oldest_at_ <= moment) {
    Chunk& chunk = chunks_.front();
    // The last that goes, of the first chunk; of the series the newest stays.
    std::uint32_t last = first_index_;
    const std::uint32_t end = chunks_.size() > 1 ? chunk.size() : chunk.size() - 1;
    while (last + 1 < end && chunk[last + 1].at <= moment) ++last;
    size_ = static_cast<std::uint16_t>(size_ - (last - first_index_));
    first_index_ = static_cast<std::uint8_t>(last);
    forget_front();
  }
}

void Series::forget_front() {
  forgotten_ = front();
  --size_;
  if (++first_index_ == chunks_.front().size()) {
    first_index_ = 0;
    chunks_.pop_front();
    ++first_chunk_;
  }
  oldest_at_ = front().at;
}

}  // namespace fenghuo::rules
