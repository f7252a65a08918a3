#include "adapters/http/server.h"

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <map>
#include <set>
#include <utility>

namespace fenghuo::adapters {

namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

// A token bucket an address. Forgotten when it is full again, so the table stays small.
class RateLimit {
 public:
  bool allow(const std::string& address) {
    const auto now = std::chrono::steady_clock::now();
    if (buckets_.size() > kHttpConnectionsMax * 4) forget_full(now);
    auto [entry, fresh] = buckets_.try_emplace(address, Bucket{kBurst, now});
    Bucket& bucket = entry->second;
    bucket.tokens = filled(bucket, now);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }

 private:
  static constexpr double kBurst = 10 * kRequestsPerSecondMax;
  struct Bucket {
    double tokens;
    std::chrono::steady_clock::time_point at;
  };
  static double filled(const Bucket& bucket, std::chrono::steady_clock::time_point now) {
    const std::chrono::duration<double> passed = now - bucket.at;
    return std::min(kBurst, bucket.tokens + passed.count() * kRequestsPerSecondMax);
  }
  void forget_full(std::chrono::steady_clock::time_point now) {
    std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= kBurst; });
  }
  std::map<std::string, Bucket> buckets_;
};

}  // namespace

class HttpServer::Shared {
 public:
  Shared(net::io_context& io_context, const std::string& address, std::uint16_t port,
         HttpHandler& to, Refusals& noted)
      : io(io_context), handler(to), refusals(noted), acceptor(io) {
    const tcp::endpoint endpoint(net::ip::make_address(address), port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(net::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  }

  static net::awaitable<void> accept(std::shared_ptr<Shared> self);
  static net::awaitable<void> session(std::shared_ptr<Shared> self, tcp::socket socket);

  net::io_context& io;
  HttpHandler& handler;
  Refusals& refusals;
  tcp::acceptor acceptor;
  RateLimit rate;
  std::size_t connections = 0;
  std::set<beast::tcp_stream*> streams;
};

namespace {

Peer peer_of(const tcp::socket& socket, const HttpRequest& request) {
  error_code error;
  const auto endpoint = socket.remote_endpoint(error);
  if (error) return {};
  const bool passed_on = request.count("X-Forwarded-For") > 0 || request.count("Forwarded") > 0;
  return {endpoint.address().to_string(), endpoint.address().is_loopback() && !passed_on};
}

// What to say to a request that could not be read; nothing where nobody would hear it.
std::optional<HttpResponse> refuse(const error_code& error, const HttpRequest& request) {
  if (error == http::error::body_limit)
    return problem(request, HttpStatus::payload_too_large, "too_large",
                   {"请求超过 1 MiB", "the request is larger than 1 MiB"});
  if (error == http::error::header_limit)
    return problem(request, HttpStatus::request_header_fields_too_large, "header_too_large",
                   {"请求头超过 16 KiB", "the request's header is larger than 16 KiB"});
  if (error == beast::error::timeout)
    return problem(request, HttpStatus::request_timeout, "timeout",
                   {"30 秒内没有收完请求", "the request did not come within 30 seconds"});
  if (error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message)
    return problem(request, HttpStatus::bad_request, "bad_request",
                   {"不是有效的 HTTP 请求", "not a valid HTTP request"});
  return std::nullopt;
}

// Counts a connection as long as it lives, and makes it known for stop().
template <class Shared>
class Registered {
 public:
  Registered(Shared& shared, beast::tcp_stream& stream) : shared_(shared), stream_(&stream) {
    ++shared_.connections;
    shared_.streams.insert(stream_);
  }
  ~Registered() {
    --shared_.connections;
    shared_.streams.erase(stream_);
  }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;

 private:
  Shared& shared_;
  beast::tcp_stream* stream_;
};

// Hears out a client that was refused in the middle of its sending. Closed at once, the connection
// would be reset, and the client might never read why (RFC 9112, 9.6).
net::awaitable<void> hear_out(beast::tcp_stream& stream) {
  std::array<char, 16 * 1024> unread;
  stream.expires_after(kHttpLinger);
  while (true) {
    const auto [error, read] = co_await stream.async_read_some(net::buffer(unread), kAsTuple);
    if (error) co_return;
  }
}

}  // namespace

net::awaitable<void> HttpServer::Shared::session(std::shared_ptr<Shared> self, tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  const Registered<Shared> registered(*self, stream);
  beast::flat_buffer buffer;
  error_code ignored;
  while (true) {
    http::request_parser<http::string_body> parser;
    parser.header_limit(kHttpHeaderBytesMax);
    parser.body_limit(kHttpBodyBytesMax);
    stream.expires_after(kHttpPatience);
    const auto [read_error, read] = co_await http::async_read(stream, buffer, parser, kAsTuple);
    HttpRequest request = parser.release();
    const Peer peer = peer_of(stream.socket(), request);
    std::optional<HttpResponse> response;
    if (read_error) {
      response = refuse(read_error, request);
      if (!response) break;
      self->refusals.note("http", "bad_request");
      response->keep_alive(false);
    } else if (!self->rate.allow(peer.address)) {
      self->refusals.note("http", "too_many_requests");
      response = problem(request, HttpStatus::too_many_requests, "too_many_requests",
                         {"请求过于频繁，请稍后再试", "too many requests; try again later"});
      response->set(http::field::retry_after, "1");
    } else if (beast::websocket::is_upgrade(request)) {
      stream.expires_never();
      co_await self->handler.upgrade(std::move(stream), std::move(request), peer);
      co_return;
    } else {
      stream.expires_never();
      response = co_await self->handler.handle(std::move(request), peer);
    }
    stream.expires_after(kHttpPatience);
    const bool stay = response->keep_alive();
    const auto [write_error, written] = co_await http::async_write(stream, *response, kAsTuple);
    if (write_error) break;
    if (read_error) {
      stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
      co_await hear_out(stream);
      co_return;
    }
    if (!stay) break;
  }
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

net::awaitable<void> HttpServer::Shared::accept(std::shared_ptr<Shared> self) {
  net::steady_timer pause(self->io);
  while (self->acceptor.is_open()) {
    auto [error, socket] = co_await self->acceptor.async_accept(kAsTuple);
    if (!self->acceptor.is_open()) break;
    if (error || self->connections >= kHttpConnectionsMax) {
      self->refusals.note("http", error ? "accept_failed" : "too_many_connections");
      pause.expires_after(std::chrono::milliseconds{50});
      co_await pause.async_wait(kAsTuple);
      continue;
    }
    net::co_spawn(self->io, session(self, std::move(socket)), net::detached);
  }
}

HttpServer::HttpServer(net::io_context& io, const std::string& address, std::uint16_t port,
                       HttpHandler& handler, Refusals& refusals)
    : shared_(std::make_shared<Shared>(io, address, port, handler, refusals)) {
  net::co_spawn(io, Shared::accept(shared_), net::detached);
}

HttpServer::~HttpServer() {
  stop();
}
std::uint16_t HttpServer::port() const {
  return shared_->acceptor.local_endpoint().port();
}
std::size_t HttpServer::connections() const {
  return shared_->connections;
}

void HttpServer::stop() {
  error_code ignored;
  shared_->acceptor.close(ignored);
  for (auto* stream : shared_->streams) stream->close();
}

}  // namespace fenghuo::adapters
