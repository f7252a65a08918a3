#include "adapters/http/feed.h"

#include <gmock/gmock.h>

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/json/parse.hpp>

#include "tests/adapters/http/served.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;
namespace websocket = boost::beast::websocket;

/// A reader of the feed, for the test's own thread.
class FeedReader {
 public:
  /// `origin`: what a browser says whose page it is; empty: no browser.
  FeedReader(std::uint16_t port, const std::string& target, const std::string& origin = "")
      : socket_(Connection::connected(io_, port)) {
    socket_.set_option(
        websocket::stream_base::decorator([&origin](websocket::request_type& request) {
          if (!origin.empty()) request.set(boost::beast::http::field::origin, origin);
        }));
    socket_.async_handshake("localhost", target, [this](error_code error) { error_ = error; });
    run();
  }
  bool open() const { return !error_; }
  /// The next message; none where the other side has closed.
  json::object next() {
    boost::beast::flat_buffer buffer;
    boost::beast::get_lowest_layer(socket_).expires_after(kPatience);
    socket_.async_read(buffer, [this](error_code error, std::size_t) { error_ = error; });
    run();
    if (error_) return {};
    return json::parse(boost::beast::buffers_to_string(buffer.data())).as_object();
  }
  /// The next that is no sign of life.
  json::object next_record() {
    while (true) {
      auto message = next();
      if (!message.contains("clock")) return message;
    }
  }
  std::uint64_t next_offset() {
    const auto message = next_record();
    const json::value* record = message.if_contains("record");
    if (record == nullptr) {
      ADD_FAILURE() << "no record: " << message;
      return 0;
    }
    return record->at("offset").to_number<std::uint64_t>();
  }
  websocket::close_code reason() const {
    return static_cast<websocket::close_code>(socket_.reason().code);
  }

 private:
  void run() {
    io_.restart();
    io_.run();
  }
  net::io_context io_{1};
  websocket::stream<boost::beast::tcp_stream> socket_;
  error_code error_;
};

class FeedTest : public ServedTest {
 protected:
  static constexpr const char* kFeed = "/api/v1/feed";

  FeedReader reader(const std::string& query = "") { return {server_.port(), kFeed + query}; }
  std::uint64_t report() { return edges_.submit(fenghuo::report("x")).offset.value; }
};

// Any web site that is open on the duty computer could read everything else.
TEST_F(FeedTest, IsNotForPagesOfOtherSites) {
  const std::string feed = kFeed;
  EXPECT_TRUE(FeedReader(server_.port(), feed, "http://localhost").open());
  for (const char* other : {"http://example.com", "http://localhost:81", "null", "localhost"})
    EXPECT_FALSE(FeedReader(server_.port(), feed, other).open()) << other;
  const std::string with_token = feed + "?token=" + credentials_.person_token("town");
  EXPECT_TRUE(FeedReader(server_.port(), with_token, "http://example.com").open());
}

TEST_F(FeedTest, IsNotForATokenOfWhomThePlanDoesNotHave) {
  const std::string feed = std::string(kFeed) + "?token=" + credentials_.person_token("gone");
  EXPECT_FALSE(FeedReader(server_.port(), feed, "http://example.com").open());
  EXPECT_TRUE(FeedReader(server_.port(), feed).open()) << "here it is for anybody";
}

TEST_F(FeedTest, BeginsAtTheStartWhereItIsAskedTo) {
  rain_hard();
  FeedReader reader = this->reader("?after=-1");
  for (std::uint64_t offset = 0; offset < 4; ++offset) EXPECT_EQ(reader.next_offset(), offset);
}

TEST_F(FeedTest, ResumesAfterAnOffsetWithoutLossOrRepeat) {
  FeedReader first = reader("?after=1");
  std::uint64_t last = 1;
  for (int i = 0; i < 3; ++i) {
    report();
    EXPECT_EQ(first.next_offset(), ++last);
  }
  for (int i = 0; i < 20; ++i) report();
  FeedReader second = reader("?after=" + std::to_string(last));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(second.next_offset(), ++last);
  report();
  EXPECT_EQ(second.next_offset(), ++last);
}

