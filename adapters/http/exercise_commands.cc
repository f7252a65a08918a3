//   {"command": "stop_exercise", "reason": "..."}
//   {"command": "give_inject", "inject": "bridge-out", "who": PERSON, "text": "..."}
//   {"command": "note_exercise", "objective": "calls", "rating": "P" | "S" | "M" | "U",
//    "note": "...", "about": "812.6"}
#include "adapters/http/exercise_commands.h"

#include <boost/json.hpp>
#include <string>

#include "adapters/exercise_fact_json.h"
#include "adapters/http/command_fields.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

constexpr const char* kTexts[] = {"reason", "inject", "who", "text", "objective", "note"};

// As one person writes it, in the language that the person has.
void set_both(wire::Text& text, const std::string& said) {
  text.set_zh(said);
  text.set_en(said);
}

Result<void> fill_stop(const json::object& object, wire::StopExercise& stop) {
  const std::string reason = text_in(object, "reason");
  if (reason.empty())
    return bad("须写明 reason：为什么中止", "reason is missing: why the exercise is stopped");
  set_both(*stop.mutable_reason(), reason);
  return {};
}

Result<void> fill_inject(const json::object& object, wire::GiveInject& inject) {
  inject.set_inject(text_in(object, "inject"));
  inject.set_person(text_in(object, "who"));
  const std::string text = text_in(object, "text");
  if (text.empty())
    return bad("须写明 text：给演练的人看的话", "text is missing: what the players are told");
  set_both(*inject.mutable_text(), text);
  return {};
}

Result<void> fill_note(const json::object& object, wire::NoteExercise& noted) {
  noted.set_objective(text_in(object, "objective"));
  noted.set_note(text_in(object, "note"));
  const json::value* rated = object.if_contains("rating");
  if (rated != nullptr && *rated != "") {
    const auto rating = parse_rating(text_in(object, "rating"));
    if (!rating)
      return bad("rating 为 P、S、M 或 U：顺利完成、有些问题、问题很大、没能完成",
                 "rating is P, S, M or U: performed, with some challenges, with major challenges, "
                 "unable to be performed");
    noted.set_rating(*rating);
  }
  return object.contains("about") ? fill_ref(object, "about", *noted.mutable_about())
                                  : Result<void>();
}

std::optional<Result<void>> fill_named(std::string_view name, const json::object& object,
                                       wire::Command& command) {
  if (name == "stop_exercise") return fill_stop(object, *command.mutable_stop_exercise());
  if (name == "give_inject") return fill_inject(object, *command.mutable_give_inject());
  if (name == "note_exercise") return fill_note(object, *command.mutable_note_exercise());
  return std::nullopt;
}

}  // namespace

std::optional<Result<void>> fill_exercise_command(std::string_view name, const json::object& object,
                                                  wire::Command& command) {
  auto filled = fill_named(name, object, command);
  if (!filled) return std::nullopt;
  if (auto texts = check_texts(object, kTexts); !texts) return texts;
  return filled;
}

}  // namespace fenghuo::adapters
