// Is it worth it to assign anew at every event? Nights of incidents (burst_night.h) under three
// ways of dispatching, on the same nights: 40 squads, 50 x 50 km, straight lines at 40 km/h, four
// severities (40, 30, 20 and 10 in a hundred, weights 1, 2, 4 and 8), service of 20 to 60 minutes,
// eight hours of incidents and then until the last is served; 20 seeds.
//
// The defaults of price.h were chosen here, one at a time around (ageing 1 h, penalty 2,400, long
// trip 2 h). In minutes at 40 and 70 incidents an hour; the weighted mean, the 90th percentile of
// red and of blue, and diversions a night:
//
//   ageing        none     22.1 / 76.1    23.8 / 25.4    104 / 570    260 / 281
//                 30 min   22.4 / 98.4    23.9 / 35.0     75 / 296    236 / 137
//                 1 h      22.5 / 87.7    24.1 / 26.7     88 / 318    236 / 166
//                 2 h      22.0 / 82.1    23.2 / 26.1     95 / 358    242 / 214
//   penalty       0        20.4 / 86.5    23.6 / 27.5     81 / 316    597 / 366
//   (weighted s)  600      20.2 / 86.3    23.5 / 26.9     79 / 316    396 / 269
//                 1,200    20.8 / 86.5    23.7 / 26.7     81 / 319    318 / 220
//                 2,400    22.5 / 87.7    24.1 / 26.7     88 / 318    236 / 166
//                 4,800    24.7 / 91.3    25.6 / 28.5     94 / 325    170 / 117
//   long trip     1 h      21.3 / 80.3    23.8 / 27.3     76 / 306    186 / 103
//                 2 h      22.5 / 87.7    24.1 / 26.7     88 / 318    236 / 166
//                 6 h      23.7 / 100.8   24.6 / 26.8     97 / 352    321 / 261
//
// Ageing of 1 h halves the wait of the last blue at 70 an hour (819 to 427 min) and costs red one
// minute; half an hour costs red ten. A penalty of 1,200 spares 40 to 47 in a hundred of the
// diversions for 2 in a hundred of the mean; 2,400 costs 10. A long trip of 1 h does better here,
// but then trips of one and of two hours count as nearly equal, which in hills they are not: 2 h.
#include <algorithm>
#include <cstdio>

#include "bench/dispatch/burst_night.h"
#include "bench/dispatch/speed.h"
#include "bench/measure.h"

namespace fenghuo::bench {
namespace {

constexpr std::uint32_t kNights = 20;

struct Sums {
  std::vector<double> red_min, blue_min;
  double weighted_min = 0;
  double weights = 0;
  std::uint32_t diversions = 0;
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a over all responses
};

void add(Sums& sums, const Night& night, const Outcome& outcome) {
  sums.diversions += outcome.diversions;
  for (std::size_t i = 0; i < night.incidents.size(); ++i) {
    const Level level = night.incidents[i].level;
    const double minutes = static_cast<double>(outcome.response_s[i]) / 60;
    const double weight = 1 << (severity(level) - 1);
    sums.weighted_min += weight * minutes;
    sums.weights += weight;
    if (level == Level::red) sums.red_min.push_back(minutes);
    if (level == Level::blue) sums.blue_min.push_back(minutes);
    sums.hash = (sums.hash ^ static_cast<std::uint64_t>(outcome.response_s[i])) *
                std::uint64_t{1'099'511'628'211};
  }
}

std::string text_of(Sums& sums) {
  char text[160];
  std::snprintf(text, sizeof text,
                "weighted mean %.1f, p90 red %.1f, p90 blue %.0f, longest blue %.0f min; "
                "%.0f diversions a night",
                sums.weighted_min / sums.weights, quantile(sums.red_min, 0.9),
                quantile(sums.blue_min, 0.9), quantile(sums.blue_min, 1),
                static_cast<double>(sums.diversions) / kNights);
  return text;
}

}  // namespace

void measure_burst() {
  struct Way {
    Policy policy;
    const char* name;
  };
  std::uint64_t hash = 0;
  for (const std::uint32_t rate : {20U, 40U, 70U})
    for (const auto& [policy, name] : {Way{Policy::first_come, "first come, nearest idle"},
                                       Way{Policy::by_severity, "most severe first, nearest idle"},
                                       Way{Policy::reoptimise, "assigned anew at each event"}}) {
      Sums sums;
      for (std::uint32_t seed = 0; seed < kNights; ++seed) {
        const Night night = make_night(seed, rate);
        add(sums, night, run_night(night, policy, {}));
      }
      print_row(std::to_string(rate) + " incidents an hour: " + name, text_of(sums), "");
      hash = hash * 31 + sums.hash;
    }
  char text[32];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(hash));
  print_row("... hash of all responses", text, "");
}

}  // namespace fenghuo::bench
