#include "engine/archive.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

enum class Colour : std::uint8_t { green = 1, red = 2 };

struct Everything {
  bool flag = false;
  std::int64_t negative = 0;
  std::uint64_t large = 0;
  double real = 0;
  Colour colour = Colour::green;
  std::string text;
  Instant when{};
  Span span{};
  std::optional<int> maybe;
  std::vector<std::pair<int, std::string>> list;
  std::vector<bool> flags;
  std::map<std::string, int> map;
  std::set<int> set;

  friend bool operator==(const Everything&, const Everything&) = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.flag, self.negative, self.large, self.real, self.colour, self.text, self.when, self.span,
      self.maybe, self.list, self.flags, self.map, self.set);
  }
};

Everything sample() {
  return {true,
          -5,
          UINT64_MAX,
          -0.25,
          Colour::red,
          "烽火",
          instant_ms(-1),
          Span{300},
          7,
          {{1, "a"}, {2, ""}},
          {true, false, true},
          {{"x", 1}, {"y", -2}},
          {3, 1}};
}

TEST(Archive, ReadsWhatItWrote) {
  StateWriter writer;
  writer(sample());
  StateReader reader(writer.bytes());
  Everything read;
  reader(read);
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(read, sample());
}

TEST(Archive, SaysSoWhenCutShortAnywhere) {
  StateWriter writer;
  writer(sample());
  for (std::size_t size = 0; size < writer.bytes().size(); ++size) {
    StateReader reader(std::string_view(writer.bytes()).substr(0, size));
    Everything read;
    reader(read);
    EXPECT_FALSE(reader.ok()) << size;
  }
}

TEST(Archive, DoesNotBelieveACountThatIsLargerThanWhatIsLeft) {
  StateWriter writer;
  writer(std::uint64_t{1} << 60);
  StateReader reader(writer.bytes());
  std::vector<std::string> list;
  reader(list);
  EXPECT_FALSE(reader.ok());
  EXPECT_TRUE(list.empty());
}

}  // namespace
}  // namespace fenghuo
