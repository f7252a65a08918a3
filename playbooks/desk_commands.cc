// What persons may decide, and the warnings that they give without an alarm.
#include <algorithm>
#include <utility>

#include "engine/full_stop.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/channel_times.h"
#include "playbooks/desk.h"
#include "playbooks/duty_words.h"
#include "playbooks/exercise.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// A request from the field is refused with a reason within this time, or it is live.
constexpr Span kRequestWithin = std::chrono::minutes{5};
constexpr std::string_view kRequest = "request";

std::uint32_t people_in(const Handbook& handbook, const std::vector<std::string>& areas) {
  std::uint32_t people = 0;
  for (const auto& area : areas)
    if (const auto* village = handbook.village(area)) people += village->people_at_risk();
  return people;
}

// The first playbook that has the level; where none has, the first that answers it at another.
std::string playbook_with(const wire::Plan& plan, const Handbook& handbook, Level level) {
  std::string other;
  for (const auto& playbook : plan.playbooks()) {
    if (playbook.on_response()) continue;  // for the township, not for a village
    if (handbook.response(playbook.id(), level) != nullptr) return playbook.id();
    if (other.empty() && handbook.answered(playbook.id(), level) != Level::none)
      other = playbook.id();
  }
  return other;
}

// The id stands first: the decision's page puts the person's name in its place.
Text asks_for(const std::string& person, const Text& role) {
  if (role.zh.empty()) return {person + " 请求", person + " asks for"};
  return {person + "（" + role.zh + "）请求", person + " (" + role.en + ") asks for"};
}

}  // namespace

void Desk::on_command(Turn& turn, const wire::Command& command) {
  if (stopped_ && begins_something(command)) return refuse_as_over(turn, command);
  using Kind = wire::Command;
  switch (command.kind_case()) {
    case Kind::kAnswer:
      return on_answer(turn, command);
    case Kind::kCallAttempt:
      return on_call_attempt(turn, command);
    case Kind::kDecide:
      return on_decide(turn, command);
    case Kind::kWarn:
      return on_warn(turn, command);
    case Kind::kApproveWarning:
      return on_approve(turn, command);
    case Kind::kLeave:
      return on_leave(turn, command);
    case Kind::kRequestWarning:
      return on_request(turn, command);
    case Kind::kRetract:
      return on_retract(turn, command);
    case Kind::kStandDown:
      return on_stand_down(turn, command);
    case Kind::kCountHousehold:
      return on_count(turn, command);
    case Kind::kOrderReturn:
      return on_order_return(turn, command);
    case Kind::kSetResponse:
      return on_set_response(turn, command);
    case Kind::kTellByHand:
      return on_tell_by_hand(turn, command);
    case Kind::kSwitchRoles:
      return on_switch_roles(turn, command);
    case Kind::kTestContacts:
      return contact_tests_.on_test_contacts(turn, *handbook_, command, !incidents_.empty());
    case Kind::kPresent:
      return contact_tests_.on_present(turn, command);
    case Kind::kShelveAlarm:  // the judge's
    case Kind::kUnshelveAlarm:
    case Kind::kConfirmContact:  // of everyday work
    case Kind::kDoRoutine:
    case Kind::kAskUnits:  // of the ledgers
    case Kind::kEndNeed:
    case Kind::kChooseUnit:
    case Kind::kReportUnit:
    case Kind::kHold:
    case Kind::kReleaseHold:
    case Kind::kMoveStock:
    case Kind::kCloseRoad:
    case Kind::kAskAid:
    case Kind::kReportAid:
    case Kind::kStopExercise:  // of exercises
    case Kind::kGiveInject:
    case Kind::kNoteExercise:
    case Kind::KIND_NOT_SET:
      return;
  }
}

