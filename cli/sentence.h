// Sentences in two languages, put together out of parts.
#pragma once

#include <cctype>
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

/// `more` after what has been said: as a sentence of its own where that ends with a question.
inline Text going_on(const Text& said, Text more) {
  if (!said.zh.ends_with("？")) return said + Text{"；", "; "} + more;
  if (!more.en.empty()) more.en[0] = static_cast<char>(std::toupper(more.en[0]));
  return said + Text{"", " "} + more;
}

/// English: 1 fault, 2 faults.
inline std::string counted(std::uint64_t n, const std::string& one) {
  return std::to_string(n) + " " + one + (n == 1 ? "" : "s");
}

}  // namespace fenghuo::cli
