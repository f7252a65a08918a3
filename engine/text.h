// A sentence for people in both languages, Chinese first. Every message that a person may read is
// made as a pair, where the facts for it are at hand; only the edge chooses one.
#pragma once

#include <string>

namespace fenghuo {

struct Text {
  std::string zh;
  std::string en;

  friend bool operator==(const Text&, const Text&) = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.zh, self.en);
  }
};

enum class Language { zh, en };

inline const std::string& in(Language language, const Text& text) {
  return language == Language::zh ? text.zh : text.en;
}

}  // namespace fenghuo
