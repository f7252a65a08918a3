// The log of an engine that ran, once more with another plan.
#include "cli/replay_log.h"

#include <gtest/gtest.h>

#include "cli/alarm_diff.h"
#include "cli/township.h"
#include "simulator/faulty_log.h"
#include "simulator/virtual_run.h"
#include "tests/rules/rig.h"

namespace fenghuo::cli {
namespace {

using std::chrono::minutes;

wire::PlanChanged plan_with(const std::string& limit, Span off_delay = Span{0}) {
  wire::PlanChanged change;
  change.set_version("limit " + limit);
  wire::Plan& plan = *change.mutable_plan();
  plan.set_id("430999102000");
  add_village(plan, "A");
  add_station(plan, "S1", {"A"});
  *plan.add_rules() = make_rule("flow", {{"yellow", "flow.last() >= " + limit}});
  plan.mutable_rules(0)->set_off_delay_ms(off_delay.count());
  return change;
}

// An engine with a log that keeps.
class Past {
 public:
  explicit Past(const wire::PlanChanged& plan) {
    EXPECT_TRUE(engine_.open("live", "test", kStart));
    use(plan);
  }
  void use(const wire::PlanChanged& plan) {
    wire::Event event;
    *event.mutable_plan_changed() = plan;
    submit(std::move(event));
  }
  void observe(int minute, double value) {
    advance(kStart + minutes{minute});
    ObservationBlock block;
    block.sources.push_back({"S1", "flow", 1});
    block.rows.push_back({.observed_at = now_, .value = static_cast<std::int64_t>(value * 10)});
    submit(std::move(block));
  }
  void submit(Submission submission) {
    EXPECT_TRUE(engine_.tick(now_, std::vector<Submission>{std::move(submission)}));
  }
  // A live engine wakes a little after a timer is due.
  void advance(Instant to) {
    while (engine_.next_timer() && *engine_.next_timer() < to) {
      now_ = *engine_.next_timer() + Span{7};
      EXPECT_TRUE(engine_.tick(now_, {}));
    }
    now_ = std::max(now_, to);
  }
  void forget_first_observations(std::size_t count) {
    for (auto& [offset, stored] : disk_.entries) {
      wire::Event event;
      if (count == 0 || !event.ParseFromString(stored.payload) || !event.has_observations())
        continue;
      stored.payload.clear();
      stored.payload_kept = false;
      --count;
    }
  }
  const Log& log() const { return log_; }

 private:
  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = township_machine();
  Engine engine_{log_, machine_};
  Instant now_ = kStart;
};

struct Compared {
  LogReplay past;
  AlarmDiff diff;
  std::size_t facts = 0;
};

Compared compare(const Past& past, const wire::PlanChanged& plan) {
  AlarmHistory after;
  Compared compared;
  const ReplayTakes takes{[&](FactId, Instant at, const wire::Fact& fact) {
    ++compared.facts;
    after.take(at, fact);
  }};
  auto replayed = replay_log(past.log(), plan, takes);
  EXPECT_TRUE(replayed) << replayed.error().text.en;
  compared.past = std::move(*replayed);
  compared.diff = diff_alarms(compared.past.recorded.episodes(), after.episodes());
  return compared;
}

void rise_and_fall(Past& past) {
  int minute = 0;
  for (const double flow : {1.0, 5.0, 10.0, 20.0, 10.0, 5.0, 1.0}) past.observe(minute += 10, flow);
}

TEST(ReplayLogTest, TheSamePlanDiffersInNothing) {
  Past past(plan_with("10.0", minutes{25}));
  rise_and_fall(past);
  past.observe(200, 1);
  const Compared compared = compare(past, plan_with("10.0", minutes{25}));
  EXPECT_TRUE(compared.diff.differences.empty());
  EXPECT_EQ(compared.diff.unchanged, 1u);
  EXPECT_EQ(compared.past.from, kStart);
  EXPECT_EQ(compared.past.until, kStart + minutes{200});
}

TEST(ReplayLogTest, ALowerLimitIsReachedEarlier) {
  Past past(plan_with("10.0"));
  rise_and_fall(past);
  const Compared compared = compare(past, plan_with("5.0"));
  ASSERT_EQ(compared.diff.differences.size(), 1u);
  const AlarmDifference& earlier = compared.diff.differences[0];
  EXPECT_EQ(earlier.kind, AlarmDifference::Kind::earlier);
  EXPECT_EQ(earlier.shift(), -minutes{10});
  EXPECT_EQ(earlier.area, "A");
}

TEST(ReplayLogTest, LostAndAdded) {
  Past past(plan_with("10.0"));
  rise_and_fall(past);
  EXPECT_EQ(compare(past, plan_with("50.0")).diff.count(AlarmDifference::Kind::lost), 1u);
  Past calm(plan_with("50.0"));
  rise_and_fall(calm);
  EXPECT_EQ(compare(calm, plan_with("10.0")).diff.count(AlarmDifference::Kind::added), 1u);
}

TEST(ReplayLogTest, TheNewPlanTakesThePlaceOfAllPlansInTheLog) {
  Past past(plan_with("10.0"));
  past.observe(10, 1);
  past.use(plan_with("99.0"));
  past.observe(20, 50);
  past.observe(30, 1);
  EXPECT_EQ(compare(past, plan_with("10.0")).diff.count(AlarmDifference::Kind::added), 1u);
}

TEST(ReplayLogTest, AShelfOfThenHoldsBackNow) {
  Past past(plan_with("10.0"));
  past.observe(10, 1);
  wire::Event event;
  event.mutable_command()->set_person_id("somebody");
  auto& shelve = *event.mutable_command()->mutable_shelve_alarm();
  shelve.set_rule("flow");
  shelve.set_area("A");
  shelve.set_level(to_wire(Level::orange));
  shelve.set_until_ms(ms_of(kStart + minutes{500}));
  past.submit(std::move(event));
  rise_and_fall(past);
  const auto both = compare(past, plan_with("10.0"));
  EXPECT_TRUE(both.diff.differences.empty());
  EXPECT_EQ(both.diff.alarms_before, 0u);
  EXPECT_EQ(both.diff.alarms_after, 0u);
}

TEST(ReplayLogTest, ForgottenObservationsAreLeftOutOfBothSides) {
  Past past(plan_with("10.0"));
  past.observe(10, 20);
  past.observe(20, 1);
  past.observe(200, 20);
  past.observe(210, 1);
  past.forget_first_observations(2);
  const Compared compared = compare(past, plan_with("10.0"));
  EXPECT_EQ(compared.past.forgotten, 2u);
  EXPECT_EQ(compared.past.from, kStart + minutes{200});
  EXPECT_TRUE(compared.diff.differences.empty());
  EXPECT_EQ(compared.diff.alarms_before, 1u);
}

TEST(ReplayLogTest, ALogWithoutAPlanIsAnError) {
  simulator::Disk disk;
  const simulator::FaultyLog log(disk);
  const ReplayTakes takes{[](FactId, Instant, const wire::Fact&) {}};
  EXPECT_FALSE(replay_log(log, plan_with("1.0"), takes));
}

}  // namespace
}  // namespace fenghuo::cli
