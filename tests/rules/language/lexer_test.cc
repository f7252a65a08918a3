#include "rules/language/lexer.h"

#include <gtest/gtest.h>

namespace fenghuo::language {
namespace {

// The tokens as they are written, an escaped name without its quotes.
std::vector<std::string> words(std::string_view source) {
  const Tokens tokens = tokenize(source);
  EXPECT_FALSE(tokens.fault) << tokens.fault->text.en;
  std::vector<std::string> words;
  for (const Token& token : tokens.list) words.push_back(token.text);
  EXPECT_EQ(tokens.list.back().kind, TokenKind::end);
  words.pop_back();
  return words;
}

using Words = std::vector<std::string>;

// Of a text that is one literal.
Constant constant_of(std::string_view source) {
  const Tokens tokens = tokenize(source);
  EXPECT_FALSE(tokens.fault) << tokens.fault->text.en;
  EXPECT_EQ(tokens.list.size(), 2u) << source;
  EXPECT_EQ(tokens.list[0].kind, TokenKind::literal) << source;
  return tokens.list[0].constant;
}

// Where the tokens break off; the last one stands there too.
Position fault_of(std::string_view source) {
  const Tokens tokens = tokenize(source);
  if (!tokens.fault) return {0, 0};
  EXPECT_EQ(tokens.list.back().kind, TokenKind::end);
  EXPECT_EQ(tokens.list.back().at, tokens.fault->at);
  EXPECT_FALSE(tokens.fault->text.zh.empty());
  return problem_of(source, *tokens.fault).at;
}

std::string text(const char* value) {
  return value;
}

TEST(Lexer, TakesTheLongestSymbol) {
  EXPECT_EQ(words("a>=b>c==!d"), (Words{"a", ">=", "b", ">", "c", "==", "!", "d"}));
  EXPECT_EQ(words("a&&b||[?c]?.d:{}"),
            (Words{"a", "&&", "b", "||", "[", "?", "c", "]", "?", ".", "d", ":", "{", "}"}));
  EXPECT_EQ(words("1.5.f+.5"), (Words{"1.5", ".", "f", "+", ".5"}));
  EXPECT_EQ(words("1.f"), (Words{"1", ".", "f"}));
  EXPECT_EQ(words("1e+a 1e 0x 0X1"), (Words{"1", "e", "+", "a", "1", "e", "0", "x", "0", "X1"}));
}

TEST(Lexer, TellsNamesFromKeywords) {
  const Tokens tokens = tokenize("in inside while `in` true");
  std::vector<TokenKind> kinds;
  for (const Token& token : tokens.list) kinds.push_back(token.kind);
  EXPECT_EQ(kinds, (std::vector<TokenKind>{TokenKind::symbol, TokenKind::identifier,
                                           TokenKind::identifier, TokenKind::escaped_identifier,
                                           TokenKind::symbol, TokenKind::end}));
  EXPECT_TRUE(is_reserved("while"));
  EXPECT_TRUE(is_reserved("as"));
  EXPECT_FALSE(is_reserved("in"));
  EXPECT_FALSE(is_reserved("whilst"));
}

TEST(Lexer, ReadsEscapedNames) {
  EXPECT_EQ(words("a.`b-c/d e.f_1`"), (Words{"a", ".", "b-c/d e.f_1"}));
  EXPECT_EQ(fault_of("a.`$b`"), (Position{1, 3}));
  EXPECT_EQ(fault_of("a.``"), (Position{1, 3}));
  EXPECT_EQ(fault_of("a.`b"), (Position{1, 3}));
}

TEST(Lexer, SkipsBlanksAndComments) {
  EXPECT_EQ(words("a // b ' c\n\t\f\r\n+ d//"), (Words{"a", "+", "d"}));
  EXPECT_EQ(words("'// a' / b"), (Words{"'// a'", "/", "b"}));
  EXPECT_EQ(words(" // a"), Words{});
  EXPECT_EQ(words(""), Words{});
}

TEST(Lexer, ReadsNumbers) {
  EXPECT_EQ(constant_of("9223372036854775807"), Constant(INT64_MAX));
  EXPECT_EQ(constant_of("0xFFu"), Constant(std::uint64_t{255}));
  EXPECT_EQ(constant_of("6.02e+23"), Constant(6.02e23));
  EXPECT_EQ(fault_of("1 + 9223372036854775809"), (Position{1, 5}));
  EXPECT_EQ(fault_of("1.99e90000009"), (Position{1, 1}));
}

TEST(Lexer, ReadsQuotedText) {
  EXPECT_EQ(constant_of(R"('it\'s "x"')"), Constant(text(R"(it's "x")")));
  EXPECT_EQ(constant_of(R"("it's \"x\"")"), Constant(text(R"(it's "x")")));
  EXPECT_EQ(constant_of("''"), Constant(text("")));
  EXPECT_EQ(words("'a''b'"), (Words{"'a'", "'b'"}));
}

TEST(Lexer, ReadsTripleQuotes) {
  EXPECT_EQ(constant_of("'''a 'b' ''\nc'''"), Constant(text("a 'b' ''\nc")));
  EXPECT_EQ(constant_of(R"("""\""" "" """)"), Constant(text(R"(""" "" )")));
  EXPECT_EQ(constant_of("''''''"), Constant(text("")));
  EXPECT_EQ(constant_of("r'''\\'''"), Constant(text("\\")));
}

TEST(Lexer, ReadsRawTextAndBytes) {
  EXPECT_EQ(constant_of(R"(r'\d+')"), Constant(text(R"(\d+)")));
  EXPECT_EQ(constant_of(R"(R"\")"), Constant(text("\\")));
  EXPECT_EQ(constant_of(R"(b'\xff雨')"), Constant(Bytes{"\xff雨"}));
  EXPECT_EQ(constant_of(R"(bR'\xff')"), Constant(Bytes{R"(\xff)"}));
  EXPECT_EQ(words("rb 'a'"), (Words{"rb", "'a'"}));
  EXPECT_EQ(words("xb'a'"), (Words{"xb", "'a'"}));
}

TEST(Lexer, RefusesTextWithoutAnEnd) {
  EXPECT_EQ(fault_of("a + 'b"), (Position{1, 5}));
  EXPECT_EQ(fault_of("'a\nb'"), (Position{1, 1}));
  EXPECT_EQ(fault_of("'a\\"), (Position{1, 1}));
  EXPECT_EQ(fault_of("a ==\n  '''b''"), (Position{2, 3}));
  EXPECT_EQ(fault_of("'雨' + '\\q'"), (Position{1, 7}));
}

TEST(Lexer, RefusesOtherCharacters) {
  EXPECT_EQ(fault_of("雨量 >= 5"), (Position{1, 1}));
  EXPECT_EQ(fault_of("f('雨') ≥ 5"), (Position{1, 8}));
  EXPECT_EQ(tokenize("a = b").fault->text.en, "write == for 'equals'");
  EXPECT_EQ(tokenize("a => b").fault->text.en, "write >=");
  EXPECT_EQ(tokenize("a =< b").fault->text.en, "write <=");
  EXPECT_EQ(tokenize("a & b").fault->text.en, "write && or ||");
  EXPECT_EQ(tokenize("a | b").list.size(), 2u);
  EXPECT_EQ(fault_of("a\n#"), (Position{2, 1}));
  EXPECT_EQ(fault_of(std::string_view("a \0", 3)), (Position{1, 3}));
}

TEST(Lexer, SaysHowADurationIsWritten) {
  EXPECT_EQ(fault_of("rain.rate(30m)"), (Position{1, 11}));
  EXPECT_EQ(tokenize("rate(30m)").fault->text.en, "a duration is written duration('30m')");
  EXPECT_EQ(tokenize("rate(30min)").fault->text.en, "a duration is written duration('30m')");
  EXPECT_EQ(tokenize("rate(1.5h)").fault->text.en, "a duration is written duration('1.5h')");
  EXPECT_EQ(tokenize("rate(1d)").fault->text.en, "a duration is written duration('24h')");
  EXPECT_EQ(tokenize("rate(3d)").fault->text.en, "a duration is written duration('72h')");
  EXPECT_EQ(words("1 in 2u"), (Words{"1", "in", "2u"}));
}

TEST(Lexer, RefusesWhatIsTooLongOrNoText) {
  EXPECT_EQ(fault_of(std::string(kExpressionBytesMax, ' ')), (Position{0, 0}));
  EXPECT_EQ(fault_of(std::string(kExpressionBytesMax + 1, ' ')), (Position{1, 1}));
  EXPECT_EQ(tokenize("'\xff'").fault->text.en, "the expression is not UTF-8");
  EXPECT_EQ(tokenize("'\xed\xa0\x80'").fault->text.en, "the expression is not UTF-8");
}

}  // namespace
}  // namespace fenghuo::language
