// The paper prints its coefficients and the map of one fire, but no reckoning step by step: the
// probabilities are held against its formulae, worked out here by hand; the automaton against what
// is known of chance on a grid.
#include "simulator/hazard/forest_fire.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fenghuo::simulator {
namespace {

FireTask square(std::size_t side) {
  FireTask task{.rows = side, .columns = side, .cell_m = 20};
  task.cells.resize(side * side);
  task.ignited = {side / 2 * side + side / 2};
  task.steps = 10'000;
  return task;
}

std::size_t burnt(const FireSpread& fire) {
  return static_cast<std::size_t>(
      std::ranges::count_if(fire.burns_at_step, [](const auto& step) { return step.has_value(); }));
}

bool reaches_the_edge(const FireTask& task, const FireSpread& fire) {
  for (std::size_t i = 0; i < task.columns; ++i)
    if (fire.burns_at_step[i]) return true;
  return false;
}

TEST(ForestFire, ProbabilityByTheFormulaOfAlexandridis) {
  const FireCoefficients c;
  const FirePath level{.cosine = 1, .rise_m = 0, .distance_m = 20};
  EXPECT_EQ(spread_probability({}, level, 0, c), 0.58) << "no wind, level ground, thickets";
  EXPECT_NEAR(spread_probability({.vegetation = kFields, .density = kSparse}, level, 0, c),
              0.58 * 0.7 * 0.6, 1e-12);
  EXPECT_EQ(spread_probability({.vegetation = kPines, .density = kDense}, level, 0, c), 1)
      << "0.58 x 1.4 x 1.3 is more than certain";
  // Wind of 5 m/s: with it exp(0.225), across it exp(0.225 - 0.655), against it exp(0.225 - 1.31).
  EXPECT_NEAR(spread_probability({}, level, 5, c), 0.58 * std::exp(0.225), 1e-12);
  EXPECT_NEAR(spread_probability({}, {.cosine = 0, .distance_m = 20}, 5, c), 0.58 * std::exp(-0.43),
              1e-12);
  EXPECT_NEAR(spread_probability({}, {.cosine = -1, .distance_m = 20}, 5, c),
              0.58 * std::exp(-1.085), 1e-12);
  // 45 degrees down: exp(-3.51); six degrees up: exp(0.468).
  EXPECT_NEAR(spread_probability({}, {.rise_m = -20, .distance_m = 20}, 0, c),
              0.58 * std::exp(-3.51), 1e-12);
  const double rise_m = 20 * std::tan(6 * std::acos(-1.0) / 180);
  EXPECT_NEAR(spread_probability({}, {.rise_m = rise_m, .distance_m = 20}, 0, c),
              0.58 * std::exp(0.468), 1e-12);
}

TEST(ForestFire, ANeighbourIsLitAsOftenAsTheFormulaSays) {
  FireTask task = square(3);
  task.steps = 1;
  constexpr std::uint64_t kNights = 4'000;
  std::size_t lit = 0;
  for (std::uint64_t seed = 0; seed < kNights; ++seed)
    lit += burnt(forest_fire(task, Random(seed)).value()) - 1;
  // Of 32,000 trials; four standard deviations.
  EXPECT_NEAR(static_cast<double>(lit) / (8 * kNights), 0.58, 4 * std::sqrt(0.58 * 0.42 / 32'000));
}

// Without wind and slope the burnt cells are a cluster of bond percolation with eight neighbours,
// whose threshold is close to a quarter.
TEST(ForestFire, BelowAQuarterItDiesAndAboveItCrossesTheForest) {
  FireTask task = square(201);
  const auto crossings = [&](double base) {
    task.coefficients.base = base;
    int crossed = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed)
      crossed += reaches_the_edge(task, forest_fire(task, Random(seed)).value());
    return crossed;
  };
  EXPECT_EQ(crossings(0.20), 0);
  EXPECT_GE(crossings(0.32), 10);
}

TEST(ForestFire, WindDrivesItAndUphillItRuns) {
  FireTask task = square(101);
  task.steps = 25;
  task.coefficients.base = 0.4;
  task.wind = {.speed_m_s = 8, .from_deg = 270};
  const auto east_of_west = [&](const FireSpread& fire) {
    std::ptrdiff_t balance = 0;
    for (std::size_t i = 0; i < fire.burns_at_step.size(); ++i)
      if (fire.burns_at_step[i]) balance += (i % 101 > 50) - (i % 101 < 50);
    return balance;
  };
  const auto windy = forest_fire(task, Random(7)).value();
  EXPECT_GT(east_of_west(windy), static_cast<std::ptrdiff_t>(burnt(windy) / 2));
  task.wind = {};
  for (std::size_t i = 0; i < task.cells.size(); ++i)
    task.cells[i].elevation_m = -4.0 * static_cast<double>(i % 101);
  const auto steep = forest_fire(task, Random(7)).value();
  EXPECT_LT(east_of_west(steep), 0) << "up is to the west";
}

TEST(ForestFire, WindComesFromWhereTheVaneSays) {
  for (const auto& [from_deg, to] :
       {std::pair{0.0, 7u}, std::pair{90.0, 3u}, std::pair{180.0, 1u}, std::pair{270.0, 5u}}) {
    FireTask task = square(3);
    task.steps = 1;
    task.wind = {.speed_m_s = 30, .from_deg = from_deg};
    const auto fire = forest_fire(task, Random(1)).value();
    EXPECT_TRUE(fire.burns_at_step[to]) << from_deg;
    EXPECT_FALSE(fire.burns_at_step[8 - to]) << from_deg;
  }
}

TEST(ForestFire, ABreakStopsItAndChangesNothingInFrontOfIt) {
  FireTask task = square(61);
  task.coefficients.base = 0.45;
  const auto open = forest_fire(task, Random(3)).value();
  FireTask broken = task;
  for (std::size_t column = 0; column < 61; ++column) broken.cells[10 * 61 + column].fuel = false;
  const auto stopped = forest_fire(broken, Random(3)).value();
  for (std::size_t i = 0; i < 11 * 61; ++i) EXPECT_FALSE(stopped.burns_at_step[i]);
  // Until the fire comes to the break, both are the same fire.
  std::uint32_t arrives = stopped.last_step;
  for (std::size_t i = 10 * 61; i < 11 * 61; ++i)
    arrives = std::min(arrives, open.burns_at_step[i].value_or(arrives));
  ASSERT_GT(arrives, 5u);
  for (std::size_t i = 0; i < open.burns_at_step.size(); ++i)
    EXPECT_EQ(open.burns_at_step[i].value_or(arrives) < arrives ? open.burns_at_step[i]
                                                                : std::optional<std::uint32_t>{},
              stopped.burns_at_step[i].value_or(arrives) < arrives
                  ? stopped.burns_at_step[i]
                  : std::optional<std::uint32_t>{});
}

TEST(ForestFire, TheSameLuckIsTheSameFire) {
  FireTask task = square(41);
  task.ignited = {40, 1'640, 840};
  const auto fire = forest_fire(task, Random(11)).value();
  std::ranges::reverse(task.ignited);
  EXPECT_EQ(forest_fire(task, Random(11)).value().burns_at_step, fire.burns_at_step);
  EXPECT_NE(forest_fire(task, Random(12)).value().burns_at_step, fire.burns_at_step);
}

TEST(ForestFire, LuckDoesNotDependOnWhenTheFireComes) {
  // Along one row a fire ends where it is not handed on, however far it has come by then.
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    FireTask row{.rows = 1, .columns = 100, .cell_m = 20};
    row.cells.resize(100);
    row.steps = 100;
    row.coefficients.base = 0.9;
    row.ignited = {0};
    const auto whole = forest_fire(row, Random(seed)).value();
    ASSERT_LT(whole.last_step, 99u) << "no end to compare";
    row.ignited = {whole.last_step / 2};
    const auto later = forest_fire(row, Random(seed)).value();
    for (std::size_t i = row.ignited[0]; i < 100; ++i)
      EXPECT_EQ(later.burns_at_step[i].has_value(), whole.burns_at_step[i].has_value()) << seed;
  }
}

TEST(ForestFire, StepsAreKeptAndBareGroundDoesNotBurn) {
  FireTask task = square(21);
  task.coefficients.base = 1;
  task.steps = 4;
  const auto fire = forest_fire(task, Random(1)).value();
  EXPECT_EQ(burnt(fire), 81u) << "one ring a step";
  EXPECT_EQ(fire.last_step, 4u);
  task.cells[task.ignited[0]].fuel = false;
  EXPECT_EQ(burnt(forest_fire(task, Random(1)).value()), 0u);
}

TEST(ForestFire, RefusesWhatItCannotReckonWith) {
  const auto code = [](const FireTask& task) {
    const auto fire = forest_fire(task, Random(1));
    return fire ? std::optional<Errc>{} : fire.error().code;
  };
  const FireTask good = square(5);
  ASSERT_FALSE(code(good));
  FireTask task = good;
  task.cells.pop_back();
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.cell_m = 0;
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.wind.speed_m_s = -1;
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.cells[3].density = 2;
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.cells[3].elevation_m = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.ignited = {25};
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.coefficients.base = 1.1;
  EXPECT_EQ(code(task), Errc::bad_input);
  task.rows = 3'000;
  task.columns = 3'000;
  EXPECT_EQ(code(task), Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::simulator
