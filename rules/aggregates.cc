#include "rules/aggregates.h"

#include <memory>
#include <new>
#include <utility>

namespace fenghuo::rules {
namespace {

constexpr std::align_val_t kAlignment{kCacheLine};

}  // namespace

Aggregates Aggregates::with_room(std::uint8_t decimals, std::size_t windows, std::size_t extremes,
                                 std::size_t rollings) {
  static_assert(kKeptOfAKindMax <= UINT16_MAX);
  Aggregates empty(decimals);
  const std::size_t bytes =
      windows * sizeof(Window) + extremes * sizeof(Extreme) + rollings * sizeof(Rolling);
  if (bytes > 0) empty.memory_ = static_cast<std::byte*>(::operator new(bytes, kAlignment));
  return empty;
}

// Each kind counts once it is there: what throws leaves nothing behind.
Aggregates::Aggregates(const Aggregates& other)
    : Aggregates(with_room(other.decimals_, other.windows_, other.extremes_, other.rollings_)) {
  std::uninitialized_copy_n(other.windows_begin(), other.windows_, windows_begin());
  windows_ = other.windows_;
  std::uninitialized_copy_n(other.extremes_begin(), other.extremes_, extremes_begin());
  extremes_ = other.extremes_;
  std::uninitialized_copy_n(other.rollings_begin(), other.rollings_, rollings_begin());
  rollings_ = other.rollings_;
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
  Aggregates wanted =
      with_room(decimals_, shape.windows.size(), shape.extremes.size(), shape.rollings.size());
  for (const Span length : shape.windows)
    std::construct_at(wanted.windows_begin() + wanted.windows_++, length);
  for (const auto& [length, which] : shape.extremes)
    std::construct_at(wanted.extremes_begin() + wanted.extremes_++, length, which);
  for (const auto& call : shape.rollings)
    std::construct_at(wanted.rollings_begin() + wanted.rollings_++, call, decimals_);
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
  for (Rolling& rolling : rollings()) rolling.put(series, sample, replaced);
}

std::size_t Aggregates::bytes() const {
  std::size_t bytes = 0;
  for (const Window& window : windows()) bytes += sizeof(window);
  for (const Extreme& extreme : extremes()) bytes += extreme.bytes();
  for (const Rolling& rolling : rollings()) bytes += rolling.bytes();
  return bytes;
}

}  // namespace fenghuo::rules
