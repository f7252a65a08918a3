#include "adapters/plan/unread_files.h"

#include <gmock/gmock.h>

#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

class UnreadFilesTest : public PlanTest {
 protected:
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const auto& notice : load_plan(plan()).notices) {
      EXPECT_EQ(notice.severity, Severity::notice);
      lines.push_back(to_string(notice, Language::en));
      EXPECT_NE(to_string(notice, Language::zh), lines.back()) << "Chinese too";
    }
    return lines;
  }
};

TEST_F(UnreadFilesTest, TheExampleHasNone) {
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(UnreadFilesTest, AreNamedWithWhatTheyShouldBeCalled) {
  fs::rename(plan() + "/rules/river-rise.yaml", plan() + "/rules/river-rise.yml");
  fs::rename(plan() + "/trust.yaml", plan() + "/trust.yml");
  write("decision.yaml", "");
  write("playbook/own.yaml", "");
  EXPECT_THAT(
      told(),
      ElementsAre(HasSubstr("decision.yaml:1:1: notice: nothing of a plan reads this file"),
                  HasSubstr("playbook:1:1: notice: nothing of a plan reads this folder; did you "
                            "mean 'playbooks'?"),
                  HasSubstr("did you mean 'trust.yaml'?"),
                  HasSubstr("rules/river-rise.yml:1:1: notice: this is not read: of rules/ only "
                            "*.yaml is; did you mean 'rules/river-rise.yaml'?")));
  EXPECT_TRUE(faults().empty()) << "they keep nobody from using the plan";
}

// Whoever renamed it so would lose the file that is there.
TEST_F(UnreadFilesTest, NoNameIsRecommendedThatIsTaken) {
  write("people.cvs", "x");
  write("stations.xlsx", "x");
  write("rules/river-rise.yml", "x");
  const auto lines = told();
  ASSERT_THAT(lines, SizeIs(3));
  for (const auto& line : lines) EXPECT_THAT(line, Not(HasSubstr("Rename it")));
  EXPECT_THAT(lines, Contains(HasSubstr("stations.xlsx:1:1: notice: this is not read: no Excel "
                                        "file of a plan is; save it as CSV")));
}

TEST_F(UnreadFilesTest, AFileInThePlaceOfAFolder) {
  write("playbooks", "playbooks: []\n");
  EXPECT_THAT(told(), ElementsAre(HasSubstr("'playbooks' is to be a folder of *.yaml files")));
}

TEST_F(UnreadFilesTest, NotesAndHiddenFilesAndDrillsAreLeftAlone) {
  for (const char* name : {"README", "README.txt", "notes.md", ".gitignore", ".git/config",
                           "~$people.csv", "drills/notes.txt", "tests/notes.txt"})
    write(name, "x");
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(UnreadFilesTest, AreNotLookedForWhereThereIsNoFolder) {
  EXPECT_THAT(unread_files(folder_ / "nowhere", {}), IsEmpty());
}

}  // namespace
}  // namespace fenghuo::adapters
