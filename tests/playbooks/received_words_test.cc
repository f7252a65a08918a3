// Warnings of others that nobody can place: asked about, and ended by whoever sent them.
#include "playbooks/desk.h"
#include "tests/playbooks/received_rig.h"

namespace fenghuo {
namespace {

class ReceivedWordsTest : public ReceivedTest {};

TEST_F(ReceivedWordsTest, OneThatNamesItsAreaInWordsAloneIsAskedAbout) {
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{"ask town is-it-here T"});
  EXPECT_EQ(messages(wire::SendMessage::ASK), Story{"webhook town"});
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.decisions_size(), 1);
  const auto& open = standing.decisions(0);
  EXPECT_EQ(open.ask().zh(),
            "收到的外部预警认不出地方：qxj“暴雨红色预警信号”，红色，范围只写了“江华县北部”。"
            "和我们有关吗？答“是”就向 2 个村发布预警。");
  EXPECT_EQ(open.ask().en(),
            "A received warning can't be placed: '暴雨红色预警信号' of qxj, red; its area is given "
            "in words alone, '江华县北部'. Does it concern us? A yes warns so many villages: 2.");
  EXPECT_EQ(open.decide_by_ms(), ms_of(rig_.now() + minutes{5}));
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "the same message by another way";
  EXPECT_FALSE(rig_.engine().describe().decisions(0).is_request());
  EXPECT_EQ(refusal(decide(decisions_[0], "town", false)), "") << "a no needs no reason";
  story();
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "also after it was answered";
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
  expect_replays();
}

TEST_F(ReceivedWordsTest, AYesToItWarnsTheWholeTownship) {
  receive_in_words("1", "江华县北部");
  story();
  ASSERT_EQ(decisions_.size(), 1u);
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"decided", "warning", "duty village"}),
            (Story{"decided yes by town", "warning A red", "duty village_leader A", "warning B red",
                   "duty village_leader B"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, UndecidedItGoesRoundUntilTheWarningIsOver) {
  auto named = plan();
  named.add_response_duties("mayor");
  use(named);
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask mayor is-it-here T"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass mayor to town 0"});
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"pass"}), Story{"pass town to mayor 1"}) << "it is never dropped";
  rig_.pass(hours{24});
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 4"}) << "it is in force no more";
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  EXPECT_EQ(rig_.engine().describe().incidents_size(), 0);
}

