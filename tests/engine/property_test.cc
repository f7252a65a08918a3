#include "engine/property.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fenghuo {
namespace {

TEST(Property, TableIsInTheOrderOfNames) {
  const auto all = properties();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const auto& property : all) {
    EXPECT_EQ(find_property(property.name), &property);
    EXPECT_LE(property.decimals, kDecimalsMax);
    EXPECT_FALSE(name_of(property).zh.empty());
    EXPECT_FALSE(name_of(property).en.empty());
  }
}

TEST(Property, UnknownIsNull) {
  EXPECT_EQ(find_property("rains"), nullptr);
  EXPECT_EQ(find_property(""), nullptr);
}

}  // namespace
}  // namespace fenghuo
