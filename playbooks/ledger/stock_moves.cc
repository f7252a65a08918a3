// What people do with supplies: take in and out, count, send and receive, keep for somebody.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/ledger/no_such_place.h"
#include "playbooks/ledger/stock_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// A mistyped number must not wrap around: no township has more of anything.
constexpr std::uint32_t kQuantityMax = 1'000'000'000;

}  // namespace

void StockLedger::on_command(Turn& turn, const wire::Command& command) {
  if (command.has_move_stock()) on_move(turn, command);
  if (command.has_hold() && !command.hold().supply().empty()) on_hold(turn, command);
  if (command.has_release_hold()) on_release(turn, command);
}

void StockLedger::on_move(Turn& turn, const wire::Command& command) {
  const auto& move = command.move_stock();
  if (move.kind() == wire::StockMoved::RECEIVED) return receive(turn, command);
  if (!in_plan_.contains(move.supply()))
    return refuse(turn, command, "no_such_supply",
                  {"预案里没有物资“" + move.supply() + "”（supplies.csv）",
                   "the plan has no supply '" + move.supply() + "' (supplies.csv)"});
  const bool may_be_none = move.kind() == wire::StockMoved::COUNTED;
  if ((move.quantity() == 0 && !may_be_none) || move.quantity() > kQuantityMax)
    return refuse(turn, command, "bad_quantity",
                  {"数量须为正整数，最多 10 亿",
                   "a quantity is a whole number above 0, at most "
                   "1,000,000,000"});
  // Where it must be said, take_out() says more.
  if (!move.to().empty() && move.kind() != wire::StockMoved::SENT && !places_.contains(move.to()))
    return refuse_no_such_place(turn, command, move.to());
  if (move.kind() == wire::StockMoved::IN) return take_in(turn, command);
  if (move.kind() == wire::StockMoved::COUNTED) return count(turn, command);
  if (move.kind() == wire::StockMoved::OUT || move.kind() == wire::StockMoved::SENT)
    return take_out(turn, command);
  refuse(
      turn, command, "bad_kind",
      {"kind 为 in、out、counted、sent 或 received", "kind is in, out, counted, sent or received"});
}

void StockLedger::take_in(Turn& turn, const wire::Command& command) {
  const auto& move = command.move_stock();
  const BatchKey key{move.supply(), move.batch()};
  // Most often a slip in the year; of what really is too old nothing is to be had anyway.
  if (!move.expires().empty() && move.expires() < today_)
    return refuse(
        turn, command, "expired",
        {"保质期 " + move.expires() + " 已过（今天 " + today_ + "），不入库",
         "it expired on " + move.expires() + " (today is " + today_ + "): it is not taken in"});
  if (!batches_.contains(key) && batches_.size() >= kBatchesMax)
    return refuse(turn, command, "too_many_batches",
                  {"批次最多 10000 个", "at most 10,000 batches"});
  if (const auto known = batches_.find(key); known != batches_.end() && known->second.left > 0) {
    // A batch has one day: of two its goods would get the later one's.
    const std::string& expires = known->second.expires;
    const bool is_over = !expires.empty() && expires < today_;
    if (is_over || (!move.expires().empty() && move.expires() != expires))
      return refuse(
          turn, command, "another_batch",
          {"这一批的保质期是 " + (expires.empty() ? "没有写" : expires) +
               "，不同保质期的请另写批次（batch）",
           "this batch expires on " + (expires.empty() ? "no day that is known" : expires) +
               "; what has another day is another batch (batch)"});
  }
  StockedBatch& batch = batches_[key];
  if (batch.left > kQuantityMax - move.quantity())
    return refuse(turn, command, "bad_quantity", {"总数超过 10 亿", "more than 1,000,000,000"});
  batch.left += move.quantity();
  if (!move.expires().empty()) batch.expires = move.expires();
  tell(turn, move.supply(), move.batch(), move.kind(), move.quantity(), command);
}

