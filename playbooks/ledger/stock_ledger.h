// The stage that counts: what there is of each supply, batch by batch, what of it is promised and
// what is on the way. What is promised or has expired can't be taken by anybody else, and too
// little is told.
//
// For each batch: what the plan counted, plus what came in and was found by counting, less what was
// taken and sent, is what is left. In an exercise what live holds of it is not to be had either.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/stage.h"
#include "playbooks/ledger/resource_state.h"

namespace fenghuo::playbooks {

/// Batches of all supplies; 10,000 of about 150 bytes are 1.5 MB.
inline constexpr std::size_t kBatchesMax = 10'000;
inline constexpr std::size_t kStockHoldsMax = 1'000;
inline constexpr std::size_t kShipmentsMax = 10'000;

class StockLedger : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<StockLedger>(*this); }

 private:
  using BatchKey = std::pair<std::string, std::string>;  // supply and batch

  void read_plan(Turn& turn);
  void index_plan(const wire::Plan& plan);
  void on_command(Turn& turn, const wire::Command& command);
  void on_move(Turn& turn, const wire::Command& command);
  void take_in(Turn& turn, const wire::Command& command);
  void count(Turn& turn, const wire::Command& command);
  void take_out(Turn& turn, const wire::Command& command);
  void receive(Turn& turn, const wire::Command& command);
  void on_hold(Turn& turn, const wire::Command& command);
  void on_release(Turn& turn, const wire::Command& command);
  /// Calls `use(key, batch)` for each batch of the supply, by their names.
  template <class Self, class Use>
  static void each_batch(Self& self, const std::string& supply, Use use) {
    auto at = self.batches_.lower_bound({supply, ""});
    for (; at != self.batches_.end() && at->first.first == supply; ++at) use(at->first, at->second);
  }
  /// The batch that a command names, or the one that it must mean: of those that aren't expired the
  /// one that expires first. Null, with a refusal: there is none. Expired ones only by their name,
  /// to be thrown away.
  StockedBatch* usable(Turn& turn, const wire::Command& command, const std::string& supply,
                       std::string& batch);
  bool too_little(Turn& turn, const wire::Command& command, const BatchKey& key,
                  std::uint32_t quantity);
  void follow_live(const wire::LiveTold& told);
  /// Of what is left and nobody here holds.
  std::uint32_t held_live_of(const BatchKey& key) const;
  std::uint32_t to_be_had(const BatchKey& key) const {
    const StockedBatch& batch = batches_.at(key);
    return batch.left - batch.held - held_live_of(key);
  }
  FactId tell(Turn& turn, const std::string& supply, const std::string& batch,
              wire::StockMoved::Kind kind, std::uint32_t quantity, const wire::Command& command,
              const std::string& shipped_to = "");
  FactId conclude(Turn& turn, wire::StockMoved moved);
  bool is_new_day(const Turn& turn);
  void look_for_shortage(Turn& turn, const std::string& supply, std::optional<FactId> cause);
  /// Where a shipment that goes there is kept; the supply itself where nothing of it is.
  std::string supply_at(const std::string& supply, const std::string& place) const;
  bool expired(const StockedBatch& batch) const {
    return !batch.expires.empty() && batch.expires < today_;
  }
  /// That can be used: not expired.
  std::uint32_t left_of(const std::string& supply) const;
  void describe_supply(const wire::Supply& supply, wire::StandingSupply& told) const;

  std::map<BatchKey, StockedBatch> batches_;
  std::map<FactId, HeldResource> holds_;
  std::map<FactId, Shipment> shipments_;
  std::set<std::string> short_;  // supplies of which too little is known to be left
  std::string today_;            // the local day of the last record
  bool is_exercise_ = false;
  std::map<BatchKey, std::uint32_t> held_live_;  // as it was told last

  std::optional<std::chrono::sys_days> day_;  // today_, once it has been made here

  // What follows from the plan.
  const wire::Plan* plan_ = &wire::Plan::default_instance();
  std::map<std::string_view, const wire::Supply*> in_plan_;
  std::map<BatchKey, std::string> listed_expires_;  // they outlive a change of plan
  std::set<std::string> places_;
};

/// By code, what the plan's own responses would use up if every village were told to leave at once.
std::map<std::string, std::uint32_t> wanted_in_the_worst_case(const wire::Plan& plan);

}  // namespace fenghuo::playbooks
