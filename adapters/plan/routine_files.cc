// messages/*.yaml: a playbook's words for those who hold some duty. routines.yaml: everyday work
// that comes again.
#include <set>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

struct Each {
  const char* word;
  wire::Routine::Each each;
};
constexpr Each kEach[] = {{"township", wire::Routine::ONCE},
                          {"village", wire::Routine::VILLAGE},
                          {"hazard_point", wire::Routine::HAZARD_POINT},
                          {"facility", wire::Routine::FACILITY},
                          {"household", wire::Routine::HOUSEHOLD},
                          {"shelter", wire::Routine::SHELTER}};

wire::Routine::Each each_in(const YamlNode& node) {
  const std::string word = node.string("township");
  for (const auto& each : kEach)
    if (each.word == word) return each.each;
  node.fault({"for_each 为 township、village、hazard_point、facility、household 或 shelter",
              "for_each is township, village, hazard_point, facility, household or shelter"});
  return wire::Routine::VILLAGE;  // of which least else is found wrong
}

void read_paces(const YamlNode& node, wire::Routine& routine) {
  if (node.absent()) return;
  for (const auto& key : node.keys()) {
    const auto level = parse_level(key);
    const YamlNode every = node.optional(key);
    if (!level || *level == Level::none) {
      every.fault({"级别为 blue、yellow、orange 或 red", "a level is blue, yellow, orange or red"});
      continue;
    }
    auto& pace = *routine.add_paces();
    pace.set_level(to_wire(*level));
    pace.set_every_ms(every.span().count());
  }
}

void read_routine(const YamlNode& node, PlanDraft& draft, std::set<std::string>& seen) {
  node.only({"id", "title", "task", "for_each", "who", "every", "in_response"});
  const YamlNode id = node.required("id");
  wire::Routine& routine = *draft.plan.add_routines();
  routine.set_id(id.string());
  draft.sources.add("routines[" + routine.id() + "]", id.place());
  if (!seen.insert(routine.id()).second)
    id.fault(
        {"日常工作“" + routine.id() + "”重复", "the routine '" + routine.id() + "' stands twice"});
  to_wire(node.required("title").text(), *routine.mutable_title());
  to_wire(node.required("task").text(), *routine.mutable_task());
  routine.set_for_each(each_in(node.optional("for_each")));
  routine.set_duty(node.optional("who").string());
  routine.set_every_ms(node.required("every").span().count());
  read_paces(node.optional("in_response"), routine);
}

}  // namespace

void read_messages(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"messages"});
  for (const auto& node : root.required("messages").items()) {
    node.only({"id", "playbook", "for", "text"});
    const YamlNode id = node.required("id");
    const YamlNode text = node.required("text");
    auto& message = *draft.plan.add_messages();
    message.set_id(id.string());
    message.set_playbook(node.required("playbook").string());
    for (auto& duty : node.required("for").strings()) message.add_audience(std::move(duty));
    to_wire(text.text(), *message.mutable_text());
    draft.sources.add("messages[" + message.id() + "]", id.place());
    draft.sources.add("messages[" + message.id() + "].text", text.place());
  }
}

void read_routines(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"routines"});
  std::set<std::string> seen;
  for (const auto& routine : root.required("routines").items()) read_routine(routine, draft, seen);
}

}  // namespace fenghuo::adapters
