#include "playbooks/channel_times.h"

#include <algorithm>

namespace fenghuo::playbooks {

void add_channel_times(const Handbook& handbook, const std::vector<std::string>& areas,
                       std::uint32_t people,
                       google::protobuf::RepeatedPtrField<wire::ChannelTime>& out) {
  for (const auto& channel : handbook.plan().channels()) {
    if (channel.rate_per_s() <= 0) continue;
    const double takes_s = people / channel.rate_per_s();
    auto& time = *out.Add();
    time.set_channel(channel.channel());
    time.set_takes_s(takes_s);
    time.set_too_late(std::any_of(areas.begin(), areas.end(), [&](const std::string& area) {
      const auto* village = handbook.village(area);
      return village != nullptr && village->lead_time_ms() > 0 &&
             takes_s * 1000 > static_cast<double>(village->lead_time_ms());
    }));
  }
}

}  // namespace fenghuo::playbooks
