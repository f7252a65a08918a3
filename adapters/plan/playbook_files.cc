// playbooks/*.yaml, of the plan and of the packs we ship.
#include <algorithm>

#include "adapters/plan/files.h"
#include "adapters/plan/needs_file.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/digest.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

constexpr std::string_view kNamedDuty = "duty:";

void read_rung(const YamlNode& node, wire::Rung& rung) {
  node.only({"call", "channels", "wait", "if_held"});
  const YamlNode call = node.required("call");
  const std::string callee = call.string();
  if (callee == "holder") {
    rung.set_callee(wire::Rung::HOLDER);
  } else if (callee == "stand_in") {
    rung.set_callee(wire::Rung::STAND_IN);
  } else if (callee == "township_duty_officer") {
    rung.set_callee(wire::Rung::TOWNSHIP_DUTY_OFFICER);
  } else if (callee.starts_with(kNamedDuty) && callee.size() > kNamedDuty.size()) {
    rung.set_callee(wire::Rung::NAMED_DUTY);
    rung.set_duty(callee.substr(kNamedDuty.size()));
  } else if (!call.absent()) {
    call.fault({"call 为 holder、stand_in、township_duty_officer，或 duty:值班表里的职责",
                "call is holder, stand_in, township_duty_officer, or duty:A DUTY OF THE ROSTER"});
  }
  for (auto& channel : node.required("channels").strings()) rung.add_channels(std::move(channel));
  rung.set_wait_ms(node.required("wait").span().count());
  rung.set_if_held(node.optional("if_held").boolean());
}

template <class Rungs>
void read_ladder(const YamlNode& node, const std::string& path, Rungs& rungs, PlanDraft& draft) {
  const auto items = node.items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    draft.sources.add(path + ".ladder[" + std::to_string(i) + "]", items[i].place());
    read_rung(items[i], *rungs.Add());
  }
}

void read_cut_off(const YamlNode& node, const std::string& parent, wire::CutOff& cut_off,
                  PlanDraft& draft) {
  node.only({"after", "action", "also", "ladder"});
  const std::string path = parent + ".cut_off";
  draft.sources.add(path, node.place());
  cut_off.set_after_ms(node.required("after").span().count());
  to_wire(node.required("action").text(), *cut_off.mutable_action());
  if (const YamlNode also = node.optional("also"); !also.absent())
    for (const auto& duty : also.items()) {
      draft.sources.add(path + ".also[" + std::to_string(cut_off.also_size()) + "]", duty.place());
      cut_off.add_also(duty.string());
    }
  read_ladder(node.required("ladder"), path, *cut_off.mutable_ladder(), draft);
}

void read_reach(const YamlNode& node, const std::string& parent, wire::Reach& reach,
                PlanDraft& draft) {
  if (node.absent()) return;
  node.only({"after", "share", "action", "ladder"});
  reach.set_after_ms(node.required("after").span().count());
  reach.set_share(node.required("share").number());
  to_wire(node.required("action").text(), *reach.mutable_action());
  draft.sources.add(parent + ".reach", node.place());
  read_ladder(node.required("ladder"), parent + ".reach", *reach.mutable_ladder(), draft);
}

void read_step(const YamlNode& node, const std::string& parent, wire::Step& step,
               PlanDraft& draft) {
  node.only({"id", "do", "who", "after", "when", "within", "then", "for_each", "only"});
  const YamlNode id = node.required("id");
  step.set_id(id.string());
  const std::string path = parent + ".steps[" + step.id() + "]";
  draft.sources.add(path, node.place());
  to_wire(node.required("do").text(), *step.mutable_task());
  step.set_duty(node.optional("who").string());
  for (auto& before : node.optional("after").strings()) step.add_after(std::move(before));
  const YamlNode when = node.optional("when");
  step.set_when(when.string());
  if (!when.absent())
    draft.sources.add(path + ".when", SourceMap::Source{when.place(), when.text_places()});
  step.set_within_ms(node.required("within").span().count());
  for (auto& duty : node.optional("then").strings()) step.add_then(std::move(duty));
  for (auto& village : node.optional("only").strings()) step.add_only(std::move(village));
  const YamlNode each = node.optional("for_each");
  if (each.string("village") == "facility")
    step.set_for_each(wire::Step::FACILITY);
  else if (each.string("village") != "village")
    each.fault({"for_each 为 village 或 facility", "for_each is village or facility"});
}

