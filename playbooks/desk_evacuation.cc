// Evacuations: ordered with a warning that wants a headcount, followed household by household until
// everybody is accounted for, watched at the shelter, and over when the return is ordered.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// The duty of whoever is called for a household or a facility.
constexpr std::string_view kVisit = "visit";

Text number(std::uint32_t n) {
  return {std::to_string(n), std::to_string(n)};
}

// Of a visit, how many can't walk by themselves; nothing where all can.
Text helped(std::uint32_t people) {
  if (people == 0) return {};
  const std::string n = std::to_string(people);
  return {"（其中 " + n + " 人要人搀扶）", ", who need a hand to walk: " + n};
}

// A household is known by its id here; its name is put in where the words leave us.
Text visit_words(const Handbook& handbook, const std::string& area, const std::string& subject,
                 const Move& move) {
  const auto* facility = handbook.facility(subject);
  const Text what = facility == nullptr ? Text{"住户 " + subject, "household " + subject}
                                        : from_wire(facility->name());
  const auto* village = handbook.village(area);
  const std::map<std::string, Text> values{
      {"what", what},
      {"village", name_of_village(handbook, area)},
      {"people", number(move.people)},
      {"helped", helped(move.need_help)},
      {"shelter", village == nullptr ? Text{} : from_wire(village->shelter())}};
  const Text home{
      "请马上去{village}{what}家，把全家 {people} 人{helped}送到{shelter}，送到后报人数",
      "Go to {what} in {village} now and take the whole family (people: {people}{helped}) to "
      "{shelter}; send their number when they are there"};
  const Text house{
      "请马上去{village}{what}，把那里的 {people} 人{helped}送到{shelter}，送到后报人数",
      "Go to {what} in {village} now and take everybody there (people: {people}{helped}) to "
      "{shelter}; send their number when they are there"};
  const Text refused{
      "{village}{what}不愿撤离，请再上门劝一次，共 {people} 人；仍不走，就点“不愿撤离”",
      "{what} in {village} won't leave; go once more (people: {people}); if they still won't, "
      "press 'They won't leave'"};
  const Text unreachable{"{village}{what}敲门没人应，请进去看有没有人，共 {people} 人",
                         "Nobody opens at {what} in {village}: look inside (people: {people})"};
  const Text others{
      "{village}名册以外约有 {people} "
      "人，请逐户看一遍，见到的人带到{shelter}，报人数；没有别人了，就点“找不到人”",
      "In {village} people are on no list (about {people}): look into every house, take whom you "
      "find to {shelter} and send their number; where there is nobody else, press 'Nobody is "
      "there'"};
  const Text& pattern = is_others(subject)                                ? others
                        : move.state == wire::CountHousehold::REFUSED     ? refused
                        : move.state == wire::CountHousehold::UNREACHABLE ? unreachable
                        : facility == nullptr                             ? home
                                                                          : house;
  return fill_in(pattern, values);
}

}  // namespace

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

// A plan that was changed while people are moved. That can settle the last who was open, and end
// incidents, and evacuations with them.
void Desk::follow_lists(Turn& turn) {
  std::map<std::string, std::set<std::string>> changed = follow_villages(turn);
  std::map<std::string, FactId> orders;
  for (const auto& [area, evacuation] : evacuations_)
    if (const auto order = follow_list(turn, area, changed[area])) orders[area] = *order;
  for (const auto& [area, order] : orders)
    for (const FactId incident : incidents_in(area)) close_incident_if_done(turn, incident, order);
}

