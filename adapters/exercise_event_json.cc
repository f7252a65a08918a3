#include "adapters/exercise_event_json.h"

#include <boost/json/array.hpp>
#include <utility>

#include "adapters/exercise_fact_json.h"
#include "adapters/json_writer.h"

namespace fenghuo::adapters {

namespace json = boost::json;

const char* put_exercise_command(json::object& out, const wire::Command& command,
                                 const JsonStyle& style) {
  if (command.has_stop_exercise()) {
    put_text(out, "reason", command.stop_exercise().reason(), style);
    return "stop_exercise";
  }
  if (command.has_give_inject()) {
    out["inject"] = command.give_inject().inject();
    out["who"] = command.give_inject().person();
    put_text(out, "text", command.give_inject().text(), style);
    return "give_inject";
  }
  if (!command.has_note_exercise()) return nullptr;
  const auto& noted = command.note_exercise();
  out["objective"] = noted.objective();
  out["rating"] = rating_word(noted.rating());
  out["note"] = noted.note();
  if (noted.has_about()) out["about"] = ref_text(noted.about());
  return "note_exercise";
}

void put_live_told(json::object& out, const wire::LiveTold& told, const JsonStyle& style) {
  out["units"] = words_json(told.units());
  json::array supplies;
  for (const auto& held : told.supplies())
    supplies.push_back(
        {{"supply", held.supply()}, {"batch", held.batch()}, {"quantity", held.quantity()}});
  out["supplies"] = std::move(supplies);
  out["level"] = level_word(told.level());
  put_text(out, "headline", told.headline(), style);
}

}  // namespace fenghuo::adapters
