#include "adapters/text_encoding.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

TEST(TextEncoding, KnowsUtf8) {
  for (const char* good : {"", "abc", "清溪", "é", "😀"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                          "\xE6\xB8", "\xFF", "\xF0\x8F\xBF\xBF"})
    EXPECT_FALSE(is_utf8(bad));
}

TEST(TextEncoding, CutsBetweenCharacters) {
  EXPECT_EQ(first_of("清溪", 6), "清溪");
  EXPECT_EQ(first_of("清溪", 5), "清");
  EXPECT_EQ(first_of("清溪", 3), "清");
  EXPECT_EQ(first_of("清溪", 2), "");
  EXPECT_EQ(first_of("abc", 2), "ab");
}

TEST(TextEncoding, ReadsWhatExcelWrites) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF清溪"), "清溪");
  EXPECT_EQ(to_utf8("\xC7\xE5\xCF\xAA"), "清溪");
  EXPECT_EQ(to_utf8(std::string(10'000, 'a') + "\xC7\xE5"), std::string(10'000, 'a') + "清");
  EXPECT_FALSE(to_utf8("\xFF\xFF"));
  EXPECT_FALSE(to_utf8("abc\xC7"));
}

}  // namespace
}  // namespace fenghuo::adapters
