#include <gmock/gmock.h>

#include "adapters/http/decision_page.h"
#include "tests/adapters/http/served.h"

namespace fenghuo::adapters {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kForm = "application/x-www-form-urlencoded";

class ResponderPageTest : public ServedTest {
 protected:
  explicit ResponderPageTest(Lane lane = Lane::live) : ServedTest(lane) {}

  std::string page_of(FactId duty, const std::string& person = "leader") const {
    return "/r/" + credentials_.link_token({duty, person});
  }
  std::string leaders_page() {
    rain_hard();
    return page_of(leaders_duty());
  }
};

class ExercisePageTest : public ResponderPageTest {
 protected:
  ExercisePageTest() : ResponderPageTest(Lane::exercise) {}
};

// Village A has a household with a name, and others on no list.
class RosterPageTest : public ResponderPageTest {
 protected:
  RosterPageTest() {
    auto info = std::make_shared<PlanInfo>(*plan());
    auto& household = *info->plan.add_households();
    household.set_id("h1");
    household.set_village("A");
    household.set_people(4);
    household.set_need_help(1);
    household.set_helper("deputy");
    info->people["h1"].name = "许冬梅";
    wire::Event event;
    event.mutable_plan_changed()->set_version("p2");
    *event.mutable_plan_changed()->mutable_plan() = info->plan;
    edges_.submit(std::move(event));
    service_.plan = info;
  }
};

TEST_F(RosterPageTest, WhereHouseholdsAreCountedTheLeaderIsToldToTickThem) {
  const std::string page = leaders_page();
  const std::string asked = client_.get(page).text();
  EXPECT_THAT(asked, HasSubstr("tick the households, a number alone ends nothing"));
  const std::string posted = client_.post(page, "kind=moved&people=40", kForm).text();
  EXPECT_THAT(posted, HasSubstr("By household 0 of 40 are counted; please tick the households "
                                "below."));
  EXPECT_THAT(posted, Not(HasSubstr("send the number again")));
  // Before anybody has answered the next person is called: the answer comes first.
  EXPECT_LT(asked.find("Received, under way"), asked.find("checkbox"));
  EXPECT_LT(asked.find("Received, under way"), asked.find("name=people"));
  EXPECT_GT(posted.find("Received, under way"), posted.find("checkbox"));
}

TEST_F(RosterPageTest, WhoeverHelpsReadsTheHouseholdsNameAndEachSentenceOnce) {
  rain_hard();
  std::string page;
  const auto list = client_.get("/api/v1/obligations").json();
  for (const auto& duty : list.as_array())
    if (duty.as_object().contains("subject") && duty.at("subject").as_string() == "h1")
      page = page_of(*parse_fact_id(std::string_view(duty.at("obligation").as_string())), "deputy");
  const std::string text = client_.get(page).text();
  EXPECT_THAT(text, HasSubstr("住户许冬梅家，把全家 4 人（其中 1 人要人搀扶）送到"));
  EXPECT_THAT(text, Not(HasSubstr("household h1")));
  EXPECT_THAT(text, Not(HasSubstr("<p>请马上去"))) << "it stands in the heading";
}

TEST_F(ResponderPageTest, AFormThatNoPageSendsIsRefused) {
  const std::string page = leaders_page();
  const Answer answer =
      client_.post(page, "kind=received&note=" + std::string(kFormBytesMax, 'x'), kForm);
  EXPECT_EQ(answer.status, 413u);
  EXPECT_THAT(answer.text(), HasSubstr("超过 64 KiB，没有记下"));
  EXPECT_THAT(answer.text(), HasSubstr("more than 64 KiB and was not taken"));
  EXPECT_EQ(client_.post(page, "kind=received", kForm).status, 200u);
}

TEST_F(ResponderPageTest, ANumberFarAboveThePlansIsAskedForOnceMore) {
  const std::string page = leaders_page();
  EXPECT_THAT(client_.get(page).text(), HasSubstr("type=hidden name=once"));
  for (int i = 0; i < 2; ++i)
    EXPECT_THAT(client_.post(page, "kind=moved&people=900&once=1", kForm).text(),
                HasSubstr("tell 900 once more"))
        << "a page that is sent twice has said it once";
  EXPECT_THAT(client_.post(page, "kind=moved&people=900&once=2", kForm).text(),
              HasSubstr("Done. Thank you"));
}

// A command's or a report's id with it could be written into the log, and never read again.
TEST_F(ResponderPageTest, TheNumberOfAPageIsANumber) {
  const std::string page = leaders_page();
  EXPECT_THAT(client_.post(page, "kind=moved&people=10&once=%FF", kForm).text(),
              HasSubstr("Your answer has come. 10 of 40"));
  EXPECT_THAT(client_.post(page, "report=blocked_road&once=%FF", kForm).text(),
              HasSubstr("Your report has come and is recorded"));
}

TEST_F(ResponderPageTest, ShowsOneDutyToOnePerson) {
  const Answer page = client_.get(leaders_page());
  EXPECT_EQ(page.status, 200u);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.header("Content-Security-Policy"), HasSubstr("default-src 'none'"));
  EXPECT_THAT(page.text(), HasSubstr("<h1 class=orange>"));
  EXPECT_THAT(page.text(), HasSubstr("value=moved"));
  EXPECT_THAT(page.text(), HasSubstr("value=need_help"));
  EXPECT_THAT(page.text(), Not(HasSubstr("<script")));
  EXPECT_THAT(page.text(), Not(HasSubstr("EXERCISE")));
}

