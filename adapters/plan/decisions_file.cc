// decisions.yaml: what a level of a playbook asks somebody to decide, by when, and who is next.
#include <algorithm>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

wire::Question::Release release_in(const YamlNode& node) {
  const std::string word = node.string("never");
  if (word == "at_once") return wire::Question::AT_ONCE;
  if (word == "after_chain") return wire::Question::AFTER_CHAIN;
  if (word != "never")
    node.fault({"release 为 never、after_chain（没人决定就放行）或 at_once（预先批准）",
                "release is never, after_chain (a yes where nobody decides) or at_once (approved "
                "beforehand)"});
  return wire::Question::NEVER;
}

wire::Question read_question(const YamlNode& node, const wire::Plan& plan) {
  wire::Question question;
  question.set_id(node.required("id").string());
  to_wire(node.required("ask").text(), *question.mutable_ask());
  for (auto& duty : node.required("chain").strings()) question.add_chain(std::move(duty));
  question.set_release(release_in(node.optional("release")));
  const bool needs_time = question.release() != wire::Question::AT_ONCE;
  question.set_within_ms(
      (needs_time ? node.required("within") : node.optional("within")).span().count());
  const YamlNode tell = node.optional("tell");
  for (auto& duty : tell.strings()) question.add_tell(std::move(duty));
  if (!tell.absent()) to_wire(node.required("yes").text(), *question.mutable_action());
  const YamlNode only = node.optional("only");
  for (auto& village : only.strings()) {
    const bool known = std::any_of(plan.villages().begin(), plan.villages().end(),
                                   [&](const auto& one) { return one.id() == village; });
    if (!known) only.fault({"没有村“" + village + "”", "there is no village '" + village + "'"});
    question.add_only(std::move(village));
  }
  const YamlNode neighbours = node.optional("for_neighbours");
  question.set_for_neighbours(!neighbours.absent() && neighbours.boolean());
  if (question.for_neighbours() && !tell.absent())
    tell.fault({"问相邻村的决定不写 tell：答“是”就向该村发预警",
                "a question of neighbours has no tell: a yes warns the village"});
  return question;
}

// The playbook's answer to the level; null, with a note, where it has none.
wire::Response* response_of(wire::Playbook& playbook, const YamlNode& levels,
                            const std::string& word) {
  const auto level = parse_level(word);
  for (auto& response : *playbook.mutable_responses())
    if (level && response.level() == to_wire(*level)) return &response;
  levels.fault({"处置方案“" + playbook.id() + "”没有“" + word + "”这一级",
                "the playbook '" + playbook.id() + "' has no level '" + word + "'"});
  return nullptr;
}

void read_decision(const YamlNode& node, PlanDraft& draft) {
  node.only({"id", "playbook", "levels", "only", "ask", "chain", "within", "release", "yes", "tell",
             "for_neighbours"});
  const auto question = read_question(node, draft.plan);
  const YamlNode name = node.required("playbook");
  auto& playbooks = *draft.plan.mutable_playbooks();
  const auto playbook = std::find_if(playbooks.begin(), playbooks.end(),
                                     [&](const auto& one) { return one.id() == name.string(); });
  if (playbook == playbooks.end()) {
    if (!name.absent())
      name.fault(
          {"没有处置方案“" + name.string() + "”", "there is no playbook '" + name.string() + "'"});
    return;
  }
  const YamlNode levels = node.required("levels");
  for (const auto& level : levels.strings()) {
    auto* response = response_of(*playbook, levels, level);
    if (response == nullptr) continue;
    *response->add_decisions() = question;
    draft.sources.add(
        "playbooks[" + playbook->id() + "].levels[" + level + "].decisions[" + question.id() + "]",
        node.place());
  }
}

}  // namespace

void read_decisions(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"decisions"});
  for (const auto& decision : root.required("decisions").items()) read_decision(decision, draft);
}

}  // namespace fenghuo::adapters
