#include "adapters/sl651/splitter.h"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/sl651/crc.h"

namespace fenghuo::adapters::sl651 {
namespace {

// Tables 11, 12 and 16 to 23: addresses 6, password 2, function 1, direction and length 2.
constexpr std::size_t kHeaderOctets = 11;
constexpr std::size_t kPacketOctets = 3;
constexpr std::size_t kChecksumOctets = 2;

// Garbage that goes on and on is reported now and then.
constexpr std::size_t kSkippedBytesMax = 64 * 1024;

struct Incomplete {};
struct Good {
  Frame frame;
  std::size_t bytes = 0;
};
struct Bad {
  Refusal why;
  std::size_t bytes_summed = 0;
};
using Attempt = std::variant<Incomplete, Good, Bad>;

// A single 7EH at the end may become a start mark.
std::optional<Coding> coding_at(ByteView bytes) {
  if (bytes[0] == kStartAscii) return Coding::ascii;
  if (bytes[0] == kStartHex && (bytes.size() == 1 || bytes[1] == kStartHex)) return Coding::hex;
  return std::nullopt;
}

bool is_hex_text(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
  });
}

// Stations put any end mark under any direction (a 50H report that ends in ENQ).
bool is_end(std::uint8_t mark) {
  constexpr std::array kEnds{End::etx, End::eot, End::enq, End::ack, End::nak, End::etb, End::esc};
  return std::find(kEnds.begin(), kEnds.end(), static_cast<End>(mark)) != kEnds.end();
}

Frame frame_from(Coding coding, ByteView header, ByteView body, End end) {
  const bool up = header[9] >> 4 == 0;
  return {.coding = coding,
          .direction = up ? Direction::up : Direction::down,
          .centre = up ? header[0] : header[5],
          .station = to_hex(up ? header.subspan(1, 5) : header.first(5)),
          .password = static_cast<std::uint16_t>(big_endian(header.subspan(6, 2))),
          .function = header[8],
          .packet = std::nullopt,
          .body = Bytes(body.begin(), body.end()),
          .end = end};
}

// The header is good; `body_at` is where its length counts from.
Attempt attempt_body(ByteView bytes, Coding coding, ByteView header, std::size_t body_at) {
  const bool in_packets = bytes[body_at - 1] == kPacketBody;
  const std::size_t length = big_endian(header.subspan(9, 2)) & 0xfff;
  const std::size_t packet_bytes = in_packets ? kPacketOctets * width_of(coding) : 0;
  if (length <= packet_bytes) return Bad{Refusal::bad_length};

  const std::size_t end_at = body_at + length;
  const std::size_t total = end_at + 1 + kChecksumOctets * width_of(coding);
  if (bytes.size() < total) return Incomplete{};
  if (!is_end(bytes[end_at])) return Bad{Refusal::bad_end_mark};
  const auto checksum = octets(bytes.subspan(end_at + 1), kChecksumOctets, coding);
  if (!checksum || big_endian(*checksum) != crc16(bytes.first(end_at + 1)))
    return Bad{Refusal::bad_checksum, total};

  Frame frame =
      frame_from(coding, header, bytes.subspan(body_at + packet_bytes, length - packet_bytes),
                 static_cast<End>(bytes[end_at]));
  if (in_packets) {
    const auto packet = octets(bytes.subspan(body_at), kPacketOctets, coding);
    if (!packet) return Bad{Refusal::bad_packet, total};
    const std::uint32_t numbers = big_endian(*packet);
    frame.packet = {static_cast<std::uint16_t>(numbers >> 12),
                    static_cast<std::uint16_t>(numbers & 0xfff)};
  }
  return Good{std::move(frame), total};
}

Attempt attempt(ByteView bytes) {
  const auto coding = coding_at(bytes);
  if (!coding) return Bad{Refusal::garbage};
  const std::size_t start = *coding == Coding::hex ? 2 : 1;
  const std::size_t header_end = start + kHeaderOctets * width_of(*coding);
  if (*coding == Coding::ascii &&
      !is_hex_text(bytes.first(std::min(bytes.size(), header_end)).subspan(1)))
    return Bad{Refusal::bad_header};
  if (bytes.size() <= header_end) return Incomplete{};

  const Bytes header = *octets(bytes.subspan(start), kHeaderOctets, *coding);
  const unsigned direction = header[9] >> 4;
  const std::uint8_t body_start = bytes[header_end];
  if ((direction != 0 && direction != 8) || (body_start != kBody && body_start != kPacketBody)) {
    // The first of three 7EH is a stray one: the start mark is the next two.
    return Bad{bytes[start] == kStartHex ? Refusal::garbage : Refusal::bad_header};
  }
  return attempt_body(bytes, *coding, header, header_end + 1);
}

// Whether the next skipped byte needs no report of its own.
bool goes_on(const Skipped& skipped, Refusal why) {
  return why == Refusal::garbage || why == Refusal::bad_header ||
         (why == Refusal::truncated && skipped.why == why);
}

}  // namespace

void Splitter::push(ByteView bytes) {
  ended_ = false;
  if (at_ > buffer_.size() / 2) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(at_));
    at_ = 0;
  }
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

std::optional<Split> Splitter::next() {
  while (at_ < buffer_.size()) {
    const ByteView rest = ByteView(buffer_).subspan(at_);
    Attempt result = attempt(rest);
    if (std::holds_alternative<Incomplete>(result)) {
      if (!ended_) return std::nullopt;
      result = Bad{rest.size() == 1 ? Refusal::garbage : Refusal::truncated};
    }
    if (auto* good = std::get_if<Good>(&result)) {
      if (skipped_) return take_skipped();
      advance(good->bytes);
      return std::move(good->frame);
    }
    const Bad bad = std::get<Bad>(result);
    if (skipped_ && !goes_on(*skipped_, bad.why)) return take_skipped();
    if (!skipped_) skipped_ = Skipped{bad.why};
    const std::size_t bytes = afford(bad.bytes_summed);
    skipped_->bytes += bytes;
    advance(bytes);
    if (skipped_->bytes >= kSkippedBytesMax) return take_skipped();
  }
  return ended_ && skipped_ ? take_skipped() : std::nullopt;
}

void Splitter::fit() {
  if (buffer_.capacity() <= 2 * kFrameBytesMax) return;
  buffer_ = Bytes(buffer_.begin() + static_cast<std::ptrdiff_t>(at_), buffer_.end());
  at_ = 0;
}

std::optional<Split> Splitter::take_skipped() {
  return *std::exchange(skipped_, std::nullopt);
}

// How many bytes to skip after so many were summed in vain.
std::size_t Splitter::afford(std::size_t bytes_summed) {
  if (bytes_summed > credit_) return bytes_summed;
  credit_ -= bytes_summed;
  return 1;
}

void Splitter::advance(std::size_t bytes) {
  at_ += bytes;
  credit_ = std::min(credit_ + bytes * kCreditPerByte, kCreditMax);
}

}  // namespace fenghuo::adapters::sl651
