#include "rules/language/problem.h"

#include <algorithm>
#include <utility>

namespace fenghuo::language {
namespace {

bool continues(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace

Position position_of(std::string_view source, std::uint32_t byte) {
  Position at;
  const std::size_t end = std::min<std::size_t>(byte, source.size());
  for (std::size_t i = 0; i < end; ++i) {
    if (source[i] == '\n') {
      ++at.line;
      at.column = 1;
    } else if (!continues(source[i])) {
      ++at.column;
    }
  }
  return at;
}

Problem problem_of(std::string_view source, Fault fault) {
  return {position_of(source, fault.at), std::move(fault.text)};
}

std::string with_caret(std::string_view source, Position at) {
  for (int line = 1; line < at.line; ++line) {
    const std::size_t end = source.find('\n');
    if (end == std::string_view::npos) break;
    source.remove_prefix(end + 1);
  }
  std::string shown(source.substr(0, source.find('\n')));
  std::replace(shown.begin(), shown.end(), '\t', ' ');
  std::string below;
  std::size_t byte = 0;
  const auto is_wide = [&] { return byte + 1 < shown.size() && continues(shown[byte + 1]); };
  for (int column = 1; column < at.column; ++column) {
    below += is_wide() ? "．" : ".";
    for (++byte; byte < shown.size() && continues(shown[byte]);) ++byte;
  }
  return " | " + shown + "\n | " + below + (is_wide() ? "＾" : "^");
}

}  // namespace fenghuo::language
