#include "adapters/json_text.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cmath>
#include <limits>

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

TEST(JsonText, WritesNumbersAsPeopleDo) {
  EXPECT_EQ(to_text(12.9), "12.9");
  EXPECT_EQ(to_text(0.1), "0.1");
  EXPECT_EQ(to_text(-0.0), "-0");
  EXPECT_EQ(to_text(100.0), "100");
  EXPECT_EQ(to_text(152.310), "152.31");
  EXPECT_EQ(to_text(1e-6), "0.000001");
  EXPECT_EQ(to_text(123456789012345.0), "123456789012345");
  EXPECT_EQ(to_text(-7), "-7");
  EXPECT_EQ(to_text(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
}

TEST(JsonText, EveryNumberReadsBackAsItself) {
  for (const double number : {1e15, 1e300, 5e-324, 1e-7, 0.1 + 0.2, 1.7976931348623157e308}) {
    EXPECT_EQ(json::parse(to_text(number)).to_number<double>(), number);
  }
}

TEST(JsonText, WhatIsNoNumberIsNull) {
  EXPECT_EQ(to_text(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(to_text(std::nan("")), "null");
}

TEST(JsonText, WritesAllOtherValuesAsTheyAre) {
  const json::value value = {{"a", {1.5, true, nullptr, "雨\"\n"}},
                             {"empty", {{"list", json::array()}, {"object", json::object()}}}};
  EXPECT_EQ(to_text(value), R"({"a":[1.5,true,null,"雨\"\n"],"empty":{"list":[],"object":{}}})");
  EXPECT_EQ(json::parse(to_text(value)), value);
}

}  // namespace
}  // namespace fenghuo::adapters
