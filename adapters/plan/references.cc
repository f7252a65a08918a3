// What only the whole plan can show.
#include <algorithm>
#include <map>
#include <set>

#include "adapters/plan/files.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

const Text kCatchment{"流域", "catchment"};

class References {
 public:
  explicit References(PlanDraft& draft) : draft_(draft) {
    for (const auto& fault : draft.faults)
      if (fault.of_whole_file) unread_.insert(fault.place.file);
    villages_.all_read = catchments_.all_read = is_read("areas.geojson");
    people_.all_read = is_read("people.csv");
    for (const auto& village : draft.plan.villages()) villages_.ids.insert(village.id());
    for (const auto& person : draft.plan.people()) people_.ids.insert(person.id());
    for (const auto& catchment : draft.plan.catchments()) catchments_.ids.insert(catchment.id());
  }

  void check() {
    std::set<std::string> covered;
    for (const auto& station : draft_.plan.stations()) {
      const std::string path = "stations[" + station.id() + "].covers";
      expect(catchments_, station.catchment(), "stations[" + station.id() + "]", kCatchment);
      if (villages_.all_read && station.covers().empty() && !has_village_below(station.catchment()))
        fault(path, {"测站不覆盖任何村，它的观测不会触发预警",
                     "the station covers no village: what it observes will warn nobody"});
      for (const auto& village : station.covers()) {
        expect(villages_, village, path, {"村", "village"});
        covered.insert(village);
      }
    }
    for (const auto& village : draft_.plan.villages())
      if (is_read("stations.csv") && !covered.contains(village.id()))
        fault("villages[" + village.id() + "]",
              {"没有测站覆盖“" + village.name().zh() + "”，规则对它看不见",
               "no station covers '" + village.name().en() + "': rules can't see it"});
    check_roster();
    check_moves();
    check_catchments();
  }

 private:
  // What may be named. Where not all of it could be read, what is not among it may still be there.
  struct Known {
    std::set<std::string> ids;
    bool all_read = true;
  };

  bool is_read(const char* file) const { return !unread_.contains(file); }

  // Whether a village lies in the catchment or in one that its water reaches.
  bool has_village_below(std::string catchment) const {
    const auto& all = draft_.plan.catchments();
    for (int steps = 0; steps <= all.size() && !catchment.empty(); ++steps) {
      for (const auto& village : draft_.plan.villages())
        if (village.catchment() == catchment) return true;
      const auto here = std::find_if(all.begin(), all.end(),
                                     [&](const auto& one) { return one.id() == catchment; });
      if (here == all.end()) return true;  // a slip of the pen, which is told as such
      catchment = here->flows_to();
    }
    return false;
  }

  // Water flows down: a catchment that is below itself is a slip of the pen.
  void check_catchments() {
    for (const auto& village : draft_.plan.villages()) {
      const std::string path = "villages[" + village.id() + "]";
      expect(catchments_, village.catchment(), path, kCatchment);
      for (const auto& neighbour : village.neighbours())
        expect(villages_, neighbour, path, {"村", "village"});
    }
    for (const auto& point : draft_.plan.hazard_points())
      expect(villages_, point.village(), "hazard_points[" + point.id() + "]", {"村", "village"});
    std::map<std::string, std::string> below;
    for (const auto& catchment : draft_.plan.catchments()) {
      const std::string path = "catchments[" + catchment.id() + "]";
      expect(catchments_, catchment.flows_to(), path, kCatchment);
      below[catchment.id()] = catchment.flows_to();
    }
    for (const auto& catchment : draft_.plan.catchments()) {
      std::string at = catchment.flows_to();
      for (std::size_t steps = 0; steps < below.size() && !at.empty() && at != catchment.id();
           ++steps)
        at = below.contains(at) ? below[at] : "";
      if (at == catchment.id() && !at.empty())
        fault("catchments[" + catchment.id() + "]",
              {"流域“" + at + "”最终流回自己，请检查 flows_to",
               "the catchment '" + at + "' flows back into itself; see flows_to"});
    }
  }

