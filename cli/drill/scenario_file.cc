#include "cli/drill/scenario_file.h"

#include <algorithm>
#include <filesystem>

#include "adapters/plan/folder.h"
#include "adapters/plan/text_file.h"
#include "adapters/plan/yaml_reader.h"
#include "cli/drill/scenario_reader.h"
#include "cli/sentence.h"
#include "engine/nearest.h"
#include "simulator/elements.h"

namespace fenghuo::cli {
namespace {

using adapters::YamlFile;
using adapters::YamlNode;

void read_variant(const YamlNode& node, ScenarioReader& reader, simulator::Scenario& out) {
  out.id += "/" + node.optional("id").string();
  if (const YamlNode title = node.optional("title"); !title.absent()) {
    const Text more = title.text();
    out.title = {out.title.zh + "：" + more.zh, out.title.en + ": " + more.en};
  }
  out.is_control = node.optional("control").boolean();
  for (const auto& id : node.optional("without").strings())
    if (std::erase_if(out.injects, [&](const auto& one) { return one.id == id; }) +
            std::erase_if(out.failures, [&](const auto& one) { return one.element == id; }) +
            std::erase_if(out.goings_back, [&](const auto& one) { return one.household == id; }) ==
        0)
      node.optional("without").fault(
          {"没有情景事件、失效要素或回家的户“" + id + "”",
           "there is no inject, no failure and no household that goes back '" + id + "'"});
  reader.read_lists(node);
}

// The whole night is moved, so that it begins at that time of the day.
void move_to(Span clock, simulator::Scenario& night) {
  const Instant midnight =
      std::chrono::floor<std::chrono::days>(night.start + night.utc_offset) - night.utc_offset;
  const Span by = midnight + clock - night.start;
  const auto moved = [by](Instant& at) {
    if (at != Instant::max() && at != Instant::min()) at += by;
  };
  for (Instant* at : {&night.start, &night.end}) moved(*at);
  for (auto& script : night.stations)
    for (auto& point : script.points) moved(point.at);
  for (auto& fault : night.gauge_faults) moved(fault.from), moved(fault.until);
  for (auto& failure : night.failures) moved(failure.from), moved(failure.until);
  for (auto& one : night.channels) moved(one.from), moved(one.until);
  for (auto& one : night.behaviours) moved(one.from), moved(one.until);
  for (auto& inject : night.injects) moved(inject.at);
  for (auto& danger : night.dangers) moved(danger.at);
  for (auto& going : night.goings_back) moved(going.at);
  for (auto& one : night.history)
    if (one.at) moved(*one.at);
  for (auto& one : night.expectations) moved(one.after), moved(one.by);
}

// Storms say how much it rains; scenarios, how long the night lasts.
bool is_storm(const YamlNode& root) {
  return !root.optional("rain_mm").absent() && root.optional("lasts").absent();
}

Error no_scenario(const std::string& path) {
  return {
      Errc::bad_input,
      {"“" + path + "”是暴雨，不是情景：用 fenghuo play 播放它，或在情景里用 storm: 写它的文件名",
       "'" + path +
           "' is a storm, and no scenario: play it with fenghuo play, or name its "
           "file in a scenario as storm:"}};
}

// What the command line says is no fault of the file.
Error no_variant(const std::string& variant, const std::vector<std::string>& known) {
  Text all;
  for (const auto& id : known) all = all + (all.zh.empty() ? Text{} : Text{"、", ", "}) + plain(id);
  const Text said =
      Text{"情景没有变体“" + variant + "”（--variant）",
           "the scenario has no variant '" + variant + "' (--variant)"} +
      did_you_mean(nearest(variant, std::vector<std::string_view>(known.begin(), known.end())));
  return {Errc::bad_input, going_on(said, known.empty() ? Text{"它没有变体", "it has none at all"}
                                                        : Text{"有：", "there are "} + all)};
}

Error no_element(const std::string& element, const std::vector<std::string>& known) {
  const Text said =
      Text{"预案里没有要素“" + element + "”（--fail）",
           "the plan has no element '" + element + "' (--fail)"} +
      did_you_mean(nearest(element, std::vector<std::string_view>(known.begin(), known.end())));
  return {Errc::bad_input,
          going_on(said, {"要素写作 person/编号、network/村等，见 docs/drills.md",
                          "an element is written person/ID, network/VILLAGE and so on: see "
                          "docs/drills.md"})};
}

}  // namespace

Result<std::string> plan_of_scenario(const std::string& path) {
  const auto file = adapters::read_text_file(path, adapters::kPlanFileBytesMax);
  if (!file) return file.error();
  adapters::Diagnostics faults;
  YamlFile yaml{path, file->text, faults};
  const YamlNode root = YamlNode::parse(yaml);
  if (!faults.empty())
    return Error{Errc::bad_input,
                 {adapters::to_string(faults.front(), Language::zh),
                  adapters::to_string(faults.front(), Language::en)}};
  if (is_storm(root)) return no_scenario(path);
  const std::string plan = root.optional("plan").string();
  if (plan.empty()) return plan;
  return (std::filesystem::path(path).parent_path() / plan).lexically_normal().string();
}

Result<ScenarioFile> read_scenario(const std::string& path, const wire::Plan& plan,
                                   const ScenarioChoice& choice) {
  const auto file = adapters::read_text_file(path, adapters::kPlanFileBytesMax);
  if (!file) return file.error();
  ScenarioFile out;
  YamlFile yaml{path, file->text, out.faults};
  const YamlNode root = YamlNode::parse(yaml);
  if (is_storm(root)) return no_scenario(path);
  root.only({"id",        "title",   "based_on", "plan",       "start",    "lasts",
             "seed",      "storm",   "models",   "objectives", "stations", "gauge_faults",
             "fails",     "people",  "chances",  "injects",    "danger",   "refuse",
             "goes_back", "history", "expect",   "variants",   "channels"});
  ScenarioReader reader(plan, out.scenario);
  reader.read_head(root);
  reader.read_storm_of(root.optional("storm"), std::filesystem::path(path).parent_path().string());
  reader.read_models(root.optional("models"));
  reader.read_lists(root);
  const simulator::Scenario as_it_is = out.scenario;
  bool found = choice.variant.empty();
  for (const auto& item : root.optional("variants").items()) {
    item.only({"id", "title", "control", "without", "stations", "gauge_faults", "fails", "people",
               "chances", "injects", "danger", "refuse", "goes_back", "history", "expect",
               "channels"});
    out.variants.push_back(item.required("id").string());
    if (out.variants.back() != choice.variant) {
      // Its faults are found though it isn't played.
      simulator::Scenario other = as_it_is;
      ScenarioReader(plan, other).read_lists(item);
      continue;
    }
    found = true;
    read_variant(item, reader, out.scenario);
  }
  // A file that can't be read has none to be found.
  if (!found && out.faults.empty()) return no_variant(choice.variant, out.variants);
  const auto elements = simulator::elements_of(plan);
  for (const auto& element : choice.fails)
    if (!std::binary_search(elements.begin(), elements.end(), element))
      return no_element(element, elements);
  for (const auto& element : choice.fails)
    out.scenario.failures.push_back({element, out.scenario.start, Instant::max(), {}});
  if (choice.clock) move_to(*choice.clock, out.scenario);
  return out;
}

}  // namespace fenghuo::cli
