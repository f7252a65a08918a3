#include "adapters/sl651/station.h"

#include <array>
#include <cstdio>

#include "adapters/sl651/bcd.h"
#include "adapters/sl651/frame.h"

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::uint8_t kHourOfRain = 0xf4;

// A byte for each 5 minutes, in 0.1 mm; FFH is no value.
std::optional<std::string> five_minute_text(std::optional<Decimal> rain) {
  if (!rain) return "FF";
  const auto tenths = rescale(*rain, 1);
  if (!tenths || *tenths < 0 || *tenths > 0xfe) return std::nullopt;
  return hex_number(static_cast<unsigned>(*tenths), 2);
}

std::optional<std::string> values_text(const StationElement& element) {
  if (element.lead == kHourOfRain && element.values.size() != 12) return std::nullopt;
  std::string text;
  for (const auto& value : element.values) {
    const auto one = element.lead == kHourOfRain
                         ? five_minute_text(value)
                         : bcd_text(value, element.definition >> 3, element.definition & 7);
    if (!one) return std::nullopt;
    text += *one;
  }
  return text;
}

std::string step_text(std::chrono::minutes step) {
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "041800%02d%02d", static_cast<int>(step.count() / 60 % 24),
                static_cast<int>(step.count() % 60));
  return out.data();
}

}  // namespace

Result<Bytes> encode_report(const StationReport& report, Span utc_offset) {
  std::string body = hex_number(report.serial, 4) + time_digits(report.sent_at, utc_offset);
  if (!report.elements.empty())
    body +=
        "F1F1" + report.station + hex_number(static_cast<unsigned char>(report.station_class), 2);
  std::optional<Instant> observed_at;
  for (const StationElement& element : report.elements) {
    if (observed_at != element.observed_at)
      body += "F0F0" + time_digits(element.observed_at, utc_offset).substr(0, 10);
    observed_at = element.observed_at;
    if (report.step) body += step_text(*report.step);
    const auto values = values_text(element);
    const std::string code = hex_number(element.lead, 2);
    if (!values)
      return Error{
          Errc::bad_input,
          {"要素 " + code + " 的数值放不进报文", "a value of element " + code + " doesn't fit"}};
    body += code + hex_number(element.definition, 2) + *values;
  }
  Frame frame{.centre = report.centre,
              .station = report.station,
              .password = report.password,
              .function = report.function,
              .packet = std::nullopt,
              .body = {}};
  append_octets(frame.body, body, frame.coding);
  if (frame.body.size() > kBodyBytesMax)
    return Error{Errc::bad_input, {"报文正文过长", "the body is too long for a frame"}};
  return encode(frame);
}

}  // namespace fenghuo::adapters::sl651
