// Random courses of events, made as short as they can be when they fail: nothing is promised twice,
// nobody is sent over a closed road, supplies add up, and every course replays.
#include "tests/playbooks/ledger/ledger_rig.h"
#include "tests/random.h"
#include "tests/shrink.h"

namespace fenghuo {
namespace {

constexpr std::uint32_t kCourses = 60;
constexpr std::uint32_t kEvents = 80;
constexpr const char* kVillages[] = {"Y", "A", "B", "C"};
constexpr const char* kUnits[] = {"boat1", "boat2", "boat3", "medic"};
constexpr const char* kBatches[] = {"b1", "b2"};
// Y - A - B - C in a row, and a second road from Y to B.
struct RoadOf {
  const char* id;
  int from;
  int to;
};
constexpr RoadOf kRoads[] = {{"ya", 0, 1}, {"ab", 1, 2}, {"bc", 2, 3}, {"yb", 0, 2}};

struct Event {
  std::uint32_t kind = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

wire::Plan plan_with_roads() {
  auto plan = ledger_plan();
  plan.mutable_units(0)->set_travel(wire::Unit::TRUCK);
  auto& roads = *plan.mutable_roads();
  for (const char* id : kVillages)
    for (const auto& village : plan.villages())
      if (village.id() == id) {
        roads.add_junction_longitude_e7(static_cast<std::int32_t>(village.longitude_deg() * 1e7));
        roads.add_junction_latitude_e7(static_cast<std::int32_t>(village.latitude_deg() * 1e7));
      }
  for (std::size_t i = 0; i < std::size(kRoads); ++i) {
    roads.add_roads()->set_id(kRoads[i].id);
    roads.add_edge_from(static_cast<std::uint32_t>(kRoads[i].from));
    roads.add_edge_to(static_cast<std::uint32_t>(kRoads[i].to));
    roads.add_edge_length_m(10'000);
    roads.add_edge_seconds(900);
    roads.add_edge_road(static_cast<std::uint32_t>(i));
    roads.add_edge_flags(0);
  }
  auto& supply = *plan.add_supplies();
  supply.set_id("water");
  supply.set_home("Y");
  supply.set_minimum(40);
  for (const char* id : kBatches) {
    auto& batch = *supply.add_batches();
    batch.set_id(id);
    batch.set_quantity(50);
    batch.set_counted("2026-06-01");
  }
  return plan;
}

class Course : private Persons {
 public:
  /// What went wrong first; empty: nothing.
  std::string run(const std::vector<Event>& events) {
    use(plan_with_roads());
    for (const char* batch : kBatches) left_[batch] = 50;
    for (const auto& event : events) {
      apply(event);
      if (auto wrong = look(); !wrong.empty()) return wrong;
    }
    expect_replays();
    return "";
  }

 private:
  void apply(const Event& event) {
    const std::string village = kVillages[event.a % 4];
    const std::string unit = kUnits[event.b % 4];
    const auto need = [&] {
      return needs_.empty() ? FactId{{1}, 9} : needs_[event.c % needs_.size()];
    };
    const auto order = [&](const Fill& fill) { command("mayor", fill); };
    switch (event.kind) {
      case 0:
        return order([&](wire::Command& c) {
          c.mutable_ask_units()->set_area(village);
          c.mutable_ask_units()->set_skill(event.b % 4 == 3 ? "medic" : "boat");
          c.mutable_ask_units()->set_level(event.c % 4 + 1);
        });
      case 1:
        return order(
            [&](wire::Command& c) { *c.mutable_end_need()->mutable_need() = to_wire(need()); });
      case 2:
      case 3:
        return order([&](wire::Command& c) {
          c.mutable_report_unit()->set_unit(unit);
          c.mutable_report_unit()->set_state(static_cast<wire::UnitState>(event.c % 6));
        });
      case 4:
        return order([&](wire::Command& c) {
          *c.mutable_choose_unit()->mutable_need() = to_wire(need());
          c.mutable_choose_unit()->set_unit(unit);
          c.mutable_choose_unit()->set_forbid(event.a % 3 == 0);
        });
      case 5:
        return order([&](wire::Command& c) {
          c.mutable_close_road()->set_road(kRoads[event.a % 4].id);
          c.mutable_close_road()->set_open(event.b % 2 == 0);
        });
      case 6:
        return report("leader", event.b % 2 == 0 ? "blocked_road" : "road_open", village);
      case 7:
        return order([&](wire::Command& c) {
          c.mutable_hold()->set_held_for("x");
          if (event.c % 2 == 0) {
            c.mutable_hold()->set_unit(unit);
          } else {
            c.mutable_hold()->set_supply("water");
            c.mutable_hold()->set_batch(kBatches[event.a % 2]);
            c.mutable_hold()->set_quantity(event.b % 30);
          }
        });
      case 8:
        return order([&](wire::Command& c) {
          const FactId hold = holds_.empty() ? FactId{} : holds_[event.c % holds_.size()];
          *c.mutable_release_hold()->mutable_hold() = to_wire(hold);
        });
      case 9:
        return move(event);
      case 10:
        return rig_.pass(std::chrono::minutes{event.c % 10});
      default:
        for (const auto& effect : rig_.take_effects()) sent(effect.id, event.c % 2 == 0);
    }
  }

  void move(const Event& event) {
    command("keeper", [&](wire::Command& c) {
      auto& moved = *c.mutable_move_stock();
      moved.set_supply("water");
      moved.set_batch(kBatches[event.a % 2]);
      moved.set_kind(static_cast<wire::StockMoved::Kind>(event.b % 5));
      moved.set_quantity(event.c % 40);
      moved.set_to("A");
    });
  }

  // Follows what was told, and compares it with what stands.
  std::string look() {
    for (const auto& told : rig_.facts()) {
      const auto& fact = told.fact;
      if (fact.has_need_opened()) needs_.push_back(told.id);
      if (fact.has_resource_held()) holds_.push_back(told.id);
      if (fact.has_road_closed()) {
        if (fact.road_closed().closed())
          closed_.insert(fact.road_closed().road());
        else
          closed_.erase(fact.road_closed().road());
      }
      if (fact.has_road_changed()) {
        if (fact.road_changed().cut())
          cut_.insert(fact.road_changed().area());
        else
          cut_.erase(fact.road_changed().area());
      }
      if (fact.has_stock_moved()) count(fact.stock_moved());
      if (fact.has_unit_sent())
        if (auto wrong = look_at_trip(fact.unit_sent()); !wrong.empty()) return wrong;
    }
    const auto standing = rig_.engine().describe();
    if (auto wrong = look_at_promises(standing); !wrong.empty()) return wrong;
    return look_at_stock(standing);
  }

  static std::string id_of(const wire::FactRef& ref) { return to_string(from_wire(ref)); }

  static std::string look_at_promises(const wire::Standing& standing) {
    std::map<std::string, std::string> unit_of;
    for (const auto& need : standing.needs())
      if (!need.unit().empty() && !unit_of.emplace(need.unit(), id_of(need.need())).second)
        return need.unit() + " has two needs";
    for (const auto& unit : standing.units()) {
      const std::string need = unit.has_need() ? id_of(unit.need()) : "";
      if (need != (unit_of.contains(unit.id()) ? unit_of.at(unit.id()) : ""))
        return unit.id() + " and its need don't agree";
      const bool busy = unit.state() == wire::UNIT_SENT || unit.state() == wire::UNIT_THERE ||
                        unit.state() == wire::UNIT_ON_THE_WAY;
      if (busy != unit.has_need()) return unit.id() + " is busy with nothing, or idle with a need";
      if (unit.has_need() && unit.has_hold()) return unit.id() + " is held and sent";
    }
    return "";
  }

  std::string look_at_trip(const wire::UnitSent& sent) const {
    if (sent.unit() == "medic" || sent.from() == sent.area()) return "";
    if (cut_.contains(sent.from()) || cut_.contains(sent.area())) return "sent over a cut road";
    std::set<std::string> reached{sent.from()};
    for (std::size_t i = 0; i < std::size(kRoads); ++i)
      for (const auto& road : kRoads) {
        if (closed_.contains(road.id)) continue;
        const std::string from = kVillages[road.from];
        const std::string to = kVillages[road.to];
        if (reached.contains(from)) reached.insert(to);
        if (reached.contains(to)) reached.insert(from);
      }
    return reached.contains(sent.area()) ? "" : "sent to " + sent.area() + " without a way";
  }
  void count(const wire::StockMoved& moved) {
    std::int64_t& left = left_[moved.batch()];
    const std::int64_t quantity = moved.quantity();
    if (moved.kind() == wire::StockMoved::COUNTED) left = quantity;
    if (moved.kind() == wire::StockMoved::IN) left += quantity;
    if (moved.kind() == wire::StockMoved::OUT || moved.kind() == wire::StockMoved::SENT)
      left -= quantity;
  }

  std::string look_at_stock(const wire::Standing& standing) {
    std::map<std::string, std::int64_t> held;
    for (const auto& hold : standing.holds())
      if (!hold.supply().empty()) held[hold.batch()] += hold.quantity();
    for (const auto& batch : standing.supplies(0).batches()) {
      if (batch.left() != left_[batch.id()]) return batch.id() + " doesn't add up";
      if (held[batch.id()] > batch.left()) return batch.id() + ": more is held than there is";
    }
    return "";
  }

  std::vector<FactId> needs_;
  std::vector<FactId> holds_;
  std::set<std::string> closed_;
  std::set<std::string> cut_;
  std::map<std::string, std::int64_t> left_;
};

std::string run(const std::vector<Event>& events) {
  return Course().run(events);
}

TEST(LedgerProperty, NothingIsPromisedTwiceAndSuppliesAddUp) {
  for (std::uint32_t seed = 1; seed <= kCourses; ++seed) {
    Random random(seed);
    std::vector<Event> events;
    for (std::uint32_t i = 0; i < kEvents; ++i)
      events.push_back(
          {random.below(12), random.below(1'000), random.below(1'000), random.below(1'000)});
    const std::string wrong = run(events);
    if (wrong.empty()) continue;
    const auto shortest = shrink(events, [](const auto& fewer) { return !run(fewer).empty(); });
    std::string course;
    for (const auto& e : shortest)
      course += "{" + std::to_string(e.kind) + "," + std::to_string(e.a) + "," +
                std::to_string(e.b) + "," + std::to_string(e.c) + "} ";
    FAIL() << run(shortest) << " after " << course;
  }
}

}  // namespace
}  // namespace fenghuo
