#include "adapters/per_address.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

TEST(PerAddress, OneAddressHasItsShareAndNoMore) {
  PerAddress addresses(2);
  EXPECT_TRUE(addresses.enter("192.0.2.1"));
  EXPECT_TRUE(addresses.enter("192.0.2.1"));
  EXPECT_FALSE(addresses.enter("192.0.2.1"));
  EXPECT_TRUE(addresses.enter("192.0.2.2"));
  addresses.leave("192.0.2.1");
  EXPECT_TRUE(addresses.enter("192.0.2.1"));
}

TEST(PerAddress, ThisMachineForwardsAsManyAsThereAre) {
  PerAddress addresses(1);
  for (const char* here : {"127.0.0.1", "::1", "::ffff:127.0.0.1"})
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(addresses.enter(here)) << here;
}

TEST(PerAddress, ANetworkOfOnePeerIsOneAddress) {
  PerAddress addresses(2);
  EXPECT_TRUE(addresses.enter("2001:db8:0:1::1"));
  EXPECT_TRUE(addresses.enter("2001:db8:0:1:ffff::2"));
  EXPECT_FALSE(addresses.enter("2001:db8:0:1::3"));
  EXPECT_TRUE(addresses.enter("2001:db8:0:2::1")) << "its neighbour";
  addresses.leave("2001:db8:0:1::1");
  EXPECT_TRUE(addresses.enter("2001:db8:0:1::3"));
  for (const char* mapped : {"::ffff:192.0.2.1", "::ffff:192.0.2.2", "::ffff:192.0.2.3"})
    EXPECT_TRUE(addresses.enter(mapped)) << mapped;
}

TEST(PerAddress, ForgetsWhoHasLeft) {
  PerAddress addresses(1);
  EXPECT_TRUE(addresses.enter("192.0.2.1"));
  addresses.leave("192.0.2.1");
  EXPECT_EQ(addresses.count("192.0.2.1"), 0u);
}

}  // namespace
}  // namespace fenghuo::adapters
