#include "rules/aggregates.h"

#include <memory>
#include <utility>

namespace fenghuo::rules {
namespace {

constexpr std::align_val_t kAlignment{kCacheLine};

}  // namespace

// Room for them; they are made by whoever asks for it.
Aggregates::Aggregates(std::uint8_t decimals, std::uint16_t windows, std::uint16_t extremes,
                       std::uint16_t rollings)
    : windows_(windows), extremes_(extremes), rollings_(rollings), decimals_(decimals) {
  if (lines() > 0)
    memory_ = static_cast<std::byte*>(::operator new(lines() * kCacheLine, kAlignment));
}

Aggregates::Aggregates(const Aggregates& other)
    : Aggregates(other.decimals_, other.windows_, other.extremes_, other.rollings_) {
  std::uninitialized_copy_n(other.windows_begin(), windows_, windows_begin());
  std::uninitialized_copy_n(other.extremes_begin(), extremes_, extremes_begin());
  std::uninitialized_copy_n(other.rollings_begin(), rollings_, rollings_begin());
}

Aggregates::Aggregates(Aggregates&& other) noexcept
    : memory_(std::exchange(other.memory_, nullptr)),
      windows_(std::exchange(other.windows_, 0)),
      extremes_(std::exchange(other.extremes_, 0)),
      rollings_(std::exchange(other.rollings_, 0)),
      decimals_(other.decimals_) {}

Aggregates& Aggregates::operator=(Aggregates other) noexcept {
  std::swap(memory_, other.memory_);
  std::swap(windows_, other.windows_);
  std::swap(extremes_, other.extremes_);
  std::swap(rollings_, other.rollings_);
  std::swap(decimals_, other.decimals_);
  return *this;
}

Aggregates::~Aggregates() {
  std::destroy_n(windows_begin(), windows_);
  std::destroy_n(extremes_begin(), extremes_);
  std::destroy_n(rollings_begin(), rollings_);
  if (memory_ != nullptr) ::operator delete(memory_, kAlignment);
}

void Aggregates::reshape(const HistoryShape& shape, const Series& series) {
  const auto count = [](const auto& kind) { return static_cast<std::uint16_t>(kind.size()); };
  Aggregates wanted(decimals_, count(shape.windows), count(shape.extremes), count(shape.rollings));
  Window* window = wanted.windows_begin();
  for (const Span length : shape.windows) std::construct_at(window++, length);
  Extreme* extreme = wanted.extremes_begin();
  for (const auto& [length, which] : shape.extremes) std::construct_at(extreme++, length, which);
  Rolling* rolling = wanted.rollings_begin();
  for (const auto& call : shape.rollings) std::construct_at(rolling++, call, decimals_);
  *this = std::move(wanted);
  if (series.empty()) return;
  for (Window& each : windows()) each.rebuild(series);
  for (Extreme& each : extremes()) each.rebuild(series);
  for (Rolling& each : rollings()) each.rebuild(series);
}

void Aggregates::put(const Series& series, const Sample& sample,
                     const std::optional<Sample>& replaced) {
  for (Window& window : windows()) window.put(series, sample, replaced);
  for (Extreme& extreme : extremes()) extreme.put(series, sample, replaced);
  for (Rolling& rolling : rollings()) rolling.rebuild(series);
}

std::size_t Aggregates::bytes() const {
  std::size_t bytes = 0;
  for (const Window& window : windows()) bytes += sizeof(window);
  for (const Extreme& extreme : extremes()) bytes += extreme.bytes();
  for (const Rolling& rolling : rollings()) bytes += rolling.bytes();
  return bytes;
}

}  // namespace fenghuo::rules
