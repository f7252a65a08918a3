#include "simulator/score.h"

#include <algorithm>
#include <utility>

namespace fenghuo::simulator {
namespace {

// Goes through the facts once, in their order.
class Reader {
 public:
  explicit Reader(Score& score) : score_(score) {
    for (std::size_t i = 0; i < score.villages.size(); ++i) village_[score.villages[i].id] = i;
  }

  void read(const RecordedFact& told) {
    const wire::Fact& fact = told.fact;
    if (fact.has_warning_issued()) read_warning(told);
    if (fact.has_obligation_opened()) open(told, fact.obligation_opened());
    if (fact.has_obligation_called()) {
      const auto& called = fact.obligation_called();
      if (auto* duty = find(from_wire(called.obligation()))) {
        ++duty->calls;
        if (!duty->due_at) duty->due_at = instant_ms(called.answer_by_ms());
      }
      if (!called.callee().empty()) ++score_.people[called.callee()].calls;
    }
    if (fact.has_obligation_answered()) read_answer(told);
    if (fact.has_obligation_closed())
      close(told, from_wire(fact.obligation_closed().obligation()),
            fact.obligation_closed().reason());
    if (fact.has_decision_opened()) open_decision(told);
    if (fact.has_decision_passed_on())
      ask(find(from_wire(fact.decision_passed_on().decision())), fact.decision_passed_on().owner());
    if (fact.has_decision_made()) read_decision(told);
    if (fact.has_decision_closed())
      close(told, from_wire(fact.decision_closed().decision()), fact.decision_closed().reason());
  }

 private:
  ScoredDuty* find(FactId id) {
    const auto found = duty_.find(id);
    return found == duty_.end() ? nullptr : &score_.duties[found->second];
  }
  ScoredVillage* village(const std::string& id) {
    const auto found = village_.find(id);
    return found == village_.end() ? nullptr : &score_.villages[found->second];
  }
  ScoredDuty& add(const RecordedFact& told) {
    duty_[told.id] = score_.duties.size();
    ScoredDuty& duty = score_.duties.emplace_back();
    duty.opened = told.id;
    duty.opened_at = told.at;
    return duty;
  }

  void read_warning(const RecordedFact& told) {
    ScoredVillage* place = village(told.fact.warning_issued().area());
    if (place == nullptr || place->warned_at) return;
    place->warned_at = told.at;
    place->warning = told.id;
  }
  void open(const RecordedFact& told, const wire::ObligationOpened& opened) {
    ScoredDuty& duty = add(told);
    duty.area = opened.area();
    duty.duty = opened.duty();
    duty.purpose = opened.purpose().empty() ? "warning" : opened.purpose();
    duty.holder = opened.holder();
  }
  void open_decision(const RecordedFact& told) {
    const auto& opened = told.fact.decision_opened();
    ScoredDuty& duty = add(told);
    duty.area = opened.area();
    duty.duty = opened.question();
    duty.purpose = "decision";
    duty.holder = opened.owner();
    duty.due_at = instant_ms(opened.decide_by_ms());
    ask(&duty, opened.owner());
  }
  void ask(ScoredDuty* duty, const std::string& owner) {
    if (duty != nullptr) ++duty->calls;
    if (!owner.empty()) ++score_.people[owner].calls;
  }
  void read_answer(const RecordedFact& told) {
    const auto& answered = told.fact.obligation_answered();
    ScoredDuty* duty = find(from_wire(answered.obligation()));
    if (duty == nullptr || answered.misunderstood()) return;
    ++score_.people[answered.answered_by()].answers;
    if (duty->answered) return;
    duty->answered = told.id;
    duty->answered_at = told.at;
    duty->answered_by = answered.answered_by();
    if (ScoredVillage* place = village(duty->area); place != nullptr && !place->answered_at)
      place->answered_at = told.at;
  }
  void read_decision(const RecordedFact& told) {
    const auto& made = told.fact.decision_made();
    ScoredDuty* duty = find(from_wire(made.decision()));
    if (duty == nullptr) return;
    duty->answered = told.id;
    duty->answered_at = told.at;
    duty->answered_by = made.decided_by();
    duty->by_plan = made.decided_by().empty();
    if (!duty->by_plan) ++score_.people[made.decided_by()].answers;
  }
  void close(const RecordedFact& told, FactId id, wire::ObligationClosed::Reason reason) {
    ScoredDuty* duty = find(id);
    if (duty == nullptr) return;
    duty->closed = told.id;
    duty->closed_at = told.at;
    duty->is_fulfilled = reason == wire::ObligationClosed::HEADCOUNT_COMPLETE;
  }

