#include "tests/playbooks/township_rig.h"

#include "playbooks/desk.h"
#include "playbooks/everyday.h"
#include "playbooks/exercise.h"
#include "playbooks/ledger/stock_ledger.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo {

std::vector<std::unique_ptr<Stage>> all_stages() {
  auto stages = Rig::rules_only();
  stages.push_back(std::make_unique<playbooks::Exercise>());
  stages.push_back(std::make_unique<playbooks::Desk>());
  stages.push_back(std::make_unique<playbooks::Everyday>());
  stages.push_back(std::make_unique<playbooks::UnitLedger>());
  stages.push_back(std::make_unique<playbooks::StockLedger>());
  return stages;
}

void add_rung(wire::Response& response, wire::Rung::Callee callee, int minutes,
              const std::vector<std::string>& channels) {
  auto& rung = *response.add_ladder();
  rung.set_callee(callee);
  rung.set_wait_ms(minutes * 60'000);
  for (const auto& channel : channels) rung.add_channels(channel);
}

void set_text(wire::Text& text, const std::string& zh, const std::string& en) {
  text.set_zh(zh);
  text.set_en(en);
}

wire::Plan township_plan() {
  wire::Plan plan;
  plan.set_id("T");
  plan.set_utc_offset_s(8 * 3600);
  add_village(plan, "A");
  set_text(*plan.mutable_villages(0)->mutable_shelter(), "小学", "the school");
  add_station(plan, "S1", {"A"});
  *plan.add_rules() = make_rule("flash", {{"blue", "rain.sum(duration('1h')) >= 35"},
                                          {"orange", "rain.sum(duration('1h')) >= 60"},
                                          {"red", "rain.sum(duration('1h')) >= 80"}});
  set_text(*plan.mutable_rules(0)->mutable_title(), "山洪", "flash flood");
  const auto duty = [&](const char* area, const char* name, const char* holder, const char* b) {
    auto& entry = *plan.add_roster();
    entry.set_area(area);
    entry.set_duty(name);
    entry.set_holder(holder);
    entry.set_stand_in(b);
  };
  duty("A", "village_leader", "leader", "deputy");
  duty("A", "warning_officer", "officer", "deputy");
  duty("T", "duty_officer", "town", "town2");
  auto& playbook = *plan.add_playbooks();
  playbook.set_id("warn");
  playbook.add_rules("flash");
  playbook.add_duties("village_leader");
  playbook.add_duties("warning_officer");
  set_text(*playbook.mutable_headline(), "【{hazard}{level}预警】{village}",
           "{hazard} {level}: {village}");
  set_text(*playbook.mutable_text(), "{village}：{action}。{minutes}分钟内答复。",
           "{village}: {action}. Answer within {minutes} min.");
  for (const Level level : {Level::blue, Level::orange, Level::red}) {
    auto& response = *playbook.add_responses();
    response.set_level(to_wire(level));
    const bool leave = level != Level::blue;
    set_text(*response.mutable_action(), leave ? "转移到{shelter}" : "做好准备",
             leave ? "Move to {shelter}" : "Get ready");
    response.set_wants_headcount(leave);
    response.set_act_within_ms(leave ? 15 * 60'000 : 0);
    add_rung(response, wire::Rung::HOLDER, 5, {"webhook"});
    add_rung(response, wire::Rung::HOLDER, 1, {"webhook", "call_list"});
    add_rung(response, wire::Rung::STAND_IN, 5, {"webhook", "call_list"});
    add_rung(response, wire::Rung::TOWNSHIP_DUTY_OFFICER, 10, {"call_list"});
  }
  return plan;
}

}  // namespace fenghuo
