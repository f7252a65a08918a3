#include "cli/drill_player.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "cli/drill/moment.h"
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

std::pair<std::string, std::string> words_of(const std::string& line) {
  const auto blank = line.find(' ');
  if (blank == std::string::npos) return {line, ""};
  return {line.substr(0, blank), line.substr(blank + 1)};
}

}  // namespace

DrillPlayer::DrillPlayer(LaneHost& host, const wire::PlanChanged& plan,
                         simulator::Scenario scenario)
    : host_(host),
      clock_(host.clock()),
      plan_(plan),
      scenario_(std::move(scenario)),
      ways_(plan_.plan()),
      watch_(scenario_),
      world_(plan_.plan(), ways_, scenario_, agenda_, record_,
             [this](Submission submission) { submit(std::move(submission)); }),
      timer_(host.io()),
      rate_(clock_.rate()) {
  record_.start = scenario_.start;
  record_.end = scenario_.end;
}

void DrillPlayer::begin(std::function<void()> ended) {
  ended_ = std::move(ended);
  host_.feed().listen([this](const Entry& entry) { hear(entry); });
  host_.divert([this](EffectId id, const wire::Effect& effect) { return take(id, effect); });
  agenda_.pass_to(clock_.now());
  world_.begin();
  ask_of_standing();
  // Then everybody is told that it is over; where nobody can say so, it just ends.
  agenda_.plan(scenario_.end, [this] {
    if (!stop({"情景结束", "the scenario is over"})) over_ = true;
  });
  host_.post([this] { go_on(); });
}

void DrillPlayer::ask_of_standing() {
  for (const auto& expectation : scenario_.expectations)
    if (expectation.standing)
      agenda_.plan(expectation.by, [this, &expectation] {
        host_.engine().ask([this, &expectation](const Engine& engine) {
          host_.post([this, &expectation, standing = engine.describe()] {
            watch_.hear(expectation, standing);
          });
        });
      });
}

void DrillPlayer::hear(const Entry& entry) {
  agenda_.pass_to(clock_.now());
  ++record_.records;
  record_.chain = entry.record.chain;
  for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
    simulator::RecordedFact told{
        {entry.record.header.offset, i}, entry.record.header.recorded_at, {}};
    if (!told.fact.ParseFromString(entry.facts[i])) continue;
    // A real alarm, or the stop word: nobody simulated goes on either.
    over_ = over_ || told.fact.has_exercise_stopped();
    record_.facts.push_back(told);
    world_.hear(told);
    watch_.hear(told);
  }
  go_on();
}

bool DrillPlayer::take(EffectId id, const wire::Effect& effect) {
  if (!effect.has_send_message() || !world_.takes(effect.send_message())) return false;
  agenda_.pass_to(clock_.now());
  world_.send(id, effect.send_message());
  go_on();
  return true;
}

// An event of the world waits for room in the inbox as a channel's report does; a reading is lost
// there as it would be on a full line.
void DrillPlayer::submit(Submission submission) {
  if (auto* event = std::get_if<wire::Event>(&submission))
    host_.report(std::move(*event));
  else
    (void)host_.engine().submit(std::move(submission), nullptr);
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
  if (!ended_) return;
  const auto now = std::chrono::steady_clock::now();
  if (told_until_ == std::chrono::steady_clock::time_point{}) told_until_ = now + kTellWithin;
  if (host_.messages_owed() == 0 || now >= told_until_) {
    record_.end = std::min(record_.end, clock_.now());
    return std::exchange(ended_, nullptr)();
  }
  timer_.expires_after(kLookAgain);
  timer_.async_wait([this](boost::system::error_code error) {
    if (!error) finish();
  });
}

// Whoever waits by the clock waits anew.
void DrillPlayer::steered() {
  host_.engine().ask([](const Engine&) {});
  go_on();
}

Result<Text> DrillPlayer::steer(const std::string& line) {
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
  } else if (word == "jump" && moment && *moment <= scenario_.end) {
    clock_.jump_to(*moment);
  } else if (word == "stop" && !rest.empty()) {
    return stop({rest, rest});
  } else {
    return Error{Errc::bad_input,
                 {"写作 pause、go、rate 60、jump 22:00（情景之内）或 stop 原因",
                  "written pause, go, rate 60, jump 22:00 (within the scenario) or stop REASON"}};
  }
  steered();
  const std::string now = to_day_and_clock(clock_.now(), scenario_.utc_offset);
  return Text{"演练时间 " + now + "，" + std::to_string(clock_.rate()) + " 倍",
              "exercise time " + now + ", rate " + std::to_string(clock_.rate())};
}

Result<Text> DrillPlayer::stop(const Text& reason) {
  const auto& roster = plan_.plan().roster();
  const auto officer = std::find_if(roster.begin(), roster.end(), [&](const auto& duty) {
    return duty.area() == plan_.plan().id() && duty.duty() == playbooks::kDutyOfficer &&
           !duty.emergency();
  });
  if (officer == roster.end() || officer->holder().empty())
    return Error{Errc::bad_input,
                 {"值班表里没有镇值班员，不能由这里中止",
                  "the roster has no duty officer in whose name to stop it"}};
  wire::Event event;
  event.mutable_command()->set_person_id(officer->holder());
  event.mutable_command()->set_via("cli");
  to_wire(reason, *event.mutable_command()->mutable_stop_exercise()->mutable_reason());
  host_.report(std::move(event));
  return Text{"正在中止演练：" + reason.zh, "stopping the exercise: " + reason.en};
}

}  // namespace fenghuo::cli
