// What is wrong with an expression, and where: line and column count from 1 within its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/text.h"

namespace fenghuo::language {

struct Position {
  int line = 1;
  int column = 1;  // in characters, not bytes
  friend bool operator==(const Position&, const Position&) = default;
};

struct Problem {
  Position at;
  Text text;
};

/// The same, as long as the source is at hand: at a byte of it.
struct Fault {
  std::uint32_t at = 0;
  Text text;
};

/// Of the character that begins at this byte.
Position position_of(std::string_view source, std::uint32_t byte);

Problem problem_of(std::string_view source, Fault fault);

/// The line in question and a caret below the character, as cel-go prints them:
///    | a.b(5)
///    | ...^
/// Below a character of more than one byte stands a wide dot or caret, so that they line up below
/// Chinese.
std::string with_caret(std::string_view source, Position at);

}  // namespace fenghuo::language