// Whom the plan lists in the village by now is moved as well. Of one that it no longer has, those
// who were moved so far are looked after.
std::optional<FactId> Desk::follow_list(Turn& turn, const std::string& area,
                                        std::set<std::string> changed) {
  Evacuation& evacuation = evacuations_.at(area);
  if (incidents_.at(evacuation.incident).all_clear) return std::nullopt;
  if (handbook_->village(area) == nullptr) {
    complete_if_settled(turn, area, evacuation.order);
    return std::nullopt;
  }
  const std::uint32_t before = evacuation.people_at_risk;
  changed.merge(list_people(*handbook_, area, evacuation));
  if (changed.empty() && evacuation.people_at_risk == before) return std::nullopt;
  const FactId order = tell_order(turn, area, evacuation.incident, evacuation.order);
  evacuation.complete = evacuation.complete && evacuation.all_accounted_for();
  follow_people_at_risk(turn, area, order);
  call_for(turn, area, changed, order);
  look_at_time(turn, area);
  complete_if_settled(turn, area, order);
  return order;
}

std::map<std::string, std::set<std::string>> Desk::follow_villages(Turn& turn) {
  std::map<std::string, Evacuation*> under_way;
  for (auto& [area, evacuation] : evacuations_) under_way[area] = &evacuation;
  return playbooks::follow_villages(
      *handbook_, under_way, [&](const Evacuation& from, const Move& move) {
        end_visit(turn, move, wire::ObligationClosed::SUPERSEDED, from.order);
      });
}

// Whoever was sent before hears of the new number; where no leader is counting any more, everybody
// who is open is visited.
void Desk::call_for(Turn& turn, const std::string& area, const std::set<std::string>& changed,
                    FactId cause) {
  const bool nobody_at_it = !being_counted(area);
  Evacuation& evacuation = evacuations_.at(area);
  for (auto& [subject, move] : evacuation.moves) {
    const bool anew = move.visit && changed.contains(subject);
    if (move.settled())
      end_visit(turn, move, wire::ObligationClosed::SUPERSEDED, cause);
    else if ((anew || nobody_at_it) && wants_visit(evacuation, move))
      visit(turn, area, subject, move, cause, anew);
  }
  visit_all(turn, area, cause);
}

std::optional<FactId> Desk::open_visit(const Move& move) const {
  const auto visit = move.visit ? obligations_.find(*move.visit) : obligations_.end();
  return visit != obligations_.end() && visit->second.open() ? move.visit : std::nullopt;
}

// Not for those of whom the leader has told already; whoever is on the way to them goes on.
bool Desk::wants_visit(const Evacuation& evacuation, const Move& move) const {
  return !evacuation.settled(move) || (!move.settled() && open_visit(move));
}

// Nobody is on the way to them, and no leader is counting.
bool Desk::nobody_sees_to(const std::string& area, const Move& move) const {
  return !open_visit(move) && !being_counted(area) &&
         !incidents_.at(evacuations_.at(area).incident).all_clear;
}

void Desk::end_visit(Turn& turn, const Move& move, wire::ObligationClosed::Reason reason,
                     FactId cause) {
  if (const auto open = open_visit(move)) close(turn, *open, reason, cause);
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
  // Not later: what its leader has told by then would count no more.
  if (begins) evacuation.has_roster = !handbook_->households_in(incident.area).empty();
  // Not one whose all-clear was given: it ends. Nor one that is less than this.
  if (begins) evacuation.incident = incident_id;
  const Incident& before = incidents_.at(evacuation.incident);
  if (evacuation.incident != incident_id &&
      (before.all_clear || above(incident.level, before.level)))
    hand_over(evacuation, incident_id);
  evacuation.complete = false;
  evacuation.moved_by_leader = std::max(evacuation.moved_by_leader, moved_in(incident.area));
  evacuation.by = turn.now() + Span{response->act_within_ms()};
  // Whom the plan lists here by now, and another village has moved so far, come with what is known
  // of them.
  std::map<std::string, std::set<std::string>> changed;
  if (begins && moves_strays()) changed = follow_villages(turn);
  changed.erase(incident.area);
  list_people(*handbook_, incident.area, evacuation);
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
  if (evacuation.is_listed()) complete_if_settled(turn, incident.area, order);
  // It is ordered anew of people who are all believed to be safe: they are counted before anybody
  // relies on it.
  if (was_complete && evacuation.complete)
    turn.wake(timer(roll_call, evacuation.order), turn.now());
  look_at_time(turn, incident.area);
  for (const auto& [other, subjects] : changed) follow_list(turn, other, subjects);
}

