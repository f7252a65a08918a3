#include "adapters/sl651/answer.h"

#include "adapters/sl651/bcd.h"

namespace fenghuo::adapters::sl651 {
namespace {

Bytes down(const Frame& heard, std::uint8_t function, std::optional<Packet> packet,
           std::string_view serial_digits, Instant now, Span utc_offset, End end) {
  Frame frame{.coding = heard.coding,
              .direction = Direction::down,
              .centre = heard.centre,
              .station = heard.station,
              .password = heard.password,
              .function = function,
              .packet = packet,
              .body = {},
              .end = end};
  append_octets(frame.body, serial_digits, heard.coding);
  append_octets(frame.body, time_digits(now, utc_offset), heard.coding);
  return encode(frame);
}

}  // namespace

// What a station sends by itself (30H ... 36H) may be in mode M1, M2 or M3; the frame doesn't say
// which. In M1 it doesn't listen, in M2 and M3 it repeats until it is confirmed: so these are
// confirmed. 2FH has no downlink frame (6.6.4.2). What it sends because we asked (37H and on) is
// itself the answer (M4, 6.3.1.2 d) and repeats are up to us: confirmed only in packets, where it
// sends "as if it had begun" (6.3.1.2 c), or where it waits to be told to go on (ETB, table 10).
bool wants_answer(const Frame& message) {
  if (message.direction == Direction::down || message.function < 0x30) return false;
  return message.function <= 0x36 || message.packet || message.end == End::etb;
}

std::optional<Bytes> confirm(const Frame& message, Line line, Instant now, Span utc_offset) {
  const auto serial = octets(message.body, 2, message.coding);
  if (!serial) return std::nullopt;
  End end = line == Line::stay ? End::esc : End::eot;
  if (message.end == End::etb && !message.packet) end = End::ack;
  return down(message, message.function, message.packet, to_hex(*serial), now, utc_offset, end);
}

Bytes ask_again(const Gap& gap, Instant now, Span utc_offset) {
  return down(gap.heard, gap.heard.function, gap.packet, hex_number(gap.serial, 4), now, utc_offset,
              End::nak);
}

Bytes set_clock(const Frame& heard, Instant now, Span utc_offset) {
  return down(heard, 0x4a, std::nullopt, "0000", now, utc_offset, End::enq);
}

}  // namespace fenghuo::adapters::sl651
