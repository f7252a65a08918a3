// A township whose contacts are tested, whose routines are done and whose roles are switched.
#pragma once

#include "tests/playbooks/person_rig.h"

namespace fenghuo {

class EverydayRig : public PersonTest {
 protected:
  EverydayRig() : plan_(person_plan()) {
    plan_.add_response_duties("mayor");
    for (const char* id : {"leader", "town"}) plan_.add_people()->set_id(id);
  }
  std::string test(const std::vector<std::string>& areas = {}) {
    return refusal(command("town", [&](wire::Command& c) {
      c.mutable_test_contacts();
      for (const auto& area : areas) c.mutable_test_contacts()->add_areas(area);
    }));
  }
  std::string present(const std::string& person) {
    return refusal(
        command(person, [&](wire::Command& c) { c.mutable_present()->set_person(person); }));
  }
  std::string confirm(const std::string& person) {
    return refusal(command(
        "town", [&](wire::Command& c) { c.mutable_confirm_contact()->set_person(person); }));
  }
  std::string routine_done(const std::string& routine, const std::string& subject) {
    return refusal(command("leader", [&](wire::Command& c) {
      c.mutable_do_routine()->set_routine(routine);
      c.mutable_do_routine()->set_subject(subject);
      c.mutable_do_routine()->set_done_by("leader");
    }));
  }
  std::string roles(const std::string& person, bool emergency) {
    return refusal(command(person, [&](wire::Command& c) {
      c.mutable_switch_roles()->set_emergency(emergency);
      set_text(*c.mutable_switch_roles()->mutable_reason(), "雨", "rain");
    }));
  }
  std::string respond(Level level) {
    return refusal(command("mayor", [&](wire::Command& c) {
      c.mutable_set_response()->set_level(to_wire(level));
      set_text(*c.mutable_set_response()->mutable_reason(), "雨", "rain");
    }));
  }
  wire::StandingPerson person(const std::string& id) {
    const auto now = rig_.engine().describe();
    for (const auto& one : now.persons())
      if (one.person() == id) return one;
    return {};
  }

  wire::Plan plan_;
};

}  // namespace fenghuo
