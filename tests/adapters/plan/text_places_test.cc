// A fault within an expression is pointed at where it stands in the file. Found by an auditor: in
// folded and quoted ones it was pointed at beside it, or on a line that the file hasn't.
#include "adapters/plan/text_places.h"

#include <gtest/gtest.h>

#include "adapters/plan/yaml_reader.h"

namespace fenghuo::adapters {
namespace {

// Where the word stands, by its first place in what YAML reads as the text of `a`: line:column.
std::string place_of(const std::string& yaml, const std::string& word) {
  Diagnostics faults;
  YamlFile file{"f.yaml", yaml, faults};
  const YamlNode node = YamlNode::parse(file).optional("a");
  const std::string text = node.string();
  const std::size_t at = text.find(word);
  EXPECT_NE(at, std::string::npos) << text;
  int line = 1;
  int column = 1;
  for (std::size_t i = 0; i < at; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) continue;
    column = text[i] == '\n' ? 1 : column + 1;
    line += text[i] == '\n' ? 1 : 0;
  }
  node.fault_within(line, column, {"", "here"});
  EXPECT_EQ(faults.size(), 1u);
  const Place& place = faults.front().place;
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST(TextPlaces, OfALine) {
  EXPECT_EQ(place_of("b: 1\na: x.last() > 1\n", "> 1"), "2:13");
  EXPECT_EQ(place_of("a: \"\"\nb: 2\n", ""), "1:4") << "no text at all";
}

TEST(TextPlaces, OfSeveralLines) {
  EXPECT_EQ(place_of("a: |-\n  x > 1\n    && y\n", "y"), "3:8");
  EXPECT_EQ(place_of("a: >-  # why\n  x > 1\n  || y > 2\n", "||"), "3:3");
  EXPECT_EQ(place_of("a: >-\n    x > 1\n    || y > 2\n", "y > 2"), "3:8");
  EXPECT_EQ(place_of("a: x > 1\n   && y\n", "&&"), "2:4");
}

TEST(TextPlaces, InQuotes) {
  EXPECT_EQ(place_of("a: \"x == \\\"b\\\" && y\"\n", "y"), "1:19");
  EXPECT_EQ(place_of("a: 'x == ''b'' && y'\n", "y"), "1:19");
  EXPECT_EQ(place_of("a: \"x > 1\n   && y\"\n", "y"), "2:7");
  EXPECT_EQ(place_of("a: '上溪 == 1 && y'\n", "y"), "1:16");
}

TEST(TextPlaces, BehindWhatCannotBeFollowed) {
  EXPECT_EQ(place_of("a: \"x \\u00b5 y\"\n", "y"), "1:9") << "as if it were one character";
}

}  // namespace
}  // namespace fenghuo::adapters
