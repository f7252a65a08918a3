// The rules that some rules need to be judged: those whose alarms they ask about, or that suppress
// them, and so on.
#pragma once

#include <set>
#include <string>

#include "engine/plan.pb.h"

namespace fenghuo::cli {

/// At least these, and possibly more: a rule counts as asked about where its id stands anywhere in
/// an expression of one that asks about alarms.
std::set<std::string> with_rules_they_ask(std::set<std::string> rules, const wire::Plan& plan);

}  // namespace fenghuo::cli
