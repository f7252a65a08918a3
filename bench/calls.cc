// One duty for every village of a country: opened, called through a gateway that takes so many
// messages a second, answered by nine people in ten and climbed to the stand-in by the tenth.
#include <malloc.h>

#include <deque>

#include "adapters/rocksdb_log.h"
#include "bench/flood.h"
#include "bench/measure.h"
#include "cli/township.h"
#include "engine/level.h"
#include "simulator/passing_log.h"

namespace fenghuo::bench {
namespace {

using std::chrono::milliseconds;

constexpr Span kTick = milliseconds{100};
constexpr std::uint32_t kAreasPerCommand = 1'000;
constexpr Span kAnswerAfter = std::chrono::seconds{20};

wire::Event plan_of(std::uint32_t villages) {
  wire::Event event;
  event.mutable_plan_changed()->set_version("calls");
  wire::Plan& plan = *event.mutable_plan_changed()->mutable_plan();
  plan.set_id("430999101000");
  plan.set_two_persons_above(1'000'000'000);
  for (std::uint32_t i = 0; i < villages; ++i) {
    const std::string id = village_name(i);
    plan.add_villages()->set_id(id);
    auto& duty = *plan.add_roster();
    duty.set_area(id);
    duty.set_duty("village_leader");
    duty.set_holder("leader-" + std::to_string(i));
    duty.set_stand_in("deputy-" + std::to_string(i));
  }
  auto& playbook = *plan.add_playbooks();
  playbook.set_id("warn");
  playbook.add_duties("village_leader");
  playbook.mutable_headline()->set_zh("【{hazard}{level}预警】{village}");
  playbook.mutable_text()->set_zh(
      "{village}：{action}。请在 {minutes} 分钟内答复。依据：{reason}。");
  auto& response = *playbook.add_responses();
  response.set_level(to_wire(Level::orange));
  response.mutable_action()->set_zh("请立即通知危险区群众做好转移准备");
  for (const auto callee : {wire::Rung::HOLDER, wire::Rung::STAND_IN}) {
    auto& rung = *response.add_ladder();
    rung.set_callee(callee);
    rung.add_channels("webhook");
    rung.set_wait_ms(5 * 60'000);
  }
  return event;
}

wire::Event warning(std::uint32_t first, std::uint32_t last) {
  wire::Event event;
  event.mutable_command()->set_person_id("country");
  auto& warn = *event.mutable_command()->mutable_warn();
  warn.set_playbook("warn");
  warn.set_level(to_wire(Level::orange));
  warn.mutable_reason()->set_zh("特大暴雨");
  for (std::uint32_t i = first; i < last; ++i) warn.add_areas(village_name(i));
  return event;
}

wire::Event delivered(EffectId id) {
  wire::Event event;
  auto& report = *event.mutable_effect_reported();
  report.set_offset(id.offset.value);
  report.set_index(id.index);
  report.set_outcome(wire::EffectReported::DELIVERED);
  report.set_attempts(1);
  return event;
}

wire::Event answer(const wire::SendMessage& message) {
  wire::Event event;
  event.mutable_command()->set_person_id(message.person());
  auto& given = *event.mutable_command()->mutable_answer();
  given.mutable_obligation()->set_offset(message.obligation().offset());
  given.mutable_obligation()->set_index(message.obligation().index());
  given.set_kind(wire::Answer::RECEIVED);
  given.set_answered_by(message.person());
  return event;
}

// The world around the engine: a gateway with its queue, and people who answer after a while.
class Calls {
 public:
  Calls(Log& log, const Settings& settings)
      : settings_(settings), log_(log), machine_(cli::township_machine()), engine_(log_, machine_) {
    must(engine_.open("live", "calls", now_));
    must(engine_.tick(now_, std::vector<Submission>{plan_of(settings.duties)}));
  }

  void open_all() {
    for (std::uint32_t first = 0; first < settings_.duties; first += kAreasPerCommand) {
      const auto last = std::min(first + kAreasPerCommand, settings_.duties);
      take(must(engine_.tick(now_, std::vector<Submission>{warning(first, last)})));
    }
    must(called_ == settings_.duties, "not every village was called");
  }

  /// Until every duty is answered; gives how long each tick took.
  std::vector<double> answer_all() {
    std::vector<double> ticks_ms;
    while (answered_ < settings_.duties) {
      now_ += kTick;
      const auto submissions = what_came();
      const Stopwatch stopwatch;
      take(must(engine_.tick(now_, submissions)));
      ticks_ms.push_back(stopwatch.seconds() * 1000);
    }
    must(engine_.describe().obligations().empty(), "a duty is left open");
    return ticks_ms;
  }

  /// Every message delivered, and nobody answers yet: what is left is the duties themselves.
  void deliver_all() {
    while (!gateway_.empty()) {
      now_ += kTick;
      const auto submissions = what_came();
      answers_.clear();
      take(must(engine_.tick(now_, submissions)));
    }
    gateway_.shrink_to_fit();
    answers_.shrink_to_fit();
  }

  Span took() const { return now_ - kBegin; }
  std::uint64_t calls() const { return called_; }

 private:
  std::vector<Submission> what_came() {
    std::vector<Submission> submissions;
    const std::uint64_t room = settings_.messages_per_s * kTick.count() / 1000;
    for (std::uint64_t i = 0; i < room && !gateway_.empty(); ++i) {
      const OwedEffect& owed = gateway_.front();
      submissions.emplace_back(delivered(owed.id));
      const auto& message = owed.effect.send_message();
      // One in ten leaders doesn't answer; their stand-ins do.
      if (message.rung() > 0 || owed.id.index % 10 != 0)
        answers_.push_back({now_ + kAnswerAfter, answer(message)});
      gateway_.pop_front();
    }
    for (; !answers_.empty() && answers_.front().first <= now_; answers_.pop_front())
      submissions.emplace_back(std::move(answers_.front().second));
    return submissions;
  }

  void take(TickResult result) {
    for (auto& owed : result.effects) {
      ++called_;
      gateway_.push_back(std::move(owed));
    }
    for (const auto& receipt : result.receipts)
      for (const auto& fact : receipt.facts) answered_ += fact.has_obligation_closed() ? 1 : 0;
  }

  const Settings& settings_;
  Log& log_;
  Machine machine_;
  Engine engine_;
  Instant now_ = kBegin;
  std::deque<OwedEffect> gateway_;
  std::deque<std::pair<Instant, wire::Event>> answers_;
  std::uint64_t called_ = 0;
  std::uint64_t answered_ = 0;
};

// With the log on a disk, as it is run.
void measure_time(const Settings& settings) {
  const LogFolder folder(settings.folder);
  auto log = must(adapters::RocksdbLog::open(folder.path()));
  Calls calls(*log, settings);
  const Stopwatch opening;
  calls.open_all();
  const double opened_s = opening.seconds();
  const Stopwatch answering;
  auto ticks_ms = calls.answer_all();
  const double answered_s = answering.seconds();
  const std::string duties = std::to_string(settings.duties) + " duties";
  print_row(duties + " opened and called", with_unit(opened_s, 1, "s"), "");
  print_row("delivered at " + std::to_string(settings.messages_per_s) +
                " messages a second, answered and closed, one in ten after a second call: "
                "processing / the gateway's own pace",
            with_unit(answered_s, 1, "s") + " / " +
                with_unit(std::chrono::duration<double>(calls.took()).count(), 0, "s"),
            "under the gateway's pace");
  print_row("a tick of 100 ms, which is what a ladder's step is late at most", quantiles(ticks_ms),
            "p99 under 100 ms");
}

// On a log that keeps nothing, so that only the machine grows.
void measure_state(const Settings& settings) {
  simulator::PassingLog log([](std::span<const Entry>) {});
  Calls calls(log, settings);
  ::malloc_trim(0);
  const std::uint64_t before = resident_bytes();
  const std::uint64_t in_use = ::mallinfo2().uordblks;
  calls.open_all();
  calls.deliver_all();
  ::malloc_trim(0);
  const auto each = [&](std::uint64_t bytes) {
    return with_unit(static_cast<double>(bytes) / settings.duties, 0, "bytes");
  };
  print_row("memory of an open duty, its incident and its timer included: in use / resident",
            each(::mallinfo2().uordblks - in_use) + " / " + each(resident_bytes() - before),
            "under 1 KiB");
}

}  // namespace

void measure_calls(const Settings& settings) {
  measure_time(settings);
  measure_state(settings);
}

}  // namespace fenghuo::bench
