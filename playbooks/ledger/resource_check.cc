#include "playbooks/ledger/resource_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/level.h"
#include "engine/nearest.h"
#include "engine/wire_text.h"
#include "playbooks/ledger/stock_ledger.h"
#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/unit_ledger.h"
#include "playbooks/ledger/ways.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;

namespace {

constexpr std::size_t kIslandsNamedMax = 10;

class Checker {
 public:
  explicit Checker(const wire::Plan& plan) : plan_(plan), ways_(plan) {}

  PlanProblems run() {
    check_bounds();
    for (const auto& unit : plan_.units()) check_unit(unit);
    for (const auto& playbook : plan_.playbooks()) check_playbook(playbook);
    check_stock();
    check_roads();
    return std::move(problems_);
  }

 private:
  void add(std::string path, Text text, Severity severity = Severity::fault) {
    problems_.push_back({std::move(path), 1, 1, std::move(text), severity});
  }

  void check_bounds() {
    std::size_t batches = 0;
    for (const auto& supply : plan_.supplies())
      batches += static_cast<std::size_t>(supply.batches_size());
    if (plan_.units_size() > kUnitsMax)
      add("units[" + plan_.units(kUnitsMax).id() + "]",
          {"队伍太多，最多 2000 支", "too many units: at most 2,000"});
    if (batches > kBatchesMax)
      add("supplies[" + plan_.supplies(plan_.supplies_size() - 1).id() + "]",
          {"物资批次太多，最多 10000 个", "too many batches of supplies: at most 10,000"});
  }

  void check_unit(const wire::Unit& unit) {
    const std::string path = "units[" + unit.id() + "]";
    for (const auto& skill : unit.skills()) ++units_with_[skill];
    if (unit.contact() == unit.stand_in())
      add(path + ".stand_in", {unit.name().zh() + "的 B 角就是联系人自己",
                               "the stand-in of " + unit.name().en() + " is its own contact"});
    const std::string& home = home_of(unit);
    if (ways_.has(home) && !ways_.joins_road(home, vehicle_of(unit)))
      add(path + ".home", {unit.name().zh() + "附近 2 公里内没有它能走的路",
                           "no road that " + unit.name().en() + " can use within 2 km"});
  }

  void check_playbook(const wire::Playbook& playbook) {
    for (const auto& response : playbook.responses()) {
      const auto level = level_from_wire(response.level()).value_or(Level::none);
      const std::string path =
          "playbooks[" + playbook.id() + "].levels[" + std::string(to_string(level)) + "]";
      check_needs(path, response.units());
      for (const auto& need : response.supplies())
        check_supply_need(path + ".supplies[" + need.code() + "]", need);
    }
    check_needs("playbooks[" + playbook.id() + "].cut_off", playbook.cut_off().units());
  }

  template <class Named>
  std::string like(const std::string& word, const std::map<std::string, Named>& known) const {
    std::vector<std::string_view> words;
    for (const auto& [name, count] : known) words.push_back(name);
    const auto near = nearest(word, words);
    return near ? std::string(*near) : "";
  }

  // Several tasks of one skill take as many units as all of them together.
  template <class Needs>
  void check_needs(const std::string& path, const Needs& needs) {
    std::map<std::string, std::uint32_t> units;
    for (const auto& need : needs) units[need.skill()] += need.units();
    for (const auto& need : needs)
      if (const auto all = units.extract(need.skill()))
        check_need(path + ".units[" + need.skill() + "]", all.key(), all.mapped());
  }

  // The worst night is one in which every village is told the same.
  void check_need(const std::string& path, const std::string& skill, std::uint32_t units) {
    const auto found = units_with_.find(skill);
    if (found == units_with_.end()) {
      const std::string near = like(skill, units_with_);
      return add(
          path, {"没有一支队伍会“" + skill + "”" + (near.empty() ? "" : "，是否为“" + near + "”？"),
                 "no unit has the skill '" + skill + "'" +
                     (near.empty() ? "" : "; did you mean '" + near + "'?")});
    }
    const auto villages = static_cast<std::uint32_t>(plan_.villages_size());
    const std::uint32_t wanted = units * villages;
    if (wanted > found->second)
      add(path,
          {"会“" + skill + "”的队伍有 " + std::to_string(found->second) + " 支；" +
               std::to_string(villages) + " 个村同时到这一级要 " + std::to_string(wanted) +
               " 支，缺的会向县里要",
           "units with the skill '" + skill + "': " + std::to_string(found->second) + "; all " +
               std::to_string(villages) + " villages at this level want " + std::to_string(wanted) +
               ": the county is asked for the rest"},
          Severity::notice);
  }

