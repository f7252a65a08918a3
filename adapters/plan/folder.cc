#include "adapters/plan/folder.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include "adapters/packs.h"
#include "adapters/plan/text_file.h"
#include "adapters/plan/unread_files.h"
#include "engine/digest.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

namespace fs = std::filesystem;

// The plan beside it whose folder is called most like it.
Text plan_meant_by(const std::string& path) {
  const fs::path given = fs::path(path + "/").parent_path();
  const fs::path parent = given.parent_path();
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(parent.empty() ? "." : parent, absent))
    if (fs::exists(entry.path() / "plan.yaml", absent))
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  const auto near =
      nearest(given.filename().string(), std::vector<std::string_view>(names.begin(), names.end()));
  if (!near) return {};
  return did_you_mean((parent / *near).string());
}

Text no_folder(const std::string& path) {
  if (!fs::exists(path)) {
    const Text meant = plan_meant_by(path);
    return {"没有这个预案文件夹" + meant.zh, "there is no such plan folder" + meant.en};
  }
  std::string parent = fs::path(path).parent_path().string();
  if (parent.empty()) parent = ".";
  return {"这是一个文件，请写它所在的预案文件夹：" + parent,
          "this is a file; give the plan's folder: " + parent};
}

// One line for all that isn't looked at, in the first of the files that couldn't be read.
Diagnostic more_may_follow(const Diagnostics& faults) {
  std::set<std::string> files;
  for (const auto& fault : faults)
    if (fault.of_whole_file) files.insert(fault.place.file);
  Text named;
  for (const auto& file : files) {
    named.zh += (named.zh.empty() ? "" : "、") + file;
    named.en += (named.en.empty() ? "" : ", ") + file;
  }
  return {
      {*files.begin(), 1, 1},
      {"先改好没能读进来的（" + named.zh +
           "）：提到它们的地方、规则、处置方案、路线、决定和需求还没有查，改好后可能还有别的问题",
       "mend first what couldn't be read (" + named.en +
           "): what names its things, rules, playbooks, routes, decisions and needs were not "
           "looked at yet, and more faults may follow"},
      Severity::notice};
}

class Folder {
 public:
  explicit Folder(const std::string& path) : path_(path) {}

  LoadedPlan load() {
    LoadedPlan loaded;
    if (!fs::is_directory(path_)) {
      draft_.fault_of_whole_file({path_, 1, 1}, no_folder(path_));
    } else {
      read_all();
    }
    loaded.change.set_version(to_hex(sha256(digested_)).substr(0, 12));
    *loaded.change.mutable_plan() = std::move(draft_.plan);
    for (const auto& file : files_) {
      // Names of people stay outside of the log: sealed under a key per person instead.
      if (file.name == "people.csv" || file.name == "households.csv") continue;
      auto& kept = *loaded.change.add_files();
      kept.set_path(file.name);
      kept.set_text(file.text);
    }
    loaded.settings = std::move(draft_.settings);
    loaded.people = std::move(draft_.people);
    loaded.sources = std::move(draft_.sources);
    loaded.faults = std::move(draft_.faults);
    loaded.notices = std::move(draft_.notices);
    return loaded;
  }

 private:
  void read_all() {
    with("plan.yaml", [&](const PlanFile& file) { read_settings(file, draft_); });
    with("areas.geojson", [&](const PlanFile& file) { read_areas(file, draft_); });
    with("stations.csv", [&](const PlanFile& file) { read_stations(file, draft_); });
    with_optional("limits.csv", [&](const PlanFile& file) { read_limits(file, draft_); });
    with_optional("trust.yaml", [&](const PlanFile& file) { read_trust(file, draft_); });
    with("people.csv", [&](const PlanFile& file) { read_people(file, draft_); });
    with("roster.csv", [&](const PlanFile& file) { read_roster(file, draft_); });
    with_optional("households.csv", [&](const PlanFile& file) { read_households(file, draft_); });
    with_optional("facilities.csv", [&](const PlanFile& file) { read_facilities(file, draft_); });
    with_optional("shelters.csv", [&](const PlanFile& file) { read_shelters(file, draft_); });
    for (const char* name : {"resources.csv", "volunteers.csv"})
      with_optional(name, [&](const PlanFile& file) { read_resources(file, draft_); });
    with_optional("roads.geojson", [&](const PlanFile& file) { read_plan_roads(file, draft_); });
    with_optional("supplies.csv", [&](const PlanFile& file) { read_supplies(file, draft_); });
    for (const auto& name : draft_.settings.rule_packs)
      with_pack("rules", name, [&](const PlanFile& file) { read_rules(file, draft_, true); });
    for (const auto& name : draft_.settings.playbook_packs)
      with_pack("playbooks", name,
                [&](const PlanFile& file) { read_playbooks(file, draft_, true); });
    for (const auto& name : yaml_files(path_, "rules"))
      with(name, [&](const PlanFile& file) { read_rules(file, draft_, false); });
    for (const auto& name : yaml_files(path_, "playbooks"))
      with(name, [&](const PlanFile& file) { read_playbooks(file, draft_, false); });
    for (const auto& name : yaml_files(path_, "messages"))
      with(name, [&](const PlanFile& file) { read_messages(file, draft_); });
    with_optional("routines.yaml", [&](const PlanFile& file) { read_routines(file, draft_); });
    with_names("decisions.yaml", [&](const PlanFile& file) { read_decisions(file, draft_); });
    with_names("needs.yaml", [&](const PlanFile& file) { read_needs(file, draft_); });
    check_references(draft_);
    if (all_read(draft_.faults)) note_optional_duties(draft_);
    note_unlikely_entries(draft_);
    if (!all_read(draft_.faults)) draft_.notices.push_back(more_may_follow(draft_.faults));
    for (auto& notice : unread_files(path_, known_)) draft_.notices.push_back(std::move(notice));
  }

