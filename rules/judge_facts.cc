// What the judge concludes, with its reason as it stood.
#include <cmath>

#include "engine/report_kinds.h"
#include "rules/judge.h"
#include "rules/reason.h"

namespace fenghuo::rules {

// Without a row it is time itself that brought it about: then the record is the cause.
void Judge::set_cause(wire::Fact& fact, const Reason& why) {
  if (why.row == nullptr) return;
  fact.mutable_cause()->set_offset(why.row->offset.value);
  fact.set_cause_row(why.row->row);
}

void Judge::tell_late(wire::Verdict& verdict, const Reason& why) {
  if (!why.late) return;
  verdict.mutable_reason()->mutable_zh()->append("；由迟到的观测更正");
  verdict.mutable_reason()->mutable_en()->append("; corrected by a late observation");
}

void Judge::go_to(Turn& turn, std::uint32_t rule, std::uint32_t area, Level level,
                  const Reason& why) {
  Alarm& alarm = alarm_of(rule, area);
  const Level previous = alarm.level();
  const std::string& rule_id = rulebook_.rules()[rule].id;
  wire::Verdict verdict = verdict_of(turn, rule, area, level, previous);
  tell_late(verdict, why);
  const Text reason{verdict.reason().zh(), verdict.reason().en()};
  wire::Fact fact;
  set_cause(fact, why);
  const auto fill = [&](auto& alarm_fact) {
    alarm_fact.set_rule(rule_id);
    alarm_fact.set_area(coverage_of(rule).ids()[area]);
    *alarm_fact.mutable_verdict() = std::move(verdict);
  };
  if (previous == Level::none) {
    fill(*fact.mutable_alarm_raised());
    fact.mutable_alarm_raised()->set_level(to_wire(level));
  } else if (level == Level::none) {
    fill(*fact.mutable_alarm_cleared());
    *fact.mutable_alarm_cleared()->mutable_alarm() = to_wire(alarm.raised_by());
    fact.mutable_alarm_cleared()->set_previous_level(to_wire(previous));
  } else {
    fill(*fact.mutable_alarm_changed());
    *fact.mutable_alarm_changed()->mutable_alarm() = to_wire(alarm.raised_by());
    fact.mutable_alarm_changed()->set_level(to_wire(level));
    fact.mutable_alarm_changed()->set_previous_level(to_wire(previous));
  }
  // Through several levels at once it is one alarm to whoever is called.
  if (above(level, previous) && (previous == Level::none || alarm.changed_at() != clock_))
    alarm_load_.note(turn.now());
  alarm.go_to(level, turn.conclude(std::move(fact)), clock_, reason);
}

void Judge::fire(Turn& turn, std::uint32_t rule, std::uint32_t area, const Asked& asked,
                 const Reason& why, wire::RuleFired happened) {
  const Rule& judged = rulebook_.rules()[rule];
  wire::Fact fact;
  set_cause(fact, why);
  auto& fired = *fact.mutable_rule_fired();
  fired = std::move(happened);
  fired.set_rule(judged.id);
  fired.set_area(coverage_of(rule).ids()[area]);
  auto& verdict = *fired.mutable_verdict();
  verdict.set_rule_version(judged.version);
  verdict.set_expression(asked.expression);
  add_findings(asked, judged.coverage, area, false, *verdict.mutable_findings());
  const FindingNames names = names_for(turn.plan(), judged.coverage, area);
  const Text reason =
      reason_of(verdict, Level::none, false, std::chrono::seconds{turn.plan().utc_offset_s()},
                names, beside(turn.plan(), asked, judged.coverage, area));
  verdict.mutable_reason()->set_zh(reason.zh);
  verdict.mutable_reason()->set_en(reason.en);
  tell_late(verdict, why);
  turn.conclude(std::move(fact));
}

// In plain words, for people who don't read expressions.
Text Judge::beside(const wire::Plan& plan, const Asked& asked, std::uint32_t coverage,
                   std::uint32_t area, bool all) const {
  Text text = of_named_stations(plan, asked, area, all);
  const auto say = [&text](const std::string& zh, const std::string& en) {
    text = {text.zh + (text.zh.empty() ? "" : "；") + zh,
            text.en + (text.en.empty() ? "" : "; ") + en};
  };
  for (const std::uint32_t asked_call : asked.reports) {
    const ReportCall& call = rulebook_.reports()[asked_call].call;
    const std::uint32_t count = reports_near(call, coverage, area);
    const Text span = span_text(call.within);
    const Text kind = report_words(call.kind);
    if (count > 0)
      say(span.zh + "内有 " + std::to_string(count) + " 条“" + kind.zh + "”报告",
          "reports of '" + kind.en + "' within " + span.en + ": " + std::to_string(count));
  }
  for (const auto& call : asked.condition.warnings())
    if (const auto level = warned_level(call, coverage, area)) {
      Text name;
      if (*level != Level::none) name = fenghuo::name_of(*level);
      say("收到上级（县里、气象台等）发布的“" + call.event + "”" + name.zh + "预警",
          "a warning of '" + call.event + "'" + (name.en.empty() ? "" : ", " + name.en + ",") +
              " was received from above (county, weather service)");
    }
  for (std::size_t i = 0; i < asked.alarms.size(); ++i)
    if (alarm_truth(asked.alarms[i], area) == Truth::yes) {
      const Text& title = rulebook_.rules()[asked.alarms[i].rule].title;
      say("“" + title.zh + "”已报警", "'" + title.en + "' has raised its alarm");
    }
  return text;
}

// All findings of a station's own rule are of that station; looking for its name among thousands
// would take longer than all else.
FindingNames Judge::names_for(const wire::Plan& plan, std::uint32_t coverage,
                              std::uint32_t area) const {
  if (!coverages_[coverage].of_stations())
    return {[this, &plan](const std::string& id) { return name_of(plan, id); },
            [this](const wire::Finding& finding) {
              const auto site = stations_.find(finding.station());
              return site ? own_limit(finding, *site) : std::nullopt;
            }};
  return {[&plan, area](const std::string&) {
            const auto& name = plan.stations(static_cast<int>(area)).name();
            return Text{name.zh(), name.en()};
          },
          [this, area](const wire::Finding& finding) { return own_limit(finding, area); }};
}

// A finding has the rule's limit alone; the station's, beside which it lies, is in the rulebook.
std::optional<double> Judge::own_limit(const wire::Finding& finding, std::uint32_t site) const {
  const auto& calls = rulebook_.calls();
  for (std::uint32_t i = 0; i < calls.size(); ++i) {
    if (calls[i].function != SeriesFunction::above || calls[i].property != finding.property() ||
        calls[i].limit_name != finding.limit_name())
      continue;
    const double limit = rulebook_.asked_call(i).own_limits[site];
    if (!std::isnan(limit)) return limit;
  }
  return std::nullopt;
}

Text Judge::name_of(const wire::Plan& plan, const std::string& station) const {
  const auto place = stations_.find(station);
  if (!place) return {station, station};
  const auto& name = plan.stations(static_cast<int>(*place)).name();
  return {name.zh(), name.en()};
}

// Of a cleared alarm the lowest level's limits tell why; of a standing one its own, or where it has
// none those of the next above.
const LevelRule& Judge::shown_level(const Rule& judged, Level level) {
  for (const auto& candidate : judged.levels)
    if (!above(level, candidate.level)) return candidate;
  return judged.levels.back();
}

wire::Verdict Judge::verdict_of(const Turn& turn, std::uint32_t rule, std::uint32_t area,
                                Level level, Level previous) const {
  const Rule& judged = rulebook_.rules()[rule];
  const bool cleared = level == Level::none;
  const LevelRule& shown = shown_level(judged, level);
  wire::Verdict verdict;
  verdict.set_rule_version(judged.version);
  verdict.set_expression(shown.asked.expression);
  add_findings(shown.asked, judged.coverage, area, above(previous, level) || cleared,
               *verdict.mutable_findings());
  for (const auto& candidate : judged.levels)
    if (!cleared && next_above(level) == candidate.level)
      add_findings(candidate.asked, judged.coverage, area, false, *verdict.mutable_next_level());
  Text besides = beside(turn.plan(), shown.asked, judged.coverage, area);
  if (trust_.is_asked() && !cleared) {
    const Weighed weighed = weighed_now(rule, area);
    verdict.set_blind(weighed.blind != nullptr && weighed.raised_to == level);
    const Text text = weighed_text(turn.plan(), weighed);
    if (!besides.zh.empty() && !text.zh.empty()) besides = {besides.zh + "；", besides.en + "; "};
    besides = {besides.zh + text.zh, besides.en + text.en};
  }
  const FindingNames names = names_for(turn.plan(), judged.coverage, area);
  const Text reason = reason_of(verdict, cleared ? previous : level, cleared,
                                std::chrono::seconds{turn.plan().utc_offset_s()}, names, besides);
  verdict.mutable_reason()->set_zh(reason.zh);
  verdict.mutable_reason()->set_en(reason.en);
  return verdict;
}

void Judge::add_findings(const Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held,
                         google::protobuf::RepeatedPtrField<wire::Finding>& findings) const {
  for (const auto& threshold : asked.condition.thresholds()) {
    const std::uint32_t call = asked.calls[threshold.call];
    fill(*findings.Add(), asked, threshold, held, worst_of(coverage, area, call));
  }
}

void Judge::fill(wire::Finding& finding, const Asked& asked, const Threshold& threshold, bool held,
                 const AreaAnswers::Worst& answer) const {
  const std::uint32_t call = asked.calls[threshold.call];
  const SeriesCall& question = rulebook_.calls()[call];
  const double deadband = held ? asked.deadbands[threshold.call] : 0;
  const auto& [reading, site] = answer;
  finding.set_property(question.property);
  finding.set_function(std::string(to_string(question.function)));
  finding.set_value(reading.known() ? reading.value : 0);
  finding.set_comparison(std::string(to_string(threshold.comparison)));
  finding.set_limit(effective_limit(threshold, deadband));
  finding.set_met(holds(threshold, reading, deadband) == Truth::yes);
  finding.set_known(reading.known());
  finding.set_suspect(reading.known() && trust_.is_asked() && is_doubtful(site, call));
  finding.set_at_least(reading.known() && is_at_least(site, question));
  if (question.kind != WindowKind::day) finding.set_window_ms(question.window.count());
  if (!reading.known()) return;
  if (question.function == SeriesFunction::above) {
    const double own = rulebook_.asked_call(call).own_limits[site];
    finding.set_limit_name(question.limit_name);
    finding.set_value(reading.value + own);
    finding.set_limit(finding.limit() + own);
  }
  finding.set_station(sites_.name(site));
  const auto newest = newest_at(site, rulebook_.readers_of_call(call));
  if (!newest) return;
  const bool windowed = question.window != Span{0} || question.kind == WindowKind::day;
  const Instant at = question.kind == WindowKind::tumbling ? clock_ : *newest;
  const Bounds bounds = windowed ? bounds_of(question, at) : Bounds{at, at};
  // The one ends just before its end: 08:00 to 08:05, and not 07:59 to 08:04.
  const Span end = question.kind == WindowKind::tumbling ? Span{1} : Span{0};
  finding.set_to_ms(ms_of(bounds.until + end));
  finding.set_from_ms(ms_of(bounds.after + end));
}

}  // namespace fenghuo::rules