bool Desk::moves_strays() const {
  return std::any_of(evacuations_.begin(), evacuations_.end(), [&](const auto& item) {
    return has_strays(*handbook_, item.first, item.second);
  });
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
  Evacuation& evacuation = evacuations_.at(area);
  for (auto& [id, move] : evacuation.moves)
    if (wants_visit(evacuation, move) &&
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

// Whoever is to see to it is called, and after them who stands in, the leader, the township. Where
// it has got worse, or they are to be told anew, they are rung again at once; an answer to the
// first counts here.
void Desk::visit(Turn& turn, const std::string& area, const std::string& subject, Move& move,
                 FactId cause, bool anew) {
  const Evacuation& evacuation = evacuations_.at(area);
  const Incident& incident = incidents_.at(evacuation.incident);
  const std::optional<FactId> before = open_visit(move);
  if (before && !anew && !above(incident.level, obligations_.at(*before).level)) return;
  std::vector<std::string> persons = handbook_->who_sees_to(subject);
  // The second time somebody else goes first.
  if (move.visits > 0 && persons.size() > 1)
    std::rotate(persons.begin(), persons.begin() + 1, persons.end());
  for (const auto& person : handbook_->leaders_of(area))
    if (std::find(persons.begin(), persons.end(), person) == persons.end())
      persons.push_back(person);
  const Text text = visit_words(*handbook_, area, subject, move);
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
  if (needs_another_count(turn, command, evacuation->second)) return;
  const std::string area = evacuation->first;
  const FactId order = evacuation->second.order;
  count(turn, area, counted, command.person_id(), order);
  const std::vector<FactId> here = incidents_in(area);
  for (const FactId incident : here) close_incident_if_done(turn, incident, order);
}

void Desk::count(Turn& turn, const std::string& area, const wire::CountHousehold& counted,
                 const std::string& recorded_by, FactId cause) {
  Move& move = evacuations_.at(area).moves.at(counted.household());
  const std::uint32_t safe_before = move.safe;
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
  move.claim.reset();
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
  if (!move.settled() && (in_vain || reopened || nobody_sees_to(area, move)))
    visit(turn, area, counted.household(), move, id);
  if (!handbook_->is_from_outside(area, recorded_by) &&
      !handbook_->is_from_outside(area, counted.counted_by()))
    heard(turn, area, id);
  look_at_time(turn, area);
  if (move.safe > safe_before) end_dispute_if_all_safe(area);
  complete_if_settled(turn, area, id);
}

// Of a village whose households nobody has listed it isn't told: its leader has, and is called no
// more.
void Desk::complete_if_settled(Turn& turn, const std::string& area, FactId cause) {
  const auto entry = evacuations_.find(area);
  if (entry == evacuations_.end()) return;
  Evacuation& evacuation = entry->second;
  if (evacuation.complete || !evacuation.all_accounted_for()) return;
  if (evacuation.is_listed()) {
    evacuation.complete = true;
    const Headcount all = evacuation.count();
    wire::Fact fact = caused_by(cause);
    auto& complete = *fact.mutable_evacuation_complete();
    complete.set_area(area);
    complete.set_people(all.people);
    complete.set_safe(all.safe);
    complete.set_refused(all.refused);
    complete.set_unreachable(all.unreachable);
    cause = turn.conclude(std::move(fact));
  }
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations) {
      const Obligation& o = obligations_.at(id);
      const bool of_all =
          (o.purpose == Purpose::warning && o.wants_headcount) || o.purpose == Purpose::spread;
      if (o.open() && of_all) close(turn, id, wire::ObligationClosed::HEADCOUNT_COMPLETE, cause);
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
