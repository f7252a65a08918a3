// Frames of one connection in, whole messages out. Two kinds of message come in several frames:
// mode M3, numbered packets that may come in any order (SL 651-2014, clause 6.3.1.2 c); and the
// answers of a station to queries 37H ... 3AH, that go on while they end in ETB (6.3.2.5).
#pragma once

#include <chrono>
#include <list>
#include <map>
#include <variant>

#include "adapters/sl651/frame.h"
#include "adapters/sl651/refusal.h"
#include "adapters/sl651/room.h"

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
  using Moment = std::chrono::steady_clock::time_point;

  /// `room` is what its messages share with those of other connections; it outlives this.
  explicit Assembly(Room* room = nullptr) : room_(room), holding_(room, this) {}
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  /// A repeated packet is ignored; a different one under its number begins a new message. Downlink
  /// frames and frames that are whole come back at once.
  /// Refusals: bad_packet, message_too_large; the latter drops what there was of the message. Where
  /// the room is overfull, the oldest message of whoever holds most of it goes: it is refused where
  /// it is this one, and noted in the room where it is another.
  Assembled add(Frame frame, Moment heard = {});

  /// Gives up the messages of which nothing new was heard since; says how many.
  std::size_t abandon_silent_since(Moment moment);

  /// Of all messages that wait for packets, oldest first: for a connection that went silent.
  std::vector<Gap> gaps() const;

  /// Messages given up incomplete: newer ones came, there was no room, or they fell silent.
  std::uint64_t abandoned() const { return abandoned_; }

  /// 4 x 256 KiB a connection, and all connections together what their room has. A picture of a
  /// station is some tens of KiB.
  static constexpr std::size_t kMessageBytesMax = 256 * 1024;
  static constexpr std::size_t kMessagesMax = 4;

 private:
  struct Message {
    Message(Frame begun, Holding& holding) : first(std::move(begun)), share(holding) {}

    Frame first;                           // that came, without body
    std::map<std::uint16_t, Bytes> parts;  // by packet number; one part where there are no numbers
    std::size_t bytes = 0;
    Moment heard{};  // something new of it
    Share share;
  };
  using Place = std::list<Message>::iterator;

  Assembled add_packet(Frame frame, Moment heard);
  Assembled add_reply(Frame frame, Moment heard);
  Place find(const Frame& frame);
  Place open(Frame frame);
  void abandon(Place message);
  /// Gives up messages until the room holds the rest; whether this one is among the rest.
  bool make_room_for(Place message);
  Frame close(Place message);

  Room* room_;
  Holding holding_;              // before the messages, which give back to it
  std::list<Message> messages_;  // oldest first
  std::uint64_t abandoned_ = 0;
};

}  // namespace fenghuo::adapters::sl651
