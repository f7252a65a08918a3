// Facts of exercises as JSON: what live holds, that it is over, what was put in and what was seen.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/fact_json.h"
#include "engine/fact.pb.h"

namespace fenghuo::adapters {

/// Fills in the fact's members and gives its word; null where it is no fact of an exercise.
const char* put_exercise_fact(boost::json::object& out, const wire::Fact& fact,
                              const JsonStyle& style);

/// {"scenario":..., "digest":..., "title":..., "players":[...]}
void put_drill(boost::json::object& out, const wire::DrillBegan& drill, const JsonStyle& style);
/// {"reason":..., "stopped_by": PERSON}, or the "live_level" of the live warning that ended it.
void put_end(boost::json::object& out, const wire::ExerciseStopped& stopped,
             const JsonStyle& style);

/// P, S, M or U, as HSEEP has them; empty where nothing is rated, or a newer program rated it.
std::string rating_word(wire::Rating rating);
/// Nothing where it is none of the four.
std::optional<wire::Rating> parse_rating(std::string_view word);

}  // namespace fenghuo::adapters
