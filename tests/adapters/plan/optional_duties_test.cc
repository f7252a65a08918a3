#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

// The pack's playbook as the plan's own, changed in one place.
class OptionalDutiesTest : public PlanTest {
 protected:
  void own_playbook(const std::string& from, const std::string& to) {
    std::ifstream stream(FENGHUO_SOURCE_DIR "/playbooks/packs/warn-and-call.yaml",
                         std::ios::binary);
    write("playbooks/own.yaml", {std::istreambuf_iterator<char>(stream), {}});
    replace("playbooks/own.yaml", from, to);
  }
  void hold(const std::string& duty) {
    write("roster.csv",
          read("roster.csv") + "shangxi," + duty + ",shimen-leader,shimen-officer,\n");
  }
};

TEST_F(OptionalDutiesTest, OfAPackNeedNotBeHeld) {
  EXPECT_TRUE(faults().empty());
  EXPECT_TRUE(notices("packs/playbooks/warn-and-call.yaml").empty());
  hold("neighbour");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
}

TEST_F(OptionalDutiesTest, AlsoThatIsMisspelt) {
  hold("neighbour");
  own_playbook("also: [neighbour, ridge_phone]", "also: [neigbour]");
  const auto found = notices("playbooks/own.yaml");
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(found[0].starts_with(place("playbooks/own.yaml", "neigbour]"))) << found[0];
  EXPECT_NE(found[0].find("nobody of roster.csv holds 'neigbour', so this asks nobody; did you "
                          "mean 'neighbour'?"),
            std::string::npos);
}

TEST_F(OptionalDutiesTest, ARungThatIsMisspelt) {
  hold("police");
  own_playbook("duty:police", "duty:polise");
  bool told = false;
  for (const auto& notice : notices("playbooks/own.yaml"))
    told |= notice.find("holds 'polise', so this asks nobody; did you mean 'police'?") !=
            std::string::npos;
  EXPECT_TRUE(told);
}

TEST_F(OptionalDutiesTest, ThatNobodyHoldsAreNotedOnce) {
  own_playbook("also: [neighbour, ridge_phone]", "also: [邻村联系人]");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  const auto found = notices("playbooks/own.yaml");
  ASSERT_EQ(found.size(), 3u) << "neighbour on two rungs, the police, and who is asked too";
  EXPECT_TRUE(found[0].starts_with(place("playbooks/own.yaml", "邻村联系人]"))) << found[0];
  EXPECT_NE(found[0].find("name somebody in roster.csv, or leave it out"), std::string::npos);
}

TEST_F(OptionalDutiesTest, ARowOfTheRosterThatIsMisspelt) {
  hold("neigbour");
  const auto found = notices("roster.csv");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with(place("roster.csv", "neigbour"))) << found[0];
  EXPECT_NE(found[0].find("nothing asks the duty 'neigbour': who holds it isn't called; did you "
                          "mean 'neighbour'?"),
            std::string::npos);
}

TEST_F(OptionalDutiesTest, ARowBesideTheRightOneIsSomethingElse) {
  hold("police");
  hold("police2");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
}

}  // namespace
}  // namespace fenghuo::adapters
