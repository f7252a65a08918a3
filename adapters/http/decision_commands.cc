//   {"command": "decide", "decision": "812.3", "yes": true, "decided_by": PERSON, "note": "..."}
//   {"command": "warn", "playbook": "warn-and-call", "level": "red", "areas": ["shangxi"],
//    "reason": "...", "people": 300}
//   {"command": "approve_warning", "proposal": "812.0"}
//   {"command": "leave", "area": "shangxi", "reason": "..."}
//   {"command": "request_warning", "area": "shangxi", "level": "orange", "reason": "..."}
//   {"command": "retract", "incident": "812.1", "reason": "..."}
//   {"command": "count_household", "household": "shangxi-3", "state": "safe" | "refused" |
//    "unreachable", "people": 3, "counted_by": PERSON OR NAME, "note": "..."}
//   {"command": "set_response", "level": "none" | "blue" | ..., "county": false, "reason": "..."}
//   {"command": "order_return", "area": "shangxi", "note": "..."}
//   {"command": "stand_down", "incident": "812.1", "note": "..."}
#include "adapters/http/decision_commands.h"

#include <boost/json.hpp>

#include "adapters/http/command_fields.h"
#include "engine/level.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

constexpr std::size_t kAreasMax = 1'000;

Result<void> fill_reason(const json::object& object, wire::Text& reason) {
  const std::string text = text_in(object, "reason");
  if (text.empty())
    return bad("须写明 reason：为什么（不超过 1024 字节）",
               "reason is missing: why (at most 1,024 bytes)");
  reason.set_zh(text);
  reason.set_en(text);
  return {};
}

Result<std::uint32_t> level_in(const json::object& object) {
  const auto level = parse_level(text_in(object, "level"));
  if (!level || *level == Level::none)
    return bad("level 为 blue、yellow、orange 或 red", "level is blue, yellow, orange or red");
  return to_wire(*level);
}

Result<void> fill_decide(const json::object& object, wire::Decide& decide) {
  if (auto ok = fill_ref(object, "decision", *decide.mutable_decision()); !ok) return ok.error();
  const json::value* yes = object.if_contains("yes");
  if (yes == nullptr || !yes->is_bool()) return bad("yes 为 true 或 false", "yes is true or false");
  decide.set_yes(yes->get_bool());
  decide.set_decided_by(text_in(object, "decided_by"));
  if (decide.decided_by().empty())
    return bad("须写明 decided_by：谁决定的", "decided_by is missing: who decided");
  decide.set_note(text_in(object, "note"));
  return {};
}

Result<void> fill_warn(const json::object& object, wire::Warn& warn) {
  warn.set_playbook(text_in(object, "playbook"));
  const auto level = level_in(object);
  if (!level) return level.error();
  warn.set_level(*level);
  const json::value* areas = object.if_contains("areas");
  if (areas != nullptr && !areas->is_array())
    return bad("areas 为村的编号的列表", "areas is a list of villages' ids");
  if (areas != nullptr && areas->get_array().size() > kAreasMax)
    return bad("areas 最多 1000 个", "areas has 1,000 entries at most");
  // Whether there is one, and whether it exists, is the machine's to say.
  if (areas != nullptr)
    for (const auto& area : areas->get_array())
      warn.add_areas(area.is_string() ? std::string(area.get_string()) : "");
  if (const json::value* people = object.if_contains("people")) {
    if (!people->is_int64() || people->get_int64() < 1 || people->get_int64() > 10'000'000)
      return bad("people 为正整数：预警发给多少人",
                 "people is a whole number: how many it is meant for");
    warn.set_people(static_cast<std::uint32_t>(people->get_int64()));
  }
  return fill_reason(object, *warn.mutable_reason());
}

// Nobody has to say why: a village that goes is not kept waiting.
Result<void> fill_leave(const json::object& object, wire::Leave& leave) {
  const std::string reason = text_in(object, "reason");
  leave.mutable_reason()->set_zh(reason.empty() ? "村里决定撤离" : reason);
  leave.mutable_reason()->set_en(reason.empty() ? "the village has decided to leave" : reason);
  leave.set_area(text_in(object, "area"));
  if (leave.area().empty()) return bad("须写明 area：哪个村", "area is missing: which village");
  return {};
}

Result<void> fill_request(const json::object& object, wire::RequestWarning& request) {
  const auto level = level_in(object);
  if (!level) return level.error();
  request.set_level(*level);
  request.set_area(text_in(object, "area"));
  if (request.area().empty()) return bad("须写明 area：哪个村", "area is missing: which village");
  return fill_reason(object, *request.mutable_reason());
}

Result<void> fill_retract(const json::object& object, wire::Retract& retract) {
  const auto everywhere = flag_in(object, "everywhere");
  if (!everywhere) return everywhere.error();
  retract.set_everywhere(*everywhere);
  if (auto ok = fill_ref(object, "incident", *retract.mutable_incident()); !ok) return ok.error();
  return fill_reason(object, *retract.mutable_reason());
}

Result<void> fill_stand_down(const json::object& object, wire::StandDown& stand_down) {
  stand_down.set_note(text_in(object, "note"));
  return fill_ref(object, "incident", *stand_down.mutable_incident());
}

