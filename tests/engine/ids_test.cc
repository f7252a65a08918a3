#include "engine/ids.h"

#include <gtest/gtest.h>

#include "engine/fact.pb.h"

namespace fenghuo {
namespace {

TEST(Ids, ReadWhatTheyPrint) {
  const FactId id{{812}, 3};
  EXPECT_EQ(to_string(id), "812.3");
  EXPECT_EQ(parse_fact_id("812.3"), id);
  EXPECT_EQ(from_wire(to_wire(id)), id);
}

TEST(Ids, RefuseAnythingElse) {
  for (const char* text : {"", "812", "812.", ".3", "812.3.1", "8a.3", "812.-1", " 812.3",
                           "99999999999999999999.0", "1.4294967296"})
    EXPECT_FALSE(parse_fact_id(text)) << text;
}

}  // namespace
}  // namespace fenghuo
