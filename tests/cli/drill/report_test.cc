#include "cli/drill/report.h"

#include <gtest/gtest.h>

#include "tests/cli/drill/made_night.h"
#include "tests/cli/drill/markup_check.h"

namespace fenghuo::cli {
namespace {

using Words = std::vector<std::string>;

class ReportTest : public ::testing::Test {
 protected:
  std::string report(Language language = Language::en, const DrillBefore* before = nullptr,
                     const std::vector<CorrectiveAction>& actions = {}) {
    Session session;
    session.language = language;
    return report_html(night_.drill(), session, before, actions);
  }
  /// The section of that id, without tags.
  std::string section(const std::string& id, Language language = Language::en,
                      const DrillBefore* before = nullptr,
                      const std::vector<CorrectiveAction>& actions = {}) {
    return section_text(report(language, before, actions), id);
  }

  MadeNight night_;
};

const Words kSections = {"outcome",      "known", "history",    "timeline", "map",      "calls",
                         "expectations", "gaps",  "comparison", "actions",  "standard", "values"};

TEST_F(ReportTest, HasAllSectionsInBothLanguagesUnderTheMark) {
  for (const Language language : {Language::zh, Language::en}) {
    const std::string page = report(language);
    EXPECT_EQ(markup_fault(page), "");
    for (const auto& id : kSections)
      EXPECT_EQ(count(page, "<section class=\"panel\" id=\"" + id + "\">"), 1U) << id;
    const std::string mark = language == Language::zh ? "【演练】" : "EXERCISE: ";
    EXPECT_TRUE(has(page, "<title>" + mark));
    EXPECT_TRUE(has(page, "<div class=\"running-head\"><div><strong>" + mark));
    EXPECT_TRUE(has(page, "<h1>" + mark));
    EXPECT_TRUE(
        has(page, language == Language::zh ? "<html lang=\"zh-CN\">" : "<html lang=\"en\">"));
  }
}

TEST_F(ReportTest, SpeaksOneLanguageThroughout) {
  const std::string page = report(Language::en);
  for (std::size_t i = 0; i + 2 < page.size(); ++i) {
    // U+3000 to U+9FFF, of which Chinese is, begin with E3 to E9.
    const auto byte = static_cast<unsigned char>(page[i]);
    ASSERT_FALSE(byte >= 0xE3 && byte <= 0xE9) << page.substr(i > 60 ? i - 60 : 0, 120);
  }
}

TEST_F(ReportTest, EqualNightsGiveEqualBytes) {
  const std::string page = report();
  EXPECT_EQ(page, report());
  MadeNight other;
  Session session;
  EXPECT_EQ(page, report_html(other.drill(), session, nullptr));
}

TEST_F(ReportTest, LoadsNothing) {
  DrillBefore before;
  const std::string page = report(Language::zh, &before);
  for (const char* loads : {"http", "src=", "<script", "<link", "@import", "<img", "javascript:"})
    EXPECT_FALSE(has(page, loads)) << loads;
  EXPECT_EQ(count(page, "url("), count(page, "url(#"));
  EXPECT_EQ(count(page, "href="), count(page, "href=\"#"));
}

TEST_F(ReportTest, EscapesWhateverPeopleWrote) {
  const std::string hostile = R"(<b onclick="x">&'</b>)";
  const std::string safe = "&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;&lt;/b&gt;";
  night_.people[0].name = hostile;
  night_.plan.mutable_plan()->mutable_villages(0)->mutable_name()->set_en(hostile);
  night_.plan.mutable_plan()->mutable_name()->set_en(hostile);
  night_.plan.mutable_plan()->mutable_stations(0)->mutable_name()->set_en(hostile);
  night_.plan.set_version(hostile);
  auto& scenario = night_.scenario;
  scenario.id = hostile;
  scenario.title.en = hostile;
  scenario.based_on = hostile;
  scenario.stations[0].source = hostile;
  scenario.history[0].what.en = hostile;
  scenario.dangers[0].origin.source = hostile;
  scenario.objectives[0].title.en = hostile;
  scenario.expectations[0].what.en = hostile;
  scenario.expectations[0].source = hostile;
  scenario.expectations[1].id = hostile;
  scenario.failures.push_back({hostile, night_.at(0), night_.at(5), {}});
  scenario.refusals.push_back({hostile, {}});
  scenario.goings_back.push_back({hostile, night_.at(2), {.source = hostile}});
  scenario.injects.push_back({.id = hostile, .at = night_.at(3), .what = {hostile, hostile}});
  night_.record.injects.push_back({hostile, night_.at(3), hostile});
  DrillBefore before{.scenario = hostile, .title = hostile, .plan_version = hostile};
  before.chain = hostile;
  before.objectives.push_back({"warn", hostile});
  const std::vector<CorrectiveAction> actions{
      {hostile, {hostile, hostile}, hostile, hostile, hostile, hostile}};
  const std::string page = report(Language::en, &before, actions);
  EXPECT_FALSE(has(page, "<b onclick"));
  EXPECT_GT(count(page, safe), 25U);
  EXPECT_EQ(markup_fault(page), "");
}

TEST_F(ReportTest, RatesEachObjective) {
  const std::string page = section("outcome");
  EXPECT_TRUE(has(page, "Not passed")) << page;
  EXPECT_TRUE(has(page, "Expectations that weren&#39;t met: 1 of 2")) << page;
  EXPECT_TRUE(has(page, "Warn in timeP performed without challenges1 / 1")) << page;
  EXPECT_TRUE(has(page, "Move everybodyU unable to be performed0 / 1")) << page;
  EXPECT_TRUE(has(page, "45 / 60people safe when the danger came")) << page;
  EXPECT_TRUE(has(page, "15people caught by it")) << page;
  EXPECT_TRUE(has(page, "ab00000000")) << page;
  EXPECT_TRUE(has(page, "seed7 (not used")) << page;
}

TEST_F(ReportTest, SaysThatTheSeedWasUsedWhereItDecidedWhichMessagesWereLost) {
  night_.scenario.channels = {{.channel = "webhook", .lost = 0.3}};
  EXPECT_FALSE(has(section("outcome"), "not used"));
  night_.scenario.channels.clear();
  EXPECT_TRUE(has(section("outcome"), "not used"));
  night_.scenario.has_seeded_model = true;
  EXPECT_FALSE(has(section("outcome"), "not used"));
}

TEST_F(ReportTest, CountsHowWellValuesAreKnown) {
  const std::string page = section("known");
  // Documented, rough, from memory, invented.
  EXPECT_TRUE(has(page, "readings of stations2101")) << page;
  EXPECT_TRUE(has(page, "dangers1010")) << page;
  EXPECT_TRUE(has(page, "history1000")) << page;
  const std::string all = section("values");
  EXPECT_TRUE(has(all, "20:00&nbsp;0, 20:05&nbsp;12.5D&nbsp;×&nbsp;2a yearbook, page 12")) << all;
  EXPECT_TRUE(has(all, "20:15&nbsp;silentI")) << all;
  EXPECT_TRUE(has(all, "Wang Fangsleeps, and hears no message 20:00–the endI")) << all;
}

TEST_F(ReportTest, SetsMinutesBesideHistory) {
  EXPECT_TRUE(has(section("history"), "21:20 DUpper is warned20:20 60 min earlier"));
  night_.scenario.history[0].at = night_.at(5);
  EXPECT_TRUE(has(section("history"), "15 min later"));
  night_.scenario.history[0].expectation = "middle-safe";
  EXPECT_TRUE(has(section("history"), "Nobody of Middle is caughtmissed–"));
}

TEST_F(ReportTest, PutsVillagesInDangerFirst) {
  const std::string page = section("timeline");
  const auto middle = page.find("Middle 5 / 20 people safe at the danger · 15 caught");
  const auto upper = page.find("Upper 40 / 40 people safe at the danger");
  ASSERT_NE(middle, std::string::npos) << page;
  ASSERT_NE(upper, std::string::npos) << page;
  EXPECT_LT(middle, upper);
  EXPECT_TRUE(has(page, "warned 20:20 answered 20:22 moving 20:25 all safe 20:55 danger 21:30 D"));
  EXPECT_TRUE(has(page, "Neither warned nor in danger: Lower")) << page;
}

TEST_F(ReportTest, TellsHowChannelsAreAndHowLongPeopleTake) {
  night_.scenario.channels.push_back({.channel = "webhook",
                                      .village = "upper",
                                      .from = night_.at(0),
                                      .until = Instant::max(),
                                      .per_minute = 60,
                                      .delay = std::chrono::seconds{20},
                                      .lost = 0.05,
                                      .twice = 0.02});
  night_.scenario.behaviours[0].does_after = std::chrono::minutes{8};
  const std::string page = section("values");
  EXPECT_TRUE(has(page,
                  "webhook Upper60 a minute, 20 s to a telephone, share lost 0.05, "
                  "share that comes twice 0.02, 20:00–the endI"))
      << page;
  EXPECT_TRUE(has(page, "sleeps, and hears no message, done 8 min later 20:00–the endI")) << page;
  EXPECT_TRUE(has(section("known"), "channels0001"));
}

TEST_F(ReportTest, TellsWhoWentBack) {
  night_.scenario.goings_back.push_back({"h1", night_.at(38), {}});
  night_.record.villages["upper"].groups[0].earlier_stays = {{night_.at(30), night_.at(38)}};
  const std::string page = section("timeline");
  EXPECT_TRUE(has(page, "moving 20:25 some went back 20:38 all safe 20:55")) << page;
  EXPECT_TRUE(has(section("values"), "h1goes home 20:38I"));
  EXPECT_TRUE(has(section("known"), "households that go home again0001"));
}

TEST_F(ReportTest, ShowsTheMapAtFourMoments) {
  const std::string page = section("map");
  EXPECT_TRUE(has(page, "20:20 the first warning")) << page;
  EXPECT_TRUE(has(page, "20:40 midway")) << page;
  EXPECT_TRUE(has(page, "21:00 the first danger")) << page;
  EXPECT_TRUE(has(page, "23:00 the end")) << page;
  EXPECT_TRUE(has(page, "safe 0 / 68 people")) << page;
  EXPECT_TRUE(has(page, "safe 10 / 68 people")) << page;
  EXPECT_TRUE(has(page, "safe 45 / 68 people")) << page;
  for (auto& [id, village] : night_.record.villages) village.danger_at.reset();
  EXPECT_TRUE(has(section("map"), "21:13 a third of the way"));
}

TEST_F(ReportTest, CountsCallsAndWhoHadThem) {
  const std::string page = section("calls");
  EXPECT_TRUE(has(
      page, "Calls: 2; questions: 0. A bar of the chart is 1 min; the busiest, 20:20–20:21, has 2"))
      << page;
  EXPECT_TRUE(has(page, "Li WeiUpper village leader11")) << page;
  EXPECT_TRUE(has(page, "Wang FangMiddle village leader10")) << page;
}

TEST_F(ReportTest, TellsTheFactBehindAnExpectation) {
  night_.expect_fact("answered", {"中溪村答复", "Middle answers"}, 21, [](const auto& told) {
    return Result<bool>(told.fact.has_obligation_answered());
  });
  night_.expect_fact("odd", {"怪", "odd"}, 100, [](const auto&) -> Result<bool> {
    return Error{Errc::bad_input, {"没有这个成员", "no such member"}};
  });
  const std::string page = section("expectations");
  EXPECT_TRUE(has(page, "expectedby 20:30")) << page;
  EXPECT_TRUE(has(page, "fact11.0 a warning is issued: leave now")) << page;
  EXPECT_TRUE(has(page, "conditionwarning_issued")) << page;
  EXPECT_TRUE(has(page, "history21:20 The warning of then D")) << page;
  EXPECT_TRUE(has(page, "danger at 21:00 M, safe by then 5 / 20; 15 people are caught")) << page;
  EXPECT_TRUE(has(page, "too late: 20:22, 1 min later")) << page;
  EXPECT_TRUE(has(section("gaps"), "odd: no such member"));
}

TEST_F(ReportTest, TellsGaps) {
  auto& opened = *night_.tell(30).mutable_decision_opened();
  opened.set_area("upper");
  opened.set_question("close-bridge");
  opened.set_owner("zhao");
  const FactId decision = night_.last();
  auto& made = *night_.tell(40).mutable_decision_made();
  *made.mutable_decision() = to_wire(decision);
  made.set_yes(true);
  night_.scenario.injects.push_back(
      {.id = "crack", .at = night_.at(3), .what = {"裂缝", "A crack"}, .origin = {}});
  night_.record.injects.push_back({"crack", night_.at(3), "no such village"});
  const std::string page = section("gaps");
  EXPECT_TRUE(has(page, "Middle15.0 village leader Wang Fang20:201")) << page;
  EXPECT_TRUE(has(page, "A crack crack I20:03no such village")) << page;
  EXPECT_TRUE(has(page, to_string(decision))) << page;
  // What the plan had approved beforehand is no gap.
  for (auto& told : night_.record.facts)
    if (told.fact.has_decision_made())
      told.fact.mutable_decision_made()->set_release(wire::Question::AT_ONCE);
  EXPECT_FALSE(has(section("gaps"), to_string(decision)));
  EXPECT_FALSE(has(page, "No village has a moment of danger"));
}

TEST_F(ReportTest, TellsWhatPeopleWrote) {
  EXPECT_FALSE(has(report(), "id=\"notes\"")) << "nobody did";
  EXPECT_FALSE(has(report(), "href=\"#notes\""));
  night_.add_person("judge", "评估员甲");
  auto& noted = *night_.tell(50).mutable_exercise_noted();
  noted.set_objective(night_.scenario.objectives[0].id);
  noted.set_rating(wire::RATING_M);
  noted.set_note("第三次 <才> 接");
  noted.set_noted_by("judge");
  auto& given = *night_.tell(55).mutable_inject_given();
  given.mutable_text()->set_zh("桥断了");
  given.mutable_text()->set_en("the bridge is out");
  given.set_given_by("judge");
  auto& stopped = *night_.tell(60).mutable_exercise_stopped();
  stopped.mutable_reason()->set_zh("下真雨了");
  stopped.mutable_reason()->set_en("it rains in truth");
  stopped.set_stopped_by("judge");
  const std::string notes = section("notes");
  EXPECT_TRUE(has(notes, "20:50"));
  EXPECT_TRUE(has(notes, "评估员甲"));
  EXPECT_TRUE(has(notes, "第三次 &lt;才&gt; 接"));
  EXPECT_TRUE(has(notes, "the bridge is out"));
  EXPECT_TRUE(has(notes, "everybody"));
  EXPECT_TRUE(has(notes, "it rains in truth"));
  EXPECT_TRUE(has(report(), "href=\"#notes\""));
  EXPECT_EQ(markup_fault(report(Language::zh)), "");
}

TEST_F(ReportTest, RanksVillages) {
  const std::string page = section("comparison");
  EXPECT_TRUE(has(page, "1. Upper2 min5 min30 min35 min35 min earlier D0")) << page;
  EXPECT_TRUE(has(page, "2. Middle––––– M15")) << page;
  EXPECT_TRUE(has(page, "wasn&#39;t given")) << page;
}

TEST_F(ReportTest, ComparesWithAnEarlierDrill) {
  DrillBefore before{.scenario = "made", .title = "last year"};
  before.expectations = {
      {"warned", "", simulator::Outcome::Verdict::met, night_.at(30), night_.at(28)}};
  before.villages = {{.id = "upper",
                      .warned_at = night_.at(28),
                      .answered_at = night_.at(33),
                      .safe_at = night_.at(60),
                      .people = 40,
                      .caught = 3}};
  const std::string page = section("comparison", Language::en, &before);
  EXPECT_TRUE(has(page, "Warn in timePP")) << page;
  EXPECT_TRUE(has(page, "Move everybody-U")) << page;
  EXPECT_TRUE(
      has(page, "Upper5 min → 2 min (3 min faster)– → 5 min32 min → 35 min (3 min slower)3 → 0"))
      << page;
  EXPECT_TRUE(has(page, "Upper is warnedmet, 2 min to sparemet, 10 min to spare")) << page;
  EXPECT_FALSE(has(page, "another scenario"));
  before.scenario = "other";
  before.objectives = {{"move", "S"}};
  const std::string other = section("comparison", Language::en, &before);
  EXPECT_TRUE(has(other, "another scenario")) << other;
  EXPECT_TRUE(has(other, "Move everybodySU")) << other;
}

TEST_F(ReportTest, ProposesActionsBesideThoseAgreedOn) {
  const std::string page = section("actions");
  EXPECT_TRUE(has(
      page, "proposal 1Middle 15 people were caught: warned 40 min before, and nobody answered."))
      << page;
  EXPECT_TRUE(
      has(page, "proposal 2Middle village leader Wang Fang: duties unanswered: 1, calls: 1"))
      << page;
  const std::vector<CorrectiveAction> actions{
      {"A1", {"装喇叭", "A loudspeaker"}, "li", "2026-09-01", "middle-safe", "open"}};
  const std::string agreed = section("actions", Language::en, nullptr, actions);
  EXPECT_TRUE(has(agreed, "A1A loudspeakermiddle-safe Li Wei2026-09-01open")) << agreed;
  EXPECT_FALSE(has(agreed, "people were caught")) << agreed;
  EXPECT_TRUE(has(agreed, "proposal 1Middle village leader")) << agreed;
}

TEST_F(ReportTest, AnEmptyNightSaysSo) {
  night_.scenario = {.id = "empty", .title = {"空", "empty"}, .start = night_.at(0)};
  night_.scenario.end = night_.at(60);
  night_.record = {.start = night_.at(0), .end = night_.at(60)};
  night_.plan.mutable_plan()->clear_villages();
  for (const Language language : {Language::zh, Language::en}) {
    const std::string page = report(language);
    EXPECT_EQ(markup_fault(page), "");
    for (const auto& id : kSections) EXPECT_TRUE(has(page, "id=\"" + id + "\"")) << id;
  }
  EXPECT_TRUE(has(section("outcome"), "The scenario expects nothing"));
  EXPECT_TRUE(has(section("timeline"), "No village was warned"));
  EXPECT_TRUE(has(section("calls"), "Nobody was called"));
  EXPECT_TRUE(has(section("map"), "there is no map"));
  EXPECT_TRUE(has(section("actions"), "Nothing is to be mended"));
}

}  // namespace
}  // namespace fenghuo::cli