TEST_F(ReceivedWordsTest, WhereItsWordsNameUsNobodyIsAsked) {
  receive_in_words("1", "清溪镇");
  EXPECT_EQ(only(story(), {"ask town", "raised"}),
            (Story{"raised signal A red", "raised signal B red"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, OfWordsThatNameOneVillageTheOthersAreAskedAbout) {
  receive_in_words("1", "清溪镇A村、江华县北部");
  EXPECT_EQ(only(story(), {"ask town", "raised"}),
            (Story{"raised signal A red", "ask town is-it-here B"}));
}

TEST_F(ReceivedWordsTest, WithoutAnyAreaItIsAskedAbout) {
  auto warning = in_words("1", "", rig_.now());
  warning.mutable_infos(0)->clear_areas();
  receive(warning);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-here T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  EXPECT_NE(rig_.engine().describe().decisions(0).ask().zh().find("没有写范围"), std::string::npos);
}

TEST_F(ReceivedWordsTest, TheWorstOfWhatCanNotBePlacedIsAsked) {
  use(any_rainstorm());
  auto warning = in_words("1", "全县", rig_.now());
  warning.mutable_infos(0)->set_level(to_wire(Level::blue));
  *warning.add_infos() = in_words("1", "江华县北部", rig_.now()).infos(0);
  auto placed = in_words("1", "全省", rig_.now()).infos(0);
  placed.mutable_areas(0)->add_geocodes("999999999999");
  *warning.add_infos() = placed;
  receive(warning);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-here T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  const std::string ask = rig_.engine().describe().decisions(0).ask().zh();
  EXPECT_NE(ask.find("红色，范围只写了“全县；江华县北部”"), std::string::npos) << ask;
}

TEST_F(ReceivedWordsTest, WhatOnePartPlacesIsNotAskedOfAnother) {
  auto warning = in_words("1", "江华县北部", rig_.now());
  *warning.add_infos() = warning.infos(0);
  warning.mutable_infos(1)->mutable_areas(0)->add_geocodes("431129105201");
  receive(warning);
  EXPECT_EQ(only(story(), {"ask town", "raised"}),
            (Story{"raised signal A red", "ask town is-it-here B"}));
  decide(decisions_.back(), "town", true);
  EXPECT_EQ(only(story(), {"warning"}), Story{"warning B red"}) << "A isn't warned twice";
  warning.set_identifier("2");
  warning.mutable_infos(1)->mutable_areas(0)->add_geocodes("431129105202");
  receive(warning);
  EXPECT_EQ(only(story(), {"ask town"}), Story{}) << "no village is left";
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhatOneLanguagePlacesIsNotAskedOfAnother) {
  auto warning = in_words("1", "northern Jianghua", rig_.now());
  warning.mutable_infos(0)->set_language("en-US");
  *warning.add_infos() = in_words("1", "江华县北部", rig_.now()).infos(0);
  warning.mutable_infos(1)->set_language("zh-CN");
  warning.mutable_infos(1)->mutable_areas(0)->add_geocodes("431129105201");
  receive(warning);
  EXPECT_EQ(only(story(), {"ask town", "raised"}), Story{"raised signal A red"});
}

TEST_F(ReceivedWordsTest, WhatNoRuleAsksAboutIsAskedOfNobody) {
  auto wind = in_words("1", "江华县北部", rig_.now());
  wind.mutable_infos(0)->set_event("大风");
  receive(wind);
  auto yellow = in_words("2", "江华县北部", rig_.now());
  yellow.mutable_infos(0)->set_level(to_wire(Level::yellow));
  receive(yellow);
  EXPECT_EQ(only(story(), {"ask"}), Story{});
  wind.set_identifier("3");
  *wind.add_infos() = in_words("3", "江华县南部", rig_.now()).infos(0);
  receive(wind);
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-here T"});
  const std::string ask = rig_.engine().describe().decisions(0).ask().zh();
  EXPECT_NE(ask.find("范围只写了“江华县南部”"), std::string::npos) << ask;
}

TEST_F(ReceivedWordsTest, AfterAThousandTheNextIsAskedAboutToo) {
  for (std::size_t i = 0; i < playbooks::kReceivedAskedMax; ++i) {
    receive_in_words(std::to_string(i), "江华县北部");
    if (i > 0) continue;
    story();
    decide(decisions_.back(), "town", false);
  }
  EXPECT_EQ(only(story(), {"decision over"}), Story{});
  receive_in_words("next", "江华县北部");
  EXPECT_EQ(only(story(), {"ask", "decision over"}), Story{"ask town is-it-here T"})
      << "the one that was answered is forgotten";
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.decisions_size(), static_cast<int>(playbooks::kReceivedAskedMax));
  receive_in_words("one more", "江华县北部");
  EXPECT_EQ(only(story(), {"ask", "decision over"}),
            (Story{"ask town is-it-here T", "decision over 8"}))
      << "that the oldest open one makes room is told";
  const auto now = rig_.engine().describe();
  ASSERT_EQ(now.decisions_size(), static_cast<int>(playbooks::kReceivedAskedMax));
  EXPECT_NE(now.decisions(0).decision().offset(), standing.decisions(0).decision().offset());
  EXPECT_EQ(refusal(request("leader", "A", Level::red)), "") << "the field may still ask";
}

TEST_F(ReceivedWordsTest, WhatAYesWarnedOfEndsWithTheMessage) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  for (const auto& [duty, leader] : {std::pair{0, "leader"}, {1, "leader_b"}})
    answer(duties_[static_cast<std::size_t>(duty)], leader, wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"incident over"}), Story{}) << "it is there to be taken back";
  receive(later("2", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"decision over", "incident over"}),
            (Story{"decision over 4", "incident over A", "decision over 4", "incident over B"}));
  receive_and_say_yes("3");
  rig_.pass(hours{24});
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}))
      << "it is in force no more";
  expect_replays();
}

