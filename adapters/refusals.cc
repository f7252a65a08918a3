#include "adapters/refusals.h"

#include <algorithm>

namespace fenghuo::adapters {

void Refusals::note(std::string_view source, std::string_view reason, std::string_view station,
                    std::string_view sample, std::uint64_t count) {
  const std::pair key{std::string(source), std::string(reason)};
  totals_[key] += count;
  Since& since = since_[key];
  since.count += count;
  since.station = station;
  since.sample = sample.substr(0, kSampleBytesMax);
}

std::vector<wire::Event> Refusals::take_events() {
  std::vector<wire::Event> events;
  for (const auto& [key, since] : since_) {
    auto& refused = *events.emplace_back().mutable_input_refused();
    refused.set_source(key.first);
    refused.set_reason(key.second);
    refused.set_station(since.station);
    refused.set_count(static_cast<std::uint32_t>(std::min<std::uint64_t>(since.count, UINT32_MAX)));
    refused.set_sample(since.sample);
  }
  since_.clear();
  return events;
}

}  // namespace fenghuo::adapters
