#include "cli/test_events.h"

#include <algorithm>
#include <string>

#include "adapters/cap.h"

namespace fenghuo::cli {
namespace {

using Moments = std::map<Instant, std::vector<Submission>>;

// All that a station says at a moment comes in one block, as its frame would.
ObservationBlock& block_of(std::vector<Submission>& moment, const std::string& station) {
  for (auto& submission : moment) {
    auto* block = std::get_if<ObservationBlock>(&submission);
    if (block != nullptr && block->sources.front().station == station) return *block;
  }
  return std::get<ObservationBlock>(moment.emplace_back(ObservationBlock{}));
}

void add_series(const TestSeries& series, const RuleTest& test, Moments& moments) {
  Instant at = test.start;
  for (const auto& value : series.values.values) {
    if (value) {
      ObservationBlock& block = block_of(moments[at], series.station);
      block.rows.push_back({.source = static_cast<std::uint32_t>(block.sources.size()),
                            .observed_at = at,
                            .value = *value});
      block.sources.push_back({series.station, series.property, series.values.decimals});
    }
    at += test.interval;
  }
}

wire::Event event_of(const TestReport& report, Instant at) {
  wire::Event event;
  auto& told = *event.mutable_report();
  told.set_reporter("fenghuo test");
  told.set_kind(report.kind);
  told.set_area(report.area);
  told.set_text(report.text);
  told.set_observed_at_ms(ms_of(at));
  return event;
}

// A village by its code, a hazard point by where it is, a catchment by its villages.
void put_area(wire::WarningArea& area, const std::string& id, const wire::Plan& plan) {
  constexpr double kPointKm = 0.01;
  if (id.empty() || id == plan.id()) area.add_geocodes(plan.id());
  for (const auto& village : plan.villages())
    if (village.id() == id || (!id.empty() && village.catchment() == id))
      area.add_geocodes(village.adcode());
  for (const auto& point : plan.hazard_points()) {
    if (point.id() != id) continue;
    auto& circle = *area.add_circles();
    circle.set_latitude_deg(point.latitude_deg());
    circle.set_longitude_deg(point.longitude_deg());
    circle.set_radius_km(kPointKm);
  }
}

wire::Event event_of(const TestWarning& warning, Instant at, std::size_t number,
                     const wire::Plan& plan) {
  wire::Event event;
  auto& received = *event.mutable_received_warning();
  received.set_identifier("test-" + std::to_string(number));
  received.set_sender("fenghuo test");
  received.set_sent_at_ms(ms_of(at));
  auto& info = *received.add_infos();
  info.set_event(warning.event);
  info.set_level(to_wire(warning.level));
  info.set_from_ms(ms_of(at));
  info.set_until_ms(ms_of(at + warning.stands_for));
  put_area(*info.add_areas(), warning.area, plan);
  return event;
}

}  // namespace

Moments events_of(const RuleTest& test, const wire::Plan& plan) {
  Moments moments;
  for (const auto& series : test.input) add_series(series, test, moments);
  for (const auto& report : test.reports) {
    const Instant at = test.start + report.at;
    moments[at].emplace_back(event_of(report, at));
  }
  std::size_t number = 0;
  for (const auto& warning : test.warnings) {
    const Instant at = test.start + warning.at;
    moments[at].emplace_back(event_of(warning, at, ++number, plan));
  }
  for (const auto& expectation : test.expectations) moments[test.start + expectation.at];
  return moments;
}

}  // namespace fenghuo::cli
