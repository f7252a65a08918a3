#include "cli/window_rows.h"

#include <algorithm>

#include "engine/decimal.h"
#include "engine/find_offset.h"
#include "engine/recorded_observations.h"

namespace fenghuo::cli {
namespace {

// Rain is counted from whatever a gauge sends: rain_cumulative, rain_5min, rain_1h, ...
bool feeds(const std::string& property, const std::string& judged) {
  return property == judged || property.starts_with(judged + "_");
}

void add_rows(const Entry& entry, const Datastreams& datastreams, const wire::Finding& finding,
              std::vector<WindowRow>& rows) {
  const auto decoded = observations_in(entry.record, datastreams);
  if (!decoded) return;
  for (std::uint32_t i = 0; i < decoded->rows.size(); ++i) {
    const Observation& row = decoded->rows[i];
    const Datastream& datastream = datastreams[row.datastream];
    const std::int64_t at_ms = ms_of(row.observed_at);
    // The value at the window's beginning is what a counter's difference starts from.
    if (datastreams.station_name(datastream.station) != finding.station() ||
        !feeds(datastream.property, finding.property()) || at_ms < finding.from_ms() ||
        at_ms > finding.to_ms())
      continue;
    rows.push_back({entry.record.header.offset, i, datastream.property, row.observed_at,
                    to_double(row.value, datastream.decimals), datastream.decimals});
  }
}

}  // namespace

Result<std::vector<WindowRow>> rows_behind(const Log& log, const Datastreams& datastreams,
                                           const wire::Finding& finding, Offset until) {
  const auto from = first_at_or_after(log, instant_ms(finding.from_ms()) - kClockTolerance);
  if (!from) return from.error();
  auto cursor = log.read(*from);
  if (!cursor) return cursor.error();
  std::vector<WindowRow> rows;
  while (true) {
    const auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry || (*entry)->record.header.offset > until) break;
    add_rows(**entry, datastreams, finding, rows);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const WindowRow& a, const WindowRow& b) {
    return a.observed_at < b.observed_at;
  });
  return rows;
}

}  // namespace fenghuo::cli
