#include "adapters/exercise_fact_json.h"

#include <boost/json/array.hpp>
#include <utility>

#include "adapters/fact_rows.h"
#include "adapters/json_writer.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

constexpr std::pair<wire::Rating, std::string_view> kRatings[] = {
    {wire::RATING_P, "P"}, {wire::RATING_S, "S"}, {wire::RATING_M, "M"}, {wire::RATING_U, "U"}};

void put(json::object& out, const wire::DrillBegan& fact, const JsonStyle& style) {
  put_drill(out, fact, style);
}

void put(json::object& out, const wire::LiveHeld& fact, const JsonStyle&) {
  out["units"] = words_json(fact.units());
  out["taken"] = words_json(fact.taken());
  out["given_back"] = words_json(fact.given_back());
}

void put(json::object& out, const wire::ExerciseStopped& fact, const JsonStyle& style) {
  put_end(out, fact, style);
}

void put(json::object& out, const wire::InjectGiven& fact, const JsonStyle& style) {
  out["inject"] = fact.inject();
  out["person"] = fact.person();
  put_text(out, "text", fact.text(), style);
  out["given_by"] = fact.given_by();
}

void put(json::object& out, const wire::ExerciseNoted& fact, const JsonStyle&) {
  out["objective"] = fact.objective();
  out["rating"] = rating_word(fact.rating());
  out["note"] = fact.note();
  if (fact.has_about()) out["about"] = ref_text(fact.about());
  out["noted_by"] = fact.noted_by();
}

template <auto Get>
void put_as(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  put(out, (fact.*Get)(), style);
}

constexpr FactRow kKinds[] = {
    {wire::Fact::kLiveHeld, "live_held", put_as<&wire::Fact::live_held>},
    {wire::Fact::kExerciseStopped, "exercise_stopped", put_as<&wire::Fact::exercise_stopped>},
    {wire::Fact::kInjectGiven, "inject_given", put_as<&wire::Fact::inject_given>},
    {wire::Fact::kExerciseNoted, "exercise_noted", put_as<&wire::Fact::exercise_noted>},
    {wire::Fact::kDrillBegan, "drill_began", put_as<&wire::Fact::drill_began>}};

}  // namespace

void put_drill(json::object& out, const wire::DrillBegan& drill, const JsonStyle& style) {
  out["scenario"] = drill.scenario();
  out["digest"] = drill.digest();
  put_text(out, "title", drill.title(), style);
  out["players"] = words_json(drill.players());
}

void put_end(json::object& out, const wire::ExerciseStopped& stopped, const JsonStyle& style) {
  put_text(out, "reason", stopped.reason(), style);
  if (stopped.stopped_by().empty())
    out["live_level"] = level_word(stopped.live_level());
  else
    out["stopped_by"] = stopped.stopped_by();
}

const char* put_exercise_fact(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  return put_by_row(kKinds, out, fact, style);
}

std::string rating_word(wire::Rating rating) {
  for (const auto& [value, word] : kRatings)
    if (value == rating) return std::string(word);
  return "";
}

std::optional<wire::Rating> parse_rating(std::string_view text) {
  for (const auto& [value, word] : kRatings)
    if (word == text) return value;
  return std::nullopt;
}

}  // namespace fenghuo::adapters
