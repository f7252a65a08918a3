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

}  // namespace
}  // namespace fenghuo::cli
