// Compiled as C++17: LEMON 1.3.1 uses std::allocator::construct, which C++20 doesn't have.
#include "tests/playbooks/dispatch/lemon_oracle.h"

#ifndef __clang__
// g++ 12 at -O2 takes LEMON's empty nodes and arcs for a fault.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace fenghuo::dispatch {
namespace {

using Graph = lemon::SmartDigraph;

// Maps of a graph's arcs: an initial value would hold for the arcs that exist when the map is made
// and be 0 for later ones, so every arc is given its values when it is added.
struct Flow {
  Graph graph;
  Graph::NodeMap<std::int64_t> supply{graph};
  Graph::ArcMap<std::int64_t> capacity{graph};
  Graph::ArcMap<std::int64_t> cost{graph};

  void add_arc(Graph::Node from, Graph::Node to, std::int64_t upper, std::int64_t price) {
    const auto arc = graph.addArc(from, to);
    capacity[arc] = upper;
    cost[arc] = price;
  }
};

void build(Flow& flow, std::uint32_t units, const std::vector<OracleTask>& tasks) {
  const auto ground = flow.graph.addNode();
  std::int64_t wanted = 0;
  std::vector<Graph::Node> unit_nodes;
  for (std::uint32_t i = 0; i < units; ++i) {
    unit_nodes.push_back(flow.graph.addNode());
    flow.supply[unit_nodes.back()] = 0;
    flow.add_arc(unit_nodes.back(), ground, 1, 0);
  }
  for (const auto& task : tasks) {
    const auto node = flow.graph.addNode();
    flow.supply[node] = task.units_wanted;
    wanted += task.units_wanted;
    flow.add_arc(node, ground, task.units_wanted, task.unserved_cost);
    for (const auto& arc : task.arcs) flow.add_arc(node, unit_nodes[arc.unit], 1, arc.cost);
  }
  flow.supply[ground] = -wanted;
}

}  // namespace

std::int64_t optimum_by_lemon(std::uint32_t units, const std::vector<OracleTask>& tasks) {
  Flow flow;
  build(flow, units, tasks);
  using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;
  Simplex simplex(flow.graph);
  simplex.supplyMap(flow.supply).upperMap(flow.capacity).costMap(flow.cost);
  return simplex.run() == Simplex::OPTIMAL ? simplex.totalCost() : -1;
}

}  // namespace fenghuo::dispatch
