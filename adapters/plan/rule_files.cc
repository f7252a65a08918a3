// rules/*.yaml, of the plan and of the packs we ship.
#include <algorithm>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/digest.h"
#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

// Places of the lines of a text, so that a fault within it can be pointed at.
SourceMap::Source source_of(const YamlNode& node) {
  SourceMap::Source source{node.place(), {}};
  const std::string text = node.string();
  const auto lines = 1 + std::count(text.begin(), text.end(), '\n');
  for (int line = 1; line <= lines; ++line) source.lines.push_back(node.place_within(line, 1));
  return source;
}

void read_levels(const YamlNode& levels, const std::string& path, wire::Rule& rule,
                 PlanDraft& draft) {
  for (const auto& key : levels.keys()) {
    const YamlNode condition = levels.optional(key);
    const auto level = parse_level(key);
    if (!level || *level == Level::none) {
      condition.fault(
          {"级别为 blue、yellow、orange 或 red", "a level is blue, yellow, orange or red"});
      continue;
    }
    wire::LevelCondition& added = *rule.add_levels();
    added.set_level(to_wire(*level));
    added.set_when(condition.string());
    draft.sources.add(path + ".levels[" + key + "]", source_of(condition));
  }
}

void read_rule(const YamlNode& node, PlanDraft& draft, bool from_pack) {
  node.only({"id", "title", "source", "lateness", "on_delay", "off_delay", "deadband", "levels"});
  const YamlNode id = node.required("id");
  auto& rules = *draft.plan.mutable_rules();
  const auto before = std::find_if(rules.begin(), rules.end(),
                                   [&](const auto& rule) { return rule.id() == id.string(); });
  if (before != rules.end()) {
    // Packs are read first, so this one is the plan's own version, or a second one of it.
    if (from_pack || before->version().starts_with("plan:"))
      id.fault({"规则“" + id.string() + "”重复", "the rule '" + id.string() + "' stands twice"});
    rules.erase(before);
  }
  wire::Rule& rule = *rules.Add();
  rule.set_id(id.string());
  const std::string path = "rules[" + rule.id() + "]";
  draft.sources.add(path, id.place());
  const Text title = node.required("title").text();
  rule.mutable_title()->set_zh(title.zh);
  rule.mutable_title()->set_en(title.en);
  const Text source = node.required("source").text();
  rule.mutable_source()->set_zh(source.zh);
  rule.mutable_source()->set_en(source.en);
  rule.set_lateness_ms(node.optional("lateness").span(std::chrono::minutes{10}).count());
  rule.set_on_delay_ms(node.optional("on_delay").span().count());
  rule.set_off_delay_ms(node.optional("off_delay").span().count());
  const YamlNode deadband = node.optional("deadband");
  draft.sources.add(path + ".deadband", deadband.place());
  if (!deadband.absent())
    for (const auto& property : deadband.keys()) {
      auto& added = *rule.add_deadbands();
      added.set_property(property);
      added.set_value(deadband.optional(property).number());
    }
  read_levels(node.required("levels"), path, rule, draft);
  rule.set_version((from_pack ? "pack:" : "plan:") +
                   to_hex(sha256(rule.SerializeAsString())).substr(0, 12));
}

}  // namespace

void read_rules(const PlanFile& file, PlanDraft& draft, bool from_pack) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"rules"});
  for (const auto& rule : root.required("rules").items()) read_rule(rule, draft, from_pack);
}

}  // namespace fenghuo::adapters
