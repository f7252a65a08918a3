#include "cli/drill_player.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <utility>

#include "cli/drill/moment.h"
#include "cli/drill/night_facts.h"
#include "cli/drill_status.h"
#include "cli/township.h"
#include "engine/replay.h"
#include "engine/wire_text.h"
#include "playbooks/handbook.h"

namespace fenghuo::cli {
namespace {

/// How slow and how fast an exercise may run: at most a day in a second and a half.
constexpr double kRateMin = 0.001;
constexpr double kRateMax = 60'000;
/// For a gateway to take what everybody is told at the end, and how often that is looked at.
constexpr std::chrono::seconds kTellWithin{10};
constexpr std::chrono::milliseconds kLookAgain{100};
/// A jump takes no step that is longer: ladders climb by the minute.
constexpr Span kJumpStep = std::chrono::minutes{1};

/// A controller's word: told, of no incident, and about the record that it comes from.
bool is_of_controller(EffectId id, const wire::SendMessage& message) {
  return message.purpose() == wire::SendMessage::TELL && !message.has_incident() &&
         message.about().offset() == id.offset.value;
}

std::pair<std::string, std::string> words_of(const std::string& line) {
  const auto blank = line.find(' ');
  if (blank == std::string::npos) return {line, ""};
  return {line.substr(0, blank), line.substr(blank + 1)};
}

}  // namespace

DrillPlayer::DrillPlayer(LaneHost& host, const wire::PlanChanged& plan,
                         simulator::Scenario scenario, const std::vector<std::string>& controllers)
    : host_(host),
      clock_(host.clock()),
      plan_(plan),
      scenario_(std::move(scenario)),
      controllers_(controllers.begin(), controllers.end()),
      ways_(plan_.plan()),
      watch_(scenario_),
      world_(plan_.plan(), ways_, scenario_, agenda_, record_,
             [this](Submission submission) { submit(std::move(submission)); }),
      timer_(host.io()) {
  world_.hand_over_to([this](EffectId id, const wire::SendMessage&) { send_on(id); });
  record_.start = scenario_.start;
  record_.end = scenario_.end;
}

Result<void> DrillPlayer::begin(const std::string& digest, double rate,
                                std::function<void()> over_but_open, std::function<void()> ended) {
  over_but_open_ = std::move(over_but_open);
  ended_ = std::move(ended);
  const wire::StandingExercise& exercise = host_.standing_at_start().exercise();
  const bool goes_on = exercise.has_drill();
  agenda_.pass_to(goes_on ? instant_ms(exercise.began_at_ms()) : clock_.now());
  world_.begin();
  ask_of_standing();
  if (goes_on) {
    if (auto ok = catch_up(instant_ms(exercise.began_at_ms())); !ok) return ok.error();
  } else {
    tell_that_it_begins(digest);
  }
  // Then everybody is told that it is over; where nobody can say so, it just ends.
  agenda_.plan(scenario_.end, [this] {
    if (!stop({"情景结束", "the scenario is over"}, duty_officer(), "cli")) over_ = true;
  });
  host_.feed().listen([this](const Entry& entry) { hear(entry); });
  host_.divert([this](EffectId id, const wire::Effect& effect) { return take(id, effect); });
  host_.set_drill(*this);
  for (auto& submission : unsaid_.take())
    if (!over_) submit(std::move(submission));
  // It stood until now: no time passes for a drill while it is down.
  rate_ = rate;
  clock_.set_rate(rate);
  host_.post([this] { steered(); });
  return {};
}

// What it says the log has already, but for what was being said when the program died. Messages
// that are still owed come again when the lane sends them.
Result<void> DrillPlayer::catch_up(Instant began_at) {
  Machine machine = township_machine();
  replayed_ = &machine;
  const auto live_until = [&](Instant at) {
    while (agenda_.next() && *agenda_.next() <= at) agenda_.run_until(*agenda_.next());
    agenda_.pass_to(at);
  };
  const auto before = [&](const Record& record) {
    if (record.header.recorded_at >= began_at) live_until(record.header.recorded_at);
  };
  const auto after = [&](const Record& record, const Turn::Conclusions& conclusions) {
    const Offset offset = record.header.offset;
    const Instant at = record.header.recorded_at;
    ++record_.records;
    record_.chain = record.chain;
    if (wire::Event event; at >= began_at && event.ParseFromString(record.payload))
      unsaid_.find(at, event, machine.datastreams());
    for (std::uint32_t i = 0; i < conclusions.facts.size(); ++i)
      hear(simulator::RecordedFact{{offset, i}, at, conclusions.facts[i]});
    for (std::uint32_t i = 0; i < conclusions.effects.size(); ++i)
      if (!host_.owed_at_start().contains({offset, i}))
        (void)take({offset, i}, conclusions.effects[i]);
  };
  // What the engine has added since it is up comes by the feed.
  const auto done = replay_each(host_.log(), machine, host_.head_at_start().next, {before, after});
  replayed_ = nullptr;
  if (!done) return done.error();
  return {};
}

void DrillPlayer::tell_that_it_begins(const std::string& digest) {
  wire::Event event;
  auto& began = *event.mutable_drill_began();
  began.set_scenario(scenario_.id);
  began.set_digest(digest);
  to_wire(scenario_.title, *began.mutable_title());
  for (const auto& player : scenario_.players) began.add_players(player);
  host_.report(std::move(event));
}

void DrillPlayer::ask_of_standing() {
  for (const auto& expectation : scenario_.expectations) {
    if (!expectation.standing) continue;
    agenda_.plan(expectation.by, [this, &expectation] {
      if (replayed_ != nullptr) return watch_.hear(expectation, replayed_->describe());
      host_.engine().ask([this, &expectation](const Engine& engine) {
        host_.post([this, &expectation, standing = engine.describe()] {
          watch_.hear(expectation, standing);
        });
      });
    });
  }
}

void DrillPlayer::hear(const Entry& entry) {
  agenda_.pass_to(clock_.now());
  ++record_.records;
  record_.chain = entry.record.chain;
  for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
    simulator::RecordedFact told{
        {entry.record.header.offset, i}, entry.record.header.recorded_at, {}};
    if (told.fact.ParseFromString(entry.facts[i])) hear(told);
  }
  go_on();
}

