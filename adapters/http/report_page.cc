#include "adapters/http/report_page.h"

#include <algorithm>

#include "adapters/http/command_fields.h"
#include "adapters/http/plain_page.h"
#include "adapters/text_encoding.h"
#include "engine/report_kinds.h"

namespace fenghuo::adapters {
namespace {

Text name_in(const wire::Plan& plan, const std::string& area) {
  for (const auto& village : plan.villages())
    if (village.id() == area) return {village.name().zh(), village.name().en()};
  return {area, area};
}

}  // namespace

std::string report_part(const wire::Plan& plan, const std::string& area, Instant now) {
  const Text place = name_in(plan, area);
  std::string out =
      "<details><summary>" +
      both({"报告在" + place.zh + "看到的情况", "Report what you see at " + place.en}) +
      "</summary><form method=post><input type=hidden name=once value=" +
      std::to_string(ms_of(now)) + "><label for=k>" + both({"看到了什么", "What do you see?"}) +
      "</label><select id=k name=report required><option value=\"\">请选 / pick one</option>";
  for (const auto& kind : report_kinds(plan)) {
    const Text words = report_words(kind);
    out += "<option value=\"" + attribute(kind) + "\">" +
           attribute(words.zh == words.en ? words.zh : words.zh + " / " + words.en) + "</option>";
  }
  return out + "</select><label for=w>" +
         both({"说几句（可以不填）", "A few words (may be left empty)"}) +
         "</label><input id=w name=text maxlength=200 autocomplete=off>" + "<button>" +
         both({"报告", "Send the report"}) + "</button></form></details>";
}

std::optional<wire::Event> report_in(const wire::Plan& plan, const Form& form,
                                     const Credentials::Link& link, const std::string& area,
                                     Instant now) {
  const auto kinds = report_kinds(plan);
  const std::string& kind = form.at("report");
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) return std::nullopt;
  const auto text = form.find("text");
  const bool readable =
      text != form.end() && text->second.size() <= kCommandTextBytesMax && is_utf8(text->second);
  wire::Event event;
  auto& report = *event.mutable_report();
  report.set_reporter(link.person);
  report.set_kind(kind);
  report.set_area(area);
  if (readable) report.set_text(text->second);
  report.set_observed_at_ms(ms_of(now));
  if (const std::string once = once_in(form); !once.empty())
    report.set_source_id("page " + link.person + " " + once);
  return event;
}

}  // namespace fenghuo::adapters
