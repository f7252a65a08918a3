// Evacuations: ordered with a warning that wants a headcount, followed household by household until
// everybody is accounted for, watched at the shelter, and over when the return is ordered.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// The duty of whoever is called for a household or a facility.
constexpr std::string_view kVisit = "visit";
constexpr std::string_view kLeader = "village_leader";

Text number(std::uint32_t n) {
  return {std::to_string(n), std::to_string(n)};
}

}  // namespace

// One that the plan has put right since, as one that comes onto the list. Who has left it may still
// be in the house, and is looked for.
bool Desk::list_move(Evacuation& evacuation, const std::string& subject, std::uint32_t people,
                     std::uint32_t need_help) {
  const auto [entry, fresh] = evacuation.moves.try_emplace(
      subject, Move{.listed = people, .people = people, .need_help = need_help});
  Move& move = entry->second;
  const bool same = !fresh && move.listed == people && move.need_help == need_help;
  if (fresh || same) return fresh;
  move.need_help = need_help;
  move.listed = people;
  move.people = std::max(move.listed, move.safe);
  const bool all_safe = move.safe == move.people;
  if (all_safe) move.state = wire::CountHousehold::SAFE;
  if (!all_safe && move.state == wire::CountHousehold::SAFE)
    move.state = wire::CountHousehold::UNKNOWN;
  return true;
}

// Everybody of the plan as it is. At risk, and on no list: they are looked for as well
// (failures.md, F17).
bool Desk::list_people(const std::string& area, Evacuation& evacuation) {
  const auto& households = handbook_->households_in(area);
  const std::uint32_t at_risk = handbook_->village(area)->people_at_risk();
  bool changed = std::exchange(evacuation.people_at_risk, at_risk) != at_risk;
  evacuation.has_roster = evacuation.has_roster || !households.empty();
  evacuation.organiser = handbook_->on_duty(area, kLeader).first;
  std::uint32_t listed = 0;
  for (const auto* household : households) {
    const bool moved =
        list_move(evacuation, household->id(), household->people(), household->need_help());
    changed = moved || changed;
    listed += household->people();
  }
  for (const auto* facility : handbook_->facilities_in(area)) {
    const bool moved =
        list_move(evacuation, facility->id(), facility->people(), facility->need_help());
    changed = moved || changed;
  }
  const std::uint32_t others = at_risk - std::min(listed, at_risk);
  if (!evacuation.has_roster || (others == 0 && !evacuation.moves.contains(others_in(area))))
    return changed;
  return list_move(evacuation, others_in(area), others, 0) || changed;
}

FactId Desk::tell_order(Turn& turn, const std::string& area, FactId incident_id, FactId cause) {
  const Evacuation& evacuation = evacuations_.at(area);
  wire::Fact fact = caused_by(cause);
  auto& ordered = *fact.mutable_evacuation_ordered();
  *ordered.mutable_incident() = to_wire(incident_id);
  ordered.set_area(area);
  ordered.set_organiser(evacuation.organiser);
  ordered.set_households(static_cast<std::uint32_t>(evacuation.moves.size()));
  ordered.set_people(evacuation.count().people);
  std::uint32_t need_help = 0;
  for (const auto& [id, move] : evacuation.moves) need_help += move.need_help;
  ordered.set_need_help(need_help);
  ordered.set_by_ms(ms_of(evacuation.by));
  for (const auto* shelter : handbook_->shelters_of(area)) ordered.add_shelters(shelter->id());
  return turn.conclude(std::move(fact));
}