// After a real alarm, or the stop word, nobody simulated goes on either.
void DrillPlayer::hear(const simulator::RecordedFact& told) {
  if (told.fact.has_exercise_stopped() && !std::exchange(over_, true)) cut_night(told.at);
  if (told.fact.has_exercise_stopped()) let_go();
  record_.facts.push_back(told);
  world_.hear(told);
  watch_.hear(told);
  if (replayed_ != nullptr) steer_again(told.fact.exercise_noted().note());
}

// What a controller gave before its time isn't given again when that comes.
void DrillPlayer::steer_again(const std::string& note) {
  if (!note.starts_with(kTurnedByController)) return;
  const auto [word, inject] = words_of(note.substr(kTurnedByController.size()));
  if (word == "inject") (void)world_.give(inject);
}

// A player's message goes the scenario's way first, still owed, so that after a crash it comes
// again, under its key. What is no part of the play isn't held up by it.
bool DrillPlayer::take(EffectId id, const wire::Effect& effect) {
  if (!effect.has_send_message()) return false;
  if (world_.is_to_player(effect.send_message())) {
    if (over_ || is_of_controller(id, effect.send_message())) return false;
    if (replayed_ == nullptr) {
      held_.emplace(id, effect);
      // Later than what its record tells: that the exercise is over is held up by no scenario.
      host_.post([this, id] { send_by_scenario(id); });
      return true;
    }
  }
  if (replayed_ == nullptr) agenda_.pass_to(clock_.now());
  world_.send(id, effect.send_message());
  if (replayed_ == nullptr) go_on();
  return true;
}

