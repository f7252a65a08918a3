#include "cli/replay_log.h"

#include <optional>
#include <utility>
#include <vector>

#include "cli/progress.h"
#include "cli/township.h"
#include "engine/decimal.h"
#include "simulator/virtual_run.h"

namespace fenghuo::cli {
namespace {

constexpr std::uint64_t kRecordsPerProgress = 10'000;

Error damaged(Offset offset, const Text& why) {
  const std::string n = std::to_string(offset.value);
  return {Errc::damaged_log,
          {"日志第 " + n + " 条记录：" + why.zh, "record " + n + " of the log: " + why.en}};
}

bool goes_in_again(const wire::Event& event) {
  if (event.has_command())
    return event.command().has_shelve_alarm() || event.command().has_unshelve_alarm();
  return event.has_datastreams_registered() || event.has_observations() || event.has_report() ||
         event.has_received_warning();
}

class LogReplayer {
 public:
  LogReplayer(const wire::PlanChanged& plan, const ReplayTakes& takes)
      : plan_(plan), takes_(takes) {}

  Result<void> take(const Entry& entry) {
    const RecordHeader& header = entry.record.header;
    out_.until = header.recorded_at;
    if (!entry.record.payload_kept) return forget(header);
    wire::Event event;
    if (!event.ParseFromString(entry.record.payload))
      return damaged(header.offset, {"内容不是事件", "the content is not an event"});
    if (auto ok = keep_facts(entry); !ok) return ok;
    if (event.has_plan_changed() && !begins_at_) begins_at_ = header.recorded_at;
    if (!world_) {
      if (event.has_datastreams_registered()) {
        registrations_.push_back(std::move(event));
      } else if (event.has_observations()) {
        if (auto ok = begin(header.recorded_at); !ok) return ok;
        return submit(header, std::move(event));
      } else if (goes_in_again(event)) {
        waiting_.emplace_back(header, std::move(event));
      }
      return {};
    }
    world_->run.advance_to(header.recorded_at);
    return goes_in_again(event) ? submit(header, std::move(event)) : Result<void>();
  }

  Result<LogReplay> finish() {
    if (!world_ && begins_at_)
      if (auto ok = begin(*begins_at_); !ok) return ok.error();
    if (!world_)
      return Error{Errc::not_found,
                   {"日志里没有可以重放的内容", "the log holds nothing that can be replayed"}};
    world_->run.advance_to(out_.until);
    return std::move(out_);
  }

 private:
  struct World {
    explicit World(const ReplayTakes& takes)
        : machine(township_machine()),
          run(machine, [&takes](std::span<const Entry> entries) { takes.take_facts(entries); }) {}
    Machine machine;
    simulator::VirtualRun run;
  };

  // Observations are forgotten from the front. What was judged from them can't be gone on with.
  Result<void> forget(const RecordHeader& header) {
    if (world_) return damaged(header.offset, {"观测内容缺失", "its observations are missing"});
    ++out_.forgotten;
    out_.recorded = AlarmHistory();
    waiting_.clear();
    begins_at_.reset();
    return {};
  }

  Result<void> keep_facts(const Entry& entry) {
    for (const auto& bytes : entry.facts) {
      wire::Fact fact;
      if (!fact.ParseFromString(bytes))
        return damaged(entry.record.header.offset, {"结论不可读", "a fact can't be read"});
      out_.recorded.take(entry.record.header.recorded_at, fact);
    }
    return {};
  }

  // Datastreams keep the numbers that the log gave them.
  Result<void> begin(Instant first_at) {
    out_.from = begins_at_.value_or(first_at);
    world_.emplace(takes_);
    world_->run.begin(out_.from, "fenghuo replay", plan_);
    for (auto& registration : registrations_)
      if (auto ok = submit({}, std::move(registration)); !ok) return ok;
    for (auto& [header, event] : waiting_) {
      world_->run.advance_to(header.recorded_at);
      if (auto ok = submit(header, std::move(event)); !ok) return ok;
    }
    world_->run.advance_to(first_at);
    return {};
  }

  Result<void> submit(const RecordHeader& header, wire::Event event) {
    const auto happening = world_->machine.interpret(event, header.recorded_at);
    if (!happening) return damaged(header.offset, happening.error().text);
    if (takes_.observation) {
      const Datastreams& datastreams = world_->machine.datastreams();
      for (const auto& row : happening->observations.rows) {
        const Datastream& of = datastreams[row.datastream];
        takes_.observation(datastreams.station_name(of.station), of.property, row.observed_at,
                           to_double(row.value, of.decimals));
      }
    }
    const std::vector<Submission> submissions{std::move(event)};
    world_->run.submit(submissions);
    return {};
  }

  const wire::PlanChanged& plan_;
  const ReplayTakes& takes_;
  // What comes before the first observations that are still there.
  std::optional<Instant> begins_at_;
  std::vector<wire::Event> registrations_;
  std::vector<std::pair<RecordHeader, wire::Event>> waiting_;
  std::optional<World> world_;
  LogReplay out_;
};

}  // namespace

Result<LogReplay> replay_log(const Log& log, const wire::PlanChanged& plan,
                             const ReplayTakes& takes) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  LogReplayer replayer(plan, takes);
  Progress progress(kRecordsPerProgress);
  while (true) {
    progress.count();
    const auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry) return replayer.finish();
    if (auto ok = replayer.take(**entry); !ok) return ok.error();
  }
}

}  // namespace fenghuo::cli
