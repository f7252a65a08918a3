// What is given to a verb that has no use for it is refused and not passed over in silence.
#include <gmock/gmock.h>

#include <filesystem>

#include "adapters/rocksdb_log.h"
#include "cli/data_folder.h"
#include "cli/drill/drill_record.h"
#include "cli/verb.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using testing::HasSubstr;

const std::string kWeak = FENGHUO_SOURCE_DIR "/tests/golden/plans/weak";

struct Said {
  int usage = 0;   // of the command line
  int status = 0;  // of what the verb found
  std::string err;
};

Said run(std::vector<std::string> words, Language language = Language::en) {
  words.insert(words.begin(), "fenghuo");
  std::vector<char*> arguments;
  for (auto& word : words) arguments.push_back(word.data());
  Session session;
  session.language = language;
  testing::internal::CaptureStderr();
  Said said;
  said.usage = run_command_line(static_cast<int>(arguments.size()), arguments.data(), language,
                                {"烽火", "Fenghuo"}, [&](Verb& verbs) {
                                  add_drill(verbs, session);
                                  add_explain(verbs, session);
                                  add_log(verbs, session);
                                  add_verify(verbs, session);
                                });
  said.status = session.status;
  said.err = testing::internal::GetCapturedStderr();
  return said;
}

void expect_refused(const std::vector<std::string>& words, const std::string& because) {
  const Said said = run(words);
  EXPECT_EQ(said.usage, usage) << testing::PrintToString(words);
  EXPECT_THAT(said.err, HasSubstr(because)) << testing::PrintToString(words);
}

TEST(Usage, PlayingAllDrillsAgainTakesNoneOfOne) {
  using Words = std::vector<std::string>;
  for (const Words& more :
       {Words{"night.yaml"}, Words{"--format", "json"}, Words{"--fail", "person/a"},
        Words{"--facts", "f"}, Words{"--seed", "1"}, Words{"--at", "02:00"},
        Words{"--variant", "v"}, Words{"--report", "r.html"},
        Words{"--report", "r.html", "--before", "b.json"}}) {
    Words words{"drill", kWeak};
    words.insert(words.end(), more.begin(), more.end());
    words.emplace_back("--again");
    expect_refused(words, "--again: plays the scenarios of the record");
  }
  EXPECT_EQ(run({"drill", kWeak, "--again"}).usage, good);
}

TEST(Usage, ADrillWithoutPeopleServesNothing) {
  expect_refused({"drill", kWeak, "x.yaml", "--rate", "60"}, "only with --live");
  expect_refused({"drill", kWeak, "x.yaml", "--data", "d"}, "only with --live");
  expect_refused({"drill", kWeak, "x.yaml", "--http", "127.0.0.1:8651"}, "only with --live");
}

TEST(Usage, ALevelAndAMomentAreOfWhyNot) {
  expect_refused({"explain", "1.0", "--data", "d", "--level", "red"}, "only with --why-not");
  expect_refused({"explain", "1.0", "--data", "d", "--at", "2026-07-15T03:00:00+08:00"},
                 "only with --why-not");
  EXPECT_EQ(run({"explain", "1.0", "--data", "nowhere"}).usage, good);
}

TEST(Usage, ATimeForPairsIsForPairs) {
  expect_refused({"verify", kWeak, "--for", "1s"}, "--for: only with --pairs");
}

TEST(DrillAgain, TheNextIsPlayedWhereOneCantBe) {
  const TemporaryFolder folder;
  const std::string plan = folder / "weak";
  std::filesystem::copy(kWeak, plan, std::filesystem::copy_options::recursive);
  std::filesystem::create_directory(plan + "/drills");
  for (const char* name : {"drills/gone.yaml", "drills/lost.yaml"})
    ASSERT_TRUE(add_to_drill_record(drill_record_of(plan), {.scenario = name, .met = 1, .of = 1}));
  const Said said = run({"drill", plan, "--again"});
  EXPECT_EQ(said.status, faults);
  EXPECT_THAT(said.err, HasSubstr("drills/gone.yaml: "));
  EXPECT_THAT(said.err, HasSubstr("drills/lost.yaml: "));
}

TEST(LogFork, OfALiveLogAloneSaysThatOnlyDrillsAreForked) {
  const TemporaryFolder folder;
  const DataFolder live{folder.path(), adapters::Lane::live};
  std::filesystem::create_directories(live.of_lane());
  ASSERT_TRUE(adapters::RocksdbLog::open(live.log()));
  const Said said =
      run({"log", "fork", "--data", folder.path(), "--until", "22:00", "--into", folder / "fork"});
  EXPECT_EQ(said.status, faults);
  EXPECT_THAT(said.err, HasSubstr("only a drill's record can be forked"));
  EXPECT_THAT(said.err, testing::Not(HasSubstr("--lane")));
}

}  // namespace
}  // namespace fenghuo::cli
