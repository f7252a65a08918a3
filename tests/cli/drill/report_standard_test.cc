#include "cli/drill/report_standard.h"

#include <gtest/gtest.h>

#include "cli/drill/night_facts.h"
#include "cli/drill/report.h"
#include "tests/cli/drill/made_night.h"
#include "tests/cli/drill/markup_check.h"

namespace fenghuo::cli {
namespace {

constexpr std::size_t kItems = 15;

class ReportStandardTest : public ::testing::Test {
 protected:
  std::string markup(Language language, const DrillBefore* before = nullptr,
                     const std::vector<CorrectiveAction>& actions = {}) {
    const Drill drill = night_.drill();
    return standard_section(ReportPage(drill, language), before, actions);
  }
  std::string text(const DrillBefore* before = nullptr,
                   const std::vector<CorrectiveAction>& actions = {}) {
    return section_text(markup(Language::en, before, actions), "standard");
  }
  /// With "li" of the upper village, who answered, and "zhao", whom nobody called.
  void play_with_people() {
    night_.scenario.players = {"li", "zhao"};
    night_.tell(1).mutable_drill_began()->set_scenario(night_.scenario.id);
  }
  wire::ExerciseNoted& note(int minute, const std::string& who, const std::string& words) {
    auto& noted = *night_.tell(minute).mutable_exercise_noted();
    noted.set_noted_by(who);
    noted.set_note(words);
    return noted;
  }
  void rate(int minute, const std::string& who, const std::string& objective) {
    auto& noted = note(minute, who, "");
    noted.set_objective(objective);
    noted.set_rating(wire::RATING_M);
  }