void DrillPlayer::send_by_scenario(EffectId id) {
  const auto held = held_.find(id);
  if (held == held_.end()) return;
  agenda_.pass_to(clock_.now());
  world_.send(id, held->second.send_message());
  go_on();
}

// What the log has settled isn't held, and never comes here again.
void DrillPlayer::send_on(EffectId id) {
  if (const auto held = held_.extract(id)) host_.send_on(id, held.mapped());
}

// Each is settled by its channel, which calls nobody any more.
void DrillPlayer::let_go() {
  for (const auto& [id, effect] : std::exchange(held_, {})) host_.send_on(id, effect);
}

// An event of the world waits for room in the inbox as a channel's report does; a reading is lost
// there as it would be on a full line.
void DrillPlayer::submit(Submission submission) {
  if (replayed_ != nullptr) return unsaid_.say(agenda_.now(), std::move(submission));
  auto* event = std::get_if<wire::Event>(&submission);
  if (event == nullptr) return (void)host_.engine().submit(std::move(submission), nullptr);
  if (event->has_command()) make_its_own(*event->mutable_command());
  if (const auto& told = event->effect_reported(); event->has_effect_reported())
    held_.erase(EffectId{{told.offset()}, told.index()});
  host_.report(std::move(*event));
}

// The same command of an earlier run would be taken for this one.
void DrillPlayer::make_its_own(wire::Command& command) const {
  command.set_command_id(command.command_id() + "-" +
                         std::to_string(host_.head_at_start().next.value));
}

void DrillPlayer::go_on() {
  if (!over_) agenda_.run_until(clock_.now());
  if (over_) return finish();
  const auto next = agenda_.next();
  if (!next) return;
  timer_.expires_after(clock_.until(*next));
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) go_on();
  });
}

void DrillPlayer::finish() {
  if (told_ || !ended_) return;
  const auto now = std::chrono::steady_clock::now();
  if (told_until_ == std::chrono::steady_clock::time_point{}) told_until_ = now + kTellWithin;
  if (host_.messages_owed() == 0 || now >= told_until_) {
    told_ = true;
    return over_but_open_ ? over_but_open_() : std::exchange(ended_, nullptr)();
  }
  timer_.expires_after(kLookAgain);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) finish();
  });
}

void DrillPlayer::cut_night(Instant at) {
  record_.end = std::min(record_.end, at);
  for (auto& [id, village] : record_.villages)
    if (village.danger_at && *village.danger_at > record_.end) village.danger_at.reset();
}

// Whoever waits by the clock waits anew.
void DrillPlayer::steered() {
  host_.engine().ask([](const Engine&) {});
  go_on();
}

// In steps, each of which the engine takes in before the next: gauges are read, calls climb and
// people answer in their order, as if the time had passed.
void DrillPlayer::jump_on() {
  if (over_ || clock_.now() >= *jump_to_) {
    jump_to_.reset();
    return steered();
  }
  const Instant at =
      std::min({*jump_to_, clock_.now() + kJumpStep, agenda_.next().value_or(*jump_to_)});
  clock_.jump_to(at);
  agenda_.run_until(clock_.now());
  // What the world said goes first; of two questions the second is answered after a tick.
  host_.post([this] {
    host_.engine().ask([this](const Engine&) {
      host_.engine().ask([this](const Engine&) { host_.post([this] { jump_on(); }); });
    });
  });
}

std::string DrillPlayer::duty_officer() const {
  for (const auto& duty : plan_.plan().roster())
    if (duty.area() == plan_.plan().id() && duty.duty() == playbooks::kDutyOfficer &&
        !duty.emergency())
      return duty.holder();
  return "";
}