void Desk::on_warn(Turn& turn, const wire::Command& command) {
  const wire::Warn& warn = command.warn();
  const Handbook& handbook = *handbook_;
  const auto level = level_from_wire(warn.level()).value_or(Level::none);
  Proposal wanted{.playbook = warn.playbook(),
                  .level = level,
                  .reason = from_wire(warn.reason()),
                  .proposed_by = command.person_id()};
  if (warn.areas().empty())
    return refuse(turn, command, "no_area",
                  {"没有写明区域。不写区域不等于全镇，请逐村写明",
                   "no area is named; that doesn't mean everywhere: name each village"});
  for (const auto& area : warn.areas()) {
    if (handbook.village(area) == nullptr)
      return refuse(turn, command, "no_such_area",
                    {"没有村“" + area + "”", "there is no village '" + area + "'"});
    if (std::find(wanted.areas.begin(), wanted.areas.end(), area) == wanted.areas.end())
      wanted.areas.push_back(area);
  }
  const auto* playbook = handbook.playbook(warn.playbook());
  if (playbook == nullptr || playbook->on_response() ||
      handbook.response(warn.playbook(), level) == nullptr)
    return refuse(turn, command, "no_such_playbook",
                  {"没有这个处置方案，或者它没有这一级",
                   "there is no such playbook, or it has no such level"});
  wanted.people = people_in(handbook, wanted.areas);
  if (warn.people() > 0 && wanted.people > 2 * std::uint64_t{warn.people()})
    return refuse(
        turn, command, "too_many_people",
        {"所选区域有 " + std::to_string(wanted.people) + " 人，超过所写 " +
             std::to_string(warn.people()) + " 人的两倍，请核对区域",
         "there are " + std::to_string(wanted.people) + " people in these areas, over twice the " +
             std::to_string(warn.people()) + " it is meant for; look at the areas again"});
  const std::uint32_t plan_says = turn.plan().two_persons_above();
  const bool takes_two = wanted.people > (plan_says == 0 ? kTwoPersonsAbove : plan_says);
  if (takes_two && proposals_.size() >= kProposalsMax)
    return refuse(turn, command, "too_many_proposals",
                  {"待复核的预警已有 1000 条", "1,000 warnings wait for a second person"});
  const FactId proposal = propose(turn, wanted);
  if (takes_two) {
    proposals_.emplace(proposal, std::move(wanted));
  } else {
    issue(turn, wanted, std::string(kByPerson), proposal);
  }
}

FactId Desk::propose(Turn& turn, const Proposal& proposal) {
  wire::Fact fact;
  auto& proposed = *fact.mutable_warning_proposed();
  auto& warning = *proposed.mutable_warning();
  warning.set_playbook(proposal.playbook);
  warning.set_level(to_wire(proposal.level));
  for (const auto& area : proposal.areas) warning.add_areas(area);
  to_wire(proposal.reason, *warning.mutable_reason());
  proposed.set_people(proposal.people);
  proposed.set_proposed_by(proposal.proposed_by);
  add_channel_times(*handbook_, proposal.areas, proposal.people, *proposed.mutable_through());
  return turn.conclude(std::move(fact));
}

void Desk::on_approve(Turn& turn, const wire::Command& command) {
  const FactId id = from_wire(command.approve_warning().proposal());
  const auto entry = proposals_.find(id);
  if (entry == proposals_.end())
    return refuse(
        turn, command, "no_such_proposal",
        {"没有这条待复核的预警，或已发出", "no such warning waits, or it has been given"});
  if (entry->second.proposed_by == command.person_id())
    return refuse(turn, command, "second_person_needed",
                  {"须由另一人复核", "another person has to agree"});
  if (handbook_->response(entry->second.playbook, entry->second.level) == nullptr)
    return refuse(
        turn, command, "no_such_playbook",
        {"方案改过，没有这个处置方案或这一级了，请重新提出",
         "the plan has changed: there is no such playbook or level any more; propose anew"});
  Proposal wanted = std::move(entry->second);
  proposals_.erase(entry);
  wanted.agreed_by = command.person_id();
  issue(turn, wanted, std::string(kByPerson), id);
}

