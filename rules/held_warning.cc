#include "rules/held_warning.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace fenghuo::rules {
namespace {

// What says that it is no test, and what only sounds like one. Taken out before marks are looked
// for.
constexpr std::string_view kDenials[] = {"not a drill", "not a test", "no drill", "no exercise",
                                         "不是演练",    "非演练",     "不是测试", "不是演习"};
constexpr std::string_view kOtherSense[] = {"exercise caution", "exercise extreme caution",
                                            "exercise care"};
constexpr std::string_view kMarks[] = {"drill", "exercise", "test", "演练", "演习", "测试"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lowered;
}

// English words as a whole: "contest" is no test.
bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_letter(text[at - 1]);
    const auto end = at + word.size();
    if (begins && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

struct Words {
  bool marked = false;  // a test, by its words
  bool denied = false;  // and by its words none
};

bool take_out(std::string& text, std::string_view phrase) {
  bool found = false;
  for (auto at = text.find(phrase); at != std::string::npos; at = text.find(phrase, at)) {
    std::fill_n(text.begin() + static_cast<std::ptrdiff_t>(at), phrase.size(), ' ');
    found = true;
  }
  return found;
}

void look_at(std::string text, Words& words) {
  for (const auto denial : kDenials) words.denied |= take_out(text, denial);
  for (const auto phrase : kOtherSense) take_out(text, phrase);
  for (const auto mark : kMarks) words.marked |= has_word(text, mark);
}

}  // namespace

bool contradicts_itself(const wire::ReceivedWarning& warning) {
  if (warning.kind() == wire::ReceivedWarning::CANCEL) return false;
  Words words;
  for (const auto& info : warning.infos()) {
    look_at(lower(info.event()), words);
    look_at(lower(info.headline()), words);
  }
  if (warning.status() == wire::ReceivedWarning::ACTUAL) return words.marked;
  return !words.marked || words.denied;
}

bool is_for_rules(const wire::ReceivedWarning& warning) {
  return warning.status() == wire::ReceivedWarning::ACTUAL && !contradicts_itself(warning);
}

}  // namespace fenghuo::rules
