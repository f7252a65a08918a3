#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

// Read as 0 it would be a limit that every reading passes.
TEST_F(PlanTest, ALimitWithoutItsNumber) {
  fs::remove(plan() + "/rules/river-level.yaml");  // asks for limits of its own
  const std::string station = load_plan(plan()).change.plan().stations(0).id();
  const std::string row = station + ",rain,warn,";
  write("limits.csv", "station,property,name,value\n" + row + "0\n");
  EXPECT_TRUE(faults().empty()) << "a nought that is written is one";
  for (const char* nothing : {"\n", " \n"}) {
    write("limits.csv", "station,property,name,value\n" + row + nothing);
    expect_fault("limits.csv:2:22: ", "'value' must not be empty: write a number");
  }
}

}  // namespace
}  // namespace fenghuo::adapters
