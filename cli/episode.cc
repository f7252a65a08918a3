#include "cli/episode.h"

#include <algorithm>
#include <utility>

#include "engine/event.pb.h"

namespace fenghuo::cli {
namespace {

class Reader {
 public:
  // In force from the next fact on.
  void use(wire::Plan plan) { plan_ = std::move(plan); }
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
      answered(fact.obligation_answered());
    }
    if (fact.has_obligation_opened()) {
      const auto& opened = fact.obligation_opened();
      if (opened.purpose().empty() || opened.purpose() == "warning")
        areas_[told.id] = opened.area();
    }
    if (fact.has_evacuation_ordered()) order(fact.evacuation_ordered().area());
    if (fact.has_household_counted()) count(fact.household_counted());
    if (fact.has_return_ordered()) end_evacuation(fact.return_ordered().area());
    if (fact.has_report_taken() && fact.report_taken().kind() != "safe") episode_.reports.add(told);
    if (is_measure(fact)) episode_.measures.add(told);
    if (fact.has_aid_asked()) episode_.aid.add(told);
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
      moved_.clear();
      over_.clear();
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
  void answered(const wire::ObligationAnswered& answer) {
    const auto duty = areas_.find(from_wire(answer.obligation()));
    if (duty == areas_.end() || answer.kind() != wire::Answer::MOVED) return;
    auto& moved = moved_[duty->second];
    moved = std::max(moved, answer.people_moved());
    if (!over_.contains(duty->second))
      episode_.villages[duty->second].evacuation.moved_by_leader = moved;
  }
  // As Desk::order_evacuation() takes the roster from the plan.
  void order(const std::string& area) {
    auto& evacuation = episode_.villages[area].evacuation;
    if (over_.erase(area) > 0) evacuation = {};
    evacuation.moved_by_leader = moved_[area];
    std::uint32_t listed = 0;
    for (const auto& household : plan_.households()) {
      if (household.village() != area) continue;
      evacuation.has_roster = true;
      listed += household.people();
      add(evacuation, household.id(), household.people());
    }
    for (const auto& facility : plan_.facilities())
      if (facility.village() == area) add(evacuation, facility.id(), facility.people());
    for (const auto& village : plan_.villages())
      if (village.id() == area) evacuation.people_at_risk = village.people_at_risk();
    if (evacuation.has_roster && listed < evacuation.people_at_risk)
      add(evacuation, playbooks::others_in(area), evacuation.people_at_risk - listed);
  }
  static void add(playbooks::Evacuation& evacuation, const std::string& id, std::uint32_t people) {
    evacuation.moves.try_emplace(id, playbooks::Move{.listed = people, .people = people});
  }
  // As Desk::count() does: guests count too.
  void count(const wire::HouseholdCounted& counted) {
    auto& move = episode_.villages[counted.area()].evacuation.moves[counted.household()];
    const bool in_vain = counted.state() == wire::CountHousehold::REFUSED ||
                         counted.state() == wire::CountHousehold::UNREACHABLE;
    move.state = counted.state();
    move.safe = counted.people();
    move.people = std::max(in_vain ? move.people : move.listed, move.safe);
  }
  // What was told and counted was of those who go home now.
  void end_evacuation(const std::string& area) {
    moved_.erase(area);
    over_.insert(area);
  }
  static bool is_measure(const wire::Fact& fact) {
    return fact.has_decision_made() || fact.has_response_changed() ||
           fact.has_warning_retracted() || fact.has_all_clear_given() ||
           fact.has_all_clear_revoked() || fact.has_return_ordered() ||
           fact.has_village_cut_off() || fact.has_contact_restored() ||
           fact.has_evacuation_complete() || fact.has_people_missing();
  }

  wire::Plan plan_;
  Episode episode_;
  std::set<FactId> incidents_;
  std::map<FactId, std::string> areas_;         // of duties
  std::map<std::string, std::uint32_t> moved_;  // as the leaders tell: by area, the highest
  std::set<std::string> over_;                  // areas whose people have gone home
};

// A plan that comes into force with the record.
void take_plan(const Record& record, Reader& reader) {
  wire::Event event;
  if (record.header.retention == Retention::raw_observations) return;
  if (!event.ParseFromString(record.payload) || !event.has_plan_changed()) return;
  reader.use(std::move(*event.mutable_plan_changed()->mutable_plan()));
}

}  // namespace

void ToldList::add(Told told) {
  ++size_;
  if (first_.size() < kFirstTold) return first_.push_back(std::move(told));
  newest_.push_back(std::move(told));
  if (newest_.size() > kNewestTold) newest_.pop_front();
}

Result<Episode> last_episode(const Log& log, Instant until) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  Reader reader;
  while (true) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry || (*entry)->record.header.recorded_at > until) break;
    take_plan((*entry)->record, reader);
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