TEST_F(FeedTest, WithoutAnOffsetItTellsWhatComesFromNowOn) {
  report();
  FeedReader reader = this->reader();
  ASSERT_TRUE(edges_.comes_true([this] { return edges_.feed.readers() == 1; }));
  const std::uint64_t offset = report();
  EXPECT_EQ(reader.next_offset(), offset);
}

TEST_F(FeedTest, ARecordComesWithItsFactsAndNames) {
  FeedReader reader = this->reader("?after=1");
  rain_hard();
  const auto registered = reader.next_record();
  EXPECT_EQ(registered.at("record").at("event").as_string(), "datastreams_registered");
  const auto rain = reader.next_record();
  const auto& row = rain.at("record").at("observations").at(0);
  EXPECT_EQ(row.at("station").as_string(), "S1");
  EXPECT_EQ(row.at("value").to_number<double>(), 65);
  bool raised = false;
  for (const auto& fact : rain.at("facts").as_array()) {
    raised = raised || fact.at("fact").as_string() == "alarm_raised";
  }
  EXPECT_TRUE(raised);
}

TEST_F(FeedTest, OfManyRowsItTellsTheNumberOnly) {
  FeedReader reader = this->reader("?after=1");
  const std::vector<std::pair<Instant, std::int64_t>> rows(kFeedRowsMax + 1, {kStart, 1});
  edges_.submit(block("S9", "water_level", rows));
  reader.next_record();
  const auto many = reader.next_record();
  EXPECT_EQ(many.at("record").at("rows").to_number<int>(), kFeedRowsMax + 1);
  EXPECT_FALSE(many.at("record").as_object().contains("observations"));
}

TEST_F(FeedTest, SaysThatItIsAlive) {
  FeedReader reader = this->reader();
  const auto message = reader.next();
  EXPECT_EQ(message.at("head").to_number<std::uint64_t>(), 2u);
  EXPECT_TRUE(parse_rfc3339(std::string_view(message.at("clock").as_string())));
}

TEST_F(FeedTest, ASlowReaderIsToldWhatItMissed) {
  // Each is a record of its own, as it is waited for.
  for (std::uint64_t key = 1; key <= kFeedLagMax + 100; ++key)
    edges_.submit(block("S9", "water_level", {{kStart, 1}}, key));
  // What comes is dense: each record, or a range that says it is not.
  FeedReader reader = this->reader("?after=-1");
  const std::uint64_t head = edges_.log.head().next.value;
  std::uint64_t next = 0;
  std::uint64_t missed = 0;
  while (next < head) {
    const auto message = reader.next_record();
    if (const auto* skipped = message.if_contains("skipped")) {
      ASSERT_EQ(skipped->at("from").to_number<std::uint64_t>(), next);
      const auto to = skipped->at("to").to_number<std::uint64_t>();
      missed += to - next;
      next = to;
    } else {
      ASSERT_TRUE(message.contains("record")) << message;
      ASSERT_EQ(message.at("record").at("offset").to_number<std::uint64_t>(), next);
      ++next;
    }
  }
  EXPECT_GT(missed, 0u) << "of more records than it may lag behind";
}

TEST_F(FeedTest, AnOffsetThatIsNoneClosesIt) {
  for (const char* query : {"?after=x", "?after=-2", "?after=1x", "?after=99999999999999999999"}) {
    FeedReader reader = this->reader(query);
    ASSERT_TRUE(reader.open());
    EXPECT_TRUE(reader.next().empty());
    EXPECT_EQ(reader.reason(), websocket::close_code::bad_payload) << query;
  }
}

TEST_F(FeedTest, AReaderThatGoesAwayIsForgotten) {
  {
    const FeedReader reader = this->reader();
    ASSERT_TRUE(edges_.comes_true([this] { return edges_.feed.readers() == 1; }));
  }
  EXPECT_TRUE(edges_.comes_true([this] { return edges_.feed.readers() == 0; }));
  EXPECT_TRUE(edges_.comes_true([this] { return server_.connections() == 1; }));
}

TEST_F(FeedTest, OnlyTheFeedIsAWebSocket) {
  EXPECT_FALSE(FeedReader(server_.port(), "/api/v1/state").open());
}

}  // namespace
}  // namespace fenghuo::adapters
