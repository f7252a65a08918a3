#include "engine/timers.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/archive.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

TEST(Timers, FireInTheOrderOfTimeThenKey) {
  Timers timers;
  timers.set({.stage = 1, .subject = 9}, instant_ms(20));
  timers.set({.stage = 0, .subject = 5}, instant_ms(20));
  timers.set({.stage = 1, .subject = 2}, instant_ms(10));
  EXPECT_EQ(timers.next(), instant_ms(10));
  EXPECT_TRUE(timers.take_due(instant_ms(9)).empty());
  const auto due = timers.take_due(instant_ms(20));
  ASSERT_EQ(due.size(), 3u);
  EXPECT_EQ(due[0].subject, 2u);
  EXPECT_EQ(due[1].subject, 5u);
  EXPECT_EQ(due[2].subject, 9u);
  EXPECT_FALSE(timers.next());
}

// Random sets, cancels and firings beside a plain map.
TEST(Timers, AgreeWithAPlainModel) {
  Random random(7);
  Timers timers;
  std::map<std::uint64_t, std::int64_t> model;
  std::int64_t now = 0;
  for (int step = 0; step < 5000; ++step) {
    const std::uint64_t subject = random.below(40);
    switch (random.below(4)) {
      case 0:
      case 1: {
        const std::int64_t at = now + random.between(0, 99);
        timers.set({.subject = subject}, instant_ms(at));
        model[subject] = at;
        break;
      }
      case 2:
        timers.cancel({.subject = subject});
        model.erase(subject);
        break;
      default: {
        now += random.between(0, 29);
        std::size_t expected = std::erase_if(model, [&](const auto& m) { return m.second <= now; });
        ASSERT_EQ(timers.take_due(instant_ms(now)).size(), expected);
      }
    }
    ASSERT_EQ(timers.size(), model.size());
  }
}

TEST(Timers, SurviveASnapshot) {
  Timers timers;
  timers.set({.stage = 2, .kind = 1, .part = 4, .subject = 9}, instant_ms(20));
  StateWriter writer;
  writer(timers);
  Timers reloaded;
  StateReader reader(writer.bytes());
  reader(reloaded);
  EXPECT_EQ(reloaded.next(), instant_ms(20));
  EXPECT_EQ(reloaded.take_due(instant_ms(20)).front(),
            (TimerKey{.stage = 2, .kind = 1, .part = 4, .subject = 9}));
}

}  // namespace
}  // namespace fenghuo
