#include "engine/level.h"

namespace fenghuo {
namespace {

struct LevelWords {
  Level level;
  int severity;
  std::string_view word;
  const char* zh;
};

constexpr std::array<LevelWords, 5> kWords{{{Level::none, 0, "none", "无"},
                                            {Level::blue, 1, "blue", "蓝色"},
                                            {Level::yellow, 2, "yellow", "黄色"},
                                            {Level::orange, 3, "orange", "橙色"},
                                            {Level::red, 4, "red", "红色"}}};

const LevelWords& words_of(Level level) {
  for (const auto& words : kWords)
    if (words.level == level) return words;
  return kWords.front();
}

}  // namespace

int severity(Level level) {
  return words_of(level).severity;
}

std::optional<Level> next_above(Level level) {
  for (const auto& words : kWords)
    if (words.severity == severity(level) + 1) return words.level;
  return std::nullopt;
}

std::string_view to_string(Level level) {
  return words_of(level).word;
}

std::optional<Level> parse_level(std::string_view word) {
  for (const auto& words : kWords)
    if (words.word == word) return words.level;
  return std::nullopt;
}

std::optional<Level> level_from_wire(std::uint32_t number) {
  for (const auto& words : kWords)
    if (to_wire(words.level) == number) return words.level;
  return std::nullopt;
}

std::uint32_t to_wire(Level level) {
  return static_cast<std::uint32_t>(level);
}

Text name_of(Level level) {
  const auto& words = words_of(level);
  return {words.zh, std::string(words.word)};
}

}  // namespace fenghuo
