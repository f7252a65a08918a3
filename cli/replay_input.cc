#include "cli/replay_input.h"

#include "cli/progress.h"
#include "cli/township.h"
#include "engine/decimal.h"
#include "simulator/virtual_run.h"

namespace fenghuo::cli {
namespace {

// About as many rows go in one record.
constexpr std::size_t kRowsPerTick = 3000;
constexpr std::uint64_t kLinesPerProgress = 100'000;

class Replay {
 public:
  Replay(const wire::PlanChanged& plan, const ReplayTakes& takes, Session& session)
      : session_(session),
        takes_(takes),
        machine_(township_machine()),
        run_(machine_, [this](std::span<const Entry> entries) { takes_.take_facts(entries); }),
        plan_(plan) {}

  Result<InputDoubts> run(adapters::ObservationFile& file) {
    bool first = true;
    std::uint64_t late = 0;
    const Span may_be_behind = late_after(plan_.plan());
    Progress progress(kLinesPerProgress);
    adapters::RecordedEvent event;
    while (true) {
      const auto more = file.next(event);
      if (!more) return more.error();
      if (!*more) break;
      if (first) run_.begin(event.at, "fenghuo replay", plan_);
      first = false;
      // Engine time is the largest time read; timers due by then fire before the row.
      const Instant now = std::max(run_.now(), event.at);
      if (now - event.at > may_be_behind) ++late;
      if (!goes_with_others(now)) {
        submit();
        run_.advance_to(now);
      } else if (now > run_.now()) {
        run_.advance_to(now);  // no timer is due by then
      }
      if (waiting_.empty()) began_ = now;
      wait(event.submission);
      progress.count();
    }
    submit();
    if (!first) end();
    InputDoubts doubts = doubts_about(run_.machine().datastreams(), plan_.plan());
    doubts.lines_late = late;
    return doubts;
  }

 private:
  // Nothing more comes: what waits for earlier observations waits no longer.
  void end() {
    if (plan_.plan().reorder_ms() == 0) return;
    run_.advance_to(run_.now() + Span{plan_.plan().reorder_ms()});
    wire::Event event;
    event.mutable_time_passed();
    const std::vector<Submission> submissions{std::move(event)};
    run_.submit(submissions);
  }
  // Rows of one moment go in one record. Where observations wait for each other anyway, so do those
  // of different moments, each judged at its own: no timer that one of them sets is due before the
  // last of them.
  bool goes_with_others(Instant now) {
    if (rows_waiting_ >= kRowsPerTick || waiting_.size() >= kRowsPerTick) return false;
    if (now == run_.now()) return true;
    const auto timer = run_.next_timer();
    return now - began_ < Span{plan_.plan().reorder_ms()} && (!timer || *timer > now);
  }
  // Rows that follow each other are one block, as if they had come together: nothing of a block is
  // in the log but its rows.
  void wait(const Submission& submission) {
    const auto* block = std::get_if<ObservationBlock>(&submission);
    if (block != nullptr) tell(*block);
    auto* last = waiting_.empty() ? nullptr : std::get_if<ObservationBlock>(&waiting_.back());
    if (block == nullptr || block->frame_key != 0 || block->sent_at || last == nullptr ||
        last->frame_key != 0 || last->sent_at ||
        last->rows.size() + block->rows.size() > kRowsPerRecordMax) {
      if (block == nullptr || !block->rows.empty()) waiting_.push_back(submission);
    } else {
      const auto sources = static_cast<std::uint32_t>(last->sources.size());
      last->sources.insert(last->sources.end(), block->sources.begin(), block->sources.end());
      for (ObservationBlock::Row row : block->rows) {
        row.source += sources;
        last->rows.push_back(row);
      }
    }
    if (block != nullptr) rows_waiting_ += block->rows.size();
  }
  void submit() {
    if (waiting_.empty()) return;
    const TickResult result = run_.submit(waiting_);
    for (const auto& receipt : result.receipts)
      if (receipt.refused) session_.fail(*receipt.refused);
    waiting_.clear();
    rows_waiting_ = 0;
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
  Machine machine_;
  simulator::VirtualRun run_;
  const wire::PlanChanged& plan_;
  std::vector<Submission> waiting_;  // read, and not in a record yet
  std::size_t rows_waiting_ = 0;
  Instant began_{};  // engine time of the first of them
};

}  // namespace

Result<InputDoubts> replay_input(adapters::ObservationFile& file, const wire::PlanChanged& plan,
                                 const ReplayTakes& takes, Session& session) {
  return Replay(plan, takes, session).run(file);
}

}  // namespace fenghuo::cli
