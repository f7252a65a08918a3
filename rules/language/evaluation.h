// What functions of the language work with while an expression runs: memory for what they make, and
// a budget of steps. One may serve many expressions, one after the other.
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.h"
#include "rules/language/arena.h"
#include "rules/language/value.h"

namespace fenghuo::language {

/// Turns of loops, and items that functions walk through, in one evaluation: about 20 ms.
inline constexpr std::uint64_t kStepsMax = 1'000'000;

class Evaluation {
 public:
  /// Forgets what was made before.
  void begin() {
    arena_.reset();
    steps_left_ = kStepsMax;
  }
  /// Takes from the budget; false where it is used up.
  bool spend(std::uint64_t steps) {
    if (steps > steps_left_) return false;
    steps_left_ -= steps;
    return true;
  }

  /// The same for looking for one text in another, which at worst compares each byte of one with
  /// each of the other.
  bool spend_search(std::string_view text, std::string_view wanted) {
    return spend((text.size() / 64) * (wanted.size() / 64 + 1));
  }
  /// The same for looking for a key among so many, as it is compared with some of them.
  bool spend_lookup(const Value& key, std::size_t entries) {
    if (key.kind != Kind::string) return true;
    return spend((key.size / 64) * static_cast<std::uint64_t>(std::bit_width(entries)));
  }
  /// Nothing where the budget doesn't suffice.
  std::optional<bool> equal(const Value& a, const Value& b) {
    return language::equal(a, b, steps_left_);
  }

  /// Copies of text that live until begin().
  Value text(std::string_view text, Kind kind = Kind::string);
  /// An error that says more, such as which key is missing.
  Value error(Failure failure, std::string_view detail);
  Value list(std::span<const Value> items);
  Value some(const Value& held);
  /// Sorts the entries; an error where a key comes twice or is none.
  Value map(std::vector<Entry> entries);

  Arena& arena() { return arena_; }

 private:
  Arena arena_;
  std::uint64_t steps_left_ = kStepsMax;
};

/// What an error says: "no such key: 'x'".
Text text_of(const Value& error);

}  // namespace fenghuo::language
