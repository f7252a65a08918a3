#include "cli/episode.h"

#include <utility>

#include "cli/episode_evacuations.h"
#include "engine/event.pb.h"

namespace fenghuo::cli {
namespace {

class Reader {
 public:
  // In force from the next fact on.
  void use(wire::Plan plan) { evacuations_.use(std::move(plan)); }
  void take(Told told) {
    const wire::Fact& fact = told.fact;
    if (fact.has_incident_opened()) open(told);
    if (episode_.began == Instant{}) return;
    evacuations_.take(told.id, fact);
    if (fact.has_incident_closed()) incidents_.erase(from_wire(fact.incident_closed().incident()));
    if (fact.has_warning_issued()) warn(fact.warning_issued());
    if (fact.has_warning_joined())
      episode_.villages[fact.warning_joined().area()].rules.insert(fact.warning_joined().rule());
    if (fact.has_obligation_called()) ++episode_.calls;
    if (fact.has_obligation_answered()) {
      ++episode_.answers;
      episode_.need_help += fact.obligation_answered().kind() == wire::Answer::NEED_HELP ? 1 : 0;
    }
    if (fact.has_report_taken() && fact.report_taken().kind() != "safe") episode_.reports.add(told);
    if (is_measure(fact)) episode_.measures.add(told);
    if (fact.has_aid_asked()) episode_.aid.add(told);
    episode_.until = told.at;
  }

  Episode take_episode() {
    episode_.open = !incidents_.empty();
    for (const auto& [area, evacuation] : evacuations_.newest())
      episode_.villages[area].evacuation = evacuation;
    return std::move(episode_);
  }

 private:
  // Calm before it: a new one begins.
  void open(const Told& told) {
    if (incidents_.empty()) {
      episode_ = {.began = told.at};
      evacuations_.clear();
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
  static bool is_measure(const wire::Fact& fact) {
    return fact.has_decision_made() || fact.has_response_changed() ||
           fact.has_warning_retracted() || fact.has_all_clear_given() ||
           fact.has_all_clear_revoked() || fact.has_return_ordered() ||
           fact.has_village_cut_off() || fact.has_contact_restored() ||
           fact.has_evacuation_complete() || fact.has_people_missing();
  }

  Episode episode_;
  std::set<FactId> incidents_;
  EpisodeEvacuations evacuations_;
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