// A plan that was changed while people are moved: whom it lists by now is moved as well. Where
// everybody was accounted for nobody is at it any more: all who are open are visited.
void Desk::follow_lists(Turn& turn) {
  for (auto& [area, evacuation] : evacuations_) {
    if (handbook_->village(area) == nullptr || incidents_.at(evacuation.incident).all_clear)
      continue;
    if (!list_people(area, evacuation)) continue;
    const FactId order = tell_order(turn, area, evacuation.incident, evacuation.order);
    const bool reopened = evacuation.complete && !evacuation.settled();
    if (reopened) evacuation.complete = false;
    for (auto& [subject, move] : evacuation.moves) {
      if (move.settled()) end_visit(turn, move, wire::ObligationClosed::SUPERSEDED, order);
      if (reopened && !move.settled()) visit(turn, area, subject, move, order);
    }
    visit_all(turn, area, order);
    look_at_time(turn, area);
    complete_if_settled(turn, area, order);
  }
}

void Desk::end_visit(Turn& turn, const Move& move, wire::ObligationClosed::Reason reason,
                     FactId cause) {
  if (!move.visit) return;
  const auto open = obligations_.find(*move.visit);
  if (open != obligations_.end() && open->second.open()) close(turn, *move.visit, reason, cause);
}

void Desk::order_evacuation(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const auto* response = handbook_->response(incident.playbook, incident.level);
  const auto* village = handbook_->village(incident.area);
  if (!response->wants_headcount() || village == nullptr) return;
  Evacuation& evacuation = evacuations_[incident.area];
  const bool begins = evacuation.ordered_at == Instant{};
  const bool was_complete = evacuation.complete;
  if (begins) evacuation.ordered_at = turn.now();
  // Not one whose all-clear was given: it ends. Nor one that is less than this.
  if (begins) evacuation.incident = incident_id;
  const Incident& before = incidents_.at(evacuation.incident);
  if (evacuation.incident != incident_id &&
      (before.all_clear || above(incident.level, before.level)))
    hand_over(evacuation, incident_id);
  evacuation.complete = false;
  evacuation.moved_by_leader = std::max(evacuation.moved_by_leader, moved_in(incident.area));
  evacuation.by = turn.now() + Span{response->act_within_ms()};
  list_people(incident.area, evacuation);
  const FactId order = tell_order(turn, incident.area, incident_id, *incident.warning);
  if (begins) {
    evacuation.order = order;
    wait_for_roll_call(turn, order);
  }
  // Once, and after the first order that says how many are to be reached by when.
  if (response->reach().after_ms() > 0 && !evacuation.reach_looked_at) {
    evacuation.reach_looked_at = true;
    turn.wake(timer(reach_due, evacuation.order), turn.now() + Span{response->reach().after_ms()});
  }
  visit_all(turn, incident.area, order);
  complete_if_settled(turn, incident.area, order);
  // It is ordered anew of people who are all believed to be safe: they are counted before anybody
  // relies on it.
  if (was_complete && evacuation.complete)
    turn.wake(timer(roll_call, evacuation.order), turn.now());
  look_at_time(turn, incident.area);
}

// Whom the first has called is told of the return by the second, which looks anew at who is
// reached.
void Desk::hand_over(Evacuation& evacuation, FactId to) {
  Incident& incident = incidents_.at(to);
  for (const auto& [person, channels] : incidents_.at(evacuation.incident).told)
    incident.tell(person, channels);
  evacuation.incident = to;
  evacuation.reach_looked_at = false;
}

void Desk::visit_all(Turn& turn, const std::string& area, FactId cause) {
  for (auto& [id, move] : evacuations_.at(area).moves)
    if (!move.settled() &&
        (move.need_help > 0 || handbook_->facility(id) != nullptr || is_others(id)))
      visit(turn, area, id, move, cause);
}

bool Desk::holds_evacuation(FactId incident_id) const {
  const auto entry = evacuations_.find(incidents_.at(incident_id).area);
  return entry != evacuations_.end() && entry->second.incident == incident_id;
}

