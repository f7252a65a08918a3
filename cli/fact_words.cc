#include "cli/fact_words.h"

#include "cli/command_words.h"
#include "cli/everyday_words.h"
#include "cli/exercise_words.h"
#include "cli/finding_words.h"
#include "cli/ledger_words.h"
#include "cli/sentence.h"
#include "engine/decimal.h"
#include "engine/ids.h"
#include "engine/level.h"
#include "engine/observations.h"
#include "engine/property.h"
#include "engine/report_kinds.h"

namespace fenghuo::cli {
namespace {

Text words_of(wire::ObservationDoubted::Reason reason) {
  if (reason == wire::ObservationDoubted::LATE)
    return {"观测来得太晚，不计入：", "an observation came too late and is left out: "};
  if (reason == wire::ObservationDoubted::COUNTER_RESET)
    return {"累计值变小，从零重新计：", "a counter fell, and is counted from zero again: "};
  return {"观测不可能是真的，不计入：", "an observation can't be true and is left out: "};
}

template <class WireText>
Text text_of(const WireText& text) {
  return {text.zh(), text.en()};
}

Text level(std::uint32_t number) {
  return name_of(level_from_wire(number).value_or(Level::none));
}

Text answer_words(const wire::ObligationAnswered& answered) {
  if (answered.misunderstood())
    return {"收到，但没有说对是哪里、什么险情",
            "received, without saying rightly where it is and what"};
  if (answered.kind() == wire::Answer::RECEIVED) return {"收到", "received"};
  if (answered.kind() == wire::Answer::DONE) return {"办好了", "done"};
  if (answered.kind() == wire::Answer::MOVED)
    return Text{"已转移 ", "moved "} + number(answered.people_moved()) +
           Text{" 人", answered.people_moved() == 1 ? " person" : " people"};
  if (answered.kind() == wire::Answer::NEED_HELP) return {"需要支援", "needs help"};
  return {"答复", "an answer"};
}

Text closing_words(wire::ObligationClosed::Reason reason) {
  if (reason == wire::ObligationClosed::ANSWERED) return {"已答复", "answered"};
  if (reason == wire::ObligationClosed::HEADCOUNT_COMPLETE) return {"人已转移齐", "all were moved"};
  if (reason == wire::ObligationClosed::SUPERSEDED)
    return {"由新的预警接替", "a newer warning took its place"};
  if (reason == wire::ObligationClosed::RETRACTED)
    return {"预警撤回", "the warning was taken back"};
  if (reason == wire::ObligationClosed::STOOD_DOWN) return {"险情解除", "all clear"};
  if (reason == wire::ObligationClosed::CONTACT_RESTORED)
    return {"恢复联系", "the village is heard again"};
  if (reason == wire::ObligationClosed::ALARM_CLEARED) return {"警报解除", "the alarm cleared"};
  if (reason == wire::ObligationClosed::CROWDED_OUT)
    return {"待决定的事项太多", "too many questions were open"};
  return {"原因不明", "unknown reason"};
}

Text outcome_words(wire::CallAttempt::Outcome outcome) {
  if (outcome == wire::CallAttempt::NO_ANSWER) return {"无人接听", "no answer"};
  if (outcome == wire::CallAttempt::BUSY) return {"占线", "busy"};
  if (outcome == wire::CallAttempt::UNREACHABLE) return {"打不通", "unreachable"};
  if (outcome == wire::CallAttempt::RANG) return {"响铃了", "it rings"};
  return {"未说明", "not said"};
}

Text unshelving_words(wire::AlarmUnshelved::Reason reason) {
  if (reason == wire::AlarmUnshelved::TIME_OVER) return {"时间到", "its time is over"};
  if (reason == wire::AlarmUnshelved::COMMAND) return {"有人取消", "taken back"};
  if (reason == wire::AlarmUnshelved::EXCEEDED)
    return {"升到搁置的级别以上", "it rose above the shelf's level"};
  if (reason == wire::AlarmUnshelved::RULE_GONE)
    return {"预案里不再有这条警报", "the plan has no such alarm any more"};
  return {"原因不明", "unknown reason"};
}

Text channel_words(const std::string& channel) {
  if (channel == "call_list") return {"人工拨打", "by hand from the call list"};
  if (channel == "webhook") return {"消息", "message"};
  if (channel == "satellite_phone") return {"卫星电话", "satellite phone"};
  if (channel == "radio") return {"对讲机", "radio"};
  if (channel == "loudspeaker") return {"大喇叭", "loudspeaker"};
  if (channel == "knock") return {"上门", "a knock on the door"};
  if (channel == "runner") return {"派人", "a runner"};
  return plain(channel);
}

Text channels(const wire::ObligationCalled& called) {
  Text all;
  for (const auto& channel : called.channels())
    all = all + (all.zh.empty() ? Text{} : Text{"、", ", "}) + channel_words(channel);
  return all;
}

class Words {
 public:
  Words(const Names& names, Span utc_offset) : names_(names), utc_offset_(utc_offset) {}

