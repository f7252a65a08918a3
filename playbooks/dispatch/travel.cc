#include "playbooks/dispatch/travel.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <optional>
#include <utility>

namespace fenghuo::dispatch {
namespace {

std::vector<bool> marked(std::span<const std::uint32_t> indices, std::size_t size) {
  std::vector<bool> marks(size);
  for (const std::uint32_t index : indices)
    if (index < size) marks[index] = true;
  return marks;
}

// What waits, the soonest first: a radix heap (R. Ahuja, K. Mehlhorn, J. Orlin, R. Tarjan, Faster
// algorithms for the shortest path problem, Journal of the ACM 37, 1990). It needs times that never
// fall below the last one taken, which is so here, and takes a third less than a binary heap.
class Queue {
 public:
  void push(std::int32_t seconds, std::uint32_t junction) {
    buckets_[bucket(seconds)].push_back({seconds, junction});
  }
  struct Waiting {
    std::int32_t seconds;
    std::uint32_t junction;
  };
  std::optional<Waiting> pop() {
    if (buckets_[0].empty() && !spread_out()) return std::nullopt;
    const Waiting soonest = buckets_[0].back();
    buckets_[0].pop_back();
    return soonest;
  }
  /// Those still waiting have only a time that may yet fall.
  void forget_waiting(Times& times) const {
    for (const auto& all : buckets_)
      for (const Waiting& waiting : all) {
        if (times.seconds[waiting.junction] != waiting.seconds) continue;
        times.seconds[waiting.junction] = kNoRoute;
        times.by_edge[waiting.junction] = kNoEdge;
      }
  }

 private:
  // By the highest bit in which it differs from the last time taken; 0: it is the same.
  std::size_t bucket(std::int32_t seconds) const {
    return static_cast<std::size_t>(std::bit_width(static_cast<std::uint32_t>(seconds ^ last_)));
  }

  // Into the buckets below, which are all empty: the soonest of it is now the last time.
  bool spread_out() {
    const auto first = std::find_if(buckets_.begin(), buckets_.end(),
                                    [](const auto& all) { return !all.empty(); });
    if (first == buckets_.end()) return false;
    last_ = first->front().seconds;
    for (const Waiting& waiting : *first) last_ = std::min(last_, waiting.seconds);
    for (const Waiting& waiting : *first) buckets_[bucket(waiting.seconds)].push_back(waiting);
    first->clear();
    return true;
  }

  std::array<std::vector<Waiting>, 33> buckets_;
  std::int32_t last_ = 0;
};

Pieces largest_first(Pieces pieces) {
  std::vector<std::uint32_t> order(pieces.sizes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return pieces.sizes[a] > pieces.sizes[b];
  });
  Pieces sorted{std::move(pieces.of_junction), {}};
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    sorted.sizes.push_back(pieces.sizes[order[i]]);
  }
  for (std::uint32_t& piece : sorted.of_junction) piece = rank[piece];
  return sorted;
}

}  // namespace

Travel::Travel(const RoadGraph& graph, Vehicle vehicle, const Closures& closures,
               std::uint16_t pace_percent)
    : graph_(&graph) {
  const auto closed_roads = marked(closures.roads, graph.roads());
  const auto closed_junctions = marked(closures.junctions, graph.junctions());
  costs_.reserve(2 * graph.edges().size());
  for (const RoadEdge& edge : graph.edges()) {
    const bool closed =
        closed_roads[edge.road] || closed_junctions[edge.from] || closed_junctions[edge.to];
    const std::int64_t normal =
        vehicle == Vehicle::on_foot ? walking_s(edge.length_m) : edge.seconds;
    const std::int64_t now = (normal * pace_percent + 99) / 100;
    const auto cost = closed || !may_use(vehicle, edge.use)
                          ? kNoRoute
                          : static_cast<std::int32_t>(std::min<std::int64_t>(now, kNoRoute));
    costs_.push_back(cost);
    costs_.push_back(edge.one_way && vehicle != Vehicle::on_foot ? kNoRoute : cost);
  }
}

