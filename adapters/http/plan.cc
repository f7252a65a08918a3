// GET /api/v1/plan: the plan in force, for pages. Telephone numbers only for named people.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <set>

#include "adapters/http/api.h"
#include "adapters/json_writer.h"
#include "engine/property.h"
#include "engine/report_kinds.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

json::array villages_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  for (const auto& village : plan.villages()) {
    json::object item{{"id", village.id()},
                      {"adcode", village.adcode()},
                      {"people_at_risk", village.people_at_risk()},
                      {"longitude", village.longitude_deg()},
                      {"latitude", village.latitude_deg()}};
    put_text(item, "name", village.name(), style);
    put_text(item, "shelter", village.shelter(), style);
    out.push_back(std::move(item));
  }
  return out;
}

json::array stations_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  for (const auto& station : plan.stations()) {
    json::array covers;
    for (const auto& village : station.covers()) covers.emplace_back(village);
    json::object item{
        {"id", station.id()},
        {"report_interval_s", static_cast<double>(station.report_interval_ms()) / 1000},
        {"covers", std::move(covers)}};
    put_text(item, "name", station.name(), style);
    out.push_back(std::move(item));
  }
  return out;
}

json::array rules_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  for (const auto& rule : plan.rules()) {
    json::object levels;
    for (const auto& level : rule.levels()) levels[level_word(level.level())] = level.when();
    json::object item{
        {"id", rule.id()}, {"version", rule.version()}, {"levels", std::move(levels)}};
    put_text(item, "title", rule.title(), style);
    put_text(item, "source", rule.source(), style);
    out.push_back(std::move(item));
  }
  return out;
}

json::array shelters_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  for (const auto& shelter : plan.shelters()) {
    json::array villages;
    for (const auto& village : shelter.villages()) villages.emplace_back(village);
    json::object item{
        {"id", shelter.id()}, {"capacity", shelter.capacity()}, {"villages", std::move(villages)}};
    put_text(item, "name", shelter.name(), style);
    out.push_back(std::move(item));
  }
  return out;
}

template <class Named>
void put_named(json::array& out, const Named& all, const char* kind, const JsonStyle& style) {
  for (const auto& one : all) {
    json::object item{{"id", one.id()}, {"kind", kind}};
    put_text(item, "name", one.name(), style);
    out.push_back(std::move(item));
  }
}

// Where units and goods can be sent to besides villages and shelters.
json::array places_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  put_named(out, plan.hazard_points(), "hazard_point", style);
  put_named(out, plan.facilities(), "facility", style);
  return out;
}

json::array roads_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  put_named(out, plan.roads().roads(), "road", style);
  return out;
}

json::array playbooks_json(const wire::Plan& plan, const JsonStyle& style) {
  json::array out;
  for (const auto& playbook : plan.playbooks()) {
    json::array levels;
    for (const auto& response : playbook.responses())
      levels.emplace_back(level_word(response.level()));
    json::object item{{"id", playbook.id()}, {"levels", std::move(levels)}};
    put_text(item, "title", playbook.title(), style);
    out.push_back(std::move(item));
  }
  return out;
}

json::array report_kinds_json(const wire::Plan& plan) {
  json::array out;
  for (const auto& kind : report_kinds(plan)) {
    const Text words = report_words(kind);
    out.push_back({{"kind", kind}, {"zh", words.zh}, {"en", words.en}});
  }
  return out;
}

json::array properties_json() {
  json::array out;
  for (const auto& property : properties())
    out.push_back({{"name", property.name},
                   {"unit", property.unit},
                   {"decimals", property.decimals},
                   {"kind", property.kind == PropertyKind::state    ? "state"
                            : property.kind == PropertyKind::amount ? "amount"
                                                                    : "counter"},
                   {"name_zh", property.zh},
                   {"name_en", property.en}});
  return out;
}

}  // namespace

HttpResponse get_plan(const Service& service, const HttpRequest& request,
                      const std::optional<std::string>& you, bool with_phones) {
  const PlanInfo& info = *service.plan;
  const JsonStyle style = service.style(request);
  // Who lives in a household is for named people, as telephone numbers are.
  std::set<std::string> at_home;
  for (const auto& household : info.plan.households()) at_home.insert(household.id());
  json::array people;
  for (const auto& [id, person] : info.people) {
    if (!with_phones && at_home.contains(id)) continue;
    json::object item{{"id", id}, {"name", person.name}};
    if (with_phones) item["phone"] = person.phone;
    people.push_back(std::move(item));
  }
  json::object out{{"id", info.plan.id()},
                   {"version", info.version},
                   {"lane", to_string(service.lane)},
                   {"utc_offset_s", info.plan.utc_offset_s()},
                   {"villages", villages_json(info.plan, style)},
                   {"stations", stations_json(info.plan, style)},
                   {"rules", rules_json(info.plan, style)},
                   {"playbooks", playbooks_json(info.plan, style)},
                   {"shelters", shelters_json(info.plan, style)},
                   {"places", places_json(info.plan, style)},
                   {"roads", roads_json(info.plan, style)},
                   {"people", std::move(people)},
                   {"properties", properties_json()},
                   {"report_kinds", report_kinds_json(info.plan)}};
  put_text(out, "name", info.plan.name(), style);
  // On this machine a token that isn't understood is no fault: whoever sends one hears of it here.
  if (you) out["you"] = *you;
  return respond_json(request, HttpStatus::ok, out);
}

}  // namespace fenghuo::adapters
