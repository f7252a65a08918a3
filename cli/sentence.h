// Sentences in two languages, put together out of parts.
#pragma once

#include <cstdint>
#include <string>

#include "engine/text.h"

namespace fenghuo::cli {

inline Text operator+(const Text& a, const Text& b) {
  return {a.zh + b.zh, a.en + b.en};
}

/// The same in both: a name, a number, an id.
inline Text plain(const std::string& text) {
  return {text, text};
}
inline Text number(std::uint64_t n) {
  return plain(std::to_string(n));
}

/// English: 1 fault, 2 faults.
inline std::string counted(std::uint64_t n, const std::string& one) {
  return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

}  // namespace fenghuo::cli
