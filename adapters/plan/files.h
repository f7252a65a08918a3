// The parts of a plan's folder, each read by its own file into the plan. All faults are collected.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/plan/diagnostic.h"
#include "adapters/plan/text_places.h"
#include "engine/plan.pb.h"
#include "engine/time.h"

namespace fenghuo::adapters {

/// Where the parts of the plan came from, by the paths that rules/ and playbooks/ name them by.
class SourceMap {
 public:
  struct Source {
    Place place;
    TextPlaces text;  // of what stands there, where faults are found within it
  };
  void add(const std::string& path, Place place) { sources_[path] = {std::move(place), {}}; }
  void add(const std::string& path, Source source) { sources_[path] = std::move(source); }
  /// The place of the path, or of the nearest thing around it that is known.
  Place find(std::string path, int line, int column) const;

 private:
  std::map<std::string, Source> sources_;
};

/// Who a person is; kept outside of the plan that the machine reads.
struct Person {
  std::string id;
  std::string name;
  std::string phone;
};

/// How to reach the outside in one lane.
struct WebhookSettings {
  std::string url;
  std::string secret;          // a reference: env:NAME or file:PATH; never the secret itself
  bool echo_required = false;  // the gateway must say to which area it has sent
};

/// What plan.yaml says that the machine doesn't need to know.
struct PlanSettings {
  std::vector<std::string> rule_packs;
  std::vector<std::string> playbook_packs;
  std::map<std::string, WebhookSettings> webhooks;  // by lane
  std::optional<Span> keep_observations;            // nothing: for ever
};

/// A text file of the folder or of a pack.
struct PlanFile {
  std::string name;  // relative to the folder; packs/... for a shipped one
  std::string text;  // UTF-8
};

/// What the readers fill in.
struct PlanDraft {
  wire::Plan plan;
  PlanSettings settings;
  std::vector<Person> people;
  SourceMap sources;
  std::set<std::string> rule_ids;  // of plan.rules(), which may be thousands
  Diagnostics faults;
  Diagnostics notices;

  void fault(Place place, Text text) { faults.push_back({std::move(place), std::move(text)}); }
  void fault_of_whole_file(Place place, Text text) {
    faults.push_back({std::move(place), std::move(text), Severity::fault, true});
  }
  void notice(Place place, Text text) {
    notices.push_back({std::move(place), std::move(text), Severity::notice});
  }
};

void read_settings(const PlanFile& file, PlanDraft& draft);
void read_areas(const PlanFile& file, PlanDraft& draft);
void read_stations(const PlanFile& file, PlanDraft& draft);
/// Of a plan that has it: limits.csv.
void read_limits(const PlanFile& file, PlanDraft& draft);
/// Of a plan that has it: trust.yaml.
void read_trust(const PlanFile& file, PlanDraft& draft);
void read_people(const PlanFile& file, PlanDraft& draft);
void read_roster(const PlanFile& file, PlanDraft& draft);
/// Of a plan that has them: households.csv, facilities.csv, shelters.csv.
void read_households(const PlanFile& file, PlanDraft& draft);
void read_facilities(const PlanFile& file, PlanDraft& draft);
void read_shelters(const PlanFile& file, PlanDraft& draft);
/// Likewise resources.csv, volunteers.csv (the same columns), supplies.csv.
void read_resources(const PlanFile& file, PlanDraft& draft);
void read_supplies(const PlanFile& file, PlanDraft& draft);
/// Of a plan that has it, after its places: roads.geojson (road_file.h).
void read_plan_roads(const PlanFile& file, PlanDraft& draft);
/// A rule or playbook of the plan takes the place of a pack's with the same id.
void read_rules(const PlanFile& file, PlanDraft& draft, bool from_pack);
void read_playbooks(const PlanFile& file, PlanDraft& draft, bool from_pack);
/// Of a plan that has it, after its playbooks: decisions.yaml.
void read_decisions(const PlanFile& file, PlanDraft& draft);
/// Likewise needs.yaml.
void read_needs(const PlanFile& file, PlanDraft& draft);
/// Of a plan that has them: messages/*.yaml, routines.yaml.
void read_messages(const PlanFile& file, PlanDraft& draft);
void read_routines(const PlanFile& file, PlanDraft& draft);

/// What only the whole can show: names of things that are not there, villages without a station.
/// Things of a file that couldn't be read may well be there.
void check_references(PlanDraft& draft);
/// Duties that are asked where somebody holds them, and that nobody holds: notices.
void note_optional_duties(PlanDraft& draft);
/// What may be right and is likelier a slip of the pen: notices.
void note_unlikely_entries(PlanDraft& draft);

}  // namespace fenghuo::adapters
