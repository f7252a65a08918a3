#include "cli/lane_bridge.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <utility>

#include "engine/wire_text.h"

namespace fenghuo::cli {

namespace net = boost::asio;

Incidents incidents_of(const wire::Standing& live) {
  Incidents all;
  for (const auto& incident : live.incidents())
    all[from_wire(incident.incident())] = level_from_wire(incident.level()).value_or(Level::none);
  return all;
}

wire::LiveTold live_told(const wire::Standing& live, const Incidents& allowed) {
  wire::LiveTold told;
  for (const auto& unit : live.units())
    if (unit.has_need() || unit.has_hold()) told.add_units(unit.id());
  for (const auto& hold : live.holds()) {
    if (hold.supply().empty()) continue;
    auto& held = *told.add_supplies();
    held.set_supply(hold.supply());
    held.set_batch(hold.batch());
    held.set_quantity(hold.quantity());
  }
  Level highest = Level::none;
  for (const auto& incident : live.incidents()) {
    const Level level = level_from_wire(incident.level()).value_or(Level::none);
    const auto known = allowed.find(from_wire(incident.incident()));
    if (known != allowed.end() && !above(level, known->second)) continue;
    if (!incident.has_warning() || !above(level, highest)) continue;
    highest = level;
    *told.mutable_headline() = incident.headline();
  }
  told.set_level(to_wire(highest));
  return told;
}

// A need that ends frees a unit, and a plan may have lost one.
bool changes_what_live_holds(const wire::Fact& fact) {
  return fact.has_unit_sent() || fact.has_unit_recalled() || fact.has_unit_reported() ||
         fact.has_need_closed() || fact.has_resource_held() || fact.has_hold_released() ||
         fact.has_warning_issued() || fact.has_incident_closed() || fact.has_plan_activated();
}

std::shared_ptr<LaneBridge> LaneBridge::build(LaneHost& live, LaneHost& exercise,
                                              Incidents allowed) {
  const std::shared_ptr<LaneBridge> bridge(new LaneBridge(live, exercise, std::move(allowed)));
  live.feed().listen([bridge](const Entry& entry) { bridge->hear(entry); });
  bridge->ask();
  return bridge;
}

void LaneBridge::hear(const Entry& entry) {
  for (const auto& bytes : entry.facts) {
    wire::Fact fact;
    if (fact.ParseFromString(bytes) && changes_what_live_holds(fact)) return ask();
  }
}

// One question at a time: what changes meanwhile is asked once more, however often it changed.
void LaneBridge::ask() {
  ask_again_ = std::exchange(asking_, true);
  if (ask_again_) return;
  live_.engine().ask([self = shared_from_this()](const Engine& engine) {
    self->live_.post(
        [self, told = live_told(engine.describe(), self->allowed_)] { self->take(told); });
  });
}

void LaneBridge::take(const wire::LiveTold& told) {
  asking_ = false;
  if (ask_again_) ask();
  const std::string bytes = told.SerializeAsString();
  if (exercise_ == nullptr || told_last_ == bytes) return;
  told_last_ = bytes;
  exercise_->post([self = shared_from_this(), told] { self->tell(told); });
}

void LaneBridge::tell(wire::LiveTold told) {
  to_tell_ = std::move(told);
  if (!std::exchange(telling_, true))
    net::co_spawn(exercise_->io(), submit_surely(shared_from_this()), net::detached);
}

// Full is an answer, but this must reach the log: the newest of it waits its turn.
net::awaitable<void> LaneBridge::submit_surely(std::shared_ptr<LaneBridge> self) {
  net::steady_timer timer(self->exercise_->io());
  while (self->to_tell_) {
    wire::Event event;
    *event.mutable_live_told() = *self->to_tell_;
    if (self->exercise_->engine().submit(std::move(event), nullptr)) {
      self->to_tell_.reset();
      continue;
    }
    timer.expires_after(kInboxPause);
    co_await timer.async_wait(net::use_awaitable);
  }
  self->telling_ = false;
}

}  // namespace fenghuo::cli
