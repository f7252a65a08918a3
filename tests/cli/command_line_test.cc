// What is said about a command line that can't be read, in both languages.
#include "cli/command_line.h"

#include <gmock/gmock.h>

#include <memory>

#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

void add_verbs(Verb& verbs) {
  Verb check = verbs.verb("check", {"检查", "check it"});
  auto plan = std::make_shared<std::string>();
  auto day = std::make_shared<std::string>();
  auto rate = std::make_shared<std::optional<double>>();
  auto count = std::make_shared<std::uint64_t>(0);
  check.text("PLAN", *plan, {"预案", "the plan"}, Need::required);
  check.text("--today", *day, {"哪天", "the day"});
  check.number("--rate", *rate, 0, 10, {"多快", "how fast"});
  check.integer("--count", *count, {"几个", "how many"});
  check.choice("--format", {"json", "text"}, [](const std::string&) {}, {"格式", "the format"});
  check.run([plan, day, rate, count] {});
  Verb log = verbs.verb("log", {"日志", "the log"});
  log.verb("tail", {"尾", "its end"}).run([] {});
}

struct Said {
  int status = 0;
  std::string out;
  std::string err;
};

Said run(Language language, std::vector<std::string> words) {
  words.insert(words.begin(), "fenghuo");
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Said said;
  said.status = run_command_line(static_cast<int>(arguments.size()), arguments.data(), language,
                                 {"烽火", "Fenghuo"}, add_verbs);
  said.out = testing::internal::GetCapturedStdout();
  said.err = testing::internal::GetCapturedStderr();
  return said;
}

void expect_said(const std::vector<std::string>& words, const std::string& zh,
                 const std::string& en) {
  const Said chinese = run(Language::zh, words);
  EXPECT_EQ(chinese.status, usage);
  EXPECT_EQ(chinese.err, zh + "\n加 --help 看用法。\n");
  const Said english = run(Language::en, words);
  EXPECT_EQ(english.status, usage);
  EXPECT_EQ(english.err, en + "\nRun with --help for more information.\n");
}

TEST(CommandLine, KnowsAVerbThatIsMisspelt) {
  expect_said({"chek", "plans/qingxi"}, "没有“chek”这个命令，是否为“check”？",
              "there is no verb 'chek'; did you mean 'check'?");
  expect_said({"log", "tial"}, "没有“log tial”这个命令，是否为“tail”？",
              "there is no verb 'log tial'; did you mean 'tail'?");
  expect_said({"xxxxxxxx"}, "没有“xxxxxxxx”这个命令", "there is no verb 'xxxxxxxx'");
}

TEST(CommandLine, SaysWhatIsMissing) {
  expect_said({}, "须写明做什么（一个命令）", "a verb is needed");
  expect_said({"log"}, "log 后面须再写一个命令", "log takes one more verb");
  expect_said({"check"}, "须给出 PLAN", "PLAN is required");
}

TEST(CommandLine, SaysWhatItCannotTake) {
  expect_said({"check", "p", "--tody", "x"}, "用不上：--tody x，是否为“--today”？",
              "not expected: --tody x; did you mean '--today'?");
  expect_said({"check", "p", "--format", "xml"}, "--format: 不认识“xml”，可写：json, text",
              "--format: 'xml' is none of json, text");
  expect_said({"check", "p", "--rate", "11"}, "--rate: “11”不是 0 到 10 的数",
              "--rate: '11' is no number from 0 to 10");
  expect_said({"--lang", "fr", "check", "p"}, "--lang: 不认识“fr”，可写：en, zh",
              "--lang: 'fr' is none of en, zh");
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"check", "p", "--count", "-5"},
        std::vector<std::string>{"check", "p", "--count=-5"}})
    expect_said(words, "--count: “-5”不是整数（0 或更大）",
                "--count: '-5' is no whole number from 0 up");
  EXPECT_THAT(run(Language::zh, {"check", "p", "--count", "many"}).err,
              HasSubstr("不能这样写：--count = many"));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"check", "p", "--today"},
        std::vector<std::string>{"check", "p", "--today", "1", "--today", "2"}})
    expect_said(words, "--today：写了不止一次，或后面少了值",
                "--today is given more than once, or its value is missing");
}

TEST(CommandLine, HelpsInTheLanguageAskedFor) {
  const Said chinese = run(Language::zh, {"check", "--help"});
  EXPECT_EQ(chinese.status, good);
  EXPECT_THAT(chinese.out, AllOf(HasSubstr("用法:"), HasSubstr("参数:"), HasSubstr("选项:"),
                                 HasSubstr("必填"), HasSubstr("显示这份说明")));
  EXPECT_THAT(chinese.out, AllOf(Not(HasSubstr("Options")), Not(HasSubstr("Print this"))));
  EXPECT_THAT(run(Language::zh, {"--help"}).out, HasSubstr("命令:"));
  const Said english = run(Language::en, {"check", "--help"});
  EXPECT_THAT(english.out,
              AllOf(HasSubstr("Usage:"), HasSubstr("Options:"), HasSubstr("REQUIRED")));
}

}  // namespace
}  // namespace fenghuo::cli
