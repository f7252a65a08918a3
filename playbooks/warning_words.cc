#include "playbooks/warning_words.h"

#include <map>
#include <string>

#include "engine/full_stop.h"
#include "engine/wire_text.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

// Up to the first `stop` that stands in nobody's words.
std::string first_part(const std::string& text, std::string_view stop) {
  constexpr std::string_view kQuoteBegins = "“";
  constexpr std::string_view kQuoteEnds = "”";
  for (std::size_t from = 0; from != std::string::npos;) {
    const auto at = text.find(stop, from);
    const auto quote = text.find(kQuoteBegins, from);
    if (quote >= at) return text.substr(0, at);
    from = text.find(kQuoteEnds, quote);
  }
  return text;
}

// Whose reason a message gives: of several departments that whose alarm is the most severe, or else
// an order to leave would give the reason of a lesser level.
const Source& most_severe(const Incident& incident) {
  const Source* worst = &incident.sources.front();
  for (const auto& source : incident.sources)
    if (above(source.level, worst->level)) worst = &source;
  return *worst;
}

Text hazard_of(const Handbook& handbook, const Incident& incident) {
  const std::string& id = incident.speaker().rule;
  const auto* rule = handbook.rule(id);
  const Text title = rule == nullptr ? danger_of(id) : from_wire(rule->title());
  const auto* point = handbook.hazard_point(incident.place);
  if (point == nullptr) return title;
  return {title.zh + "（" + point->name().zh() + "）", title.en + " (" + point->name().en() + ")"};
}

// A plan that has dropped the level mustn't leave an open call without words.
Words words_without_plan(const Handbook& handbook, const Incident& incident) {
  const Text name = name_of_village(handbook, incident.area);
  const Text level = name_of(incident.level);
  const Text hazard = hazard_of(handbook, incident);
  const Text reason = first_reason_of(handbook, incident);
  const Text headline{"【" + hazard.zh + level.zh + "预警】" + name.zh,
                      level.en + " " + hazard.en + " warning: " + name.en};
  return {
      headline,
      {headline.zh + "：预案改过，怎么做请问镇值班室。依据：" + reason.zh,
       headline.en + ": the plan has changed, ask the township's duty officer what to do. Why: " +
           reason.en}};
}

Span answer_within(const wire::Response& response) {
  if (response.wants_headcount()) return Span{response.act_within_ms()};
  return response.ladder().empty() ? Span{0} : Span{response.ladder(0).wait_ms()};
}

// As a sentence, so that a village without one leaves no gap.
Text effect_of(const Handbook& handbook, const Incident& incident) {
  const Text effect = handbook.effect_in(incident.area, incident.level);
  if (effect.zh.empty()) return {};
  const Text whole = sentence(effect);
  return {whole.zh, whole.en + " "};
}

Text plain(std::string text) {
  return {text, text};
}

std::string whole_minutes(Span span) {
  return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(span).count());
}

std::map<std::string, Text> values_of(const Handbook& handbook, const Incident& incident,
                                      const wire::Response& response) {
  const auto* village = handbook.village(incident.area);
  const Span within = answer_within(response);
  const Span lead{village == nullptr ? 0 : village->lead_time_ms()};
  const Instant deadline =
      incident.warned_at + (response.wants_headcount() && lead > Span{0} ? lead : within);
  return {{"village", name_of_village(handbook, incident.area)},
          {"level", name_of(incident.level)},
          {"hazard", hazard_of(handbook, incident)},
          {"action", from_wire(response.action())},
          {"reason", first_reason_of(handbook, incident)},
          {"shelter", village == nullptr ? Text{} : from_wire(village->shelter())},
          {"effect", effect_of(handbook, incident)},
          {"answer", answer_wanted(response)},
          {"deadline", plain(to_clock(deadline, handbook.utc_offset()))},
          {"minutes", plain(whole_minutes(within))}};
}

}  // namespace

Text name_of_village(const Handbook& handbook, std::string_view area) {
  const auto* village = handbook.village(area);
  if (village != nullptr) return from_wire(village->name());
  return area == handbook.township() ? from_wire(handbook.plan().name()) : plain(std::string(area));
}

Words words_of(const Handbook& handbook, const Incident& incident, std::string_view duty) {
  const auto* playbook = handbook.playbook(incident.playbook);
  const auto* response = handbook.response(incident.playbook, incident.level);
  if (playbook == nullptr || response == nullptr) return words_without_plan(handbook, incident);
  const auto values = values_of(handbook, incident, *response);
  return {fill_in(from_wire(playbook->headline()), values),
          fill_in(from_wire(handbook.text_for(*playbook, duty)), values)};
}

Text hazard_and_level(const Handbook& handbook, const Incident& incident) {
  const Text hazard = hazard_of(handbook, incident);
  const Text level = name_of(incident.level);
  return {hazard.zh + level.zh, level.en + " " + hazard.en};
}

Text action_of(const Handbook& handbook, const Incident& incident) {
  const auto* response = handbook.response(incident.playbook, incident.level);
  if (response == nullptr) return {};
  return without_stop(
      fill_in(from_wire(response->action()), values_of(handbook, incident, *response)));
}

// Until somebody has answered the next one is called, within minutes: so no time is given for that.
// The minutes are those in which people are to be moved.
Text answer_wanted(const wire::Response& response) {
  if (!response.wants_headcount()) return {"请马上回“收到”。", "Answer 'received' at once. "};
  const std::string minutes = whole_minutes(answer_within(response));
  return {"请先回“收到”；" + minutes + " 分钟内转移完，清点后报人数（例如“已转移 30 人”）。",
          "First answer 'received'; have everybody moved within " + minutes +
              " minutes, count them and send the number, such as 'moved 30'. "};
}

// A person's words are not cut.
Text first_reason(const Handbook& handbook, std::string_view rule, const Text& reason) {
  if (handbook.rule(rule) == nullptr) return reason;
  return {first_part(reason.zh, "；"), first_part(reason.en, "; ")};
}

Text first_reason_of(const Handbook& handbook, const Incident& incident) {
  const Source& source = most_severe(incident);
  return first_reason(handbook, source.rule, source.reason.text());
}

}  // namespace fenghuo::playbooks
