#include "engine/strangers.h"

namespace fenghuo {

void Strangers::read_plan(const wire::Plan& plan) {
  of_plan_.clear();
  for (const auto& station : plan.stations()) of_plan_.insert(station.id());
  properties_.clear();
  counted_ = 0;
  plan_read_ = true;
}

void Strangers::catch_up(const Datastreams& datastreams) {
  for (; counted_ < datastreams.count(); ++counted_) {
    const std::string& name = datastreams.station_name(datastreams[{counted_}].station);
    if (!of_plan_.contains(name)) ++properties_[name];
  }
}

bool Strangers::admit(const Machine& machine, std::string_view station) {
  if (!plan_read_) read_plan(machine.plan());
  catch_up(machine.datastreams());
  if (!of_plan_.contains(station)) {
    auto known = properties_.find(station);
    if (known == properties_.end()) {
      if (properties_.size() >= kStrangersMax) return false;
      known = properties_.emplace(station, 0).first;
    }
    if (known->second >= kStrangerPropertiesMax) return false;
    ++known->second;
  }
  ++counted_;
  return true;
}

}  // namespace fenghuo
