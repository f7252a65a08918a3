// Warnings of others, received by a desk that asks people about them.
#pragma once

#include <string>
#include <utility>

#include "tests/playbooks/person_rig.h"

namespace fenghuo {

using std::chrono::hours;
using std::chrono::minutes;

class ReceivedTest : public PersonTest {
 protected:
  ReceivedTest() { use(plan()); }

  static wire::Plan plan() {
    auto plan = person_plan();
    plan.mutable_name()->set_zh("清溪镇");
    plan.mutable_villages(0)->set_adcode("431129105201");
    plan.mutable_villages(1)->set_adcode("431129105202");
    *plan.add_rules() = make_rule("signal", {{"red", "warning('暴雨').at_least('red')"}});
    plan.mutable_playbooks(0)->add_rules("signal");
    for (auto& response : *plan.mutable_playbooks(0)->mutable_responses())
      *response.add_decisions() = question("close", {"mayor"}, wire::Question::NEVER, {});
    return plan;
  }
  void receive(const std::string& identifier, const std::string& event,
               const std::string& headline = "",
               wire::ReceivedWarning::Status status = wire::ReceivedWarning::ACTUAL) {
    wire::Event submitted;
    auto& warning = *submitted.mutable_received_warning();
    warning.set_identifier(identifier);
    warning.set_sender("qxj");
    warning.set_status(status);
    auto& info = *warning.add_infos();
    info.set_event(event);
    info.set_headline(headline);
    info.set_level(to_wire(Level::red));
    info.set_from_ms(ms_of(rig_.now()));
    info.set_until_ms(ms_of(rig_.now() + hours{24}));
    info.add_areas()->add_geocodes("431129105201");
    rig_.submit(std::move(submitted));
  }
  // Of any level: a yes to blue warns without a headcount.
  static wire::Plan any_rainstorm() {
    auto any = plan();
    any.mutable_rules(any.rules_size() - 1)
        ->mutable_levels(0)
        ->set_when("warning('暴雨').active()");
    return any;
  }
  // In blue, in words alone, and for here, as somebody has said.
  void receive_and_say_yes(const std::string& identifier) {
    auto blue = in_words(identifier, "江华县北部", rig_.now());
    blue.mutable_infos(0)->set_level(to_wire(Level::blue));
    receive(blue);
    story();
    decide(decisions_.back(), "town", true);
    EXPECT_EQ(only(story(), {"warning"}), (Story{"warning A blue", "warning B blue"}));
  }
  wire::ReceivedWarning later(const std::string& identifier, wire::ReceivedWarning::Kind kind,
                              const std::string& supersedes) const {
    auto warning = in_words(identifier, "江华县北部", rig_.now());
    warning.mutable_infos(0)->set_level(to_wire(Level::blue));
    warning.set_kind(kind);
    warning.add_supersedes(supersedes);
    return warning;
  }
  // Of status Actual, and its headline speaks of a test.
  wire::ReceivedWarning contradicting(const std::string& identifier) const {
    auto warning = in_words(identifier, "江华县北部", rig_.now());
    warning.mutable_infos(0)->set_headline("暴雨蓝色预警信号（测试）");
    warning.mutable_infos(0)->set_level(to_wire(Level::blue));
    return warning;
  }
  wire::ReceivedWarning held_update(const std::string& identifier,
                                    const std::string& supersedes) const {
    auto update = contradicting(identifier);
    update.set_kind(wire::ReceivedWarning::UPDATE);
    update.add_supersedes(supersedes);
    return update;
  }
  // Of what it names, by each status that isn't Actual.
  void cancel_as_a_test(const std::string& named) {
    for (const auto status : {wire::ReceivedWarning::TEST, wire::ReceivedWarning::EXERCISE}) {
      auto cancel =
          later(named + " test " + std::to_string(status), wire::ReceivedWarning::CANCEL, named);
      cancel.set_status(status);
      receive(cancel);
    }
  }
  static wire::ReceivedWarning in_words(const std::string& identifier, const std::string& words,
                                        Instant now) {
    wire::ReceivedWarning warning;
    warning.set_identifier(identifier);
    warning.set_sender("qxj");
    auto& info = *warning.add_infos();
    info.set_event("暴雨");
    info.set_headline("暴雨红色预警信号");
    info.set_level(to_wire(Level::red));
    info.set_from_ms(ms_of(now));
    info.set_until_ms(ms_of(now + hours{24}));
    info.add_areas()->set_description(words);
    return warning;
  }
  void receive(wire::ReceivedWarning warning) {
    wire::Event submitted;
    *submitted.mutable_received_warning() = std::move(warning);
    rig_.submit(std::move(submitted));
  }
  void receive_in_words(const std::string& identifier, const std::string& words) {
    receive(in_words(identifier, words, rig_.now()));
  }
};

}  // namespace fenghuo
