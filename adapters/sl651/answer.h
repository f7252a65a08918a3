// What the centre says to a station: that it has a message, that it lacks a packet of one, and what
// time it is. Bytes ready to be sent, in the coding in which the station was heard (SL 651-2014,
// clause 6.4.1).
//
// Nothing here opens a gate, starts a pump, or writes, clears or resets anything in a station
// (functions 40, 42, 47 to 49 and 4B to 4F): such a frame can't be built.
#pragma once

#include "adapters/sl651/assembly.h"
#include "engine/time.h"

namespace fenghuo::adapters::sl651 {

/// Whether a message, or a frame that goes on in the next, is answered (see the definition for
/// why). The answer goes out once what the message says is durable.
bool wants_answer(const Frame& message);

enum class Line : std::uint8_t {
  leave,  // EOT: the station may hang up
  stay    // ESC: it listens for ten more minutes, and keeps alive with 2FH
};

/// The same function and serial, and the centre's time; clause 6.2.2 and table 25. For a message of
/// packets, with its packet number, which is then the total (note below table 23). A frame that
/// ends in ETB is told to go on, with ACK, whatever `line` says. Nothing where the message has no
/// serial.
std::optional<Bytes> confirm(const Frame& message, Line line, Instant now, Span utc_offset);

/// NAK with the number of the missing packet. The standard doesn't print its body; like all others
/// it is serial and time.
Bytes ask_again(const Gap& gap, Instant now, Span utc_offset);

/// Function 4AH, to be sent twice where the station's clock is off by more than 5 minutes. `heard`
/// is any frame of the station.
Bytes set_clock(const Frame& heard, Instant now, Span utc_offset);

}  // namespace fenghuo::adapters::sl651
