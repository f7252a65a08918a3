#include "cli/rule_closure.h"

#include <algorithm>
#include <vector>

namespace fenghuo::cli {
namespace {

std::vector<const std::string*> expressions_of(const wire::Rule& rule) {
  std::vector<const std::string*> all;
  for (const auto& level : rule.levels()) all.push_back(&level.when());
  all.push_back(&rule.fire());
  for (const auto& step : rule.pattern().steps()) {
    all.push_back(&step.when());
    all.push_back(&step.without());
  }
  all.push_back(&rule.pattern().then_no());
  return all;
}

// Few of thousands do.
bool asks_about_any(const wire::Rule& rule) {
  if (!rule.suppressed_by().empty()) return true;
  const auto all = expressions_of(rule);
  return std::any_of(all.begin(), all.end(), [](const std::string* text) {
    return text->find("alarm") != std::string::npos || text->find('\\') != std::string::npos;
  });
}

bool asks_about(const wire::Rule& rule, const std::string& other) {
  const auto& suppressing = rule.suppressed_by();
  if (std::find(suppressing.begin(), suppressing.end(), other) != suppressing.end()) return true;
  const auto all = expressions_of(rule);
  return std::any_of(all.begin(), all.end(), [&](const std::string* text) {
    // With an escape an id may be written otherwise than it is.
    return text->find(other) != std::string::npos || text->find('\\') != std::string::npos;
  });
}

}  // namespace

std::set<std::string> with_rules_they_ask(std::set<std::string> rules, const wire::Plan& plan) {
  std::size_t known = 0;
  while (known != rules.size()) {
    known = rules.size();
    for (const auto& rule : plan.rules()) {
      if (!rules.contains(rule.id()) || !asks_about_any(rule)) continue;
      for (const auto& other : plan.rules())
        if (asks_about(rule, other.id())) rules.insert(other.id());
    }
  }
  return rules;
}

}  // namespace fenghuo::cli