void read_response(const YamlNode& node, Level level, const std::string& path,
                   wire::Response& response, PlanDraft& draft) {
  node.only({"action", "wants_headcount", "act_within", "ladder", "night_ladder", "read_back",
             "relay", "reach", "steps", "units", "supplies"});
  response.set_level(to_wire(level));
  const YamlNode action = node.required("action");
  draft.sources.add(path, node.place());
  draft.sources.add(path + ".action", action.place());
  to_wire(action.text(), *response.mutable_action());
  response.set_wants_headcount(node.optional("wants_headcount").boolean());
  response.set_act_within_ms(node.optional("act_within").span().count());
  read_ladder(node.required("ladder"), path, *response.mutable_ladder(), draft);
  const YamlNode night = node.optional("night_ladder");
  if (!night.absent()) read_ladder(night, path + ".night", *response.mutable_night_ladder(), draft);
  response.set_read_back(node.optional("read_back").boolean());
  for (auto& duty : node.optional("relay").strings()) response.add_relay(std::move(duty));
  read_reach(node.optional("reach"), path, *response.mutable_reach(), draft);
  read_level_needs(node, path, response, draft.sources);
  const YamlNode steps = node.optional("steps");
  if (steps.absent()) return;
  for (const auto& step : steps.items()) read_step(step, path, *response.add_steps(), draft);
}

void read_playbook(const YamlNode& node, PlanDraft& draft, bool from_pack) {
  node.only({"id", "title", "rules", "duties", "headline", "text", "levels", "cut_off", "hold",
             "on_response"});
  const YamlNode id = node.required("id");
  auto& playbooks = *draft.plan.mutable_playbooks();
  const auto before = std::find_if(playbooks.begin(), playbooks.end(),
                                   [&](const auto& p) { return p.id() == id.string(); });
  if (before != playbooks.end()) {
    if (from_pack || before->version().starts_with("plan:"))
      id.fault(
          {"处置方案“" + id.string() + "”重复", "the playbook '" + id.string() + "' stands twice"});
    playbooks.erase(before);
  }
  wire::Playbook& playbook = *playbooks.Add();
  playbook.set_id(id.string());
  const std::string path = "playbooks[" + playbook.id() + "]";
  draft.sources.add(path, id.place());
  to_wire(node.required("title").text(), *playbook.mutable_title());
  playbook.set_on_response(node.optional("on_response").boolean());
  const YamlNode rules = playbook.on_response() ? node.optional("rules") : node.required("rules");
  draft.sources.add(path + ".rules", rules.place());
  for (auto& rule : rules.strings()) playbook.add_rules(std::move(rule));
  for (auto& duty : node.required("duties").strings()) playbook.add_duties(std::move(duty));
  const YamlNode headline = node.required("headline");
  const YamlNode text = node.required("text");
  draft.sources.add(path + ".headline", headline.place());
  draft.sources.add(path + ".text", text.place());
  to_wire(headline.text(), *playbook.mutable_headline());
  to_wire(text.text(), *playbook.mutable_text());
  const YamlNode levels = node.required("levels");
  for (const auto& key : levels.keys()) {
    const auto level = parse_level(key);
    const YamlNode response = levels.optional(key);
    if (!level || *level == Level::none) {
      response.fault(
          {"级别为 blue、yellow、orange 或 red", "a level is blue, yellow, orange or red"});
      continue;
    }
    read_response(response, *level, path + ".levels[" + key + "]", *playbook.add_responses(),
                  draft);
  }
  // Where the key is missing the message is too: has_cut_off() is asked.
  if (const YamlNode cut_off = node.optional("cut_off"); !cut_off.absent())
    read_cut_off(cut_off, path, *playbook.mutable_cut_off(), draft);
  playbook.set_hold_ms(node.optional("hold").span().count());
  playbook.set_version((from_pack ? "pack:" : "plan:") +
                       to_hex(sha256(playbook.SerializeAsString())).substr(0, 12));
}

}  // namespace

void read_playbooks(const PlanFile& file, PlanDraft& draft, bool from_pack) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"playbooks"});
  for (const auto& playbook : root.required("playbooks").items())
    read_playbook(playbook, draft, from_pack);
}

}  // namespace fenghuo::adapters
