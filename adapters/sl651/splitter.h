// Bytes of a connection in, frames and named refusals out. A frame that does not hold is given up
// one byte at a time, so that a good frame inside or right behind it is found: after the stray 7EH
// that some stations send behind the checksum, the start mark is read one byte early at first.
//
// Every byte that came in is in a frame or counted in a refusal, and where the chunks were cut
// makes no difference.
#pragma once

#include <variant>

#include "adapters/sl651/frame.h"
#include "adapters/sl651/refusal.h"

namespace fenghuo::adapters::sl651 {

/// Consecutive bytes that are in no frame, and what was wrong at the first of them.
struct Skipped {
  Refusal why = Refusal::garbage;
  std::size_t bytes = 0;
  friend bool operator==(const Skipped&, const Skipped&) = default;
};

using Split = std::variant<Frame, Skipped>;

class Splitter {
 public:
  void push(ByteView bytes);

  /// What comes next; nothing until more bytes come. To be called until then after each push():
  /// what waits inside is then less than kFrameBytesMax. A refusal comes once it can't grow any
  /// more: before the next frame or refusal, or at the end of input.
  std::optional<Split> next();

  /// Gives back the memory that a burst took. To be called once next() has nothing more.
  void fit();
  std::size_t bytes_held() const { return buffer_.capacity(); }

  /// No more bytes will come, or none have come for long: next() gives up a frame that waits for
  /// its rest and goes on behind its first byte. push() may follow.
  void end_of_input() { ended_ = true; }

 private:
  std::optional<Split> take_skipped();
  std::size_t afford(std::size_t bytes_summed);
  void advance(std::size_t bytes);

  Bytes buffer_;
  std::size_t at_ = 0;  // of the first byte not dealt with
  bool ended_ = false;
  std::optional<Skipped> skipped_;  // not handed out yet: may grow

  /// Many headers, each with a wrong checksum far behind it, would make us sum the same bytes again
  /// and again. Each byte dealt with is worth kCreditPerByte summed in vain; without credit a bad
  /// frame is skipped whole. So n bytes cost at most 16 n + 128 KiB of vain sums (a sum is made
  /// twice where skipped bytes wait to be handed out).
  static constexpr std::size_t kCreditPerByte = 8;
  static constexpr std::size_t kCreditMax = 64 * 1024;
  std::size_t credit_ = kCreditMax;
};

}  // namespace fenghuo::adapters::sl651