  void check_supply_need(const std::string& path, const wire::SupplyNeed& need) {
    const auto& all = plan_.supplies();
    if (std::none_of(all.begin(), all.end(),
                     [&](const auto& supply) { return supply.code() == need.code(); }))
      add(path, {"supplies.csv 里没有编码为“" + need.code() + "”的物资",
                 "supplies.csv has nothing with the code '" + need.code() + "'"});
  }

  void check_stock() {
    std::map<std::string, std::uint64_t> stock;
    for (const auto& supply : plan_.supplies())
      for (const auto& batch : supply.batches()) stock[supply.code()] += batch.quantity();
    for (const auto& need : wanted_in_the_worst_case(plan_)) {
      const auto& code = need.first;
      const auto wanted = need.second;
      const auto first = std::find_if(plan_.supplies().begin(), plan_.supplies().end(),
                                      [&](const auto& supply) { return supply.code() == code; });
      if (first == plan_.supplies().end() || stock[code] >= wanted) continue;
      add("supplies[" + first->id() + "]",
          {first->name().zh() + "一共 " + std::to_string(stock[code]) + first->measure() +
               "，全镇都撤要 " + std::to_string(wanted) + first->measure(),
           first->name().en() + ": " + std::to_string(stock[code]) +
               " in all; if everybody leaves " + std::to_string(wanted) + " are used up"},
          Severity::notice);
    }
  }

  // Of a cut from a map some roads lose those that they led to.
  void check_islands(const dispatch::RoadGraph& graph) {
    const auto pieces = dispatch::Travel(graph, dispatch::Vehicle::car, {}).pieces();
    std::set<std::uint32_t> named;
    for (const auto& edge : graph.edges()) {
      const std::uint32_t piece = pieces.of_junction[edge.from];
      if (piece == 0 || piece != pieces.of_junction[edge.to] ||
          !dispatch::may_use(dispatch::Vehicle::car, edge.use) ||
          named.size() == kIslandsNamedMax || !named.insert(piece).second)
        continue;
      const std::string& id = plan_.roads().roads(static_cast<int>(edge.road)).id();
      add("roads",
          {"道路“" + id + "”和别的路不相连", "the road '" + id + "' leads to no other road"},
          Severity::notice);
    }
  }

  // A village that no road reaches can't be helped by anything on wheels.
  void check_roads() {
    if (plan_.roads().edge_from().empty()) return;
    const auto graph = graph_of(plan_.roads());
    if (!graph) return add("roads", graph.error().text);
    check_islands(*graph);
    std::set<std::string> reached;
    for (const auto& unit : plan_.units()) {
      if (unit.travel() == wire::Unit::FOOT) continue;
      const std::string& home = home_of(unit);
      for (const auto& village : plan_.villages())
        if (!reached.contains(village.id()) && ways_.seconds(home, village.id(), vehicle_of(unit)))
          reached.insert(village.id());
    }
    for (const auto& village : plan_.villages())
      if (!plan_.units().empty() && !reached.contains(village.id()))
        add("villages[" + village.id() + "]",
            {"没有一支队伍能从路上到" + village.name().zh() + "（roads.geojson）",
             "no unit can reach " + village.name().en() + " by road (roads.geojson)"});
  }

  const wire::Plan& plan_;
  Ways ways_;
  std::map<std::string, std::uint32_t> units_with_;
  PlanProblems problems_;
};

}  // namespace

PlanProblems check_resources(const wire::Plan& plan) {
  return Checker(plan).run();
}

}  // namespace fenghuo::playbooks
