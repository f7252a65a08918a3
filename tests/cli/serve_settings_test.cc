#include "cli/serve_settings.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

TEST(Endpoint, IsAnAddressAndAPort) {
  for (const char* text : {"127.0.0.1:8651", "0.0.0.0:0", "[::1]:8651"}) {
    const auto endpoint = parse_endpoint(text);
    ASSERT_TRUE(endpoint) << text;
    EXPECT_EQ(to_string(*endpoint), text);
  }
}

TEST(Endpoint, NothingElse) {
  for (const char* text : {"", "8651", "127.0.0.1", ":8651", "127.0.0.1:", "127.0.0.1:70000",
                           "127.0.0.1:x", "me@127.0.0.1:1", "127.0.0.1:1/page"})
    EXPECT_FALSE(parse_endpoint(text)) << text;
}

TEST(ServeSettings, TheExerciseBesideLiveHasAddressesOfItsOwn) {
  ServeSettings settings;
  settings.plan_folder = "plan";
  settings.data.path = "data";
  settings.zeromq = "tcp://127.0.0.1:5652";
  settings.page_url = "https://live.test";
  settings.exercise = Endpoint{"127.0.0.1", 8661};
  const ServeSettings exercise = settings.of_exercise();
  EXPECT_EQ(exercise.plan_folder, "plan");
  EXPECT_EQ(exercise.data.of_lane(), "data/exercise");
  EXPECT_EQ(to_string(exercise.http), "127.0.0.1:8661");
  EXPECT_FALSE(exercise.sl651) << "no live station speaks to it by mistake";
  EXPECT_EQ(exercise.zeromq, "");
  EXPECT_EQ(exercise.page_url, "");
  EXPECT_FALSE(exercise.exercise);
  settings.exercise_sl651 = Endpoint{"127.0.0.1", 5661};
  settings.exercise_page_url = "https://drill.test";
  EXPECT_EQ(to_string(*settings.of_exercise().sl651), "127.0.0.1:5661");
  EXPECT_EQ(settings.of_exercise().page_url, "https://drill.test");
}

}  // namespace
}  // namespace fenghuo::cli
