// Names for people to read, out of a plan: villages, stations, people, duties.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/folder.h"
#include "engine/plan.pb.h"
#include "engine/text.h"

namespace fenghuo::cli {

class Names {
 public:
  /// `people` may be empty: an id then stands for itself.
  Names(const wire::Plan& plan, const std::vector<adapters::Person>& people);

  Text area(const std::string& id) const { return of(areas_, id); }
  Text station(const std::string& id) const { return of(stations_, id); }
  Text person(const std::string& id) const { return of(people_, id); }
  Text rule(const std::string& id) const { return of(rules_, id); }
  /// A village, hazard point, shelter or facility.
  Text place(const std::string& id) const {
    return places_.contains(id) ? of(places_, id) : area(id);
  }
  Text unit(const std::string& id) const { return of(units_, id); }
  Text supply(const std::string& id) const { return of(supplies_, id); }
  Text road(const std::string& id) const { return of(roads_, id); }

 private:
  using Table = std::map<std::string, Text>;
  static Text of(const Table& table, const std::string& id) {
    const auto found = table.find(id);
    return found == table.end() ? Text{id, id} : found->second;
  }
  Table areas_;
  Table stations_;
  Table people_;
  Table rules_;
  Table places_;
  Table units_;
  Table supplies_;
  Table roads_;
};

/// What a unit can do: 救援 / rescue. A plan has words of its own too: those stay as they are.
Text skill_words(const std::string& skill);

/// 村主任 / village leader; a duty that we have no words for stands for itself.
Text duty_words(const std::string& duty);

}  // namespace fenghuo::cli
