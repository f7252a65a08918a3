#include "adapters/sl651/bcd.h"

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

Value packed(std::string_view hex_text, std::uint8_t decimals) {
  return read_bcd(bytes(hex_text), decimals);
}
Value number(std::int64_t mantissa, std::uint8_t decimals) {
  return Decimal{mantissa, decimals};
}
const Value kNone = std::nullopt;

TEST(Bcd, ReadsPackedDigits) {
  EXPECT_EQ(packed("00152310", 3), number(152310, 3));
  EXPECT_EQ(packed("1230", 2), number(1230, 2));
  EXPECT_EQ(packed("20", 0), number(20, 0));
  EXPECT_EQ(packed("00000000000000000000000000000000000000000000000000000000000001", 0),
            number(1, 0));
}

TEST(Bcd, ReadsMinusFromALeadingFF) {
  EXPECT_EQ(packed("FF000345", 3), number(-345, 3));  // squeezed into the usual four bytes
  EXPECT_EQ(packed("FF00000172", 2), number(-172, 2));
  EXPECT_EQ(packed("FF0152", 1), number(-152, 1));  // three digits: FF0
  EXPECT_EQ(packed("FF12", 1), number(-12, 1));     // two digits: FF
  EXPECT_EQ(packed("FF00", 1), number(0, 1));
}

TEST(Bcd, TakesFillPatternsForNoValue) {
  for (const char* none :
       {"", "FF", "FFFF", "FFFFFFFF", "AA", "AAAAAAAA", "09999999", "0999999999"})
    EXPECT_EQ(packed(none, 3), kNone) << none;
  EXPECT_EQ(packed("0999", 2), number(999, 2));      // 9.99 V
  EXPECT_EQ(packed("099999", 1), number(99999, 1));  // a cumulative rain that is nearly full
  EXPECT_EQ(packed("99999999", 3), number(99999999, 3));
}

TEST(Bcd, RefusesWhatIsNoNumber) {
  for (const char* wrong : {"0A", "A0", "1F", "F1", "FFF0", "12345F", "AAAB", "00FF"})
    EXPECT_EQ(packed(wrong, 1), Value{Refusal::bad_number}) << wrong;
  EXPECT_EQ(packed("01000000000000", 0), number(kMantissaMax, 0));
  EXPECT_EQ(packed("01000000000001", 0), Value{Refusal::number_too_large});
  EXPECT_EQ(packed("99999999999999999999999999999999", 0), Value{Refusal::number_too_large});
}

TEST(Bcd, ReadsHexCodeWithoutSign) {
  EXPECT_EQ(read_unsigned(bytes("FE"), 1), number(254, 1));
  EXPECT_EQ(read_unsigned(bytes("00600481"), 0), number(0x600481, 0));
  EXPECT_EQ(read_unsigned(bytes("FFFE"), 2), number(65534, 2));
  EXPECT_EQ(read_unsigned(bytes("FFFF"), 2), kNone);
  EXPECT_EQ(read_unsigned(bytes("0000000001"), 0), Value{Refusal::number_too_large});
}

TEST(Bcd, ReadsLocalTimes) {
  EXPECT_EQ(read_time(bytes("260715084005"), kChina), july15(8, 40, 5));
  EXPECT_EQ(read_time(bytes("2607150840"), kChina), july15(8, 40));
  EXPECT_EQ(read_time(bytes("2607150840"), Span{0}), july15(16, 40));
  EXPECT_EQ(to_rfc3339(*read_time(bytes("591011155111"), kChina), kChina),
            "2059-10-11T15:51:11+08:00");
  for (const char* wrong : {"2613150840", "2602290840", "260715084060", "26071A0840", "FFFFFFFFFF",
                            "0000000000", "26071508", ""})
    EXPECT_FALSE(read_time(bytes(wrong), kChina)) << wrong;
}

TEST(Bcd, WritesWhatItReads) {
  EXPECT_EQ(time_digits(july15(8, 40, 5), kChina), "260715084005");
  EXPECT_EQ(bcd_text(Decimal{152310, 3}, 4, 3), "00152310");
  EXPECT_EQ(bcd_text(Decimal{1523, 1}, 4, 3), "00152300");
  EXPECT_EQ(bcd_text(Decimal{-345, 3}, 4, 3), "FF000345");
  EXPECT_EQ(bcd_text(std::nullopt, 3, 1), "FFFFFF");
  EXPECT_FALSE(bcd_text(Decimal{100, 0}, 1, 0));
  EXPECT_FALSE(bcd_text(Decimal{-1, 0}, 1, 0));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651
