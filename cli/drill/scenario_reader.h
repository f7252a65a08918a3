// The parts of a scenario's file, each read by a file of its own.
#pragma once

#include <set>
#include <string>

#include "adapters/plan/yaml_reader.h"
#include "cli/drill/condition_names.h"
#include "cli/drill/scenario_file.h"

namespace fenghuo::cli {

class ModelInput;
struct ModelRain;

class ScenarioReader {
 public:
  ScenarioReader(const wire::Plan& plan, simulator::Scenario& out);

  void read_head(const adapters::YamlNode& root);
  /// `folder`: of the scenario's file, which the storm's is relative to.
  void read_storm_of(const adapters::YamlNode& node, const std::string& folder);
  /// Disasters that hazard models make, each a read_*() of a file of its own. Before the lists.
  void read_models(const adapters::YamlNode& node);
  /// The lists of a file, or of a variant: what is of the same thing takes its place.
  void read_lists(const adapters::YamlNode& node);

 private:
  void read_stations(const adapters::YamlNode& node);
  void read_points(const adapters::YamlNode& node, simulator::StationScript& script);
  void read_gauge_faults(const adapters::YamlNode& node);
  void read_failures(const adapters::YamlNode& node);
  void read_channels(const adapters::YamlNode& node);
  void read_people(const adapters::YamlNode& node);
  void read_chances(const adapters::YamlNode& node);
  void read_injects(const adapters::YamlNode& node);
  void read_dangers(const adapters::YamlNode& node);
  void read_refusals(const adapters::YamlNode& node);
  void read_goings_back(const adapters::YamlNode& node);
  void read_history(const adapters::YamlNode& node);
  void read_objectives(const adapters::YamlNode& node);
  void read_expectations(const adapters::YamlNode& node);
  void read_expectation(const adapters::YamlNode& node);
  /// Of what a list `danger` leaves: notes each expectation of a village that nothing threatens.
  void want_dangers_expected(const adapters::YamlNode& node) const;
  bool threatens(const std::string& village) const;
  simulator::Inject::Make read_command(const adapters::YamlNode& node, const std::string& by);
  wire::Event read_report(const adapters::YamlNode& node);
  static void read_status(const adapters::YamlNode& node, wire::ReceivedWarning& received);
  wire::Event read_warning(const adapters::YamlNode& node, const std::string& id);

  void read_flood(const adapters::YamlNode& node);
  void read_landslide(const adapters::YamlNode& node);
  void read_fire(const adapters::YamlNode& node);
  void read_plume(const adapters::YamlNode& node);
  void read_epidemic(const adapters::YamlNode& node);
  Instant model_begins(const adapters::YamlNode& node, ModelInput& input) const;
  /// From there to the night's end.
  std::size_t model_steps(Instant begins, Span step, const adapters::YamlNode& node,
                          ModelInput& input) const;
  ModelRain read_model_rain(const adapters::YamlNode& node, Span step, ModelInput& input) const;
  /// Without rain, only what is written there is looked at.
  void add_rain_gauge(const adapters::YamlNode& item, const ModelRain* rain, std::string source);
  /// For the station that the item names; without points only the name is looked at.
  void add_model_script(const adapters::YamlNode& item, simulator::StationScript script);
  /// For the village that the item names, unless another danger is there sooner.
  void add_model_danger(const adapters::YamlNode& item, Instant at, std::string source);

  simulator::Mark mark(const adapters::YamlNode& node) const;
  simulator::Origin origin(const adapters::YamlNode& node) const;
  /// 0 where it isn't there.
  double share(const adapters::YamlNode& node) const;
  Instant moment(const adapters::YamlNode& node, Instant otherwise) const;
  /// The id, which is of letters, digits, - and _; notes others.
  std::string plain_id(const adapters::YamlNode& node) const;
  /// Notes, with the nearest, an id that isn't one of these, which `owner` has.
  void want(const adapters::YamlNode& node, const std::set<std::string>& ids, const Text& of,
            const Text& owner = {"预案", "the plan"}) const;
  /// Notes a name that is in `listed` already, which are those of one list so far.
  static void want_once(const adapters::YamlNode& node, const std::string& name,
                        std::set<std::string>& listed);
  adapters::JsonStyle style() const { return {Language::zh, out_.utc_offset}; }

  const wire::Plan& plan_;
  simulator::Scenario& out_;
  std::set<std::string> villages_;
  std::set<std::string> places_;
  std::set<std::string> groups_;  // households and facilities
  std::set<std::string> elements_;
  KnownNames names_;  // that conditions may hold members against
};

}  // namespace fenghuo::cli
