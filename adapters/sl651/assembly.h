// Frames of one connection in, whole messages out. Two kinds of message come in several frames:
// mode M3, numbered packets that may come in any order (SL 651-2014, clause 6.3.1.2 c); and the
// answers of a station to queries 37H ... 3AH, that go on while they end in ETB (6.3.2.5).
#pragma once

#include <list>
#include <map>
#include <variant>

#include "adapters/sl651/frame.h"
#include "adapters/sl651/refusal.h"

namespace fenghuo::adapters::sl651 {

/// The message of this frame is not complete.
struct Waiting {};

/// A packet that has not come, though its sender has ended or gone silent: to be asked for again,
/// at most twice (clause 6.3.1.2 c).
struct Gap {
  Frame heard;               // a packet of the message, without body
  std::uint16_t serial = 0;  // of the message; 0 where packet 1 has not come
  Packet packet;             // the first that is missing
};

/// A Frame is a whole message: its body is that of all its frames, and its packet number, if it had
/// any, the total.
using Assembled = std::variant<Waiting, Frame, Gap, Refusal>;

class Assembly {
 public:
  /// A repeated packet is ignored; a different one under its number begins a new message. Downlink
  /// frames and frames that are whole come back at once.
  /// Refusals: bad_packet, message_too_large; the latter drops what there was of the message.
  Assembled add(Frame frame);

  /// Of all messages that wait for packets, oldest first: for a connection that went silent.
  std::vector<Gap> gaps() const;

  /// Messages given up incomplete, because newer ones came.
  std::uint64_t abandoned() const { return abandoned_; }

  /// 4 x 256 KiB a connection. A picture of a station is some tens of KiB.
  static constexpr std::size_t kMessageBytesMax = 256 * 1024;
  static constexpr std::size_t kMessagesMax = 4;

 private:
  struct Message {
    Frame first;                           // that came, without body
    std::map<std::uint16_t, Bytes> parts;  // by packet number; one part where there are no numbers
    std::size_t bytes = 0;
  };
  using Place = std::list<Message>::iterator;

  Assembled add_packet(Frame frame);
  Assembled add_reply(Frame frame);
  Place find(const Frame& frame);
  Place open(Frame frame);
  void abandon(Place message);
  Frame close(Place message);

  std::list<Message> messages_;  // oldest first
  std::uint64_t abandoned_ = 0;
};

}  // namespace fenghuo::adapters::sl651
