// Input that was not used: counted by source and reason for /metrics, and now and then told to the
// engine, so that the record shows it too. Nothing is thrown away in silence.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/event.pb.h"

namespace fenghuo::adapters {

/// Reasons are our own words, so there are few; a sample is enough to recognise a device by.
inline constexpr std::size_t kSampleBytesMax = 64;

class Refusals {
 public:
  void note(std::string_view source, std::string_view reason, std::string_view station = "",
            std::string_view sample = "", std::uint64_t count = 1);
  /// All so far, by source and reason.
  const std::map<std::pair<std::string, std::string>, std::uint64_t>& totals() const {
    return totals_;
  }
  /// What was noted since the last call: one event a source and reason, with the latest sample.
  std::vector<wire::Event> take_events();

 private:
  struct Since {
    std::uint64_t count = 0;
    std::string station;
    std::string sample;
  };
  std::map<std::pair<std::string, std::string>, std::uint64_t> totals_;
  std::map<std::pair<std::string, std::string>, Since> since_;
};

}  // namespace fenghuo::adapters
