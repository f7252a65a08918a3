#include "adapters/metrics.h"

#include <gmock/gmock.h>

namespace fenghuo::adapters {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, SaysEachReadingUnderItsName) {
  Readings readings;
  readings.engine.ticks = 1;
  readings.engine.rows = 123456789;
  readings.engine.tick_seconds_sum = 0.25;
  readings.engine.inbox_full = 3;
  readings.sl651.connections_now = 7;
  readings.webhook = {.sent = 5, .delivered = 4, .failed = 1, .owed = 2};
  readings.clock_behind = std::chrono::seconds{90};
  readings.head = 812;
  readings.zeromq_batches = 9;
  Refusals refusals;
  refusals.note("sl651", "bad_checksum", "", "", 11);
  const std::string text = metrics_text(readings, refusals, nullptr);
  for (const char* line :
       {"fenghuo_ticks_total 1\n", "fenghuo_observations_total 123456789\n",
        "fenghuo_tick_seconds_total 0.25\n", "fenghuo_inbox_full_total 3\n",
        "fenghuo_stations_connected 7\n", "fenghuo_webhook_attempts_total 5\n",
        "fenghuo_webhook_delivered_total 4\n", "fenghuo_webhook_failed_total 1\n",
        "fenghuo_clock_behind_seconds 90\n", "fenghuo_webhook_owed 2\n", "fenghuo_log_head 812\n",
        "fenghuo_zeromq_batches_total 9\n",
        "fenghuo_input_refused_total{source=\"sl651\",reason=\"bad_checksum\"} 11\n",
        "# TYPE fenghuo_ticks_total counter\n", "# TYPE fenghuo_log_head gauge\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(Metrics, SaysTheAlarmLoadAndWhatIsDoubted) {
  wire::Standing stands;
  auto& load = *stands.mutable_alarm_load();
  load.set_operators(2);
  load.set_last_hour(25);
  load.set_last_10_minutes(11);
  load.set_most_in_10_minutes(14);
  load.set_per_operator_hour(12.5);
  stands.add_shelves();
  for (const std::uint32_t flag : {1U, 3U, 3U, 4U, 9U, 9U, 9U, 0U})
    stands.add_stations()->add_latest()->set_flag(flag);
  stands.mutable_stations(4)->set_lost(wire::StationLost::RISING);
  const std::string text = metrics_text({}, {}, &stands);
  for (const char* line : {"fenghuo_alarm_operators 2\n", "fenghuo_alarms_per_operator_hour 12.5\n",
                           "fenghuo_alarms_last_hour 25\n", "fenghuo_alarms_last_10_minutes 11\n",
                           "fenghuo_alarms_most_in_10_minutes 14\n", "fenghuo_alarms_shelved 1\n",
                           "fenghuo_datastreams_suspect 2\n", "fenghuo_datastreams_failed 1\n",
                           "fenghuo_datastreams_missing 3\n", "fenghuo_stations_lost 1\n",
                           "# TYPE fenghuo_alarms_per_operator_hour gauge\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(Metrics, SayNothingOfWhatTheEngineDidNotSay) {
  const std::string text = metrics_text({}, {}, nullptr);
  EXPECT_THAT(text, ::testing::Not(HasSubstr("fenghuo_alarms")));
  EXPECT_THAT(text, ::testing::Not(HasSubstr("fenghuo_datastreams")));
}

}  // namespace
}  // namespace fenghuo::adapters
