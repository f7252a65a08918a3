#include "adapters/asker_name.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

Text named(const std::string& zh, const std::string& en) {
  PlanInfo plan;
  plan.people["li"] = {"li", "李四", ""};
  plan.people["liu"] = {"liu", "刘五", ""};
  return with_asker_name(plan, {zh, en});
}

TEST(AskerName, StandsInPlaceOfTheIdThatComesFirst) {
  EXPECT_EQ(
      named("liu（A村村主任）请求对A村发布橙色预警。", "liu (village leader, A) asks for"),
      (Text{"刘五（A村村主任）请求对A村发布橙色预警。", "刘五 (village leader, A) asks for"}));
  EXPECT_EQ(named("【请您决定】li 请求", "For you to decide: li asks for"),
            (Text{"【请您决定】李四 请求", "For you to decide: 李四 asks for"}));
}

TEST(AskerName, OtherWordsStayAsTheyAre) {
  const Text of_the_plan{"是否停开班车、封桥？", "Close the bridge?"};
  EXPECT_EQ(named(of_the_plan.zh, of_the_plan.en), of_the_plan);
  EXPECT_EQ(named("lin 请求", "lin asks for"), (Text{"lin 请求", "lin asks for"}));
}

}  // namespace
}  // namespace fenghuo::adapters
