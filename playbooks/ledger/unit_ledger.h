// The stage that sends: it keeps what every unit is promised to, and after each change sends the
// units that cost least in all, exactly, by the roads that are open. Whoever is sent is called;
// where nobody answers, another unit goes. A person's choice goes before the reckoning.
//
// A unit has one need at most and a need one unit, so nothing is promised twice. In an exercise it
// sends none that live has sent or holds.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/stage.h"
#include "playbooks/ledger/choice.h"
#include "playbooks/ledger/resource_state.h"
#include "playbooks/ledger/ways.h"

namespace fenghuo::playbooks {

/// Open needs, about 300 bytes each: twice the worst night of which we know (ecosystem.md, D2).
inline constexpr std::size_t kNeedsMax = 1'000;
inline constexpr std::size_t kAidMax = 1'000;
/// With kNeedsMax needs a choice has 2 million ways, some tenths of a second. check() refuses more.
inline constexpr int kUnitsMax = 2'000;
/// Whom the ledger asks for what the plan hasn't got.
inline constexpr std::string_view kCounty = "county";

/// Before the stand-in is called, and again before another unit is sent, where the plan doesn't
/// say.
inline constexpr Span kUnitAnswersWithin = std::chrono::minutes{3};
/// While a need has no unit, or one is on the way, the choice is looked at again so often: the need
/// gets older, working hours begin.
inline constexpr Span kChooseAgain = std::chrono::minutes{5};

class UnitLedger : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<UnitLedger>(*this); }

 private:
  enum Wake : std::uint16_t { answer_due, choose_again, delivery_due };

  void read_plan(Turn& turn);
  void index_plan(const wire::Plan& plan);
  bool fits() const;
  void on_command(Turn& turn, const wire::Command& command);

  // What is needed.
  void follow_facts(Turn& turn);
  void follow_warning(Turn& turn, const wire::WarningIssued& warning, FactId fact);
  void follow_cut_off(Turn& turn, const wire::VillageCutOff& village, FactId fact);
  /// Of what is wanted, as much as the pattern's incident hasn't asked for yet.
  void ask_for(Turn& turn, const google::protobuf::RepeatedPtrField<wire::UnitNeed>& wanted,
               const Need& pattern, FactId cause);
  const wire::Playbook* playbook_of(const std::string& id) const;
  void on_ask_units(Turn& turn, const wire::Command& command);
  void on_end_need(Turn& turn, const wire::Command& command);
  void open_need(Turn& turn, Need need, const std::string& by, FactId cause);
  void close_need(Turn& turn, FactId id, wire::NeedClosed::Reason reason,
                  const std::string& closed_by, const std::string& note, FactId cause);
  void close_needs_of(Turn& turn, FactId incident, FactId cause);
  /// A need of the same skill at the same place that has no unit: that of one which ends goes on to
  /// it.
  std::optional<FactId> unserved_beside(FactId need_id) const;
  void hand_over(Turn& turn, FactId from, FactId to);

  // Who goes.
  void choose(Turn& turn);
  std::vector<OpenNeed> open_needs(const std::vector<const wire::Unit*>& units, Instant now);
  bool can_be_sent(const wire::Unit& unit, Instant now) const;
  std::optional<std::int64_t> travel_s(const wire::Unit& unit, const Need& need, Instant now);
  void give(Turn& turn, FactId need_id, const wire::Unit& unit, std::int64_t travel_s,
            const Text& reason, const std::string& by);
  void let_go(Turn& turn, FactId need_id);
  void take_back(Turn& turn, FactId need_id, const Text& reason);
  void tell_unmet(Turn& turn, FactId need_id);
  Text reason_for(const wire::Unit& unit, const Choice& choice, const wire::Unit* next) const;
  /// Why a unit that is under way turns round; `instead`: who goes for it, nullptr: nobody.
  Text why_back(const wire::Unit& unit, const Need& need, const wire::Unit* instead);
  Text why_none(const Need& need, Instant now);

  // A person's choice.
  void on_choose_unit(Turn& turn, const wire::Command& command);
  void forbid(Turn& turn, FactId need_id, const wire::Unit& unit);
  /// Why the unit can't have the need; nothing: it can.
  std::optional<std::pair<const char*, Text>> objection(const wire::Unit& unit, FactId need_id);

  // What live holds, and the end of an exercise.
  void follow_live(Turn& turn, const wire::LiveHeld& held);
  void end_exercise(Turn& turn, const wire::ExerciseStopped& stopped, FactId cause);

  // Calling those who are sent, and what they say.
  /// `left`: the need that its unit was called for and leaves for this one; nullptr: none.
  void call(Turn& turn, FactId need_id, const std::string& person, const Need* left);
  void tell_redirected(Turn& turn, const wire::Unit& unit, FactId left, FactId need_id);
  void tell_note(Turn& turn, FactId need_id, const std::string& note);
  void tell_called_back(Turn& turn, FactId need_id, const std::string& unit, const Text& reason);
  EffectId tell(Turn& turn, const std::string& person, FactId need_id,
                wire::SendMessage::Purpose purpose, const Text& headline, const Text& text);
  void on_message_reported(Turn& turn, const wire::EffectReported& report);
  /// The unit whose contact is called by a message alone; nullptr: none, or somebody telephones.
  const UnitRecord* called_by_message(FactId need_id) const;
  void on_delivery_due(Turn& turn, FactId need_id);
  /// Says that somebody is to telephone whoever is called, for the reason in `note`.
  void have_telephoned(Turn& turn, FactId need_id, const std::string& note);
  void await_answer(Turn& turn, FactId need_id);
  void on_answer_due(Turn& turn, FactId need_id);
  void stop_clocks(Turn& turn, FactId need_id);
  void on_report_unit(Turn& turn, const wire::Command& command);
  void set_state(Turn& turn, const wire::Unit& unit, wire::UnitState state, const std::string& at,
                 const std::string& by, const std::string& note);
  void free(Turn& turn, const std::string& unit, const std::string& at);
  static TimerKey answer_timer(FactId need_id) {
    return {.kind = answer_due, .part = need_id.index, .subject = need_id.offset.value};
  }
  static TimerKey delivery_timer(FactId need_id) {
    return {.kind = delivery_due, .part = need_id.index, .subject = need_id.offset.value};
  }

  // Holds, roads, help from others.
  void on_hold(Turn& turn, const wire::Command& command);
  void on_release(Turn& turn, const wire::Command& command);
  void on_close_road(Turn& turn, const wire::Command& command);
  void roads_changed();
  /// Cut roads of which nothing was heard for kRoadCutFor count as open.
  void forget_old_cuts(Instant now);
  void on_ask_aid(Turn& turn, const wire::Command& command);
  void on_report_aid(Turn& turn, const wire::Command& command);
  void ask_aid(Turn& turn, Aid aid, const std::string& by, FactId cause);
  /// Of what nobody has asked for yet: the need has a unit, or has ended.
  void want_aid(Turn& turn, FactId need_id, FactId cause);
  void withdraw_aid(Turn& turn, FactId need_id);
  /// Whether what the county is asked for already, for other incidents of the village, is enough.
  bool asked_by_twins(FactId need_id) const;
  /// A need that waits for the help that was asked for this one, which wants it no more.
  std::optional<FactId> waiting_twin(FactId need_id) const;

  void describe_units(wire::Standing& standing) const;
  void describe_needs(wire::Standing& standing) const;

  std::map<std::string, UnitRecord, std::less<>> units_;
  std::map<FactId, Need> needs_;
  std::map<FactId, HeldResource> holds_;  // of units
  std::map<FactId, Aid> aid_;
  std::map<std::string, Closure> closed_roads_;
  std::map<std::string, Instant> cut_villages_;  // since when
  std::set<std::string, std::less<>> held_live_;
  bool stopped_ = false;  // it was an exercise, and is over
  bool changed_ = false;  // within a record: the choice is to be made anew

  // What follows from the plan.
  const wire::Plan* plan_ = &wire::Plan::default_instance();
  std::map<std::string_view, const wire::Unit*> in_plan_;
  std::map<std::string, std::string, std::less<>> homes_;  // by unit; they outlive a change of plan
  Ways ways_;
};

}  // namespace fenghuo::playbooks
