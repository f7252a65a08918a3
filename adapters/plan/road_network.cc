#include "adapters/plan/road_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace fenghuo::adapters {
namespace {

// Part of a drawn line, between two nodes: points where lines end or meet.
struct Piece {
  std::size_t drawn = 0;
  std::size_t number = 1;  // within the drawn road
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  RoadLine shape;
};

// A piece in the direction in which it is gone along.
struct Step {
  std::uint32_t piece = 0;
  bool reversed = false;
};

// The pieces that begin or end at a node, as steps away from it; only the first two are kept.
struct Node {
  std::uint32_t ends = 0;
  std::array<Step, 2> leaving;
  bool kept = false;
};

class Network {
 public:
  Network(const std::vector<DrawnRoad>& drawn, const RoadLine& cuts) : drawn_(drawn) {
    find_nodes(cuts);
    for (std::size_t i = 0; i < drawn_.size(); ++i)
      for (const RoadLine& line : drawn_[i].lines) cut(i, line);
    for (std::uint32_t i = 0; i < pieces_.size(); ++i) {
      add_end(pieces_[i].from, {i, false});
      add_end(pieces_[i].to, {i, true});
    }
  }

  Result<RoadMap> map() {
    road_of_.assign(drawn_.size(), std::nullopt);
    used_.assign(pieces_.size(), false);
    for (std::uint32_t i = 0; i < pieces_.size(); ++i)
      if (!used_[i]) add_edge(i);
    return number_junctions() ? Result<RoadMap>(std::move(map_))
                              : Error{Errc::too_many,
                                      {"路口超过 25 万个：先按范围裁剪",
                                       "more than 250,000 junctions: clip it to a smaller box"}};
  }

 private:
  // A point that stands twice is a node. Ends are put in twice, and so are cuts.
  void find_nodes(const RoadLine& cuts) {
    RoadLine all;
    for (const DrawnRoad& road : drawn_)
      for (const RoadLine& line : road.lines) {
        all.insert(all.end(), line.begin(), line.end());
        all.push_back(line.front());
        all.push_back(line.back());
      }
    for (int twice = 0; twice < 2; ++twice) all.insert(all.end(), cuts.begin(), cuts.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i)
      if (all[i] == all[i - 1] && (points_.empty() || points_.back() != all[i]))
        points_.push_back(all[i]);
    nodes_.resize(points_.size());
    for (std::size_t i = 0; i < points_.size(); ++i)
      nodes_[i].kept = std::binary_search(cuts.begin(), cuts.end(), points_[i]);
  }

  std::optional<std::uint32_t> node_at(RoadPoint point) const {
    const auto found = std::lower_bound(points_.begin(), points_.end(), point);
    if (found == points_.end() || *found != point) return std::nullopt;
    return static_cast<std::uint32_t>(found - points_.begin());
  }

  void cut(std::size_t drawn, const RoadLine& line) {
    Piece piece{.drawn = drawn, .shape = {line.front()}};
    piece.from = node_at(line.front()).value_or(0);
    for (std::size_t i = 1; i < line.size(); ++i) {
      piece.shape.push_back(line[i]);
      const auto node = node_at(line[i]);
      if (!node) continue;
      piece.to = *node;
      piece.number =
          pieces_.empty() || pieces_.back().drawn != drawn ? 1 : pieces_.back().number + 1;
      pieces_.push_back(piece);
      piece.from = *node;
      piece.shape = {line[i]};
    }
  }

  void add_end(std::uint32_t node, Step leaving) {
    Node& at = nodes_[node];
    if (at.ends < at.leaving.size()) at.leaving[at.ends] = leaving;
    ++at.ends;
  }

  // Where the same road goes on after this step.
  std::optional<Step> next(Step step) const {
    const Piece& piece = pieces_[step.piece];
    const Node& node = nodes_[step.reversed ? piece.from : piece.to];
    if (node.ends != 2 || node.kept) return std::nullopt;
    const bool first = node.leaving[0].piece == step.piece;
    const Step after = node.leaving[first ? 1 : 0];
    const DrawnRoad& a = drawn_[piece.drawn];
    const DrawnRoad& b = drawn_[pieces_[after.piece].drawn];
    if (a.whole || b.whole || a.road.traits != b.road.traits) return std::nullopt;
    if (a.road.traits.one_way && step.reversed != after.reversed) return std::nullopt;
    return after;
  }