  Text of(const wire::Fact& fact) const;

 private:
  Text alarm(const std::string& rule, const std::string& area) const {
    return names_.area(area) + Text{"，", ", "} + names_.rule(rule) + Text{"：", ": "};
  }
  Text clock(std::int64_t ms) const { return plain(to_clock(instant_ms(ms), utc_offset_)); }
  Text steps(const wire::RuleFired& fired) const;
  Text reading(const std::string& station, const std::string& property, double value) const {
    return names_.station(station) + plain(" ") + measured(property, value);
  }
  Text report(const wire::ReportTaken& taken) const;
  Text quality(const wire::QualityChanged& changed) const;
  Text lost(const wire::StationLost& lost) const;
  Text of_stations(const wire::Fact& fact) const;
  Text of_trust(const wire::Fact& fact) const;
  Text of_shelves(const wire::Fact& fact) const;
  Text of_alarms(const wire::Fact& fact) const;
  Text of_obligations(const wire::Fact& fact) const;
  Text of_answers(const wire::Fact& fact) const;

  const Names& names_;
  Span utc_offset_;
};

// Of a course of events, when each step was reached.
Text Words::steps(const wire::RuleFired& fired) const {
  Text text;
  for (const std::int64_t at_ms : fired.step_at_ms())
    text = text + (text.zh.empty() ? Text{"；各步：", "; steps at "} : Text{"、", ", "}) +
           plain(to_day_and_clock(instant_ms(at_ms), utc_offset_));
  if (fired.matches() > 0)
    text = text + Text{"；共 ", "; in "} + number(fired.matches()) + Text{" 种走法", " ways"};
  return text;
}

Text Words::of_stations(const wire::Fact& fact) const {
  if (fact.has_station_seen())
    return Text{"预案里没有的测站第一次上报：", "a station that the plan doesn't know spoke: "} +
           plain(fact.station_seen().station());
  if (fact.has_station_silent())
    return Text{"测站无声：", "a station is silent: "} +
           names_.station(fact.station_silent().station());
  if (fact.has_station_returned())
    return Text{"测站恢复：", "a station is back: "} +
           names_.station(fact.station_returned().station());
  if (fact.has_clock_wrong())
    return Text{"测站时钟不准，改用收到的时间：",
                "a station's clock is wrong, so time of receipt is used: "} +
           names_.station(fact.clock_wrong().station());
  if (fact.has_observation_doubted()) {
    const auto& doubted = fact.observation_doubted();
    return words_of(doubted.reason()) + names_.station(doubted.station()) +
           plain(" " + doubted.property() + " " + format_number(doubted.value(), 3)) +
           Text{"，观测于 ", ", observed "} +
           plain(to_day_and_clock(instant_ms(doubted.observed_at_ms()), utc_offset_));
  }
  if (fact.has_warning_received()) {
    const auto& received = fact.warning_received();
    const std::string& title = received.headline().empty() ? received.event() : received.headline();
    return (received.cancels() ? Text{"外部预警取消：", "a warning of others is cancelled: "}
                               : Text{"收到外部预警：", "others warn: "}) +
           plain(title + " (" + received.sender() + ")") +
           (received.status() == wire::ReceivedWarning::ACTUAL
                ? Text{}
                : Text{"，是测试或演练，不交给规则", ", a test or exercise: no rule sees it"});
  }
  if (fact.has_warning_held()) {
    const auto& held = fact.warning_held();
    return Text{"外部预警自相矛盾，先按住问人：",
                "a warning of others contradicts itself, held until somebody has decided: "} +
           plain((held.headline().empty() ? held.event() : held.headline()) + " (" + held.sender() +
                 ")");
  }
  if (fact.has_report_taken()) return report(fact.report_taken());
  return {};
}

Text Words::report(const wire::ReportTaken& taken) const {
  Text words = taken.reporter().empty()
                   ? Text{"报告：", "a report: "}
                   : names_.person(taken.reporter()) + Text{" 报告：", " reports: "};
  words = words + names_.place(taken.area()) + plain(" ") + report_words(taken.kind()) +
          plain(taken.text().empty() ? "" : " " + taken.text());
  if (!taken.seen_at().empty())
    words = words + Text{"，看到的地方：", ", seen at "} + plain(taken.seen_at());
  if (!taken.recorded_by().empty() && taken.recorded_by() != taken.reporter())
    words = words + Text{"，记录人 ", ", recorded by "} + names_.person(taken.recorded_by());
  return words;
}

Text Words::quality(const wire::QualityChanged& changed) const {
  const auto flag = quality_from(changed.flag()).value_or(Quality::not_evaluated);
  const Text value = reading(changed.station(), changed.property(), changed.value());
  if (flag == Quality::missing)
    return Text{"缺测：", "no value comes: "} + value + Text{"（最后的值，", " (the last, at "} +
           clock(changed.observed_at_ms()) + Text{"）", ")"};
  if (flag != Quality::suspect && flag != Quality::fail)
    return Text{"读数可信：", "a reading is believed: "} + value;
  Text tests;
  for (const auto& test : changed.tests())
    tests = tests + (tests.zh.empty() ? Text{} : Text{"、", ", "}) + quality_test_words(test);
  return (flag == Quality::fail ? Text{"读数失效，不采用：", "a reading is not used: "}
                                : Text{"读数可疑：", "a reading is suspect: "}) +
         value + Text{"（", " ("} + tests + Text{"）", ")"};
}

Text Words::lost(const wire::StationLost& lost) const {
  Text how{"失联：", "lost: "};
  if (lost.limb() == wire::StationLost::RISING)
    how = {"上涨中失联（盲区），实际不低于最后的值：",
           "lost while it rose (blind), what is there is at least the last value: "};
  if (lost.limb() == wire::StationLost::FALLING)
    how = {"回落中失联，待检修：", "lost while it fell, for a technician: "};
  if (lost.limb() == wire::StationLost::IN_RAIN)
    how = {"雨中无声，待检修：", "says nothing while it rains around it, for a technician: "};
  return how + reading(lost.station(), lost.property(), lost.value()) +
         Text{"，每小时变化 ", ", change an hour "} +
         plain(format_number(lost.change_per_hour(), 2)) + Text{"，最后观测 ", ", last observed "} +
         clock(lost.last_observed_at_ms());
}

Text Words::of_trust(const wire::Fact& fact) const {
  if (fact.has_quality_changed()) return quality(fact.quality_changed());
  if (fact.has_station_lost()) return lost(fact.station_lost());
  return {};
}

Text Words::of_shelves(const wire::Fact& fact) const {
  if (fact.has_alarm_held_back()) {
    const auto& held = fact.alarm_held_back();
    return alarm(held.rule(), held.area()) + level(held.level()) +
           (held.suppressed_by().empty()
                ? Text{"警报压住不发，因为已搁置。", " alarm held back: it is shelved. "}
                : Text{"警报压住不发，因为已有警报：", " alarm held back by the alarm of "} +
                      names_.rule(held.suppressed_by()) + Text{"。", ". "}) +
           text_of(held.verdict().reason());
  }
  if (fact.has_alarm_repeated()) {
    const auto& repeated = fact.alarm_repeated();
    return alarm(repeated.rule(), repeated.area()) +
           Text{"又收到一次", "others warn once more of "} + level(repeated.level()) +
           Text{"预警", ""};
  }
  if (fact.has_alarm_shelved()) {
    const auto& shelved = fact.alarm_shelved();
    return alarm(shelved.rule(), shelved.area()) + names_.person(shelved.shelved_by()) +
           Text{" 搁置到 ", " shelves it until "} +
           plain(to_day_and_clock(instant_ms(shelved.until_ms()), utc_offset_)) +
           Text{"，升到", "; rises up to "} + level(shelved.level()) +
           Text{"为止都不叫人", " call nobody"} +
           (shelved.note().empty() ? Text{} : Text{"：", ": "} + plain(shelved.note()));
  }
  if (fact.has_alarm_unshelved()) {
    const auto& unshelved = fact.alarm_unshelved();
    return alarm(unshelved.rule(), unshelved.area()) + Text{"搁置结束，", "no longer shelved, "} +
           unshelving_words(unshelved.reason()) +
           (unshelved.unshelved_by().empty()
                ? Text{}
                : Text{"：", ": "} + names_.person(unshelved.unshelved_by()));
  }
  return {};
}

Text Words::of_alarms(const wire::Fact& fact) const {
  if (fact.has_alarm_raised()) {
    const auto& raised = fact.alarm_raised();
    return alarm(raised.rule(), raised.area()) + level(raised.level()) +
           Text{"警报。", " alarm. "} + text_of(raised.verdict().reason());
  }
  if (fact.has_alarm_changed()) {
    const auto& changed = fact.alarm_changed();
    return alarm(changed.rule(), changed.area()) + level(changed.previous_level()) +
           Text{"改为", " becomes "} + level(changed.level()) + Text{"。", ". "} +
           text_of(changed.verdict().reason());
  }
  if (fact.has_alarm_cleared()) {
    const auto& cleared = fact.alarm_cleared();
    return alarm(cleared.rule(), cleared.area()) + level(cleared.previous_level()) +
           Text{"解除。", " clears. "} + text_of(cleared.verdict().reason());
  }
  if (fact.has_rule_fired()) {
    const auto& fired = fact.rule_fired();
    return alarm(fired.rule(), fired.area()) + Text{"成立。", " comes true. "} +
           text_of(fired.verdict().reason()) + steps(fired);
  }
  if (fact.has_incident_opened())
    return Text{"立案：", "an incident is opened: "} + names_.area(fact.incident_opened().area());
  if (fact.has_incident_closed())
    return Text{"结案：", "the incident is closed: "} + names_.area(fact.incident_closed().area());
  if (fact.has_warning_issued())
    return Text{"发布预警：", "a warning is issued: "} + text_of(fact.warning_issued().text());
  return {};
}

Text Words::of_obligations(const wire::Fact& fact) const {
  if (fact.has_obligation_opened()) {
    const auto& opened = fact.obligation_opened();
    return Text{"叫应任务：", "a duty: "} + names_.area(opened.area()) + plain(" ") +
           duty_words(opened.duty()) +
           (opened.subject().empty() ? Text{} : plain(" ") + names_.place(opened.subject())) +
           (opened.holder().empty() ? Text{} : plain(" ") + names_.person(opened.holder())) +
           (opened.stand_in().empty()
                ? Text{}
                : Text{"，B 角 ", ", stand-in "} + names_.person(opened.stand_in()));
  }
  if (fact.has_obligation_called()) {
    const auto& called = fact.obligation_called();
    return Text{"第 ", "rung "} + number(called.rung() + 1) + Text{" 级（共 ", " of "} +
           number(called.rungs()) + Text{" 级）：叫 ", ": calls "} +
           names_.person(called.callee()) + Text{"，", ", "} + channels(called) +
           Text{"，限 ", ", answer by "} + clock(called.answer_by_ms()) + Text{" 前答复", ""};
  }
  if (fact.has_obligation_delivered())
    return Text{"消息已送达，试了 ", "the message was delivered; attempts: "} +
           number(fact.obligation_delivered().attempts()) + Text{" 次", ""};
  if (fact.has_obligation_undelivered())
    return Text{"消息送不到（", "the message was not delivered ("} +
           plain(fact.obligation_undelivered().detail()) + Text{"），试了 ", "); attempts: "} +
           number(fact.obligation_undelivered().attempts()) + Text{" 次", ""};
  return of_answers(fact);
}

Text Words::of_answers(const wire::Fact& fact) const {
  if (fact.has_obligation_dialled())
    return names_.person(fact.obligation_dialled().dialled_by()) + Text{" 拨打：", " dialled: "} +
           outcome_words(fact.obligation_dialled().outcome());
  if (fact.has_obligation_unanswered())
    return names_.person(fact.obligation_unanswered().callee()) +
           Text{" 没有答复", " did not answer"};
  if (fact.has_obligation_answered()) {
    const auto& answered = fact.obligation_answered();
    const bool behalf = answered.recorded_by() != answered.answered_by();
    return names_.person(answered.answered_by()) + Text{" 答复：", " answered: "} +
           answer_words(answered) +
           (behalf ? Text{"（", " (recorded by "} + names_.person(answered.recorded_by()) +
                         Text{" 代录）", ")"}
                   : Text{}) +
           plain(answered.note().empty() ? "" : " " + answered.note());
  }
  if (fact.has_obligation_reopened())
    return Text{"还没办完，再叫：已转移 ", "not done yet, calls again: moved "} +
           number(fact.obligation_reopened().people_moved()) + Text{" / 应转移 ", " of "} +
           number(fact.obligation_reopened().people_at_risk());
  if (fact.has_obligation_closed())
    return Text{"任务办结：", "the duty is done: "} +
           closing_words(fact.obligation_closed().reason());
  return {};
}

Text Words::of(const wire::Fact& fact) const {
  if (fact.has_plan_activated())
    return Text{"预案生效，版本 ", "a plan is in force, version "} +
           plain(fact.plan_activated().version());
  if (fact.has_command_refused())
    return Text{"命令被拒：", "a command was refused: "} + text_of(fact.command_refused().reason());
  for (const auto part : {&Words::of_stations, &Words::of_trust, &Words::of_alarms,
                          &Words::of_shelves, &Words::of_obligations}) {
    Text words = (this->*part)(fact);
    if (!words.zh.empty()) return words;
  }
  if (Text words = command_words(fact, names_, utc_offset_); !words.zh.empty()) return words;
  if (Text words = everyday_words(fact, names_, utc_offset_); !words.zh.empty()) return words;
  if (Text words = ledger_words(fact, names_); !words.zh.empty()) return words;
  if (Text words = exercise_words(fact, names_); !words.zh.empty()) return words;
  return {"（较新程序写的结论）", "(a fact that a newer program wrote)"};
}

}  // namespace

Text measured(const std::string& property, double value) {
  const Property* known = find_property(property);
  if (known == nullptr) return plain(property + " " + format_number(value, 3));
  return name_of(*known) + plain(" " + format_number(value, 3) + " " + std::string(known->unit));
}

Text words_of(const wire::Fact& fact, const Names& names, Span utc_offset) {
  return Words(names, utc_offset).of(fact);
}

}  // namespace fenghuo::cli
