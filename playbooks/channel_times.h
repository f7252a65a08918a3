// How long a channel takes to tell many people one after the other: whoever composes a warning sees
// it before it goes (failures.md, S11).
#pragma once

#include <string>
#include <vector>

#include "engine/duty_fact.pb.h"
#include "playbooks/handbook.h"

namespace fenghuo::playbooks {

/// Of the channels whose rate the plan names, in its order. A slow one doesn't hold the warning
/// back: told late is better than not told.
void add_channel_times(const Handbook& handbook, const std::vector<std::string>& areas,
                       std::uint32_t people,
                       google::protobuf::RepeatedPtrField<wire::ChannelTime>& out);

}  // namespace fenghuo::playbooks
