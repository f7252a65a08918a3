#include "cli/verify/failure_runs.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <mutex>
#include <thread>

namespace fenghuo::cli {
namespace {

// "N-1  120/450  27 %", on a terminal alone.
class ProgressLine {
 public:
  ProgressLine(const Text& what, std::size_t all, const Session& session)
      : what_(session.say(what)), all_(all), shown_(::isatty(STDERR_FILENO) != 0) {}
  ~ProgressLine() {
    if (shown_ && done_ > 0) std::fprintf(stderr, "\n");
  }
  void count() {
    ++done_;
    if (shown_)
      std::fprintf(stderr, "\r%s  %zu/%zu  %zu %%", what_.c_str(), done_, all_, 100 * done_ / all_);
  }

 private:
  std::string what_;
  std::size_t all_;
  std::size_t done_ = 0;
  bool shown_;
};

}  // namespace

FailureRuns::FailureRuns(const std::vector<simulator::TriedNight>& nights, ResultsFile& kept,
                         std::uint64_t threads, const Session& session)
    : nights_(nights),
      kept_(kept),
      threads_(threads == 0 ? std::max(1U, std::thread::hardware_concurrency())
                            : std::min(threads, kThreadsMax)),
      session_(session),
      has_course_(nights.size()),
      courses_(nights.size()) {}

const simulator::Course& FailureRuns::course_of(std::uint32_t night) {
  std::call_once(has_course_[night],
                 [&] { courses_[night] = simulator::course_of(nights_[night]); });
  return courses_[night];
}

std::vector<simulator::FailureResult> FailureRuns::play(const std::vector<FailureCase>& cases,
                                                        const Text& what, Clock::time_point until) {
  std::vector<std::optional<simulator::FailureResult>> results(cases.size());
  std::vector<std::size_t> to_play;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (const auto* kept = kept_.find(cases[i].night, cases[i].elements))
      results[i] = *kept;
    else
      to_play.push_back(i);
  ProgressLine progress(what, std::max<std::size_t>(to_play.size(), 1), session_);
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  const auto work = [&] {
    for (std::size_t k = next++; k < to_play.size() && Clock::now() < until; k = next++) {
      const FailureCase& one = cases[to_play[k]];
      auto result = simulator::play_failure(nights_[one.night], one.night, one.elements,
                                            one.elements.empty() ? nullptr : &course_of(one.night));
      // Only what single failures ask for is of use.
      if (one.elements.size() > 1) result.asked = {};
      const std::lock_guard lock(mutex);
      kept_.keep(result);
      results[to_play[k]] = std::move(result);
      progress.count();
    }
  };
  const auto began = Clock::now();
  std::vector<std::thread> threads;
  for (std::uint64_t i = 1; i < std::min<std::uint64_t>(threads_, to_play.size()); ++i)
    threads.emplace_back(work);
  work();
  for (auto& thread : threads) thread.join();
  took_ += Clock::now() - began;
  played_ += std::min(next.load(), to_play.size());
  std::vector<simulator::FailureResult> played;
  for (auto& result : results)
    if (result) played.push_back(std::move(*result));
  return played;
}

std::optional<FailureRuns::Clock::duration> FailureRuns::time_of(std::size_t nights) const {
  if (played_ == 0) return std::nullopt;
  return took_ / static_cast<Clock::rep>(played_) * static_cast<Clock::rep>(nights);
}

}  // namespace fenghuo::cli
