#include "adapters/http/visitors.h"

#include <gmock/gmock.h>

namespace fenghuo::adapters {
namespace {

using boost::asio::ip::make_address;

HttpRequest asking(const char* host) {
  HttpRequest request;
  request.set("Host", host);
  return request;
}

HttpRequest forwarded(const char* whom) {
  HttpRequest request = asking("localhost");
  request.insert("X-Forwarded-For", whom);
  return request;
}

TEST(Visitors, WhoeverAsksThisMachineForItselfIsLocal) {
  for (const char* host : {"localhost", "LocalHost:8651", "127.0.0.1", "127.8.9.10:8651", "[::1]",
                           "[::1]:8651", "::1", "0.0.0.0:8651"}) {
    EXPECT_TRUE(peer_of(make_address("127.0.0.1"), asking(host)).local) << host;
    EXPECT_TRUE(peer_of(make_address("::1"), asking(host)).local) << host;
    EXPECT_TRUE(peer_of(make_address("::ffff:127.0.0.1"), asking(host)).local) << host;
    EXPECT_FALSE(peer_of(make_address("192.0.2.1"), asking(host)).local) << host;
  }
  EXPECT_TRUE(peer_of(make_address("127.0.0.1"), HttpRequest()).local) << "a program";
}

TEST(Visitors, WhoeverAsksForAnotherNameIsNot) {
  for (const char* host : {"rebound.example", "rebound.example:8651", "localhost.rebound.example",
                           "127.0.0.1.x.example", "127.0.0.1x", "192.0.2.1", "[::1].example",
                           "[::1", "[2001:db8::1]", "", ":8651"})
    EXPECT_FALSE(peer_of(make_address("127.0.0.1"), asking(host)).local) << host;
  HttpRequest twice = asking("localhost");
  twice.insert("Host", "rebound.example");
  EXPECT_FALSE(peer_of(make_address("127.0.0.1"), twice).local);
}

TEST(Visitors, WhoComesThroughAProxyTakesAShareOfTheirOwn) {
  const auto loopback = make_address("127.0.0.1");
  const std::string local = peer_of(loopback, asking("localhost")).address;
  for (const char* whom : {"203.0.113.9", "127.0.0.1, 203.0.113.9", "x,203.0.113.9 ",
                           "203.0.113.9:4711", "::ffff:203.0.113.9"}) {
    const Peer peer = peer_of(loopback, forwarded(whom));
    EXPECT_FALSE(peer.local) << whom;
    EXPECT_EQ(peer.address, "a proxy for 203.0.113.9") << whom;
  }
  for (const char* whom : {"", "unknown", "127.0.0.1"})
    EXPECT_NE(peer_of(loopback, forwarded(whom)).address, local) << whom;
  HttpRequest twice = forwarded("198.51.100.1");
  twice.insert("X-Forwarded-For", "203.0.113.9");
  EXPECT_EQ(peer_of(loopback, twice).address, "a proxy for 203.0.113.9");
}

TEST(Visitors, WhatSomebodyElsewhereSaysOfProxiesIsNotBelieved) {
  EXPECT_EQ(peer_of(make_address("192.0.2.1"), forwarded("203.0.113.9")).address, "192.0.2.1");
}

TEST(Visitors, OneAddressLeavesRoomForOthers) {
  ConnectionCounts counts;
  const auto greedy = make_address("192.0.2.1");
  for (std::size_t i = 0; i < kHttpConnectionsPerAddressMax; ++i) EXPECT_TRUE(counts.take(greedy));
  EXPECT_FALSE(counts.take(greedy));
  EXPECT_FALSE(counts.take(make_address("::ffff:192.0.2.1"))) << "the same one";
  EXPECT_TRUE(counts.take(make_address("192.0.2.2")));
  counts.give_back(greedy);
  EXPECT_TRUE(counts.take(greedy)) << "room again";
}

TEST(Visitors, AllElsewhereTogetherLeaveRoomForThisMachine) {
  ConnectionCounts counts;
  std::size_t taken = 0;
  for (unsigned i = 0; i < kHttpConnectionsMax; ++i)
    taken += counts.take(make_address("192.0.2." + std::to_string(i % 200))) ? 1 : 0;
  EXPECT_EQ(taken, kHttpConnectionsMax - kHttpConnectionsKept);
  for (std::size_t i = 0; i < kHttpConnectionsKept; ++i)
    EXPECT_TRUE(counts.take(make_address("127.0.0.1"))) << i;
  EXPECT_FALSE(counts.take(make_address("127.0.0.1")));
  EXPECT_EQ(counts.all(), kHttpConnectionsMax);
}

TEST(Visitors, AShareFillsUpAgainWithTime) {
  RateLimit rate;
  RateLimit::Moment now;
  std::size_t allowed = 0;
  while (rate.allow("a", now)) ++allowed;
  EXPECT_EQ(allowed, static_cast<std::size_t>(10 * kRequestsPerSecondMax));
  EXPECT_TRUE(rate.allow("b", now));
  now += std::chrono::seconds{1};
  for (allowed = 0; rate.allow("a", now);) ++allowed;
  EXPECT_EQ(allowed, static_cast<std::size_t>(kRequestsPerSecondMax));
}

}  // namespace
}  // namespace fenghuo::adapters
