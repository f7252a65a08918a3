// Any text as a condition of a rule: what is refused says where and why; what is taken is asked as
// the judge asks it, with and without data, and of single stations what it asks of them.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/check.h"
#include "rules/condition.h"

namespace fenghuo::rules {
namespace {

// The world as the judge makes it: of a station's test there are no tallies, reports or warnings.
void ask(Condition condition, bool known, bool of_single_station) {
  const std::vector<Reading> readings(condition.calls().size(), {known, 12.5});
  const std::vector<double> deadbands(readings.size(), 0.5);
  const std::vector<Truth> alarms(condition.alarms().size(), known ? Truth::yes : Truth::no);
  if (of_single_station) {
    CHECK(condition.tests().empty());
    condition.run({{readings.data()}, deadbands, {}, alarms, {}, {}});
    return;
  }
  const std::vector<Tally> tallies(condition.tests().size(), {3, 1, known ? 0U : 2U, 2, 1, 2});
  const std::vector<std::uint32_t> reports(condition.reports().size(), 2);
  const std::vector<Truth> warnings(condition.warnings().size(), Truth::yes);
  const ConditionWorld world{{readings.data()}, deadbands, tallies, alarms, reports, warnings};
  const Truth truth = condition.run(world);
  const auto fault = condition.fault(world);
  CHECK(fault.has_value() == (truth == Truth::unknown));
  if (fault) CHECK(!fault->zh.empty() && !fault->en.empty());
  CHECK(condition.run(world) == truth);
  for (const auto& test : condition.tests()) ask(*test.condition, known, true);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const bool of_stations : {false, true}) {
    auto condition =
        Condition::compile(text, {.utc_offset = std::chrono::hours{8}, .of_stations = of_stations});
    if (!condition) {
      const auto& problem = condition.error();
      CHECK(!problem.text.zh.empty() && !problem.text.en.empty());
      CHECK(problem.at.line >= 1 && problem.at.column >= 1);
      continue;
    }
    for (const bool known : {false, true}) ask(*condition, known, false);
  }
  return 0;
}

}  // namespace fenghuo::rules
