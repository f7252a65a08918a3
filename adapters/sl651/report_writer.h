// Puts readings into a report: the part that the bodies of both codings share. Remembers which
// station and which observation time the groups that follow belong to (clause 6.6.2.7 and 6.6.2.8).
#pragma once

#include "adapters/sl651/bcd.h"
#include "adapters/sl651/elements.h"
#include "adapters/sl651/report.h"

namespace fenghuo::adapters::sl651 {

class ReportWriter {
 public:
  /// Until a group names a station, readings are of the one that sent the report.
  ReportWriter(Report& report, Span utc_offset)
      : report_(report), utc_offset_(utc_offset), station_(report.station) {}

  void station(std::string address);
  void station_class(char letter) { class_ = letter; }

  /// Where it is no date, the readings under it are refused one by one.
  void observation_time(ByteView digits) { observed_at_ = read_time(digits, utc_offset_); }

  /// A reading `after` the observation time.
  void add(const ElementName& element, const Value& value, Span after = Span{0});

  /// A list of twelve values each five minutes, 1 byte each for F4 and 2 for F5 ... FC, the first
  /// of them `after` the observation time; table C.1.
  void add_hour(const ElementName& element, ByteView values, Span after);

  void refuse(Refusal why, std::string code);

  Report& report() { return report_; }

  /// There were more than kReadingsMax readings and refusals; nothing more is taken.
  bool full() const { return report_.readings.size() + report_.refused.size() > kReadingsMax; }

 private:
  bool room(const std::string& code);

  Report& report_;
  Span utc_offset_;
  std::string station_;
  char class_ = 0;
  std::optional<Instant> observed_at_;
};

inline constexpr std::size_t kHourValues = 12;

/// The bytes of each value of an hour's list; 0 where the lead is not one of F4 ... FC.
constexpr std::size_t hour_value_bytes(std::uint8_t lead) {
  if (lead == 0xf4) return 1;
  return lead >= 0xf5 && lead <= 0xfc ? 2 : 0;
}

}  // namespace fenghuo::adapters::sl651
