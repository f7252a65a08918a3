// households.csv, facilities.csv and shelters.csv: who is to be moved, who sees to them, where they
// go.
#include <set>

#include "adapters/plan/table.h"

namespace fenghuo::adapters {
namespace {

constexpr double kPeopleMax = 100'000;

std::uint32_t people_in(Table& table, std::size_t row, std::string_view column) {
  return static_cast<std::uint32_t>(table.required_number(row, column, 0, kPeopleMax));
}

std::uint32_t need_help_in(Table& table, std::size_t row) {
  return static_cast<std::uint32_t>(table.number(row, "need_help", 0, kPeopleMax, 0));
}

// The id of the row, which stands once in households and facilities together: a count names it.
std::string id_of(Table& table, std::size_t row, std::set<std::string>& seen) {
  std::string id = table.required(row, "id");
  if (!id.empty() && !seen.insert(id).second)
    table.fault(row, "id", {"“" + id + "”重复", "'" + id + "' stands twice"});
  return id;
}

void check_help(Table& table, std::size_t row, std::uint32_t people, std::uint32_t need_help) {
  if (need_help > people && !table.field(row, "people").empty())
    table.fault(row, "need_help",
                {"要帮助的人比总人数还多", "more people need help than there are"});
}

std::set<std::string> known(const wire::Plan& plan) {
  std::set<std::string> ids;
  for (const auto& household : plan.households()) ids.insert(household.id());
  for (const auto& facility : plan.facilities()) ids.insert(facility.id());
  return ids;
}

}  // namespace

void read_households(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "village", "people"},
              {"need_help", "helper", "stand_in", "name", "note"}, draft);
  auto seen = known(draft.plan);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Household& household = *draft.plan.add_households();
    household.set_id(id_of(table, row, seen));
    household.set_village(table.required(row, "village"));
    household.set_people(people_in(table, row, "people"));
    household.set_need_help(need_help_in(table, row));
    household.set_helper(table.field(row, "helper"));
    household.set_stand_in(table.field(row, "stand_in"));
    check_help(table, row, household.people(), household.need_help());
    const std::string path = "households[" + household.id() + "]";
    draft.sources.add(path, table.place(row, "id"));
    draft.sources.add(path + ".village", table.place(row, "village"));
    draft.sources.add(path + ".helper", table.place(row, "helper"));
    draft.sources.add(path + ".stand_in", table.place(row, "stand_in"));
    if (!table.field(row, "name").empty())
      draft.people.push_back({household.id(), table.field(row, "name"), ""});
  }
}

void read_facilities(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "name_en", "village", "people", "contact", "stand_in"},
              {"need_help", "note"}, draft);
  auto seen = known(draft.plan);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Facility& facility = *draft.plan.add_facilities();
    facility.set_id(id_of(table, row, seen));
    facility.mutable_name()->set_zh(table.required(row, "name"));
    facility.mutable_name()->set_en(table.required(row, "name_en"));
    facility.set_village(table.required(row, "village"));
    facility.set_people(people_in(table, row, "people"));
    facility.set_need_help(need_help_in(table, row));
    facility.set_contact(table.required(row, "contact"));
    facility.set_stand_in(table.required(row, "stand_in"));
    check_help(table, row, facility.people(), facility.need_help());
    const std::string path = "facilities[" + facility.id() + "]";
    draft.sources.add(path, table.place(row, "id"));
    draft.sources.add(path + ".village", table.place(row, "village"));
    draft.sources.add(path + ".contact", table.place(row, "contact"));
    draft.sources.add(path + ".stand_in", table.place(row, "stand_in"));
  }
}

void read_shelters(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"id", "name", "name_en", "capacity", "villages", "floods"},
              {"longitude", "latitude", "note"}, draft);
  std::set<std::string> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Shelter& shelter = *draft.plan.add_shelters();
    shelter.set_id(id_of(table, row, seen));
    shelter.mutable_name()->set_zh(table.required(row, "name"));
    shelter.mutable_name()->set_en(table.required(row, "name_en"));
    shelter.set_capacity(people_in(table, row, "capacity"));
    for (auto& village : table.list(row, "villages")) shelter.add_villages(std::move(village));
    const std::string floods = table.required(row, "floods");
    if (floods != "yes" && floods != "no" && !floods.empty())
      table.fault(row, "floods",
                  {"floods 写 yes 或 no：它自己会不会进水、是不是在危险区",
                   "floods is yes or no: whether it lies in the danger area itself"});
    shelter.set_floods(floods == "yes");
    if (!table.field(row, "longitude").empty() && !table.field(row, "latitude").empty()) {
      shelter.mutable_place()->set_longitude_deg(table.number(row, "longitude", -180, 180, 0));
      shelter.mutable_place()->set_latitude_deg(table.number(row, "latitude", -90, 90, 0));
    }
    const std::string path = "shelters[" + shelter.id() + "]";
    draft.sources.add(path, table.place(row, "id"));
    draft.sources.add(path + ".villages", table.place(row, "villages"));
    draft.sources.add(path + ".floods", table.place(row, "floods"));
    draft.sources.add(path + ".capacity", table.place(row, "capacity"));
  }
}

}  // namespace fenghuo::adapters