  MadeNight night_;
};

TEST_F(ReportStandardTest, ASimulatedNightHasCriteriaAndNoTeam) {
  const std::string page = text();
  for (const char* item :
       {"evaluation team", "analysis of needs", "training of evaluators", "forms and equipment",
        "evaluators in place", "on-the-spot remarks", "self-evaluation", "evaluation by the team"})
    EXPECT_TRUE(has(page, std::string(item) + "not on record–")) << item << page;
  EXPECT_EQ(count(page, "not on record–"), 8U) << page;
  EXPECT_TRUE(has(page, "based on nothing that it names; documented values (D): 4 of ")) << page;
  EXPECT_TRUE(has(page, "methoda simulated night, without people; the program judged")) << page;
  EXPECT_TRUE(has(page, "plan and criteriaobjectives: 2; expectations: 2; a written")) << page;
  EXPECT_TRUE(has(page, "facts of the log: 8; evaluators&#39; notes: 0Outcome")) << page;
  EXPECT_TRUE(has(page,
                  "by the program: expectations met: 1, missed: 1, can&#39;t be told: 0; duties "
                  "that nobody answered: 1"))
      << page;
  EXPECT_TRUE(has(page,
                  "agreed on: 0, with an owner: 0, with a due date: 0; proposals still "
                  "open: 2"))
      << page;
}

TEST_F(ReportStandardTest, NamesWhoWroteAsAnEvaluator) {
  play_with_people();
  night_.add_person("judge", R"(<b onclick="x">&'</b>)");
  rate(50, "judge", "warn");
  rate(55, "judge", "warn");
  rate(56, "judge", "no objective of the scenario");
  const std::string page = text();
  EXPECT_TRUE(has(page,
                  "evaluation teamwho wrote notes: &lt;b onclick=&quot;x&quot;&gt;&amp;&#39;"
                  "&lt;/b&gt;; who appointed them"))
      << page;
  EXPECT_FALSE(has(markup(Language::zh), "<b onclick"));
  EXPECT_EQ(markup_fault(markup(Language::zh)), "");
  EXPECT_TRUE(has(page, "named as taking part in person: 2; ")) << page;
  EXPECT_TRUE(has(page,
                  "evaluators in placewhen evaluators were in place is not on record; their first "
                  "note is of 20:50; named as taking part: 2, of them with an answer on record: 1"))
      << page;
  EXPECT_TRUE(has(page, "facts of the log: 12; evaluators&#39; notes: 3")) << page;
  EXPECT_TRUE(has(page, "ratings: 3; objectives that were rated: 1 of 2; ")) << page;
  EXPECT_TRUE(has(page, "self-evaluationnot on record–")) << page;
}

TEST_F(ReportStandardTest, PlayersAndControllersAreNoEvaluators) {
  play_with_people();
  note(30, "wang", std::string(kTurnedByController) + "rate 60");
  EXPECT_TRUE(has(text(), "evaluation teamnot on record–")) << "a controller's word";
  note(50, "li", "I was too late");
  FactId own;
  for (const auto& told : night_.record.facts)
    if (told.fact.has_obligation_answered())
      own = from_wire(told.fact.obligation_answered().obligation());
  *note(51, "li", "and this was hers").mutable_about() = to_wire(own);
  *note(52, "zhao", "this was another's").mutable_about() = to_wire(own);
  const std::string page = text();
  EXPECT_TRUE(has(page, "evaluation teamnot on record–")) << page;
  EXPECT_TRUE(has(page, "notes by those who took part: 3, which refer to a duty of their own: 1; "))
      << page;
  EXPECT_TRUE(has(page, "evaluators&#39; notes: 0")) << page;
}

TEST_F(ReportStandardTest, CountsActionsAndTheDrillBefore) {
  EXPECT_FALSE(has(text(), "an earlier drill"));
  night_.scenario.based_on = "the flood of 1998";
  const DrillBefore before;
  const std::vector<CorrectiveAction> actions{
      {"A1", {"装喇叭", "A loudspeaker"}, "li", "", "middle-safe", "open"},
      {"A2", {"改号码", "Mend a number"}, "", "2026-09-01", "", ""}};
  const std::string page = text(&before, actions);
  EXPECT_TRUE(has(page, "based on: the flood of 1998; ")) << page;
  EXPECT_TRUE(has(page, "; the outcome of an earlier drill")) << page;
  EXPECT_TRUE(has(page,
                  "agreed on: 2, with an owner: 1, with a due date: 1; proposals still "
                  "open: 1"))
      << page;
}

// Somebody with paper looks for the title.
TEST_F(ReportStandardTest, PointsToSectionsOfTheReportByTheirTitles) {
  play_with_people();
  rate(50, "wang", "warn");
  note(51, "li", "I was too late");
  const DrillBefore before;
  for (const Language language : {Language::zh, Language::en}) {
    Session session;
    session.language = language;
    const std::string report = report_html(night_.drill(), session, &before);
    const std::string page = markup(language, &before);
    EXPECT_TRUE(has(report, page));
    EXPECT_EQ(count(page, "<th scope=\"row\">"), kItems);
    const std::string link = "<a href=\"#";
    for (auto at = page.find(link); at != std::string::npos; at = page.find(link, at + 1)) {
      const std::string target =
          page.substr(at + link.size(), page.find("</a>", at) - at - link.size());
      const auto quote = target.find('"');
      const std::string heading =
          " id=\"" + target.substr(0, quote) + "\">\n<h2>" + target.substr(quote + 2) + "</h2>";
      EXPECT_TRUE(has(report, heading)) << heading;
    }
  }
}

TEST_F(ReportStandardTest, AScenarioThatExpectsNothingHasNoCriteria) {
  night_.scenario.objectives.clear();
  night_.scenario.expectations.clear();
  const std::string page = text();
  EXPECT_TRUE(has(page, "plan and criterianot on record–")) << page;
  EXPECT_TRUE(has(page, "evaluatingnot on record–")) << page;
  EXPECT_TRUE(has(page, "without peopleOutcome")) << page;
}

}  // namespace
}  // namespace fenghuo::cli
