// How a warning is taken back. A false one by one person, at once. A true one by two persons, on
// the word of two people of the place, and then a contrary report warns again whoever was told.
#include <algorithm>
#include <utility>

#include "engine/full_stop.h"
#include "engine/refusal.h"
#include "engine/report_kinds.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// A report of this kind says that the danger is over where it was seen; any other, that it isn't.
constexpr std::string_view kSafe = "safe";
constexpr std::string_view kPatrolFinding = "patrol_finding";
/// So long a report that it is safe counts.
constexpr Span kSafeFor = std::chrono::hours{1};
constexpr std::size_t kSafeReports = 2;
/// Of an incident; more of them say nothing new.
constexpr std::size_t kObjectionsMax = 20;
/// Where the playbook has no `hold`.
constexpr Span kHold = std::chrono::minutes{30};

// What was seen, and the words of whoever has seen it, where there are any.
Text words_of(const wire::Report& report) {
  const Text kind = report_words(report.kind());
  Text told{"现场有人报告：" + kind.zh, "people there report " + kind.en};
  const Text said = without_stop({report.text(), report.text()});
  if (!said.zh.empty()) {
    told.zh += "，“" + said.zh + "”";
    told.en += ", “" + said.en + "”";
  }
  return told;
}

}  // namespace

void Desk::on_retract(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.retract();
  const FactId id = from_wire(wanted.incident());
  const auto entry = incidents_.find(id);
  if (entry == incidents_.end() || !entry->second.warning)
    return refuse(turn, command, "no_such_incident",
                  {"该事件不存在或已结束", "there is no such incident, or it has ended"});
  const Incident& incident = entry->second;
  if (wanted.reason().zh().empty() && wanted.reason().en().empty())
    return refuse(turn, command, "no_reason",
                  {"须写明为什么是误报", "say why it was a false alarm"});
  if (incident.seen_by_people)
    return refuse(turn, command, "seen_by_people",
                  {"现场有人报告过险情，不能按误报撤回；请用解除（两人、两条现场平安报告）",
                   "people there have reported danger, so it is no false alarm; stand it down "
                   "instead: two persons, two reports from there that it is safe"});
  const std::string rule = incident.speaker().rule;
  if (incident.stands_without(rule))
    return refuse(turn, command, "another_rule_warns",
                  {"同一险情还有别的规则也在预警，不能当误报撤回；把出错的测站停用，或搁置那条规则",
                   "another rule warns of the same hazard, so it is no false alarm; shelve the "
                   "rule that is wrong, or take its station out of use"});
  if (!wanted.everywhere()) return retract(turn, id, command);
  // The same alert in other villages: not where another rule warns too, or people have seen it. Of
  // what a person warned of, what that person said at once.
  const bool by_rule = handbook_->rule(rule) != nullptr;
  const FactId alarm = incident.speaker().alarm;
  std::set<FactId> all;
  for (const auto& [other, found] : incidents_) {
    const bool same =
        std::any_of(found.sources.begin(), found.sources.end(), [&](const Source& source) {
          return source.rule == rule && (by_rule || source.alarm == alarm);
        });
    if (same && found.warning && !found.seen_by_people && !found.stands_without(rule))
      all.insert(other);
  }
  leave_township_duties(all);
  for (const FactId other : all) retract(turn, other, command);
}

bool Desk::told_to_leave(const Incident& incident) const {
  return std::any_of(incident.obligations.begin(), incident.obligations.end(), [&](FactId duty) {
    const Obligation& o = obligations_.at(duty);
    return o.wants_headcount && (o.purpose == Purpose::warning || o.purpose == Purpose::order);
  });
}

const Incident* Desk::other_warning(FactId id) const {
  const Incident* first = nullptr;
  for (const FactId other_id : incidents_in(incidents_.at(id).area)) {
    const Incident& other = incidents_.at(other_id);
    if (other_id == id || !other.warning || other.all_clear) continue;
    const bool leaves = told_to_leave(other);
    const bool first_leaves = first != nullptr && told_to_leave(*first);
    if (first == nullptr || (leaves && !first_leaves) ||
        (leaves == first_leaves && above(other.level, first->level)))
      first = &other;
  }
  return first;
}

