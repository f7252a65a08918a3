#include "engine/full_stop.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

TEST(FullStop, ThereIsOneAtTheEndOfASentence) {
  EXPECT_EQ(sentence({"走北岸", "along the north bank"}),
            (Text{"走北岸。", "along the north bank."}));
  EXPECT_EQ(sentence({"走北岸。。", "along the north bank."}),
            (Text{"走北岸。", "along the north bank."}));
  // A person's note is the same in both languages.
  EXPECT_EQ(sentence({"走北岸。", "走北岸。"}), (Text{"走北岸。", "走北岸."}));
}

TEST(FullStop, AnExclamationOrAQuestionHasItsOwn) {
  EXPECT_EQ(sentence({"快走！", "快走！"}), (Text{"快走！", "快走！"}));
  EXPECT_EQ(sentence({"收到了吗？", "Did you get it?"}), (Text{"收到了吗？", "Did you get it?"}));
}

TEST(FullStop, NoneIsLeftWhereMoreFollows) {
  EXPECT_EQ(without_stop({"水涨了。", "the water rises."}), (Text{"水涨了", "the water rises"}));
  EXPECT_EQ(without_stop({}), Text{});
}

}  // namespace
}  // namespace fenghuo
