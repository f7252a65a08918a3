#include "engine/level.h"

namespace fenghuo {
namespace {

struct LevelWords {
  Level level;
  std::string_view word;
  const char* zh;
};

constexpr std::array<LevelWords, 5> kWords{{{Level::none, "none", "无"},
                                            {Level::blue, "blue", "蓝色"},
                                            {Level::yellow, "yellow", "黄色"},
                                            {Level::orange, "orange", "橙色"},
                                            {Level::red, "red", "红色"}}};

const LevelWords& words_of(Level level) {
  for (const auto& words : kWords)
    if (words.level == level) return words;
  return kWords.front();
}

}  // namespace

std::optional<Level> next_above(Level level) {
  for (const auto& words : kWords)
    if (severity(words.level) == severity(level) + 1) return words.level;
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
