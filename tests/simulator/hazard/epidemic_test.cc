#include "simulator/hazard/epidemic.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fenghuo::simulator {
namespace {

EpidemicTask one_village(double r0, double infectious_days, double latent_days) {
  EpidemicTask task;
  task.villages = {{.susceptible = 1e6 - 1, .infectious = 1}};
  task.disease = {.transmission_per_day = r0 / infectious_days,
                  .latent_days = latent_days,
                  .infectious_days = infectious_days};
  return task;
}

// Epiverse-TRACE, R package finalsize, README: final_size(1.5) is 0.5828132 of all, by the equation
// of Kermack and McKendrick, which SEIR ends at as well (Ma and Earn, Bulletin of Mathematical
// Biology 68, 2006).
TEST(Epidemic, ItsFinalSizeIsTheOneThatFinalsizePrints) {
  EpidemicTask task = one_village(1.5, 5, 3);
  task.step_days = 0.25;
  task.steps = 8'000;
  const EpidemicVillage end = epidemic(task).value().back().front();
  EXPECT_LT(end.infectious + end.exposed, 1e-3) << "over";
  EXPECT_NEAR(end.recovered / 1e6, 0.5828132, 1e-5);
}

// O. N. Bjornstad, Epidemics: Models and Data using R (2018), chapter 3, measles in Niamey, 2003:
// with a serial interval V of 1.5 weeks, V r + 1 is 1.69423334567417 and, as 5/7 of a week of it
// are infectious, R is 1.81445011031601. So an epidemic with that R grows by r = 0.4628222 a week.
TEST(Epidemic, ItGrowsAsBjornstadsNiamey) {
  EpidemicTask task = one_village(1.81445011031601, 5, 10.5 - 5);
  task.villages = {{.susceptible = 1e9, .infectious = 1}};
  task.step_days = 0.05;
  task.steps = static_cast<std::size_t>(140 / 0.05);
  const auto states = epidemic(task).value();
  const auto infectious = [&](double day) {
    return states[static_cast<std::size_t>(day / 0.05 + 0.5)].front().infectious;
  };
  const double growth_a_week = std::log(infectious(77) / infectious(70));
  EXPECT_NEAR(growth_a_week, (1.69423334567417 - 1) / 1.5, 1e-5);
}

TEST(Epidemic, NobodyIsLostAndNoneIsBelowZero) {
  EpidemicTask task;
  task.villages = {{.susceptible = 900, .infectious = 2},
                   {.susceptible = 3'000, .recovered = 500},
                   {.susceptible = 50, .exposed = 1}};
  task.contacts = {0.8, 0.15, 0.05, 0.05, 0.95, 0, 0.3, 0.3, 0.4};
  task.disease = {.transmission_per_day = 1.5, .latent_days = 2, .infectious_days = 6};
  task.steps = 2'000;
  const auto states = epidemic(task).value();
  ASSERT_EQ(states.size(), 2'001u);
  for (const auto& villages : states)
    for (std::size_t i = 0; i < villages.size(); ++i) {
      EXPECT_NEAR(villages[i].people(), task.villages[i].people(), 1e-8);
      EXPECT_GE(villages[i].susceptible, 0);
      EXPECT_GE(villages[i].exposed, 0);
      EXPECT_GE(villages[i].infectious, 0);
    }
}

TEST(Epidemic, EvenMixingIsOneVillage) {
  EpidemicTask apart;
  apart.villages = {{.susceptible = 990, .infectious = 10}, {.susceptible = 990, .infectious = 10}};
  apart.contacts = {0.5, 0.5, 0.5, 0.5};
  apart.disease = {.transmission_per_day = 0.6, .latent_days = 3, .infectious_days = 5};
  apart.steps = 500;
  EpidemicTask whole = apart;
  whole.villages = {{.susceptible = 1'980, .infectious = 20}};
  whole.contacts.clear();
  const auto two = epidemic(apart).value();
  const auto one = epidemic(whole).value();
  for (std::size_t i = 0; i < one.size(); ++i)
    EXPECT_NEAR(two[i][0].infectious + two[i][1].infectious, one[i][0].infectious, 1e-8);
}

TEST(Epidemic, AVillageWithoutContactsStaysWell) {
  EpidemicTask task;
  task.villages = {{.susceptible = 990, .infectious = 10}, {.susceptible = 1'000}};
  task.disease = {.transmission_per_day = 0.6, .latent_days = 3, .infectious_days = 5};
  task.steps = 500;
  EXPECT_EQ(epidemic(task).value().back()[1].susceptible, 1'000);
  task.contacts = {1, 0, 0.01, 0.99};
  EXPECT_LT(epidemic(task).value().back()[1].susceptible, 500);
}

// Classical Runge-Kutta: half the step, a sixteenth of the error.
TEST(Epidemic, HalfTheStepIsASixteenthOfTheError) {
  const auto infectious_after = [](double step_days) {
    EpidemicTask task = one_village(2, 5, 3);
    task.villages = {{.susceptible = 990, .infectious = 10}};
    task.step_days = step_days;
    task.steps = static_cast<std::size_t>(30 / step_days + 0.5);
    return epidemic(task).value().back().front().infectious;
  };
  const double best = infectious_after(0.01);
  const double ratio = (infectious_after(1) - best) / (infectious_after(0.5) - best);
  EXPECT_GT(ratio, 12);
  EXPECT_LT(ratio, 20);
}

TEST(Epidemic, RefusesWhatItCannotReckonWith) {
  const auto code = [](const EpidemicTask& task) {
    const auto states = epidemic(task);
    return states ? std::optional<Errc>{} : states.error().code;
  };
  const EpidemicTask good = one_village(2, 5, 3);
  ASSERT_FALSE(code(good));
  EpidemicTask task = good;
  task.villages[0].susceptible = -1;
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.villages.push_back({});
  EXPECT_EQ(code(task), Errc::bad_input) << "nobody lives there";
  task = good;
  task.contacts = {0.9};
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.contacts = {1, 0};
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.step_days = 2;
  EXPECT_EQ(code(task), Errc::bad_input) << "the step is too long";
  task = good;
  task.disease.latent_days = 0;
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.disease.transmission_per_day = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(code(task), Errc::bad_input);
  task = good;
  task.steps = 200'000;
  EXPECT_EQ(code(task), Errc::too_many);
}

}  // namespace
}  // namespace fenghuo::simulator
