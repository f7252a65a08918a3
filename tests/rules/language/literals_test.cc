#include "rules/language/literals.h"

#include <gtest/gtest.h>

#include <limits>

namespace fenghuo::language {
namespace {

std::string text_of(std::string_view content) {
  const auto text = unquoted(content, {});
  return text ? *text : "refused: " + text.error().en;
}

std::string bytes_of(std::string_view content) {
  const auto bytes = unquoted(content, {.bytes = true});
  return bytes ? *bytes : "refused: " + bytes.error().en;
}

TEST(Literals, ReadIntegersUpToTheirLimits) {
  EXPECT_EQ(number_of("0"), Constant(std::int64_t{0}));
  EXPECT_EQ(number_of("007"), Constant(std::int64_t{7}));
  EXPECT_EQ(number_of("9223372036854775807"), Constant(INT64_MAX));
  EXPECT_EQ(number_of("9223372036854775808"), Constant(std::uint64_t{1} << 63));
  EXPECT_FALSE(number_of("9223372036854775809"));
  EXPECT_EQ(number_of("0x7fffFFFFffffFFFF"), Constant(INT64_MAX));
  EXPECT_EQ(number_of("0x8000000000000000"), Constant(std::uint64_t{1} << 63));
  EXPECT_FALSE(number_of("0x8000000000000001"));
  EXPECT_EQ(number_of("0xE"), Constant(std::int64_t{14}));
}

TEST(Literals, ReadUnsignedIntegersUpToTheirLimits) {
  EXPECT_EQ(number_of("0u"), Constant(std::uint64_t{0}));
  EXPECT_EQ(number_of("18446744073709551615U"), Constant(UINT64_MAX));
  EXPECT_EQ(number_of("0xffffffffffffffffu"), Constant(UINT64_MAX));
  EXPECT_EQ(number_of("18446744073709551616u").error().en, "invalid uint literal");
  EXPECT_EQ(number_of("0x10000000000000000u").error().en, "invalid uint literal");
  EXPECT_EQ(number_of("0x10000000000000000").error().en, "invalid int literal");
}

TEST(Literals, ReadDoublesUpToTheirLimits) {
  EXPECT_EQ(number_of("1.5"), Constant(1.5));
  EXPECT_EQ(number_of(".25e+1"), Constant(2.5));
  EXPECT_EQ(number_of("1E3"), Constant(1000.0));
  EXPECT_EQ(number_of("1.7976931348623157e308"), Constant(std::numeric_limits<double>::max()));
  EXPECT_EQ(number_of("5e-324"), Constant(std::numeric_limits<double>::denorm_min()));
  EXPECT_EQ(number_of("1.8e308").error().en, "invalid double literal");
}

TEST(Literals, TellTooLargeFromTooSmallDoubles) {
  const std::string zeros(400, '0');
  EXPECT_EQ(number_of("1e-400"), Constant(0.0));
  EXPECT_EQ(number_of("0." + zeros + "1"), Constant(0.0));
  EXPECT_FALSE(number_of("1e400"));
  EXPECT_FALSE(number_of("1" + zeros + ".5e-10"));
  EXPECT_EQ(number_of("0e999"), Constant(0.0));
}

TEST(Literals, ResolveEscapes) {
  EXPECT_EQ(text_of(R"(\a\b\f\n\r\t\v\\\?\"\'\`)"), "\a\b\f\n\r\t\v\\?\"'`");
  EXPECT_EQ(text_of(R"(\x41\X4a\101)"), "AJA");
  EXPECT_EQ(text_of(R"(\u96e8\U0001F327)"), "雨🌧");
  EXPECT_EQ(text_of(R"(\0000)"), std::string("\0", 1) + "0");
  EXPECT_EQ(text_of("雨"), "雨");
  EXPECT_EQ(text_of(""), "");
}

TEST(Literals, TakeEscapesOfStringsAsCharactersAndOfBytesAsBytes) {
  EXPECT_EQ(text_of(R"(\xff\377)"), "ÿÿ");
  EXPECT_EQ(bytes_of(R"(\xff\377)"), "\xff\xff");
  EXPECT_EQ(bytes_of("ÿ"), "ÿ");
  EXPECT_TRUE(bytes_of(R"(\u0041)").starts_with("refused: invalid escape"));
}

TEST(Literals, RefuseOtherEscapes) {
  for (const char* wrong : {R"(\)", R"(\q)", R"(\>)", R"(\400)", R"(\9)"})
    EXPECT_TRUE(text_of(wrong).starts_with("refused: invalid escape")) << wrong;
  for (const char* wrong : {R"(\x)", R"(\x4)", R"(\x4g)", R"(\u12)", R"(\U0001F32)", R"(\07)",
                            R"(\08x)", R"(\x-1)", R"(\x+1)"})
    EXPECT_EQ(text_of(wrong), "refused: the escape has too few digits") << wrong;
  for (const char* wrong : {R"(\ud800)", R"(\udfff)", R"(\U00110000)", R"(\UFFFFFFFF)"})
    EXPECT_EQ(text_of(wrong), "refused: invalid unicode code point") << wrong;
  EXPECT_TRUE(text_of(std::string("\\\0", 2)).starts_with("refused: invalid escape"));
}

TEST(Literals, LeaveRawTextAsItIs) {
  EXPECT_EQ(unquoted(R"(\d+\.\q\)", {.raw = true}), R"(\d+\.\q\)");
  EXPECT_EQ(unquoted(R"(\xff)", {.bytes = true, .raw = true}), R"(\xff)");
}

TEST(Literals, EndLinesInOneWay) {
  EXPECT_EQ(text_of("a\r\nb\rc\n\r\n"), "a\nb\nc\n\n");
  EXPECT_EQ(unquoted("a\r\nb\r", {.raw = true}), "a\nb\n");
  EXPECT_EQ(text_of(R"(a\r\n)"), "a\r\n");
}

}  // namespace
}  // namespace fenghuo::language
