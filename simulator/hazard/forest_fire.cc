#include "simulator/hazard/forest_fire.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <utility>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

struct Direction {
  std::ptrdiff_t south = 0;
  std::ptrdiff_t east = 0;
};

constexpr Direction kNeighbours[] = {{-1, -1}, {-1, 0}, {-1, 1}, {0, -1},
                                     {0, 1},   {1, -1}, {1, 0},  {1, 1}};

double degrees(double radians) {
  return radians * 180 / std::numbers::pi;
}

std::optional<Error> fault_of(const FireCoefficients& c) {
  if (within(c.base, 0, 1) && within(c.slope, 0, 1) && within(c.wind_speed, 0, 1) &&
      within(c.wind_angle, 0, 1))
    return std::nullopt;
  return refused("林火系数须在 0–1 之间", "the fire's coefficients must be within 0–1");
}

std::optional<Error> fault_of(const FireTask& task) {
  if (task.rows > kFireCellsMax || task.columns > kFireCellsMax ||
      task.rows * task.columns > kFireCellsMax)
    return Error{Errc::too_many, {"网格太大", "the grid is too large"}};
  if (task.cells.size() != task.rows * task.columns)
    return refused("网格的格数和行列数不符", "the number of cells isn't rows times columns");
  if (!within(task.cell_m, kCellMetresMin, kCellMetresMax))
    return out_of_bounds("格子边长（米）", "the cell's side (m)", task.cell_m, kCellMetresMin,
                         kCellMetresMax);
  if (!within(task.wind.speed_m_s, 0, kFireWindMax) || !within(task.wind.from_deg, 0, 360))
    return refused("风速须在 0–60 米每秒、风向在 0–360 度之间",
                   "the wind must be within 0–60 m/s and 0–360 degrees");
  if (!std::ranges::all_of(task.cells, [](const FireCell& cell) {
        return within(cell.vegetation, -1, 1) && within(cell.density, -1, 1) &&
               within(cell.elevation_m, -9'000, 9'000);
      }))
    return refused("有格子的植被、密度不在 -1 到 1 之间，或高程不在 ±9000 米内",
                   "a cell's vegetation or density isn't within -1 and 1, or its elevation not "
                   "within 9,000 m of zero");
  if (!std::ranges::all_of(task.ignited,
                           [&](std::size_t cell) { return cell < task.cells.size(); }))
    return refused("起火的格子不在网格里", "a cell that is lit isn't in the grid");
  return fault_of(task.coefficients);
}

class Spreading {
 public:
  Spreading(const FireTask& task, const Random& luck) : task_(task), luck_(luck) {
    spread_.burns_at_step.resize(task.cells.size());
    const double to = (task.wind.from_deg + 180) * std::numbers::pi / 180;
    wind_south_ = -std::cos(to);
    wind_east_ = std::sin(to);
    for (const std::size_t cell : task.ignited) light(cell, 0);
  }

  FireSpread spread() {
    for (std::uint32_t step = 1; step <= task_.steps && !burning_.empty(); ++step) {
      const auto before = std::exchange(burning_, {});
      for (const std::size_t cell : before) spread_from(cell, step);
    }
    return std::move(spread_);
  }

 private:
  void light(std::size_t cell, std::uint32_t step) {
    if (!task_.cells[cell].fuel || spread_.burns_at_step[cell]) return;
    spread_.burns_at_step[cell] = step;
    spread_.last_step = step;
    burning_.push_back(cell);
  }

  void spread_from(std::size_t cell, std::uint32_t step) {
    const auto row = static_cast<std::ptrdiff_t>(cell / task_.columns);
    const auto column = static_cast<std::ptrdiff_t>(cell % task_.columns);
    for (std::size_t k = 0; k < std::size(kNeighbours); ++k) {
      const Direction& direction = kNeighbours[k];
      const std::ptrdiff_t r = row + direction.south;
      const std::ptrdiff_t c = column + direction.east;
      if (r < 0 || c < 0 || r >= static_cast<std::ptrdiff_t>(task_.rows) ||
          c >= static_cast<std::ptrdiff_t>(task_.columns))
        continue;
      const std::size_t to =
          static_cast<std::size_t>(r) * task_.columns + static_cast<std::size_t>(c);
      if (!task_.cells[to].fuel || spread_.burns_at_step[to]) continue;
      // A cell burns for one step, so each pair is tried once.
      if (luck_.of("cell", to).of("from", k).happens(probability(cell, to, direction)))
        light(to, step);
    }
  }

  double probability(std::size_t from, std::size_t to, const Direction& direction) const {
    const auto south = static_cast<double>(direction.south);
    const auto east = static_cast<double>(direction.east);
    const double cells = std::sqrt(south * south + east * east);
    const FirePath path{.cosine = (south * wind_south_ + east * wind_east_) / cells,
                        .rise_m = task_.cells[to].elevation_m - task_.cells[from].elevation_m,
                        .distance_m = cells * task_.cell_m};
    return spread_probability(task_.cells[to], path, task_.wind.speed_m_s, task_.coefficients);
  }

  const FireTask& task_;
  const Random& luck_;
  double wind_south_ = 0;
  double wind_east_ = 0;
  FireSpread spread_;
  std::vector<std::size_t> burning_;
};

}  // namespace

double spread_probability(const FireCell& to, const FirePath& path, double wind_m_s,
                          const FireCoefficients& coefficients) {
  const double wind = std::exp(coefficients.wind_speed * wind_m_s) *
                      std::exp(coefficients.wind_angle * wind_m_s * (path.cosine - 1));
  const double slope_deg = degrees(std::atan2(path.rise_m, path.distance_m));
  const double slope = std::exp(coefficients.slope * slope_deg);
  const double p = coefficients.base * (1 + to.vegetation) * (1 + to.density) * wind * slope;
  return std::clamp(p, 0.0, 1.0);
}

Result<FireSpread> forest_fire(const FireTask& task, const Random& luck) {
  if (auto fault = fault_of(task)) return *fault;
  return Spreading{task, luck}.spread();
}

}  // namespace fenghuo::simulator
