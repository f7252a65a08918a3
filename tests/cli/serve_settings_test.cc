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
  for (const char* text :
       {"", "8651", "127.0.0.1", ":8651", "127.0.0.1:", "127.0.0.1:70000", "127.0.0.1:99999",
        "river:8651", "127.0.0.1:x", "me@127.0.0.1:1", "127.0.0.1:1/page"})
    EXPECT_FALSE(parse_endpoint(text)) << text;
}

TEST(Endpoint, LocalhostIsTheOneNameThatIsKnown) {
  const auto endpoint = parse_endpoint("localhost:8651");
  ASSERT_TRUE(endpoint);
  EXPECT_EQ(to_string(*endpoint), "127.0.0.1:8651");
}

TEST(ZeromqAddress, BeginsWithHowItIsReached) {
  for (const char* text : {"tcp://127.0.0.1:5652", "tcp://*:5652", "tcp://[::1]:*", "ipc:///run/x"})
    EXPECT_TRUE(is_zeromq_address(text)) << text;
  for (const char* text : {"", "127.0.0.1:5652", "tcp://127.0.0.1", "tcp://:5652", "tcp://a:99999",
                           "udp://127.0.0.1:5652", "ipc://"})
    EXPECT_FALSE(is_zeromq_address(text)) << text;
}

TEST(CantListen, NamesTheAddressInBothLanguages) {
  const auto error =
      cant_listen("--http", "127.0.0.1:8651", make_error_code(boost::system::errc::address_in_use));
  EXPECT_EQ(error.text.en,
            "can't listen at 127.0.0.1:8651 (--http): another program has it (is a fenghuo serve "
            "running already?); end that one, or give another port");
  EXPECT_EQ(error.text.zh,
            "不能在 127.0.0.1:8651（--http）监听：已被别的程序占用（是不是已经有一个 fenghuo serve "
            "在运行？）；停掉它，或换一个端口");
}

TEST(ServeSettings, TwoOfItsOwnPortsAreToldApartFromAnothersProgram) {
  ServeSettings settings;
  EXPECT_FALSE(same_port(settings)) << "the defaults";
  settings.sl651 = Endpoint{"127.0.0.1", 8651};
  EXPECT_EQ(same_port(settings), std::pair(std::string("--http"), std::string("--sl651")));
  settings.sl651 = Endpoint{"0.0.0.0", 8651};
  EXPECT_TRUE(same_port(settings)) << "every address has that of the page as well";
  settings.sl651 = Endpoint{"127.0.0.2", 8651};
  EXPECT_FALSE(same_port(settings));
  settings.exercise = Endpoint{"127.0.0.1", 8651};
  EXPECT_EQ(same_port(settings), std::pair(std::string("--http"), std::string("--exercise")));
  settings.exercise = settings.http = Endpoint{"127.0.0.1", 0};
  EXPECT_FALSE(same_port(settings)) << "any free one";
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
