// A township in the flood: the whole machine and an engine over a log, with the plan in it, run in
// the plan's time as fast as it goes.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <thread>

#include "bench/scene.h"
#include "engine/engine.h"

namespace fenghuo::bench {

class Township {
 public:
  Township(Log& log, const Size& size, const Weather& weather, std::uint32_t rows_per_block);
  ~Township();
  Township(const Township&) = delete;
  Township& operator=(const Township&) = delete;

  /// The next five minutes: one tick with every station's value. What the engine sends is delivered
  /// and answered in the tick after. A snapshot that is due is written on another thread, as
  /// `serve` does.
  void step();
  /// Ends what runs aside.
  void finish();

  std::uint64_t steps() const { return steps_; }
  std::uint64_t rows() const { return rows_; }
  std::uint64_t rows_since_snapshot() const { return rows_ - rows_at_snapshot_; }
  const Machine& machine() const { return machine_; }
  const Engine& engine() const { return *engine_; }

 private:
  void take(const TickResult& result);
  void save_snapshot_aside();

  Log& log_;
  Machine machine_;
  std::optional<Engine> engine_;
  Feeder feeder_;
  std::vector<Submission> replies_;
  std::uint64_t steps_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t rows_at_snapshot_ = 0;
  std::thread snapshot_;
};

/// The villages that the pack's lowest level is reached in during the first `steps`, reckoned anew
/// from the rain itself. What the engine says must be the same.
std::set<std::string> villages_to_alarm(const Size& size, const Weather& weather,
                                        std::uint64_t steps);

/// What the log holds.
struct Kept {
  std::uint64_t rows = 0;
  std::uint64_t facts = 0;
  std::set<std::string> villages_alarmed;
};
Kept read_back(const Log& log);

}  // namespace fenghuo::bench
