#include "adapters/sl651/report_writer.h"

#include <utility>

namespace fenghuo::adapters::sl651 {

void ReportWriter::station(std::string address) {
  station_ = std::move(address);
  class_ = 0;
  observed_at_.reset();
}

void ReportWriter::add(const ElementName& element, const Value& value, Span after) {
  if (const auto* why = std::get_if<Refusal>(&value)) return refuse(*why, element.code);
  if (!observed_at_) return refuse(Refusal::bad_observation_time, element.code);
  if (!room(element.code)) return;
  report_.readings.push_back({station_, class_, element.code, element.property, element.unit,
                              *observed_at_ + after, std::get<std::optional<Decimal>>(value)});
}

void ReportWriter::add_hour(const ElementName& element, ByteView values, Span after) {
  const std::size_t bytes = values.size() / kHourValues;
  const std::uint8_t decimals = bytes == 1 ? 1 : 2;  // 0.1 mm of rain, 0.01 m of level
  for (; !values.empty(); values = values.subspan(bytes), after += std::chrono::minutes{5})
    add(element, read_unsigned(values.first(bytes), decimals), after);
}

void ReportWriter::refuse(Refusal why, std::string code) {
  if (room(code)) report_.refused.push_back({why, std::move(code)});
}

// For one more; where there is none, that is said once.
bool ReportWriter::room(const std::string& code) {
  const std::size_t size = report_.readings.size() + report_.refused.size();
  if (size == kReadingsMax) report_.refused.push_back({Refusal::too_many_readings, code});
  return size < kReadingsMax;
}

}  // namespace fenghuo::adapters::sl651
