// resources.csv, volunteers.csv and supplies.csv: who can be sent, and what there is to hand out.
#include <algorithm>
#include <map>

#include "adapters/plan/table.h"
#include "engine/time.h"

namespace fenghuo::adapters {
namespace {

constexpr double kSeatsMax = 1'000;
constexpr double kQuantityMax = 1'000'000'000;

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};
constexpr Word<wire::Unit::Travel> kTravels[] = {{"", wire::Unit::CAR},
                                                 {"car", wire::Unit::CAR},
                                                 {"truck", wire::Unit::TRUCK},
                                                 {"foot", wire::Unit::FOOT}};
constexpr Word<wire::Unit::Owner> kOwners[] = {{"", wire::Unit::TOWNSHIP},
                                               {"township", wire::Unit::TOWNSHIP},
                                               {"volunteers", wire::Unit::VOLUNTEERS},
                                               {"neighbour", wire::Unit::NEIGHBOUR},
                                               {"county", wire::Unit::COUNTY}};

template <class Value, std::size_t N>
Value word_in(Table& table, std::size_t row, const char* column, const Word<Value> (&words)[N],
              const Text& fault) {
  const std::string text = table.field(row, column);
  for (const auto& one : words)
    if (one.word == text) return one.value;
  table.fault(row, column, fault);
  return words[0].value;
}

bool is_day(const std::string& text) {
  return text.size() == 10 && parse_rfc3339(text + "T00:00:00+00:00").has_value();
}

std::string day_in(Table& table, std::size_t row, const char* column) {
  std::string day = table.field(row, column);
  if (day.empty() || is_day(day)) return day;
  table.fault(row, column, {"日期写作 2027-05-31", "a day is written 2027-05-31"});
  return "";
}

/// 08:00-20:00, as minutes of the day.
void read_hours(Table& table, std::size_t row, wire::Unit& unit) {
  const std::string text = table.field(row, "hours");
  if (text.empty()) return;
  const auto minute = [&](std::size_t at) -> std::optional<std::uint32_t> {
    const auto digit = [&](std::size_t i) { return static_cast<std::uint32_t>(text[i] - '0'); };
    for (const std::size_t i : {at, at + 1, at + 3, at + 4})
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
    const std::uint32_t hours = digit(at) * 10 + digit(at + 1);
    const std::uint32_t minutes = digit(at + 3) * 10 + digit(at + 4);
    if (text[at + 2] != ':' || hours > 24 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
  };
  const bool whole = text.size() == 11 && text[5] == '-';
  const auto from = whole ? minute(0) : std::nullopt;
  const auto until = whole ? minute(6) : std::nullopt;
  if (!from || !until || *from == *until)
    return table.fault(row, "hours", {"hours 写作 08:00-20:00", "hours is written 08:00-20:00"});
  unit.set_from_min(*from);
  unit.set_until_min(*until);
}

void read_place(Table& table, std::size_t row, wire::Unit& unit) {
  const bool own = !table.field(row, "longitude").empty() && !table.field(row, "latitude").empty();
  unit.set_home(table.field(row, "home"));
  if (own) {
    unit.mutable_place()->set_longitude_deg(table.number(row, "longitude", -180, 180, 0));
    unit.mutable_place()->set_latitude_deg(table.number(row, "latitude", -90, 90, 0));
  }
  if (own != unit.home().empty())
    table.fault(
        row, "home",
        own ? Text{"home 和经纬度只写一样", "give home, or longitude and latitude, not both"}
            : Text{"没有写在哪里：home 写村、安置点等的编号，或写 longitude 和 latitude",
                   "it has no place: home is the id of a village or shelter; or give "
                   "longitude and latitude"});
}

void read_unit(Table& table, std::size_t row, const std::string& file, wire::Unit& unit) {
  unit.mutable_name()->set_zh(table.required(row, "name"));
  unit.mutable_name()->set_en(table.required(row, "name_en"));
  for (auto& skill : table.list(row, "skills")) unit.add_skills(std::move(skill));
  if (unit.skills().empty())
    table.fault(row, "skills",
                {"没有写会做什么（skills），派不出去", "without skills it is never sent"});
  unit.set_contact(table.required(row, "contact"));
  unit.set_stand_in(table.field(row, "stand_in"));
  unit.set_travel(word_in(table, row, "travel", kTravels,
                          {"travel 为 car、truck 或 foot", "travel is car, truck or foot"}));
  unit.set_seats(static_cast<std::uint32_t>(table.number(row, "seats", 0, kSeatsMax, 0)));
  unit.set_lying(static_cast<std::uint32_t>(table.number(row, "lying", 0, kSeatsMax, 0)));
  const Text owners{"owner 为 township、volunteers、neighbour 或 county",
                    "owner is township, volunteers, neighbour or county"};
  unit.set_owner(word_in(table, row, "owner", kOwners, owners));
  if (file == "volunteers.csv" && table.field(row, "owner").empty())
    unit.set_owner(wire::Unit::VOLUNTEERS);
  unit.set_organisation(table.field(row, "organisation"));
  unit.set_consent(day_in(table, row, "consent"));
  if (unit.owner() == wire::Unit::VOLUNTEERS && unit.consent().empty())
    table.fault(row, "consent",
                {"志愿者要写明哪一天同意应急时被叫（consent）",
                 "volunteers need the day on which they agreed to be called (consent)"});
  read_hours(table, row, unit);
  read_place(table, row, unit);
}

}  // namespace

void read_resources(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "name_en", "skills", "contact"},
              {"home", "stand_in", "travel", "seats", "lying", "owner", "organisation", "consent",
               "hours", "longitude", "latitude", "note"},
              draft);
  std::map<std::string, std::string> homes;
  for (const auto& unit : draft.plan.units()) homes[unit.id()] = unit.home();
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Unit& unit = *draft.plan.add_units();
    unit.set_id(table.required(row, "id"));
    read_unit(table, row, file.name, unit);
    const auto [before, fresh] = homes.emplace(unit.id(), unit.home());
    if (!fresh)
      table.fault(row, "id",
                  {"队伍“" + unit.id() + "”出现两次，一处在“" + before->second + "”，一处在“" +
                       unit.home() + "”",
                   "the unit '" + unit.id() + "' stands twice: at '" + before->second +
                       "' and at '" + unit.home() + "'"});
    const std::string path = "units[" + unit.id() + "]";
    draft.sources.add(path, table.place(row, "id"));
    for (const char* column : {"home", "contact", "stand_in", "skills"})
      draft.sources.add(path + "." + column, table.place(row, column));
  }
}

