#include "adapters/sl651/bytes.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Bytes, AreReadAndWrittenAsHexadecimalText) {
  EXPECT_EQ(to_hex(Bytes{0x00, 0x3a, 0xff}), "003AFF");
  EXPECT_EQ(from_hex("003aFF"), (Bytes{0x00, 0x3a, 0xff}));
  EXPECT_EQ(from_hex(""), Bytes{});
  for (const char* wrong : {"0", "0G", "G0", " 0", "0x"}) EXPECT_FALSE(from_hex(wrong)) << wrong;
  EXPECT_EQ(hex_number(0x1f, 4), "001F");
}

TEST(Bytes, HaveOneOrTwoCharactersOnTheLine) {
  const Bytes line{'3', '9', 'F'};
  EXPECT_EQ(octets(line, 2, Coding::hex), (Bytes{'3', '9'}));
  EXPECT_EQ(octets(line, 1, Coding::ascii), Bytes{0x39});
  EXPECT_FALSE(octets(line, 2, Coding::ascii));
  EXPECT_FALSE(octets(line, 4, Coding::hex));
  EXPECT_FALSE(octets(Bytes{'3', 0x02}, 1, Coding::ascii));

  Bytes out;
  append_octets(out, "4A", Coding::hex);
  append_octets(out, "4A", Coding::ascii);
  EXPECT_EQ(out, (Bytes{0x4a, '4', 'A'}));
}

TEST(Bytes, SendTheHighByteFirst) {
  EXPECT_EQ(big_endian(Bytes{0x12, 0x34}), 0x1234u);
  EXPECT_EQ(big_endian(Bytes{0xff, 0, 0, 1}), 0xff000001u);
}

}  // namespace
}  // namespace fenghuo::adapters::sl651
