// What everybody who was called is told afterwards: a correction, an all-clear, its withdrawal, a
// return. It is followed until each has it; whom no message reaches is told by hand.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

constexpr Span kFollowedFor = std::chrono::hours{24};

}  // namespace

void Desk::give_notice(Turn& turn, FactId incident_id, const Text& headline, const Text& text,
                       FactId cause, bool withdraws) {
  const Incident& incident = incidents_.at(incident_id);
  // What was told before to the same people, and is not true any more, is followed no longer; nor
  // what is a day old, by which it is news no more.
  std::erase_if(notices_, [&](const auto& item) {
    return item.second.incident == incident_id || item.second.given_at + kFollowedFor <= turn.now();
  });
  send_notice(turn,
              {.incident = incident_id,
               .area = incident.area,
               .hazard = std::string(hazard_of(incident)),
               .withdraws = withdraws,
               .headline = headline,
               .text = text},
              incident.level, incident.told, cause);
}

void Desk::send_notice(Turn& turn, Notice told, Level level, const Called& called, FactId cause) {
  const Told all(called);
  wire::Fact fact = caused_by(cause);
  auto& given = *fact.mutable_notice_given();
  if (told.of_incident()) *given.mutable_incident() = to_wire(told.incident);
  given.set_area(told.area);
  to_wire(told.headline, *given.mutable_headline());
  to_wire(told.text, *given.mutable_text());
  all.list_in(given);
  const FactId id = turn.conclude(std::move(fact));
  Notice& notice = notices_[id];
  notice = std::move(told);
  notice.given_at = turn.now();
  notice.people = static_cast<std::uint32_t>(called.size());
  notice.by_hand.insert(all.by_hand.begin(), all.by_hand.end());
  for (const auto& [person, channels] : called)
    channels.each_sent([&](std::string_view channel) {
      wire::Effect effect;
      auto& message = *effect.mutable_send_message();
      message.set_channel(std::string(channel));
      message.set_person(person);
      message.set_area(notice.area);
      message.set_level(to_wire(level));
      message.set_purpose(wire::SendMessage::TELL);
      if (notice.of_incident()) *message.mutable_incident() = to_wire(notice.incident);
      *message.mutable_about() = to_wire(id);
      to_wire(notice.headline, *message.mutable_headline());
      to_wire(notice.text, *message.mutable_text());
      notice.on_the_way.emplace(turn.owe(std::move(effect)), person);
    });
  complete_notice(turn, id, id);
}

void Desk::on_notice_reported(Turn& turn, const wire::EffectReported& report) {
  const auto& message = turn.settled()->send_message();
  const FactId id = from_wire(message.about());
  const auto entry = notices_.find(id);
  if (entry == notices_.end()) return;
  Notice& notice = entry->second;
  const bool delivered = report.outcome() == wire::EffectReported::DELIVERED;
  notice.on_the_way.erase(EffectId{{report.offset()}, report.index()});
  if (!delivered) notice.by_hand.insert(message.person());
  wire::Fact fact = caused_by(id);
  auto& told = *fact.mutable_notice_reported();
  *told.mutable_notice() = to_wire(id);
  told.set_person(message.person());
  told.set_channel(message.channel());
  told.set_delivered(delivered);
  told.set_detail(report.detail());
  complete_notice(turn, id, turn.conclude(std::move(fact)));
}

void Desk::on_tell_by_hand(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.tell_by_hand();
  const FactId id = from_wire(wanted.notice());
  const auto entry = notices_.find(id);
  if (entry == notices_.end() || entry->second.by_hand.erase(wanted.person()) == 0)
    return refuse(turn, command, "not_to_be_told",
                  {"这个人已经告知，或者这条通知不用再告知了",
                   "this person has been told, or the notice stands no more"});
  wire::Fact fact = caused_by(id);
  auto& told = *fact.mutable_notice_reported();
  *told.mutable_notice() = to_wire(id);
  told.set_person(wanted.person());
  told.set_delivered(true);
  told.set_detail(wanted.note());
  told.set_told_by(command.person_id());
  complete_notice(turn, id, turn.conclude(std::move(fact)));
}

void Desk::complete_notice(Turn& turn, FactId id, FactId cause) {
  const auto entry = notices_.find(id);
  if (!entry->second.complete()) return;
  wire::Fact fact = caused_by(cause);
  auto& complete = *fact.mutable_notice_complete();
  *complete.mutable_notice() = to_wire(id);
  complete.set_area(entry->second.area);
  complete.set_people(entry->second.people);
  complete.set_took_ms((turn.now() - entry->second.given_at).count());
  turn.conclude(std::move(fact));
  notices_.erase(entry);
}

void Desk::describe_notices(wire::Standing& standing) const {
  for (const auto& [id, notice] : notices_) {
    auto& told = *standing.add_notices();
    *told.mutable_notice() = to_wire(id);
    told.set_area(notice.area);
    to_wire(notice.headline, *told.mutable_headline());
    to_wire(notice.text, *told.mutable_text());
    told.set_given_at_ms(ms_of(notice.given_at));
    told.set_people(notice.people);
    told.set_on_the_way(static_cast<std::uint32_t>(notice.on_the_way.size()));
    for (const auto& person : notice.by_hand) told.add_by_hand(person);
  }
}

}  // namespace fenghuo::playbooks
