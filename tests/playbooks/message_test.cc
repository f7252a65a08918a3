#include "playbooks/message.h"

#include <gtest/gtest.h>

namespace fenghuo::playbooks {
namespace {

TEST(Message, FillsInBothLanguages) {
  const Text text = fill_in({"{village}：{action}", "{village}: {action}"},
                            {{"village", {"上溪", "Shangxi"}},
                             {"action", {"转移到{shelter}", "move to {shelter}"}},
                             {"shelter", {"小学", "the school"}}});
  EXPECT_EQ(text.zh, "上溪：转移到小学");
  EXPECT_EQ(text.en, "Shangxi: move to the school");
}

TEST(Message, DoesNotFillInWhatAValueYields) {
  const Text text = fill_in(
      {"{action}", ""},
      {{"action", {"{reason}", ""}}, {"reason", {"{village}", ""}}, {"village", {"X", ""}}});
  EXPECT_EQ(text.zh, "{village}");
}

TEST(Message, NamesPlaceholdersThatItDoesNotKnow) {
  EXPECT_TRUE(unknown_placeholders("{village}{level} {hazard} {action}{reason}{shelter}{minutes}",
                                   kPlaceholders)
                  .empty());
  EXPECT_EQ(unknown_placeholders("a {vilage} b {", kPlaceholders),
            (std::vector<std::string>{"{vilage}", "{"}));
}

}  // namespace
}  // namespace fenghuo::playbooks
