#include "rules/language/parser.h"

#include <gtest/gtest.h>

namespace fenghuo::language {
namespace {

// The tree as an S-expression.
std::string shape(const Node& node) {
  if (node.operands.empty()) return node.text;
  std::string out = "(" + node.text;
  for (const auto& operand : node.operands) out += " " + shape(*operand);
  return out + ")";
}

std::string shape(const std::string& text) {
  const auto tree = parse(text);
  EXPECT_TRUE(tree) << text;
  return tree ? shape(**tree) : "";
}

TEST(Parser, BindsAsCelDoes) {
  EXPECT_EQ(shape("a || b && c"), "(|| a (&& b c))");
  EXPECT_EQ(shape("a - b - c"), "(- (- a b) c)");
  EXPECT_EQ(shape("a + b * c"), "(+ a (* b c))");
  EXPECT_EQ(shape("-a * b"), "(* (- a) b)");
  EXPECT_EQ(shape("!a.f()"), "(! (f a))");
  EXPECT_EQ(shape("a < b == c"), "(== (< a b) c)");
  EXPECT_EQ(shape("a ? b : c ? d : e"), "(?: a b (?: c d e))");
  EXPECT_EQ(shape("f(a, g(b)).h(c)"), "(h (f a (g b)) c)");
}

TEST(Parser, KeepsPlaces) {
  const auto tree = parse("a &&\n  雨 < 1");
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().at.line, 2);
  EXPECT_EQ(tree.error().at.column, 3);
  const auto good = parse("a &&\n  b < 1");
  ASSERT_TRUE(good);
  EXPECT_EQ((*good)->operands[1]->at.line, 2);
  EXPECT_EQ((*good)->operands[1]->at.column, 5);
}

TEST(Parser, ColumnsCountCharacters) {
  const auto tree = parse("f('雨量') $");
  ASSERT_FALSE(tree);
  EXPECT_EQ(tree.error().at.column, 9);
}

TEST(Parser, ReadsEscapedQuotes) {
  const auto tree = parse(R"(f('it\'s \\ "x"'))");
  ASSERT_TRUE(tree);
  EXPECT_EQ((*tree)->operands[0]->text, R"(it's \ "x")");
  EXPECT_FALSE(parse(R"(f('\n'))"));
  EXPECT_FALSE(parse("f('a\nb')"));
}

}  // namespace
}  // namespace fenghuo::language
