#include "playbooks/warning_words.h"

#include <map>
#include <string>

#include "engine/full_stop.h"
#include "engine/wire_text.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

// Of those whose alarm stands; of all where none does, as where a person warns.
template <class Use>
void each_in_force(const Incident& incident, Use use) {
  const bool any = incident.alarm_stands();
  for (const auto& source : incident.sources)
    if (!any || source.level != Level::none) use(source);
}

Text reasons_of(const Incident& incident) {
  Text all;
  each_in_force(incident, [&](const Source& source) {
    const Text reason = source.reason.text();
    if (reason.zh.empty() || reason == all) return;
    all.zh += (all.zh.empty() ? "" : "；") + reason.zh;
    all.en += (all.en.empty() ? "" : "; ") + reason.en;
  });
  return all;
}

Text hazard_of(const Handbook& handbook, const Incident& incident) {
  const std::string& id = incident.speaker().rule;
  const auto* rule = handbook.rule(id);
  const Text title = rule == nullptr ? title_of(id) : from_wire(rule->title());
  const auto* point = handbook.hazard_point(incident.place);
  if (point == nullptr) return title;
  return {title.zh + "（" + point->name().zh() + "）", title.en + " (" + point->name().en() + ")"};
}

// A plan that has dropped the level mustn't leave an open call without words.
Words words_without_plan(const Handbook& handbook, const Incident& incident) {
  const Text name = name_of_village(handbook, incident.area);
  const Text level = name_of(incident.level);
  const Text hazard = hazard_of(handbook, incident);
  const Text reason = reasons_of(incident);
  const Text headline{"【" + hazard.zh + level.zh + "预警】" + name.zh,
                      level.en + " " + hazard.en + " warning: " + name.en};
  return {
      headline,
      {headline.zh + "：方案改过，怎么做请问镇值班室。依据：" + reason.zh,
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

std::map<std::string, Text> values_of(const Handbook& handbook, const Incident& incident,
                                      const wire::Response& response) {
  const auto* village = handbook.village(incident.area);
  const Span within = answer_within(response);
  const Span lead{village == nullptr ? 0 : village->lead_time_ms()};
  const Instant deadline =
      incident.warned_at + (response.wants_headcount() && lead > Span{0} ? lead : within);
  return {
      {"village", name_of_village(handbook, incident.area)},
      {"level", name_of(incident.level)},
      {"hazard", hazard_of(handbook, incident)},
      {"action", from_wire(response.action())},
      {"reason", reasons_of(incident)},
      {"shelter", village == nullptr ? Text{} : from_wire(village->shelter())},
      {"effect", effect_of(handbook, incident)},
      {"deadline", plain(to_clock(deadline, handbook.utc_offset()))},
      {"minutes",
       plain(std::to_string(std::chrono::duration_cast<std::chrono::minutes>(within).count()))}};
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

// A person's words are not cut.
Text first_reason_of(const Handbook& handbook, const Incident& incident) {
  const Source& source = incident.speaker();
  Text reason = source.reason.text();
  if (handbook.rule(source.rule) == nullptr) return reason;
  return {reason.zh.substr(0, reason.zh.find("；")), reason.en.substr(0, reason.en.find("; "))};
}

}  // namespace fenghuo::playbooks
