// fenghuo replay PLAN --input FILE: recorded observations through the engine in virtual time;
// prints facts as JSON lines.
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/observation_file.h"
#include "adapters/plan/folder.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/check.h"
#include "engine/engine.h"
#include "simulator/passing_log.h"

namespace fenghuo::cli {
namespace {

// About as many rows go in one record.
constexpr std::size_t kRowsPerTick = 3000;

class Replay {
 public:
  Replay(const wire::PlanChanged& plan, Session& session)
      : session_(session),
        style_{session.language, std::chrono::seconds{plan.plan().utc_offset_s()}},
        log_([this](std::span<const Entry> entries) { print(entries); }),
        machine_(township_machine()),
        engine_(log_, machine_),
        plan_(plan) {}

  void run(adapters::ObservationFile& file) {
    bool first = true;
    std::uint64_t lines = 0;
    const bool progress = ::isatty(STDERR_FILENO) != 0;
    adapters::RecordedEvent event;
    while (true) {
      const auto more = file.next(event);
      if (!more) return session_.fail(more.error());
      if (!*more) break;
      if (first) begin(event.at);
      first = false;
      // Engine time is the largest time read; timers due by then fire before the row.
      const Instant now = std::max(now_, event.at);
      if (!goes_with_others(now)) {
        tick();
        now_ = now;
        fire_timers();
      }
      now_ = now;
      if (waiting_.empty()) began_ = now;
      wait(event.submission);
      if (progress && ++lines % 100'000 == 0)
        std::fprintf(stderr, "\r%llu", static_cast<unsigned long long>(lines));
    }
    tick();
    if (!first) end();
    if (progress && lines >= 100'000) std::fputc('\n', stderr);
  }

 private:
  void begin(Instant at) {
    now_ = at;
    CHECK(engine_.open("exercise", "fenghuo replay", at));
    wire::Event event;
    *event.mutable_plan_changed() = plan_;
    tick({std::move(event)});
  }
  // Nothing more comes: what waits for earlier observations waits no longer.
  void end() {
    if (plan_.plan().reorder_ms() == 0) return;
    now_ += Span{plan_.plan().reorder_ms()};
    fire_timers();
    wire::Event event;
    event.mutable_time_passed();
    tick({std::move(event)});
  }
  void fire_timers() {
    while (engine_.next_timer() && *engine_.next_timer() <= now_) {
      const auto result = engine_.tick(*engine_.next_timer(), {});
      CHECK(result);
    }
  }
  // Rows of one moment go in one record. Where observations wait for each other anyway, so do those
  // of different moments, each judged at its own: no timer that one of them sets is due before the
  // last of them.
  bool goes_with_others(Instant now) {
    if (rows_waiting_ >= kRowsPerTick || waiting_.size() >= kRowsPerTick) return false;
    if (now == now_) return true;
    const auto timer = engine_.next_timer();
    return now - began_ < Span{plan_.plan().reorder_ms()} && (!timer || *timer > now);
  }
  // Rows that follow each other are one block, as if they had come together: nothing of a block is
  // in the log but its rows.
  void wait(const Submission& submission) {
    const auto* block = std::get_if<ObservationBlock>(&submission);
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
  void tick() {
    if (waiting_.empty()) return;
    tick(waiting_);
    waiting_.clear();
    rows_waiting_ = 0;
  }
  void tick(const std::vector<Submission>& submissions) {
    const auto result = engine_.tick(now_, submissions);
    CHECK(result);
    for (const auto& receipt : result->receipts)
      if (receipt.refused) session_.fail(*receipt.refused);
  }
  void print(std::span<const Entry> entries) {
    for (const auto& entry : entries) {
      const auto& header = entry.record.header;
      for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
        wire::Fact fact;
        CHECK(fact.ParseFromString(entry.facts[i]));
        const auto json = adapters::fact_json({header.offset, i}, header.recorded_at, fact, style_);
        std::printf("%s\n", adapters::to_text(json).c_str());
      }
    }
  }

  Session& session_;
  adapters::JsonStyle style_;
  simulator::PassingLog log_;
  Machine machine_;
  Engine engine_;
  const wire::PlanChanged& plan_;
  Instant now_{};
  std::vector<Submission> waiting_;  // read, and not in a record yet
  std::size_t rows_waiting_ = 0;
  Instant began_{};  // engine time of the first of them
};

void replay(const std::string& folder, const std::string& input, Session& session) {
  const auto loaded = load_whole_plan(folder);
  session.print(loaded.faults);
  if (!loaded.faults.empty())
    return session.fail({"方案有问题，未回放", "the plan has faults; nothing was replayed"});
  auto file = adapters::ObservationFile::open(input);
  if (!file) return session.fail(file.error());
  Replay(loaded.change, session).run(**file);
}

}  // namespace

void add_replay(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("replay",
                         {"把记录下来的观测重放一遍，输出引擎的结论",
                          "run recorded observations through the engine; print what it concludes"});
  auto folder = std::make_shared<std::string>();
  auto input = std::make_shared<std::string>();
  verb.text("PLAN", *folder, {"方案文件夹", "the plan's folder"}, Need::required);
  verb.text("--input", *input,
            {"观测文件：CSV（可为 gzip）或每行一个 CloudEvent；- 为标准输入",
             "observations: CSV (gzip is read too) or a CloudEvent a line; - is standard input"},
            Need::required);
  verb.example("fenghuo replay plans/qingxi --input 2009.csv.gz");
  verb.run([folder, input, &session] { replay(*folder, *input, session); });
}

}  // namespace fenghuo::cli
