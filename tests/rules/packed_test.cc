#include "rules/packed.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fenghuo::rules {
namespace {

// Longer than what a string keeps in itself: a wrong copy or a missing end would be seen by ASan.
std::string word(int number) {
  return "a word that needs memory of its own, number " + std::to_string(number);
}

Packed<std::string> words(int count) {
  Packed<std::string> packed;
  for (int i = 0; i < count; ++i) packed.emplace_back(word(i));
  return packed;
}

std::vector<std::string> all(const Packed<std::string>& packed) {
  return {packed.begin(), packed.end()};
}

TEST(PackedTest, TakesNoMoreRoomThanItsItems) {
  const auto three = words(3);
  EXPECT_EQ(three.size(), 3u);
  EXPECT_EQ(three.capacity(), 3u);
  EXPECT_EQ(three.front(), word(0));
  EXPECT_EQ(three.back(), word(2));
  static_assert(sizeof(three) == 16);
}

TEST(PackedTest, LosesItsFirstAndItsLast) {
  auto packed = words(4);
  packed.pop_front();
  packed.pop_back();
  EXPECT_EQ(all(packed), (std::vector{word(1), word(2)}));
  packed.emplace_back(word(9));
  EXPECT_EQ(all(packed), (std::vector{word(1), word(2), word(9)}));
}

TEST(PackedTest, CopiesAreTheirOwn) {
  auto packed = words(2);
  auto copy = packed;
  copy.pop_front();
  copy.emplace_back(word(7));
  EXPECT_EQ(all(packed), (std::vector{word(0), word(1)}));
  EXPECT_EQ(all(copy), (std::vector{word(1), word(7)}));
  packed = copy;
  EXPECT_EQ(all(packed), all(copy));
  const auto taken = std::move(copy);
  EXPECT_EQ(all(taken), (std::vector{word(1), word(7)}));
  EXPECT_EQ(all(Packed<std::string>(Packed<std::string>())), std::vector<std::string>{});
}

}  // namespace
}  // namespace fenghuo::rules
