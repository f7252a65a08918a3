#include "simulator/elements.h"

#include <algorithm>

#include "playbooks/channels.h"
#include "playbooks/homes.h"

namespace fenghuo::simulator {

std::vector<std::string> elements_of(const wire::Plan& plan) {
  std::set<std::string> all;
  for (const auto& person : plan.people()) {
    all.insert(element("person", person.id()));
    all.insert(element("phone", person.id()));
    all.insert(person.depends_on().begin(), person.depends_on().end());
  }
  for (const auto& station : plan.stations()) {
    all.insert(element("station", station.id()));
    all.insert(station.depends_on().begin(), station.depends_on().end());
  }
  for (const auto& village : plan.villages()) {
    for (const char* kind : {"way", "power", "network", "water"})
      all.insert(element(kind, village.id()));
    all.insert(village.depends_on().begin(), village.depends_on().end());
  }
  for (const auto& road : plan.roads().roads()) all.insert(element("road", road.id()));
  for (const auto& shelter : plan.shelters()) all.insert(element("shelter", shelter.id()));
  for (const auto& unit : plan.units()) all.insert(element("unit", unit.id()));
  for (const auto channel : playbooks::kChannels) all.insert(element("channel", channel));
  for (const auto& channel : plan.channels())
    all.insert(channel.depends_on().begin(), channel.depends_on().end());
  return {all.begin(), all.end()};
}

Outages::Outages(const std::vector<Failure>& failures) {
  for (const auto& failure : failures)
    failures_[failure.element].push_back({failure.from, failure.until});
}

bool Outages::works(std::string_view element, Instant at) const {
  if (!asked_.contains(element)) asked_.emplace(element);
  return !fails(element, at);
}

bool Outages::fails(std::string_view element, Instant at) const {
  const auto found = failures_.find(element);
  return found != failures_.end() &&
         std::any_of(found->second.begin(), found->second.end(),
                     [&](const Time& time) { return time.from <= at && at < time.until; });
}

// Asked with every reading and message: those of a list are remembered one by one only once.
bool Outages::work(const std::vector<std::string>& elements, Instant at) const {
  if (lists_asked_.contains(&elements))
    return std::none_of(elements.begin(), elements.end(),
                        [&](const std::string& element) { return fails(element, at); });
  const bool all = std::all_of(elements.begin(), elements.end(),
                               [&](const std::string& element) { return works(element, at); });
  if (all) lists_asked_.insert(&elements);
  return all;
}

Needs::Needs(const wire::Plan& plan) : villages_(playbooks::homes_of(plan)) {
  std::map<std::string, const wire::Village*> villages;
  for (const auto& village : plan.villages()) villages[village.id()] = &village;
  for (const auto& station : plan.stations()) {
    auto& needs = stations_[station.id()];
    needs.push_back(element("station", station.id()));
    needs.insert(needs.end(), station.depends_on().begin(), station.depends_on().end());
  }
  for (const auto& person : plan.people()) {
    auto& needs = phones_[person.id()];
    needs.push_back(element("phone", person.id()));
    needs.insert(needs.end(), person.depends_on().begin(), person.depends_on().end());
    const auto home = villages.find(village_of(person.id()));
    if (home == villages.end()) continue;
    needs.push_back(element("network", home->first));
    const auto& shared = home->second->depends_on();
    needs.insert(needs.end(), shared.begin(), shared.end());
  }
  for (const auto channel : playbooks::kChannels)
    channels_[std::string(channel)].push_back(element("channel", channel));
  for (const auto& channel : plan.channels()) {
    auto& needs = channels_[channel.channel()];
    needs.insert(needs.end(), channel.depends_on().begin(), channel.depends_on().end());
  }
}

const std::vector<std::string>& Needs::in(const Lists& lists, const std::string& id) {
  static const std::vector<std::string> none;
  const auto found = lists.find(id);
  return found == lists.end() ? none : found->second;
}

const std::vector<std::string>& Needs::of_station(const std::string& id) const {
  return in(stations_, id);
}

const std::vector<std::string>& Needs::of_phone(const std::string& person) const {
  return in(phones_, person);
}

const std::vector<std::string>& Needs::of_channel(const std::string& channel) const {
  return in(channels_, channel);
}

const std::string& Needs::village_of(const std::string& person) const {
  static const std::string none;
  const auto found = villages_.find(person);
  return found == villages_.end() ? none : found->second;
}

}  // namespace fenghuo::simulator
