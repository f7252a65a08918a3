// The ledger of supplies in snapshots and for pages.
#include <algorithm>

#include "engine/wire_text.h"
#include "playbooks/ledger/stock_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

std::uint32_t days_until(const std::string& day, const std::string& today) {
  const auto then = parse_rfc3339(day + "T00:00:00+00:00");
  const auto now = parse_rfc3339(today + "T00:00:00+00:00");
  if (!then || !now || *then <= *now) return 0;
  return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::days>(*then - *now).count());
}

}  // namespace

void StockLedger::save(StateWriter& writer) const {
  writer(batches_, holds_, shipments_, short_, today_, is_exercise_, held_live_);
}

void StockLedger::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  reader(batches_, holds_, shipments_, short_, today_, is_exercise_, held_live_);
  day_.reset();
  index_plan(plan);
  std::map<BatchKey, std::uint64_t> held;
  for (const auto& [id, hold] : holds_) held[{hold.supply, hold.batch}] += hold.quantity;
  for (const auto& [key, batch] : batches_) {
    if (!in_plan_.contains(key.first) || batch.held != held[key] || batch.held > batch.left)
      return reader.fail();
    held.erase(key);
  }
  if (!held.empty()) reader.fail();
}

void StockLedger::describe(wire::Standing& standing, const wire::Plan& plan,
                           const Datastreams&) const {
  const auto wanted = wanted_in_the_worst_case(plan);
  for (const auto& supply : plan.supplies()) {
    auto& told = *standing.add_supplies();
    describe_supply(supply, told);
    const auto found = wanted.find(supply.code());
    if (found != wanted.end()) told.set_wanted(found->second);
  }
  for (const auto& [id, hold] : holds_) playbooks::describe(id, hold, *standing.add_holds());
  for (const auto& [id, shipment] : shipments_) {
    auto& told = *standing.add_shipments();
    *told.mutable_shipment() = to_wire(id);
    told.set_supply(shipment.supply);
    told.set_batch(shipment.batch);
    told.set_quantity(shipment.quantity);
    told.set_to(shipment.to);
    told.set_since_ms(ms_of(shipment.since));
    told.set_sent_by(shipment.sent_by);
  }
}

void StockLedger::describe_supply(const wire::Supply& supply, wire::StandingSupply& told) const {
  told.set_id(supply.id());
  told.set_code(supply.code());
  *told.mutable_name() = supply.name();
  told.set_home(supply.home());
  told.set_measure(supply.measure());
  told.set_minimum(supply.minimum());
  told.set_left(left_of(supply.id()));
  told.set_next_test(supply.next_test());
  told.set_low(short_.contains(supply.id()));
  std::uint32_t held = 0;
  each_batch(*this, supply.id(), [&](const BatchKey& key, const StockedBatch& batch) {
    held += batch.held + held_live_of(key);
    auto& one = *told.add_batches();
    one.set_id(key.second);
    one.set_left(batch.left);
    one.set_expires(batch.expires);
    one.set_expired(expired(batch));
    one.set_days_left(batch.expires.empty() ? 0 : days_until(batch.expires, today_));
  });
  told.set_held(held);
}

}  // namespace fenghuo::playbooks
