#include "simulator/pair_order.h"

#include "simulator/elements.h"

namespace fenghuo::simulator {

PairOrder::PairOrder(const wire::Plan& plan) {
  const Needs needs(plan);
  for (const auto& person : plan.people())
    for (const char* kind : {"person", "phone"})
      villages_[element(kind, person.id())] = needs.village_of(person.id());
  for (const auto& village : plan.villages())
    for (const char* kind : {"way", "power", "network", "water"})
      villages_[element(kind, village.id())] = village.id();
  for (const auto& station : plan.stations())
    if (station.covers_size() == 1) villages_[element("station", station.id())] = station.covers(0);
  for (const auto& shelter : plan.shelters())
    if (shelter.villages_size() == 1)
      villages_[element("shelter", shelter.id())] = shelter.villages(0);
}

std::string_view PairOrder::village_of(const std::string& element) const {
  const auto found = villages_.find(element);
  return found == villages_.end() ? std::string_view() : found->second;
}

Nearness PairOrder::of(const std::vector<std::string>& pair) const {
  const auto a = village_of(pair.front());
  const auto b = village_of(pair.back());
  if (a == b) return Nearness::together;
  return a.empty() || b.empty() ? Nearness::beside : Nearness::apart;
}

}  // namespace fenghuo::simulator
