// The thread that owns the engine. Edges submit from any thread; what has come is taken in one
// tick, made durable in one commit, and only then do receipts, effects and the news of the commit
// go out.
//
// Full is an answer: submit() says no, and the edge pushes back on its sender. What people tell us
// has a queue of its own, which a flood of observations can't fill.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/clock.h"
#include "engine/engine.h"

namespace fenghuo::adapters {

/// 400,000 rows x 32 bytes = 13 MB waiting at most: a third of a second of a storm.
inline constexpr std::size_t kInboxRowsMax = 400'000;
/// Events of people and of channels: 20,000 x about 500 bytes = 10 MB.
inline constexpr std::size_t kInboxEventsMax = 20'000;
/// A tick takes two full records at most, so that a flood can't hold the loop.
inline constexpr std::size_t kTickRowsMax = 2 * kRowsPerRecordMax;
/// A question may copy all of the state: after so many a tick comes first.
inline constexpr std::size_t kQuestionsPerTickMax = 4;

struct EngineCounts {
  std::uint64_t ticks = 0;
  std::uint64_t records = 0;
  std::uint64_t rows = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t inbox_full = 0;
  std::uint64_t snapshots = 0;
  std::size_t rows_waiting = 0;
  double tick_seconds_sum = 0;
  double tick_seconds_max = 0;
};

class EngineThread {
 public:
  using Done = std::function<void(Receipt)>;
  struct Listener {
    /// Runs a step on the thread of the edges; called on the engine's.
    std::function<void(std::function<void()>)> post;
    /// These are called through post().
    std::function<void(Offset next)> committed;
    std::function<void(std::vector<OwedEffect>)> owed;
    std::function<void(Error)> failed;  // the log can't be written: the process must end
    std::function<void(Error)> warned;  // a snapshot wasn't saved: the next start takes longer
  };

  /// All outlive the thread.
  EngineThread(Engine& engine, Log& log, const Clock& clock, Listener listener);
  ~EngineThread();

  /// False when the inbox is full; `done` is then not called. It is called through post().
  bool submit(Submission submission, Done done);
  /// Runs `question` on the engine's thread between two ticks, so that it sees a committed state.
  /// In the order of asking, and never refused: whoever asks for others sees to it that few wait
  /// (http/shared_question.h).
  void ask(std::function<void(const Engine&)> question);
  /// Takes what has come in a last tick and ends. What comes later is refused.
  void stop();
  EngineCounts counts() const;

 private:
  using Question = std::function<void(const Engine&)>;
  struct Item {
    Submission submission;
    Done done;
  };
  struct Taken {
    std::vector<Item> items;
    std::vector<Question> questions;
    bool stopping = false;
  };

  void run();
  Taken take();
  std::vector<Question> take_questions();  // under the lock
  bool tick(std::vector<Item> items);
  void count(const TickResult& result, double seconds);
  void save_snapshot_aside();

  Engine& engine_;
  Log& log_;
  const Clock& clock_;
  Listener listener_;

  mutable std::mutex mutex_;
  std::condition_variable woken_;
  std::vector<Item> events_;
  std::deque<Item> blocks_;
  std::deque<Question> questions_;
  bool stopping_ = false;
  EngineCounts counts_;

  std::thread snapshot_;
  bool snapshot_running_ = false;
  std::thread thread_;
};

}  // namespace fenghuo::adapters
