#include "adapters/http/server.h"

#include <gmock/gmock.h>

#include "adapters/http/visitors.h"
#include "tests/adapters/http/served.h"

namespace fenghuo::adapters {
namespace {

using ::testing::HasSubstr;

class HttpServerTest : public ServedTest {};

TEST_F(HttpServerTest, KeepsAConnectionForManyRequests) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(client_.get("/healthz").status, 200u);
  EXPECT_EQ(edges_.on_edges([this] { return server_.connections(); }), 1u);
}

TEST_F(HttpServerTest, ClosesWhereTheClientAsksForIt) {
  auto request = client_.make(HttpClient::Verb::get, "/healthz");
  request.keep_alive(false);
  EXPECT_EQ(client_.send(request).status, 200u);
  EXPECT_EQ(client_.connection().receive_some(), "");
  EXPECT_TRUE(edges_.comes_true([this] { return server_.connections() == 0; }));
}

TEST_F(HttpServerTest, ABodyThatIsTooLargeIsRefusedBeforeItIsRead) {
  client_.connection().send(
      "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
  const Answer answer = client_.receive();
  EXPECT_EQ(answer.status, 413u);
  EXPECT_EQ(answer.problem(), "too_large");
  EXPECT_EQ(client_.connection().receive_some(), "") << "closed afterwards";
}

// What is on its way when the refusal goes out would reset a connection that is closed at once.
TEST_F(HttpServerTest, WhoSendsAllOfATooLargeBodyStillHearsWhy) {
  client_.connection().send(
      "POST /api/v1/events HTTP/1.1\r\nHost: x\r\nContent-Length: 8388608\r\n\r\n");
  EXPECT_TRUE(client_.connection().send(std::string(8 * 1024 * 1024, ' ')));
  EXPECT_EQ(client_.receive().problem(), "too_large");
}

TEST_F(HttpServerTest, ALargeBodyIsTaken) {
  EXPECT_EQ(client_.post("/api/v1/events", std::string(kHttpBodyBytesMax, ' ')).status, 400u);
}

TEST_F(HttpServerTest, AHeaderThatIsTooLargeIsRefused) {
  client_.connection().send(
      "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + std::string(kHttpHeaderBytesMax, 'x') + "\r\n\r\n");
  const Answer answer = client_.receive();
  EXPECT_EQ(answer.status, 431u);
  EXPECT_EQ(answer.problem(), "header_too_large");
}

TEST_F(HttpServerTest, WhatIsNoHttpIsRefused) {
  client_.connection().send("\x16\x03\x01 hello\r\n\r\n");
  const Answer answer = client_.receive();
  EXPECT_EQ(answer.status, 400u);
  EXPECT_EQ(answer.problem(), "bad_request");
  EXPECT_EQ(edges_.refused("http", "bad_request"), 1u);
}

TEST_F(HttpServerTest, ARequestCutOffIsDroppedWithoutAWord) {
  client_.connection().send("GET /healthz HT");
  EXPECT_EQ(client_.connection().finish(), "");
  EXPECT_TRUE(edges_.comes_true([this] { return server_.connections() == 0; }));
}

TEST_F(HttpServerTest, OneAddressMayNotAskForTooMuch) {
  constexpr std::size_t kBurst = static_cast<std::size_t>(10 * kRequestsPerSecondMax);
  constexpr std::size_t kAtOnce = 100;
  std::string many;
  for (std::size_t i = 0; i < kAtOnce; ++i) many += "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
  Answer answer;
  std::size_t served = 0;
  // The allowance grows while we ask, so this takes some more than a burst.
  while (served < 10 * kBurst && answer.status != 429) {
    client_.connection().send(many);
    for (std::size_t i = 0; i < kAtOnce && answer.status != 429; ++i) {
      answer = client_.receive();
      served += answer.status == 200 ? 1 : 0;
    }
  }
  EXPECT_GE(served, kBurst);
  EXPECT_EQ(answer.status, 429u);
  EXPECT_EQ(answer.problem(), "too_many_requests");
  EXPECT_EQ(answer.header("Retry-After"), "1");
}

TEST_F(HttpServerTest, AnswersCarryTheHeadersThatProtectAReader) {
  const Answer answer = client_.get("/healthz");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

TEST_F(HttpServerTest, HeadIsAnsweredAsGetWithoutABody) {
  for (const auto& [target, length] : {std::pair{"/healthz", "3"}, {"/readyz", "11"}}) {
    HttpClient client(server_.port());
    client.connection().send("HEAD " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = client.connection().finish();
    EXPECT_THAT(answer, HasSubstr("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Length: " + std::string(length) + "\r\n"));
    EXPECT_THAT(answer, ::testing::EndsWith("\r\n\r\n"));
  }
}

// What stands behind a proxy uses up its own share, not that of whoever sits at this machine.
TEST_F(HttpServerTest, AFloodThroughAProxyLeavesThisMachineItsShare) {
  constexpr std::size_t kAtOnce = 100;
  std::string many;
  for (std::size_t i = 0; i < kAtOnce; ++i)
    many += "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n";
  HttpClient proxy(server_.port());
  Answer answer;
  for (std::size_t sent = 0; answer.status != 429 && sent < 20'000; sent += kAtOnce) {
    proxy.connection().send(many);
    for (std::size_t i = 0; i < kAtOnce && answer.status != 429; ++i) answer = proxy.receive();
  }
  ASSERT_EQ(answer.status, 429u);
  EXPECT_EQ(client_.get("/healthz").status, 200u);
}

class HastyServerTest : public ServedTest {
 protected:
  ~HastyServerTest() override { edges_.stop(); }
  HttpServer hasty_{edges_.io, "127.0.0.1",     0,
                    api_,      edges_.refusals, {.header = std::chrono::milliseconds{20}}};
};

TEST_F(HastyServerTest, WhoeverBeginsARequestAndSaysNoMoreIsClosed) {
  HttpClient client(hasty_.port());
  client.connection().send("GET /healthz HT");
  EXPECT_EQ(client.connection().receive_some(), "");
  EXPECT_TRUE(edges_.comes_true([this] { return hasty_.connections() == 0; }));
}

TEST_F(HttpServerTest, StopClosesConnections) {
  EXPECT_EQ(client_.get("/healthz").status, 200u);
  edges_.on_edges([this] { server_.stop(); });
  EXPECT_EQ(client_.connection().receive_some(), "");
}

TEST(HttpServer, SaysWhenItCantListen) {
  net::io_context io;
  Refusals refusals;
  struct Nobody : HttpHandler {
    net::awaitable<HttpResponse> handle(HttpRequest, Peer) override { co_return HttpResponse(); }
    net::awaitable<void> upgrade(boost::beast::tcp_stream, HttpRequest, Peer) override {
      co_return;
    }
  } nobody;
  const HttpServer first(io, "127.0.0.1", 0, nobody, refusals);
  EXPECT_THROW(HttpServer(io, "127.0.0.1", first.port(), nobody, refusals),
               boost::system::system_error);
  EXPECT_THROW(HttpServer(io, "no address", 0, nobody, refusals), boost::system::system_error);
}

}  // namespace
}  // namespace fenghuo::adapters