// Who was told to leave by the false one, and by none that stands, must not go on leaving.
Text Desk::after_retraction(FactId id) const {
  const bool leave = told_to_leave(incidents_.at(id));
  const Incident* other = other_warning(id);
  if (other == nullptr)
    return leave ? Text{"请停止转移，恢复正常", "Stop moving, go on as usual"}
                 : Text{"不用再按它办，恢复正常", "Nothing is to be done for it, go on as usual"};
  const Text stop =
      leave && !told_to_leave(*other) ? Text{"请停止转移。", "Stop moving. "} : Text{};
  const Text stands = hazard_and_level(*handbook_, *other);
  const Text action = action_of(*handbook_, *other);
  const Text todo = action.zh.empty() ? Text{} : Text{"：" + action.zh, ": " + action.en};
  return {stop.zh + "本村还有" + stands.zh + "预警有效，继续按那一条办" + todo.zh,
          stop.en + "Another warning for the village stands, " + stands.en +
              ": go on with that one" + todo.en};
}

void Desk::retract(Turn& turn, FactId id, const wire::Command& command) {
  const Incident& incident = incidents_.at(id);
  const auto& reason = command.retract().reason();
  const Text name = name_of_village(incident.area);
  const Text headline{"【更正】" + name.zh + "预警是误发",
                      "Correction: the warning for " + name.en + " was false"};
  const Text instead = after_retraction(id);
  const Text why = sentence(from_wire(reason));
  wire::Fact fact = caused_by(*incident.warning);
  auto& retracted = *fact.mutable_warning_retracted();
  *retracted.mutable_incident() = to_wire(id);
  *retracted.mutable_warning() = to_wire(*incident.warning);
  retracted.set_area(incident.area);
  retracted.set_retracted_by(command.person_id());
  *retracted.mutable_reason() = reason;
  all_told(id).list_in(retracted);
  const FactId cause = turn.conclude(std::move(fact));
  give_notice(turn, id, headline,
              {headline.zh + "。" + instead.zh + "。原因：" + why.zh,
               headline.en + ". " + instead.en + ". Why: " + why.en},
              cause);
  close_all(turn, id, wire::ObligationClosed::RETRACTED, cause);
  close_incident(turn, id, cause);
}

void Desk::on_stand_down(Turn& turn, const wire::Command& command) {
  const FactId id = from_wire(command.stand_down().incident());
  const auto entry = incidents_.find(id);
  if (entry == incidents_.end() || entry->second.all_clear || !entry->second.warning)
    return refuse(turn, command, "no_such_incident",
                  {"该事件不存在、已解除或已结束",
                   "there is no such incident, or its all-clear was given, or it has ended"});
  const Incident& incident = entry->second;
  Ending& ending = endings_[id];
  if (ending.proposed_by.empty()) {
    ending.proposed_by = command.person_id();
    wire::Fact fact = caused_by(*incident.warning);
    auto& proposed = *fact.mutable_stand_down_proposed();
    *proposed.mutable_incident() = to_wire(id);
    proposed.set_proposed_by(command.person_id());
    proposed.set_note(command.stand_down().note());
    turn.conclude(std::move(fact));
    return;
  }
  if (ending.proposed_by == command.person_id())
    return refuse(turn, command, "second_person_needed",
                  {"已提出解除，须由另一人复核", "proposed already; another person has to agree"});
  for (const FactId other_id : incidents_in(incident.area)) {
    const Incident& other = incidents_.at(other_id);
    if (other_id != id && !other.all_clear && ending_of(other_id).proposed_by.empty() &&
        !above(Level::orange, other.level))
      return refuse(
          turn, command, "contradiction",
          {"同一个村还有别的预警要求撤离（" + to_string(other_id) +
               "），不能一边撤离一边解除；那一条也要先提出解除",
           "another warning tells the same village to leave (" + to_string(other_id) +
               "): it can't be told both, unless that one is proposed to be stood down as well"});
  }
  std::erase_if(ending.safe_reports,
                [&](const auto& report) { return report.second.at + kSafeFor < turn.now(); });
  if (ending.safe_sources() < kSafeReports) return refuse_unseen(turn, command, ending);
  give_all_clear(turn, id, command.person_id(), *incident.warning);
}