TEST_F(ReceivedWordsTest, ItsSenderEndsTheCallsOfAYes) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  auto test = later("2", wire::ReceivedWarning::CANCEL, "1");
  test.set_status(wire::ReceivedWarning::TEST);
  receive(test);
  auto other = later("3", wire::ReceivedWarning::CANCEL, "1");
  other.set_sender("somebody else");
  receive(other);
  EXPECT_EQ(only(story(), {"closed", "incident over"}), Story{});
  receive(later("4", wire::ReceivedWarning::UPDATE, "1"));
  EXPECT_EQ(only(story(), {"closed", "incident over"}), Story{}) << "it goes on";
  receive(later("5", wire::ReceivedWarning::CANCEL, "4"));
  EXPECT_EQ(only(story(), {"closed", "incident over"}),
            (Story{"closed 4", "incident over A", "closed 4", "incident over B"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhatPeopleHereWarnedOfTooItsSenderDoesNotEnd) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  warn("town", {"A"}, Level::blue);
  story();
  receive(later("2", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"incident over"}), Story{"incident over B"});
  ASSERT_EQ(rig_.engine().describe().incidents_size(), 1);
  EXPECT_EQ(rig_.engine().describe().incidents(0).area(), "A");
  expect_replays();
}

TEST_F(ReceivedWordsTest, ATestTakesNoQuestionBack) {
  use(any_rainstorm());
  receive_in_words("1", "江华县北部");
  story();
  auto test = later("2", wire::ReceivedWarning::CANCEL, "1");
  test.set_status(wire::ReceivedWarning::TEST);
  receive(test);
  auto held = later("3", wire::ReceivedWarning::UPDATE, "1");
  held.mutable_infos(0)->set_headline("暴雨红色预警信号（测试）");
  receive(held);
  EXPECT_EQ(only(story(), {"decision over", "ask"}), Story{"ask town is-it-real T"})
      << "nor does what nobody knows to be real";
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 2);
  expect_replays();
}

TEST_F(ReceivedWordsTest, ATestTakesNothingBackOfWhatIsHeld) {
  use(any_rainstorm());
  receive(contradicting("1"));
  EXPECT_EQ(only(story(), {"ask"}), Story{"ask town is-it-real T"});
  cancel_as_a_test("1");
  EXPECT_EQ(only(story(), {"decision over", "ask"}), Story{});
  receive(later("2", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  receive(contradicting("3"));
  story();
  decide(decisions_.back(), "town", true);
  EXPECT_EQ(only(story(), {"warning"}), (Story{"warning A blue", "warning B blue"}));
  cancel_as_a_test("3");
  EXPECT_EQ(only(story(), {"closed", "incident over"}), Story{});
  receive(later("4", wire::ReceivedWarning::CANCEL, "3"));
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, ACancelOfEitherEndsWhatAYesToBothWarnedOf) {
  use(any_rainstorm());
  for (const bool of_first : {false, true}) {
    const std::string first = of_first ? "1" : "3";
    const std::string second = of_first ? "2" : "4";
    receive_and_say_yes(first);
    receive(held_update(second, first));
    story();
    decide(decisions_.back(), "town", true);
    EXPECT_EQ(only(story(), {"decided", "incident over"}), Story{"decided yes by town"})
        << "it goes on";
    const std::string& named = of_first ? first : second;
    receive(later("cancel " + named, wire::ReceivedWarning::CANCEL, named));
    EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}))
        << "cancelled: " << named;
  }
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhatHeldUpdatesSayAnewOfOneAnotherIsOneMatter) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  receive(held_update("2", "1"));
  receive(held_update("3", "2"));
  story();
  decide(decisions_.back(), "town", true);
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 3"}) << "2 need not be decided";
  receive(later("4", wire::ReceivedWarning::UPDATE, "3"));
  EXPECT_EQ(only(story(), {"incident over"}), Story{}) << "it goes on";
  receive(later("5", wire::ReceivedWarning::CANCEL, "4"));
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, AYesToAHeldUpdateClosesTheQuestionBeforeIt) {
  use(any_rainstorm());
  receive_in_words("1", "江华县北部");
  receive(held_update("2", "1"));
  EXPECT_EQ(only(story(), {"ask", "decision over"}),
            (Story{"ask town is-it-here T", "ask town is-it-real T"}));
  decide(decisions_.back(), "town", true);
  EXPECT_EQ(only(story(), {"decided", "decision over"}),
            (Story{"decided yes by town", "decision over 3"}));
  EXPECT_EQ(refusal(decide(decisions_.front(), "town", true)), "no_such_decision");
  receive(later("3", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}))
      << "of the Update too";
  expect_replays();
}

