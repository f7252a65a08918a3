#include "cli/episode.h"

#include <algorithm>

namespace fenghuo::cli {
namespace {

class Reader {
 public:
  void take(Told told) {
    const wire::Fact& fact = told.fact;
    if (fact.has_incident_opened()) open(told);
    if (episode_.began == Instant{}) return;
    if (fact.has_incident_closed()) incidents_.erase(from_wire(fact.incident_closed().incident()));
    if (fact.has_warning_issued()) warn(fact.warning_issued());
    if (fact.has_warning_joined())
      episode_.villages[fact.warning_joined().area()].rules.insert(fact.warning_joined().rule());
    if (fact.has_obligation_called()) ++episode_.calls;
    if (fact.has_obligation_answered()) {
      ++episode_.answers;
      episode_.need_help += fact.obligation_answered().kind() == wire::Answer::NEED_HELP ? 1 : 0;
      const auto duty = areas_.find(from_wire(fact.obligation_answered().obligation()));
      if (duty != areas_.end()) moved(duty->second, fact.obligation_answered().people_moved());
    }
    if (fact.has_obligation_opened()) {
      const auto& opened = fact.obligation_opened();
      if (opened.purpose().empty() || opened.purpose() == "warning")
        areas_[told.id] = opened.area();
    }
    count(fact);
    if (fact.has_report_taken() && fact.report_taken().kind() != "safe")
      keep(episode_.reports, told);
    if (fact.has_decision_made()) keep(episode_.decisions, told);
    if (is_measure(fact)) keep(episode_.measures, told);
    if (fact.has_aid_asked()) keep(episode_.aid, told);
    episode_.until = told.at;
  }

  Episode take_episode() {
    episode_.open = !incidents_.empty();
    return std::move(episode_);
  }

 private:
  // Calm before it: a new one begins.
  void open(const Told& told) {
    if (incidents_.empty()) {
      episode_ = {.began = told.at};
      areas_.clear();
      rosters_.clear();
    }
    incidents_.insert(told.id);
    episode_.villages[told.fact.incident_opened().area()].rules.insert(
        told.fact.incident_opened().rule());
  }
  void warn(const wire::WarningIssued& issued) {
    ++episode_.warnings;
    auto& village = episode_.villages[issued.area()];
    const auto level = level_from_wire(issued.level()).value_or(Level::none);
    if (above(level, village.highest)) village.highest = level;
    village.reason = {issued.text().zh(), issued.text().en()};
  }
  void moved(const std::string& area, std::uint32_t people) {
    auto& village = episode_.villages[area];
    village.told = std::max(village.told, people);
  }
  // A roster is counted by its households.
  void count(const wire::Fact& fact) {
    if (fact.has_evacuation_ordered())
      episode_.villages[fact.evacuation_ordered().area()].people =
          fact.evacuation_ordered().people();
    if (!fact.has_household_counted()) return;
    const auto& counted = fact.household_counted();
    rosters_[counted.area()][counted.household()] = counted.people();
    std::uint32_t safe = 0;
    for (const auto& [id, people] : rosters_[counted.area()]) safe += people;
    episode_.villages[counted.area()].counted = safe;
  }
  static bool is_measure(const wire::Fact& fact) {
    return fact.has_response_changed() || fact.has_warning_retracted() ||
           fact.has_all_clear_given() || fact.has_all_clear_revoked() ||
           fact.has_return_ordered() || fact.has_village_cut_off() || fact.has_contact_restored() ||
           fact.has_evacuation_complete() || fact.has_people_missing();
  }
  static void keep(std::vector<Told>& list, const Told& told) {
    if (list.size() < kToldMax) list.push_back(told);
  }

  Episode episode_;
  std::set<FactId> incidents_;
  std::map<FactId, std::string> areas_;  // of duties
  std::map<std::string, std::map<std::string, std::uint32_t>> rosters_;
};

}  // namespace

Result<Episode> last_episode(const Log& log, Instant until) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  Reader reader;
  while (true) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry || (*entry)->record.header.recorded_at > until) break;
    const auto& header = (*entry)->record.header;
    for (std::uint32_t i = 0; i < (*entry)->facts.size(); ++i) {
      Told told{.id = {header.offset, i}, .at = header.recorded_at};
      if (!told.fact.ParseFromString((*entry)->facts[i])) continue;
      reader.take(std::move(told));
    }
  }
  return reader.take_episode();
}

}  // namespace fenghuo::cli