  Score& score_;
  std::map<FactId, std::size_t> duty_;
  std::map<std::string, std::size_t> village_;
};

ScoredVillage scored(const std::string& id, const VillageNight& night, Instant end) {
  ScoredVillage village{.id = id};
  village.moving_at = night.told_at;
  village.danger_at = night.danger_at;
  village.people = night.people();
  village.safe = night.safe(night.danger_at.value_or(end));
  village.caught = night.caught();
  village.turned_away = night.turned_away(night.danger_at.value_or(end));
  for (const auto& group : night.groups)
    if (group.safe_at)
      village.safe_at = std::max(village.safe_at.value_or(*group.safe_at), *group.safe_at);
  if (village.safe < village.people) village.safe_at.reset();
  return village;
}

void rate(const Scenario& scenario, Score& score) {
  for (const auto& objective : scenario.objectives) score.objectives.push_back({objective});
  score.objectives.push_back({});
  for (const auto& outcome : score.outcomes) {
    auto of = std::find_if(score.objectives.begin(), score.objectives.end(), [&](const auto& one) {
      return one.objective.id == outcome.expectation->objective;
    });
    ++of->of;
    of->met += outcome.verdict == Outcome::Verdict::met;
    of->untold += outcome.verdict == Outcome::Verdict::untold;
  }
  for (auto& one : score.objectives)
    one.grade = one.of == one.untold ? Grade::not_measured : grade_of(one.met, one.of);
}

}  // namespace

char letter_of(Mark mark) {
  constexpr char kLetters[] = {'D', 'd', 'M', 'I'};
  return kLetters[static_cast<std::size_t>(mark)];
}

char letter_of(Grade grade) {
  constexpr char kLetters[] = {'P', 'S', 'M', 'U', '-'};
  return kLetters[static_cast<std::size_t>(grade)];
}

Grade grade_of(std::uint32_t met, std::uint32_t of) {
  if (of == 0) return Grade::not_measured;
  if (met == of) return Grade::performed;
  if (3 * met >= 2 * of) return Grade::some;
  return 3 * met >= of ? Grade::major : Grade::unable;
}

std::uint32_t Score::missed() const {
  return static_cast<std::uint32_t>(std::count_if(
      outcomes.begin(), outcomes.end(),
      [](const Outcome& outcome) { return outcome.verdict != Outcome::Verdict::met; }));
}

std::uint32_t Score::gaps() const {
  return static_cast<std::uint32_t>(std::count_if(
      duties.begin(), duties.end(), [](const ScoredDuty& duty) { return duty.is_gap(); }));
}

std::uint32_t Score::caught() const {
  std::uint32_t all = 0;
  for (const auto& village : villages) all += village.caught;
  return all;
}

Score score_of(const Scenario& scenario, const NightRecord& record, std::vector<Outcome> outcomes) {
  Score score{.outcomes = std::move(outcomes)};
  for (const auto& [id, night] : record.villages)
    score.villages.push_back(scored(id, night, record.end));
  Reader reader(score);
  for (const auto& told : record.facts) reader.read(told);
  for (auto& duty : score.duties)
    duty.is_measured = !duty.due_at || *duty.due_at <= duty.closed_at.value_or(record.end);
  rate(scenario, score);
  return score;
}

}  // namespace fenghuo::simulator
