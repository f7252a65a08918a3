#include "adapters/json_text.h"

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

// The fewest digits that read back as the same number; without an exponent where that is short.
void append(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  std::array<char, 64> text;
  const double size = std::fabs(number);
  const bool plain = number == 0 || (size >= 1e-6 && size < 1e15);
  const auto [end, error] = plain ? std::to_chars(text.data(), text.data() + text.size(), number,
                                                  std::chars_format::fixed)
                                  : std::to_chars(text.data(), text.data() + text.size(), number);
  out.append(text.data(), error == std::errc{} ? end : text.data());
}

void append(std::string& out, const json::value& value) {
  if (value.is_double()) {
    append(out, value.get_double());
  } else if (value.is_array()) {
    char before = '[';
    for (const auto& item : value.get_array()) {
      out.push_back(before);
      append(out, item);
      before = ',';
    }
    out += before == '[' ? "[]" : "]";
  } else if (value.is_object()) {
    char before = '{';
    for (const auto& member : value.get_object()) {
      out.push_back(before);
      out += json::serialize(member.key());
      out.push_back(':');
      append(out, member.value());
      before = ',';
    }
    out += before == '{' ? "{}" : "}";
  } else {
    out += json::serialize(value);
  }
}

}  // namespace

std::string to_text(const json::value& value) {
  std::string out;
  append(out, value);
  return out;
}

}  // namespace fenghuo::adapters
