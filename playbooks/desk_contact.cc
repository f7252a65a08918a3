// Villages that fall silent (三断). Under red, a village of which neither its stations nor its
// people are heard for as long as the plan says is presumed cut off, whatever it said last: its
// people count as unknown, and somebody is sent, by ways that need no network.
#include <algorithm>
#include <limits>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

// The duty that finds out what is with a village; nobody holds it, its ladder names whom to send.
constexpr std::string_view kReach = "reach_village";
constexpr auto kNowhere = std::numeric_limits<std::uint32_t>::max();

}  // namespace

const wire::CutOff* Desk::cut_off_of(const Contact& contact) const {
  const auto* playbook = handbook_->playbook(incidents_.at(contact.incident).playbook);
  const bool told = playbook != nullptr && playbook->cut_off().after_ms() > 0;
  return told ? &playbook->cut_off() : nullptr;
}

void Desk::watch_contact(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const Contact begun{.incident = incident_id, .heard_last = turn.now()};
  const auto* wanted = cut_off_of(begun);
  const bool of_village = handbook_->village(incident.area) != nullptr;
  if (incident.level != Level::red || wanted == nullptr || !of_village) return;
  const auto known = contacts_.find(incident.area);
  if (known != contacts_.end()) {
    if (known->second.cut_off && !being_reached(incident.area))
      cut_off(turn, incident.area, known->second);
    return;
  }
  contacts_[incident.area] = begun;
  watch(incident.area, true);
  look_again(turn, incident.area, turn.now() + Span{wanted->after_ms()});
}

// A station stands in the village that it covers first.
void Desk::find_stations(Turn& turn) {
  village_of_.assign(turn.datastreams().station_count(), kNowhere);
  for (const auto& station : turn.plan().stations()) {
    const auto index = turn.datastreams().find_station(station.id());
    if (!index || station.covers().empty()) continue;
    village_of_[index->value] = handbook_->place_of(station.covers(0)).value_or(kNowhere);
  }
  watched_.assign(static_cast<std::size_t>(turn.plan().villages_size()), false);
  for (const auto& [area, contact] : contacts_) watch(area, true);
  stations_are_old_ = false;
}

void Desk::watch(const std::string& area, bool watched) {
  const auto place = handbook_->place_of(area);
  if (place && *place < watched_.size()) watched_[*place] = watched;
}

// All that one record says of a village is one word from it.
void Desk::listen(Turn& turn) {
  if (stations_are_old_) find_stations(turn);
  const Datastreams& datastreams = turn.datastreams();
  std::set<std::uint32_t> speak;
  std::uint32_t before = kNowhere;
  for (const auto& observation : turn.observations()) {
    const auto village = village_of_[datastreams[observation.datastream].station.value];
    if (village == before || village == kNowhere) continue;
    before = village;
    if (watched_[village]) speak.insert(village);
  }
  for (const auto village : speak)
    heard(turn, turn.plan().villages(static_cast<int>(village)).id(), {turn.offset(), 0});
}

void Desk::heard(Turn& turn, const std::string& area, FactId cause) {
  const auto entry = contacts_.find(area);
  if (entry == contacts_.end()) return;
  Contact& contact = entry->second;
  contact.heard_last = turn.now();
  if (!contact.cut_off) return;
  wire::Fact fact = caused_by(cause);
  fact.mutable_contact_restored()->set_area(area);
  *fact.mutable_contact_restored()->mutable_cut_off() = to_wire(*contact.cut_off);
  const FactId told = turn.conclude(std::move(fact));
  contact.cut_off.reset();
  const std::vector<FactId> here = incidents_in(area);
  for (const FactId incident : here)
    for (const FactId id : incidents_.at(incident).obligations)
      if (obligations_.at(id).purpose == Purpose::reach && obligations_.at(id).open())
        close(turn, id, wire::ObligationClosed::CONTACT_RESTORED, told);
  if (const auto* wanted = cut_off_of(contact))
    look_again(turn, area, turn.now() + Span{wanted->after_ms()});
  else
    contact.look_at = {};
  for (const FactId incident : here) close_incident_if_done(turn, incident, told);
}

void Desk::look_again(Turn& turn, const std::string& area, Instant at) {
  Contact& contact = contacts_.at(area);
  look_at_.erase({contact.look_at, area});
  contact.look_at = at;
  look_at_.insert({at, area});
  wait_for_silence(turn);
}

void Desk::wait_for_silence(Turn& turn) {
  if (look_at_.empty()) {
    turn.cancel(timer(silence, {}));
  } else {
    turn.wake(timer(silence, {}), look_at_.begin()->first);
  }
}