TEST_F(ReceivedWordsTest, ANoToAHeldUpdateLeavesWhatWasBeforeIt) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  receive(held_update("2", "1"));
  story();
  decide(decisions_.back(), "town", false);
  receive(later("3", wire::ReceivedWarning::CANCEL, "2"));
  EXPECT_EQ(only(story(), {"closed", "incident over"}), Story{}) << "it never took its place";
  receive(later("4", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}));
  expect_replays();
}

// Who takes back a test that was sent by mistake doesn't end what is real; the other way round
// nothing is left that could be real.
TEST_F(ReceivedWordsTest, WithTheMessageBeforeItTheQuestionAboutAHeldUpdateEnds) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  receive(held_update("2", "1"));
  story();
  receive(later("3", wire::ReceivedWarning::CANCEL, "2"));
  EXPECT_EQ(only(story(), {"decision over", "incident over"}), Story{"decision over 5"});
  receive(held_update("4", "1"));
  story();
  receive(later("5", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"decision over 5", "incident over"}),
            (Story{"decision over 5", "incident over A", "incident over B"}));
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhoTakesBackOneOfTwoLeavesTheHeldUpdateOfBoth) {
  use(any_rainstorm());
  receive_in_words("1", "江华县北部");
  receive_in_words("2", "江华县北部");
  auto both = held_update("3", "1");
  both.add_supersedes("2");
  receive(both);
  story();
  receive(later("4", wire::ReceivedWarning::CANCEL, "1"));
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  receive(later("5", wire::ReceivedWarning::CANCEL, "2"));
  EXPECT_EQ(only(story(), {"decision over"}), (Story{"decision over 5", "decision over 5"}));
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0);
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhatIsSaidAnewByAnotherLivesOnInThat) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  receive(held_update("2", "1"));
  receive(later("3", wire::ReceivedWarning::UPDATE, "1"));
  EXPECT_EQ(only(story(), {"decision over", "incident over"}), Story{});
  receive(later("4", wire::ReceivedWarning::CANCEL, "3"));
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}));
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 0) << "of the held one too";
  expect_replays();
}

TEST_F(ReceivedWordsTest, AYesThatWarnsNobodyLeavesTheQuestionBefore) {
  auto unanswered = any_rainstorm();
  unanswered.clear_playbooks();
  use(unanswered);
  receive_in_words("1", "江华县北部");
  receive(held_update("2", "1"));
  story();
  decide(decisions_.back(), "town", true);
  EXPECT_EQ(only(story(), {"decided", "warning", "decision over"}), Story{"decided yes by town"});
  EXPECT_EQ(rig_.engine().describe().decisions_size(), 1);
  expect_replays();
}

