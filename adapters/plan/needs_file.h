// What a level of a playbook calls for: units that are sent, supplies that are used up.
#pragma once

#include <string>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/plan.pb.h"

namespace fenghuo::adapters {

/// The members `units` and `supplies` of a level, or of an entry of needs.yaml; `path` is the
/// level's.
void read_level_needs(const YamlNode& node, const std::string& path, wire::Response& response,
                      SourceMap& sources);

}  // namespace fenghuo::adapters
