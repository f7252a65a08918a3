#include "playbooks/exercise.h"

#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

bool is_of_plan(const wire::Plan& plan, const std::string& person) {
  return std::any_of(plan.people().begin(), plan.people().end(),
                     [&](const auto& one) { return one.id() == person; });
}

bool is_empty(const wire::Text& text) {
  return text.zh().empty() && text.en().empty();
}

bool is_too_long(const wire::Text& text) {
  return std::max(text.zh().size(), text.en().size()) > kExerciseTextBytesMax;
}

void refuse_as_too_long(Turn& turn, const wire::Command& command) {
  refuse(turn, command, "too_long",
         {"太长，每种语言最多 4096 字节", "too long: at most 4,096 bytes in each language"});
}

// What a player reads is no order of the exercise's own playbooks: it says who speaks.
wire::Effect put_to(const std::string& person, const std::string& area, const wire::Text& said,
                    FactId about) {
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel("webhook");
  message.set_person(person);
  message.set_area(area);
  message.set_purpose(wire::SendMessage::TELL);
  *message.mutable_about() = to_wire(about);
  const Text text{"【导调】" + said.zh(), "From the controller: " + said.en()};
  to_wire(text, *message.mutable_headline());
  to_wire(text, *message.mutable_text());
  return effect;
}

}  // namespace

void refuse_as_over(Turn& turn, const wire::Command& command) {
  refuse(turn, command, "exercise_is_over",
         {"演练已经中止，不再叫人、派人", "the exercise is over: nothing begins in it any more"});
}

void Exercise::apply(Turn& turn, const wire::Event& event) {
  if (event.has_machine_version()) is_exercise_ = event.machine_version().lane() == kExerciseLane;
  if (event.has_live_told() && is_exercise_) follow_live(turn, event.live_told());
  if (event.has_drill_began() && is_exercise_) begin_drill(turn, event.drill_began());
  if (event.has_command()) on_command(turn, event.command());
}

void Exercise::begin_drill(Turn& turn, const wire::DrillBegan& began) {
  if (drill_ || end_) return;
  drill_ = Drill{.scenario = began.scenario(),
                 .digest = began.digest(),
                 .title = from_wire(began.title()),
                 .players = {began.players().begin(), began.players().end()},
                 .began_at = turn.now()};
  wire::Fact fact;
  *fact.mutable_drill_began() = began;
  turn.conclude(std::move(fact));
}

void Exercise::follow_live(Turn& turn, const wire::LiveTold& told) {
  hold_live(turn, told);
  const Level level = level_from_wire(told.level()).value_or(Level::none);
  if (end_ || above(kEndsExercise, level)) return;
  const Text headline = from_wire(told.headline());
  const Text name = name_of(level);
  stop(turn,
       {"实战预警：" + (headline.zh.empty() ? name.zh : headline.zh),
        "a live warning: " + (headline.en.empty() ? name.en : headline.en)},
       "", level);
}

// It is told whole each time; what has changed is worked out here, so nothing told twice counts
// twice.
void Exercise::hold_live(Turn& turn, const wire::LiveTold& told) {
  std::set<std::string> now;
  for (const auto& unit : told.units())
    if (now.size() < kUnitsHeldLiveMax) now.insert(unit);
  if (now == held_live_) return;
  wire::Fact fact;
  auto& held = *fact.mutable_live_held();
  for (const auto& unit : now) {
    held.add_units(unit);
    if (!held_live_.contains(unit)) held.add_taken(unit);
  }
  for (const auto& unit : held_live_)
    if (!now.contains(unit)) held.add_given_back(unit);
  turn.conclude(std::move(fact));
  held_live_ = std::move(now);
}

void Exercise::on_command(Turn& turn, const wire::Command& command) {
  const bool ours =
      command.has_stop_exercise() || command.has_give_inject() || command.has_note_exercise();
  if (!ours) return;
  if (!is_exercise_)
    return refuse(turn, command, "only_in_exercise",
                  {"这是实战，没有演练可言", "this is live: there is no exercise here"});
  if (command.has_stop_exercise()) return on_stop(turn, command);
  if (command.has_give_inject()) return on_give_inject(turn, command);
  on_note(turn, command);
}