// `told`: whom that incident had called; whoever it moved hears of the end and of the return.
void Desk::pass_evacuation(Turn& turn, const std::string& area, FactId from, const Called& told,
                           FactId cause) {
  const auto entry = evacuations_.find(area);
  if (entry == evacuations_.end() || entry->second.incident != from) return;
  for (const FactId id : incidents_in(area)) {
    Incident& other = incidents_.at(id);
    const auto* response = handbook_->response(other.playbook, other.level);
    if (!other.warning || other.all_clear || response == nullptr || !response->wants_headcount())
      continue;
    entry->second.incident = id;
    for (const auto& [person, channels] : told) other.tell(person, channels);
    return visit_all(turn, area, cause);
  }
  end_evacuation(turn, area);
}

// Whoever is to see to it is called, and after them who stands in, the leader, the township.
void Desk::visit(Turn& turn, const std::string& area, const std::string& subject, Move& move,
                 FactId cause) {
  const Evacuation& evacuation = evacuations_.at(area);
  const Incident& incident = incidents_.at(evacuation.incident);
  std::optional<FactId> before;
  if (move.visit) {
    const auto open = obligations_.find(*move.visit);
    if (open != obligations_.end() && open->second.open()) {
      // It has got worse: they are rung again at once. An answer to the first counts here.
      if (!above(incident.level, open->second.level)) return;
      before = *move.visit;
    }
  }
  std::vector<std::string> persons = handbook_->who_sees_to(subject);
  // The second time somebody else goes first.
  if (move.visits > 0 && persons.size() > 1)
    std::rotate(persons.begin(), persons.begin() + 1, persons.end());
  for (const auto& person : handbook_->leaders_of(area))
    if (std::find(persons.begin(), persons.end(), person) == persons.end())
      persons.push_back(person);
  const auto* facility = handbook_->facility(subject);
  const Text what = facility == nullptr ? Text{"住户 " + subject, "household " + subject}
                                        : from_wire(facility->name());
  const auto* village = handbook_->village(area);
  const std::map<std::string, Text> values{
      {"what", what},
      {"village", name_of_village(area)},
      {"people", number(move.people)},
      {"help", number(move.need_help)},
      {"shelter", village == nullptr ? Text{} : from_wire(village->shelter())}};
  const Text first{
      "请马上到{village}{what}，共 {people} 人（{help} 人要帮助），带到{shelter}，到齐后报人数",
      "Go to {what} in {village} now (people: {people}, who need help: {help}); take them to "
      "{shelter} and send their number"};
  const Text refused{"{village}{what}不愿撤离，请再上门劝一次，共 {people} 人；仍不走就报“不走”",
                     "{what} in {village} won't leave; go once more (people: {people}); if they "
                     "still won't, say so"};
  const Text unreachable{"{village}{what}敲门没人应，请进去看有没有人，共 {people} 人",
                         "Nobody opens at {what} in {village}: look inside (people: {people})"};
  const Text others{
      "{village}名册以外约有 {people} "
      "人，请逐户看一遍，见到的人带到{shelter}，报人数；没有别人了就报“找不到人”",
      "In {village} people are on no list (about {people}): look into every house, take whom you "
      "find to {shelter} and send their number; where there is nobody else, say that nobody is "
      "there"};
  const Text& pattern = is_others(subject)                                ? others
                        : move.state == wire::CountHousehold::REFUSED     ? refused
                        : move.state == wire::CountHousehold::UNREACHABLE ? unreachable
                                                                          : first;
  const Text text = fill_in(pattern, values);
  move.visit = send_on(
      turn,
      {.incident = evacuation.incident,
       .warning = *incident.warning,
       .duty = std::string(kVisit),
       .people_at_risk = move.people,
       .purpose = Purpose::visit,
       .level = incident.level,
       .wants_headcount = true},
      {.subject = subject, .persons = std::move(persons), .headline = text, .text = text}, cause);
  if (before) supersede(turn, *before, *move.visit);
}

