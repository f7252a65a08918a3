// dispatch_speed [NAME ...]: the figures of playbooks/dispatch/, all of them or those named.
#include <cstdio>
#include <string_view>

#include "bench/dispatch/speed.h"

namespace fenghuo::bench {
namespace {

struct Measurement {
  std::string_view name;
  void (*measure)();
};
constexpr Measurement kMeasurements[] = {{"assignment", measure_assignment},
                                         {"burst", measure_burst},
                                         {"roads", measure_roads},
                                         {"sheltering", measure_sheltering},
                                         {"siting", measure_siting}};

int run(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    bool known = false;
    for (const auto& one : kMeasurements) known = known || one.name == argv[i];
    if (known) continue;
    std::fprintf(stderr, "dispatch_speed: assignment, burst, roads, sheltering or siting, not %s\n",
                 argv[i]);
    return 2;
  }
  for (const auto& one : kMeasurements) {
    bool wanted = argc == 1;
    for (int i = 1; i < argc; ++i) wanted = wanted || one.name == argv[i];
    if (wanted) one.measure();
  }
  return 0;
}

}  // namespace
}  // namespace fenghuo::bench

int main(int argc, char** argv) {
  return fenghuo::bench::run(argc, argv);
}