// One row a batch; what is said of the supply itself stands in its first row.
void read_supplies(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "name_en", "home", "measure", "quantity", "counted"},
              {"code", "batch", "expires", "minimum", "keeper", "next_test", "note"}, draft);
  std::map<std::string, int> index;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string id = table.required(row, "id");
    const auto [at, fresh] = index.emplace(id, draft.plan.supplies_size());
    if (fresh) draft.plan.add_supplies();
    wire::Supply& supply = *draft.plan.mutable_supplies(at->second);
    const std::string home = table.required(row, "home");
    if (fresh) {
      supply.set_id(id);
      supply.set_code(table.field(row, "code"));
      supply.mutable_name()->set_zh(table.required(row, "name"));
      supply.mutable_name()->set_en(table.required(row, "name_en"));
      supply.set_home(home);
      supply.set_measure(table.required(row, "measure"));
      supply.set_minimum(
          static_cast<std::uint32_t>(table.number(row, "minimum", 0, kQuantityMax, 0)));
      supply.set_keeper(table.field(row, "keeper"));
      supply.set_next_test(day_in(table, row, "next_test"));
      draft.sources.add("supplies[" + id + "]", table.place(row, "id"));
      draft.sources.add("supplies[" + id + "].home", table.place(row, "home"));
      draft.sources.add("supplies[" + id + "].keeper", table.place(row, "keeper"));
    } else if (home != supply.home()) {
      table.fault(row, "home",
                  {"“" + id + "”前面写在“" + supply.home() + "”；放在别处的另起一个编号",
                   "'" + id + "' stands at '" + supply.home() +
                       "' above; what is kept elsewhere has an id of its own"});
    }
    auto& batch = *supply.add_batches();
    batch.set_id(table.field(row, "batch"));
    batch.set_quantity(
        static_cast<std::uint32_t>(table.required_number(row, "quantity", 0, kQuantityMax)));
    batch.set_counted(day_in(table, row, "counted"));
    batch.set_expires(day_in(table, row, "expires"));
    const auto& all = supply.batches();
    if (std::count_if(all.begin(), all.end(),
                      [&](const auto& one) { return one.id() == batch.id(); }) > 1)
      table.fault(row, "batch",
                  {"“" + id + "”的批次“" + batch.id() + "”重复",
                   "the batch '" + batch.id() + "' of '" + id + "' stands twice"});
  }
}

}  // namespace fenghuo::adapters