// Too few have seen there that it is over. Whoever agrees reads what others object.
void Desk::refuse_unseen(Turn& turn, const wire::Command& command, const Ending& ending) const {
  const std::string seen = std::to_string(ending.safe_sources());
  Text why{
      "须有两人在一小时内从现场报告平安（report 的 kind 写 safe；一个人代记的只算一人），现有 " +
          seen + " 人",
      "two people of the place have to report within an hour that it is safe (reports of kind "
      "safe; those that one person has written down count as one); so far " +
          seen};
  for (const auto& [reporter, report] : ending.safe_reports) {
    if (report.source == reporter) continue;
    why.zh += "；" + reporter + " 的话是 " + report.source + " 代记的";
    why.en += "; what " + reporter + " said was written down by " + report.source;
  }
  for (const auto& [reporter, place] : ending.safe_elsewhere) {
    why.zh += "；" + reporter + " 看到的是 " + place + "，不是这里";
    why.en += "; what " + reporter + " saw was at " + place + ", not here";
  }
  for (const auto& objection : ending.objections) {
    why.zh += "；反对：" + objection.reporter + "“" + objection.text + "”";
    why.en += "; against it: " + objection.reporter + " '" + objection.text + "'";
  }
  refuse(turn, command, ending.safe_elsewhere.empty() ? "two_reports_needed" : "not_local", why);
}

void Desk::give_all_clear(Turn& turn, FactId id, const std::string& agreed_by, FactId cause) {
  Incident& incident = incidents_.at(id);
  Ending& ending = endings_[id];
  const auto* playbook = handbook_->playbook(incident.playbook);
  const bool told_by_plan = playbook != nullptr && playbook->hold_ms() > 0;
  ending.hold_until = turn.now() + (told_by_plan ? Span{playbook->hold_ms()} : kHold);
  const Text name = name_of_village(incident.area);
  const Text headline{"【解除】" + name.zh + "险情解除", "All clear: " + name.en};
  const Text home = told_to_leave(incident)
                        ? Text{"，但现在还不能回家。接到返回通知再回；",
                               ", but nobody goes home yet. Return when you are told to. "}
                        : Text{"。", ". "};
  wire::Fact fact = caused_by(cause);
  auto& given = *fact.mutable_all_clear_given();
  *given.mutable_incident() = to_wire(id);
  given.set_area(incident.area);
  given.set_proposed_by(ending.proposed_by);
  given.set_agreed_by(agreed_by);
  for (const auto& [reporter, report] : ending.safe_reports) given.add_observed_by(reporter);
  given.set_hold_until_ms(ms_of(ending.hold_until));
  all_told(id).list_in(given);
  incident.all_clear = true;
  ending.all_clear = turn.conclude(std::move(fact));
  give_notice(turn, id, headline,
              {headline.zh + home.zh + "看到异常马上报告。",
               headline.en + home.en + "Report anything odd at once."},
              ending.all_clear);
  close_all(turn, id, wire::ObligationClosed::STOOD_DOWN, ending.all_clear);
  leave_township_duties({id});
  turn.wake(timer(hold_over, id), ending.hold_until);
}

void Desk::on_hold_over(Turn& turn, FactId id) {
  const auto entry = incidents_.find(id);
  if (entry == incidents_.end() || !entry->second.all_clear || people_away(id)) return;
  const FactId cause = ending_of(id).all_clear;
  close_all(turn, id, wire::ObligationClosed::STOOD_DOWN, cause);
  close_incident(turn, id, cause);
}

// Bounded: the last word of each person counts, and a plan's village has so many.
void Desk::take_safe_report(Instant now, const wire::Report& report, Ending& ending) const {
  const std::string& who = report.reporter();
  if (ending.safe_reports.size() + ending.safe_elsewhere.size() >= kProposalsMax) return;
  const std::string& recorder = report.recorded_by().empty() ? who : report.recorded_by();
  // What somebody has said in person stays theirs when another writes the same down once more.
  const auto before = ending.safe_reports.find(who);
  const bool in_person = before != ending.safe_reports.end() && before->second.source == who &&
                         before->second.at + kSafeFor >= now;
  ending.safe_reports.erase(who);
  ending.safe_elsewhere.erase(who);
  const bool there = report.seen_at().empty() || handbook_->is_at(report.seen_at(), report.area());
  // Whoever is from outside and doesn't say where they saw it was hardly there.
  if (report.seen_at().empty() && handbook_->is_from_outside(report.area(), who))
    ending.safe_elsewhere[who] = handbook_->township();
  else if (there)
    ending.safe_reports[who] = {now, in_person ? who : recorder};
  else
    ending.safe_elsewhere[who] = report.seen_at();
}

