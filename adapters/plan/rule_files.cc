// rules/*.yaml, of the plan and of the packs we ship.
#include <algorithm>
#include <array>
#include <cmath>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/digest.h"
#include "engine/level.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

// So that a fault within the text can be pointed at.
SourceMap::Source source_of(const YamlNode& node) {
  return {node.place(), node.text_places()};
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

// Words and what they stand for, where a rule chooses one.
struct EachWord {
  std::string_view word;
  wire::Rule::Each each;
};
constexpr std::array<EachWord, 5> kEach{{{"village", wire::Rule::VILLAGE},
                                         {"station", wire::Rule::STATION},
                                         {"catchment", wire::Rule::CATCHMENT},
                                         {"hazard_point", wire::Rule::HAZARD_POINT},
                                         {"jurisdiction", wire::Rule::JURISDICTION}}};

void read_scope(const YamlNode& node, const std::string& path, wire::Rule& rule, PlanDraft& draft) {
  const YamlNode each = node.optional("for_each");
  if (!each.absent()) {
    const auto* known = std::find_if(kEach.begin(), kEach.end(), [&](const EachWord& word) {
      return word.word == each.string();
    });
    if (known == kEach.end()) {
      std::vector<std::string_view> words;
      for (const auto& word : kEach) words.push_back(word.word);
      const Text like = did_you_mean(nearest(each.string(), words));
      each.fault(
          {"for_each 为 village、station、catchment、hazard_point 或 jurisdiction" + like.zh,
           "for_each is village, station, catchment, hazard_point or jurisdiction" + like.en});
    } else {
      rule.set_for_each(known->each);
    }
  }
  const YamlNode only = node.optional("only");
  draft.sources.add(path + ".only", only.place());
  if (!only.absent()) {
    for (const auto& id : only.items()) rule.add_only(id.string());
    if (rule.only().empty())
      only.fault({"only 至少写一个编号；针对全部时不写 only",
                  "only names at least one id; a rule for all has no only"});
  }
  const YamlNode stations = node.optional("stations");
  if (stations.absent()) return;
  wire::StationSet& set = *rule.mutable_stations();
  if (!stations.is_scalar()) {
    stations.only({"within_km"});
    set.set_kind(wire::StationSet::WITHIN);
    const YamlNode within = stations.required("within_km");
    set.set_within_km(within.number());
    if (!within.absent() && !(set.within_km() > 0))
      within.fault({"距离须大于零", "a distance is larger than zero"});
  } else if (stations.string() == "upstream") {
    set.set_kind(wire::StationSet::UPSTREAM);
  } else if (stations.string() != "own") {
    stations.fault({"stations 为 own、upstream 或 {within_km: 数字}",
                    "stations is own, upstream or {within_km: NUMBER}"});
  }
}

std::string expression(const YamlNode& node, const std::string& path, PlanDraft& draft) {
  draft.sources.add(path, source_of(node));
  return node.string();
}

std::uint32_t whole_number(const YamlNode& node) {
  const double number = node.number(1);
  if (number >= 1 && number <= 1000 && number == std::floor(number))
    return static_cast<std::uint32_t>(number);
  node.fault({"此处为 1 以上的整数", "this is a whole number from 1 on"});
  return 1;
}

void read_pattern_step(const YamlNode& node, const std::string& path, wire::Pattern::Step& step,
                       PlanDraft& draft) {
  node.only({"when", "times", "within", "without"});
  draft.sources.add(path, node.place());
  step.set_when(expression(node.required("when"), path + ".when", draft));
  const YamlNode times = node.optional("times");
  if (!times.absent()) step.set_times(whole_number(times));
  step.set_within_ms(node.optional("within").span().count());
  const YamlNode without = node.optional("without");
  if (!without.absent()) step.set_without(expression(without, path + ".without", draft));
}

void read_pattern(const YamlNode& node, const std::string& path, wire::Rule& rule,
                  PlanDraft& draft) {
  node.only({"steps", "then_no", "quiet", "keep", "matches", "within"});
  wire::Pattern& pattern = *rule.mutable_pattern();
  for (const auto& step : node.required("steps").items()) {
    const std::string at = path + ".steps[" + std::to_string(pattern.steps_size()) + "]";
    read_pattern_step(step, at, *pattern.add_steps(), draft);
  }
  const YamlNode then_no = node.optional("then_no");
  if (!then_no.absent()) {
    then_no.only({"when", "within"});
    pattern.set_then_no(expression(then_no.required("when"), path + ".then_no", draft));
    pattern.set_then_no_within_ms(then_no.required("within").span().count());
  }
  pattern.set_quiet_ms(node.optional("quiet").span().count());
  pattern.set_within_ms(node.optional("within").span().count());
  const YamlNode matches = node.optional("matches");
  if (!matches.absent()) {
    pattern.set_all_matches(matches.string() == "all");
    if (!pattern.all_matches() && matches.string() != "one")
      matches.fault({"matches 为 one 或 all", "matches is one or all"});
  }
  const YamlNode keep = node.optional("keep");
  if (keep.absent()) return;
  pattern.set_keep(keep.string() == "true");
  if (!pattern.keep() && keep.string() != "false")
    keep.fault({"keep 为 true 或 false", "keep is true or false"});
}

// What the rule is about: levels, or something that happens.
void read_conditions(const YamlNode& node, const std::string& path, wire::Rule& rule,
                     PlanDraft& draft) {
  const YamlNode levels = node.optional("levels");
  const YamlNode fire = node.optional("fire");
  const YamlNode pattern = node.optional("pattern");
  if (!levels.absent()) read_levels(levels, path, rule, draft);
  if (!fire.absent()) rule.set_fire(expression(fire, path + ".fire", draft));
  if (!pattern.absent()) {
    draft.sources.add(path + ".pattern", pattern.place());
    read_pattern(pattern, path + ".pattern", rule, draft);
  }
}

// How an alarm falls and who holds it back; when its thresholds were confirmed.
void read_standing(const YamlNode& node, const std::string& path, wire::Rule& rule,
                   PlanDraft& draft) {
  const YamlNode step_down = node.optional("step_down");
  rule.set_step_down(step_down.boolean());
  if (rule.step_down() && rule.off_delay_ms() == 0)
    step_down.fault({"step_down 须有 off_delay：每降一级等这么久",
                     "step_down needs an off_delay: so long it waits before each step"});
  const YamlNode suppressed_by = node.optional("suppressed_by");
  draft.sources.add(path + ".suppressed_by", suppressed_by.place());
  for (const auto& other : suppressed_by.strings()) rule.add_suppressed_by(other);
  const YamlNode reviewed = node.optional("reviewed");
  draft.sources.add(path + ".reviewed", reviewed.place());
  rule.set_reviewed(reviewed.string());
  if (!reviewed.absent() && !parse_rfc3339(rule.reviewed() + "T00:00:00Z"))
    reviewed.fault({"日期写作 2026-05-31", "a date is written 2026-05-31"});
}

void read_rule(const YamlNode& node, PlanDraft& draft, bool from_pack) {
  node.only({"id", "title", "source", "lateness", "on_delay", "off_delay", "deadband", "levels",
             "for_each", "only", "stations", "fire", "pattern", "step_down", "suppressed_by",
             "reviewed", "hazard"});
  const YamlNode id = node.required("id");
  const std::string name = id.string();
  auto& rules = *draft.plan.mutable_rules();
  if (!draft.rule_ids.insert(name).second) {
    const auto before = std::find_if(rules.begin(), rules.end(),
                                     [&](const auto& rule) { return rule.id() == name; });
    // Packs are read first, so this one is the plan's own version, or a second one of it.
    if (from_pack || before->version().starts_with("plan:"))
      id.fault({"规则“" + name + "”重复", "the rule '" + name + "' stands twice"});
    rules.erase(before);
  }
  wire::Rule& rule = *rules.Add();
  rule.set_id(name);
  const std::string path = "rules[" + rule.id() + "]";
  draft.sources.add(path, id.place());
  const Text title = node.required("title").text();
  rule.mutable_title()->set_zh(title.zh);
  rule.mutable_title()->set_en(title.en);
  const Text source = node.required("source").text();
  rule.mutable_source()->set_zh(source.zh);
  rule.mutable_source()->set_en(source.en);
  rule.set_hazard(node.optional("hazard").string());
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
  read_scope(node, path, rule, draft);
  read_standing(node, path, rule, draft);
  read_conditions(node, path, rule, draft);
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
