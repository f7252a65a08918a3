// What others warn of, where it takes a person: a warning that contradicts itself is asked about,
// and one that is given again asks those again who have said no.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

constexpr Span kIsItRealWithin = std::chrono::minutes{5};

Text status_words(wire::ReceivedWarning::Status status) {
  if (status == wire::ReceivedWarning::TEST) return {"测试", "Test"};
  if (status == wire::ReceivedWarning::EXERCISE) return {"演练", "Exercise"};
  return {"实际", "Actual"};
}

}  // namespace

void Desk::follow_received(Turn& turn) {
  const std::size_t count = turn.facts().size();  // those of the stages before
  for (std::size_t i = 0; i < count; ++i) {
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    if (turn.facts()[i].has_warning_held()) {
      const wire::WarningHeld held = turn.facts()[i].warning_held();  // facts move
      ask_if_real(turn, held, id);
    } else if (turn.facts()[i].has_alarm_repeated()) {
      const wire::AlarmRepeated repeated = turn.facts()[i].alarm_repeated();
      ask_again(turn, repeated);
    }
  }
}

void Desk::ask_if_real(Turn& turn, const wire::WarningHeld& held, FactId cause) {
  const auto requests = std::count_if(decisions_.begin(), decisions_.end(), [](const auto& item) {
    return !item.second.incident.has_value();
  });
  if (static_cast<std::size_t>(requests) >= kProposalsMax) return;  // the fact stands in the log
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
      .chain = {std::string(kDutyOfficer)},
      .within = kIsItRealWithin,
      .action = {"收到" + what.zh, "received: " + what.en}};
  decision.areas.assign(held.villages().begin(), held.villages().end());
  for (auto& duty : response_duties(handbook_->plan()))
    if (duty != kDutyOfficer) decision.chain.push_back(std::move(duty));
  // The same message may come by several ways.
  const bool asked = std::any_of(decisions_.begin(), decisions_.end(), [&](const auto& item) {
    return !item.second.made && item.second.ask.zh == decision.ask.zh;
  });
  if (!asked) open_decision(turn, std::move(decision), cause);
}

// A fifth red signal is a reason to ask once more whether the trains are to stop (failures.md,
// E01).
void Desk::ask_again(Turn& turn, const wire::AlarmRepeated& repeated) {
  const auto* point = handbook_->hazard_point(repeated.area());
  const std::vector<FactId> here =
      incidents_in(point == nullptr ? repeated.area() : point->village());
  for (const FactId id : here) {
    const Incident& incident = incidents_.at(id);
    const bool of_it =
        std::any_of(incident.sources.begin(), incident.sources.end(),
                    [&](const Source& source) { return source.rule == repeated.rule(); });
    if (of_it && incident.warning && !incident.all_clear) ask_questions(turn, id);
  }
}

}  // namespace fenghuo::playbooks