  // All pieces that are one edge with this one, the lowest of them, in its direction.
  std::vector<Step> chain(std::uint32_t lowest) {
    Step back{lowest, true};
    for (auto before = next(back); before && before->piece != lowest; before = next(back))
      back = *before;
    std::vector<Step> steps;
    for (std::optional<Step> step = Step{back.piece, !back.reversed}; step && !used_[step->piece];
         step = next(*step)) {
      used_[step->piece] = true;
      steps.push_back(*step);
    }
    return steps;
  }

  void add_edge(std::uint32_t lowest) {
    const std::vector<Step> steps = chain(lowest);
    const auto begin = [&](Step step) {
      return step.reversed ? pieces_[step.piece].to : pieces_[step.piece].from;
    };
    RoadEdge edge{.from = begin(steps.front()),
                  .to = begin({steps.back().piece, !steps.back().reversed}),
                  .road = road_of(pieces_[lowest])};
    double metres = 0;
    for (const Step step : steps) {
      Piece& piece = pieces_[step.piece];
      metres += length_m(piece.shape) * drawn_[piece.drawn].stretch;
      if (step.reversed) std::reverse(piece.shape.begin(), piece.shape.end());
      edge.shape.insert(edge.shape.end(), piece.shape.begin() + (edge.shape.empty() ? 0 : 1),
                        piece.shape.end());
    }
    constexpr double kLongest_m = std::numeric_limits<std::int32_t>::max();
    edge.length_m = static_cast<std::int32_t>(std::llround(std::clamp(metres, 1.0, kLongest_m)));
    edge.seconds = car_seconds(edge.length_m, map_.roads[edge.road].traits.speed_kmh);
    map_.edges.push_back(std::move(edge));
  }

  std::uint32_t road_of(const Piece& piece) {
    const DrawnRoad& drawn = drawn_[piece.drawn];
    auto& known = road_of_[piece.drawn];
    if (drawn.whole && known) return *known;
    known = static_cast<std::uint32_t>(map_.roads.size());
    map_.roads.push_back(drawn.road);
    const auto next = static_cast<std::size_t>(&piece - pieces_.data()) + 1;
    const bool more = next < pieces_.size() && pieces_[next].drawn == piece.drawn;
    if (!drawn.whole && (piece.number > 1 || more))
      map_.roads.back().id += "." + std::to_string(piece.number);
    return *known;
  }

  // Leaves out the nodes within an edge.
  bool number_junctions() {
    std::vector<std::uint32_t> number(points_.size());
    for (const RoadEdge& edge : map_.edges) number[edge.from] = number[edge.to] = 1;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (number[i] == 0) continue;
      number[i] = static_cast<std::uint32_t>(map_.junctions.size());
      map_.junctions.push_back(points_[i]);
    }
    for (RoadEdge& edge : map_.edges) {
      edge.from = number[edge.from];
      edge.to = number[edge.to];
    }
    return map_.junctions.size() <= kRoadJunctionsMax;
  }

  const std::vector<DrawnRoad>& drawn_;
  RoadLine points_;  // of the nodes, sorted
  std::vector<Node> nodes_;
  std::vector<Piece> pieces_;
  std::vector<bool> used_;
  std::vector<std::optional<std::uint32_t>> road_of_;  // the last one of each drawn road
  RoadMap map_;
};

}  // namespace

Result<RoadMap> connected(const std::vector<DrawnRoad>& drawn, const RoadLine& cuts) {
  return Network(drawn, cuts).map();
}

std::int32_t car_seconds(std::int32_t length_m, std::int32_t speed_kmh) {
  const std::int64_t tenth_kmh = 5 * static_cast<std::int64_t>(std::max(speed_kmh, 1));
  const std::int64_t seconds =
      (18 * static_cast<std::int64_t>(length_m) + tenth_kmh - 1) / tenth_kmh;
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(seconds, 1, std::numeric_limits<std::int32_t>::max()));
}

}  // namespace fenghuo::adapters
