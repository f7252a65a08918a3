#include "cli/test_names.h"

#include <vector>

#include "adapters/fact_kinds.h"
#include "engine/nearest.h"
#include "engine/property.h"
#include "rules/coverage.h"

namespace fenghuo::cli {
namespace {

using adapters::YamlNode;

// "there is no rule 'x'; did you mean 'y'?"
void unknown(const YamlNode& node, const std::string& name, const Text& what,
             const std::vector<std::string_view>& names) {
  const auto near = nearest(name, names);
  const std::string like = near ? std::string(*near) : "";
  node.fault({"没有" + what.zh + "“" + name + "”" + (near ? "，是否为“" + like + "”？" : ""),
              "there is no " + what.en + " '" + name + "'" +
                  (near ? "; did you mean '" + like + "'?" : "")});
}

}  // namespace

TestNames::TestNames(const wire::Plan& plan) {
  for (const auto& station : plan.stations()) stations_.insert(station.id());
  for (const auto& village : plan.villages()) places_.insert(village.id());
  for (const auto& point : plan.hazard_points()) places_.insert(point.id());
  for (const auto& catchment : plan.catchments()) places_.insert(catchment.id());
  places_.insert(plan.id());
  for (const auto word : adapters::fact_kind_words()) fact_kinds_.emplace(word);
  for (const auto& rule : plan.rules()) {
    rules_.insert(rule.id());
    if (rule.levels_size() > 0) with_levels_.insert(rule.id());
    auto& areas = areas_[rule.id()];
    areas.insert(rule.only().begin(), rule.only().end());
    if (!areas.empty()) continue;
    for (auto& area : rules::area_ids(plan, rule.for_each())) areas.insert(std::move(area));
  }
}

std::string TestNames::known(const YamlNode& node, const Names& names, const Text& what) {
  std::string name = node.string();
  if (!name.empty() && !names.contains(name))
    unknown(node, name, what, {names.begin(), names.end()});
  return name;
}

std::string TestNames::station(const YamlNode& node) const {
  return known(node, stations_, {"测站", "station"});
}

std::string TestNames::rule(const YamlNode& node) const {
  return known(node, rules_, {"规则", "rule"});
}

std::string TestNames::area_of(const std::string& rule, const YamlNode& node) const {
  const auto areas = areas_.find(rule);
  if (areas == areas_.end()) return node.string();
  return known(node, areas->second,
               {"规则“" + rule + "”管的", "area of the rule '" + rule + "' called"});
}

std::string TestNames::place(const YamlNode& node) const {
  return known(node, places_, {"村或隐患点", "village or hazard point"});
}

std::string TestNames::fact_kind(const YamlNode& node) const {
  return known(node, fact_kinds_, {"这种结论", "fact called"});
}

void TestNames::check_property(const std::string& key, const YamlNode& value) const {
  if (find_property(key) != nullptr) return;
  std::vector<std::string_view> names{"station"};
  for (const auto& property : properties()) names.push_back(property.name);
  unknown(value, key, {"观测要素", "observed property"}, names);
}

}  // namespace fenghuo::cli
