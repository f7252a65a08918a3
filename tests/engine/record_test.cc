#include "engine/record.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

Record sample() {
  return seal({{812}, instant_ms(1784075700000), Retention::permanent}, "payload",
              sha256("before"));
}

TEST(Record, HeadKeepsEveryField) {
  const Record record = sample();
  const auto read = decode_record_head(encode_record_head(record));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->header.offset, record.header.offset);
  EXPECT_EQ(read->header.recorded_at, record.header.recorded_at);
  EXPECT_EQ(read->payload_digest, record.payload_digest);
  EXPECT_EQ(read->chain, record.chain);
}

// The bytes that docs/formats.md prints; an old log is readable for ever.
TEST(Record, HeadStartsWithTheseBytes) {
  EXPECT_EQ(to_hex(encode_record_head(sample())).substr(0, 36),
            "0100000000000000032c0000019f6332c720");
}

TEST(Record, SealNoticesAnyChange) {
  EXPECT_TRUE(check_seal(sample(), sha256("before")));
  EXPECT_FALSE(check_seal(sample(), sha256("other")));
  Record record = sample();
  record.payload = "paylaod";
  EXPECT_FALSE(check_seal(record, sha256("before")));
  record = sample();
  record.header.recorded_at += Span{1};
  const auto result = check_seal(record, sha256("before"));
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().text.en.find("812"), std::string::npos);
}

TEST(Record, ForgottenPayloadKeepsTheChain) {
  Record record = sample();
  record.payload.clear();
  record.payload_kept = false;
  EXPECT_TRUE(check_seal(record, sha256("before")));
}

TEST(Record, HeadOfANewerFormatIsNotRead) {
  std::string bytes = encode_record_head(sample());
  bytes[0] = kRecordVersion + 1;
  const auto read = decode_record_head(bytes);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Errc::newer_log);
}

TEST(Record, HeadCutShortIsDamage) {
  const std::string bytes = encode_record_head(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto read = decode_record_head(bytes.substr(0, size));
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, Errc::damaged_log);
  }
  std::string odd = bytes;
  odd[1] = 9;
  EXPECT_FALSE(decode_record_head(odd));
}

}  // namespace
}  // namespace fenghuo