Times Travel::from(std::uint32_t junction, std::span<const std::uint32_t> targets) const {
  return search(junction, Way::forth, targets);
}

Times Travel::to(std::uint32_t junction, std::span<const std::uint32_t> targets) const {
  return search(junction, Way::back, targets);
}

Times Travel::search(std::uint32_t origin, Way way, std::span<const std::uint32_t> targets) const {
  const std::uint32_t count = graph_->junctions();
  // On the way to the origin an arc is gone along from its far end.
  const std::uint32_t turned = way == Way::forth ? 0 : 1;
  Times times{origin, std::vector<std::int32_t>(count, kNoRoute),
              std::vector<std::uint32_t>(count, kNoEdge)};
  if (origin >= count) return times;
  const std::vector<bool> wanted = marked(targets, count);
  auto missing = std::count(wanted.begin(), wanted.end(), true);
  Queue queue;
  times.seconds[origin] = 0;
  queue.push(0, origin);
  while (const auto soonest = queue.pop()) {
    const auto [reached, junction] = *soonest;
    if (reached != times.seconds[junction]) continue;  // since then a shorter way was found
    if (wanted[junction] && --missing == 0) {
      queue.forget_waiting(times);
      break;
    }
    for (const Arc& arc : graph_->arcs(junction)) {
      const std::int32_t cost = costs_[arc.half ^ turned];
      if (cost == kNoRoute) continue;
      const std::int64_t then = static_cast<std::int64_t>(reached) + cost;
      if (then >= times.seconds[arc.to]) continue;
      times.seconds[arc.to] = static_cast<std::int32_t>(then);
      times.by_edge[arc.to] = arc.edge();
      queue.push(static_cast<std::int32_t>(then), arc.to);
    }
  }
  return times;
}

// From the junction to the origin. Each step brings it nearer, so there are no more than junctions.
Path Travel::back_to_origin(const Times& times, std::uint32_t junction) const {
  Path path;
  if (junction >= times.seconds.size() || times.seconds[junction] == kNoRoute) return path;
  path.junctions.push_back(junction);
  while (times.by_edge[junction] != kNoEdge && path.edges.size() < times.seconds.size()) {
    const RoadEdge& edge = graph_->edges()[times.by_edge[junction]];
    path.edges.push_back(times.by_edge[junction]);
    junction = edge.from == junction ? edge.to : edge.from;
    path.junctions.push_back(junction);
  }
  return path;
}

Path Travel::path_from(const Times& times, std::uint32_t junction) const {
  Path path = back_to_origin(times, junction);
  std::reverse(path.junctions.begin(), path.junctions.end());
  std::reverse(path.edges.begin(), path.edges.end());
  return path;
}

Path Travel::path_to(const Times& times, std::uint32_t junction) const {
  return back_to_origin(times, junction);
}

Pieces Travel::pieces() const {
  const std::uint32_t count = graph_->junctions();
  constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  Pieces found{std::vector<std::uint32_t>(count, kNone), {}};
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t first = 0; first < count; ++first) {
    if (found.of_junction[first] != kNone) continue;
    const auto piece = static_cast<std::uint32_t>(found.sizes.size());
    found.sizes.push_back(0);
    found.of_junction[first] = piece;
    waiting.push_back(first);
    while (!waiting.empty()) {
      const std::uint32_t junction = waiting.back();
      waiting.pop_back();
      ++found.sizes[piece];
      for (const Arc& arc : graph_->arcs(junction)) {
        if (seconds(arc.edge()) == kNoRoute || found.of_junction[arc.to] != kNone) continue;
        found.of_junction[arc.to] = piece;
        waiting.push_back(arc.to);
      }
    }
  }
  return largest_first(std::move(found));
}

}  // namespace fenghuo::dispatch
