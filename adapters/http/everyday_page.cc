#include "adapters/http/everyday_page.h"

#include "adapters/http/command_fields.h"
#include "adapters/http/plain_page.h"
#include "adapters/text_encoding.h"

namespace fenghuo::adapters {
namespace {

const wire::StandingRoutine* routine_of(const wire::Standing& standing, FactId about) {
  for (const auto& routine : standing.routines())
    if (routine.has_fact() && from_wire(routine.fact()) == about) return &routine;
  return nullptr;
}

bool is_tested(const wire::Standing& standing, const Credentials::Link& link) {
  for (const auto& person : standing.persons())
    if (person.person() == link.person && person.has_test() &&
        from_wire(person.test()) == link.about)
      return true;
  return false;
}

wire::Event command_of(const Credentials::Link& link) {
  wire::Event event;
  event.mutable_command()->set_person_id(link.person);
  event.mutable_command()->set_via("responder_page");
  return event;
}

}  // namespace

std::optional<PagePart> everyday_part(const wire::Standing& standing,
                                      const Credentials::Link& link) {
  if (is_tested(standing, link)) {
    const Text title{"联系测试，没有险情", "A contact test; there is no danger"};
    return PagePart{title, heading(0, title) + "<form method=post>" +
                               button("everyday", "present", "main", {"我在", "I am here"}) +
                               "</form>"};
  }
  const auto* routine = routine_of(standing, link.about);
  if (routine == nullptr) return std::nullopt;
  const Text task{routine->task().zh(), routine->task().en()};
  return PagePart{
      task, heading(0, task) + begin_form() + "<label for=t>" +
                both({"看到了什么（可以不填）", "What you saw (may be left empty)"}) +
                "</label><input id=t name=note maxlength=200 autocomplete=off>" +
                button("everyday", "done", "main", {"做完了，没有问题", "Done; nothing found"}) +
                button("everyday", "found", "help",
                       {"做完了，发现问题", "Done; I have found something"}) +
                "</form>"};
}

std::vector<wire::Event> everyday_events(const wire::Standing& standing, const Form& form,
                                         const Credentials::Link& link) {
  const std::string kind = form.at("everyday");
  if (kind == "present") {
    wire::Event event = command_of(link);
    event.mutable_command()->mutable_present()->set_person(link.person);
    return {event};
  }
  const auto* routine = routine_of(standing, link.about);
  if (routine == nullptr) return {};
  const auto note = form.find("note");
  const bool readable =
      note != form.end() && note->second.size() <= kCommandTextBytesMax && is_utf8(note->second);
  wire::Event event = command_of(link);
  auto& done = *event.mutable_command()->mutable_do_routine();
  done.set_routine(routine->routine());
  done.set_subject(routine->subject());
  done.set_done_by(link.person);
  done.set_note(readable ? note->second : "");
  done.set_found(kind == "found");
  std::vector<wire::Event> events{event};
  if (kind != "found") return events;
  wire::Event report;
  // Sent twice, by a finger or by the telephone, it is one.
  report.mutable_report()->set_source_id("page " + link.person + " " + to_string(link.about));
  report.mutable_report()->set_reporter(link.person);
  report.mutable_report()->set_kind("patrol_finding");
  report.mutable_report()->set_area(routine->area());
  report.mutable_report()->set_text(done.note());
  events.insert(events.begin(), report);
  return events;
}

}  // namespace fenghuo::adapters
