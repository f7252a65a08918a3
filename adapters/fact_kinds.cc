#include "adapters/fact_kinds.h"

namespace fenghuo::adapters {
namespace {

using wire::Fact;

struct Kind {
  Fact::KindCase kind;
  std::string_view word;
};

// A lite message can't be asked for the names of its fields.
constexpr Kind kKinds[] = {{Fact::kPlanActivated, "plan_activated"},
                           {Fact::kStationSeen, "station_seen"},
                           {Fact::kStationSilent, "station_silent"},
                           {Fact::kStationReturned, "station_returned"},
                           {Fact::kClockWrong, "clock_wrong"},
                           {Fact::kObservationDoubted, "observation_doubted"},
                           {Fact::kReportTaken, "report_taken"},
                           {Fact::kWarningReceived, "warning_received"},
                           {Fact::kQualityChanged, "quality_changed"},
                           {Fact::kStationLost, "station_lost"},
                           {Fact::kAlarmRaised, "alarm_raised"},
                           {Fact::kAlarmChanged, "alarm_changed"},
                           {Fact::kAlarmCleared, "alarm_cleared"},
                           {Fact::kRuleFired, "rule_fired"},
                           {Fact::kAlarmHeldBack, "alarm_held_back"},
                           {Fact::kAlarmShelved, "alarm_shelved"},
                           {Fact::kAlarmUnshelved, "alarm_unshelved"},
                           {Fact::kAlarmRepeated, "alarm_repeated"},
                           {Fact::kWarningHeld, "warning_held"},
                           {Fact::kIncidentOpened, "incident_opened"},
                           {Fact::kIncidentClosed, "incident_closed"},
                           {Fact::kWarningIssued, "warning_issued"},
                           {Fact::kObligationOpened, "obligation_opened"},
                           {Fact::kObligationCalled, "obligation_called"},
                           {Fact::kObligationDelivered, "obligation_delivered"},
                           {Fact::kObligationUndelivered, "obligation_undelivered"},
                           {Fact::kObligationDialled, "obligation_dialled"},
                           {Fact::kObligationUnanswered, "obligation_unanswered"},
                           {Fact::kObligationAnswered, "obligation_answered"},
                           {Fact::kObligationReopened, "obligation_reopened"},
                           {Fact::kObligationClosed, "obligation_closed"},
                           {Fact::kDecisionOpened, "decision_opened"},
                           {Fact::kDecisionPassedOn, "decision_passed_on"},
                           {Fact::kDecisionMade, "decision_made"},
                           {Fact::kDecisionClosed, "decision_closed"},
                           {Fact::kDecisionMessage, "decision_message"},
                           {Fact::kWarningProposed, "warning_proposed"},
                           {Fact::kWarningRetracted, "warning_retracted"},
                           {Fact::kStandDownProposed, "stand_down_proposed"},
                           {Fact::kAllClearGiven, "all_clear_given"},
                           {Fact::kAllClearRevoked, "all_clear_revoked"},
                           {Fact::kVillageCutOff, "village_cut_off"},
                           {Fact::kContactRestored, "contact_restored"},
                           {Fact::kResponseChanged, "response_changed"},
                           {Fact::kEvacuationOrdered, "evacuation_ordered"},
                           {Fact::kHouseholdCounted, "household_counted"},
                           {Fact::kEvacuationComplete, "evacuation_complete"},
                           {Fact::kPeopleMissing, "people_missing"},
                           {Fact::kReturnOrdered, "return_ordered"},
                           {Fact::kTimeToSafe, "time_to_safe"},
                           {Fact::kWarningJoined, "warning_joined"},
                           {Fact::kNoticeGiven, "notice_given"},
                           {Fact::kNoticeReported, "notice_reported"},
                           {Fact::kNoticeComplete, "notice_complete"},
                           {Fact::kStepSkipped, "step_skipped"},
                           {Fact::kReachShort, "reach_short"},
                           {Fact::kRoadChanged, "road_changed"},
                           {Fact::kRolesSwitched, "roles_switched"},
                           {Fact::kContactTestStarted, "contact_test_started"},
                           {Fact::kContactTested, "contact_tested"},
                           {Fact::kContactTestEnded, "contact_test_ended"},
                           {Fact::kContactConfirmed, "contact_confirmed"},
                           {Fact::kRoutineDue, "routine_due"},
                           {Fact::kRoutineReminded, "routine_reminded"},
                           {Fact::kRoutineDone, "routine_done"},
                           {Fact::kNeedOpened, "need_opened"},
                           {Fact::kNeedClosed, "need_closed"},
                           {Fact::kUnitSent, "unit_sent"},
                           {Fact::kUnitRecalled, "unit_recalled"},
                           {Fact::kUnitReported, "unit_reported"},
                           {Fact::kUnitUnanswered, "unit_unanswered"},
                           {Fact::kNeedUnmet, "need_unmet"},
                           {Fact::kResourceHeld, "resource_held"},
                           {Fact::kHoldReleased, "hold_released"},
                           {Fact::kStockMoved, "stock_moved"},
                           {Fact::kStockShort, "stock_short"},
                           {Fact::kRoadClosed, "road_closed"},
                           {Fact::kAidAsked, "aid_asked"},
                           {Fact::kAidReported, "aid_reported"},
                           {Fact::kLiveHeld, "live_held"},
                           {Fact::kExerciseStopped, "exercise_stopped"},
                           {Fact::kInjectGiven, "inject_given"},
                           {Fact::kExerciseNoted, "exercise_noted"},
                           {Fact::kDrillBegan, "drill_began"},
                           {Fact::kCommandRefused, "command_refused"}};

}  // namespace

std::optional<Fact::KindCase> fact_kind(std::string_view word) {
  for (const auto& kind : kKinds)
    if (kind.word == word) return kind.kind;
  return std::nullopt;
}

std::vector<std::string_view> fact_kind_words() {
  std::vector<std::string_view> words;
  for (const auto& kind : kKinds) words.push_back(kind.word);
  return words;
}

}  // namespace fenghuo::adapters
