#include "adapters/engine_thread.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace fenghuo::adapters {
namespace {

std::size_t rows_in(const Submission& submission) {
  const auto* block = std::get_if<ObservationBlock>(&submission);
  return block == nullptr ? 0 : block->rows.size();
}

}  // namespace

EngineThread::EngineThread(Engine& engine, Log& log, const Clock& clock, Listener listener)
    : engine_(engine), log_(log), clock_(clock), listener_(std::move(listener)) {
  thread_ = std::thread([this] { run(); });
}

EngineThread::~EngineThread() {
  stop();
}

void EngineThread::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_one();
  if (thread_.joinable()) thread_.join();
  if (snapshot_.joinable()) snapshot_.join();
}

bool EngineThread::submit(Submission submission, Done done) {
  const std::size_t rows = rows_in(submission);
  const bool is_block = std::holds_alternative<ObservationBlock>(submission);
  {
    const std::lock_guard lock(mutex_);
    const bool full =
        is_block ? counts_.rows_waiting + rows > kInboxRowsMax : events_.size() >= kInboxEventsMax;
    if (full || stopping_) {
      ++counts_.inbox_full;
      return false;
    }
    counts_.rows_waiting += rows;
    Item item{std::move(submission), std::move(done)};
    if (is_block) {
      blocks_.push_back(std::move(item));
    } else {
      events_.push_back(std::move(item));
    }
  }
  woken_.notify_one();
  return true;
}

void EngineThread::ask(std::function<void(const Engine&)> question) {
  {
    const std::lock_guard lock(mutex_);
    questions_.push_back(std::move(question));
  }
  woken_.notify_one();
}

EngineCounts EngineThread::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

EngineThread::Taken EngineThread::take() {
  const auto timer = engine_.next_timer();
  std::unique_lock lock(mutex_);
  const auto something = [&] {
    return stopping_ || !events_.empty() || !blocks_.empty() || !questions_.empty();
  };
  if (timer) {
    woken_.wait_for(lock, clock_.until(*timer), something);
  } else {
    woken_.wait(lock, something);
  }
  Taken taken{std::exchange(events_, {}), take_questions(), stopping_};
  std::size_t rows = 0;
  auto end = blocks_.begin();
  while (end != blocks_.end() && (rows == 0 || rows + rows_in(end->submission) <= kTickRowsMax)) {
    rows += rows_in(end->submission);
    ++end;
  }
  counts_.rows_waiting -= rows;
  std::move(blocks_.begin(), end, std::back_inserter(taken.items));
  blocks_.erase(blocks_.begin(), end);
  taken.stopping = taken.stopping && blocks_.empty();
  return taken;
}

// The last tick leaves nobody without an answer.
std::vector<EngineThread::Question> EngineThread::take_questions() {
  const std::size_t count =
      stopping_ ? questions_.size() : std::min(questions_.size(), kQuestionsPerTickMax);
  const auto end = questions_.begin() + static_cast<std::ptrdiff_t>(count);
  std::vector<Question> taken(std::make_move_iterator(questions_.begin()),
                              std::make_move_iterator(end));
  questions_.erase(questions_.begin(), end);
  return taken;
}

void EngineThread::run() {
  while (true) {
    Taken taken = take();
    for (const auto& question : taken.questions) question(engine_);
    if (!tick(std::move(taken.items))) return;
    if (taken.stopping) return;
    if (engine_.snapshot_due()) save_snapshot_aside();
  }
}

bool EngineThread::tick(std::vector<Item> items) {
  const auto began = std::chrono::steady_clock::now();
  std::vector<Submission> submissions;
  submissions.reserve(items.size());
  for (auto& item : items) submissions.push_back(std::move(item.submission));
  auto result = engine_.tick(clock_.now(), submissions);
  if (!result) {
    listener_.post([failed = listener_.failed, error = result.error()] { failed(error); });
    return false;
  }
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - began;
  count(*result, passed.count());
  if (result->records == 0 && items.empty()) return true;
  // One step for the whole tick: the edges are woken once, however many were waiting.
  auto receipts = std::make_shared<TickResult>(std::move(*result));
  auto waiting = std::make_shared<std::vector<Item>>(std::move(items));
  listener_.post([this, receipts, waiting, next = engine_.head().next] {
    for (std::size_t i = 0; i < waiting->size(); ++i)
      if ((*waiting)[i].done) (*waiting)[i].done(std::move(receipts->receipts[i]));
    if (!receipts->effects.empty()) listener_.owed(std::move(receipts->effects));
    if (receipts->records > 0) listener_.committed(next);
  });
  return true;
}

void EngineThread::count(const TickResult& result, double seconds) {
  const std::lock_guard lock(mutex_);
  ++counts_.ticks;
  counts_.records += result.records;
  for (const auto& receipt : result.receipts) {
    counts_.rows += receipt.rows;
    counts_.duplicates += receipt.duplicate ? 1 : 0;
  }
  counts_.tick_seconds_sum += seconds;
  counts_.tick_seconds_max = std::max(counts_.tick_seconds_max, seconds);
}

// The copy is made here, between two ticks; writing it takes its own thread. One at a time.
void EngineThread::save_snapshot_aside() {
  {
    const std::lock_guard lock(mutex_);
    if (snapshot_running_) return;
    snapshot_running_ = true;
  }
  if (snapshot_.joinable()) snapshot_.join();
  auto copy = engine_.copy_for_snapshot();
  snapshot_ = std::thread(
      [this, head = copy.first, machine = std::make_shared<Machine>(std::move(copy.second))] {
        const auto saved = save_snapshot(log_, head, *machine);
        if (!saved)
          listener_.post([warned = listener_.warned, error = saved.error()] { warned(error); });
        const std::lock_guard lock(mutex_);
        snapshot_running_ = false;
        counts_.snapshots += saved ? 1 : 0;
      });
}

}  // namespace fenghuo::adapters