void Desk::look_for_silence(Turn& turn) {
  while (!look_at_.empty() && look_at_.begin()->first <= turn.now()) {
    const std::string area = look_at_.begin()->second;
    Contact& contact = contacts_.at(area);
    const auto* wanted = cut_off_of(contact);
    if (wanted == nullptr) {  // a plan that no longer says what to do
      look_at_.erase(look_at_.begin());
      contact.look_at = {};
    } else if (contact.heard_last + Span{wanted->after_ms()} > turn.now()) {
      look_again(turn, area, contact.heard_last + Span{wanted->after_ms()});
    } else if (!incidents_.at(contact.incident).alarm_stands() && people_unknown(area) == 0) {
      // Everybody is known to be safe, and the danger is over.
      look_again(turn, area, turn.now() + Span{wanted->after_ms()});
    } else {
      look_at_.erase(look_at_.begin());
      cut_off(turn, area, contact);
    }
  }
  wait_for_silence(turn);
}

std::uint32_t Desk::people_unknown(const std::string& area) const {
  const auto evacuation = evacuations_.find(area);
  if (evacuation != evacuations_.end()) return evacuation->second.count().unknown;
  const auto* village = handbook_->village(area);
  const std::uint32_t at_risk = village == nullptr ? 0 : village->people_at_risk();
  return at_risk - std::min(at_risk, moved_in(area));
}

// Whether any of its people are at a shelter somewhere else, nobody knows: where it has one, who
// was counted is taken to be there.
std::uint32_t Desk::people_unheard(const std::string& area) const {
  const auto evacuation = evacuations_.find(area);
  const auto shelters = handbook_->shelters_of(area);
  const bool all_here =
      !shelters.empty() && std::all_of(shelters.begin(), shelters.end(), [&](const auto* shelter) {
        return handbook_->village_at(*shelter) == area;
      });
  if (evacuation == evacuations_.end() || !all_here) return people_unknown(area);
  return evacuation->second.count().people;
}

void Desk::cut_off(Turn& turn, const std::string& area, Contact& contact) {
  const Incident& incident = incidents_.at(contact.incident);
  wire::Fact fact = caused_by(incident.warning.value_or(contact.incident));
  auto& told = *fact.mutable_village_cut_off();
  *told.mutable_incident() = to_wire(contact.incident);
  told.set_area(area);
  told.set_heard_last_ms(ms_of(contact.heard_last));
  told.set_people_unknown(people_unheard(area));
  told.set_playbook(incident.playbook);
  for (const auto& person : handbook_->people_of(area))
    if (!handbook_->is_from_outside(area, person)) told.add_to_find(person);
  contact.cut_off = turn.conclude(std::move(fact));
  contact.cut_off_at = turn.now();
  contact.look_at = {};

  look_for(turn, area, contact);
}

// By the plan's ladder, and by those who live near or have a telephone that may still work.
void Desk::look_for(Turn& turn, const std::string& area, const Contact& contact) {
  const Incident& incident = incidents_.at(contact.incident);
  const auto* wanted = cut_off_of(contact);
  const Text name = name_of_village(area);
  const Text action =
      wanted == nullptr ? Text{} : fill_in(from_wire(wanted->action()), {{"village", name}});
  const Text headline{"【疑似三断】" + name.zh, "Presumed cut off: " + name.en};
  const Obligation reach{.incident = contact.incident,
                         .warning = incident.warning.value_or(contact.incident),
                         .duty = std::string(kReach),
                         .purpose = Purpose::reach,
                         .level = Level::red};
  send_on(turn, reach,
          {.headline = headline,
           .text = {headline.zh + "：" + action.zh, headline.en + ": " + action.en}},
          *contact.cut_off);
  if (wanted == nullptr) return;
  const Text near{
      headline.zh + "：联系不上。您能看到、喊到、走到那里吗？请去看看，联系上了答复“办好了”",
      headline.en +
          ": nothing is heard. Can you see it, call to it or walk there? Go and look, "
          "and answer \"done\" when you have spoken to somebody of it"};
  for (const auto& duty : wanted->also()) {
    if (handbook_->holders_of(area, duty).empty()) continue;
    Obligation also = reach;
    also.duty = duty;
    send_on(turn, std::move(also), {.duties = {duty}, .headline = headline, .text = near},
            *contact.cut_off);
  }
}

bool Desk::being_reached(const std::string& area) const {
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations)
      if (obligations_.at(id).purpose == Purpose::reach && obligations_.at(id).open()) return true;
  return false;
}

void Desk::end_watch(Turn& turn, const std::string& area) {
  const auto entry = contacts_.find(area);
  if (entry == contacts_.end() || incidents_.contains(entry->second.incident)) return;
  for (const FactId other : incidents_in(area)) {
    if (incidents_.at(other).level != Level::red) continue;
    entry->second.incident = other;
    if (entry->second.cut_off && !being_reached(area)) cut_off(turn, area, entry->second);
    return;
  }
  look_at_.erase({entry->second.look_at, area});
  contacts_.erase(entry);
  watch(area, false);
  wait_for_silence(turn);
}

}  // namespace fenghuo::playbooks
