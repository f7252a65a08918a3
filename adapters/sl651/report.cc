#include "adapters/sl651/report.h"

#include "adapters/sl651/ascii_body.h"
#include "adapters/sl651/bcd.h"
#include "adapters/sl651/hex_body.h"

namespace fenghuo::adapters::sl651 {
namespace {

// Serial number 2, send time 6; tables 24 and 25.
constexpr std::size_t kHeadOctets = 8;

// Reports and answers to queries that are made of element groups, appendix B. The others carry
// settings and states in layouts of their own, in which the same leads mean other things.
bool has_observations(std::uint8_t function) {
  return (function >= 0x30 && function <= 0x3a) || function == 0x44;
}

}  // namespace

Report decode(const Frame& message, Span utc_offset) {
  Report report;
  report.station = message.station;
  report.function = message.function;
  const auto head = octets(message.body, kHeadOctets, message.coding);
  if (!head) {
    report.refused.push_back({Refusal::short_body, ""});
    return report;
  }
  const ByteView fields(*head);
  report.serial = static_cast<std::uint16_t>(big_endian(fields.first(2)));
  report.send_time = to_hex(fields.subspan(2));
  report.sent_at = read_time(fields.subspan(2), utc_offset);
  if (!report.sent_at) report.refused.push_back({Refusal::bad_send_time, ""});

  const ByteView rest = ByteView(message.body).subspan(kHeadOctets * width_of(message.coding));
  if (message.direction == Direction::down || !has_observations(message.function)) {
    report.rest.assign(rest.begin(), rest.end());
  } else if (message.coding == Coding::hex) {
    read_hex_body(rest, utc_offset, report);
  } else {
    read_ascii_body(rest, utc_offset, report);
  }
  return report;
}

}  // namespace fenghuo::adapters::sl651
