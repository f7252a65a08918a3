#include "rules/language/number_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace fenghuo::language {
namespace {

std::string text_in(double value, std::chars_format form) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  std::array<char, 350> digits{};  // the smallest number has 324 after its point
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, form);
  return {digits.data(), written.ptr};
}

}  // namespace

std::string number_text(double value) {
  const double size = std::fabs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e6);
  return text_in(value, plain ? std::chars_format::fixed : std::chars_format::scientific);
}

std::string plain_number_text(double value) {
  return text_in(value, std::chars_format::fixed);
}

}  // namespace fenghuo::language