  template <class Read>
  void with_optional(const std::string& name, Read read) {
    known_.push_back(name);
    if (fs::exists(path_ + "/" + name)) with(name, read);
  }
  // One that names what stands in others: without those, only what keeps it from being read counts.
  template <class Read>
  void with_names(const std::string& name, Read read) {
    auto& faults = draft_.faults;
    const bool others_read = all_read(faults);
    const auto before = static_cast<std::ptrdiff_t>(faults.size());
    with_optional(name, read);
    if (others_read) return;
    faults.erase(std::remove_if(faults.begin() + before, faults.end(),
                                [](const auto& fault) { return !fault.of_whole_file; }),
                 faults.end());
  }
  template <class Read>
  void with(const std::string& name, Read read) {
    known_.push_back(name);
    const std::size_t room = kPlanBytesMax - std::min(digested_.size(), kPlanBytesMax);
    auto file = read_text_file(path_ + "/" + name, std::min(kPlanFileBytesMax, room));
    if (!file) return draft_.fault_of_whole_file({name, 1, 1}, file.error().text);
    digested_ += name + '\0' + file->bytes + '\0';
    files_.push_back({name, std::move(file->text)});
    read(PlanFile(files_.back()));
  }

  template <class Read>
  void with_pack(const std::string& kind, const std::string& name, Read read) {
    const auto text = pack(kind, name);
    if (!text) {
      std::string known;
      for (const auto& other : pack_names(kind)) known += (known.empty() ? "" : ", ") + other;
      return draft_.fault(draft_.sources.find("packs", 1, 1),
                          {"没有名为“" + name + "”的包；有：" + known,
                           "there is no pack '" + name + "'; there are: " + known});
    }
    const std::string path = "packs/" + kind + "/" + name + ".yaml";
    digested_ += path + '\0' + std::string(*text) + '\0';
    files_.push_back({path, std::string(*text)});
    read(PlanFile(files_.back()));
  }

  std::string path_;
  PlanDraft draft_;
  std::vector<PlanFile> files_;
  std::vector<std::string> known_;  // files that are read where they are there
  std::string digested_;
};

}  // namespace

LoadedPlan load_plan(const std::string& folder) {
  return Folder(folder).load();
}

void LoadedPlan::add(const PlanProblems& problems) {
  if (!all_read(faults)) return;
  for (const auto& problem : problems)
    (problem.severity == Severity::fault ? faults : notices)
        .push_back({sources.find(problem.path, problem.line, problem.column), problem.text,
                    problem.severity});
}

void LoadedPlan::sort_faults() {
  // What others follow from comes first: a file that can't be read, then plan.yaml.
  const auto cause = [](const Diagnostic& one) {
    return one.of_whole_file ? 0 : one.place.file == "plan.yaml" ? 1 : 2;
  };
  const auto by_place = [&](const Diagnostic& a, const Diagnostic& b) {
    const int cause_a = cause(a);
    const int cause_b = cause(b);
    return std::tie(cause_a, a.place.file, a.place.line, a.place.column) <
           std::tie(cause_b, b.place.file, b.place.line, b.place.column);
  };
  std::stable_sort(faults.begin(), faults.end(), by_place);
  std::stable_sort(notices.begin(), notices.end(), by_place);
}

}  // namespace fenghuo::adapters
