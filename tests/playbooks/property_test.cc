// Whatever comes in whatever order: no duty is lost, none is closed without its evidence,
// households add up, and the log gives the same state again. What fails is made as short as it can
// be.
#include <map>
#include <set>

#include "tests/playbooks/evacuation_rig.h"
#include "tests/random.h"
#include "tests/shrink.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using Count = wire::CountHousehold;

struct Event {
  std::uint32_t kind = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

std::string to_string(const std::vector<Event>& events) {
  std::string all;
  for (const auto& event : events)
    all += "{" + std::to_string(event.kind) + ", " + std::to_string(event.a) + ", " +
           std::to_string(event.b) + ", " + std::to_string(event.c) + "}, ";
  return all;
}

const std::vector<std::string> kPersons{"leader", "li", "wang", "town", "town2", "mayor", "chief"};
const std::vector<std::string> kSubjects{"h1", "h2", "h3", "school", "A/others"};
const std::vector<std::string> kReports{"crack",        "safe",      "safe",
                                        "blocked_road", "road_open", "patrol_finding"};

// All that a playbook can have.
wire::Plan whole_plan() {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_people_at_risk(12);
  plan.mutable_villages(0)->set_lead_time_ms(60 * 60'000);
  plan.mutable_villages(0)->set_clearing_ms(40 * 60'000);
  plan.mutable_stations(0)->add_covers("B");
  *plan.add_rules() = make_rule("hydrology", {{"orange", "rain.sum(duration('10m')) >= 40"}});
  for (auto& rule : *plan.mutable_rules()) rule.set_hazard("flood");
  plan.set_report_from(to_wire(Level::orange));
  plan.set_report_by_phone_ms(20 * 60'000);
  plan.add_response_duties("mayor");
  auto& playbook = *plan.mutable_playbooks(0);
  playbook.add_rules("hydrology");
  playbook.mutable_cut_off()->set_after_ms(30 * 60'000);
  auto& red = *playbook.mutable_responses(2);
  red.set_read_back(true);
  red.add_relay("duty_officer");
  red.mutable_reach()->set_after_ms(10 * 60'000);
  red.mutable_reach()->set_share(0.8);
  set_text(*red.mutable_reach()->mutable_action(), "敲锣", "sound the gong");
  *red.add_decisions() =
      question("close", {"mayor", "flood_chief"}, wire::Question::AFTER_CHAIN, {"school_head"});
  for (const char* id : {"bridge", "buses"}) {
    auto& step = *red.add_steps();
    step.set_id(id);
    set_text(*step.mutable_task(), id, id);
    step.set_duty("flood_chief");
    step.set_within_ms(20 * 60'000);
    if (id == std::string("buses")) step.add_after("bridge");
    if (id == std::string("bridge")) step.set_when("people_unknown > 0");
  }
  auto& routine = *plan.add_routines();
  routine.set_id("patrol");
  routine.set_for_each(wire::Routine::VILLAGE);
  routine.set_duty("village_leader");
  routine.set_every_ms(3'600'000);
  return plan;
}

// The same township later: a level, its steps and its ladder are gone.
wire::Plan poorer_plan() {
  auto plan = whole_plan();
  plan.mutable_playbooks(0)->mutable_responses()->DeleteSubrange(2, 1);
  plan.mutable_playbooks(0)->clear_cut_off();
  plan.mutable_households()->DeleteSubrange(0, 1);
  return plan;
}

// What the facts say about duties, checked as they come.
class Ledger {
 public:
  std::string take(const std::vector<Rig::Told>& facts) {
    for (const auto& told : facts) {
      const wire::Fact& fact = told.fact;
      if (told.id.offset != record_) evidence_.clear();
      record_ = told.id.offset;
      if (fact.has_obligation_opened())
        open_[told.id] = from_wire(fact.obligation_opened().incident());
      if (fact.has_obligation_answered()) note(fact.obligation_answered());
      if (fact.has_household_counted() || fact.has_evacuation_complete())
        evidence_.insert(FactId{});
      if (fact.has_incident_closed()) {
        const FactId incident = from_wire(fact.incident_closed().incident());
        for (const auto& [duty, of] : open_)
          if (of == incident) return "an incident is over, and a duty of it is open";
      }
      if (!fact.has_obligation_closed()) continue;
      const FactId duty = from_wire(fact.obligation_closed().obligation());
      if (open_.erase(duty) == 0) return "a duty is closed twice, or was never opened";
      const auto reason = fact.obligation_closed().reason();
      const bool by_somebody = reason == wire::ObligationClosed::ANSWERED ||
                               reason == wire::ObligationClosed::HEADCOUNT_COMPLETE;
      if (by_somebody && !evidence_.contains(duty) && !evidence_.contains(FactId{}))
        return "a duty is closed, and nobody has said so";
    }
    return "";
  }

 private:
  void note(const wire::ObligationAnswered& answered) {
    if (!answered.misunderstood() && answered.kind() != wire::Answer::NEED_HELP)
      evidence_.insert(from_wire(answered.obligation()));
  }
  std::map<FactId, FactId> open_;
  std::set<FactId> evidence_;  // of this record; the empty one: a count
  Offset record_;
};

class World : public Persons {
 public:
  World() { use(whole_plan()); }

  /// The first thing that is wrong; empty where nothing is.
  std::string run(const std::vector<Event>& events) {
    for (const auto& event : events) {
      happen(event);
      const auto facts = rig_.facts();
      for (const auto& told : facts) remember(told);
      if (auto wrong = ledger_.take(facts); !wrong.empty()) return wrong;
      for (const auto& effect : rig_.take_effects()) effects_.push_back(effect.id);
      if (auto wrong = look(); !wrong.empty()) return wrong;
    }
    return "";
  }

 private:
  static const std::string& pick(const std::vector<std::string>& all, std::uint32_t n) {
    return all[n % all.size()];
  }
  FactId duty(std::uint32_t n) const {
    return duties_.empty() ? FactId{} : duties_[duties_.size() - 1 - n % duties_.size()];
  }
  void remember(const Rig::Told& told) {
    if (told.fact.has_obligation_opened()) duties_.push_back(told.id);
    if (told.fact.has_incident_opened()) incidents_.push_back(told.id);
    if (told.fact.has_decision_opened()) decisions_.push_back(told.id);
    if (told.fact.has_notice_given()) notices_.push_back(told.id);
  }
  FactId incident(std::uint32_t n) const {
    return incidents_.empty() ? FactId{}
                              : incidents_[incidents_.size() - 1 - n % incidents_.size()];
  }

  void happen(const Event& e) {
    const std::string& person = pick(kPersons, e.b);
    switch (e.kind) {
      case 0:
      case 1:
        return rig_.pass(minutes{1 + e.a % 50});
      case 2:
      case 3:
        return rain(e.a % 3 == 0 ? 0 : e.a % 60);
      case 4:
      case 5: {
        answer(duty(e.a), person, static_cast<wire::Answer::Kind>(e.c % 5), e.c % 45);
        return;
      }
      case 6:
        Persons::pick(duty(e.a), person, 1 + e.c % 3);
        return;
      case 7:
      case 8:
        count(person, pick(kSubjects, e.a), static_cast<Count::State>(e.c % 4), e.c % 8,
              e.c % 2 == 0 ? "why" : "");
        return;
      case 9:
        return report(person, pick(kReports, e.a), e.c % 4 == 0 ? "B" : "A");
      case 10:
        stand_down(incident(e.a), person);
        return;
      case 11:
        order_return(person, "A");
        return;
      case 12:
        command(person, [&](wire::Command& c) {
          point(*c.mutable_retract()->mutable_incident(), incident(e.a));
          set_text(*c.mutable_retract()->mutable_reason(), "误报", "false");
          c.mutable_retract()->set_everywhere(e.c % 2 == 0);
        });
        return;
      case 13:
        if (e.c % 3 == 0) leave(person, "A");
        if (e.c % 3 == 1) warn(person, {"A", "B"}, Level::red);
        return;
      case 14:
        if (!effects_.empty()) sent(effects_[e.a % effects_.size()], e.c % 3 != 0);
        return;
      case 15:
        if (!decisions_.empty())
          decide(decisions_[e.a % decisions_.size()], person, e.c % 2 == 0, "why");
        return;
      case 16:
        command("mayor", [&](wire::Command& c) {
          c.mutable_set_response()->set_level(e.a % 5);
          set_text(*c.mutable_set_response()->mutable_reason(), "雨", "rain");
        });
        return;
      case 17:
        if (!notices_.empty())
          command("town", [&](wire::Command& c) {
            point(*c.mutable_tell_by_hand()->mutable_notice(), notices_[e.a % notices_.size()]);
            c.mutable_tell_by_hand()->set_person(person);
          });
        return;
      default:
        // Its facts are looked at too: a new list calls people.
        if (e.a % 4 == 0)
          rig_.use(e.c % 2 == 0 ? poorer_plan() : whole_plan(), "p" + std::to_string(++plans_));
        return;
    }
  }

  std::string look() {
    const auto standing = rig_.engine().describe();
    for (const auto& all : standing.evacuations()) {
      if (all.people() != all.safe() + all.refused() + all.unreachable() + all.unknown())
        return "the people of an evacuation don't add up";
      std::uint32_t people = 0;
      for (const auto& household : all.households()) people += household.people();
      if (people > all.people()) return "there are more people in houses than in the village";
    }
    for (const auto& o : standing.obligations()) {
      if (o.done()) continue;
      if (o.next_step_at_ms() < ms_of(rig_.now())) return "an open duty waits for nothing";
      if (o.headline().zh().empty() || o.text().en().empty()) return "a call without words";
    }
    return "";
  }

  Ledger ledger_;
  std::vector<FactId> incidents_;
  std::vector<FactId> notices_;
};

std::vector<Event> random_events(Random& random, std::size_t count) {
  std::vector<Event> events(count);
  for (auto& event : events)
    event = {random.below(19), random.below(1000), random.below(1000), random.below(1000)};
  return events;
}

TEST(Playbooks, HoldUnderRandomEvents) {
  for (std::uint32_t seed = 1; seed <= 25; ++seed) {
    Random random(seed);
    const auto events = random_events(random, 200);
    World world;
    const std::string wrong = world.run(events);
    if (wrong.empty()) {
      world.expect_replays();
      continue;
    }
    const auto shortest = shrink(
        events, [&](const std::vector<Event>& fewer) { return World().run(fewer) == wrong; });
    ADD_FAILURE() << wrong << " after " << to_string(shortest);
    return;
  }
}

TEST(Shrink, LeavesWhatItTakes) {
  const auto fails = [](const std::vector<int>& all) {
    return std::count(all.begin(), all.end(), 7) >= 2;
  };
  EXPECT_EQ(shrink(std::vector<int>{1, 7, 3, 4, 7, 7, 2, 9}, fails), (std::vector<int>{7, 7}));
}

}  // namespace
}  // namespace fenghuo
