#include "playbooks/read_back.h"

#include "engine/wire_text.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {
namespace {

Text at(const Text& hazard, const Text& place) {
  return {place.zh + "，" + hazard.zh, hazard.en + " at " + place.en};
}

Text title_in(const Handbook& handbook, const std::string& rule) {
  const auto* found = handbook.rule(rule);
  return found == nullptr ? danger_of(rule) : from_wire(found->title());
}

// The village that comes after this one in the plan.
Text another_place(const Handbook& handbook, const std::string& area) {
  const auto& villages = handbook.plan().villages();
  for (int i = 0; i < villages.size(); ++i)
    if (villages[i].id() == area && villages.size() > 1)
      return from_wire(villages[(i + 1) % villages.size()].name());
  return {"别的村", "another village"};
}

Text another_hazard(const Handbook& handbook, const std::string& rule) {
  for (const auto& other : handbook.plan().rules())
    if (handbook.hazard_of(other.id()) != handbook.hazard_of(rule)) return from_wire(other.title());
  return {"没有险情，测试", "no danger, a test"};
}

}  // namespace

bool wants_read_back(const Handbook& handbook, const Incident& incident, const Obligation& o) {
  if (o.purpose != Purpose::warning) return false;
  const auto* response = handbook.response(incident.playbook, o.level);
  return response != nullptr && response->read_back();
}

std::uint32_t read_back_key(FactId id) {
  return 1 + static_cast<std::uint32_t>((id.offset.value + id.index) % kReadBackChoices);
}

std::vector<Text> read_back_choices(const Handbook& handbook, const Incident& incident, FactId id) {
  const std::string& rule = incident.speaker().rule;
  const Text said = at(title_in(handbook, rule), name_of_village(handbook, incident.area));
  const Text place = at(title_in(handbook, rule), another_place(handbook, incident.area));
  const Text hazard = at(another_hazard(handbook, rule), name_of_village(handbook, incident.area));
  std::vector<Text> choices{place, hazard};
  choices.insert(choices.begin() + (read_back_key(id) - 1), said);
  return choices;
}

}  // namespace fenghuo::playbooks
