#include "adapters/plan/pack_answers.h"

#include "adapters/packs.h"
#include "adapters/plan/files.h"

namespace fenghuo::adapters {
namespace {

std::map<std::string, std::string> read_packs() {
  std::map<std::string, std::string> answering;
  for (const auto& name : pack_names("playbooks")) {
    PlanDraft draft;
    read_playbooks({name, std::string(pack("playbooks", name).value_or(""))}, draft, true);
    for (const auto& playbook : draft.plan.playbooks())
      for (const auto& rule : playbook.rules())
        if (rule != "*" && !rule.starts_with("!")) answering.emplace(rule, name);
  }
  return answering;
}

}  // namespace

const std::map<std::string, std::string>& answering_packs() {
  static const auto kAnswering = read_packs();  // the packs are those of this program
  return kAnswering;
}

}  // namespace fenghuo::adapters
