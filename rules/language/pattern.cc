#include "rules/language/pattern.h"

#include <re2/re2.h>

namespace fenghuo::language {
namespace {

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

std::optional<bool> matches_pattern(std::string_view text, std::string_view pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  const RE2 compiled(piece(pattern), options);
  if (!compiled.ok()) return std::nullopt;
  return RE2::PartialMatch(piece(text), compiled);
}

}  // namespace fenghuo::language
