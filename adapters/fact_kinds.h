// The words by which facts are known in JSON, tests and on the page: alarm_raised, rule_fired, ...
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/fact.pb.h"

namespace fenghuo::adapters {

std::optional<wire::Fact::KindCase> fact_kind(std::string_view word);

/// All of them, in the order of fact.proto.
std::vector<std::string_view> fact_kind_words();

}  // namespace fenghuo::adapters
