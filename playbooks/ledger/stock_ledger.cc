#include "playbooks/ledger/stock_ledger.h"

#include <algorithm>
#include <cmath>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/exercise.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

constexpr std::size_t kDate = 10;

std::string day_of(Instant now, const wire::Plan& plan) {
  return to_rfc3339(now, std::chrono::seconds{plan.utc_offset_s()}).substr(0, kDate);
}

}  // namespace

std::map<std::string, std::uint32_t> wanted_in_the_worst_case(const wire::Plan& plan) {
  double people = 0;
  for (const auto& village : plan.villages()) people += village.people_at_risk();
  std::map<std::string, double> for_each;
  for (const auto& playbook : plan.playbooks())
    for (const auto& response : playbook.responses())
      for (const auto& supply : response.supplies())
        for_each[supply.code()] = std::max(for_each[supply.code()], supply.for_each_person());
  std::map<std::string, std::uint32_t> wanted;
  for (const auto& [code, each] : for_each)
    wanted[code] =
        static_cast<std::uint32_t>(std::clamp(std::ceil(each * people), 0.0, 4'000'000'000.0));
  return wanted;
}

// A plan that is read for the first time on a later day tells of what has expired meanwhile by its
// first record of that day.
void StockLedger::apply(Turn& turn, const wire::Event& event) {
  if (event.has_machine_version()) is_exercise_ = event.machine_version().lane() == kExerciseLane;
  if (event.has_live_told() && is_exercise_) follow_live(event.live_told());
  if (turn.plan().supplies().empty() && !event.has_plan_changed()) {
    if (event.has_command()) on_command(turn, event.command());
    return;
  }
  const bool new_day = is_new_day(turn);
  if (event.has_plan_changed())
    read_plan(turn);
  else if (new_day)
    for (const auto& [id, supply] : in_plan_)
      look_for_shortage(turn, std::string(id), std::nullopt);
  if (event.has_command()) on_command(turn, event.command());
}

// Each record asks; the day's text is made once a day.
bool StockLedger::is_new_day(const Turn& turn) {
  const std::chrono::seconds offset{turn.plan().utc_offset_s()};
  const auto day = std::chrono::floor<std::chrono::days>(turn.now() + offset);
  if (std::exchange(day_, day) == day) return false;
  const std::string today = day_of(turn.now(), turn.plan());
  return std::exchange(today_, today) != today;
}

void StockLedger::index_plan(const wire::Plan& plan) {
  plan_ = &plan;
  in_plan_.clear();
  listed_expires_.clear();
  for (const auto& supply : plan.supplies()) {
    in_plan_.emplace(supply.id(), &supply);
    for (const auto& batch : supply.batches())
      listed_expires_.emplace(BatchKey{supply.id(), batch.id()}, batch.expires());
  }
  places_.clear();
  if (plan.supplies().empty()) return;
  for (const auto& village : plan.villages()) places_.insert(village.id());
  for (const auto& point : plan.hazard_points()) places_.insert(point.id());
  for (const auto& shelter : plan.shelters()) places_.insert(shelter.id());
  for (const auto& facility : plan.facilities()) places_.insert(facility.id());
}

// The plan's count holds where it is newer than the one that was taken over before; what was moved
// since is then in it. A day of expiry that the plan has put right holds for the batch as it
// stands. A supply that has left the plan is forgotten; a batch that has, once nothing of it is
// left.
void StockLedger::read_plan(Turn& turn) {
  const auto listed_before = listed_expires_;
  index_plan(turn.plan());
  std::erase_if(batches_, [&](const auto& item) {
    const auto supply = in_plan_.find(item.first.first);
    if (supply == in_plan_.end()) return true;
    const auto& listed = supply->second->batches();
    return item.second.left == 0 &&
           std::none_of(listed.begin(), listed.end(),
                        [&](const auto& batch) { return batch.id() == item.first.second; });
  });
  std::erase_if(holds_, [&](const auto& item) {
    return !batches_.contains({item.second.supply, item.second.batch});
  });
  for (const auto& [id, supply] : in_plan_) {
    for (const auto& counted : supply->batches()) {
      if (batches_.size() >= kBatchesMax) break;  // check() refuses such a plan
      const auto [entry, fresh] = batches_.try_emplace({std::string(id), counted.id()});
      StockedBatch& batch = entry->second;
      const auto listed = listed_before.find(entry->first);
      const bool put_right = listed != listed_before.end() && listed->second != counted.expires();
      const bool newer = fresh || counted.counted() > batch.counted;
      if (newer || put_right) batch.expires = counted.expires();
      if (!newer) continue;
      batch.counted = counted.counted();
      batch.left = std::max(counted.quantity(), batch.held);
      wire::StockMoved moved;
      moved.set_supply(std::string(id));
      moved.set_batch(counted.id());
      moved.set_kind(wire::StockMoved::COUNTED);
      moved.set_quantity(counted.quantity());
      conclude(turn, std::move(moved));
    }
    look_for_shortage(turn, std::string(id), std::nullopt);
  }
}

// Told whole each time. Live can't hold more things than this ledger could (kStockHoldsMax).
void StockLedger::follow_live(const wire::LiveTold& told) {
  held_live_.clear();
  for (const auto& held : told.supplies()) {
    const BatchKey key{held.supply(), held.batch()};
    if (held_live_.size() >= kStockHoldsMax && !held_live_.contains(key)) continue;
    std::uint32_t& quantity = held_live_[key];
    quantity += std::min(held.quantity(), UINT32_MAX - quantity);
  }
}

std::uint32_t StockLedger::held_live_of(const BatchKey& key) const {
  const auto live = held_live_.find(key);
  const auto here = batches_.find(key);
  if (live == held_live_.end() || here == batches_.end()) return 0;
  return std::min(live->second, here->second.left - here->second.held);
}

std::uint32_t StockLedger::left_of(const std::string& supply) const {
  std::uint64_t left = 0;
  each_batch(*this, supply, [&](const BatchKey&, const StockedBatch& batch) {
    if (!expired(batch)) left += batch.left;
  });
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(left, UINT32_MAX));
}

FactId StockLedger::conclude(Turn& turn, wire::StockMoved moved) {
  const auto batch = batches_.find({moved.supply(), moved.batch()});
  moved.set_left(batch == batches_.end() ? 0 : batch->second.left);
  moved.set_left_in_all(left_of(moved.supply()));
  wire::Fact fact;
  *fact.mutable_stock_moved() = std::move(moved);
  return turn.conclude(std::move(fact));
}

FactId StockLedger::tell(Turn& turn, const std::string& supply, const std::string& batch,
                         wire::StockMoved::Kind kind, std::uint32_t quantity,
                         const wire::Command& command, const std::string& shipped_to) {
  wire::StockMoved moved;
  moved.set_supply(supply);
  moved.set_batch(batch);
  moved.set_kind(kind);
  moved.set_quantity(quantity);
  moved.set_moved_by(command.person_id());
  moved.set_note(command.move_stock().note());
  const bool received = kind == wire::StockMoved::RECEIVED;
  moved.set_to(received ? shipped_to : command.move_stock().to());
  if (const auto found = batches_.find({supply, batch}); found != batches_.end())
    moved.set_expires(found->second.expires);
  if (received) *moved.mutable_shipment() = command.move_stock().shipment();
  const FactId id = conclude(turn, std::move(moved));
  look_for_shortage(turn, supply, id);
  return id;
}

// Told once, until there is enough again.
void StockLedger::look_for_shortage(Turn& turn, const std::string& supply,
                                    std::optional<FactId> cause) {
  const auto in_plan = in_plan_.find(supply);
  if (in_plan == in_plan_.end()) return;
  const wire::Supply& planned = *in_plan->second;
  const std::uint32_t left = left_of(supply);
  if (left >= planned.minimum()) {
    short_.erase(supply);
    return;
  }
  if (!short_.insert(supply).second) return;
  wire::Fact fact;
  if (cause) *fact.mutable_cause() = to_wire(*cause);
  auto& told = *fact.mutable_stock_short();
  told.set_supply(supply);
  told.set_left(left);
  told.set_wanted(planned.minimum());
  const Text name = from_wire(planned.name());
  const std::string numbers[] = {std::to_string(left), std::to_string(planned.minimum())};
  to_wire({name.zh + "只剩 " + numbers[0] + planned.measure() + "，应有 " + numbers[1] +
               planned.measure(),
           name.en + ": " + numbers[0] + " left, " + numbers[1] + " wanted"},
          *told.mutable_reason());
  turn.conclude(std::move(fact));
}

}  // namespace fenghuo::playbooks
