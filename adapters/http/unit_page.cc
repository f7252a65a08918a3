#include "adapters/http/unit_page.h"

#include "adapters/http/command_fields.h"
#include "adapters/http/plain_page.h"
#include "adapters/text_encoding.h"
#include "engine/wire_text.h"

namespace fenghuo::adapters {
namespace {

const wire::StandingNeed* need_of(const wire::Standing& standing, FactId about) {
  for (const auto& need : standing.needs())
    if (from_wire(need.need()) == about && !need.unit().empty()) return &need;
  return nullptr;
}

bool answers_for(const wire::Plan& plan, const std::string& unit, const std::string& person) {
  for (const auto& known : plan.units())
    if (known.id() == unit) return known.contact() == person || known.stand_in() == person;
  return false;
}

// The unit that has the need, where this person answers for it: whoever is called now, and whoever
// was called before. It is one unit, and one of the two may be with it.
const wire::StandingUnit* unit_of(const wire::Plan& plan, const wire::Standing& standing,
                                  const Credentials::Link& link) {
  const auto* need = need_of(standing, link.about);
  if (need == nullptr) return nullptr;
  for (const auto& unit : standing.units())
    if (unit.id() == need->unit() &&
        (unit.callee() == link.person || answers_for(plan, unit.id(), link.person)))
      return &unit;
  return nullptr;
}

Text place_of(const wire::Plan& plan, const wire::StandingNeed& need) {
  Text name{need.area(), need.area()};
  const auto look_in = [&](const auto& places) {
    for (const auto& place : places)
      if (place.id() == need.area()) name = from_wire(place.name());
  };
  look_in(plan.villages());
  look_in(plan.hazard_points());
  look_in(plan.shelters());
  look_in(plan.facilities());
  return name;
}

std::string buttons(const wire::StandingUnit& unit) {
  const Text cant{"去不了，换别的队伍", "We can't; send somebody else"};
  std::string out;
  if (unit.state() == wire::UNIT_SENT)
    out += button("unit", "on_the_way", "main", {"出发了", "We are on the way"});
  if (unit.state() == wire::UNIT_ON_THE_WAY)
    out += button("unit", "there", "main", {"到了", "We are there"});
  if (unit.state() == wire::UNIT_THERE)
    out += button("unit", "done", "main", {"办完了", "It is done"});
  return out + button("unit", "out", "help", cant);
}

}  // namespace

std::optional<PagePart> unit_part(const wire::Plan& plan, const wire::Standing& standing,
                                  const Credentials::Link& link) {
  const auto* unit = unit_of(plan, standing, link);
  if (unit == nullptr) return std::nullopt;
  const auto& need = *need_of(standing, link.about);
  const Text place = place_of(plan, need);
  const Text title{"【出动】" + unit->name().zh() + "去" + place.zh,
                   "Go: " + unit->name().en() + " to " + place.en};
  std::string body = heading(need.level(), title);
  const Text task = from_wire(need.task());
  if (!task.zh.empty()) body += "<p>" + both(task) + "</p>";
  // What a person has said with it is for the unit too.
  if (need.chosen()) body += "<p>" + both(from_wire(need.reason())) + "</p>";
  return PagePart{title, body + begin_form() + "<label for=t>" +
                             both({"要说的话（可以不填）", "A note (may be left empty)"}) +
                             "</label><input id=t name=note maxlength=200 autocomplete=off>" +
                             buttons(*unit) + "</form>"};
}

std::optional<wire::Event> unit_event(const wire::Plan& plan, const wire::Standing& standing,
                                      const Form& form, const Credentials::Link& link) {
  const auto* unit = unit_of(plan, standing, link);
  if (unit == nullptr) return std::nullopt;
  const auto given = form.find("note");
  const bool readable =
      given != form.end() && given->second.size() <= kCommandTextBytesMax && is_utf8(given->second);
  const std::string note = readable ? given->second : "";
  const std::string& kind = form.at("unit");
  wire::Event event;
  auto& command = *event.mutable_command();
  command.set_person_id(link.person);
  command.set_via("responder_page");
  if (kind == "done") {
    *command.mutable_end_need()->mutable_need() = to_wire(link.about);
    command.mutable_end_need()->set_note(note);
    return event;
  }
  auto& report = *command.mutable_report_unit();
  report.set_unit(unit->id());
  report.set_note(note);
  report.set_state(kind == "on_the_way" ? wire::UNIT_ON_THE_WAY
                   : kind == "there"    ? wire::UNIT_THERE
                                        : wire::UNIT_OUT);
  return event;
}

}  // namespace fenghuo::adapters
