// A warning of others may raise an alarm, but its absence must not hold one down: an all-clear, a
// bulletin that falls or a line that is cut would mute what the gauges here say.
#include "rules/language/parser.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {
namespace {

using language::NodeId;
using language::Syntax;

bool asks_warning(const Syntax& syntax, NodeId id) {
  const auto& node = syntax[id];
  if (node.kind == language::NodeKind::call && node.name == "warning") return true;
  for (const NodeId part : node.parts)
    if (asks_warning(syntax, part)) return true;
  return false;
}

// Where a warning stands under a "not", or is what a choice hangs on.
std::optional<language::Position> muting_at(const Syntax& syntax, NodeId id) {
  const auto& node = syntax[id];
  if (node.kind == language::NodeKind::call && (node.name == "!_" || node.name == "_?_:_") &&
      !node.parts.empty() && asks_warning(syntax, node.parts[0]))
    return language::position_of(syntax.source, node.at);
  for (const NodeId part : node.parts)
    if (auto found = muting_at(syntax, part)) return found;
  return std::nullopt;
}

}  // namespace

void check_muting(const wire::Plan& plan, PlanProblems& problems) {
  for (const auto& rule : plan.rules())
    for (const auto& condition : rule.levels()) {
      const auto syntax = language::parse(condition.when());
      if (!syntax) continue;  // told elsewhere
      const auto at = muting_at(*syntax, syntax->root);
      if (!at) continue;
      const auto level = level_from_wire(condition.level()).value_or(Level::none);
      problems.push_back(
          {"rules[" + rule.id() + "].levels[" + std::string(to_string(level)) + "]",
           at->line,
           at->column,
           {"外部预警不能写在 ! 或 ?: "
            "的条件里：别处的解除会压住本地读数。没有预警时也该报的，另写一条条件",
            "a warning of others can't stand under ! or decide a ?: - an all-clear from elsewhere "
            "would mute the gauges here; write what holds without it as a condition of its own"}});
    }
}

}  // namespace fenghuo::rules
