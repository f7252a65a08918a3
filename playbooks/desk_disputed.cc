// A village of which people are said to be missing: whoever has lost them may be the one who counts
// (failures.md, E04, S05). From then on it takes two to count more of them as safe.
#include <utility>

#include "engine/refusal.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

// Anybody's word is enough: it costs a second person. Where all had been counted already, the roll
// is called at once, which takes two as well.
void Desk::hear_of_missing(Turn& turn, const wire::Report& report) {
  const auto entry = evacuations_.find(report.area());
  if (report.kind() != kMissing || entry == evacuations_.end() || entry->second.disputed) return;
  Evacuation& evacuation = entry->second;
  evacuation.disputed = true;
  evacuation.claim.reset();
  for (auto& [id, move] : evacuation.moves) move.claim.reset();
  if (evacuation.count().unknown == 0) turn.wake(timer(roll_call, evacuation.order), turn.now());
}

// Two have told of the last of them. Of those who were given up as not to be found one person may
// still say that they are safe, so that this isn't the same as being complete.
void Desk::end_dispute_if_all_safe(const std::string& area) {
  const auto entry = evacuations_.find(area);
  if (entry == evacuations_.end()) return;
  const Headcount all = entry->second.count();
  if (all.safe == all.people) entry->second.disputed = false;
}

bool Desk::needs_another(Turn& turn, const wire::Command& command, const std::string& by,
                         std::uint32_t people, std::optional<Claim>& claim) {
  const bool is_second = claim && claim->is_of_others(by, command.person_id());
  if (is_second && people <= claim->people) {
    claim.reset();
    return false;
  }
  // The lower number of two persons stays, and that of one follows that person.
  if (!is_second) claim = Claim{people, by, command.person_id()};
  const std::string n = std::to_string(claim->people);
  const Text why{"有人报告这个村有人失联，多算的人要两个人都报才算。",
                 "people of this village were reported missing, so it takes two to count more of "
                 "them as safe. "};
  const Text noted{
      n + " 人已记下，还没有算：请另一个人也数一遍，报上来",
      "The number " + n +
          " is noted and doesn't count yet: have somebody else count and send it, too"};
  const Text fewer{
      "另一个人报的是 " + n + " 人，比您报的少：请再数一遍；真有 " + n + " 人，就报 " + n,
      "Somebody else has told " + n +
          ", which is less: count again, and send that number if so many are there"};
  const Text& now = is_second ? fewer : noted;
  refuse(turn, command, "second_person_needed", {why.zh + now.zh, why.en + now.en});
  return true;
}

bool Desk::needs_another_count(Turn& turn, const wire::Command& command, Evacuation& evacuation) {
  const auto& counted = command.count_household();
  Move& move = evacuation.moves.at(counted.household());
  const std::uint32_t people = counted.people() == 0 ? move.people : counted.people();
  if (!evacuation.disputed || counted.state() != wire::CountHousehold::SAFE || people <= move.safe)
    return false;
  return needs_another(turn, command, counted.counted_by(), people, move.claim);
}

bool Desk::refuses_one_persons_word(Turn& turn, FactId id, const wire::Command& command) {
  const Obligation& o = obligations_.at(id);
  const wire::Answer& answer = command.answer();
  const auto entry = evacuations_.find(area_of(o));
  if (answer.kind() != wire::Answer::MOVED || entry == evacuations_.end() ||
      !entry->second.disputed)
    return false;
  Evacuation& evacuation = entry->second;
  // Who answers one that is over is noted, and counts nobody.
  if (o.purpose == Purpose::visit && o.open()) {
    const auto move = evacuation.moves.find(errand_of(id)->subject);
    return move != evacuation.moves.end() && answer.people_moved() > move->second.safe &&
           needs_another(turn, command, answer.answered_by(), answer.people_moved(),
                         move->second.claim);
  }
  if (o.purpose == Purpose::roll_call && o.open())
    return answer.people_moved() >= o.people_at_risk &&
           needs_another(turn, command, answer.answered_by(), answer.people_moved(),
                         evacuation.claim);
  // Where there is a roster the leader's number counts nobody.
  return o.purpose == Purpose::warning && !evacuation.has_roster &&
         answer.people_moved() > evacuation.moved_by_leader &&
         needs_another(turn, command, answer.answered_by(), answer.people_moved(),
                       evacuation.claim);
}

// The number alone is refused: whoever tells it was reached, and is rung no more for now.
bool Desk::needs_another_answer(Turn& turn, FactId id, const wire::Command& command) {
  if (!refuses_one_persons_word(turn, id, command)) return false;
  const Obligation& o = obligations_.at(id);
  const std::string area = area_of(o);
  if (is_from_there(o, command.answer().answered_by())) heard(turn, area, id);
  const auto still = obligations_.find(id);
  if (still != obligations_.end() && still->second.state == State::calling)
    ladder(turn, id).wait_for_action();
  return true;
}

}  // namespace fenghuo::playbooks
