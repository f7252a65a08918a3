#include "adapters/fact_kinds.h"

#include <gtest/gtest.h>

#include <boost/json/string.hpp>
#include <set>
#include <string>

#include "adapters/fact_json.h"

namespace fenghuo::adapters {
namespace {

// A fact whose kind is the field of that number, empty: its tag in two bytes, and a length of zero.
wire::Fact::KindCase kind_of_field(int number) {
  const int tag = number << 3 | 2;
  const std::string bytes{static_cast<char>((tag & 0x7F) | 0x80), static_cast<char>(tag >> 7), 0};
  wire::Fact fact;
  EXPECT_TRUE(fact.ParseFromString(bytes));
  return fact.kind_case();
}

TEST(FactKindsTest, EveryKindOfTheSchemaHasAWordOfItsOwn) {
  std::set<wire::Fact::KindCase> kinds;
  for (const auto word : fact_kind_words()) {
    ASSERT_TRUE(fact_kind(word)) << word;
    EXPECT_TRUE(kinds.insert(*fact_kind(word)).second) << word;
  }
  for (int number = 10; number < 120; ++number) {
    const auto kind = kind_of_field(number);
    if (kind != wire::Fact::KIND_NOT_SET) {
      EXPECT_TRUE(kinds.contains(kind)) << number;
    }
  }
  EXPECT_FALSE(fact_kind("alarm_risen"));
}

TEST(FactKindsTest, TheWordsAreThoseOfJson) {
  for (const auto word : fact_kind_words()) {
    const int tag = *fact_kind(word) << 3 | 2;
    wire::Fact fact;
    ASSERT_TRUE(fact.ParseFromString(
        std::string{static_cast<char>((tag & 0x7F) | 0x80), static_cast<char>(tag >> 7), 0}));
    const auto json = fact_json({}, {}, fact, {});
    EXPECT_EQ(std::string_view(json.at("fact").as_string()), word);
  }
}

}  // namespace
}  // namespace fenghuo::adapters
