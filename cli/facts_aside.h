// Conclusions are told on a thread of their own, in order, while the engine goes on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "cli/handover.h"
#include "cli/replay_takes.h"

namespace fenghuo::cli {

class FactsAside {
 public:
  /// `takes` outlives it; its `fact` is called on the other thread, and no more once this is gone.
  explicit FactsAside(const ReplayTakes& takes);
  ~FactsAside();
  FactsAside(const FactsAside&) = delete;
  FactsAside& operator=(const FactsAside&) = delete;

  void take(std::span<const Entry> entries);

 private:
  struct Told {
    FactId id;
    Instant recorded_at{};
    std::string fact;
  };
  using Batch = std::vector<Told>;

  void hand_over();

  Handover<Batch> handover_;
  std::optional<Batch> batch_;  // not handed over yet
  std::thread thread_;
};

}  // namespace fenghuo::cli
