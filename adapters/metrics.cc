#include "adapters/metrics.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "engine/observations.h"

namespace fenghuo::adapters {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

class Families {
 public:
  void counter(const char* name, const char* help, std::uint64_t value) {
    ClientMetric metric;
    metric.counter.value = static_cast<double>(value);
    add(name, help, MetricType::Counter, {metric});
  }
  void counter(const char* name, const char* help, double value) {
    ClientMetric metric;
    metric.counter.value = value;
    add(name, help, MetricType::Counter, {metric});
  }
  void gauge(const char* name, const char* help, double value) {
    ClientMetric metric;
    metric.gauge.value = value;
    add(name, help, MetricType::Gauge, {metric});
  }
  void add(const char* name, const char* help, MetricType type, std::vector<ClientMetric> metrics) {
    families_.push_back({name, help, type, std::move(metrics)});
  }
  std::string text() const { return prometheus::TextSerializer().Serialize(families_); }

 private:
  std::vector<MetricFamily> families_;
};

std::vector<ClientMetric> refused(const Refusals& refusals) {
  std::vector<ClientMetric> metrics;
  for (const auto& [key, count] : refusals.totals()) {
    ClientMetric metric;
    metric.label = {{"source", key.first}, {"reason", key.second}};
    metric.counter.value = static_cast<double>(count);
    metrics.push_back(std::move(metric));
  }
  return metrics;
}

// After EEMUA 191: an operator copes with six an hour, and with no more than ten in ten minutes.
void add_alarm_load(Families& out, const wire::Standing& stands) {
  const wire::AlarmLoad& load = stands.alarm_load();
  out.gauge("fenghuo_alarm_operators", "People on duty for the township.", load.operators());
  out.gauge("fenghuo_alarms_per_operator_hour", "Alarms of the last hour for each of them.",
            load.per_operator_hour());
  out.gauge("fenghuo_alarms_last_hour", "Alarms raised or risen in the last hour.",
            load.last_hour());
  out.gauge("fenghuo_alarms_last_10_minutes", "Alarms raised or risen in the last ten minutes.",
            load.last_10_minutes());
  out.gauge("fenghuo_alarms_most_in_10_minutes", "The most in ten minutes of the last day.",
            load.most_in_10_minutes());
  out.gauge("fenghuo_alarms_shelved", "Alarms that people have shelved.", stands.shelves_size());
}

void add_trust(Families& out, const wire::Standing& stands) {
  const auto flagged = [&](Quality flag) {
    int count = 0;
    for (const auto& station : stands.stations())
      for (const auto& value : station.latest())
        count += value.flag() == static_cast<std::uint32_t>(flag) ? 1 : 0;
    return count;
  };
  int lost = 0;
  for (const auto& station : stands.stations())
    lost += station.lost() != wire::StationLost::UNKNOWN ? 1 : 0;
  out.gauge("fenghuo_datastreams_suspect", "Whose newest value is suspect.",
            flagged(Quality::suspect));
  out.gauge("fenghuo_datastreams_failed", "Whose newest value is not used.",
            flagged(Quality::fail));
  out.gauge("fenghuo_datastreams_missing", "That have sent nothing for too long.",
            flagged(Quality::missing));
  out.gauge("fenghuo_stations_lost", "Fallen silent when it mattered.", lost);
}

}  // namespace

std::string metrics_text(const Readings& readings, const Refusals& refusals,
                         const wire::Standing* stands) {
  Families out;
  const EngineCounts& engine = readings.engine;
  out.counter("fenghuo_ticks_total", "Ticks of the engine.", engine.ticks);
  out.counter("fenghuo_tick_seconds_total", "Time spent in ticks, their sync included.",
              engine.tick_seconds_sum);
  out.gauge("fenghuo_tick_seconds_max", "The longest tick since the start.",
            engine.tick_seconds_max);
  out.counter("fenghuo_records_total", "Records written since the start.", engine.records);
  out.gauge("fenghuo_log_head", "The next offset of the log.", static_cast<double>(readings.head));
  out.counter("fenghuo_observations_total", "Observations taken since the start.", engine.rows);
  out.counter("fenghuo_duplicates_total", "Frames and events that had come before.",
              engine.duplicates);
  out.gauge("fenghuo_observations_waiting", "Observations waiting for the next tick.",
            static_cast<double>(engine.rows_waiting));
  out.gauge("fenghuo_clock_behind_seconds",
            "How far the computer's clock, set back, is behind engine time.",
            static_cast<double>(readings.clock_behind.count()) / 1000);
  out.counter("fenghuo_inbox_full_total", "Submissions refused because the inbox was full.",
              engine.inbox_full);
  out.counter("fenghuo_snapshots_total", "Snapshots saved since the start.", engine.snapshots);
  out.gauge("fenghuo_stations_connected", "Stations on line over SL 651.",
            static_cast<double>(readings.sl651.connections_now));
  out.counter("fenghuo_sl651_frames_total", "Good frames.", readings.sl651.frames);
  out.counter("fenghuo_sl651_messages_total", "Whole messages.", readings.sl651.messages);
  out.counter("fenghuo_sl651_readings_missing_total",
              "Readings that stations sent without a value.", readings.sl651.readings_missing);
  out.counter("fenghuo_zeromq_batches_total", "Batches that came over ZeroMQ.",
              readings.zeromq_batches);
  out.counter("fenghuo_webhook_attempts_total", "Messages sent, repeats included.",
              readings.webhook.sent);
  out.counter("fenghuo_webhook_delivered_total", "Messages taken by the receiver.",
              readings.webhook.delivered);
  out.counter("fenghuo_webhook_failed_total", "Messages refused or given up.",
              readings.webhook.failed);
  out.gauge("fenghuo_webhook_owed", "Messages on their way.",
            static_cast<double>(readings.webhook.owed));
  out.gauge("fenghuo_http_connections", "HTTP connections.",
            static_cast<double>(readings.http_connections));
  out.gauge("fenghuo_feed_readers", "Readers of the feed.",
            static_cast<double>(readings.feed_readers));
  out.add("fenghuo_input_refused_total", "Input that was not used, by reason.", MetricType::Counter,
          refused(refusals));
  if (stands != nullptr) {
    add_alarm_load(out, *stands);
    add_trust(out, *stands);
  }
  return out.text();
}

}  // namespace fenghuo::adapters
