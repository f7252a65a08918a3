// People at a shelter are counted again and again. Who is missing there is looked for, told to the
// county, and a reason to ask whether the township's response is high enough (failures.md, E06).
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

/// A roster that is read out every two hours: people who are moved by night go home by night
/// (failures.md, E06).
constexpr Span kRollCallEvery = std::chrono::hours{2};
constexpr std::string_view kRollCall = "roll_call";
/// The county's errand: it is told of them once, until that is done.
constexpr std::string_view kPeopleMissing = "people_missing";
/// Of each who may raise the response.
constexpr Span kRaiseWithin = std::chrono::minutes{10};

}  // namespace

void Desk::wait_for_roll_call(Turn& turn, FactId order) {
  turn.wake(timer(roll_call, order), turn.now() + kRollCallEvery);
}

void Desk::on_roll_call_due(Turn& turn, FactId order) {
  for (auto& [area, evacuation] : evacuations_) {
    if (evacuation.order != order) continue;
    wait_for_roll_call(turn, order);
    const std::uint32_t safe = evacuation.count().safe;
    const std::optional<FactId> before = open_roll_call(evacuation);
    // One that nobody has answered goes on calling; one that came short is called anew, of as many
    // as there should be by now.
    if (safe == 0 || (before && obligations_.at(*before).answered_by.empty())) return;
    const Incident& incident = incidents_.at(evacuation.incident);
    const Text name = name_of_village(area);
    const Text text{
        name.zh + "安置点请再点一次名，应有 " + std::to_string(safe) + " 人，报实到人数",
        "Count the people of " + name.en + " at the shelter again: there should be " +
            std::to_string(safe) + "; send how many are there"};
    evacuation.roll_call =
        send_on(turn,
                {.incident = evacuation.incident,
                 .warning = *incident.warning,
                 .duty = std::string(kRollCall),
                 .people_at_risk = safe,
                 .purpose = Purpose::roll_call,
                 .level = incident.level,
                 .wants_headcount = true},
                {.persons = handbook_->leaders_of(area), .headline = text, .text = text}, order);
    if (before) supersede(turn, *before, *evacuation.roll_call);
    evacuation.missing_told = 0;
    evacuation.claim.reset();  // of another number
    return;
  }
}

std::optional<FactId> Desk::open_roll_call(const Evacuation& evacuation) const {
  if (!evacuation.roll_call) return std::nullopt;
  const auto entry = obligations_.find(*evacuation.roll_call);
  const bool open = entry != obligations_.end() && entry->second.open();
  return open ? evacuation.roll_call : std::nullopt;
}

// A fall of one is enough: they may have gone home.
void Desk::note_missing(Turn& turn, FactId id, std::uint32_t present, FactId cause) {
  const Obligation& o = obligations_.at(id);
  wire::Fact fact = caused_by(cause);
  auto& missing = *fact.mutable_people_missing();
  missing.set_area(area_of(o));
  missing.set_safe(o.people_at_risk);
  missing.set_present(present);
  const FactId told = turn.conclude(std::move(fact));
  const FactId incident = o.incident;
  const std::uint32_t away = o.people_at_risk - present;
  const auto evacuation = evacuations_.find(area_of(o));
  ladder(turn, id).call_township(told);
  // Once a roll call, unless more are missing.
  if (evacuation == evacuations_.end() || away <= evacuation->second.missing_told) return;
  evacuation->second.missing_told = away;
  tell_county_of_missing(turn, incident, away, told);
  propose_response(turn, incident, away, told);
}

void Desk::tell_county_of_missing(Turn& turn, FactId incident_id, std::uint32_t people,
                                  FactId cause) {
  const wire::Plan& plan = turn.plan();
  if (plan.report_from() == 0 || plan.report_by_phone_ms() <= 0) return;
  const auto& all = incidents_.at(incident_id).obligations;
  const bool asked = std::any_of(all.begin(), all.end(), [&](FactId id) {
    const Errand* errand = errand_of(id);
    return obligations_.at(id).open() && errand != nullptr && errand->step == kPeopleMissing;
  });
  if (asked) return;
  const Incident& incident = incidents_.at(incident_id);
  const Text name = name_of_village(incident.area);
  const std::string count = std::to_string(people);
  const std::string minutes = std::to_string(plan.report_by_phone_ms() / 60'000);
  const Text text{minutes + " 分钟内电话报告县里：" + name.zh + "安置点少了 " + count +
                      " 人，正在找。报完请答复“办好了”",
                  "Tell the county by telephone within " + minutes + " minutes: people of " +
                      name.en + " missing at the shelter: " + count +
                      ". Answer 'done' when they have it"};
  send_on(turn,
          {.incident = incident_id,
           .warning = *incident.warning,
           .duty = "report_by_phone",
           .purpose = Purpose::report,
           .level = incident.level},
          {.step = std::string(kPeopleMissing),
           .duties = {std::string(kDutyOfficer)},
           .of_township = true,
           .headline = text,
           .text = text},
          cause);
}

// Where the response is below what the village is warned of.
void Desk::propose_response(Turn& turn, FactId incident_id, std::uint32_t people, FactId cause) {
  const Incident& incident = incidents_.at(incident_id);
  const auto& before = particulars_of(incident_id).decisions;
  const bool known = std::any_of(before.begin(), before.end(), [&](FactId id) {
    return decisions_.at(id).question == kRaiseResponse && !decisions_.at(id).made;
  });
  if (known || !above(incident.level, response_.level)) return;
  const Text name = name_of_village(incident.area);
  const Text level = number_of(incident.level);
  const std::string count = std::to_string(people);
  open_decision(
      turn,
      {.incident = incident_id,
       .area = incident.area,
       .level = incident.level,
       .question = std::string(kRaiseResponse),
       .ask = {name.zh + "安置点少了 " + count + " 人。全镇应急响应提升到" + level.zh + "吗？",
               "People of " + name.en + " missing at the shelter: " + count +
                   ". Raise the township's emergency response to level " + level.en + "?"},
       .chain = response_duties(turn.plan()),
       .within = kRaiseWithin,
       .action = {name.zh + "安置点少了 " + count + " 人",
                  "people of " + name.en + " missing at the shelter: " + count}},
      cause);
}

}  // namespace fenghuo::playbooks