// Which one is counted must be said where there are several.
void StockLedger::count(Turn& turn, const wire::Command& command) {
  const auto& move = command.move_stock();
  std::string name = move.batch();
  if (name.empty() && !batches_.contains({move.supply(), name})) {
    std::size_t batches = 0;
    each_batch(*this, move.supply(), [&](const BatchKey& key, const StockedBatch&) {
      name = key.second;
      ++batches;
    });
    if (batches > 1) name.clear();
  }
  const auto entry = batches_.find({move.supply(), name});
  if (entry == batches_.end())
    return refuse(turn, command, "no_such_batch",
                  {"没有这个批次；有几个批次的，写明是哪一个（batch）",
                   "there is no such batch; of several, say which (batch)"});
  StockedBatch& batch = entry->second;
  if (move.quantity() < batch.held)
    return refuse(turn, command, "held",
                  {"其中 " + std::to_string(batch.held) + " 已留给别人，先解除保留",
                   std::to_string(batch.held) + " of it are held: release them first"});
  batch.left = move.quantity();
  batch.counted = today_;
  if (!move.expires().empty()) batch.expires = move.expires();
  tell(turn, move.supply(), name, move.kind(), move.quantity(), command);
}

void StockLedger::take_out(Turn& turn, const wire::Command& command) {
  const auto& move = command.move_stock();
  const bool sent = move.kind() == wire::StockMoved::SENT;
  const bool goes = places_.contains(move.to()) && move.to() != in_plan_.at(move.supply())->home();
  if (sent && !goes)
    return refuse(turn, command, "bad_shipment",
                  {"须写明发往预案里的哪个地点（to），不是它原来放的地方",
                   "say to which place of the plan it is sent (to), other than where it is kept"});
  if (sent && shipments_.size() >= kShipmentsMax)
    return refuse(turn, command, "bad_shipment",
                  {"同时最多 10000 批在途，先记下到了的",
                   "at most 10,000 are on the way at a time; record those that have come"});
  std::string name = move.batch();
  StockedBatch* batch = usable(turn, command, move.supply(), name);
  if (batch == nullptr || too_little(turn, command, {move.supply(), name}, move.quantity())) return;
  batch->left -= move.quantity();
  const FactId id = tell(turn, move.supply(), name, move.kind(), move.quantity(), command);
  if (sent)
    shipments_.emplace(id, Shipment{.supply = move.supply(),
                                    .batch = name,
                                    .quantity = move.quantity(),
                                    .to = move.to(),
                                    .expires = batch->expires,
                                    .sent_by = command.person_id(),
                                    .since = turn.now()});
}

// A receipt for all of it. What is kept at the place where it arrives as a supply of the same code
// is more of that; elsewhere it is used up.
void StockLedger::receive(Turn& turn, const wire::Command& command) {
  const auto entry = shipments_.find(from_wire(command.move_stock().shipment()));
  if (entry == shipments_.end())
    return refuse(turn, command, "no_such_shipment",
                  {"没有这批在途物资，或已收到", "nothing of the kind is on the way"});
  const Shipment shipment = entry->second;
  const std::string supply = supply_at(shipment.supply, shipment.to);
  const BatchKey key{supply, shipment.batch};
  if (supply != shipment.supply && !batches_.contains(key) && batches_.size() >= kBatchesMax)
    return refuse(turn, command, "too_many_batches",
                  {"批次最多 10000 个", "at most 10,000 batches"});
  shipments_.erase(entry);
  if (supply != shipment.supply) {
    const std::string& expires = shipment.expires;
    StockedBatch& batch = batches_[key];
    // Of two days of one name the earlier is believed.
    if (batch.expires.empty() || (!expires.empty() && expires < batch.expires))
      batch.expires = expires;
    batch.left = std::min(kQuantityMax, batch.left + shipment.quantity);
  }
  tell(turn, supply, shipment.batch, wire::StockMoved::RECEIVED, shipment.quantity, command,
       shipment.to);
}

std::string StockLedger::supply_at(const std::string& supply, const std::string& place) const {
  const auto from = in_plan_.find(supply);
  if (from == in_plan_.end() || from->second->code().empty()) return supply;
  for (const auto& [id, there] : in_plan_)
    if (there->home() == place && there->code() == from->second->code()) return std::string(id);
  return supply;
}

