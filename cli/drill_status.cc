#include "cli/drill_status.h"

#include <algorithm>
#include <boost/json/array.hpp>

namespace fenghuo::cli {

namespace json = boost::json;
using adapters::JsonStyle;
using simulator::Outcome;

namespace {

void put(json::object& out, const std::string& name, const Text& text, const JsonStyle& style) {
  out[name] = style.language == Language::zh ? text.zh : text.en;
  out[name + "_zh"] = text.zh;
  out[name + "_en"] = text.en;
}

void put(json::object& out, const char* name, Instant at, const JsonStyle& style) {
  out[name] = to_rfc3339(at, style.utc_offset);
}

// What may still come, and what must not come and may, is told when its time is over.
std::string_view verdict_of(const Outcome& outcome, Instant now, bool over) {
  const auto& one = *outcome.expectation;
  const bool met = outcome.verdict == Outcome::Verdict::met;
  const bool is_decided = one.never ? outcome.fact.has_value() : one.fact && met;
  if (!over && now < one.by && !is_decided) return "open";
  if (outcome.verdict == Outcome::Verdict::untold) return "untold";
  return met ? "met" : "missed";
}

json::object inject_json(const simulator::Inject& inject, const simulator::NightRecord& record,
                         const JsonStyle& style) {
  json::object out{{"id", inject.id}};
  put(out, "at", inject.at, style);
  put(out, "what", inject.what, style);
  const auto given = std::find_if(record.injects.begin(), record.injects.end(),
                                  [&](const auto& one) { return one.id == inject.id; });
  if (given == record.injects.end()) return out;
  put(out, "given_at", given->at, style);
  if (!given->refused.empty()) out["refused"] = given->refused;
  return out;
}

json::object expectation_json(const Outcome& outcome, Instant now, bool over,
                              const JsonStyle& style) {
  const auto& one = *outcome.expectation;
  json::object out{{"id", one.id}, {"objective", one.objective}};
  put(out, "what", one.what, style);
  put(out, "after", one.after, style);
  put(out, "by", one.by, style);
  out["verdict"] = verdict_of(outcome, now, over);
  if (outcome.fact && outcome.at) {
    put(out, "at", *outcome.at, style);
    out["fact"] = to_string(*outcome.fact);
  }
  return out;
}

}  // namespace

json::object drill_status(const simulator::Scenario& scenario, const simulator::NightRecord& record,
                          const std::vector<Outcome>& outcomes, Instant now, bool over,
                          const JsonStyle& style) {
  json::object out{{"scenario", scenario.id}, {"over", over}};
  put(out, "title", scenario.title, style);
  put(out, "starts_at", scenario.start, style);
  put(out, "ends_at", scenario.end, style);
  out["players"] = json::array(scenario.players.begin(), scenario.players.end());
  json::array objectives;
  for (const auto& objective : scenario.objectives) {
    json::object one{{"id", objective.id}};
    put(one, "title", objective.title, style);
    objectives.push_back(std::move(one));
  }
  out["objectives"] = std::move(objectives);
  std::vector<const simulator::Inject*> in_order;
  for (const auto& inject : scenario.injects) in_order.push_back(&inject);
  std::stable_sort(in_order.begin(), in_order.end(),
                   [](const auto* a, const auto* b) { return a->at < b->at; });
  json::array injects;
  for (const auto* inject : in_order) injects.push_back(inject_json(*inject, record, style));
  out["injects"] = std::move(injects);
  json::array expectations;
  for (const auto& outcome : outcomes)
    expectations.push_back(expectation_json(outcome, now, over, style));
  out["expectations"] = std::move(expectations);
  return out;
}

}  // namespace fenghuo::cli