TEST_F(ResponderPageTest, NamesCantCarryMarkup) {
  const std::string page = client_.get(leaders_page()).text();
  EXPECT_THAT(page, HasSubstr("&lt;leader&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<leader>")));
}

TEST_F(ResponderPageTest, TakesTheHeadcountAndIsDone) {
  const std::string page = leaders_page();
  const Answer posted = client_.post(page, "kind=moved&people=40", kForm);
  EXPECT_EQ(posted.status, 200u);
  EXPECT_THAT(posted.text(), HasSubstr("Your answer has come and is recorded."));
  EXPECT_THAT(posted.text(), HasSubstr("Done. Thank you"));
  EXPECT_THAT(posted.text(), Not(HasSubstr("value=moved")));
  EXPECT_THAT(posted.text(), HasSubstr("<option value=\"safe\">")) << "it may be seen later";
}

TEST_F(ResponderPageTest, ReceivedAloneLeavesTheDutyOpen) {
  const std::string page = leaders_page();
  const Answer posted = client_.post(page, "kind=received", kForm);
  EXPECT_THAT(posted.text(), HasSubstr("Your answer has come. 0 of 40 were moved"));
  EXPECT_THAT(posted.text(), HasSubstr("<form"));
  EXPECT_THAT(client_.post(page, "kind=need_help", kForm).text(),
              HasSubstr("help is being arranged"));
}

TEST_F(ResponderPageTest, AsksAgainForWhatCantBeRead) {
  const std::string page = leaders_page();
  for (const char* body : {"kind=moved&people=", "kind=moved&people=many", "kind=moved&people=-1",
                           "kind=moved&people=1000001", "kind=moved"}) {
    EXPECT_THAT(client_.post(page, body, kForm).text(), HasSubstr("Fill in how many")) << body;
  }
  for (const char* body : {"", "kind=dance", "kind=%zz"}) {
    EXPECT_THAT(client_.post(page, body, kForm).text(), HasSubstr("Press one of the buttons"))
        << body;
  }
}

TEST_F(ResponderPageTest, TakesWhatThePersonSees) {
  const std::string page = leaders_page();
  EXPECT_THAT(client_.get(page).text(), HasSubstr("平安 / all is well</option>"));
  const auto reports = [&] {
    std::vector<std::string> told;
    auto cursor = edges_.log.read({});
    for (auto entry = (*cursor)->next(); entry && *entry; entry = (*cursor)->next())
      for (const auto& concluded : (*entry)->facts) {
        wire::Fact fact;
        if (!fact.ParseFromString(concluded) || !fact.has_report_taken()) continue;
        const auto& taken = fact.report_taken();
        told.push_back(taken.reporter() + " " + taken.kind() + " " + taken.area() + " " +
                       taken.text());
      }
    return told;
  };
  const char* const slide = "report=blocked_road&text=%E5%A1%8C%E6%96%B9&once=1";
  EXPECT_THAT(client_.post(page, slide, kForm).text(), HasSubstr("Your report has come"));
  client_.post(page, slide, kForm);
  EXPECT_THAT(reports(), ::testing::ElementsAre("leader blocked_road A 塌方")) << "pressed twice";
  client_.post(page, "report=road_open&once=2", kForm);
  client_.post(page, "report=blocked_road&text=%E5%A1%8C%E6%96%B9&once=3", kForm);
  EXPECT_EQ(reports().size(), 3u) << "it is cut again";
  for (const char* body : {"report=", "report=dragon", "report=%3Cb%3E"})
    EXPECT_THAT(client_.post(page, body, kForm).text(), HasSubstr("Pick what you see")) << body;
}

