// The time left to each village that is moved: worked out from live answers, told when it is no
// longer enough, while there is still time to change the plan.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// The duty of reaching people another way; nobody holds it, its ladder names whom to send.
constexpr std::string_view kSpread = "spread_word";
/// While people are left, it is looked at again: the more often the less there is to spare.
constexpr Span kLookMin = std::chrono::minutes{1};
constexpr Span kLookMax = std::chrono::minutes{10};

}  // namespace

std::optional<TimeToSafe> Desk::time_of(Turn& turn, const std::string& area) {
  const auto entry = evacuations_.find(area);
  const auto* village = handbook_->village(area);
  if (entry == evacuations_.end() || village == nullptr || village->lead_time_ms() <= 0 ||
      village->clearing_ms() <= 0)
    return std::nullopt;
  const Evacuation& evacuation = entry->second;
  const Headcount all = evacuation.count();
  const std::uint32_t left = evacuation.people_left();
  const std::uint32_t found = all.people - left;
  TimeToSafe time{.lead_ends_at = evacuation.ordered_at + Span{village->lead_time_ms()},
                  .people_left = left};
  time.road_cut = is_road_cut(area, turn.now());
  time.can_tell = !time.road_cut || village->on_foot_ms() > 0;
  const Span clearing{time.road_cut && time.can_tell ? village->on_foot_ms()
                                                     : village->clearing_ms()};
  time.move = time_to_move(clearing, turn.now() - evacuation.ordered_at, all.people, found);
  // The soonest that any of the village's duties is surely answered, at worst.
  std::optional<Span> soonest;
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations) {
      const Obligation& o = obligations_.at(id);
      if (o.purpose != Purpose::warning || o.passed_on || !o.wants_headcount) continue;
      const Span until = o.state == State::calling || o.state == State::answered
                             ? ladder(turn, id).until_last()
                             : Span{0};
      soonest = std::min(soonest.value_or(until), until);
    }
  time.reach = soonest.value_or(Span{0});
  return time;
}

void Desk::look_at_time(Turn& turn, const std::string& area) {
  const auto time = time_of(turn, area);
  if (!time) return;
  Evacuation& evacuation = evacuations_.at(area);
  const bool enough = time->enough(turn.now());
  const TimerKey key = timer(time_short, evacuation.order);
  if (enough && time->people_left > 0) {
    turn.wake(key, turn.now() + std::clamp(time->margin(turn.now()) / 2, kLookMin, kLookMax));
  } else {
    turn.cancel(key);
  }
  evacuation.time = *time;
  evacuation.looked_at = turn.now();
  // At first only what is bad news; then each change.
  if (evacuation.enough_time == enough || (enough && !evacuation.enough_time)) return;
  evacuation.enough_time = enough;
  wire::Fact fact = caused_by(evacuation.order);
  auto& told = *fact.mutable_time_to_safe();
  *told.mutable_incident() = to_wire(evacuation.incident);
  told.set_area(area);
  told.set_enough(enough);
  told.set_lead_ends_at_ms(ms_of(time->lead_ends_at));
  told.set_reach_ms(time->reach.count());
  told.set_move_ms(time->move.count());
  told.set_people_left(time->people_left);
  to_wire(text_of(*time, turn.now()), *told.mutable_reason());
  turn.conclude(std::move(fact));
}

void Desk::on_time_short(Turn& turn, FactId order) {
  for (const auto& [area, evacuation] : evacuations_)
    if (evacuation.order == order) return look_at_time(turn, area);
}

// The way out of a village, as people see it. Of a place that is no village it says nothing.
void Desk::hear_of_road(Turn& turn, const wire::Report& report, FactId cause) {
  const bool cut = report.kind() == kRoadCut;
  if ((!cut && report.kind() != kRoadOpen) || handbook_->village(report.area()) == nullptr ||
      (!cut && !roads_cut_.contains(report.area())))
    return;
  const bool known = cut && is_road_cut(report.area(), turn.now());
  if (cut)
    roads_cut_[report.area()] = turn.now();
  else
    roads_cut_.erase(report.area());
  if (known) return;
  wire::Fact fact = caused_by(cause);
  auto& changed = *fact.mutable_road_changed();
  changed.set_area(report.area());
  changed.set_cut(cut);
  changed.set_reported_by(report.reporter());
  turn.conclude(std::move(fact));
  look_at_time(turn, report.area());
}

bool Desk::is_road_cut(const std::string& area, Instant now) const {
  const auto cut = roads_cut_.find(area);
  return cut != roads_cut_.end() && now < cut->second + kRoadCutFor;
}

// People who are known to have been told: counted, or somebody who was sent to them has answered.
std::uint32_t Desk::reached_in(const std::string& area) const {
  const Evacuation& evacuation = evacuations_.at(area);
  std::uint32_t reached = evacuation.count().safe;
  for (const auto& [id, move] : evacuation.moves) {
    const auto visit = move.visit ? obligations_.find(*move.visit) : obligations_.end();
    const bool answered = visit != obligations_.end() && !visit->second.waiting();
    const bool told = move.state != wire::CountHousehold::UNKNOWN || answered;
    if (told) reached += move.people - move.safe;
  }
  return evacuation.disputed ? reached : std::max(reached, evacuation.moved_by_leader);
}

// So long after the order too few are reached: another way to them is taken (failures.md, F22).
void Desk::on_reach_due(Turn& turn, FactId order) {
  for (const auto& [area, evacuation] : evacuations_) {
    if (evacuation.order != order) continue;
    const Incident& incident = incidents_.at(evacuation.incident);
    const auto* response = handbook_->response(incident.playbook, incident.level);
    if (incident.all_clear) return;
    const std::uint32_t people = evacuation.count().people;
    const std::uint32_t reached = reached_in(area);
    if (response == nullptr || response->reach().after_ms() <= 0 || people == 0 ||
        reached >= response->reach().share() * people)
      return;
    wire::Fact fact = caused_by(order);
    auto& told = *fact.mutable_reach_short();
    *told.mutable_incident() = to_wire(evacuation.incident);
    told.set_area(area);
    told.set_people(people);
    told.set_reached(reached);
    if (const auto* village = handbook_->village(area))
      told.set_subscribers(village->subscribers());
    const FactId cause = turn.conclude(std::move(fact));
    const Text action =
        fill_in(from_wire(response->reach().action()), {{"village", name_of_village(area)}});
    send_on(turn,
            {.incident = evacuation.incident,
             .warning = *incident.warning,
             .duty = std::string(kSpread),
             .purpose = Purpose::spread,
             .level = incident.level},
            {.headline = action, .text = action}, cause);
    return;
  }
}

}  // namespace fenghuo::playbooks
