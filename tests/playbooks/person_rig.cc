#include "tests/playbooks/person_rig.h"

namespace fenghuo {

std::string follow_up_words(const wire::Fact& fact) {
  if (fact.has_warning_joined()) return "joined by " + fact.warning_joined().rule();
  if (fact.has_notice_given())
    return "notice to " + std::to_string(fact.notice_given().told_size()) + " by hand " +
           std::to_string(fact.notice_given().by_hand_size());
  if (fact.has_notice_reported())
    return (fact.notice_reported().delivered() ? "told " : "not told ") +
           fact.notice_reported().person();
  if (fact.has_notice_complete())
    return "all told " + std::to_string(fact.notice_complete().people()) + " in " +
           std::to_string(fact.notice_complete().took_ms() / 1000) + " s";
  if (fact.has_step_skipped()) return "skipped " + fact.step_skipped().step();
  if (fact.has_reach_short())
    return "reached " + std::to_string(fact.reach_short().reached()) + " of " +
           std::to_string(fact.reach_short().people());
  if (fact.has_road_changed())
    return (fact.road_changed().cut() ? "road cut " : "road open ") + fact.road_changed().area();
  if (fact.has_roles_switched())
    return fact.roles_switched().emergency() ? "emergency roles" : "everyday roles";
  if (fact.has_contact_test_started())
    return "test of " + std::to_string(fact.contact_test_started().persons_size());
  if (fact.has_contact_tested())
    return fact.contact_tested().person() +
           (fact.contact_tested().answered() ? " answers" : " is silent");
  if (fact.has_contact_test_ended())
    return "test over " + std::to_string(fact.contact_test_ended().answered()) + " of " +
           std::to_string(fact.contact_test_ended().asked());
  if (fact.has_contact_confirmed()) return "confirmed " + fact.contact_confirmed().person();
  if (fact.has_routine_due())
    return "due " + fact.routine_due().routine() + " " + fact.routine_due().subject() + " " +
           fact.routine_due().holder();
  if (fact.has_routine_reminded())
    return "reminded of " + fact.routine_reminded().routine() + " " +
           fact.routine_reminded().subject();
  if (fact.has_routine_done())
    return "done " + fact.routine_done().routine() + " " + fact.routine_done().subject() +
           " late " + std::to_string(fact.routine_done().late_ms() / 60'000);
  return words_of(fact);
}

std::string person_words(const wire::Fact& fact) {
  if (fact.has_decision_opened())
    return "ask " + fact.decision_opened().owner() + " " + fact.decision_opened().question() + " " +
           fact.decision_opened().area();
  if (fact.has_decision_passed_on())
    return "pass " + fact.decision_passed_on().from() + " to " + fact.decision_passed_on().owner() +
           " " + std::to_string(fact.decision_passed_on().round());
  if (fact.has_decision_made())
    return std::string("decided ") + (fact.decision_made().yes() ? "yes" : "no") + " by " +
           (fact.decision_made().decided_by().empty() ? "plan" : fact.decision_made().decided_by());
  if (fact.has_decision_closed())
    return "decision over " + std::to_string(fact.decision_closed().reason());
  if (fact.has_decision_message())
    return fact.decision_message().delivered() ? "question delivered" : "question undelivered";
  if (fact.has_warning_proposed())
    return "proposed by " + fact.warning_proposed().proposed_by() + " " +
           std::to_string(fact.warning_proposed().people());
  if (fact.has_warning_retracted())
    return "retracted by " + fact.warning_retracted().retracted_by() + " told " +
           std::to_string(fact.warning_retracted().told_size()) + " by hand " +
           std::to_string(fact.warning_retracted().by_hand_size());
  if (fact.has_stand_down_proposed())
    return "stand down? " + fact.stand_down_proposed().proposed_by();
  if (fact.has_all_clear_given())
    return "all clear by " + fact.all_clear_given().proposed_by() + " and " +
           fact.all_clear_given().agreed_by();
  if (fact.has_all_clear_revoked()) return "not over " + fact.all_clear_revoked().area();
  if (fact.has_village_cut_off())
    return "cut off " + fact.village_cut_off().area() + " unknown " +
           std::to_string(fact.village_cut_off().people_unknown());
  if (fact.has_contact_restored()) return "heard " + fact.contact_restored().area();
  if (fact.has_evacuation_ordered())
    return "evacuate " + fact.evacuation_ordered().area() + " " +
           std::to_string(fact.evacuation_ordered().people());
  if (fact.has_household_counted())
    return "counted " + fact.household_counted().household() + " " +
           std::to_string(fact.household_counted().state()) + " " +
           std::to_string(fact.household_counted().people());
  if (fact.has_evacuation_complete()) {
    const auto& all = fact.evacuation_complete();
    return "complete " + all.area() + " " + std::to_string(all.safe()) + "+" +
           std::to_string(all.refused()) + "+" + std::to_string(all.unreachable()) + "=" +
           std::to_string(all.people());
  }
  if (fact.has_people_missing())
    return "missing " + std::to_string(fact.people_missing().present()) + " of " +
           std::to_string(fact.people_missing().safe());
  if (fact.has_return_ordered()) return "return " + fact.return_ordered().area();
  if (fact.has_response_changed()) return "response " + level_word(fact.response_changed().level());
  if (fact.has_time_to_safe())
    return std::string(fact.time_to_safe().enough() ? "enough time " : "no time ") +
           fact.time_to_safe().area();
  if (fact.has_report_taken()) return "report " + fact.report_taken().kind();
  return follow_up_words(fact);
}

wire::Question question(const std::string& id, const std::vector<std::string>& chain,
                        wire::Question::Release release, const std::vector<std::string>& tell) {
  wire::Question asked;
  asked.set_id(id);
  set_text(*asked.mutable_ask(), id + "，" + "{village}？", id + ", {village}?");
  for (const auto& duty : chain) asked.add_chain(duty);
  asked.set_within_ms(5 * 60'000);
  asked.set_release(release);
  set_text(*asked.mutable_action(), "马上办：" + id, "do it: " + id);
  for (const auto& duty : tell) asked.add_tell(duty);
  return asked;
}

wire::Plan person_plan() {
  auto plan = township_plan();
  plan.mutable_playbooks(0)->mutable_duties()->DeleteSubrange(1, 1);
  add_village(plan, "B");
  const auto duty = [&](const char* area, const char* name, const char* holder, const char* b) {
    auto& entry = *plan.add_roster();
    entry.set_area(area);
    entry.set_duty(name);
    entry.set_holder(holder);
    entry.set_stand_in(b);
  };
  duty("B", "village_leader", "leader_b", "deputy_b");
  duty("B", "warning_officer", "officer_b", "deputy_b");
  duty("T", "mayor", "mayor", "secretary");
  duty("T", "flood_chief", "chief", "chief2");
  duty("A", "school_head", "head", "head2");
  return plan;
}

void Persons::use(const wire::Plan& plan) {
  rig_.use(plan, "p" + std::to_string(++plans_));
  rig_.facts();
}

Receipt Persons::command(const std::string& person, const Fill& fill, const std::string& id) {
  wire::Event event;
  event.mutable_command()->set_person_id(person);
  event.mutable_command()->set_command_id(id);
  fill(*event.mutable_command());
  return rig_.submit(std::move(event));
}

Receipt Persons::decide(FactId decision, const std::string& person, bool yes,
                        const std::string& note) {
  return command(person, [&](wire::Command& c) {
    auto& decided = *c.mutable_decide();
    point(*decided.mutable_decision(), decision);
    decided.set_yes(yes);
    decided.set_decided_by(person);
    decided.set_note(note);
  });
}

Receipt Persons::answer(FactId obligation, const std::string& person, wire::Answer::Kind kind,
                        std::uint32_t moved) {
  return command(person, [&](wire::Command& c) {
    auto& given = *c.mutable_answer();
    point(*given.mutable_obligation(), obligation);
    given.set_kind(kind);
    given.set_answered_by(person);
    given.set_people_moved(moved);
  });
}

Receipt Persons::pick(FactId obligation, const std::string& person, std::uint32_t key) {
  return command(person, [&](wire::Command& c) {
    auto& given = *c.mutable_answer();
    point(*given.mutable_obligation(), obligation);
    given.set_kind(wire::Answer::RECEIVED);
    given.set_answered_by(person);
    given.set_key(key);
  });
}

Receipt Persons::stand_down(FactId incident, const std::string& person) {
  return command(person, [&](wire::Command& c) {
    point(*c.mutable_stand_down()->mutable_incident(), incident);
  });
}

Receipt Persons::retract(FactId incident, const std::string& person) {
  return command(person, [&](wire::Command& c) {
    point(*c.mutable_retract()->mutable_incident(), incident);
    set_text(*c.mutable_retract()->mutable_reason(), "车挡住了雷达", "a car before the gauge");
  });
}

Receipt Persons::warn(const std::string& person, const std::vector<std::string>& areas, Level level,
                      std::uint32_t people) {
  return command(person, [&](wire::Command& c) {
    auto& warning = *c.mutable_warn();
    warning.set_playbook("warn");
    warning.set_level(to_wire(level));
    for (const auto& area : areas) warning.add_areas(area);
    warning.set_people(people);
    set_text(*warning.mutable_reason(), "坝漏水", "the dam leaks");
  });
}

Receipt Persons::count(const std::string& person, const std::string& household,
                       wire::CountHousehold::State state, std::uint32_t people,
                       const std::string& note) {
  return command(person, [&](wire::Command& c) {
    auto& counted = *c.mutable_count_household();
    counted.set_household(household);
    counted.set_state(state);
    counted.set_people(people);
    counted.set_counted_by(person);
    counted.set_note(note);
  });
}

Receipt Persons::order_return(const std::string& person, const std::string& area) {
  return command(person, [&](wire::Command& c) { c.mutable_order_return()->set_area(area); });
}

Receipt Persons::leave(const std::string& person, const std::string& area) {
  return command(person, [&](wire::Command& c) {
    c.mutable_leave()->set_area(area);
    set_text(*c.mutable_leave()->mutable_reason(), "听到山响", "the slope roars");
  });
}

Receipt Persons::request(const std::string& person, const std::string& area, Level level) {
  return command(person, [&](wire::Command& c) {
    c.mutable_request_warning()->set_area(area);
    c.mutable_request_warning()->set_level(to_wire(level));
    set_text(*c.mutable_request_warning()->mutable_reason(), "水浑了", "the water is muddy");
  });
}

void Persons::report(const std::string& reporter, const std::string& kind, const std::string& area,
                     const std::string& seen_at, const std::string& recorded_by) {
  wire::Event event;
  auto& told = *event.mutable_report();
  told.set_reporter(reporter);
  told.set_kind(kind);
  told.set_area(area);
  told.set_text("水");
  told.set_seen_at(seen_at);
  told.set_recorded_by(recorded_by);
  rig_.submit(std::move(event));
}

void Persons::sent(EffectId effect, bool delivered) {
  wire::Event event;
  event.mutable_effect_reported()->set_offset(effect.offset.value);
  event.mutable_effect_reported()->set_index(effect.index);
  event.mutable_effect_reported()->set_outcome(delivered ? wire::EffectReported::DELIVERED
                                                         : wire::EffectReported::FAILED);
  rig_.submit(std::move(event));
}

Persons::Story Persons::story() {
  Story words;
  for (const auto& told : rig_.facts()) {
    if (told.fact.has_obligation_opened()) duties_.push_back(told.id);
    if (told.fact.has_incident_opened()) incident_ = told.id;
    if (told.fact.has_decision_opened()) decisions_.push_back(told.id);
    if (told.fact.has_warning_proposed()) proposal_ = told.id;
    const std::string word = person_words(told.fact);
    if (!word.starts_with("silent") && !word.starts_with("returned")) words.push_back(word);
  }
  return words;
}

Persons::Story Persons::only(const Story& story, const std::vector<std::string>& beginnings) {
  Story kept;
  for (const auto& word : story)
    for (const auto& beginning : beginnings)
      if (word.starts_with(beginning)) kept.push_back(word);
  return kept;
}

std::string Persons::refusal(const Receipt& receipt) {
  for (const auto& fact : receipt.facts)
    if (fact.has_command_refused()) return fact.command_refused().reason_code();
  return "";
}

Persons::Story Persons::messages(wire::SendMessage::Purpose purpose) {
  Story words;
  for (const auto& effect : rig_.take_effects()) {
    const auto& message = effect.effect.send_message();
    effects_.push_back(effect.id);
    if (message.purpose() == purpose) words.push_back(message.channel() + " " + message.person());
  }
  return words;
}

}  // namespace fenghuo
