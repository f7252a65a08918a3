#include "rules/language/pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace fenghuo::language {
namespace {

// Steps, of 20 ns each, as RE2 was measured.
constexpr std::uint64_t kCompiling = 500;  // that there is a pattern at all
constexpr std::uint64_t kReadingByte = 16;
constexpr std::uint64_t kReadingClass = 1000;  // \pL, \PN: tables of Unicode
constexpr std::uint64_t kRefusingByte = 1000;  // a{1000} costs its repetitions before it is refused
constexpr std::uint64_t kSquares = 20;         // of x{0,1000}: repetitions x repetitions in a step
constexpr std::uint32_t kRepetitionsMax = 1000;  // RE2 refuses more
constexpr std::uint64_t kInstruction = 4;
// Each byte of the text may meet each instruction, some 20 ns: those 16 times are the worst case,
// of patterns that no automaton of bounded size can follow.
constexpr std::uint64_t kMeetings = 16;

re2::StringPiece piece(std::string_view text) {
  return {text.data(), text.size()};
}

// x{0,1000} is x(x(x...)?)?, which takes the square of its depth.
std::uint64_t cost_of_repetition(std::string_view braces) {
  const char* const end = braces.data() + braces.size();
  std::uint32_t least = 0;
  std::uint32_t most = 0;
  const char* const comma = std::from_chars(braces.data() + 1, end, least).ptr;
  if (comma == end || *comma != ',') return 0;
  if (std::from_chars(comma + 1, end, most).ec != std::errc{} || most < least) return 0;
  const std::uint64_t depth = std::min(most - least, kRepetitionsMax);
  return depth * depth / kSquares;
}

std::uint64_t cost_of_reading(std::string_view pattern) {
  std::uint64_t cost = kCompiling + kReadingByte * pattern.size();
  for (std::size_t at = 0; at + 1 < pattern.size(); ++at) {
    if (pattern[at] == '{') cost += cost_of_repetition(pattern.substr(at));
    const bool unicode = pattern[at] == '\\' && (pattern[at + 1] == 'p' || pattern[at + 1] == 'P');
    if (unicode) cost += kReadingClass;
  }
  return cost;
}

}  // namespace

Value matches_pattern(Evaluation& evaluation, std::string_view text, std::string_view pattern) {
  if (pattern.size() > kPatternBytesMax) return Value::error(Failure::pattern_too_large);
  // It is compiled each time.
  if (!evaluation.spend(cost_of_reading(pattern))) return Value::error(Failure::too_long);
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 18);
  const RE2 compiled(piece(pattern), options);
  if (!compiled.ok()) {
    if (!evaluation.spend(kRefusingByte * pattern.size())) return Value::error(Failure::too_long);
    return compiled.error_code() == RE2::ErrorPatternTooLarge
               ? Value::error(Failure::pattern_too_large)
               : evaluation.error(Failure::bad_argument, "'" + std::string(pattern) + "'");
  }
  const auto instructions = static_cast<std::uint64_t>(compiled.ProgramSize());
  if (!evaluation.spend(instructions * kInstruction)) return Value::error(Failure::too_long);
  if (compiled.ProgramSize() > kPatternInstructionsMax)
    return Value::error(Failure::pattern_too_large);
  if (!evaluation.spend((text.size() + 1) * instructions / kMeetings))
    return Value::error(Failure::too_long);
  return Value::of(RE2::PartialMatch(piece(text), compiled));
}

}  // namespace fenghuo::language
