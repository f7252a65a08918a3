#include "cli/replay_input.h"

#include <iterator>
#include <utility>
#include <vector>

#include "cli/facts_aside.h"
#include "cli/progress.h"
#include "cli/read_ahead.h"
#include "cli/township.h"
#include "engine/decimal.h"
#include "simulator/virtual_run.h"

namespace fenghuo::cli {
namespace {

constexpr std::uint64_t kLinesPerProgress = 100'000;

class Replay {
 public:
  Replay(const wire::PlanChanged& plan, const ReplayTakes& takes, Session& session)
      : session_(session),
        takes_(takes),
        facts_(takes),
        machine_(township_machine()),
        run_(machine_, [this](std::span<const Entry> entries) { facts_.take(entries); }),
        plan_(plan),
        may_be_behind_(late_after(plan.plan())) {}

  Result<InputDoubts> run(adapters::ObservationFile& file) {
    ReadAhead ahead(file);
    while (true) {
      const auto lines = ahead.next();
      if (!lines) return lines.error();
      if (*lines == nullptr) break;
      take(**lines);
    }
    if (begun_) end();
    InputDoubts doubts = doubts_about(run_.machine().datastreams(), plan_.plan());
    doubts.lines_late = late_;
    return doubts;
  }

 private:
  void take(ReadLines& read) {
    read_ = &read;
    rows_begin_ = rows_end_ = 0;
    for (auto& line : read.lines) {
      if (!begun_) begin(line.at);
      // Engine time is the largest time read; timers due by then fire before the row.
      const Instant now = std::max(clock_, line.at);
      if (now - line.at > may_be_behind_) ++late_;
      if (!goes_with_others(now)) {
        submit();
        run_.advance_to(now);
        timer_ = run_.next_timer();
      }
      clock_ = now;
      if (!waits()) began_ = now;
      wait(line);
      progress_.count();
    }
    submit();
  }
  void begin(Instant at) {
    begun_ = true;
    clock_ = at;
    run_.begin(at, "fenghuo replay", plan_);
    timer_ = run_.next_timer();
  }
  // Nothing more comes: what waits for earlier observations waits no longer. Those of the last
  // moment are judged once it is behind.
  void end() {
    if (plan_.plan().reorder_ms() == 0) return;
    run_.advance_to(clock_ + Span{plan_.plan().reorder_ms()} + Span{1});
    wire::Event event;
    event.mutable_time_passed();
    const std::vector<Submission> submissions{std::move(event)};
    run_.submit(submissions);
  }
  // Rows of one moment go in one record. Where observations wait for each other anyway, so do those
  // of different moments, each judged at its own: no timer that one of them sets is due before the
  // last of them.
  bool goes_with_others(Instant now) const {
    if (now == clock_) return true;
    return waits() && now - began_ < Span{plan_.plan().reorder_ms()} && (!timer_ || *timer_ > now);
  }
  bool waits() const { return !waiting_.empty() || rows_begin_ != rows_end_; }
  void wait(ReadLines::Line& line) {
    if (line.alone) {
      wait_for_rows();
      if (const auto* block = std::get_if<ObservationBlock>(&*line.alone)) tell(*block);
      waiting_.push_back(std::move(*line.alone));
    }
    rows_end_ = line.rows_end;
  }
  // Nearly always all that was read together goes together, as it is.
  void wait_for_rows() {
    if (rows_begin_ == rows_end_) return;
    ObservationBlock& all = read_->block;
    const bool whole = rows_end_ - rows_begin_ == all.rows.size();
    if (!whole) {
      some_.rows.assign(all.rows.begin() + rows_begin_, all.rows.begin() + rows_end_);
      some_.sources.assign(std::make_move_iterator(all.sources.begin() + rows_begin_),
                           std::make_move_iterator(all.sources.begin() + rows_end_));
      for (auto& row : some_.rows) row.source -= rows_begin_;
    }
    lend(whole ? all : some_);
    rows_begin_ = rows_end_;
  }
  // Until it is submitted. Its memory is used again.
  void lend(ObservationBlock& block) {
    tell(block);
    lent_.emplace_back(waiting_.size(), &block);
    waiting_.emplace_back(std::move(block));
  }
  void submit() {
    wait_for_rows();
    if (waiting_.empty()) return;
    run_.advance_to(clock_);  // no timer is due by then
    const TickResult result = run_.submit(waiting_);
    for (const auto& receipt : result.receipts)
      if (receipt.refused) session_.fail(*receipt.refused);
    for (const auto& [place, block] : lent_)
      *block = std::move(std::get<ObservationBlock>(waiting_[place]));
    lent_.clear();
    waiting_.clear();
    timer_ = run_.next_timer();
  }
  void tell(const ObservationBlock& block) const {
    if (!takes_.observation) return;
    for (const auto& row : block.rows) {
      const auto& source = block.sources[row.source];
      takes_.observation(source.station, source.property, row.observed_at,
                         to_double(row.value, source.decimals));
    }
  }

  Session& session_;
  const ReplayTakes& takes_;
  FactsAside facts_;
  Machine machine_;
  simulator::VirtualRun run_;
  const wire::PlanChanged& plan_;
  Span may_be_behind_;
  Progress progress_{kLinesPerProgress};

  bool begun_ = false;
  std::uint64_t late_ = 0;
  Instant clock_{};  // of the newest line; the engine's follows when rows are submitted
  std::optional<Instant> timer_;  // the engine's next
  Instant began_{};               // engine time of the first that waits
  // What waits for others to go with: these, and after them rows of what was read.
  std::vector<Submission> waiting_;
  std::vector<std::pair<std::size_t, ObservationBlock*>> lent_;  // those of them that go back
  ReadLines* read_ = nullptr;
  ObservationBlock some_;  // of what was read
  std::uint32_t rows_begin_ = 0;
  std::uint32_t rows_end_ = 0;
};

}  // namespace

Result<InputDoubts> replay_input(adapters::ObservationFile& file, const wire::PlanChanged& plan,
                                 const ReplayTakes& takes, Session& session) {
  return Replay(plan, takes, session).run(file);
}

}  // namespace fenghuo::cli
