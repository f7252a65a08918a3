#include "adapters/sl651/refusal.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Refusals, HaveANameAndASentenceInBothLanguages) {
  EXPECT_EQ(name_of(Refusal::garbage), "garbage");
  EXPECT_EQ(name_of(Refusal::bad_checksum), "bad_checksum");
  EXPECT_EQ(name_of(Refusal::number_too_large), "number_too_large");
  EXPECT_EQ(text_of(Refusal::bad_checksum),
            (Text{"校验码不符", "the checksum does not fit the frame"}));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651