void Desk::hear_report(Turn& turn, const wire::Report& report) {
  FactId taken{turn.offset(), 0};
  for (std::uint32_t i = 0; i < turn.facts().size(); ++i)
    if (turn.facts()[i].has_report_taken()) taken.index = i;
  const bool seen_there =
      report.seen_at().empty() || handbook_->is_at(report.seen_at(), report.area());
  if (seen_there && !handbook_->is_from_outside(report.area(), report.reporter()))
    heard(turn, report.area(), taken);
  hear_of_road(turn, report, taken);
  hear_of_missing(turn, report);
  // What a patrol finds is for the officer to look at, and for rules; it may be a lamp that is out.
  // That people are missing is no word of the danger either.
  if (report.kind() == kRoadOpen || report.kind() == kPatrolFinding || report.kind() == kNoWater ||
      report.kind() == kMissing)
    return;
  const std::vector<FactId> here = incidents_in(report.area());
  for (const FactId id : here) {
    Incident& incident = incidents_.at(id);
    if (report.kind() == kSafe) {
      take_safe_report(turn.now(), report, endings_[id]);
      continue;
    }
    incident.seen_by_people = true;
    if (const auto ending = endings_.find(id); ending != endings_.end()) {
      ending->second.safe_reports.clear();
      auto& objections = ending->second.objections;
      if (!ending->second.proposed_by.empty() && objections.size() < kObjectionsMax)
        objections.push_back({report.reporter(), report.kind(), report.text(), turn.now()});
    }
    if (!incident.all_clear) continue;
    const Source& source = incident.sources.front();
    revoke(turn, id,
           {.fact = taken,
            .alarm = source.alarm,
            .rule = source.rule,
            .area = incident.area,
            .level = incident.level,
            .reason = words_of(report)});
  }
}

// What is to be done once more, at the level of the news; whom nobody told to leave isn't told so
// now.
Text Desk::after_revocation(Incident incident, const AlarmNews& news, Instant now) const {
  incident.level = handbook_->answered(incident.playbook, news.level);
  incident.warned_at = now;
  Text todo{"刚才的解除作废，险情还在", "the all-clear is withdrawn, the danger is still there"};
  if (told_to_leave(incident)) {
    todo.zh += "，请马上撤离";
    todo.en += ", leave at once";
  }
  if (const Text action = action_of(*handbook_, incident); !action.zh.empty()) {
    todo.zh += "：" + action.zh;
    todo.en += ": " + action.en;
  }
  todo = sentence(todo);
  const Text reason = first_reason(*handbook_, news.rule, news.reason);
  if (reason.zh.empty()) return todo;
  const Text why = sentence(reason);
  return {todo.zh + why.zh, todo.en + " Why: " + why.en};
}

void Desk::revoke(Turn& turn, FactId id, AlarmNews news) {
  Incident& incident = incidents_.at(id);
  if (above(incident.level, news.level)) news.level = incident.level;
  const Text name = name_of_village(incident.area);
  const Text headline{"【险情未解除】" + name.zh, "NOT over: " + name.en};
  const Text again = after_revocation(incident, news, turn.now());
  turn.cancel(timer(hold_over, id));
  endings_.erase(id);
  wire::Fact fact = caused_by(news.fact);
  *fact.mutable_all_clear_revoked()->mutable_incident() = to_wire(id);
  fact.mutable_all_clear_revoked()->set_area(incident.area);
  all_told(id).list_in(*fact.mutable_all_clear_revoked());
  incident.all_clear = false;
  news.fact = turn.conclude(std::move(fact));
  give_notice(turn, id, headline, {headline.zh + "：" + again.zh, headline.en + ": " + again.en},
              news.fact, true);
  warn(turn, id, news);
  // What was decided stands, and is to be done again.
  const std::vector<FactId> decided = particulars_of(id).decisions;
  for (const FactId decision : decided)
    if (decisions_.at(decision).yes) carry_out(turn, decision, news.fact);
}

}  // namespace fenghuo::playbooks
