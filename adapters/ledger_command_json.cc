#include "adapters/ledger_command_json.h"

#include <cstddef>

#include "adapters/json_writer.h"
#include "adapters/ledger_words.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

void put(json::object& out, const wire::AskUnits& wanted) {
  out["area"] = wanted.area();
  out["skill"] = wanted.skill();
  out["units"] = wanted.units();
  out["level"] = level_word(wanted.level());
  out["task"] = wanted.task();
}

void put(json::object& out, const wire::EndNeed& ended) {
  out["need"] = ref_text(ended.need());
  out["note"] = ended.note();
}

void put(json::object& out, const wire::ChooseUnit& chosen) {
  out["need"] = ref_text(chosen.need());
  out["unit"] = chosen.unit();
  out["forbid"] = chosen.forbid();
  out["note"] = chosen.note();
}

void put(json::object& out, const wire::ReportUnit& report) {
  out["unit"] = report.unit();
  out["state"] = word_of(report.state());
  out["at"] = report.at();
  out["note"] = report.note();
}

void put(json::object& out, const wire::Hold& hold) {
  if (!hold.unit().empty()) out["unit"] = hold.unit();
  if (!hold.supply().empty()) {
    out["supply"] = hold.supply();
    out["batch"] = hold.batch();
    out["quantity"] = hold.quantity();
  }
  out["for"] = hold.held_for();
}

void put(json::object& out, const wire::ReleaseHold& released) {
  out["hold"] = ref_text(released.hold());
}

void put(json::object& out, const wire::MoveStock& move) {
  out["kind"] = word_of(move.kind());
  if (move.has_shipment()) out["shipment"] = ref_text(move.shipment());
  if (!move.supply().empty()) {
    out["supply"] = move.supply();
    out["batch"] = move.batch();
    out["quantity"] = move.quantity();
  }
  if (!move.expires().empty()) out["expires"] = move.expires();
  if (!move.to().empty()) out["to"] = move.to();
  out["note"] = move.note();
}

void put(json::object& out, const wire::CloseRoad& road) {
  out["road"] = road.road();
  out["open"] = road.open();
  out["note"] = road.note();
}

void put(json::object& out, const wire::AskAid& aid) {
  out["of"] = aid.of();
  out["what"] = aid.what();
  out["quantity"] = aid.quantity();
  out["area"] = aid.area();
  out["note"] = aid.note();
}

void put(json::object& out, const wire::ReportAid& report) {
  out["aid"] = ref_text(report.aid());
  out["state"] = word_of(report.state());
  if (report.quantity() > 0) out["quantity"] = report.quantity();
  out["note"] = report.note();
}

template <auto Get>
void put_as(json::object& out, const wire::Command& command) {
  put(out, (command.*Get)());
}

struct Row {
  wire::Command::KindCase kind;
  const char* word;
  void (*put)(json::object&, const wire::Command&);
};
constexpr Row kCommands[] = {
    {wire::Command::kAskUnits, "ask_units", put_as<&wire::Command::ask_units>},
    {wire::Command::kEndNeed, "end_need", put_as<&wire::Command::end_need>},
    {wire::Command::kChooseUnit, "choose_unit", put_as<&wire::Command::choose_unit>},
    {wire::Command::kReportUnit, "report_unit", put_as<&wire::Command::report_unit>},
    {wire::Command::kHold, "hold", put_as<&wire::Command::hold>},
    {wire::Command::kReleaseHold, "release_hold", put_as<&wire::Command::release_hold>},
    {wire::Command::kMoveStock, "move_stock", put_as<&wire::Command::move_stock>},
    {wire::Command::kCloseRoad, "close_road", put_as<&wire::Command::close_road>},
    {wire::Command::kAskAid, "ask_aid", put_as<&wire::Command::ask_aid>},
    {wire::Command::kReportAid, "report_aid", put_as<&wire::Command::report_aid>}};

}  // namespace

const char* put_ledger_command(json::object& out, const wire::Command& command) {
  for (const auto& row : kCommands) {
    if (row.kind != command.kind_case()) continue;
    row.put(out, command);
    return row.word;
  }
  return nullptr;
}

}  // namespace fenghuo::adapters
