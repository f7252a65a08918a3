// Compiled as C++17: LEMON 1.3 doesn't compile as C++20.
#include "tests/playbooks/dispatch/sheltering_oracle.h"

#ifndef __clang__
// g++ 12 at -O2 takes LEMON's empty nodes and arcs for a fault.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace fenghuo::dispatch {
namespace {

using Graph = lemon::SmartDigraph;

struct PricedArc {
  Graph::Arc arc;
  std::int64_t price_s;
};

}  // namespace

OracleFlow oracle_flow(const std::vector<std::int64_t>& people,
                       const std::vector<std::int64_t>& places,
                       const std::vector<std::vector<std::optional<std::int64_t>>>& price_s,
                       std::int64_t no_place_s) {
  Graph graph;
  std::vector<Graph::Node> villages;
  std::vector<Graph::Node> shelters;
  for (std::size_t v = 0; v < people.size(); ++v) villages.push_back(graph.addNode());
  for (std::size_t s = 0; s < places.size(); ++s) shelters.push_back(graph.addNode());
  const Graph::Node none = graph.addNode();
  std::vector<PricedArc> arcs;
  for (std::size_t v = 0; v < people.size(); ++v) {
    for (std::size_t s = 0; s < places.size(); ++s)
      if (price_s[v][s]) arcs.push_back({graph.addArc(villages[v], shelters[s]), *price_s[v][s]});
    arcs.push_back({graph.addArc(villages[v], none), no_place_s});
  }
  // Made when all arcs are there: an initial value is not given to arcs that come later.
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  for (const PricedArc& a : arcs) cost[a.arc] = a.price_s;
  Graph::NodeMap<std::int64_t> supply(graph, 0);
  std::int64_t all = 0;
  for (std::size_t v = 0; v < people.size(); ++v) {
    supply[villages[v]] = people[v];
    all += people[v];
  }
  for (std::size_t s = 0; s < places.size(); ++s) supply[shelters[s]] = -places[s];
  supply[none] = -all;
  lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t> simplex(graph);
  simplex.costMap(cost).supplyMap(supply).supplyType(simplex.GEQ);
  OracleFlow result;
  result.without_place = -1;
  if (simplex.run() != simplex.OPTIMAL) return result;
  result.without_place = 0;
  for (const PricedArc& a : arcs) {
    if (graph.target(a.arc) == none)
      result.without_place += simplex.flow(a.arc);
    else
      result.price_s += simplex.flow(a.arc) * a.price_s;
  }
  return result;
}

}  // namespace fenghuo::dispatch
