// A village with a roster, and what is known of its people while it is moved.
#pragma once

#include "tests/playbooks/person_rig.h"

namespace fenghuo {

// A has three households, of which the second needs help, and a school.
inline wire::Plan roster_plan() {
  auto plan = person_plan();
  const auto household = [&](const char* id, std::uint32_t people, std::uint32_t need_help,
                             const char* helper, const char* stand_in) {
    auto& one = *plan.add_households();
    one.set_id(id);
    one.set_village("A");
    one.set_people(people);
    one.set_need_help(need_help);
    one.set_helper(helper);
    one.set_stand_in(stand_in);
  };
  household("h1", 4, 0, "", "");
  household("h2", 2, 1, "li", "wang");
  household("h3", 3, 0, "", "");
  auto& school = *plan.add_facilities();
  school.set_id("school");
  set_text(*school.mutable_name(), "小学", "school");
  school.set_village("A");
  school.set_people(30);
  school.set_contact("head");
  school.set_stand_in("head2");
  auto& shelter = *plan.add_shelters();
  shelter.set_id("hall");
  shelter.set_capacity(50);
  shelter.add_villages("A");
  plan.mutable_villages(0)->set_people_at_risk(9);  // as many as are listed
  return plan;
}

class EvacuationTest : public PersonTest {
 protected:
  EvacuationTest() { use(roster_plan()); }

  void red() {
    rain(81);
    first_ = story();
  }
  FactId duty_of(const std::string& subject) {
    FactId found;
    const auto standing = rig_.engine().describe();
    for (const auto& o : standing.obligations())
      if (o.subject() == subject && !o.done()) found = from_wire(o.obligation());
    return found;
  }
  wire::StandingEvacuation evacuation() {
    const auto standing = rig_.engine().describe();
    return standing.evacuations_size() == 1 ? standing.evacuations(0) : wire::StandingEvacuation();
  }
  void expect_adds_up() {
    const auto all = evacuation();
    EXPECT_EQ(all.people(), all.safe() + all.refused() + all.unreachable() + all.unknown());
  }

  Story first_;
};

}  // namespace fenghuo