TEST_F(ReceivedWordsTest, ANoToWhatItsSenderSaysAnewEndsIt) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  receive(later("2", wire::ReceivedWarning::UPDATE, "1"));
  EXPECT_EQ(only(story(), {"ask", "incident over"}), Story{"ask town is-it-here T"});
  decide(decisions_.back(), "town", false);
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, WhatItsSenderSaysAnewOfAnotherDangerEndsIt) {
  use(any_rainstorm());
  receive_and_say_yes("1");
  auto wind = later("2", wire::ReceivedWarning::UPDATE, "1");
  wind.mutable_infos(0)->set_event("大风");
  receive(wind);
  EXPECT_EQ(only(story(), {"incident over"}), (Story{"incident over A", "incident over B"}))
      << "as an alarm would";
  expect_replays();
}

TEST_F(ReceivedWordsTest, LongWordsAreCutBetweenCharacters) {
  std::string words = "x";
  for (int i = 0; i < 2'000; ++i) words += "县";
  receive_in_words("1", words);
  story();
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  const std::string ask = rig_.engine().describe().decisions(0).ask().zh();
  EXPECT_LT(ask.size(), 600u);
  EXPECT_NE(ask.find("县…”"), std::string::npos) << ask;
}

TEST_F(ReceivedWordsTest, TestsInWordsAloneAndWhatIsOverAskNobody) {
  for (const auto status : {wire::ReceivedWarning::TEST, wire::ReceivedWarning::EXERCISE}) {
    auto warning = in_words("t" + std::to_string(status), "江华县北部", rig_.now());
    warning.set_status(status);
    warning.mutable_infos(0)->set_headline("暴雨红色预警信号（测试）");
    receive(warning);
  }
  auto cancel = in_words("2", "江华县北部", rig_.now());
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  receive(cancel);
  auto old = in_words("3", "江华县北部", rig_.now() - hours{25});
  receive(old);
  EXPECT_EQ(only(story(), {"ask", "raised", "duty"}), Story{});
}

TEST_F(ReceivedWordsTest, WhatItsSenderTakesBackOrPlacesIsAskedNoLonger) {
  receive_in_words("1", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}).size(), 1u);
  wire::ReceivedWarning cancel;
  cancel.set_identifier("2");
  cancel.set_sender("qxj");
  cancel.set_kind(wire::ReceivedWarning::CANCEL);
  cancel.add_supersedes("1");
  receive(cancel);
  EXPECT_EQ(only(story(), {"decision over"}), Story{"decision over 5"});
  receive_in_words("3", "江华县北部");
  EXPECT_EQ(only(story(), {"ask"}).size(), 1u);
  auto update = in_words("4", "江华县北部", rig_.now());
  update.set_kind(wire::ReceivedWarning::UPDATE);
  update.add_supersedes("3");
  update.mutable_infos(0)->mutable_areas(0)->add_geocodes("431129105201");
  receive(update);
  EXPECT_EQ(only(story(), {"decision over", "ask town", "raised"}),
            (Story{"raised signal A red", "decision over 5"}));
  expect_replays();
}

TEST_F(ReceivedWordsTest, InWordsAloneAndContradictingItselfItIsHeldAndAskedOnce) {
  auto warning = in_words("1", "江华县北部", rig_.now());
  warning.mutable_infos(0)->set_headline("暴雨红色预警信号（测试）");
  receive(warning);
  EXPECT_EQ(only(story(), {"ask", "raised"}), Story{"ask town is-it-real T"});
  ASSERT_EQ(rig_.engine().describe().decisions_size(), 1);
  EXPECT_NE(rig_.engine().describe().decisions(0).ask().en().find("'江华县北部'"),
            std::string::npos);
  decide(decisions_[0], "town", true);
  EXPECT_EQ(only(story(), {"duty village"}),
            (Story{"duty village_leader A", "duty village_leader B"}));
}

}  // namespace
}  // namespace fenghuo
