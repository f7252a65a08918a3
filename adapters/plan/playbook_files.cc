// playbooks/*.yaml, of the plan and of the packs we ship.
#include <algorithm>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/digest.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

constexpr std::string_view kNamedDuty = "duty:";

void read_rung(const YamlNode& node, wire::Rung& rung) {
  node.only({"call", "channels", "wait"});
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
  if (node.absent()) return;
  node.only({"after", "action", "ladder"});
  const std::string path = parent + ".cut_off";
  draft.sources.add(path, node.place());
  cut_off.set_after_ms(node.required("after").span().count());
  to_wire(node.required("action").text(), *cut_off.mutable_action());
  read_ladder(node.required("ladder"), path, *cut_off.mutable_ladder(), draft);
}

void read_response(const YamlNode& node, Level level, const std::string& path,
                   wire::Response& response, PlanDraft& draft) {
  node.only({"action", "wants_headcount", "act_within", "ladder"});
  response.set_level(to_wire(level));
  const YamlNode action = node.required("action");
  draft.sources.add(path, node.place());
  draft.sources.add(path + ".action", action.place());
  to_wire(action.text(), *response.mutable_action());
  response.set_wants_headcount(node.optional("wants_headcount").boolean());
  response.set_act_within_ms(node.optional("act_within").span().count());
  read_ladder(node.required("ladder"), path, *response.mutable_ladder(), draft);
}

void read_playbook(const YamlNode& node, PlanDraft& draft, bool from_pack) {
  node.only({"id", "title", "rules", "duties", "headline", "text", "levels", "cut_off", "hold"});
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
  const YamlNode rules = node.required("rules");
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
  read_cut_off(node.optional("cut_off"), path, *playbook.mutable_cut_off(), draft);
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
