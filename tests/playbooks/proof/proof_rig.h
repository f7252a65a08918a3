// A township of which nothing bad can be proved, to be spoilt in one place each.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "playbooks/handbook.h"
#include "playbooks/proof/proof.h"
#include "tests/playbooks/township_rig.h"

namespace fenghuo::playbooks {

/// Of township_rig.h, with a second gauge for village A: one alone would be a single point.
inline wire::Plan secure_plan() {
  wire::Plan plan = township_plan();
  add_station(plan, "S2", {"A"});
  return plan;
}

class ProofTest : public ::testing::Test {
 protected:
  ProofTest() : plan_(secure_plan()) {
    EXPECT_TRUE(check(plan_).empty());
    EXPECT_EQ(told(), "");
  }

  /// Of the three: blue 0, orange 1, red 2.
  wire::Response& level(int index) { return *plan_.mutable_playbooks(0)->mutable_responses(index); }
  wire::Response& red() { return level(2); }
  void add_duty(const std::string& area, const std::string& duty, const std::string& holder,
                const std::string& stand_in, bool emergency = false) {
    auto& row = *plan_.add_roster();
    row.set_area(area);
    row.set_duty(duty);
    row.set_holder(holder);
    row.set_stand_in(stand_in);
    row.set_emergency(emergency);
  }
  /// Asked at red: five minutes for each duty of the chain, and a yes where nobody decides.
  wire::Question& ask(const std::string& id, const std::vector<std::string>& chain) {
    auto& question = *red().add_decisions();
    question.set_id(id);
    set_text(*question.mutable_ask(), "走吗？", "Leave?");
    set_text(*question.mutable_action(), "走！", "Leave!");
    for (const auto& duty : chain) question.add_chain(duty);
    question.set_within_ms(5 * 60'000);
    question.set_release(wire::Question::AFTER_CHAIN);
    return question;
  }

  /// "PATH: FAULT", a line each.
  std::string told() const {
    std::string all;
    for (const auto& proof : prove(plan_)) all += proof.path + ": " + proof.fault.en + "\n";
    return all;
  }
  /// The only one there is; an empty one, and a failure, where there are none or more.
  Proof only() const {
    auto proofs = prove(plan_);
    EXPECT_EQ(proofs.size(), 1U) << told();
    if (proofs.size() != 1) return {};
    EXPECT_FALSE(proofs[0].counter_example.empty());
    EXPECT_FALSE(proofs[0].remedy.zh.empty());
    for (const auto& line : proofs[0].counter_example)
      EXPECT_TRUE(!line.zh.empty() && !line.en.empty()) << line.zh << line.en;
    return proofs[0];
  }
  static std::string course(const Proof& proof) {
    std::string all;
    for (const auto& line : proof.counter_example) all += line.en + "\n";
    return all;
  }

  wire::Plan plan_;
};

}  // namespace fenghuo::playbooks