TEST_F(ResponderPageTest, ATokenThatIsNotOursOpensNothing) {
  rain_hard();
  const FactId duty = leaders_duty();
  const std::string good = page_of(duty);
  for (const std::string& page :
       {good + "x", std::string("/r/x"), "/r/" + to_string(duty) + ".bGVhZGVy.AAAAAAAAAAAAAAAA"}) {
    const Answer answer = client_.get(page);
    EXPECT_EQ(answer.status, 404u) << page;
    EXPECT_THAT(answer.text(), HasSubstr("This link is not valid"));
    EXPECT_THAT(answer.text(), HasSubstr("width=device-width")) << "read on a phone";
    EXPECT_THAT(answer.text(), Not(HasSubstr("<form")));
    EXPECT_EQ(client_.post(page, "kind=received", kForm).status, 404u);
  }
}

TEST_F(ResponderPageTest, SaysThatADutyHasEnded) {
  const Answer answer = client_.get(page_of({{999}, 0}));
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.text(), HasSubstr("This duty has ended."));
}

TEST_F(ResponderPageTest, TheAnswerIsThatOfTheLinksPerson) {
  rain_hard();
  client_.post(page_of(leaders_duty(), "deputy"), "kind=received", kForm);
  auto cursor = edges_.log.read({});
  std::string by;
  while (true) {
    const auto entry = (*cursor)->next();
    if (!entry || !*entry) break;
    wire::Event event;
    ASSERT_TRUE(event.ParseFromString((*entry)->record.payload));
    if (event.has_command()) by = event.command().person_id() + " " + event.command().via();
  }
  EXPECT_EQ(by, "deputy responder_page");
}

TEST_F(ExercisePageTest, SaysFirstThatItIsAnExercise) {
  const std::string text = client_.get(leaders_page()).text();
  EXPECT_THAT(text, HasSubstr("<title>【演练】"));
  EXPECT_LT(text.find("EXERCISE: this is not real"), text.find("<h1"));
}

TEST_F(ResponderPageTest, ANoToAQuestionThatNobodyAsksForNeedsNoReason) {
  wire::StandingDecision decision;
  const auto asked = [&] { return decision_part(*plan(), {}, decision); };
  EXPECT_THAT(asked(), HasSubstr("Why (may be left empty)"));
  decision.set_is_request(true);
  EXPECT_THAT(asked(), HasSubstr("Why (a no needs it)"));
}

TEST_F(ResponderPageTest, AsksForADecisionAndTakesIt) {
  client_.set_token(credentials_.person_token("leader"));
  client_.post("/api/v1/commands",
               R"({"command":"request_warning","area":"A","level":"orange","reason":"<水浑了>"})");
  const auto decisions = client_.get("/api/v1/decisions").json();
  const auto id = parse_fact_id(std::string_view(decisions.at(0).at("decision").as_string()));
  ASSERT_TRUE(id);
  const std::string page = page_of(*id, "town");
  const std::string asked = client_.get(page).text();
  EXPECT_THAT(asked, HasSubstr("<form method=post><button disabled hidden></button>"))
      << "Enter under a no's reason presses no yes";
  EXPECT_THAT(asked, HasSubstr("value=yes"));
  EXPECT_THAT(asked, HasSubstr("value=no"));
  EXPECT_THAT(asked, HasSubstr("It is now for &lt;town&gt; to decide"));
  EXPECT_THAT(asked, HasSubstr("where nobody is next, it is a yes")) << "a request is released";
  EXPECT_THAT(asked, HasSubstr("&lt;水浑了&gt;"));
  EXPECT_THAT(asked, HasSubstr("&lt;leader&gt;（A村村主任）请求对A村发布橙色预警"));
  EXPECT_THAT(asked, HasSubstr("&lt;leader&gt; (village leader, A village) asks for an orange"));
  EXPECT_THAT(asked, HasSubstr("Why (a no needs it)"));
  EXPECT_THAT(asked, HasSubstr(" to decide (by "));
  EXPECT_THAT(client_.post(page, "decide=perhaps", kForm).text(),
              HasSubstr("Press one of the buttons"));
  EXPECT_THAT(client_.post(page, "decide=no", kForm).text(),
              HasSubstr("a request is refused with a reason"));
  EXPECT_THAT(client_.post(page_of(*id, "leader"), "decide=yes", kForm).text(),
              HasSubstr("it is now for one of these"))
      << "the link alone gives no right to decide";
  EXPECT_THAT(client_.post(page, "decide=yes", kForm).text(),
              HasSubstr("Your answer has come and is recorded."));
  EXPECT_EQ(client_.get("/api/v1/incidents").json().as_array().size(), 1u);
}

}  // namespace
}  // namespace fenghuo::adapters
