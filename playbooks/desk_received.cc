// What others warn of, where it takes a person: a warning that contradicts itself is asked about,
// and one that is given again asks those again who have said no.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

constexpr Span kIsItRealWithin = std::chrono::minutes{5};

Text status_words(wire::ReceivedWarning::Status status) {
  if (status == wire::ReceivedWarning::TEST) return {"测试", "Test"};
  if (status == wire::ReceivedWarning::EXERCISE) return {"演练", "Exercise"};
  return {"实际", "Actual"};
}

std::string message_name(const std::string& sender, const std::string& identifier) {
  return sender + '\n' + identifier;
}

// Whom the plan names for its response, in their order, and whoever is at the desk; where it names
// nobody the desk comes first.
std::vector<std::string> deciders(const wire::Plan& plan) {
  std::vector<std::string> chain(plan.response_duties().begin(), plan.response_duties().end());
  if (chain.empty()) return {std::string(kDutyOfficer), "town_leader"};
  if (std::find(chain.begin(), chain.end(), kDutyOfficer) == chain.end())
    chain.emplace_back(kDutyOfficer);
  return chain;
}

Instant valid_until(const wire::ReceivedWarning& received) {
  Instant until{};
  for (const auto& info : received.infos()) until = std::max(until, instant_ms(info.until_ms()));
  return until;
}

}  // namespace

void Desk::follow_received(Turn& turn, const wire::ReceivedWarning& received) {
  drop_questions_about(turn, received);
  const std::size_t count = turn.facts().size();  // those of the stages before
  for (std::size_t i = 0; i < count; ++i) {
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    if (turn.facts()[i].has_warning_held()) {
      const wire::WarningHeld held = turn.facts()[i].warning_held();  // facts move
      ask_if_real(turn, held, valid_until(received), id);
    } else if (turn.facts()[i].has_alarm_repeated()) {
      const wire::AlarmRepeated repeated = turn.facts()[i].alarm_repeated();
      ask_again(turn, repeated, id);
    }
  }
}

void Desk::ask_if_real(Turn& turn, const wire::WarningHeld& held, Instant until, FactId cause) {
  // Of other places nobody here has to decide.
  if (held.villages().empty() || until <= turn.now()) return;
  std::erase_if(asked_about_, [&](const auto& item) { return item.second <= turn.now(); });
  // The same message may come by several ways, also after it was answered.
  const std::string name = message_name(held.sender(), held.identifier());
  if (asked_about_.size() >= kProposalsMax || !asked_about_.emplace(name, until).second) return;
  const std::string& title = held.headline().empty() ? held.event() : held.headline();
  const Text status = status_words(held.status());
  const Text what{held.sender() + "“" + title + "”", "'" + title + "' of " + held.sender()};
  const std::string villages = std::to_string(held.villages_size());
  Decision decision{
      .area = held.villages_size() == 1 ? held.villages(0) : handbook_->township(),
      .level = level_from_wire(held.level()).value_or(Level::none),
      .question = std::string(kIsItReal),
      .ask = {"收到的预警自相矛盾：" + what.zh + "，状态是“" + status.zh +
                  "”。是真的吗？答“是”就向 " + villages + " 个村发布预警。",
              "A received warning contradicts itself: " + what.en + ", with status " + status.en +
                  ". Is it real? A yes warns so many villages: " + villages + "."},
      .chain = deciders(handbook_->plan()),
      .within = kIsItRealWithin,
      .action = {"收到" + what.zh, "received: " + what.en},
      .received = name,
      .valid_until = until};
  decision.areas.assign(held.villages().begin(), held.villages().end());
  open_decision(turn, std::move(decision), cause);
}

// Its sender has taken it back, or says it anew in other words.
void Desk::drop_questions_about(Turn& turn, const wire::ReceivedWarning& received) {
  std::set<std::string> gone;
  for (const auto& identifier : received.supersedes())
    gone.insert(message_name(received.sender(), identifier));
  std::vector<FactId> over;
  for (const auto& [id, decision] : decisions_)
    if (gone.contains(decision.received)) over.push_back(id);
  for (const FactId id : over)
    drop_question(turn, id, wire::ObligationClosed::RETRACTED, {turn.offset(), 0});
}

void Desk::drop_question(Turn& turn, FactId id, Reason reason, FactId cause) {
  turn.cancel(timer(decide_by, id));
  wire::Fact fact = caused_by(cause);
  *fact.mutable_decision_closed()->mutable_decision() = to_wire(id);
  fact.mutable_decision_closed()->set_reason(reason);
  turn.conclude(std::move(fact));
  decisions_.erase(id);
}

// A fifth red signal is a reason to ask once more whether the trains are to stop (failures.md,
// E01). Where the all-clear was given, or people were told that it was false, it is a reason to
// warn anew.
void Desk::ask_again(Turn& turn, const wire::AlarmRepeated& repeated, FactId cause) {
  AlarmNews news{.fact = cause,
                 .alarm = from_wire(repeated.alarm()),
                 .rule = repeated.rule(),
                 .area = repeated.area(),
                 .level = level_from_wire(repeated.level()).value_or(Level::none),
                 .reason = {"又收到一次同级的预警", "others warn of it once more"}};
  news = located(std::move(news));
  bool known = false;
  for (const FactId id : incidents_in(news.area)) {
    const Incident& incident = incidents_.at(id);
    const bool of_it = std::any_of(incident.sources.begin(), incident.sources.end(),
                                   [&](const Source& source) { return source.rule == news.rule; });
    if (!of_it || !incident.warning) continue;
    known = true;
    if (incident.all_clear)
      revoke(turn, id, news);
    else
      ask_questions(turn, id);
  }
  if (!known) on_alarm(turn, news);
}

}  // namespace fenghuo::playbooks
