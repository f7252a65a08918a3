#include "adapters/everyday_fact_json.h"

#include <boost/json/array.hpp>

#include "adapters/fact_rows.h"
#include "adapters/json_writer.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

void put(json::object& out, const wire::RolesSwitched& fact, const JsonStyle& style) {
  out["emergency"] = fact.emergency();
  out["switched_by"] = fact.switched_by();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::ContactTestStarted& fact, const JsonStyle& style) {
  out["persons"] = words_json(fact.persons());
  out["started_by"] = fact.started_by();
  put_time(out, "answer_by", fact.answer_by_ms(), style);
}

void put(json::object& out, const wire::ContactTested& fact, const JsonStyle&) {
  out["test"] = ref_text(fact.test());
  out["person"] = fact.person();
  out["answered"] = fact.answered();
  if (!fact.detail().empty()) out["detail"] = fact.detail();
  out["took_s"] = static_cast<double>(fact.took_ms()) / 1000;
}

void put(json::object& out, const wire::ContactTestEnded& fact, const JsonStyle&) {
  out["test"] = ref_text(fact.test());
  out["asked"] = fact.asked();
  out["answered"] = fact.answered();
}

void put(json::object& out, const wire::ContactConfirmed& fact, const JsonStyle&) {
  out["person"] = fact.person();
  out["confirmed_by"] = fact.confirmed_by();
  if (!fact.note().empty()) out["note"] = fact.note();
}

void put(json::object& out, const wire::RoutineDue& fact, const JsonStyle& style) {
  out["routine"] = fact.routine();
  out["subject"] = fact.subject();
  out["area"] = fact.area();
  out["duty"] = fact.duty();
  out["holder"] = fact.holder();
  put_text(out, "task", fact.task(), style);
}

void put(json::object& out, const wire::RoutineReminded& fact, const JsonStyle& style) {
  out["routine"] = fact.routine();
  out["subject"] = fact.subject();
  out["area"] = fact.area();
  out["duty"] = fact.duty();
  out["holder"] = fact.holder();
  put_time(out, "due_since", fact.due_since_ms(), style);
}

void put(json::object& out, const wire::RoutineDone& fact, const JsonStyle&) {
  out["routine"] = fact.routine();
  out["subject"] = fact.subject();
  out["area"] = fact.area();
  out["done_by"] = fact.done_by();
  out["recorded_by"] = fact.recorded_by();
  out["found"] = fact.found();
  out["late_s"] = static_cast<double>(fact.late_ms()) / 1000;
  if (!fact.note().empty()) out["note"] = fact.note();
}

template <auto Get>
void put_as(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  put(out, (fact.*Get)(), style);
}

constexpr FactRow kKinds[] = {
    {wire::Fact::kRolesSwitched, "roles_switched", put_as<&wire::Fact::roles_switched>},
    {wire::Fact::kContactTestStarted, "contact_test_started",
     put_as<&wire::Fact::contact_test_started>},
    {wire::Fact::kContactTested, "contact_tested", put_as<&wire::Fact::contact_tested>},
    {wire::Fact::kContactTestEnded, "contact_test_ended", put_as<&wire::Fact::contact_test_ended>},
    {wire::Fact::kContactConfirmed, "contact_confirmed", put_as<&wire::Fact::contact_confirmed>},
    {wire::Fact::kRoutineDue, "routine_due", put_as<&wire::Fact::routine_due>},
    {wire::Fact::kRoutineReminded, "routine_reminded", put_as<&wire::Fact::routine_reminded>},
    {wire::Fact::kRoutineDone, "routine_done", put_as<&wire::Fact::routine_done>}};

}  // namespace

const char* put_everyday_fact(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  return put_by_row(kKinds, out, fact, style);
}

}  // namespace fenghuo::adapters