void Desk::on_count(Turn& turn, const wire::Command& command) {
  const auto& counted = command.count_household();
  const auto evacuation = std::find_if(
      evacuations_.begin(), evacuations_.end(),
      [&](const auto& item) { return item.second.moves.contains(counted.household()); });
  if (evacuation == evacuations_.end())
    return refuse(turn, command, "no_evacuation",
                  {"“" + counted.household() + "”不在正在转移的名册里",
                   "'" + counted.household() + "' is on no roster that is being moved"});
  if (counted.state() == wire::CountHousehold::UNKNOWN || counted.counted_by().empty())
    return refuse(turn, command, "bad_count",
                  {"须写明情况（safe、refused、unreachable）和清点的人",
                   "a count needs what was found (safe, refused, unreachable) and who counted"});
  const Move& move = evacuation->second.moves.at(counted.household());
  const bool all = counted.state() == wire::CountHousehold::SAFE && counted.people() == 0;
  const bool lower = !all && counted.people() < move.safe;
  const bool same =
      command.person_id() == move.counted_by || command.person_id() == move.recorded_by;
  if (lower && (same || counted.note().empty()))
    return refuse(turn, command, "second_person_needed",
                  {"人数要改少，须由另一人改，并写明理由",
                   "a lower number takes another person, and a reason"});
  const std::string area = evacuation->first;
  const FactId order = evacuation->second.order;
  count(turn, area, counted, command.person_id(), order);
  const std::vector<FactId> here = incidents_in(area);
  for (const FactId incident : here) close_incident_if_done(turn, incident, order);
}

void Desk::count(Turn& turn, const std::string& area, const wire::CountHousehold& counted,
                 const std::string& recorded_by, FactId cause) {
  Move& move = evacuations_.at(area).moves.at(counted.household());
  if (counted.state() == wire::CountHousehold::SAFE) {
    move.safe = counted.people() == 0 ? move.people : counted.people();
    // Guests count too.
    move.people = std::max(move.listed, move.safe);
    move.state =
        move.safe == move.people ? wire::CountHousehold::SAFE : wire::CountHousehold::UNKNOWN;
    // Who goes home again is looked for anew.
    move.visits = 0;
  } else {
    move.safe = std::min(move.safe, counted.people());
    move.state = counted.state();
    ++move.visits;
  }
  move.counted_by = counted.counted_by();
  move.recorded_by = recorded_by;
  wire::Fact fact = caused_by(cause);
  auto& told = *fact.mutable_household_counted();
  told.set_area(area);
  told.set_household(counted.household());
  told.set_state(move.state);
  told.set_people(move.safe);
  told.set_visits(move.visits);
  told.set_counted_by(counted.counted_by());
  told.set_recorded_by(recorded_by);
  told.set_note(counted.note());
  const FactId id = turn.conclude(std::move(fact));
  const bool in_vain = counted.state() != wire::CountHousehold::SAFE;
  if (in_vain || move.settled())
    end_visit(
        turn, move,
        in_vain ? wire::ObligationClosed::ANSWERED : wire::ObligationClosed::HEADCOUNT_COMPLETE,
        id);
  const bool reopened = !move.settled() && evacuations_.at(area).complete;
  if (reopened) evacuations_.at(area).complete = false;
  if ((in_vain || reopened) && !move.settled()) visit(turn, area, counted.household(), move, id);
  if (!handbook_->is_from_outside(area, recorded_by) &&
      !handbook_->is_from_outside(area, counted.counted_by()))
    heard(turn, area, id);
  look_at_time(turn, area);
  complete_if_settled(turn, area, id);
}

