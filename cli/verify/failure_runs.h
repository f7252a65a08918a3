// Plays many nights on all processors, with progress, and gives their results in order.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

#include "cli/verb.h"
#include "cli/verify/results_file.h"
#include "simulator/single_failures.h"

namespace fenghuo::cli {

/// More are no use, and each takes memory.
inline constexpr std::uint64_t kThreadsMax = 256;

struct FailureCase {
  std::uint32_t night = 0;
  std::vector<std::string> elements;
};

class FailureRuns {
 public:
  using Clock = std::chrono::steady_clock;

  /// All outlive it. `threads`: 0 is one a processor.
  FailureRuns(const std::vector<simulator::TriedNight>& nights, ResultsFile& kept,
              std::uint64_t threads, const Session& session);

  /// `what` names the work on the progress line. The results, in the order of the cases; of those
  /// that are begun by `until`.
  std::vector<simulator::FailureResult> play(const std::vector<FailureCase>& cases,
                                             const Text& what,
                                             Clock::time_point until = Clock::time_point::max());

  /// Of so many nights, as long as those took that were played so far; nothing: none was.
  std::optional<Clock::duration> time_of(std::size_t nights) const;

 private:
  const simulator::Course& course_of(std::uint32_t night);

  const std::vector<simulator::TriedNight>& nights_;
  ResultsFile& kept_;
  std::uint64_t threads_;
  const Session& session_;
  std::size_t played_ = 0;
  Clock::duration took_{};
  // Of the nights as they are, once one with a failure is played.
  std::vector<std::once_flag> has_course_;
  std::vector<simulator::Course> courses_;
};

}  // namespace fenghuo::cli