// One is enough, whoever it is: what is real is seen by anybody.
void Exercise::on_stop(Turn& turn, const wire::Command& command) {
  const auto& reason = command.stop_exercise().reason();
  if (end_)
    return refuse(turn, command, "stopped_already",
                  {"演练已经中止", "the exercise has been stopped already"});
  if (!is_of_plan(turn.plan(), command.person_id()))
    return refuse(turn, command, "no_such_person",
                  {"people.csv 里没有“" + command.person_id() + "”",
                   "people.csv has no '" + command.person_id() + "'"});
  if (is_empty(reason))
    return refuse(turn, command, "no_reason",
                  {"须写明为什么中止", "say why the exercise is stopped"});
  if (is_too_long(reason)) return refuse_as_too_long(turn, command);
  stop(turn, from_wire(reason), command.person_id(), Level::none);
}

void Exercise::stop(Turn& turn, const Text& reason, const std::string& by, Level live_level) {
  end_ = End{.reason = reason, .stopped_by = by, .live_level = live_level, .at = turn.now()};
  wire::Fact fact;
  auto& stopped = *fact.mutable_exercise_stopped();
  to_wire(reason, *stopped.mutable_reason());
  stopped.set_stopped_by(by);
  stopped.set_live_level(to_wire(live_level));
  turn.conclude(std::move(fact));
}

void Exercise::on_give_inject(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.give_inject();
  if (end_) return refuse_as_over(turn, command);
  if (is_empty(wanted.text()))
    return refuse(turn, command, "no_text",
                  {"须写明导调消息的内容（text）", "an inject says something (text)"});
  if (is_too_long(wanted.text())) return refuse_as_too_long(turn, command);
  if (!wanted.person().empty() && !is_of_plan(turn.plan(), wanted.person()))
    return refuse(turn, command, "no_such_person",
                  {"people.csv 里没有“" + wanted.person() + "”",
                   "people.csv has no '" + wanted.person() + "'"});
  wire::Fact fact;
  auto& given = *fact.mutable_inject_given();
  given.set_inject(wanted.inject());
  given.set_person(wanted.person());
  *given.mutable_text() = wanted.text();
  given.set_given_by(command.person_id());
  const FactId told = turn.conclude(std::move(fact));
  if (wanted.person().empty()) return;  // for everybody, on the page
  turn.owe(put_to(wanted.person(), turn.plan().id(), wanted.text(), told));
}

// Evaluators write after the end as well.
void Exercise::on_note(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.note_exercise();
  if (wanted.rating() < wire::RATING_NONE || wanted.rating() > wire::RATING_U)
    return refuse(turn, command, "bad_rating", {"评级为 P、S、M 或 U", "a rating is P, S, M or U"});
  if (wanted.note().empty() && wanted.rating() == wire::RATING_NONE)
    return refuse(turn, command, "empty_note",
                  {"须写明看到了什么（note），或评级（rating）",
                   "a note says what was seen (note), or rates it (rating)"});
  if (wanted.note().size() > kExerciseTextBytesMax) return refuse_as_too_long(turn, command);
  if (wanted.has_about() && from_wire(wanted.about()).offset >= turn.offset())
    return refuse(turn, command, "no_such_fact",
                  {"日志里还没有这条事实（about）", "the log has no such fact yet (about)"});
  wire::Fact fact;
  auto& noted = *fact.mutable_exercise_noted();
  noted.set_objective(wanted.objective());
  noted.set_rating(wanted.rating());
  noted.set_note(wanted.note());
  if (wanted.has_about()) *noted.mutable_about() = wanted.about();
  noted.set_noted_by(command.person_id());
  turn.conclude(std::move(fact));
}

void Exercise::describe(wire::Standing& out, const wire::Plan&, const Datastreams&) const {
  if (!is_exercise_) return;
  auto& exercise = *out.mutable_exercise();
  if (drill_) {
    auto& drill = *exercise.mutable_drill();
    drill.set_scenario(drill_->scenario);
    drill.set_digest(drill_->digest);
    to_wire(drill_->title, *drill.mutable_title());
    for (const auto& player : drill_->players) drill.add_players(player);
    exercise.set_began_at_ms(ms_of(drill_->began_at));
  }
  if (!end_) return;
  auto& stopped = *exercise.mutable_stopped();
  to_wire(end_->reason, *stopped.mutable_reason());
  stopped.set_stopped_by(end_->stopped_by);
  stopped.set_live_level(to_wire(end_->live_level));
  exercise.set_stopped_at_ms(ms_of(end_->at));
}

void Exercise::save(StateWriter& writer) const {
  writer(is_exercise_, drill_, end_, held_live_);
}

void Exercise::load(StateReader& reader, const wire::Plan&, const Datastreams&) {
  reader(is_exercise_, drill_, end_, held_live_);
  if ((drill_ || end_) && !is_exercise_) reader.fail();
}

}  // namespace fenghuo::playbooks
