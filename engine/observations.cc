#include "engine/observations.h"

#include <array>

#include "engine/event.pb.h"

namespace fenghuo {
namespace {

std::uint32_t time_unit_ms(std::span<const Observation> rows) {
  for (const std::int64_t unit : std::array<std::int64_t, 2>{60'000, 1000}) {
    bool fits = true;
    for (const auto& row : rows) fits = fits && ms_of(row.device_time) % unit == 0;
    if (fits) return static_cast<std::uint32_t>(unit);
  }
  return 1;
}

void encode_quality(std::span<const Observation> rows, wire::Observations& columns) {
  bool evaluated = false;
  for (const auto& row : rows) evaluated = evaluated || row.quality != Quality::not_evaluated;
  if (!evaluated) return;
  for (std::size_t begin = 0; begin < rows.size();) {
    std::size_t end = begin;
    while (end < rows.size() && rows[end].quality == rows[begin].quality) ++end;
    columns.add_quality_run_length(static_cast<std::uint32_t>(end - begin));
    columns.add_quality_run_flag(static_cast<std::uint32_t>(rows[begin].quality));
    begin = end;
  }
}

void encode_frames(std::span<const Frame> frames, Instant recorded_at,
                   wire::Observations& columns) {
  bool needed = false;
  for (const auto& frame : frames) needed = needed || frame.key != 0 || frame.sent_at;
  if (!needed) return;
  for (const auto& frame : frames) {
    columns.add_frame_rows(frame.rows);
    columns.add_frame_key(frame.key);
    columns.add_frame_has_sent_at(frame.sent_at.has_value());
    columns.add_frame_ahead_ms(frame.sent_at ? (*frame.sent_at - recorded_at).count() : 0);
  }
}

Error damaged(const char* zh, const char* en) {
  return {Errc::damaged_log,
          {std::string("观测数据列不一致：") + zh,
           std::string("columns of observations don't fit: ") + en}};
}

Result<void> decode_quality(const wire::Observations& columns, std::vector<Observation>& rows) {
  if (columns.quality_run_length_size() != columns.quality_run_flag_size())
    return damaged("质量标志", "quality flags");
  std::size_t row = 0;
  for (int run = 0; run < columns.quality_run_length_size(); ++run) {
    const auto quality = quality_from(columns.quality_run_flag(run));
    const std::size_t length = columns.quality_run_length(run);
    if (!quality || length > rows.size() - row) return damaged("质量标志", "quality flags");
    for (const std::size_t end = row + length; row < end; ++row) rows[row].quality = *quality;
  }
  if (columns.quality_run_length_size() > 0 && row != rows.size())
    return damaged("质量标志", "quality flags");
  return {};
}

// When a device whose clock is off observed, by ours. A time far from the time of sending is no
// better than the clock: then it is the time of receipt.
Instant corrected(Instant device_time, const Frame& frame, Span ahead, Instant recorded_at) {
  const Span age = *frame.sent_at - device_time;
  if (age < -kClockTolerance || age > kBacklogMax) return recorded_at;
  return device_time - ahead;
}

Result<void> decode_frames(const wire::Observations& columns, Instant recorded_at,
                           DecodedObservations& out) {
  const int count = columns.frame_rows_size();
  if (columns.frame_key_size() != count || columns.frame_has_sent_at_size() != count ||
      columns.frame_ahead_ms_size() != count)
    return damaged("帧", "frames");
  std::size_t row = 0;
  for (int i = 0; i < count; ++i) {
    Frame frame{columns.frame_rows(i), columns.frame_key(i), std::nullopt};
    if (columns.frame_has_sent_at(i)) {
      const Span ahead{columns.frame_ahead_ms(i)};
      if (ahead < kInstantMin - kInstantMax || ahead > kInstantMax - kInstantMin)
        return damaged("帧的发送时间", "a frame's time of sending");
      frame.sent_at = recorded_at + ahead;
    }
    if (frame.rows > out.rows.size() - row) return damaged("帧", "frames");
    if (const auto ahead = clock_error(frame, recorded_at)) {
      for (std::size_t r = row; r < row + frame.rows; ++r)
        out.rows[r].observed_at = corrected(out.rows[r].device_time, frame, *ahead, recorded_at);
    }
    row += frame.rows;
    out.frames.push_back(frame);
  }
  if (count > 0 && row != out.rows.size()) return damaged("帧", "frames");
  return {};
}

}  // namespace

std::optional<Quality> quality_from(std::uint32_t flag) {
  for (const auto quality :
       {Quality::pass, Quality::not_evaluated, Quality::suspect, Quality::fail, Quality::missing})
    if (static_cast<std::uint32_t>(quality) == flag) return quality;
  return std::nullopt;
}

std::optional<Span> clock_error(const Frame& frame, Instant recorded_at) {
  if (!frame.sent_at) return std::nullopt;
  const Span ahead = *frame.sent_at - recorded_at;
  if (ahead <= kClockTolerance && ahead >= -kClockTolerance) return std::nullopt;
  return ahead;
}

wire::Observations encode_observations(std::span<const Observation> rows,
                                       std::span<const Frame> frames, Instant recorded_at) {
  wire::Observations columns;
  const std::uint32_t unit = time_unit_ms(rows);
  columns.set_time_unit_ms(unit);
  const int count = static_cast<int>(rows.size());
  columns.mutable_datastream_delta()->Resize(count, 0);
  columns.mutable_time_delta()->Resize(count, 0);
  columns.mutable_value()->Resize(count, 0);
  auto* datastream_delta = columns.mutable_datastream_delta()->mutable_data();
  auto* time_delta = columns.mutable_time_delta()->mutable_data();
  auto* value = columns.mutable_value()->mutable_data();
  std::int64_t datastream = 0;
  std::int64_t time = 0;
  for (const auto& row : rows) {
    const std::int64_t row_time = ms_of(row.device_time) / unit;
    *datastream_delta++ = static_cast<std::int32_t>(row.datastream.value - datastream);
    *time_delta++ = row_time - time;
    *value++ = row.value;
    datastream = row.datastream.value;
    time = row_time;
  }
  encode_quality(rows, columns);
  encode_frames(frames, recorded_at, columns);
  return columns;
}

Result<void> decode_observations(const wire::Observations& columns, Instant recorded_at,
                                 std::uint32_t datastream_count, DecodedObservations& out) {
  const int count = columns.value_size();
  if (columns.datastream_delta_size() != count || columns.time_delta_size() != count)
    return damaged("行数", "row counts");
  if (columns.time_unit_ms() == 0) return damaged("时间单位", "unit of time");
  out.rows.clear();
  out.frames.clear();
  out.rows.resize(static_cast<std::size_t>(count));
  std::int64_t datastream = 0;
  std::uint64_t time = 0;
  const auto unit = static_cast<std::uint64_t>(columns.time_unit_ms());
  for (int i = 0; i < count; ++i) {
    datastream += columns.datastream_delta(i);
    time += static_cast<std::uint64_t>(columns.time_delta(i));
    if (datastream < 0 || datastream >= datastream_count)
      return damaged("数据流编号", "number of a datastream");
    Observation& row = out.rows[static_cast<std::size_t>(i)];
    row.datastream = {static_cast<std::uint32_t>(datastream)};
    row.device_time = instant_ms(static_cast<std::int64_t>(time * unit));
    if (!in_range(row.device_time)) return damaged("时间", "times");
    row.value = columns.value(i);
    // A time in the future would make all that is true look late. One from long ago may be history
    // that somebody sends: it stays what it says, and rules leave it out.
    row.observed_at =
        row.device_time > recorded_at + kClockTolerance ? recorded_at : row.device_time;
  }
  if (auto ok = decode_quality(columns, out.rows); !ok) return ok;
  return decode_frames(columns, recorded_at, out);
}

}  // namespace fenghuo
