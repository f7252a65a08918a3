// What a level of a playbook calls for: units that are sent, supplies that are used up.
#pragma once

#include "adapters/plan/yaml_reader.h"
#include "engine/plan.pb.h"

namespace fenghuo::adapters {

/// The members `units` and `supplies` of a level, or of an entry of needs.yaml.
void read_level_needs(const YamlNode& node, wire::Response& response);

}  // namespace fenghuo::adapters
