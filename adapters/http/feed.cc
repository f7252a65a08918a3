#include "adapters/http/feed.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <boost/json/array.hpp>
#include <charconv>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"

namespace fenghuo::adapters {

namespace beast = boost::beast;
namespace json = boost::json;
namespace websocket = boost::beast::websocket;

namespace {

using Socket = websocket::stream<beast::tcp_stream, false>;  // without compression
constexpr std::chrono::seconds kHeartbeat{2};

// One reader: its place in the log, and a timer that commits cut short.
class Reader {
 public:
  Reader(Service& service, Socket socket, Offset from, JsonStyle style)
      : service_(service),
        socket_(std::move(socket)),
        subscription_(service.log, from),
        style_(style),
        pause_(service.io),
        waker_(service.feed, [this] { pause_.cancel(); }) {}

  static net::awaitable<void> run(std::shared_ptr<Reader> self) {
    net::co_spawn(self->service_.io, listen(self), net::detached);
    while (self->open_) {
      auto item = self->subscription_.next();
      std::string text;
      if (!item) {
        text = to_text(json::object{{"error", in(self->style_.language, item.error().text)}});
        self->open_ = false;
      } else if (*item) {
        text = self->text_of(**item);
      } else {
        const bool woken = co_await wait(self);
        if (woken) continue;
        text = self->heartbeat();
      }
      const auto buffer = net::buffer(text);
      const auto [error, size] = co_await self->socket_.async_write(buffer, kAsTuple);
      if (error) break;
    }
    self->open_ = false;
    error_code ignored;
    beast::get_lowest_layer(self->socket_).socket().close(ignored);
  }

 private:
  // Nobody says anything to us; but reading is how a close and a ping are noticed.
  static net::awaitable<void> listen(std::shared_ptr<Reader> self) {
    beast::flat_buffer buffer;
    while (self->open_) {
      const auto [error, size] = co_await self->socket_.async_read(buffer, kAsTuple);
      if (error) break;
      buffer.clear();
    }
    self->open_ = false;
    self->pause_.cancel();
  }

  // True where a commit (or the end) cut it short.
  static net::awaitable<bool> wait(std::shared_ptr<Reader> self) {
    self->pause_.expires_after(kHeartbeat);
    const auto [error] = co_await self->pause_.async_wait(kAsTuple);
    co_return error == net::error::operation_aborted;
  }

  std::string heartbeat() const {
    return to_text(json::object{{"clock", to_rfc3339(service_.clock.now(), style_.utc_offset)},
                                {"head", service_.log.head().next.value}});
  }

  std::string text_of(const FeedItem& item) const {
    if (const auto* skipped = std::get_if<Skipped>(&item))
      return to_text(
          json::object{{"skipped", {{"from", skipped->from.value}, {"to", skipped->to.value}}}});
    const Entry& entry = std::get<Entry>(item);
    const RecordHeader& header = entry.record.header;
    wire::Event event;
    json::object record;
    if (entry.record.payload_kept && event.ParseFromString(entry.record.payload)) {
      const bool many = event.observations().value_size() > kFeedRowsMax;
      // Without names the columns can't be told apart, and only their number is written.
      record =
          event_json(header, event, many ? Datastreams() : service_.feed.datastreams(), style_);
    } else {
      record = {{"offset", header.offset.value},
                {"time", to_rfc3339(header.recorded_at, style_.utc_offset)},
                {"event", "forgotten"}};
    }
    json::array facts;
    for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
      wire::Fact fact;
      if (fact.ParseFromString(entry.facts[i]))
        facts.push_back(fact_json({header.offset, i}, header.recorded_at, fact, style_));
    }
    return to_text(json::object{{"record", std::move(record)}, {"facts", std::move(facts)}});
  }

  Service& service_;
  Socket socket_;
  Subscription subscription_;
  JsonStyle style_;
  net::steady_timer pause_;
  FeedHub::Waker waker_;
  bool open_ = true;
};

// The offset after the one that the reader has; where it says nothing, whatever comes from now on.
std::optional<Offset> begin_of(const Service& service, const HttpRequest& request) {
  const auto target = parse_target({request.target().data(), request.target().size()});
  const std::string after = target ? target->query_or("after", "") : "";
  if (after.empty()) return service.log.head().next;
  std::uint64_t offset = 0;
  const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), offset);
  if (after == "-1") return Offset{0};
  if (error != std::errc{} || end != after.data() + after.size()) return std::nullopt;
  return Offset{offset}.next();
}

}  // namespace

net::awaitable<void> serve_feed(Service& service, beast::tcp_stream stream, HttpRequest request) {
  Socket socket(std::move(stream));
  // Pings a silent reader, and gives up one that doesn't take what we send.
  websocket::stream_base::timeout timeouts{};
  timeouts.handshake_timeout = std::chrono::seconds{10};
  timeouts.idle_timeout = std::chrono::seconds{60};
  timeouts.keep_alive_pings = true;
  socket.set_option(timeouts);
  socket.read_message_max(4096);
  socket.text(true);
  const auto [error] = co_await socket.async_accept(request, kAsTuple);
  if (error) co_return;
  const auto from = begin_of(service, request);
  if (!from || service.feed.readers() >= kFeedReadersMax) {
    const websocket::close_reason reason(
        from ? websocket::close_code::try_again_later : websocket::close_code::bad_payload,
        from ? "too many readers" : "after=OFFSET");
    co_await socket.async_close(reason, kAsTuple);
    co_return;
  }
  auto reader = std::make_shared<Reader>(service, std::move(socket), *from, service.style(request));
  co_await Reader::run(std::move(reader));
}

}  // namespace fenghuo::adapters
