#include "rules/held_warning.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::rules {
namespace {

struct Marks {
  bool marked = false;  // a test, by its words
  bool denied = false;  // and by its words none
};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 6> kMarks{"drill",   "drills",   "test",
                                                 "testing", "exercise", "exercises"};
constexpr std::array<std::string_view, 4> kNots{"not", "no", "isn't", "never"};
constexpr std::array<std::string_view, 3> kArticles{"a", "an", "any"};
// "Exercise great caution" asks for something.
constexpr std::array<std::string_view, 7> kExercised{
    "caution", "care", "vigilance", "judgment", "judgement", "restraint", "patience"};
constexpr std::size_t kExercisedWithin = 3;

std::vector<std::string> english_words(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool of_word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '\'';
    if (of_word && !inside) words.emplace_back();
    if (of_word) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    inside = of_word;
  }
  return words;
}

void look_at_english(std::string_view text, Marks& marks) {
  const auto words = english_words(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!is_one_of(words[i], kMarks)) continue;
    const std::size_t end = std::min(words.size(), i + 1 + kExercisedWithin);
    const bool asked_for =
        words[i] == "exercise" &&
        std::any_of(words.begin() + static_cast<std::ptrdiff_t>(i),
                    words.begin() + static_cast<std::ptrdiff_t>(end),
                    [](const auto& word) { return is_one_of(word, kExercised); });
    if (asked_for) continue;
    const std::size_t before = i > 0 && is_one_of(words[i - 1], kArticles) ? i - 1 : i;
    const bool denied = before > 0 && is_one_of(words[before - 1], kNots);
    (denied ? marks.denied : marks.marked) = true;
  }
}

void look_at_chinese(std::string_view text, Marks& marks) {
  constexpr std::array<std::string_view, 3> kWords{"演练", "演习", "测试"};
  constexpr std::array<std::string_view, 4> kDenials{"不是", "并非", "非", "不属于"};
  for (const auto word : kWords)
    for (auto at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + word.size())) {
      const auto before = text.substr(0, at);
      if (before.ends_with("检")) continue;  // 检测试剂
      const bool denied = std::any_of(kDenials.begin(), kDenials.end(),
                                      [&](std::string_view no) { return before.ends_with(no); });
      (denied ? marks.denied : marks.marked) = true;
    }
}

}  // namespace

bool contradicts_itself(const wire::ReceivedWarning& warning) {
  if (warning.kind() == wire::ReceivedWarning::CANCEL) return false;
  Marks marks;
  for (const auto& info : warning.infos())
    for (const auto* text : {&info.event(), &info.headline()}) {
      look_at_english(*text, marks);
      look_at_chinese(*text, marks);
    }
  if (warning.status() == wire::ReceivedWarning::ACTUAL) return marks.marked;
  return !marks.marked || marks.denied;
}

bool is_for_rules(const wire::ReceivedWarning& warning) {
  return warning.status() == wire::ReceivedWarning::ACTUAL && !contradicts_itself(warning);
}

}  // namespace fenghuo::rules
