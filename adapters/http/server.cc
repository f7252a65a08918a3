#include "adapters/http/server.h"

#include <array>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/websocket/rfc6455.hpp>
#include <set>
#include <utility>

#include "adapters/http/visitors.h"

namespace fenghuo::adapters {

namespace beast = boost::beast;
namespace http = boost::beast::http;

namespace {

// One of the connections that there may be, until it is given back.
class Place {
 public:
  Place(std::shared_ptr<ConnectionCounts> counts, net::ip::address from)
      : counts_(std::move(counts)), from_(std::move(from)) {}
  ~Place() { counts_->give_back(from_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  const net::ip::address& from() const { return from_; }

 private:
  std::shared_ptr<ConnectionCounts> counts_;
  net::ip::address from_;
};

}  // namespace

class HttpServer::Shared {
 public:
  Shared(net::io_context& io_context, const std::string& address, std::uint16_t port,
         HttpHandler& to, Refusals& noted, HttpPatience with)
      : io(io_context), handler(to), refusals(noted), patience(with), acceptor(io) {
    const tcp::endpoint endpoint(net::ip::make_address(address), port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(net::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  }

  static net::awaitable<void> accept(std::shared_ptr<Shared> self);
  static net::awaitable<void> session(std::shared_ptr<Shared> self, tcp::socket socket,
                                      std::unique_ptr<Place> place);

  net::io_context& io;
  HttpHandler& handler;
  Refusals& refusals;
  const HttpPatience patience;
  tcp::acceptor acceptor;
  RateLimit rate;
  const std::shared_ptr<ConnectionCounts> connections = std::make_shared<ConnectionCounts>();
  std::set<beast::tcp_stream*> streams;
};

namespace {

// What to say to a request that could not be read; nothing where nobody would hear it.
std::optional<HttpResponse> refuse(const error_code& error, const HttpRequest& request) {
  if (error == http::error::body_limit)
    return problem(request, HttpStatus::payload_too_large, "too_large",
                   {"请求超过 1 MiB", "the request is larger than 1 MiB"});
  if (error == http::error::header_limit)
    return problem(request, HttpStatus::request_header_fields_too_large, "header_too_large",
                   {"请求头超过 16 KiB", "the request's header is larger than 16 KiB"});
  if (error.category() == http::make_error_code(http::error::bad_method).category() &&
      error != http::error::end_of_stream && error != http::error::partial_message)
    return problem(request, HttpStatus::bad_request, "bad_request",
                   {"不是有效的 HTTP 请求", "not a valid HTTP request"});
  return std::nullopt;
}

// Makes a connection known for stop() as long as it lives.
template <class Shared>
class Registered {
 public:
  Registered(Shared& shared, beast::tcp_stream& stream) : shared_(shared), stream_(&stream) {
    shared_.streams.insert(stream_);
  }
  ~Registered() { shared_.streams.erase(stream_); }
  Registered(const Registered&) = delete;
  Registered& operator=(const Registered&) = delete;

 private:
  Shared& shared_;
  beast::tcp_stream* stream_;
};

using Parser = http::request_parser<http::string_body>;

// A whole request. Whoever says nothing loses the connection sooner than whoever has a lot to send
// over a bad line. Out of time, Beast has closed it already.
net::awaitable<error_code> read_request(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                        Parser& parser, const HttpPatience& patience) {
  parser.header_limit(kHttpHeaderBytesMax);
  parser.body_limit(kHttpBodyBytesMax);
  stream.expires_after(patience.header);
  const auto [error, read] = co_await http::async_read_header(stream, buffer, parser, kAsTuple);
  if (error || parser.is_done()) co_return error;
  stream.expires_after(patience.request);
  const auto [in_body, more] = co_await http::async_read(stream, buffer, parser, kAsTuple);
  co_return in_body;
}

// Waits until the client begins its next request on a connection that stays.
net::awaitable<error_code> read_beginning(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                          const HttpPatience& patience) {
  constexpr std::size_t kAtOnce = 4096;
  if (buffer.size() > 0) co_return error_code();
  stream.expires_after(patience.idle);
  const auto space = buffer.prepare(kAtOnce);
  const auto [error, read] = co_await stream.async_read_some(space, kAsTuple);
  buffer.commit(read);
  co_return error;
}

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

net::awaitable<void> HttpServer::Shared::session(std::shared_ptr<Shared> self, tcp::socket socket,
                                                 std::unique_ptr<Place> place) {
  beast::tcp_stream stream(std::move(socket));
  const Registered<Shared> registered(*self, stream);
  beast::flat_buffer buffer;
  error_code ignored;
  while (true) {
    Parser parser;
    const error_code read_error = co_await read_request(stream, buffer, parser, self->patience);
    HttpRequest request = parser.release();
    const Peer peer = peer_of(place->from(), request);
    const bool head = request.method() == http::verb::head;
    std::optional<HttpResponse> response;
    if (read_error) {
      response = refuse(read_error, request);
      if (!response) break;
      self->refusals.note("http", "bad_request");
      response->keep_alive(false);
    } else if (!self->rate.allow(peer.address, std::chrono::steady_clock::now())) {
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
      if (head) request.method(http::verb::get);
      response = co_await self->handler.handle(std::move(request), peer);
    }
    // What GET is answered, its length too, without its body (RFC 9110, 9.3.2).
    if (head) response->body().clear();
    stream.expires_after(self->patience.request);
    const bool stay = response->keep_alive();
    const auto [write_error, written] = co_await http::async_write(stream, *response, kAsTuple);
    if (write_error) break;
    if (read_error) {
      stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
      co_await hear_out(stream);
      co_return;
    }
    if (!stay) break;
    const error_code idle = co_await read_beginning(stream, buffer, self->patience);
    if (idle) break;
  }
  stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

net::awaitable<void> HttpServer::Shared::accept(std::shared_ptr<Shared> self) {
  net::steady_timer pause(self->io);
  while (self->acceptor.is_open()) {
    auto [error, socket] = co_await self->acceptor.async_accept(kAsTuple);
    if (!self->acceptor.is_open()) break;
    if (error) {
      self->refusals.note("http", "accept_failed");
      pause.expires_after(std::chrono::milliseconds{50});
      co_await pause.async_wait(kAsTuple);
      continue;
    }
    // Whoever has gone again is nobody, and counts as from elsewhere.
    error_code gone;
    const auto from = socket.remote_endpoint(gone).address();
    // Closed at once: one who comes again and again makes nobody else wait.
    if (!self->connections->take(from)) {
      self->refusals.note("http", "too_many_connections");
      continue;
    }
    auto place = std::make_unique<Place>(self->connections, from);
    net::co_spawn(self->io, session(self, std::move(socket), std::move(place)), net::detached);
  }
}

HttpServer::HttpServer(net::io_context& io, const std::string& address, std::uint16_t port,
                       HttpHandler& handler, Refusals& refusals, HttpPatience patience)
    : shared_(std::make_shared<Shared>(io, address, port, handler, refusals, patience)) {
  net::co_spawn(io, Shared::accept(shared_), net::detached);
}

HttpServer::~HttpServer() {
  stop();
}
std::uint16_t HttpServer::port() const {
  return shared_->acceptor.local_endpoint().port();
}
std::size_t HttpServer::connections() const {
  return shared_->connections->all();
}

void HttpServer::stop() {
  error_code ignored;
  shared_->acceptor.close(ignored);
  for (auto* stream : shared_->streams) stream->close();
}

}  // namespace fenghuo::adapters
