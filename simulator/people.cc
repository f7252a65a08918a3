#include "simulator/people.h"

#include <algorithm>
#include <utility>

#include "playbooks/evacuation.h"
#include "playbooks/read_back.h"

namespace fenghuo::simulator {
namespace {

bool needs_phone(std::string_view channel) {
  return channel == "webhook" || channel == "call_list";
}

}  // namespace

People::People(const wire::Plan& plan, const Scenario& scenario, const Needs& needs,
               const Outages& outages, OpenDuties& duties, Villagers& villagers, Agenda& agenda,
               Post post, TellSeen tell_seen)
    : plan_(plan),
      scenario_(scenario),
      needs_(needs),
      outages_(outages),
      duties_(duties),
      villagers_(villagers),
      agenda_(agenda),
      post_(std::move(post)),
      tell_seen_(std::move(tell_seen)) {
  for (const auto& household : plan.households()) has_roster_.insert(household.village());
  players_.insert(scenario.players.begin(), scenario.players.end());
  const Random luck(scenario.seed);
  for (const auto& person : plan.people()) {
    Random own = luck.of("does", 0).of(person.id());
    const double drawn = own.uniform();
    Behaviour behaviour{.person = person.id()};
    if (drawn < scenario.chances.asleep)
      behaviour.does = Does::asleep;
    else if (drawn > 1 - scenario.chances.promises)
      behaviour.does = Does::promise;
    else
      continue;
    by_chance_.emplace(person.id(), behaviour);
  }
}

const Behaviour& People::behaviour_of(const std::string& person, Instant at) const {
  const auto& all = scenario_.behaviours;
  const auto fits = [&](const Behaviour& one) {
    return (one.person == person || one.person.empty()) && one.from <= at && at < one.until;
  };
  const auto found = std::find_if(all.rbegin(), all.rend(), fits);
  if (found != all.rend()) return *found;
  const auto drawn = by_chance_.find(person);
  return drawn == by_chance_.end() ? usual_ : drawn->second;
}

double People::slower(const std::string& person) const {
  if (scenario_.chances.slower <= 0) return 1;
  // As often half as long as twice as long, where `slower` is 2.
  const double most = scenario_.chances.slower;
  const double u = Random(scenario_.seed).of("slower").of(person).uniform();
  return u < 0.5 ? 1 / (most - (most - 1) * 2 * u) : 1 + (most - 1) * (2 * u - 1);
}

bool People::hears(const std::string& person, std::string_view channel) const {
  if (!is_there(person)) return false;
  const Instant now = agenda_.now();
  const Does does = behaviour_of(person, now).does;
  if (does == Does::asleep && channel == "webhook") return false;
  if (!outages_.work(needs_.of_channel(std::string(channel)), now)) return false;
  if (needs_phone(channel) && !can_call(person)) return false;
  if (channel != "loudspeaker" && channel != "knock") return true;
  // Somebody in the village has to be told to, or get there.
  const std::string& village = needs_.village_of(person);
  if (village.empty()) return true;
  if (!outages_.works(element("network", village), now) &&
      !outages_.works(element("way", village), now))
    return false;
  return channel == "knock" || outages_.works(element("power", village), now);
}

bool People::is_there(const std::string& person) const {
  return !is_played(person) && behaviour_of(person, agenda_.now()).does != Does::away &&
         outages_.works(element("person", person), agenda_.now());
}

bool People::is_wanted(FactId duty, const std::string& person) const {
  const OpenDuty* open = std::as_const(duties_).find(duty);
  return open != nullptr && !open->taken_up && open->callee == person;
}

bool People::can_call(const std::string& person) const {
  return outages_.work(needs_.of_phone(person), agenda_.now());
}

void People::answer(const Reached& reached, Agenda::Act act) {
  const Behaviour& behaviour = behaviour_of(reached.person, agenda_.now());
  if (behaviour.does == Does::silent) return;
  Span after = behaviour.answers_after.value_or(kAnswersAfter);
  if (behaviour.does == Does::asleep) after += kWakingUp;
  Instant& busy = busy_until_[reached.person];
  const Instant at = std::max(agenda_.now() + longer(after, slower(reached.person)), busy);
  busy = at + kOneAnswer;
  agenda_.plan(at, [this, person = reached.person, act = std::move(act)] {
    if (is_there(person)) act();
  });
}

void People::act_later(const std::string& person, Span after, Agenda::Act act) {
  agenda_.plan(agenda_.now() + after,
               [this, person, act = std::move(act)] { act_when_there(person, act); });
}

void People::act_when_there(const std::string& person, const Agenda::Act& act) {
  if (is_there(person)) return act();
  act_later(person, kHeadcountEvery, act);
}

void People::say(const Reached& reached, wire::Command command) {
  const bool by_phone = reached.by.empty();
  if (by_phone && !can_call(reached.person)) return;
  command.set_person_id(by_phone ? reached.person : reached.by);
  command.set_via(by_phone ? "responder_page" : "console");
  post_(std::move(command));
}

wire::Command People::answer_to(FactId duty, wire::Answer::Kind kind, const std::string& by) {
  wire::Command command;
  auto& answer = *command.mutable_answer();
  answer.mutable_obligation()->set_offset(duty.offset.value);
  answer.mutable_obligation()->set_index(duty.index);
  answer.set_kind(kind);
  answer.set_answered_by(by);
  return command;
}

void People::ask_duty(const Reached& reached, FactId duty) {
  answer(reached, [this, reached, duty] {
    OpenDuty* open = duties_.find(duty);
    if (open == nullptr || open->taken_up) return;
    wire::Command command = answer_to(duty, wire::Answer::RECEIVED, reached.person);
    command.mutable_answer()->set_key(playbooks::read_back_key(open->incident));
    command.mutable_answer()->set_read_back(!reached.by.empty());
    say(reached, std::move(command));
    if (behaviour_of(reached.person, agenda_.now()).does != Does::promise) take_up(reached, duty);
  });
}

void People::take_up(const Reached& reached, FactId duty) {
  OpenDuty& open = *duties_.find(duty);
  open.taken_up = true;
  const std::string village = open.area;
  if (open.purpose == "visit") {
    const std::string subject = open.subject;
    const double times = slower(reached.person);
    const Span until = after_the_rest_in(village, reached.person, longer(kToTheDoor, times));
    act_later(reached.person, until, [this, reached, village, subject, times] {
      if (!villagers_.refuses(subject))
        return villagers_.fetch(village, subject, reached.person, times);
      wire::Command command;
      auto& counted = *command.mutable_count_household();
      counted.set_household(subject);
      counted.set_state(wire::CountHousehold::REFUSED);
      counted.set_counted_by(reached.person);
      say({.person = reached.person}, std::move(command));
    });
  } else if (open.purpose == "roll_call") {
    call_roll(reached, duty, village);
  } else if (open.purpose == "warning" || open.purpose == "spread") {
    if (open.wants_headcount || open.purpose == "spread") lead(reached, duty, village);
  } else if (open.purpose == "reach") {
    look_for(reached, duty, village);
  } else {
    done_later(reached, duty);
  }
}

Span People::way_to(const std::string& person, const std::string& village) const {
  const auto went = went_to_.find(person);
  const std::string& is_at = went == went_to_.end() ? needs_.village_of(person) : went->second;
  return village == is_at ? Span{0} : way_into(village, person);
}

Span People::way_into(const std::string& village, const std::string& person) const {
  const bool by_road = outages_.works(element("way", village), agenda_.now());
  return longer(by_road ? kFromOutside : kFromOutsideOnFoot, slower(person));
}

Span People::after_the_rest(const std::string& person, Span takes) {
  Instant& until = doing_until_[person];
  until = std::max(agenda_.now(), until) + takes;
  return until - agenda_.now();
}

Span People::after_the_rest_in(const std::string& village, const std::string& person, Span takes) {
  const Span way = way_to(person, village);
  went_to_[person] = village;
  return after_the_rest(person, way + takes);
}

// Whoever lives in the village, and is there, calls it out at once, whatever else there is to do.
void People::lead(const Reached& reached, FactId duty, const std::string& village) {
  const bool is_in =
      needs_.village_of(reached.person) == village && way_to(reached.person, village) == Span{0};
  const Span until = is_in ? Span{0} : after_the_rest_in(village, reached.person, Span{0});
  act_later(reached.person, until,
            [this, person = reached.person, village] { begin_to_move(person, village); });
  if (duties_.find(duty)->purpose == "spread") done_later(reached, duty);
}

// Of a village that fell silent: by telephone if there is one by now, or else somebody goes in, or
// comes out, to tell.
void People::look_for(const Reached& reached, FactId duty, const std::string& village) {
  const bool answers = outages_.works(element("network", village), agenda_.now());
  const bool lives_there = needs_.village_of(reached.person) == village;
  const Span way = lives_there ? Span{0} : way_into(village, reached.person);
  const Span until = answers ? doing_of(reached.person) : after_the_rest(reached.person, way);
  act_later(reached.person, until, [this, reached, duty] {
    if (duties_.find(duty) != nullptr)
      say(reached, answer_to(duty, wire::Answer::DONE, reached.person));
  });
}

void People::begin_to_move(const std::string& person, const std::string& village) {
  villagers_.tell(village, person, slower(person));
  auto& counters = counting_[village];
  const bool is_first = counters.empty();
  if (std::find(counters.begin(), counters.end(), person) == counters.end())
    counters.push_back(person);
  if (is_first)
    agenda_.plan(agenda_.now() + kHeadcountEvery, [this, village] { count_heads(village); });
}

// Until everybody is there, or nobody wants to know any more. Whoever isn't there tells nothing:
// another who told the village to leave does, if there is one.
void People::count_heads(const std::string& village) {
  const auto& counters = counting_.at(village);
  const auto counter = std::find_if(counters.begin(), counters.end(),
                                    [this](const auto& person) { return is_there(person); });
  const std::string person = counter == counters.end() ? "" : *counter;
  const std::uint32_t safe = person.empty() ? 0 : villagers_.safe(village);
  std::vector<FactId> wanted;
  duties_.each_headcount(village, [&](FactId id) { wanted.push_back(id); });
  for (const FactId id : wanted) {
    if (safe == 0) break;
    wire::Command command = answer_to(id, wire::Answer::MOVED, person);
    command.mutable_answer()->set_people_moved(safe);
    say({.person = person}, std::move(command));
  }
  if (wanted.empty() || agenda_.now() >= scenario_.end) {
    counting_.erase(village);
    return;
  }
  agenda_.plan(agenda_.now() + kHeadcountEvery, [this, village] { count_heads(village); });
}

// Not parts of those whom the leader tells by their number.
bool People::is_counted_by_name(const std::string& village, const std::string& group) const {
  const auto& facilities = plan_.facilities();
  return has_roster_.contains(village) ||
         std::any_of(facilities.begin(), facilities.end(),
                     [&](const auto& facility) { return facility.id() == group; });
}

void People::tell_arrival(const std::string& village, const Group& group, const std::string& by) {
  if (is_there(by)) look_at_water(village, by);
  if (!is_counted_by_name(village, group.id)) return;
  wire::Command command;
  auto& counted = *command.mutable_count_household();
  counted.set_household(group.id);
  counted.set_state(wire::CountHousehold::SAFE);
  counted.set_people(group.people);
  counted.set_counted_by(by);
  say_when_it_can(
      by, [this, by, command] { say({.person = by}, command); },
      [this, village, id = group.id] { return villagers_.is_safe(village, id); });
}

void People::look_at_water(const std::string& village, const std::string& by) {
  if (outages_.works(element("water", village), agenda_.now()) ||
      !without_water_.insert(village).second)
    return;
  wire::Report report;
  report.set_reporter(by);
  report.set_kind(std::string(playbooks::kNoWater));
  report.set_area(village);
  report.set_text("安置点没有自来水 / no tap water where people were moved to");
  report.set_observed_at_ms(ms_of(agenda_.now()));
  say_when_it_can(by, [this, report] { tell_seen_(report); }, [] { return true; });
}

void People::say_when_it_can(const std::string& person, const Agenda::Act& saying,
                             const std::function<bool()>& is_true) {
  if (!is_true()) return;
  if (is_there(person) && can_call(person)) return saying();
  agenda_.plan(agenda_.now() + kHeadcountEvery,
               [this, person, saying, is_true] { say_when_it_can(person, saying, is_true); });
}

Span People::doing_of(const std::string& person) const {
  return behaviour_of(person, agenda_.now()).does_after.value_or(kDoing);
}

void People::done_later(const Reached& reached, FactId duty) {
  const Span until = longer(doing_of(reached.person), slower(reached.person));
  act_later(reached.person, until, [this, reached, duty] {
    if (duties_.find(duty) != nullptr)
      say(reached, answer_to(duty, wire::Answer::DONE, reached.person));
  });
}

void People::ask_decision(const Reached& reached, FactId decision) {
  answer(reached, [this, reached, decision] {
    if (!duties_.is_open_decision(decision) || duties_.owner_of(decision) != reached.person) return;
    const Behaviour& behaviour = behaviour_of(reached.person, agenda_.now());
    if (behaviour.does == Does::promise) return;
    wire::Command command;
    auto& decide = *command.mutable_decide();
    decide.mutable_decision()->set_offset(decision.offset.value);
    decide.mutable_decision()->set_index(decision.index);
    decide.set_yes(!behaviour.says_no);
    decide.set_decided_by(reached.person);
    say(reached, std::move(command));
  });
}

void People::ask_unit(const Reached& reached, FactId need) {
  answer(reached, [this, reached, need] {
    auto* sent = duties_.sent_to(need);
    if (sent == nullptr || !sent->answered_by.insert(reached.person).second) return;
    const auto report = [this, reached](const std::string& unit, wire::UnitState state) {
      wire::Command command;
      command.mutable_report_unit()->set_unit(unit);
      command.mutable_report_unit()->set_state(state);
      say(reached, std::move(command));
    };
    if (!outages_.works(element("unit", sent->unit), agenda_.now()))
      return report(sent->unit, wire::UNIT_OUT);
    report(sent->unit, wire::UNIT_ON_THE_WAY);
    if (behaviour_of(reached.person, agenda_.now()).does == Does::promise) return;
    act_later(reached.person, sent->travel, [this, report, need, unit = sent->unit] {
      const auto* still = duties_.sent_to(need);
      if (still != nullptr && still->unit == unit) report(unit, wire::UNIT_THERE);
    });
  });
}

void People::ask_presence(const std::string& person, FactId test) {
  const Reached reached{.person = person, .channel = "webhook"};
  answer(reached, [this, reached, test] {
    if (!was_present_.emplace(test, reached.person).second) return;
    wire::Command command;
    command.mutable_present()->set_person(reached.person);
    say(reached, std::move(command));
  });
}

}  // namespace fenghuo::simulator
