// The stage that acts: on an alarm it opens an incident, issues a warning, asks for the decisions
// that the plan names and opens an obligation for each duty; it calls until people answer, and goes
// on calling until what the plan asks for is done.
//
// Alarms that rise warn; alarms that fall don't: a falling number is no reason to stop moving
// people. When an alarm clears, duties that only wanted an answer end with it; a headcount stays
// open until it is complete, or until two persons give the all-clear.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/stage.h"
#include "playbooks/contact.h"
#include "playbooks/contact_tests.h"
#include "playbooks/decision.h"
#include "playbooks/evacuation.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/ladder.h"
#include "playbooks/notice.h"
#include "playbooks/obligation.h"
#include "playbooks/proposal.h"
#include "playbooks/response.h"
#include "playbooks/step.h"

namespace fenghuo::playbooks {

/// Warnings that wait for a second person, and requests from the field: each about 500 bytes.
inline constexpr std::size_t kProposalsMax = 1'000;
/// Received messages of which somebody was asked, about 300 bytes each. Where there are more, the
/// answered one that is over first is forgotten, so that it may be asked about once more. Where
/// none is answered, the question of the least severe is closed, the oldest of these first.
inline constexpr std::size_t kReceivedAskedMax = 1'000;
/// Earlier messages that are remembered of one that is held, each about 60 bytes: far more than
/// anybody updates a warning in the day that it is in force.
inline constexpr std::size_t kSaidAnewMax = 100;
/// A warning that a person gave stands so long, unless it is retracted or stood down before: as
/// long as one that another authority sends without an end.
inline constexpr Span kPersonsWarningStands = std::chrono::hours{24};
/// A question that no playbook has: whether the response is high enough.
inline constexpr std::string_view kRaiseResponse = "raise-response";

class Desk : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Desk>(*this); }

 private:
  /// An alarm fact, or what takes its place where a person warns.
  struct AlarmNews {
    FactId fact;
    FactId alarm;
    std::string rule;
    std::string area;
    std::string place;  // a hazard point of the area
    Level level = Level::none;
    Level previous = Level::none;
    Text reason;
    std::string given_by;  // where it is a person
    std::string agreed_by;
  };
  using Reason = wire::ObligationClosed::Reason;

  void read_plan(const wire::Plan& plan);
  /// The plan, the roles in force, or who is unreached have changed.
  void learn_who_holds_what(const wire::Plan& plan);
  void hear_speakers(Turn& turn, const wire::Event& event);
  void follow_world(Turn& turn, const wire::Event& event);
  void on_timers(Turn& turn);
  bool fits() const;
  void describe_obligations(wire::Standing& standing) const;
  void describe_obligation(FactId id, const std::vector<FactId>& superseded,
                           wire::StandingObligation& told) const;
  void describe_decisions(wire::Standing& standing) const;
  void describe_evacuations(wire::Standing& standing) const;
  void describe_notices(wire::Standing& standing) const;

  // The end of an exercise.
  void follow_exercise(Turn& turn);
  void end_exercise(Turn& turn, const Text& reason, FactId cause);
  void tell_that_it_is_over(Turn& turn, const Text& reason, FactId cause);
  void close_all_requests(Turn& turn, FactId cause);
  void end_all_watches(Turn& turn);
  bool begins_something(const wire::Command& command) const;

  // Alarms, incidents and warnings.
  void follow_received(Turn& turn, const wire::ReceivedWarning& received);
  void ask_if_real(Turn& turn, const wire::WarningHeld& held, const wire::ReceivedWarning& received,
                   FactId cause);
  void ask_if_here(Turn& turn, const wire::WarningReceived& told,
                   const wire::ReceivedWarning& received, FactId cause);
  void ask_about(Turn& turn, Decision decision, FactId cause);
  void forget_one_asked_about(Turn& turn, FactId cause);
  void drop_questions_about(Turn& turn, const wire::ReceivedWarning& received, FactId cause);
  void follow_sender(Turn& turn, const wire::ReceivedWarning& received,
                     const wire::WarningReceived& told, FactId cause);
  std::set<std::string> said_anew_by(const wire::ReceivedWarning& received) const;
  std::set<std::string> one_matter_with(const std::set<std::string>& messages) const;
  void join_words(Turn& turn, const Decision& real, FactId cause);
  void unsay(Turn& turn, const std::set<std::string>& messages, const wire::WarningReceived* anew,
             Instant until, FactId cause);
  bool is_for(const wire::WarningReceived& told, const Incident& incident) const;
  void drop_question(Turn& turn, FactId id, Reason reason, FactId cause);
  void ask_again(Turn& turn, const wire::AlarmRepeated& repeated, FactId cause);
  void follow_alarms(Turn& turn);
  static std::optional<AlarmNews> news_in(const wire::Fact& fact, FactId id);
  /// Of a hazard point, the village whose people it threatens.
  AlarmNews located(AlarmNews news) const;
  void on_alarm(Turn& turn, const AlarmNews& news);
  void on_cleared(Turn& turn, const AlarmNews& news);
  void begin_or_follow(Turn& turn, const wire::Playbook& playbook, const AlarmNews& news);
  void join(Turn& turn, FactId incident_id, const AlarmNews& news);
  void rise(Turn& turn, FactId id, const AlarmNews& news);
  void go_on(Turn& turn, FactId id, FactId cause);
  FactId open_incident(Turn& turn, const std::string& playbook, const AlarmNews& news);
  void warn(Turn& turn, FactId incident_id, const AlarmNews& news);
  void clear(Turn& turn, FactId incident_id, const AlarmNews& news);
  void alarm_over(Turn& turn, FactId incident_id, FactId cause);
  void stand(Turn& turn, FactId incident_id);
  /// Who warned, where no alarm did.
  void note_word(Turn& turn, FactId incident_id, const Proposal& proposal);
  void wait_for_end_of_word(Turn& turn, FactId incident_id);
  void on_word_over(Turn& turn, FactId incident_id);
  void end_word(Turn& turn, FactId incident_id, FactId cause);
  void close_incident_if_done(Turn& turn, FactId incident_id, FactId cause);
  void close_incident(Turn& turn, FactId incident_id, FactId cause);
  /// The open incident of the rule's hazard at the place; nothing where there is none.
  std::optional<FactId> incident_of(const std::string& playbook, const std::string& rule,
                                    const std::string& area, const std::string& place = "") const;
  std::string_view hazard_of(const Incident& incident) const;
  std::vector<FactId> incidents_in(const std::string& area) const;
  Text name_of_village(const std::string& area) const;
  const Particulars& particulars_of(FactId incident_id) const;
  const Ending& ending_of(FactId incident_id) const;

  // Duties and calls.
  void open_obligations(Turn& turn, FactId incident_id);
  FactId open_obligation(Turn& turn, Obligation obligation, Errand errand, FactId cause);
  /// Opens it and calls.
  FactId send_on(Turn& turn, Obligation obligation, Errand errand, FactId cause);
  const Errand* errand_of(FactId obligation) const;
  const std::string& area_of(const Obligation& obligation) const;
  void supersede(Turn& turn, FactId old_id, FactId new_id);
  void on_report(Turn& turn, const wire::EffectReported& report);
  void on_answer(Turn& turn, const wire::Command& command);
  void take_answer(Turn& turn, FactId id, const wire::Command& command, bool misunderstood,
                   FactId told);
  /// "Received" that doesn't say of what.
  bool misunderstood(FactId id, const wire::Command& command) const;
  std::uint32_t people_planned(const Obligation& obligation) const;
  /// A number that hardly anybody can mean is refused the first time.
  bool doubts(Turn& turn, FactId obligation, const wire::Command& command);
  void hear_of_missing(Turn& turn, const wire::Report& report);
  void end_dispute_if_all_safe(const std::string& area);
  bool refuses_one_persons_word(Turn& turn, FactId obligation, const wire::Command& command);
  /// Whether a number that was told is one person's word, of a village whose numbers are disputed:
  /// then it is refused, and kept as that.
  bool needs_another(Turn& turn, const wire::Command& command, const std::string& by,
                     std::uint32_t people, std::optional<Claim>& claim);
  bool needs_another_count(Turn& turn, const wire::Command& command, Evacuation& evacuation);
  bool needs_another_answer(Turn& turn, FactId obligation, const wire::Command& command);
  /// Somebody of the village speaks.
  bool is_from_there(const Obligation& obligation, const std::string& person) const;
  void on_headcount(Turn& turn, FactId id, const wire::Answer& answer,
                    const std::string& recorded_by, FactId told);
  void on_call_attempt(Turn& turn, const wire::Command& command);
  void on_step_due(Turn& turn, FactId id);
  void close(Turn& turn, FactId id, Reason reason, FactId cause);
  void close_all(Turn& turn, FactId incident_id, Reason reason, FactId cause);
  Ladder ladder(Turn& turn, FactId id);
  std::uint32_t rungs_of(FactId id) const;
  /// The duty as it stands under the newest warning; end() where there is none.
  std::map<FactId, Obligation>::const_iterator current(FactId id) const;
  bool open_in(FactId incident_id) const;
  /// A duty of its warning is open.
  bool being_warned(FactId incident_id) const;
  /// Whoever leads the village out has yet to say that all are moved.
  bool being_counted(const std::string& area) const;
  void follow_people_at_risk(Turn& turn, const std::string& area, FactId cause);

  // Decisions.
  void ask_questions(Turn& turn, FactId incident_id);
  void ask_of_neighbours(Turn& turn, FactId incident_id, const wire::Question& question);
  bool warned_as_much(const std::string& area, const std::string& playbook, Level level) const;
  /// Somebody has yet to decide whether it is warned.
  bool asked_for(const std::string& area, const std::string& playbook, Level level) const;
  /// What was asked of a neighbour before it was warned itself.
  void close_answered_requests(Turn& turn, FactId incident_id, FactId cause);
  /// Of what neighbours are asked, that which is over.
  void close_requests(Turn& turn, FactId cause, Reason reason,
                      const std::function<bool(const Decision&)>& over);
  FactId open_decision(Turn& turn, Decision decision, FactId cause);
  void ask_owner(Turn& turn, FactId id);
  void on_message_to_owner(Turn& turn, const wire::EffectReported& report);
  void on_question_due(Turn& turn, FactId id);
  static void stop_asking(Turn& turn, FactId id);
  void pass_on(Turn& turn, FactId id);
  void on_decide(Turn& turn, const wire::Command& command);
  void make(Turn& turn, FactId id, wire::DecisionMade made);
  void carry_out(Turn& turn, FactId id, FactId cause);
  void close_decision(Turn& turn, FactId id, Reason reason, FactId cause);
  void close_decisions(Turn& turn, FactId incident_id, Reason reason, FactId cause);
  std::string owner_at(const Decision& decision, std::uint32_t step) const;
  /// The next in the chain whom the plan names; its end where there is nobody.
  std::uint32_t step_after(const Decision& decision) const;
  /// What has happened, and to how many; for the message to its owner.
  Text grounds_of(const Decision& decision) const;
  Text silence_of(const Decision& decision) const;
  std::set<std::string> may_decide(const Decision& decision) const;

  // Steps of the playbook.
  void begin_steps(Turn& turn, FactId incident_id);
  void begin_ready_steps(Turn& turn, FactId incident_id, FactId cause);
  void begin_step(Turn& turn, FactId incident_id, const wire::Step& step, FactId cause);
  /// Its obligations, open or done.
  std::vector<FactId> tasks_of(FactId incident_id, const std::string& step) const;
  std::vector<std::string> subjects_of(FactId incident_id, const wire::Step& step) const;
  bool is_begun(FactId incident_id, const wire::Step& step) const;
  bool is_over(FactId incident_id, const wire::Response& response, const std::string& id) const;
  bool applies(Turn& turn, FactId incident_id, const wire::Step& step) const;

  // What the township must do once for all villages of a hazard.
  void ask_township(Turn& turn, FactId incident_id);
  void ask_once(Turn& turn, FactId incident_id, Obligation obligation, Errand errand);
  void go_on_for_others(Turn& turn);
  void leave_township_duties(const std::set<FactId>& of);
  std::string township_key(FactId incident_id) const;

  // Villages that fall silent.
  void watch_contact(Turn& turn, FactId incident_id);
  void listen(Turn& turn);
  void find_stations(Turn& turn);
  void watch(const std::string& area, bool watched);
  void heard(Turn& turn, const std::string& area, FactId cause);
  void look_for_silence(Turn& turn);
  void look_again(Turn& turn, const std::string& area, Instant at);
  void wait_for_silence(Turn& turn);
  const wire::CutOff* cut_off_of(const Contact& contact) const;
  void cut_off(Turn& turn, const std::string& area, Contact& contact);
  void look_for(Turn& turn, const std::string& area, const Contact& contact);
  bool being_reached(const std::string& area) const;
  void end_watch(Turn& turn, const std::string& area);
  std::uint32_t people_unknown(const std::string& area) const;
  /// Of a village that is cut off: whoever was counted in it is as silent as the others.
  std::uint32_t people_unheard(const std::string& area) const;

  // Evacuations and the time left to them.
  void order_evacuation(Turn& turn, FactId incident_id);
  void follow_lists(Turn& turn);
  /// The new order; none where the list is as it was.
  std::optional<FactId> follow_list(Turn& turn, const std::string& area,
                                    std::set<std::string> changed);
  /// Whose numbers it changes, by village.
  std::map<std::string, std::set<std::string>> follow_villages(Turn& turn);
  void call_for(Turn& turn, const std::string& area, const std::set<std::string>& changed,
                FactId cause);
  /// Somebody is listed in another village than they are moved with.
  bool moves_strays() const;
  bool wants_visit(const Evacuation& evacuation, const Move& move) const;
  FactId tell_order(Turn& turn, const std::string& area, FactId incident_id, FactId cause);
  bool nobody_sees_to(const std::string& area, const Move& move) const;
  std::optional<FactId> open_visit(const Move& move) const;
  void end_visit(Turn& turn, const Move& move, wire::ObligationClosed::Reason reason, FactId cause);
  /// `anew`: also where somebody is sent already.
  void visit(Turn& turn, const std::string& area, const std::string& subject, Move& move,
             FactId cause, bool anew = false);
  void on_count(Turn& turn, const wire::Command& command);
  void count(Turn& turn, const std::string& area, const wire::CountHousehold& counted,
             const std::string& recorded_by, FactId cause);
  void complete_if_settled(Turn& turn, const std::string& area, FactId cause);
  /// Null where the household is on no roster of the area that is being moved.
  const Move* move_of(const std::string& area, const std::string& household) const;
  bool all_found(const std::string& area) const;
  bool people_away(FactId incident_id) const;
  bool holds_evacuation(FactId incident_id) const;
  /// The incident that held it is over: another one of the village goes on with it, or it ends.
  void pass_evacuation(Turn& turn, const std::string& area, FactId from, const Called& told,
                       FactId cause);
  void visit_all(Turn& turn, const std::string& area, FactId cause);
  void hand_over(Evacuation& evacuation, FactId to);
  void on_roll_call_due(Turn& turn, FactId order);
  void wait_for_roll_call(Turn& turn, FactId order);
  std::optional<FactId> open_roll_call(const Evacuation& evacuation) const;
  void note_missing(Turn& turn, FactId id, std::uint32_t present, FactId cause);
  void tell_county_of_missing(Turn& turn, FactId incident_id, std::uint32_t people, FactId cause);
  void propose_response(Turn& turn, FactId incident_id, std::uint32_t people, FactId cause);
  void on_order_return(Turn& turn, const wire::Command& command);
  void end_evacuation(Turn& turn, const std::string& area);
  /// As the village's leaders have told.
  std::uint32_t moved_in(const std::string& area) const;
  std::optional<TimeToSafe> time_of(Turn& turn, const std::string& area);
  void look_at_time(Turn& turn, const std::string& area);
  void on_time_short(Turn& turn, FactId order);
  void on_reach_due(Turn& turn, FactId order);
  std::uint32_t reached_in(const std::string& area) const;
  void hear_of_road(Turn& turn, const wire::Report& report, FactId cause);
  bool is_road_cut(const std::string& area, Instant now) const;

  // The response level, and reports to the county.
  void on_set_response(Turn& turn, const wire::Command& command);
  void change_response(Turn& turn, Level level, const wire::Command& command);
  static std::vector<std::string> response_duties(const wire::Plan& plan);
  bool may_set_response(const wire::Plan& plan, const std::string& person) const;
  void raise_response(Turn& turn, const Decision& decision);
  void follow_response(Turn& turn, Level previous, const wire::Command& command, FactId cause);
  void on_switch_roles(Turn& turn, const wire::Command& command);

  // What persons start and end.
  void on_command(Turn& turn, const wire::Command& command);
  void on_warn(Turn& turn, const wire::Command& command);
  void on_approve(Turn& turn, const wire::Command& command);
  void on_leave(Turn& turn, const wire::Command& command);
  void on_request(Turn& turn, const wire::Command& command);
  FactId propose(Turn& turn, const Proposal& proposal);
  void issue(Turn& turn, const Proposal& proposal, const std::string& rule, FactId cause);
  void on_retract(Turn& turn, const wire::Command& command);
  void retract(Turn& turn, FactId incident_id, const wire::Command& command);
  /// What those who were told of it do now.
  Text after_retraction(FactId incident_id) const;
  bool told_to_leave(const Incident& incident) const;
  /// Another warning of the village that stands: first one that tells people to leave, then the
  /// most severe; null where there is none.
  const Incident* other_warning(FactId incident_id) const;
  void on_stand_down(Turn& turn, const wire::Command& command);
  void give_all_clear(Turn& turn, FactId incident_id, const std::string& agreed_by, FactId cause);
  void refuse_unseen(Turn& turn, const wire::Command& command, const Ending& ending) const;
  void on_hold_over(Turn& turn, FactId incident_id);
  void take_safe_report(Instant now, const wire::Report& report, Ending& ending) const;
  void hear_report(Turn& turn, const wire::Report& report);
  void revoke(Turn& turn, FactId incident_id, AlarmNews news);
  /// What those who were told that it is over do now.
  Text after_revocation(Incident incident, const AlarmNews& news, Instant now) const;

  struct Told {
    explicit Told(const Called& called) {
      for (const auto& [person, channels] : called)
        (channels.sends() ? told : by_hand).push_back(person);
    }
    std::vector<std::string> told;     // by a channel that the engine sends by
    std::vector<std::string> by_hand;  // called by hand alone
    template <class TellingFact>
    void list_in(TellingFact& fact) const {
      for (const auto& person : told) fact.add_told(person);
      for (const auto& person : by_hand) fact.add_by_hand(person);
    }
  };
  Told all_told(FactId incident_id) const { return Told(incidents_.at(incident_id).told); }
  /// Tells everybody whom the incident has called, by the same channels, and follows it.
  void give_notice(Turn& turn, FactId incident_id, const Text& headline, const Text& text,
                   FactId cause, bool withdraws = false);
  /// To whom it goes, what it is about and its words are given; the rest is filled in.
  void send_notice(Turn& turn, Notice notice, Level level, const Called& called, FactId cause);
  void on_notice_reported(Turn& turn, const wire::EffectReported& report);
  void on_tell_by_hand(Turn& turn, const wire::Command& command);
  void complete_notice(Turn& turn, FactId id, FactId cause);

  // Hazards whose township duties ended undone in this turn; not saved.
  std::set<std::string> left_undone_;

  std::map<FactId, Incident> incidents_;       // open ones
  std::map<FactId, Particulars> particulars_;  // of those that have any
  std::map<FactId, Ending> endings_;           // of those that somebody wants to end
  std::map<FactId, Obligation> obligations_;   // of open incidents
  std::map<FactId, FactId> successors_;        // of those that have passed to a newer warning
  std::map<FactId, Errand> errands_;           // of those obligations that have one
  std::map<FactId, DoubtedNumber> doubted_;    // of those obligations that have one, the newest
  std::map<FactId, Decision> decisions_;       // of open incidents; requests until they are decided
  std::map<FactId, Proposal> proposals_;       // that wait for a second person
  std::map<std::string, Contact> contacts_;    // of villages under red
  // Of villages whose people are to be moved, or away.
  std::map<std::string, Evacuation> evacuations_;
  std::map<FactId, Notice> notices_;          // that haven't reached everybody yet
  std::map<std::string, FactId> asked_once_;  // duties of the township, by hazard and duty
  std::map<std::string, Instant> roads_cut_;  // by village, since when it was last reported
  // Received messages of which somebody was asked whether they are real, or for here, while they
  // are in force.
  std::map<std::string, Instant> asked_about_;
  ResponseState response_;
  ContactTests contact_tests_;
  bool stopped_ = false;  // it was an exercise, and is over

  // What follows from the state and the plan, and is not part of the state.
  std::shared_ptr<const Handbook> handbook_ = std::make_shared<const Handbook>();
  std::set<std::pair<std::string, FactId>> incidents_in_;  // by village
  std::set<FactId> neighbour_requests_;                    // decisions that wait
  std::set<std::pair<Instant, std::string>> look_at_;      // of the contacts that may fall silent
  // By station, the village that it stands in, by its place in the plan; worked out again where the
  // plan or the stations have changed.
  std::vector<std::uint32_t> village_of_;
  bool stations_are_old_ = true;
  std::vector<bool> watched_;  // by village: it is under red
  StepConditions conditions_;
};

}  // namespace fenghuo::playbooks