void Desk::on_leave(Turn& turn, const wire::Command& command) {
  const auto& leave = command.leave();
  const Handbook& handbook = *handbook_;
  if (handbook.village(leave.area()) == nullptr)
    return refuse(turn, command, "no_such_area",
                  {"没有村“" + leave.area() + "”", "there is no village '" + leave.area() + "'"});
  const Proposal wanted{.level = Level::red,
                        .areas = {leave.area()},
                        .reason = from_wire(leave.reason()),
                        .people = people_in(handbook, {leave.area()}),
                        .proposed_by = command.person_id()};
  const FactId proposal = propose(turn, wanted);
  issue(turn, wanted, std::string(kVillageLeaves), proposal);
  heard(turn, leave.area(), proposal);
}

void Desk::on_request(Turn& turn, const wire::Command& command) {
  const auto& request = command.request_warning();
  const auto level = level_from_wire(request.level()).value_or(Level::none);
  const auto* village = handbook_->village(request.area());
  if (village == nullptr || level == Level::none)
    return refuse(turn, command, "bad_request",
                  {"须写明村和级别", "a request needs a village and a level"});
  // What others send, however much, keeps nobody in the field from asking.
  const auto requests = std::count_if(decisions_.begin(), decisions_.end(), [](const auto& item) {
    return !item.second.incident.has_value() && item.second.received.empty();
  });
  if (static_cast<std::size_t>(requests) >= kProposalsMax)
    return refuse(turn, command, "too_many_requests",
                  {"待决定的事项已有 1000 件", "1,000 decisions are open"});
  const Text& name = from_wire(village->name());
  const Text why = from_wire(request.reason());
  const Text level_name = name_of(level);
  const Text asks = asks_for(command.person_id(), role_of(*handbook_, command.person_id()));
  const Text because = why.zh.empty() ? Text{"。", "."} : sentence({"：" + why.zh, ": " + why.en});
  open_decision(
      turn,
      {.area = request.area(),
       .level = level,
       .question = std::string(kRequest),
       .ask = {asks.zh + "对" + name.zh + "发布" + level_name.zh + "预警" + because.zh + "发布吗？",
               asks.en + (level == Level::orange ? " an " : " a ") + level_name.en +
                   " warning for " + name.en + because.en + " Give it?"},
       .chain = {std::string(kDutyOfficer)},
       .within = kRequestWithin,
       .release = wire::Question::AFTER_CHAIN,
       .action = why},
      {turn.offset(), 0});
}

// A warning without an alarm: nothing but people can end it, or where it is of a received message
// whoever sent that.
void Desk::issue(Turn& turn, const Proposal& proposal, const std::string& rule, FactId cause) {
  const std::string playbook = proposal.playbook.empty()
                                   ? playbook_with(turn.plan(), *handbook_, proposal.level)
                                   : proposal.playbook;
  if (playbook.empty()) return;  // the proposal stands in the log; the plan has no answer to it
  for (const auto& area : proposal.areas) {
    const AlarmNews news{.fact = cause,
                         .alarm = cause,
                         .rule = rule,
                         .area = area,
                         .level = proposal.level,
                         .reason = proposal.reason,
                         .given_by = proposal.proposed_by,
                         .agreed_by = proposal.agreed_by};
    const auto known = incident_of(playbook, rule, area);
    if (known && incidents_.at(*known).all_clear) {
      revoke(turn, *known, news);
      note_word(turn, *known, proposal);
      continue;
    }
    const FactId id = known ? *known : open_incident(turn, playbook, news);
    if (!known && proposal.of_neighbour) particulars_[id].of_neighbour = true;
    if (Source* source = incidents_.at(id).source(rule)) source->level = Level::none;
    const bool below = known && above(incidents_.at(id).level, news.level) && holds_evacuation(id);
    if (!below && (!known || above(news.level, incidents_.at(id).level) || !being_warned(id)))
      warn(turn, id, news);
    else if (incidents_.at(id).warning)
      go_on(turn, id, cause);
    note_word(turn, id, proposal);
    close_incident_if_done(turn, id, cause);
  }
}

}  // namespace fenghuo::playbooks
