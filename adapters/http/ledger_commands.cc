//   {"command": "ask_units", "area": "shangxi", "skill": "boat", "units": 2, "level": "orange",
//    "task": "..."}
//   {"command": "end_need", "need": "812.3", "note": "..."}
//   {"command": "choose_unit", "need": "812.3", "unit": "boat-1", "forbid": false, "note": "..."}
//   {"command": "report_unit", "unit": "boat-1", "state": "on_the_way" | "there" | "ready" | "out",
//    "at": "shangxi", "note": "..."}
//   {"command": "hold", "unit": "boat-1", "for": "..."}
//   {"command": "hold", "supply": "quilts", "batch": "2025", "quantity": 20, "for": "..."}
//   {"command": "release_hold", "hold": "812.4"}
//   {"command": "move_stock", "supply": "quilts", "batch": "2025", "kind": "in" | "out" |
//    "counted" | "sent", "quantity": 20, "expires": "2027-05-31", "to": "school", "note": "..."}
//   {"command": "move_stock", "kind": "received", "shipment": "812.4", "note": "..."}
//   {"command": "close_road", "road": "x201", "open": false, "note": "..."}
//   {"command": "ask_aid", "of": "county", "what": "boat", "quantity": 2, "area": "shangxi",
//    "note": "..."}
//   {"command": "report_aid", "aid": "812.4", "state": "asked" | "promised" | "refused" |
//    "arrived" | "returned", "quantity": 2, "note": "..."}
#include "adapters/http/ledger_commands.h"

#include <boost/json.hpp>
#include <string>

#include "adapters/http/command_fields.h"
#include "adapters/ledger_words.h"
#include "adapters/plan/reviews.h"
#include "engine/level.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

constexpr const char* kTexts[] = {"area",    "skill", "task", "unit", "at", "supply", "batch",
                                  "expires", "to",    "for",  "road", "of", "what",   "note"};

constexpr std::size_t kDateLength = 10;

struct Numbers {
  std::int64_t min = 0;
  std::int64_t max = 1'000'000'000;
};

// Nothing where it is missing.
Result<std::optional<std::uint32_t>> number_in(const json::object& object, const std::string& name,
                                               const Numbers& allowed) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return std::optional<std::uint32_t>{};
  if (value->is_int64() && value->get_int64() >= allowed.min && value->get_int64() <= allowed.max)
    return std::optional(static_cast<std::uint32_t>(value->get_int64()));
  const std::string min = std::to_string(allowed.min);
  const std::string max = std::to_string(allowed.max);
  return bad(name + " 为 " + min + " 到 " + max + " 的整数，写作 20",
             name + " is a whole number from " + min + " to " + max + ", written 20");
}

Result<std::uint32_t> needed_number_in(const json::object& object, const std::string& name,
                                       const Numbers& allowed) {
  const auto number = number_in(object, name, allowed);
  if (!number) return number.error();
  if (!*number) return bad("须写明 " + name + "：多少", name + " is missing: how many");
  return **number;
}

Result<void> fill_ask_units(const json::object& object, wire::AskUnits& wanted) {
  constexpr Numbers kUnits{.min = 1, .max = 100};
  wanted.set_area(text_in(object, "area"));
  wanted.set_skill(text_in(object, "skill"));
  wanted.set_task(text_in(object, "task"));
  if (wanted.area().empty() || wanted.skill().empty())
    return bad("须写明 area 和 skill：去哪里、要会什么",
               "area and skill are missing: where to, and what it must be able to do");
  const auto units = number_in(object, "units", kUnits);
  if (!units) return units.error();
  wanted.set_units(units->value_or(1));
  const auto level =
      object.contains("level") ? parse_level(text_in(object, "level")) : Level::yellow;
  if (!level || *level == Level::none)
    return bad("level 为 blue、yellow、orange 或 red；不写为 yellow",
               "level is blue, yellow, orange or red; yellow where it is missing");
  wanted.set_level(to_wire(*level));
  return {};
}

Result<void> fill_end_need(const json::object& object, wire::EndNeed& ended) {
  ended.set_note(text_in(object, "note"));
  return fill_ref(object, "need", *ended.mutable_need());
}

Result<void> fill_choose_unit(const json::object& object, wire::ChooseUnit& chosen) {
  const auto forbid = flag_in(object, "forbid");
  if (!forbid) return forbid.error();
  chosen.set_forbid(*forbid);
  chosen.set_unit(text_in(object, "unit"));
  chosen.set_note(text_in(object, "note"));
  if (chosen.unit().empty()) return bad("须写明 unit：哪支队伍", "unit is missing: which one");
  return fill_ref(object, "need", *chosen.mutable_need());
}

Result<void> fill_report_unit(const json::object& object, wire::ReportUnit& report) {
  const auto state = parse_unit_state(text_in(object, "state"));
  if (!state || *state == wire::UNIT_SENT)
    return bad("state 为 on_the_way、there、ready 或 out：出发、到了、待命、不能去",
               "state is on_the_way, there, ready or out");
  report.set_state(*state);
  report.set_unit(text_in(object, "unit"));
  report.set_at(text_in(object, "at"));
  report.set_note(text_in(object, "note"));
  if (report.unit().empty()) return bad("须写明 unit：哪支队伍", "unit is missing: which one");
  return {};
}