Result<void> fill_count(const json::object& object, wire::CountHousehold& count) {
  count.set_household(text_in(object, "household"));
  count.set_counted_by(text_in(object, "counted_by"));
  count.set_note(text_in(object, "note"));
  const std::string state = text_in(object, "state");
  if (state == "safe") count.set_state(wire::CountHousehold::SAFE);
  if (state == "refused") count.set_state(wire::CountHousehold::REFUSED);
  if (state == "unreachable") count.set_state(wire::CountHousehold::UNREACHABLE);
  if (count.state() == wire::CountHousehold::UNKNOWN)
    return bad("state 为 safe、refused 或 unreachable", "state is safe, refused or unreachable");
  if (count.household().empty() || count.counted_by().empty())
    return bad("须写明 household 和 counted_by：哪一户、谁清点的",
               "household and counted_by are missing: which one, and who counted");
  const json::value* people = object.if_contains("people");
  if (people == nullptr) return {};
  if (!people->is_int64() || people->get_int64() < 1 || people->get_int64() > 100'000)
    return bad("people 为 1 至 100000 的整数", "people is a whole number up to 100,000");
  count.set_people(static_cast<std::uint32_t>(people->get_int64()));
  return {};
}

Result<void> fill_response(const json::object& object, wire::SetResponse& wanted) {
  const auto level = parse_level(text_in(object, "level"));
  if (!level)
    return bad("level 为 none、blue、yellow、orange 或 red",
               "level is none, blue, yellow, orange or red");
  wanted.set_level(to_wire(*level));
  if (const json::value* county = object.if_contains("county")) {
    if (!county->is_bool()) return bad("county 为 true 或 false", "county is true or false");
    wanted.set_county(county->get_bool());
  }
  return fill_reason(object, *wanted.mutable_reason());
}

Result<void> fill_return(const json::object& object, wire::OrderReturn& wanted) {
  wanted.set_area(text_in(object, "area"));
  wanted.set_note(text_in(object, "note"));
  if (wanted.area().empty()) return bad("须写明 area：哪个村", "area is missing: which village");
  return {};
}

Result<void> fill_tell_by_hand(const json::object& object, wire::TellByHand& told) {
  told.set_person(text_in(object, "who"));
  told.set_note(text_in(object, "note"));
  if (told.person().empty()) return bad("须写明 who：告知了谁", "who is missing: who was told");
  return fill_ref(object, "notice", *told.mutable_notice());
}

Result<void> fill_roles(const json::object& object, wire::SwitchRoles& roles) {
  const auto emergency = flag_in(object, "emergency");
  if (!emergency) return emergency.error();
  roles.set_emergency(*emergency);
  return fill_reason(object, *roles.mutable_reason());
}

Result<void> fill_test(const json::object& object, wire::TestContacts& test) {
  const json::value* areas = object.if_contains("areas");
  if (areas == nullptr) return {};
  if (!areas->is_array() || areas->get_array().size() > kAreasMax)
    return bad("areas 为村的编号的列表，最多 1000 个",
               "areas is a list of villages' ids, 1,000 at most");
  for (const auto& area : areas->get_array())
    test.add_areas(area.is_string() ? std::string(area.get_string()) : "");
  return {};
}

Result<void> fill_confirm(const json::object& object, wire::ConfirmContact& confirmed) {
  confirmed.set_person(text_in(object, "who"));
  confirmed.set_note(text_in(object, "note"));
  if (confirmed.person().empty())
    return bad("须写明 who：谁的电话", "who is missing: whose number");
  return {};
}

Result<void> fill_routine(const json::object& object, wire::DoRoutine& done) {
  done.set_routine(text_in(object, "routine"));
  done.set_subject(text_in(object, "subject"));
  done.set_done_by(text_in(object, "done_by"));
  done.set_note(text_in(object, "note"));
  const auto found = flag_in(object, "found");
  if (!found) return found.error();
  done.set_found(*found);
  if (done.routine().empty() || done.done_by().empty())
    return bad("须写明 routine 和 done_by：哪项工作、谁做的",
               "routine and done_by are missing: what was done, and by whom");
  return {};
}

}  // namespace

std::optional<Result<void>> fill_decision_command(std::string_view name, const json::object& object,
                                                  wire::Command& command) {
  if (name == "decide") return fill_decide(object, *command.mutable_decide());
  if (name == "warn") return fill_warn(object, *command.mutable_warn());
  if (name == "approve_warning")
    return fill_ref(object, "proposal", *command.mutable_approve_warning()->mutable_proposal());
  if (name == "leave") return fill_leave(object, *command.mutable_leave());
  if (name == "request_warning") return fill_request(object, *command.mutable_request_warning());
  if (name == "retract") return fill_retract(object, *command.mutable_retract());
  if (name == "count_household") return fill_count(object, *command.mutable_count_household());
  if (name == "set_response") return fill_response(object, *command.mutable_set_response());
  if (name == "order_return") return fill_return(object, *command.mutable_order_return());
  if (name == "stand_down") return fill_stand_down(object, *command.mutable_stand_down());
  if (name == "tell_by_hand") return fill_tell_by_hand(object, *command.mutable_tell_by_hand());
  if (name == "switch_roles") return fill_roles(object, *command.mutable_switch_roles());
  if (name == "test_contacts") return fill_test(object, *command.mutable_test_contacts());
  if (name == "present") {
    command.mutable_present()->set_person(text_in(object, "who"));
    return Result<void>{};
  }
  if (name == "confirm_contact") return fill_confirm(object, *command.mutable_confirm_contact());
  if (name == "do_routine") return fill_routine(object, *command.mutable_do_routine());
  return std::nullopt;
}

}  // namespace fenghuo::adapters
