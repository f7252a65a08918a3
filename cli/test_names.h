// The names that a test may use: what the plan knows, and "did you mean" for what it doesn't.
#pragma once

#include <map>
#include <set>
#include <string>

#include "adapters/plan/yaml_reader.h"
#include "engine/plan.pb.h"

namespace fenghuo::cli {

class TestNames {
 public:
  explicit TestNames(const wire::Plan& plan);

  /// Each gives the name that stands in the node; a name that nobody knows is a fault. Absent nodes
  /// give an empty name and no fault.
  std::string station(const adapters::YamlNode& node) const;
  std::string rule(const adapters::YamlNode& node) const;
  bool is_rule(const std::string& rule) const { return rules_.contains(rule); }
  /// Whether a level can be expected of it, rather than that it fires.
  bool has_levels(const std::string& rule) const { return with_levels_.contains(rule); }
  /// An area that the rule judges; any where the rule isn't known.
  std::string area_of(const std::string& rule, const adapters::YamlNode& node) const;
  /// Where something can be reported or warned of: villages, hazard points, catchments, the whole.
  std::string place(const adapters::YamlNode& node) const;
  std::string fact_kind(const adapters::YamlNode& node) const;
  /// A property that rules can read, by the key that has it in the mapping.
  void check_property(const std::string& key, const adapters::YamlNode& value) const;

 private:
  using Names = std::set<std::string, std::less<>>;
  static std::string known(const adapters::YamlNode& node, const Names& names, const Text& what);

  Names stations_;
  Names places_;
  Names fact_kinds_;
  Names rules_;
  Names with_levels_;
  std::map<std::string, Names> areas_;  // by rule
};

}  // namespace fenghuo::cli
