#include "adapters/http/unit_page.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

// A boat with a contact and a stand-in is wanted; the stand-in is being called.
class UnitPageTest : public ::testing::Test {
 protected:
  UnitPageTest() {
    auto& unit = *plan_.add_units();
    unit.set_id("boat");
    unit.set_contact("wang");
    unit.set_stand_in("li");
    auto& need = *standing_.add_needs();
    need.mutable_need()->set_offset(5);
    need.set_unit("boat");
    auto& sent = *standing_.add_units();
    sent.set_id("boat");
    sent.set_state(wire::UNIT_SENT);
    sent.set_callee("li");
  }
  bool is_asked(const std::string& person) const {
    return unit_part(plan_, standing_, {{Offset{5}, 0}, person}).has_value();
  }

  wire::Plan plan_;
  wire::Standing standing_;
};

// Found by a reader: who answered the first message after the stand-in had been called was told
// that the task was over.
TEST_F(UnitPageTest, IsForWhoeverAnswersForTheUnit) {
  EXPECT_TRUE(is_asked("li"));
  EXPECT_TRUE(is_asked("wang"));
  EXPECT_FALSE(is_asked("zhang"));
  const auto event =
      unit_event(plan_, standing_, {{"unit", "on_the_way"}}, {{Offset{5}, 0}, "wang"});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->command().report_unit().unit(), "boat");
  EXPECT_EQ(event->command().report_unit().state(), wire::UNIT_ON_THE_WAY);
}

TEST_F(UnitPageTest, IsForNobodyOfAUnitThatGoesElsewhere) {
  standing_.mutable_needs(0)->set_unit("truck");
  EXPECT_FALSE(is_asked("li"));
  EXPECT_FALSE(is_asked("wang"));
}

}  // namespace
}  // namespace fenghuo::adapters