void Desk::complete_if_settled(Turn& turn, const std::string& area, FactId cause) {
  const auto entry = evacuations_.find(area);
  if (entry == evacuations_.end()) return;
  Evacuation& evacuation = entry->second;
  if (!evacuation.has_roster || evacuation.complete || !evacuation.settled()) return;
  evacuation.complete = true;
  const Headcount all = evacuation.count();
  wire::Fact fact = caused_by(cause);
  auto& complete = *fact.mutable_evacuation_complete();
  complete.set_area(area);
  complete.set_people(all.people);
  complete.set_safe(all.safe);
  complete.set_refused(all.refused);
  complete.set_unreachable(all.unreachable);
  const FactId told = turn.conclude(std::move(fact));
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations) {
      const Obligation& o = obligations_.at(id);
      const bool of_all =
          (o.purpose == Purpose::warning && o.wants_headcount) || o.purpose == Purpose::spread;
      if (o.open() && of_all) close(turn, id, wire::ObligationClosed::HEADCOUNT_COMPLETE, told);
    }
}

const Move* Desk::move_of(const std::string& area, const std::string& household) const {
  const auto evacuation = evacuations_.find(area);
  if (evacuation == evacuations_.end()) return nullptr;
  const auto move = evacuation->second.moves.find(household);
  return move == evacuation->second.moves.end() ? nullptr : &move->second;
}

// Nothing that is counted for one is open: people whom nobody has found are not moved.
bool Desk::all_found(const std::string& area) const {
  const auto entry = evacuations_.find(area);
  return entry == evacuations_.end() || entry->second.settled();
}

// People are away from home, and somebody has to say when they may go back.
bool Desk::people_away(FactId incident_id) const {
  const std::string& area = incidents_.at(incident_id).area;
  const auto entry = evacuations_.find(area);
  return entry != evacuations_.end() && entry->second.incident == incident_id &&
         entry->second.count().safe > 0;
}

void Desk::on_order_return(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.order_return();
  const auto entry = evacuations_.find(wanted.area());
  if (entry == evacuations_.end())
    return refuse(turn, command, "no_evacuation",
                  {"这个村没有正在转移或安置的人", "nobody of this village was moved"});
  for (const FactId id : incidents_in(wanted.area())) {
    const Incident& incident = incidents_.at(id);
    if (!incident.all_clear || turn.now() < ending_of(id).hold_until)
      return refuse(turn, command, "no_all_clear",
                    {"险情未解除或还在观察期（" + to_string(id) + "），不能返回",
                     "there is no all-clear yet, or it is on hold (" + to_string(id) +
                         "); nobody goes back"});
  }
  const Evacuation evacuation = entry->second;
  const Text name = name_of_village(wanted.area());
  const Text headline{"【返回】" + name.zh + "可以返回", "Return: " + name.en};
  wire::Fact fact = caused_by(evacuation.order);
  auto& ordered = *fact.mutable_return_ordered();
  ordered.set_area(wanted.area());
  ordered.set_ordered_by(command.person_id());
  ordered.set_note(wanted.note());
  ordered.set_people(evacuation.count().safe);
  const FactId told = turn.conclude(std::move(fact));
  give_notice(turn, evacuation.incident, headline,
              {headline.zh + "，请按村里安排分批返回，途中注意安全。",
               headline.en + ". Go back in groups as the village arranges it; mind the road."},
              told);
  end_evacuation(turn, wanted.area());
  const std::vector<FactId> here = incidents_in(wanted.area());
  for (const FactId id : here) {
    close_all(turn, id, wire::ObligationClosed::STOOD_DOWN, told);
    close_incident(turn, id, told);
  }
}

void Desk::end_evacuation(Turn& turn, const std::string& area) {
  const auto entry = evacuations_.find(area);
  if (entry == evacuations_.end()) return;
  turn.cancel(timer(roll_call, entry->second.order));
  turn.cancel(timer(time_short, entry->second.order));
  turn.cancel(timer(reach_due, entry->second.order));
  evacuations_.erase(entry);
}

std::uint32_t Desk::moved_in(const std::string& area) const {
  std::uint32_t moved = 0;
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations)
      if (obligations_.at(id).purpose == Purpose::warning)
        moved = std::max(moved, obligations_.at(id).people_moved);
  return moved;
}

}  // namespace fenghuo::playbooks
