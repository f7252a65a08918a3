#include "playbooks/time_to_safe.h"

#include <gtest/gtest.h>

namespace fenghuo::playbooks {
namespace {

using std::chrono::minutes;

constexpr Instant kNow = instant_ms(1784075700000);

TEST(TimeToSafe, IsWhatIsLeftAfterTellingAndMoving) {
  const TimeToSafe time{.lead_ends_at = kNow + minutes{60},
                        .reach = minutes{8},
                        .move = minutes{45},
                        .people_left = 30};
  EXPECT_EQ(time.margin(kNow), minutes{7});
  EXPECT_TRUE(time.enough(kNow + minutes{7}));
  EXPECT_FALSE(time.enough(kNow + minutes{8}));
  EXPECT_EQ(text_of(time, kNow).en,
            "60 min until the water is there, at worst 8 min until somebody is told, 45 min to "
            "move the 30 who are left: 7 min to spare");
  EXPECT_EQ(text_of(time, kNow + minutes{20}).zh,
            "离来水还有 40 分钟，叫到人最慢 8 分钟，转移剩下的 30 人要 45 分钟：差 13 分钟");
}

TEST(TimeToSafe, SaysWhenTheWaterWasDue) {
  const TimeToSafe time{.lead_ends_at = kNow - minutes{20}, .move = minutes{5}, .people_left = 3};
  EXPECT_TRUE(text_of(time, kNow).zh.starts_with("预计来水时间已过 20 分钟，"));
  EXPECT_TRUE(text_of(time, kNow).en.starts_with("the water was due 20 min ago, "));
}

TEST(TimeToSafe, WhereNobodyIsLeftThereIsAlwaysTime) {
  const TimeToSafe time{.lead_ends_at = kNow - minutes{60}, .people_left = 0};
  EXPECT_TRUE(time.enough(kNow));
  const TimeToSafe cut_off{.lead_ends_at = kNow, .road_cut = true, .can_tell = false};
  EXPECT_EQ(text_of(cut_off, kNow).zh, "没有人还等着转移") << "and not that it is too late";
}

TEST(TimeToSafe, MovesByThePlanUntilItIsSeenToBeSlower) {
  EXPECT_EQ(time_to_move(minutes{40}, minutes{0}, 40, 0), minutes{40});
  EXPECT_EQ(time_to_move(minutes{40}, minutes{10}, 40, 20), minutes{20}) << "faster than planned";
  EXPECT_EQ(time_to_move(minutes{40}, minutes{30}, 40, 10), minutes{90}) << "slower";
  EXPECT_EQ(time_to_move(minutes{40}, minutes{30}, 40, 40), Span{0});
  EXPECT_EQ(time_to_move(minutes{40}, minutes{30}, 0, 0), Span{0});
}

}  // namespace
}  // namespace fenghuo::playbooks
