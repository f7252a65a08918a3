// What is told of a received warning: where it is placed, and where nobody can tell.
#include <gtest/gtest.h>

#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using Words = std::vector<std::string>;

class JudgeWarnings : public ::testing::Test {
 protected:
  JudgeWarnings() {
    for (const char* id : {"A", "B"}) {
      add_village(plan_, id);
      plan_.mutable_villages(plan_.villages_size() - 1)
          ->set_adcode(id[0] == 'A' ? "431129105201" : "431129105202");
    }
    *plan_.add_rules() = make_rule("signal", {{"orange", "warning('暴雨').at_least('orange')"},
                                              {"red", "warning('暴雨').at_least('red')"}});
    rig_.use(plan_);
    rig_.facts();
  }
  wire::WarningInfo& add(const std::string& event, Level level, const std::string& language = "") {
    auto& info = *warning_.add_infos();
    info.set_event(event);
    info.set_level(to_wire(level));
    info.set_from_ms(ms_of(rig_.now()));
    info.set_until_ms(ms_of(rig_.now() + hours{9}));
    info.set_language(language);
    return info;
  }
  void add_in_words(const std::string& event, Level level, const std::string& language = "") {
    add(event, level, language).add_areas()->set_description("江华县北部");
  }
  void add_placed(const std::string& event, Level level, const std::string& language = "") {
    add(event, level, language).add_areas()->add_geocodes("431129105201");
  }
  wire::WarningReceived told() {
    warning_.set_identifier("1");
    warning_.set_sender("qxj");
    wire::Event event;
    *event.mutable_received_warning() = warning_;
    rig_.submit(std::move(event));
    for (const auto& one : rig_.facts())
      if (one.fact.has_warning_received()) return one.fact.warning_received();
    ADD_FAILURE() << "nothing is told of it";
    return {};
  }
  static Words words(const google::protobuf::RepeatedPtrField<std::string>& names) {
    return {names.begin(), names.end()};
  }

  wire::Plan plan_;
  wire::ReceivedWarning warning_;
  Rig rig_{Rig::rules_only()};
};

TEST_F(JudgeWarnings, TheVillagesThatItIsPlacedInAreTold) {
  add_placed("暴雨", Level::blue);
  const auto received = told();
  EXPECT_EQ(words(received.villages()), Words{"A"});
  EXPECT_TRUE(received.unplaced().empty());
  EXPECT_TRUE(received.may_be_for().empty());
}

TEST_F(JudgeWarnings, APartInWordsAloneMayBeForTheOthers) {
  add_placed("暴雨", Level::red);
  add_in_words("暴雨", Level::red);
  const auto received = told();
  EXPECT_EQ(words(received.villages()), Words{"A"});
  ASSERT_EQ(received.unplaced_size(), 1);
  EXPECT_EQ(received.unplaced(0), 1u);
  EXPECT_EQ(words(received.may_be_for()), Words{"B"});
}

TEST_F(JudgeWarnings, AVillageUnderLessMayYetBeMeant) {
  add_placed("暴雨", Level::orange);
  add_in_words("暴雨", Level::red);
  EXPECT_EQ(words(told().may_be_for()), (Words{"A", "B"}));
}

TEST_F(JudgeWarnings, WhatNoRuleAsksAboutPlacesNothing) {
  add_placed("大风", Level::red);
  add_in_words("暴雨", Level::red);
  const auto received = told();
  EXPECT_EQ(words(received.villages()), Words{"A"});
  EXPECT_EQ(words(received.may_be_for()), (Words{"A", "B"})) << "no rule warns it of the wind";
}

TEST_F(JudgeWarnings, WhatNoRuleAsksAboutConcernsNobody) {
  add_in_words("大风", Level::red);
  add_in_words("暴雨", Level::yellow);
  EXPECT_TRUE(told().unplaced().empty());
  warning_.set_status(wire::ReceivedWarning::TEST);
  add_in_words("暴雨 测试", Level::red);
  EXPECT_TRUE(told().unplaced().empty()) << "a test";
}

TEST_F(JudgeWarnings, ATranslationOfWhatIsPlacedConcernsNobody) {
  add_placed("暴雨", Level::red, "zh-CN");
  add_in_words("Rainstorm (暴雨)", Level::red, "en-US");
  EXPECT_TRUE(told().unplaced().empty());
  add_in_words("特大暴雨", Level::red, "zh-CN");
  EXPECT_EQ(told().unplaced_size(), 2) << "one of the two is translated, and nobody knows which";
}

// Found by a reader: the only part that a rule reads must not be dropped for one that none does.
TEST_F(JudgeWarnings, ATranslationThatNoRuleReadsPlacesNothing) {
  add_placed("Rainstorm", Level::red, "en-US");
  add_in_words("暴雨", Level::red, "zh-CN");
  const auto received = told();
  EXPECT_EQ(received.unplaced_size(), 1);
  EXPECT_EQ(words(received.may_be_for()), (Words{"A", "B"}));
}

TEST_F(JudgeWarnings, AnotherDangerOrTimeThatIsPlacedLeavesItToBeAsked) {
  *plan_.add_rules() = make_rule("wind", {{"orange", "warning('大风').at_least('orange')"}});
  rig_.use(plan_);
  rig_.facts();
  add_placed("大风", Level::red);
  add_in_words("暴雨", Level::orange);
  EXPECT_EQ(words(told().may_be_for()), (Words{"A", "B"}));
  warning_.clear_infos();
  add_placed("暴雨", Level::orange);
  warning_.mutable_infos(0)->set_from_ms(ms_of(rig_.now() + hours{1}));
  add_in_words("暴雨", Level::orange);
  EXPECT_EQ(words(told().may_be_for()), (Words{"A", "B"}));
}

TEST_F(JudgeWarnings, WhatHasBeenPlacedIsToldOfOneThatIsHeldToo) {
  add_placed("TEST 暴雨", Level::red);
  wire::Event event;
  *event.mutable_received_warning() = warning_;
  rig_.submit(std::move(event));
  Words held;
  for (const auto& one : rig_.facts())
    if (one.fact.has_warning_held()) held = words(one.fact.warning_held().villages());
  EXPECT_EQ(held, Words{"A"});
}

}  // namespace
}  // namespace fenghuo::rules
