#include "adapters/http/decision_page.h"

#include <utility>

#include "adapters/asker_name.h"
#include "adapters/http/command_fields.h"
#include "adapters/http/plain_page.h"
#include "adapters/text_encoding.h"
#include "engine/ids.h"
#include "engine/time.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

Text who_decided(const PlanInfo& plan, const wire::StandingDecision& decision) {
  if (decision.decided_by().empty()) return {"按预案", "by the plan"};
  const std::string name = plan.name_of(decision.decided_by());
  return {name, "by " + name};
}

const wire::StandingIncident* incident_of(const wire::Standing& standing,
                                          const wire::StandingDecision& decision) {
  if (!decision.has_incident()) return nullptr;
  for (const auto& incident : standing.incidents())
    if (from_wire(incident.incident()) == from_wire(decision.incident())) return &incident;
  return nullptr;
}

// What the question rests on: the reason of the alarm that stands for it.
std::string grounds(const wire::Standing& standing, const wire::StandingDecision& decision) {
  const auto* incident = incident_of(standing, decision);
  if (incident == nullptr) return "";
  for (const auto& alarm : standing.alarms())
    if (alarm.area() == incident->area() && alarm.rule() == incident->rule()) {
      const Text reason = from_wire(alarm.reason());
      return "<p>" + both({"依据：" + reason.zh, "Why: " + reason.en}) + "</p>";
    }
  return "";
}

// A no to whoever asked for a warning in the field needs its reason.
Text why_asked(const wire::StandingDecision& decision) {
  if (decision.is_request()) return {"理由（选“否”必须填）", "Why (a no needs it)"};
  return {"理由（可以不填）", "Why (may be left empty)"};
}

// Until when it is this person's, as "20:03".
Text until(const PlanInfo& plan, const wire::StandingDecision& decision) {
  if (decision.decide_by_ms() == 0) return {};
  constexpr std::size_t kClockAt = 11;
  constexpr std::size_t kClockChars = 5;
  const std::string clock = to_rfc3339(instant_ms(decision.decide_by_ms()), plan.utc_offset())
                                .substr(kClockAt, kClockChars);
  return {"（" + clock + " 前）", " (by " + clock + ")"};
}

}  // namespace

Text question_of(const PlanInfo& plan, const wire::StandingDecision& decision) {
  Text ask = from_wire(decision.ask());
  return decision.is_request() ? with_asker_name(plan, std::move(ask)) : ask;
}

std::string decision_part(const PlanInfo& plan, const wire::Standing& standing,
                          const wire::StandingDecision& decision) {
  const std::string question = heading(decision.level(), question_of(plan, decision));
  if (decision.made() && !decision.yes() && decision.decided_by().empty())
    return question + notice("done", {"这项决定不用再作了，谢谢。",
                                      "This decision is no longer needed; thank you."});
  if (decision.made()) {
    const Text who = who_decided(plan, decision);
    return question +
           notice("done",
                  {"已决定：" + std::string(decision.yes() ? "是" : "否") + "（" + who.zh + "）",
                   "Decided: " + std::string(decision.yes() ? "yes" : "no") + ", " + who.en});
  }
  const std::string owner = plan.name_of(decision.owner());
  const Text silence = decision.release() == "after_chain"
                           ? Text{"按“是”办", "it is a yes"}
                           : Text{"不办，再从头问", "nothing is done, and it is asked again"};
  const Text by = until(plan, decision);
  return question + grounds(standing, decision) +
         notice("again", {"现在轮到 " + owner + " 决定" + by.zh +
                              "，到时没有决定就转给下一位；没有下一位的，" + silence.zh + "。",
                          "It is now for " + owner + " to decide" + by.en +
                              "; after the time it goes to the next in line, and where "
                              "nobody is next, " +
                              silence.en + "."}) +
         begin_form() + button("decide", "yes", "main", {"是，同意", "Yes"}) +
         button("decide", "no", "", {"否，不同意", "No"}) + "<label for=t>" +
         both(why_asked(decision)) +
         "</label><input id=t name=note maxlength=200 autocomplete=off></form>";
}

Result<wire::Event> decision_in(const Form& form, const Credentials::Link& link) {
  const auto answer = form.find("decide");
  if (answer == form.end() || (answer->second != "yes" && answer->second != "no"))
    return Error{Errc::bad_input, {"请按下面的按钮", "Press one of the buttons"}};
  wire::Event event;
  wire::Command& command = *event.mutable_command();
  command.set_person_id(link.person);
  command.set_via("responder_page");
  wire::Decide& decide = *command.mutable_decide();
  decide.mutable_decision()->set_offset(link.about.offset.value);
  decide.mutable_decision()->set_index(link.about.index);
  decide.set_yes(answer->second == "yes");
  decide.set_decided_by(link.person);
  const auto note = form.find("note");
  if (note != form.end() && note->second.size() <= kCommandTextBytesMax && is_utf8(note->second))
    decide.set_note(note->second);
  return event;
}

}  // namespace fenghuo::adapters
