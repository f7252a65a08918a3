// stations.csv, people.csv and roster.csv.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "adapters/plan/reviews.h"
#include "adapters/plan/table.h"

namespace fenghuo::adapters {
namespace {

// +, digits and what people put between them.
bool is_phone(const std::string& text) {
  const auto digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 5 && digits <= 15 &&
         text.find_first_not_of("+0123456789 -") == std::string::npos &&
         text.find('+', 1) == std::string::npos;
}

// A spreadsheet takes 0061230101 for a number, and writes 61230101 back.
void look_for_lost_zeros(Table& table, PlanDraft& draft) {
  std::map<std::size_t, std::vector<std::size_t>> by_length;  // rows whose ids are digits alone
  std::size_t all = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string id = table.field(row, "id");
    if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos) continue;
    by_length[id.size()].push_back(row);
    ++all;
  }
  if (by_length.size() < 2) return;
  const auto& shortest = by_length.begin()->second;
  if (shortest.size() > 1 && shortest.size() * 2 >= all) return;
  const std::size_t usual = std::next(by_length.begin())->first;
  const auto& others = std::next(by_length.begin())->second;
  const bool zeros_elsewhere = std::any_of(others.begin(), others.end(), [&](std::size_t row) {
    return table.field(row, "id").starts_with('0');
  });
  if (!zeros_elsewhere) return;
  for (const std::size_t row : shortest) {
    const std::string id = table.field(row, "id");
    const std::string padded = std::string(usual - id.size(), '0') + id;
    draft.notice(table.place(row, "id"),
                 {"测站编号“" + id + "”比多数短：Excel 会去掉开头的 0，是否应为“" + padded +
                      "”？把这一列设为文本再改",
                  "the station id '" + id +
                      "' is shorter than most: Excel strips zeros at the beginning; did you "
                      "mean '" +
                      padded + "'? Make the column text, then mend it"});
  }
}

}  // namespace

void read_stations(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "name_en", "covers", "report_interval_min"},
              {"longitude", "latitude", "catchment", "depends_on", "note"}, draft);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Station& station = *draft.plan.add_stations();
    station.set_id(table.required(row, "id"));
    draft.sources.add("stations[" + station.id() + "]", table.place(row, "id"));
    draft.sources.add("stations[" + station.id() + "].covers", table.place(row, "covers"));
    draft.sources.add("stations[" + station.id() + "].longitude", table.place(row, "longitude"));
    if (!station.id().empty() && !seen.insert(station.id()).second)
      table.fault(
          row, "id",
          {"测站“" + station.id() + "”重复", "the station '" + station.id() + "' stands twice"});
    station.mutable_name()->set_zh(table.required(row, "name"));
    station.mutable_name()->set_en(table.required(row, "name_en"));
    for (auto& village : table.list(row, "covers")) station.add_covers(std::move(village));
    const double minutes = table.number(row, "report_interval_min", 1.0 / 60, 1440, 60);
    station.set_report_interval_ms(static_cast<std::int64_t>(minutes * 60'000));
    station.set_catchment(table.field(row, "catchment"));
    if (!table.field(row, "longitude").empty() && !table.field(row, "latitude").empty()) {
      station.set_longitude_deg(table.number(row, "longitude", -180, 180, 0));
      station.set_latitude_deg(table.number(row, "latitude", -90, 90, 0));
    }
    for (auto& need : table.list(row, "depends_on")) station.add_depends_on(std::move(need));
  }
  look_for_lost_zeros(table, draft);
}

void read_people(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "phone"}, {"confirmed", "depends_on", "note"}, draft);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    Person person{table.required(row, "id"), table.required(row, "name"),
                  table.field(row, "phone")};
    if (!person.id.empty() && !seen.insert(person.id).second)
      table.fault(row, "id",
                  {"人员“" + person.id + "”重复", "the person '" + person.id + "' stands twice"});
    if (person.phone.empty())
      table.fault(row, "phone", {"没有写电话", "no telephone number is given"});
    else if (!is_phone(person.phone))
      table.fault(
          row, "phone",
          {"“" + person.phone + "”不是电话号码", "'" + person.phone + "' is no telephone number"});
    auto& known = *draft.plan.add_people();
    known.set_id(person.id);
    known.set_confirmed(table.field(row, "confirmed"));
    draft.sources.add("people[" + person.id + "].phone", table.place(row, "phone"));
    draft.sources.add("people[" + person.id + "].confirmed", table.place(row, "confirmed"));
    for (auto& need : table.list(row, "depends_on")) known.add_depends_on(std::move(need));
    if (!known.confirmed().empty() && !is_date(known.confirmed()))
      table.fault(row, "confirmed",
                  {"“" + known.confirmed() + "”不是日期，写作 2026-04-20",
                   "'" + known.confirmed() + "' is no date; it is written 2026-04-20"});
    draft.people.push_back(std::move(person));
  }
}

void read_roster(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"area", "duty", "holder", "stand_in"}, {"when", "note"}, draft);
  draft.sources.add("roster", Place{file.name, 1, 1});
  std::set<std::tuple<std::string, std::string, bool>> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Duty& duty = *draft.plan.add_roster();
    duty.set_area(table.required(row, "area"));
    duty.set_duty(table.required(row, "duty"));
    duty.set_holder(table.required(row, "holder"));
    duty.set_stand_in(table.field(row, "stand_in"));
    const std::string when = table.field(row, "when");
    duty.set_emergency(when == "emergency");
    if (!when.empty() && when != "emergency" && when != "always")
      table.fault(row, "when",
                  {"when 为 emergency（只在应急状态）或 always",
                   "when is emergency (only while the emergency roles are in force) or always"});
    const std::string path = "roster[" + std::to_string(draft.plan.roster_size() - 1) + "]";
    draft.sources.add(path + ".area", table.place(row, "area"));
    draft.sources.add(path + ".duty", table.place(row, "duty"));
    draft.sources.add(path + ".holder", table.place(row, "holder"));
    draft.sources.add(path + ".stand_in", table.place(row, "stand_in"));
    if (!seen.emplace(duty.area(), duty.duty(), duty.emergency()).second)
      table.fault(row, "duty",
                  {"同一地点的同一职责写了两行，B 角写在 stand_in 列",
                   "this duty stands twice for the area; a stand-in goes into the column "
                   "stand_in"});
  }
}

}  // namespace fenghuo::adapters