Result<Text> DrillPlayer::steer(const std::string& line, const std::string& person,
                                const std::string& via) {
  const std::string who = person.empty() ? duty_officer() : person;
  const auto [word, rest] = words_of(line);
  if (!person.empty() && !controllers_.empty() && !controllers_.contains(person) && word != "stop")
    return Error{Errc::bad_input,
                 {"您不是这次演练的导调员（--controller）；要中止，写 stop 和原因",
                  "you are no controller of this drill (--controller); to stop it write stop and "
                  "why"}};
  if (word == "end" && told_ && ended_) {
    std::exchange(ended_, nullptr)();
    return Text{"打分、写报告", "it is scored, and reported"};
  }
  if (over_) return Error{Errc::bad_input, {"演练已经结束", "the drill is over"}};
  if (word == "stop" && !rest.empty()) return stop({rest, rest}, who, via);
  auto became = word == "inject" ? give(rest) : turn_clock(line);
  if (!became) return became;
  wire::Command command;
  command.mutable_note_exercise()->set_note(std::string(kTurnedByController) + line);
  post(std::move(command), who, via);
  return became;
}

Result<Text> DrillPlayer::give(const std::string& inject) {
  agenda_.pass_to(clock_.now());
  if (auto given = world_.give(inject); !given) return given.error();
  go_on();
  return Text{"给出 " + inject, "given: " + inject};
}

Result<Text> DrillPlayer::turn_clock(const std::string& line) {
  const auto [word, rest] = words_of(line);
  double rate = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), rate);
  const bool is_rate = error == std::errc() && end == rest.data() + rest.size() &&
                       rate >= kRateMin && rate <= kRateMax;
  const auto moment = parse_moment(rest, clock_.now(), scenario_.utc_offset);
  if (word == "pause") {
    if (clock_.rate() > 0) rate_ = clock_.rate();
    clock_.set_rate(0);
  } else if (word == "go") {
    clock_.set_rate(rate_);
  } else if (word == "rate" && is_rate) {
    rate_ = rate;
    clock_.set_rate(rate);
  } else if (word == "jump" && moment && *moment > clock_.now() && *moment <= scenario_.end) {
    const bool jumps = jump_to_.has_value();
    jump_to_ = *moment;
    if (!jumps) jump_on();
    const std::string there = to_day_and_clock(*moment, scenario_.utc_offset);
    return Text{"跳到 " + there, "jumping to " + there};
  } else {
    return Error{
        Errc::bad_input,
        {"写作 pause、go、rate 60、jump 22:00（往后，情景之内）、inject 编号 或 stop 原因",
         "written pause, go, rate 60, jump 22:00 (forward, within the scenario), inject ID "
         "or stop REASON"}};
  }
  steered();
  const std::string now = to_day_and_clock(clock_.now(), scenario_.utc_offset);
  char times[32];
  std::snprintf(times, sizeof times, "%g", clock_.rate());
  return Text{"演练时间 " + now + "，" + times + " 倍", "exercise time " + now + ", rate " + times};
}

Result<Text> DrillPlayer::stop(const Text& reason, const std::string& person,
                               const std::string& via) {
  if (person.empty())
    return Error{Errc::bad_input,
                 {"值班表里没有镇值班员，不能由这里中止",
                  "the roster has no duty officer in whose name to stop it"}};
  wire::Command command;
  to_wire(reason, *command.mutable_stop_exercise()->mutable_reason());
  post(std::move(command), person, via);
  return Text{"正在中止演练：" + reason.zh, "stopping the exercise: " + reason.en};
}

void DrillPlayer::post(wire::Command command, const std::string& person, const std::string& via) {
  if (person.empty() || replayed_ != nullptr) return;
  command.set_person_id(person);
  command.set_via(via);
  command.set_command_id("control-" + std::to_string(++commands_));
  wire::Event event;
  *event.mutable_command() = std::move(command);
  submit(std::move(event));
}

boost::json::object DrillPlayer::describe(const adapters::JsonStyle& style) const {
  return drill_status(scenario_, record_, outcomes(), clock_.now(), over_, style);
}

}  // namespace fenghuo::cli