StockedBatch* StockLedger::usable(Turn& turn, const wire::Command& command,
                                  const std::string& supply, std::string& batch) {
  const bool thrown_away = command.move_stock().kind() == wire::StockMoved::OUT;
  const auto found = batches_.find({supply, batch});
  if (!batch.empty() && found != batches_.end() && (!expired(found->second) || thrown_away))
    return &found->second;
  StockedBatch* best = nullptr;
  if (batch.empty())
    each_batch(*this, supply, [&](const BatchKey& key, StockedBatch& one) {
      if (expired(one) || to_be_had(key) == 0) return;
      const bool sooner = best != nullptr && !one.expires.empty() &&
                          (best->expires.empty() || one.expires < best->expires);
      if (best != nullptr && !sooner) return;
      best = &one;
      batch = key.second;
    });
  if (best == nullptr) {
    bool live = false;
    each_batch(*this, supply, [&](const BatchKey& key, const StockedBatch&) {
      live = live || held_live_of(key) > 0;
    });
    const Text by_live = live ? Text{"（含实战所留）", ", also by live"} : Text{};
    refuse(turn, command, "no_such_batch",
           {"没有这个批次，或已全部留出" + by_live.zh + "、过期：" + supply + " " + batch,
            "there is no such batch, or all of it is held" + by_live.en + " or expired: " + supply +
                " " + batch});
  }
  return best;
}

bool StockLedger::too_little(Turn& turn, const wire::Command& command, const BatchKey& key,
                             std::uint32_t quantity) {
  const std::uint32_t free = to_be_had(key);
  if (quantity <= free) return false;
  const std::string held = std::to_string(batches_.at(key).held);
  Text why{"只有 " + std::to_string(free) + " 可用，另有 " + held + " 已留出",
           "only " + std::to_string(free) + " can be had; " + held + " more are held"};
  if (const std::uint32_t live = held_live_of(key); live > 0) {
    why.zh += "，实战留着 " + std::to_string(live);
    why.en += ", and live holds " + std::to_string(live);
  }
  refuse(turn, command, "too_little", why);
  return true;
}

void StockLedger::on_hold(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.hold();
  if (!in_plan_.contains(wanted.supply()))
    return refuse(turn, command, "no_such_supply",
                  {"预案里没有物资“" + wanted.supply() + "”",
                   "the plan has no supply '" + wanted.supply() + "'"});
  if (wanted.quantity() == 0 || wanted.held_for().empty() || holds_.size() >= kStockHoldsMax)
    return refuse(turn, command, "bad_hold",
                  {"须写明留多少（quantity）、留给谁（for）；最多 1000 项",
                   "a hold says how much (quantity) and what for; at most 1,000"});
  std::string name = wanted.batch();
  StockedBatch* batch = usable(turn, command, wanted.supply(), name);
  if (batch == nullptr || too_little(turn, command, {wanted.supply(), name}, wanted.quantity()))
    return;
  batch->held += wanted.quantity();
  wire::Fact fact;
  auto& held = *fact.mutable_resource_held();
  held.set_supply(wanted.supply());
  held.set_batch(name);
  held.set_quantity(wanted.quantity());
  held.set_held_for(wanted.held_for());
  held.set_held_by(command.person_id());
  holds_.emplace(turn.conclude(std::move(fact)), HeldResource{.supply = wanted.supply(),
                                                              .batch = name,
                                                              .quantity = wanted.quantity(),
                                                              .held_for = wanted.held_for(),
                                                              .held_by = command.person_id(),
                                                              .since = turn.now()});
}

void StockLedger::on_release(Turn& turn, const wire::Command& command) {
  const auto released_already = [](const wire::Fact& fact) { return fact.has_hold_released(); };
  if (std::any_of(turn.facts().begin(), turn.facts().end(), released_already)) return;
  const auto entry = holds_.find(from_wire(command.release_hold().hold()));
  if (entry == holds_.end())
    return refuse(turn, command, "no_such_hold",
                  {"没有这项保留，或已解除", "there is no such hold, or it has been released"});
  const HeldResource hold = entry->second;
  batches_.at({hold.supply, hold.batch}).held -= hold.quantity;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(entry->first);
  auto& released = *fact.mutable_hold_released();
  *released.mutable_hold() = to_wire(entry->first);
  released.set_released_by(command.person_id());
  released.set_supply(hold.supply);
  released.set_quantity(hold.quantity);
  turn.conclude(std::move(fact));
  holds_.erase(entry);
}

}  // namespace fenghuo::playbooks
