// What the command line says of a command that the engine has taken.
#include "cli/command_verb.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

TEST(ReceiptWords, EachFactStandsWithItsIdInWords) {
  const std::string body = R"({"offset":812,"facts":[)"
                           R"({"offset":812,"index":0,"fact":"decision_made"},)"
                           R"({"offset":812,"index":1,"fact":"obligation_opened"}],)"
                           R"("words_zh":["郑国庆 决定：是","叫应任务：上溪村"],)"
                           R"("words_en":["Zheng decided: yes","a duty: Shangxi"]})";
  EXPECT_EQ(receipt_words(body),
            (Text{"已收下（第 812 条记录）：\n  812.0  郑国庆 决定：是\n  812.1  叫应任务：上溪村",
                  "taken (record 812):\n  812.0  Zheng decided: yes\n  812.1  a duty: Shangxi"}));
}

TEST(ReceiptWords, OfAnOlderEngineTheWordOfTheFactStands) {
  EXPECT_EQ(receipt_words(R"({"offset":7,"facts":[{"offset":7,"index":0,"fact":"aid_asked"}]})").zh,
            "已收下（第 7 条记录）：\n  7.0  aid_asked");
}

TEST(ReceiptWords, WhatChangesNothingAndWhatCameTwiceIsSaid) {
  EXPECT_EQ(receipt_words(R"({"offset":7,"facts":[]})"),
            (Text{"已收下，没有要变的（第 7 条记录）", "taken; nothing had to change (record 7)"}));
  EXPECT_EQ(receipt_words(R"({"offset":8,"duplicate":true,"facts":[]})"),
            (Text{"同一编号（--id）的命令早已收下，没有再办一次（第 8 条记录）",
                  "a command with this id (--id) was taken before; it was not done again (record "
                  "8)"}));
}

TEST(ReceiptWords, WhatCannotBeReadWasTakenAllTheSame) {
  for (const char* body : {"", "[]", "{}", R"({"offset":"x","facts":3})"})
    EXPECT_EQ(receipt_words(body).en, "taken; nothing had to change") << body;
  EXPECT_EQ(receipt_words(R"({"facts":[3]})").en, "taken:");
}

TEST(ReceiptWords, AReportHasItsRecordOrCameBefore) {
  EXPECT_EQ(report_receipt_words(R"({"accepted":[{"id":"a","offset":3}]})"),
            (Text{"报告已收下（第 3 条记录）", "the report is taken (record 3)"}));
  EXPECT_EQ(report_receipt_words(R"({"accepted":[{"id":"a","duplicate":true}]})").en,
            "the same report was taken before; it was not recorded again");
  EXPECT_EQ(report_receipt_words("{}").en, "the report is taken");
}

}  // namespace
}  // namespace fenghuo::cli
