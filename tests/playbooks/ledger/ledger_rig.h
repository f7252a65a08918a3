// Villages A, B and C, 10, 20 and 40 km east of the township's yard at village Y; two boats there,
// one at C, and a medic who walks.
#pragma once

#include "tests/playbooks/person_rig.h"

namespace fenghuo {

inline wire::Unit& add_unit(wire::Plan& plan, const std::string& id, const std::string& skill,
                            const std::string& home) {
  auto& unit = *plan.add_units();
  unit.set_id(id);
  set_text(*unit.mutable_name(), id + "号", "unit " + id);
  unit.add_skills(skill);
  unit.set_home(home);
  unit.set_contact(id + "-lead");
  unit.set_stand_in(id + "-deputy");
  return unit;
}

inline wire::Plan ledger_plan() {
  auto plan = person_plan();
  add_village(plan, "C");
  add_village(plan, "Y");
  // At 25 degrees north a degree of longitude is 101 km.
  const double km_east[] = {10, 20, 40, 0};
  for (int i = 0; i < 4; ++i) {
    plan.mutable_villages(i)->set_longitude_deg(110 + km_east[i] / 101);
    plan.mutable_villages(i)->set_latitude_deg(25);
  }
  add_unit(plan, "boat1", "boat", "Y");
  add_unit(plan, "boat2", "boat", "Y");
  add_unit(plan, "boat3", "boat", "C");
  add_unit(plan, "medic", "medic", "Y").set_travel(wire::Unit::FOOT);
  return plan;
}

inline std::string state_word(wire::UnitState state) {
  constexpr const char* kWords[] = {"unknown", "ready", "sent", "on_the_way", "there", "out"};
  return kWords[state];
}

inline std::string ledger_words(const wire::Fact& fact) {
  if (fact.has_need_opened())
    return "need " + fact.need_opened().skill() + " at " + fact.need_opened().area();
  if (fact.has_need_closed()) return "closed " + fact.need_closed().unit();
  if (fact.has_unit_sent())
    return "send " + fact.unit_sent().unit() + " to " + fact.unit_sent().area();
  if (fact.has_unit_recalled()) return "back " + fact.unit_recalled().unit();
  if (fact.has_unit_reported())
    return fact.unit_reported().unit() + " " + state_word(fact.unit_reported().state()) + " at " +
           fact.unit_reported().at();
  if (fact.has_unit_unanswered())
    return "silent " + fact.unit_unanswered().callee() + " next " + fact.unit_unanswered().next();
  if (fact.has_need_unmet()) return "unmet " + fact.need_unmet().area();
  if (fact.has_resource_held())
    return "held " + fact.resource_held().unit() + fact.resource_held().supply();
  if (fact.has_hold_released())
    return "released " + fact.hold_released().unit() + fact.hold_released().supply();
  if (fact.has_stock_moved())
    return "stock " + fact.stock_moved().supply() + " " + fact.stock_moved().batch() + " " +
           std::to_string(fact.stock_moved().kind()) + " left " +
           std::to_string(fact.stock_moved().left()) + " of " +
           std::to_string(fact.stock_moved().left_in_all());
  if (fact.has_stock_short()) return "short " + fact.stock_short().supply();
  if (fact.has_road_closed())
    return (fact.road_closed().closed() ? "closed " : "opened ") + fact.road_closed().road();
  if (fact.has_aid_asked())
    return "aid of " + fact.aid_asked().of() + " " + fact.aid_asked().what();
  if (fact.has_aid_reported()) return "aid " + std::to_string(fact.aid_reported().state());
  if (fact.has_command_refused()) return "refused " + fact.command_refused().reason_code();
  return "";
}

class LedgerTest : public PersonTest {
 protected:
  void TearDown() override { expect_replays(); }
  /// What the ledgers have concluded since the last call.
  Story ledger() {
    Story words;
    for (const auto& told : rig_.facts()) {
      if (told.fact.has_need_opened()) needs_.push_back(told.id);
      if (told.fact.has_resource_held()) holds_.push_back(told.id);
      if (told.fact.has_aid_asked()) aid_.push_back(told.id);
      if (told.fact.has_stock_moved() && told.fact.stock_moved().kind() == wire::StockMoved::SENT)
        shipments_.push_back(told.id);
      if (told.fact.has_unit_sent()) reason_ = told.fact.unit_sent().reason().en();
      const std::string word = ledger_words(told.fact);
      if (!word.empty()) words.push_back(word);
    }
    return words;
  }
  std::string ask(const std::string& area, const std::string& skill, Level level = Level::yellow,
                  std::uint32_t units = 1) {
    return refusal(command("mayor", [&](wire::Command& c) {
      auto& wanted = *c.mutable_ask_units();
      wanted.set_area(area);
      wanted.set_skill(skill);
      wanted.set_units(units);
      wanted.set_level(to_wire(level));
      wanted.set_task("接人");
    }));
  }
  std::string end_need(FactId need) {
    return refusal(command(
        "mayor", [&](wire::Command& c) { *c.mutable_end_need()->mutable_need() = to_wire(need); }));
  }
  std::string unit(const std::string& id, wire::UnitState state, const std::string& at = "") {
    return refusal(command(id + "-lead", [&](wire::Command& c) {
      c.mutable_report_unit()->set_unit(id);
      c.mutable_report_unit()->set_state(state);
      c.mutable_report_unit()->set_at(at);
    }));
  }
  std::string choose(FactId need, const std::string& id, bool forbid = false,
                     const std::string& note = "") {
    return refusal(command("mayor", [&](wire::Command& c) {
      *c.mutable_choose_unit()->mutable_need() = to_wire(need);
      c.mutable_choose_unit()->set_unit(id);
      c.mutable_choose_unit()->set_forbid(forbid);
      c.mutable_choose_unit()->set_note(note);
    }));
  }
  std::string hold(const std::string& id) {
    return refusal(command("mayor", [&](wire::Command& c) {
      c.mutable_hold()->set_unit(id);
      c.mutable_hold()->set_held_for("守坝");
    }));
  }
  std::string release(FactId id) {
    return refusal(command("mayor", [&](wire::Command& c) {
      *c.mutable_release_hold()->mutable_hold() = to_wire(id);
    }));
  }
  /// What this person was sent since the last call, in Chinese or in English.
  Story texts_to(const std::string& person, Language language = Language::zh) {
    Story texts;
    for (const auto& effect : rig_.take_effects()) {
      const auto& message = effect.effect.send_message();
      if (message.person() != person) continue;
      texts.push_back(language == Language::zh ? message.text().zh() : message.text().en());
    }
    return texts;
  }
  wire::StandingUnit standing_unit(const std::string& id) {
    const auto now = rig_.engine().describe();
    for (const auto& one : now.units())
      if (one.id() == id) return one;
    return {};
  }

  std::vector<FactId> needs_;
  std::vector<FactId> holds_;
  std::vector<FactId> aid_;
  std::vector<FactId> shipments_;
  std::string reason_;
};

}  // namespace fenghuo