Result<void> fill_hold(const json::object& object, wire::Hold& hold) {
  constexpr Numbers kQuantity{.min = 1};
  hold.set_unit(text_in(object, "unit"));
  hold.set_supply(text_in(object, "supply"));
  hold.set_batch(text_in(object, "batch"));
  hold.set_held_for(text_in(object, "for"));
  if (hold.unit().empty() == hold.supply().empty())
    return bad("保留的是一支队伍（unit）或一种物资（supply），写一样",
               "a hold is of a unit or of a supply: give one of the two");
  if (hold.held_for().empty())
    return bad("须写明 for：留给谁、做什么", "for is missing: for whom and what for");
  if (hold.supply().empty()) return {};
  const auto quantity = needed_number_in(object, "quantity", kQuantity);
  if (!quantity) return quantity.error();
  hold.set_quantity(*quantity);
  return {};
}

// What is received is known from what was sent.
Result<void> fill_move_stock(const json::object& object, wire::MoveStock& move) {
  const auto kind = parse_stock_kind(text_in(object, "kind"));
  if (!kind)
    return bad("kind 为 in、out、counted、sent 或 received：入库、出库、盘点、发出、收到",
               "kind is in, out, counted, sent or received");
  move.set_kind(*kind);
  move.set_supply(text_in(object, "supply"));
  move.set_batch(text_in(object, "batch"));
  move.set_expires(text_in(object, "expires"));
  move.set_note(text_in(object, "note"));
  move.set_to(text_in(object, "to"));
  if (!move.expires().empty() && (move.expires().size() != kDateLength || !is_date(move.expires())))
    return bad("expires 为日期，写作 2027-05-31", "expires is a date, written 2027-05-31");
  if (*kind == wire::StockMoved::RECEIVED)
    return fill_ref(object, "shipment", *move.mutable_shipment());
  if (move.supply().empty())
    return bad("须写明 supply：哪种物资，supplies.csv 里的 id",
               "supply is missing: an id of supplies.csv");
  if (*kind == wire::StockMoved::SENT && move.to().empty())
    return bad("须写明 to：发往哪里", "to is missing: where it is sent");
  const auto quantity = needed_number_in(object, "quantity", {});
  if (!quantity) return quantity.error();
  move.set_quantity(*quantity);
  return {};
}

Result<void> fill_close_road(const json::object& object, wire::CloseRoad& road) {
  const auto open = flag_in(object, "open");
  if (!open) return open.error();
  road.set_open(*open);
  road.set_road(text_in(object, "road"));
  road.set_note(text_in(object, "note"));
  if (road.road().empty()) return bad("须写明 road：哪条路", "road is missing: which one");
  return {};
}

Result<void> fill_ask_aid(const json::object& object, wire::AskAid& aid) {
  constexpr Numbers kQuantity{.min = 1};
  aid.set_of(text_in(object, "of"));
  aid.set_what(text_in(object, "what"));
  aid.set_area(text_in(object, "area"));
  aid.set_note(text_in(object, "note"));
  if (aid.of().empty() || aid.what().empty())
    return bad("须写明 of 和 what：向谁求援、要什么",
               "of and what are missing: of whom it is asked, and what");
  const auto quantity = needed_number_in(object, "quantity", kQuantity);
  if (!quantity) return quantity.error();
  aid.set_quantity(*quantity);
  return {};
}

Result<void> fill_report_aid(const json::object& object, wire::ReportAid& report) {
  const auto state = parse_aid_state(text_in(object, "state"));
  if (!state || *state == wire::AID_WANTED)
    return bad(
        "state 为 asked、promised、refused、arrived 或 returned：已求、答应、拒绝、到了、已回",
        "state is asked, promised, refused, arrived or returned");
  report.set_state(*state);
  report.set_note(text_in(object, "note"));
  const auto quantity = number_in(object, "quantity", {});
  if (!quantity) return quantity.error();
  report.set_quantity(quantity->value_or(0));
  return fill_ref(object, "aid", *report.mutable_aid());
}

std::optional<Result<void>> fill_named(std::string_view name, const json::object& object,
                                       wire::Command& command) {
  if (name == "ask_units") return fill_ask_units(object, *command.mutable_ask_units());
  if (name == "end_need") return fill_end_need(object, *command.mutable_end_need());
  if (name == "choose_unit") return fill_choose_unit(object, *command.mutable_choose_unit());
  if (name == "report_unit") return fill_report_unit(object, *command.mutable_report_unit());
  if (name == "hold") return fill_hold(object, *command.mutable_hold());
  if (name == "release_hold")
    return fill_ref(object, "hold", *command.mutable_release_hold()->mutable_hold());
  if (name == "move_stock") return fill_move_stock(object, *command.mutable_move_stock());
  if (name == "close_road") return fill_close_road(object, *command.mutable_close_road());
  if (name == "ask_aid") return fill_ask_aid(object, *command.mutable_ask_aid());
  if (name == "report_aid") return fill_report_aid(object, *command.mutable_report_aid());
  return std::nullopt;
}

}  // namespace

std::optional<Result<void>> fill_ledger_command(std::string_view name, const json::object& object,
                                                wire::Command& command) {
  auto filled = fill_named(name, object, command);
  if (!filled) return std::nullopt;
  if (auto texts = check_texts(object, kTexts); !texts) return texts;
  return filled;
}

}  // namespace fenghuo::adapters
