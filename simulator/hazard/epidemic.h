// An epidemic over villages: SEIR, coupled by the contacts that people have elsewhere.
//
//   S' = -S l,  E' = S l - E / L,  I' = E / L - I / D,  R' = I / D
//   l_i = beta sum_j c_ij I_j / N_j
//
// Kermack and McKendrick (1927); Keeling and Rohani, Modeling Infectious Diseases in Humans and
// Animals (2008), sections 2.5 and 7.2; coupling as in Lloyd and Jansen, Mathematical Biosciences
// 188 (2004) 1-16. Classical Runge-Kutta of the fourth order with a fixed step. R0 is beta times D.
// It reckons with fractions of people and without chance: with a handful of cases it says nothing
// of whether the disease dies out.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

inline constexpr std::size_t kEpidemicVillagesMax = 1'000;
/// Villages times steps that are kept, 32 bytes each: 64 MB.
inline constexpr std::size_t kEpidemicStatesMax = 2'000'000;
/// Contacts looked at: villages squared times steps, four times each; seconds.
inline constexpr std::size_t kEpidemicWorkMax = 500'000'000;
/// Step times the fastest rate; beyond it Runge-Kutta's error shows.
inline constexpr double kEpidemicStepRateMax = 0.5;
inline constexpr double kEpidemicPeopleMax = 2e9;

struct EpidemicVillage {
  double susceptible = 0;
  double exposed = 0;
  double infectious = 0;
  double recovered = 0;

  double people() const { return susceptible + exposed + infectious + recovered; }
};

struct Disease {
  double transmission_per_day = 0;  // beta: contacts a day that would infect
  double latent_days = 0;           // L: infected, not yet infectious
  double infectious_days = 0;       // D
};

struct EpidemicTask {
  std::vector<EpidemicVillage> villages;  // on day 0; each has people
  /// Row by row: which part of village i's contacts is in village j; a row's sum is 1. Empty: all
  /// at home.
  std::vector<double> contacts;
  Disease disease;
  double step_days = 0.1;
  std::size_t steps = 0;
};

/// By step, the first being day 0; by village. Errors: bad_input, too_many.
Result<std::vector<std::vector<EpidemicVillage>>> epidemic(const EpidemicTask& task);

}  // namespace fenghuo::simulator