  void check_roster() {
    Known areas = villages_;
    areas.ids.insert(draft_.plan.id());
    areas.all_read = areas.all_read && is_read("plan.yaml");
    for (int i = 0; i < draft_.plan.roster_size(); ++i) {
      const auto& duty = draft_.plan.roster(i);
      const std::string path = "roster[" + std::to_string(i) + "]";
      expect(areas, duty.area(), path + ".area", {"村或乡镇", "village or township"});
      expect(people_, duty.holder(), path + ".holder", {"人员", "person"});
      if (!duty.stand_in().empty())
        expect(people_, duty.stand_in(), path + ".stand_in", {"人员", "person"});
    }
  }

  void check_moves() {
    const Text village{"村", "village"};
    const Text person{"人员", "person"};
    for (const auto& household : draft_.plan.households()) {
      const std::string path = "households[" + household.id() + "]";
      expect(villages_, household.village(), path + ".village", village);
      expect(people_, household.helper(), path + ".helper", person);
      expect(people_, household.stand_in(), path + ".stand_in", person);
    }
    for (const auto& facility : draft_.plan.facilities()) {
      const std::string path = "facilities[" + facility.id() + "]";
      expect(villages_, facility.village(), path + ".village", village);
      expect(people_, facility.contact(), path + ".contact", person);
      expect(people_, facility.stand_in(), path + ".stand_in", person);
    }
    check_resources();
    for (const auto& shelter : draft_.plan.shelters())
      for (const auto& served : shelter.villages())
        expect(villages_, served, "shelters[" + shelter.id() + "].villages", village);
  }

  void check_resources() {
    const Text person{"人员", "person"};
    const Text place{"地点（村、隐患点、安置点、学校等）",
                     "place (village, hazard point, shelter or facility)"};
    Known places = villages_;
    places.all_read = places.all_read && is_read("shelters.csv") && is_read("facilities.csv");
    for (const auto& point : draft_.plan.hazard_points()) places.ids.insert(point.id());
    for (const auto& shelter : draft_.plan.shelters()) places.ids.insert(shelter.id());
    for (const auto& facility : draft_.plan.facilities()) places.ids.insert(facility.id());
    for (const auto& unit : draft_.plan.units()) {
      const std::string path = "units[" + unit.id() + "]";
      expect(places, unit.home(), path + ".home", place);
      expect(people_, unit.contact(), path + ".contact", person);
      expect(people_, unit.stand_in(), path + ".stand_in", person);
    }
    for (const auto& supply : draft_.plan.supplies()) {
      const std::string path = "supplies[" + supply.id() + "]";
      expect(places, supply.home(), path + ".home", place);
      expect(people_, supply.keeper(), path + ".keeper", person);
    }
  }

  void expect(const Known& known, const std::string& id, const std::string& path,
              const Text& what) {
    if (id.empty() || !known.all_read || known.ids.contains(id)) return;
    const std::vector<std::string_view> names(known.ids.begin(), known.ids.end());
    const auto near = nearest(id, names);
    const std::string like = near ? std::string(*near) : "";
    fault(path, {"没有" + what.zh + "“" + id + "”" + (near ? "，是否为“" + like + "”？" : ""),
                 "there is no " + what.en + " '" + id + "'" +
                     (near ? "; did you mean '" + like + "'?" : "")});
  }
  void fault(const std::string& path, Text text) {
    draft_.fault(draft_.sources.find(path, 1, 1), std::move(text));
  }

  PlanDraft& draft_;
  std::set<std::string> unread_;  // files
  Known villages_;
  Known people_;
  Known catchments_;
};

}  // namespace

void check_references(PlanDraft& draft) {
  References(draft).check();
}

Place SourceMap::find(std::string path, int line, int column) const {
  while (true) {
    const auto found = sources_.find(path);
    if (found != sources_.end()) {
      const auto& [place, text] = found->second;
      return line < 1 || text.empty() ? place : text.at(line, column);
    }
    // rules[x].levels[red] -> rules[x].levels -> rules[x] -> rules
    const auto shorter = path.find_last_of(".[");
    if (shorter == std::string::npos) return {"plan.yaml", 1, 1};
    path.resize(shorter);
    line = 0;
  }
}

}  // namespace fenghuo::adapters
