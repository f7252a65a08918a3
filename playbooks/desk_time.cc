// The time left to each village that is moved: worked out from live answers, told when it is no
// longer enough, while there is still time to change the plan.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

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
  const std::uint32_t found = all.people - all.unknown;
  TimeToSafe time{.lead_ends_at = evacuation.ordered_at + Span{village->lead_time_ms()},
                  .people_left = all.unknown};
  time.move = time_to_move(Span{village->clearing_ms()}, turn.now() - evacuation.ordered_at,
                           all.people, found);
  // The soonest that any of the village's duties is surely answered, at worst.
  std::optional<Span> soonest;
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations) {
      const Obligation& o = obligations_.at(id);
      if (o.purpose != Purpose::warning || o.successor || !o.wants_headcount) continue;
      const Span left = o.state == State::calling ? ladder(turn, id).until_last() : Span{0};
      soonest = std::min(soonest.value_or(left), left);
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

}  // namespace fenghuo::playbooks
