#include "cli/drill/condition_names.h"

#include <gtest/gtest.h>

#include "adapters/json_words.h"

namespace fenghuo::cli {
namespace {

std::vector<std::string> unknown(const std::string& source) {
  const KnownNames known{.rules = {"river-level", "flash-flood"},
                         .places = {"yuantou", "shangxi"},
                         .stations = {"gauge-1"},
                         .people = {"yuantou-leader", "town-duty"},
                         .units = {"militia"},
                         .playbooks = {"warn-and-call"}};
  std::vector<std::string> told;
  for (const auto& problem : unknown_names(source, adapters::fact_json_words(), known))
    told.push_back(std::to_string(problem.at.column) + " " + problem.text.en);
  return told;
}
using Told = std::vector<std::string>;

TEST(ConditionNames, OfWhatThereIsNothingIsSaid) {
  EXPECT_EQ(unknown("fact.area == 'yuantou' && fact.level in ['orange', 'red'] && "
                    "fact.rule != 'river-level' && has(fact.people) && fact.area == ''"),
            Told{});
  EXPECT_EQ(unknown("fact.reason_en.contains('rain') && fact.findings.exists(f, f.met) && "
                    "fact.area.startsWith('x')"),
            Told{});
  EXPECT_EQ(
      unknown("fact.answered_by == 'town-duty' && fact.callee == '' && fact.unit == 'militia' && "
              "fact.station == 'gauge-1' && fact.playbook == 'warn-and-call' && "
              "fact.suppressed_by == 'no person' && fact.answer_by == '2026-07-12'"),
      Told{});
}

TEST(ConditionNames, AMemberThatNoFactHasIsFound) {
  EXPECT_EQ(unknown("fact.aera == 'yuantou' && fact.level == 'red'"),
            Told{"5 nothing that is told has a member 'aera'; did you mean 'area'?"});
  EXPECT_EQ(unknown("has(fact.nosuchthing) || fact.findings.all(f, f.mett)").size(), 2u);
}

TEST(ConditionNames, SoIsAWordThatAMemberNeverHas) {
  EXPECT_EQ(unknown("fact.level == 'purple'"), Told{"15 there is no level 'purple'"});
  EXPECT_EQ(unknown("'rivr-level' == fact.rule"),
            Told{"1 the plan has no rule 'rivr-level'; did you mean 'river-level'?"});
  EXPECT_EQ(unknown("fact.area in ['yuantou', 'shangxia']"),
            Told{"26 the plan has no place 'shangxia'; did you mean 'shangxi'?"});
}

TEST(ConditionNames, SoIsSomebodyOrSomethingThatThePlanDoesNotHave) {
  EXPECT_EQ(unknown("fact.answered_by == 'yuantou-leadr'"),
            Told{"21 the plan has no person 'yuantou-leadr'; did you mean 'yuantou-leader'?"});
  EXPECT_EQ(unknown("fact.callee in ['town-duty', 'mayor'] || fact.holder == 'nobody'").size(), 2u);
  EXPECT_EQ(unknown("fact.station == 'gauge-2'"),
            Told{"17 the plan has no station 'gauge-2'; did you mean 'gauge-1'?"});
  EXPECT_EQ(unknown("fact.unit == 'militias' && fact.playbook == 'warn'").size(), 2u);
}

TEST(JsonWords, AreInOrder) {
  for (const auto words : {adapters::fact_json_words(), adapters::standing_json_words()}) {
    EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
    EXPECT_GT(words.size(), 50u);
  }
}

}  // namespace
}  // namespace fenghuo::cli
