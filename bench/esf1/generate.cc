// esf1_generate STATIONS ROUNDS [--late] [--csv-raw|--wide]: the stream on standard output.
//
//   --late     in order of arrival instead of order of time
//   --csv-raw  ts_ms,station,area,level_mm,rain_um,wind_cms without a header; the default, and the
//              form that the benchmark's digests are of
//   --wide     time,station,level,rain,wind as replay reads it; the stream begins with the year
//   2026,
//              and values are the same integers in mm, um and cm/s
#include <charconv>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "bench/esf1/stream.h"

namespace fenghuo::bench::esf1 {
namespace {

// Lines gather in a buffer: a call of the library per field would cost more than all else.
class Output {
 public:
  Output() { buffer_.reserve(kFlushedAtBytes + 256); }

  void text(std::string_view text) { buffer_ += text; }
  void number(std::int64_t number) {
    char digits[20];
    buffer_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
  }
  /// With zeros in front up to the width.
  void padded(std::int64_t number, int width) {
    char digits[20];
    for (int i = width; i-- > 0; number /= 10) digits[i] = static_cast<char>('0' + number % 10);
    buffer_.append(digits, static_cast<std::size_t>(width));
  }
  void end_line() {
    buffer_ += '\n';
    if (buffer_.size() >= kFlushedAtBytes) flush();
  }
  /// False once anything could not be written.
  bool flush() {
    good_ = good_ && std::fwrite(buffer_.data(), 1, buffer_.size(), stdout) == buffer_.size();
    buffer_.clear();
    return good_ && std::fflush(stdout) == 0;
  }

 private:
  static constexpr std::size_t kFlushedAtBytes = 64 * 1024;
  std::string buffer_;
  bool good_ = true;
};

void write_raw(Output& out, const Event& event) {
  out.number(event.ts_ms);
  for (const std::int64_t field :
       {std::int64_t{event.station}, std::int64_t{event.area}, std::int64_t{event.level_mm},
        std::int64_t{event.rain_um}, std::int64_t{event.wind_cms}}) {
    out.text(",");
    out.number(field);
  }
  out.end_line();
}

// 2026-01-01T00:00:00.000Z
void write_time(Output& out, std::int64_t ts_ms) {
  using namespace std::chrono;
  const sys_time<milliseconds> at = sys_days{2026y / January / 1} + milliseconds{ts_ms};
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss clock{at - day};
  out.padded(int{date.year()}, 4);
  out.text("-");
  out.padded(unsigned{date.month()}, 2);
  out.text("-");
  out.padded(unsigned{date.day()}, 2);
  out.text("T");
  out.padded(clock.hours().count(), 2);
  out.text(":");
  out.padded(clock.minutes().count(), 2);
  out.text(":");
  out.padded(clock.seconds().count(), 2);
  out.text(".");
  out.padded(clock.subseconds().count(), 3);
  out.text("Z");
}

void write_wide(Output& out, const Event& event) {
  write_time(out, event.ts_ms);
  for (const std::int64_t field : {std::int64_t{event.station}, std::int64_t{event.level_mm},
                                   std::int64_t{event.rain_um}, std::int64_t{event.wind_cms}}) {
    out.text(",");
    out.number(field);
  }
  out.end_line();
}

struct Wanted {
  Size size;
  bool late = false;
  bool wide = false;
};

std::optional<std::uint32_t> parsed(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
  if (error != std::errc{} || end != text.end()) return {};
  return number;
}

std::optional<Wanted> parsed(int count, char** arguments) {
  if (count < 3) return {};
  const auto stations = parsed(arguments[1]);
  const auto rounds = parsed(arguments[2]);
  if (!stations || !rounds) return {};
  Wanted wanted{.size = {.stations = *stations, .rounds = *rounds}};
  for (int i = 3; i < count; ++i) {
    const std::string_view option = arguments[i];
    if (option == "--late") {
      wanted.late = true;
    } else if (option == "--wide" || option == "--csv-raw") {
      wanted.wide = option == "--wide";
    } else {
      return {};
    }
  }
  return wanted;
}

bool generate(const Wanted& wanted) {
  Output out;
  if (wanted.wide) {
    out.text("time,station,level,rain,wind");
    out.end_line();
  }
  const auto write = [&](const Event& event) {
    wanted.wide ? write_wide(out, event) : write_raw(out, event);
  };
  if (wanted.late) {
    for (const Event& event : late_order(stream(wanted.size))) write(event);
  } else {
    for_each_event(wanted.size, write);
  }
  return out.flush();
}

}  // namespace
}  // namespace fenghuo::bench::esf1

int main(int count, char** arguments) {
  using namespace fenghuo::bench::esf1;
  const auto wanted = parsed(count, arguments);
  if (!wanted) {
    std::fputs("usage: esf1_generate STATIONS ROUNDS [--late] [--csv-raw|--wide]\n", stderr);
    return 2;
  }
  if (generate(*wanted)) return 0;
  std::perror("esf1_generate: standard output");
  return 1;
}
