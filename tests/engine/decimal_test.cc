#include "engine/decimal.h"

#include <gtest/gtest.h>

#include <cmath>

namespace fenghuo {
namespace {

TEST(Decimal, ReadsNumbersAsTheyAreWritten) {
  EXPECT_EQ(parse_decimal("12.345"), (Decimal{12345, 3}));
  EXPECT_EQ(parse_decimal("-0.50"), (Decimal{-50, 2}));
  EXPECT_EQ(parse_decimal("+7"), (Decimal{7, 0}));
  EXPECT_EQ(parse_decimal(".5"), (Decimal{5, 1}));
  for (const char* text : {"", "-", ".", "1.2.3", "1e3", "0x10", "1 ", "1234567890123456789"})
    EXPECT_FALSE(parse_decimal(text)) << text;
}

TEST(Decimal, RescalesRoundingHalfAwayFromZero) {
  EXPECT_EQ(rescale({125, 2}, 1), 13);
  EXPECT_EQ(rescale({-125, 2}, 1), -13);
  EXPECT_EQ(rescale({124, 2}, 1), 12);
  EXPECT_EQ(rescale({12, 0}, 3), 12000);
  EXPECT_FALSE(rescale({kMantissaMax, 0}, 1));
  EXPECT_FALSE(rescale({INT64_MAX, 0}, 18));
  EXPECT_FALSE(rescale({1, 19}, 0));
}

TEST(Decimal, ComesFromDoublesWithTheFewestDigits) {
  EXPECT_EQ(decimal_from(47.5), (Decimal{475, 1}));
  EXPECT_EQ(decimal_from(0.1 + 0.2), (Decimal{3, 1}));
  EXPECT_EQ(decimal_from(-3.0), (Decimal{-3, 0}));
  EXPECT_EQ(decimal_from(1.0 / 3), (Decimal{333333, 6}));
  EXPECT_FALSE(decimal_from(std::nan("")));
  EXPECT_FALSE(decimal_from(INFINITY));
  EXPECT_FALSE(decimal_from(1e13));
}

TEST(Decimal, PrintsWithoutTrailingZeros) {
  EXPECT_EQ(format_number(47.5, 3), "47.5");
  EXPECT_EQ(format_number(60, 1), "60");
  EXPECT_EQ(format_number(-0.0001, 1), "0");
  EXPECT_EQ(format_number(std::nan(""), 1), "nan");
}

}  // namespace
}  // namespace fenghuo
