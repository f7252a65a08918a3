// needs.yaml: what levels of playbooks, and villages that are cut off, call for, said beside a
// shipped playbook instead of in a copy.
#include "adapters/plan/needs_file.h"

#include <algorithm>

#include "adapters/plan/files.h"
#include "engine/level.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

/// In the place of a level: the village is cut off.
constexpr std::string_view kCutOff = "cut_off";

void read_units(const YamlNode& node, const std::string& path,
                google::protobuf::RepeatedPtrField<wire::UnitNeed>& needs, SourceMap& sources) {
  for (const auto& item : node.optional("units").items()) {
    item.only({"skill", "units", "task"});
    auto& need = *needs.Add();
    need.set_skill(item.required("skill").string());
    sources.add(path + ".units[" + need.skill() + "]", item.place());
    const YamlNode units = item.optional("units");
    const double count = units.number(1);
    if (count < 1 || count > 100 || count != static_cast<std::uint32_t>(count))
      units.fault({"units 为 1 到 100 的整数", "units is a whole number from 1 to 100"});
    else
      need.set_units(static_cast<std::uint32_t>(count));
    to_wire(item.required("task").text(), *need.mutable_task());
  }
}

void read_cut_off_needs(const YamlNode& entry, wire::Playbook& playbook, PlanDraft& draft) {
  const std::string path = "playbooks[" + playbook.id() + "].cut_off";
  if (!playbook.has_cut_off())
    return entry.required("levels").fault({"处置方案“" + playbook.id() + "”没有 cut_off",
                                           "the playbook '" + playbook.id() + "' has no cut_off"});
  if (!entry.optional("supplies").absent())
    entry.optional("supplies")
        .fault({"失联时只派队伍（units）", "a village that is cut off is sent units alone"});
  read_units(entry, path, *playbook.mutable_cut_off()->mutable_units(), draft.sources);
}

}  // namespace

// What the level calls for: units that are sent to each village, supplies for each person moved.
void read_level_needs(const YamlNode& node, const std::string& path, wire::Response& response,
                      SourceMap& sources) {
  read_units(node, path, *response.mutable_units(), sources);
  for (const auto& item : node.optional("supplies").items()) {
    item.only({"code", "for_each_person"});
    auto& need = *response.add_supplies();
    need.set_code(item.required("code").string());
    sources.add(path + ".supplies[" + need.code() + "]", item.place());
    const YamlNode each = item.required("for_each_person");
    need.set_for_each_person(each.number());
    if (!(each.number() > 0 && each.number() <= 1'000))
      each.fault(
          {"for_each_person 大于 0，最多 1000", "for_each_person is above 0, at most 1,000"});
  }
}

void read_needs(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  root.only({"needs"});
  auto& playbooks = *draft.plan.mutable_playbooks();
  for (const auto& entry : root.required("needs").items()) {
    entry.only({"playbook", "levels", "units", "supplies"});
    const YamlNode name = entry.required("playbook");
    const auto playbook = std::find_if(playbooks.begin(), playbooks.end(),
                                       [&](const auto& one) { return one.id() == name.string(); });
    if (playbook == playbooks.end()) {
      if (!name.absent())
        name.fault({"没有处置方案“" + name.string() + "”",
                    "there is no playbook '" + name.string() + "'"});
      continue;
    }
    const YamlNode levels = entry.required("levels");
    for (const auto& word : levels.strings()) {
      if (word == kCutOff) {
        read_cut_off_needs(entry, *playbook, draft);
        continue;
      }
      const auto level = parse_level(word);
      auto& responses = *playbook->mutable_responses();
      const auto response = std::find_if(responses.begin(), responses.end(), [&](const auto& one) {
        return level && one.level() == to_wire(*level);
      });
      if (response == responses.end())
        levels.fault({"处置方案“" + playbook->id() + "”没有“" + word + "”这一级",
                      "the playbook '" + playbook->id() + "' has no level '" + word + "'"});
      else
        read_level_needs(entry, "playbooks[" + playbook->id() + "].levels[" + word + "]", *response,
                         draft.sources);
    }
  }
}

}  // namespace fenghuo::adapters
