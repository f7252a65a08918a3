#include "adapters/sl651/assembly.h"

#include <algorithm>
#include <utility>

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::size_t kSerialOctets = 2;
constexpr std::size_t kHeadOctets = 8;  // serial and send time

// What a message and a part take beside their bytes: a peer may send parts of one byte each.
constexpr std::size_t kMessageTakes = 512;
constexpr std::size_t kPartTakes = 128;

bool answers_query(const Frame& frame) {
  return frame.function >= 0x37 && frame.function <= 0x3a;
}

std::optional<std::uint32_t> serial_of(const Bytes& body, Coding coding) {
  const auto serial = octets(body, kSerialOctets, coding);
  if (!serial) return std::nullopt;
  return big_endian(*serial);
}

// The standard doesn't say how a body goes on in the next frame, and stations differ: with a head
// and a station group of its own, which a body may have several of; with a head alone; with
// neither. What is cut off here is the head.
ByteView continuation(const Frame& frame, const Bytes& begun) {
  const std::size_t head = kHeadOctets * width_of(frame.coding);
  const ByteView body(frame.body);
  if (body.size() < head) return body;
  const std::string_view after = characters(body.subspan(head));
  const bool own_station = frame.coding == Coding::ascii
                               ? after.starts_with("ST ")
                               : after.starts_with("\xf1\xf1") || after.starts_with("\xf1\x28");
  const bool same_serial = serial_of(frame.body, frame.coding) == serial_of(begun, frame.coding);
  return own_station || same_serial ? body.subspan(head) : body;
}

Gap gap_in(const Frame& first, const std::map<std::uint16_t, Bytes>& parts) {
  Gap gap{first, 0, {first.packet->total, 1}};
  while (parts.contains(gap.packet.number)) ++gap.packet.number;
  if (const auto one = parts.find(1); one != parts.end())
    gap.serial =
        static_cast<std::uint16_t>(serial_of(one->second, first.coding).value_or(gap.serial));
  return gap;
}

}  // namespace

Assembled Assembly::add(Frame frame, Moment heard) {
  if (frame.direction == Direction::down) return frame;
  if (frame.packet) return add_packet(std::move(frame), heard);
  return answers_query(frame) ? add_reply(std::move(frame), heard) : frame;
}

Assembled Assembly::add_packet(Frame frame, Moment heard) {
  const Packet packet = *frame.packet;
  const bool last = frame.end == End::etx;
  if (packet.number == 0 || packet.number > packet.total) return Refusal::bad_packet;

  auto message = find(frame);
  if (message != messages_.end()) {
    const auto part = message->parts.find(packet.number);
    const bool other = part != message->parts.end() && part->second != frame.body;
    if (other || message->first.packet->total != packet.total) {
      abandon(message);
      message = messages_.end();
    }
  }
  Bytes body = std::exchange(frame.body, {});
  if (message == messages_.end()) message = open(std::move(frame));
  const std::size_t size = body.size();
  const std::size_t takes = body.capacity() + kPartTakes;
  if (message->parts.emplace(packet.number, std::move(body)).second) {
    message->bytes += size;
    message->share.add(takes);
    message->heard = heard;
  }

  if (message->bytes > kMessageBytesMax) {
    messages_.erase(message);
    return Refusal::message_too_large;
  }
  if (message->parts.size() == packet.total) return close(message);
  if (!make_room_for(message)) return Refusal::message_too_large;
  if (last) return gap_in(message->first, message->parts);
  return Waiting{};
}

Assembled Assembly::add_reply(Frame frame, Moment heard) {
  const bool last = frame.end != End::etb;
  auto message = find(frame);
  if (message == messages_.end()) {
    if (last) return frame;
    Bytes body = std::exchange(frame.body, {});
    message = open(std::move(frame));
    message->heard = heard;
    message->share.add(body.capacity() + kPartTakes);
    message->parts.emplace(1, std::move(body));
    if (!make_room_for(message)) return Refusal::message_too_large;
    return Waiting{};
  }
  Bytes& begun = message->parts.begin()->second;
  const ByteView more = continuation(frame, begun);
  const std::size_t took = begun.capacity();
  begun.insert(begun.end(), more.begin(), more.end());
  message->share.add(begun.capacity() - took);
  message->heard = heard;
  if (begun.size() > kMessageBytesMax) {
    messages_.erase(message);
    return Refusal::message_too_large;
  }
  if (last) return close(message);
  if (!make_room_for(message)) return Refusal::message_too_large;
  return Waiting{};
}

std::size_t Assembly::abandon_silent_since(Moment moment) {
  const std::size_t given_up =
      std::erase_if(messages_, [&](const Message& message) { return message.heard < moment; });
  abandoned_ += given_up;
  return given_up;
}

bool Assembly::make_room_for(Place message) {
  while (room_ != nullptr && room_->overfull()) {
    Assembly& largest = *room_->largest();
    const Place oldest = largest.messages_.begin();
    const bool this_one = &largest == this && oldest == message;
    if (!this_one) room_->note_given_up(oldest->first.station);
    largest.abandon(oldest);
    if (this_one) return false;
  }
  return true;
}

std::vector<Gap> Assembly::gaps() const {
  std::vector<Gap> gaps;
  for (const Message& message : messages_)
    if (message.first.packet) gaps.push_back(gap_in(message.first, message.parts));
  return gaps;
}

Assembly::Place Assembly::find(const Frame& frame) {
  return std::find_if(messages_.begin(), messages_.end(), [&](const Message& message) {
    return message.first.station == frame.station && message.first.function == frame.function &&
           message.first.packet.has_value() == frame.packet.has_value();
  });
}

Assembly::Place Assembly::open(Frame frame) {
  if (messages_.size() == kMessagesMax) abandon(messages_.begin());
  Message& message = messages_.emplace_back(std::move(frame), holding_);
  message.share.add(kMessageTakes);
  return std::prev(messages_.end());
}

void Assembly::abandon(Place message) {
  messages_.erase(message);
  ++abandoned_;
}

Frame Assembly::close(Place message) {
  Frame whole = std::move(message->first);
  for (const auto& [number, body] : message->parts)
    whole.body.insert(whole.body.end(), body.begin(), body.end());
  if (whole.packet) whole.packet->number = whole.packet->total;
  whole.end = End::etx;
  messages_.erase(message);
  return whole;
}

}  // namespace fenghuo::adapters::sl651
