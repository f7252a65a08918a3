#include "rules/chunk.h"

#include <limits>

namespace fenghuo::rules {
namespace {

template <class T>
bool fits(std::int64_t number) {
  return number >= std::numeric_limits<T>::min() && number <= std::numeric_limits<T>::max();
}

}  // namespace

Sample Chunk::irregular(std::uint32_t index) const {
  if (layout_ == Layout::narrow)
    return {first_at_ + Span{narrow_.after_s[index] * std::int64_t{1000}},
            first_value_ + narrow_.value[index]};
  return {first_at_ + Span{wide_.after_ms[index]}, first_value_ + wide_.value[index]};
}

bool Chunk::fits_regular(const Sample& sample) const {
  const std::int64_t after_ms = (sample.at - first_at_).count();
  const bool in_step = size_ == 1 ? fits<std::uint32_t>(after_ms)
                                  : after_ms == static_cast<std::int64_t>(size_) * step_ms_;
  return size_ < regular_.size() && in_step && fits<std::int16_t>(sample.value - first_value_);
}

bool Chunk::fits_narrow(const Sample& sample) const {
  const std::int64_t after_ms = (sample.at - first_at_).count();
  return size_ < narrow_.value.size() && after_ms % 1000 == 0 &&
         fits<std::uint16_t>(after_ms / 1000) && fits<std::int16_t>(sample.value - first_value_);
}

bool Chunk::fits_wide(const Sample& sample) const {
  return size_ < wide_.value.size() && fits<std::uint32_t>((sample.at - first_at_).count()) &&
         fits<std::int32_t>(sample.value - first_value_);
}

void Chunk::store(std::uint32_t index, const Sample& sample) {
  const std::int64_t after_ms = (sample.at - first_at_).count();
  const std::int64_t value = sample.value - first_value_;
  switch (layout_) {
    case Layout::regular:
      regular_[index] = static_cast<std::int16_t>(value);
      break;
    case Layout::narrow:
      narrow_.after_s[index] = static_cast<std::uint16_t>(after_ms / 1000);
      narrow_.value[index] = static_cast<std::int16_t>(value);
      break;
    case Layout::wide:
      wide_.after_ms[index] = static_cast<std::uint32_t>(after_ms);
      wide_.value[index] = static_cast<std::int32_t>(value);
      break;
  }
}

void Chunk::change_to(Layout layout) {
  std::array<Sample, 52> samples;
  for (std::uint32_t i = 0; i < size_; ++i) samples[i] = (*this)[i];
  layout_ = layout;
  for (std::uint32_t i = 0; i < size_; ++i) store(i, samples[i]);
}

bool Chunk::push_any(const Sample& sample) {
  if (layout_ == Layout::regular && fits_regular(sample)) {
    if (size_ == 1) step_ms_ = static_cast<std::uint32_t>((sample.at - first_at_).count());
  } else if (layout_ == Layout::regular && fits_narrow(sample) && step_ms_ % 1000 == 0) {
    change_to(Layout::narrow);
  } else if (layout_ == Layout::narrow && fits_narrow(sample)) {
  } else if (layout_ != Layout::wide && fits_wide(sample)) {
    change_to(Layout::wide);
  } else if (layout_ != Layout::wide || !fits_wide(sample)) {
    return false;
  }
  store(size_, sample);
  ++size_;
  return true;
}

}  // namespace fenghuo::rules
