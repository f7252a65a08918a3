#include "cli/verify/nights.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>

#include "adapters/plan/text_file.h"
#include "adapters/plan/yaml_reader.h"
#include "cli/drill/moment.h"
#include "cli/drill/scenario_file.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "engine/nearest.h"

namespace fenghuo::cli {
namespace {

// A storm alone has no beginning of its own and no danger.
bool is_scenario(const std::string& path) {
  const auto file = adapters::read_text_file(path, adapters::kPlanFileBytesMax);
  if (!file) return false;
  adapters::Diagnostics faults;
  adapters::YamlFile yaml{path, file->text, faults};
  return !adapters::YamlNode::parse(yaml).optional("lasts").absent();
}

Result<Digest> digest_of_file(const std::string& path) {
  const auto file = adapters::read_text_file(path, adapters::kPlanFileBytesMax);
  if (!file) return file.error();
  return sha256(file->bytes);
}

}  // namespace

std::vector<std::string> scenarios_of(const std::string& plan_folder) {
  std::vector<std::string> found;
  for (const auto& name : adapters::yaml_files(plan_folder, "drills"))
    if (is_scenario(plan_folder + "/" + name)) found.push_back(plan_folder + "/" + name);
  return found;
}

Result<void> find_scenario(const std::string& path, const std::string& plan_folder) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return {};
  const auto known = scenarios_of(plan_folder);
  std::vector<std::string> names;
  for (const auto& one : known) names.push_back(std::filesystem::path(one).stem().string());
  const std::vector<std::string_view> all(names.begin(), names.end());
  const Text said{"没有情景文件“" + path + "”（--scenario）",
                  "there is no file '" + path + "' (--scenario)"};
  const auto near = nearest(std::filesystem::path(path).stem().string(), all);
  if (!near) return Error{Errc::not_found, said};
  const auto which = std::find(all.begin(), all.end(), *near) - all.begin();
  return Error{Errc::not_found, said + did_you_mean(known[static_cast<std::size_t>(which)])};
}

Result<std::vector<PlanNight>> read_nights(const wire::PlanChanged& plan,
                                           const std::vector<std::string>& files,
                                           const std::vector<std::string>& hours,
                                           Session& session) {
  std::vector<PlanNight> nights;
  for (const auto& path : files) {
    const auto source = digest_of_file(path);
    if (!source) return source.error();
    std::vector<std::string> starts{""};
    starts.insert(starts.end(), hours.begin(), hours.end());
    for (const auto& hour : starts) {
      ScenarioChoice choice;
      if (!hour.empty()) choice.clock = clock_of(hour);
      auto file = read_scenario(path, plan.plan(), choice);
      if (!file) return file.error();
      if (!file->faults.empty()) {
        session.print(file->faults);
        return Error{Errc::bad_input, {"情景有问题，先改好", "the scenario has faults"}};
      }
      if (file->scenario.dangers.empty())
        return Error{Errc::bad_input,
                     {path + "：没有写险情什么时候到（danger），谁来得及无从判断",
                      path + ": says nothing of when the danger comes, so nobody can be late"}};
      PlanNight night{.name = file->scenario.id + (hour.empty() ? "" : " " + hour)};
      night.scenario = std::move(file->scenario);
      night.source = *source;
      night.beginning = std::make_shared<const simulator::NightBeginning>(
          simulator::begin_night(township_machine(), plan, night.scenario.start));
      nights.push_back(std::move(night));
    }
  }
  return nights;
}

std::vector<std::string> never_in_danger(const wire::Plan& plan,
                                         const std::vector<PlanNight>& nights) {
  std::set<std::string> endangered;
  for (const auto& night : nights)
    for (const auto& danger : night.scenario.dangers) endangered.insert(danger.village);
  std::vector<std::string> others;
  for (const auto& village : plan.villages())
    if (!endangered.contains(village.id())) others.push_back(village.id());
  return others;
}

std::vector<simulator::TriedNight> tried(const std::vector<PlanNight>& nights) {
  std::vector<simulator::TriedNight> all;
  for (const auto& night : nights)
    all.push_back({night.name, &night.scenario, night.beginning.get()});
  return all;
}

}  // namespace fenghuo::cli
