#include "adapters/http_client.h"

#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "adapters/net.h"

namespace fenghuo::adapters {

namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;

namespace {

using Outcome = std::variant<ClientResponse, NoAnswer>;

NoAnswer broken(const char* step, const error_code& error) {
  return NoAnswer{std::string(step) + ": " + error.message()};
}

template <class AnyStream>
net::awaitable<Outcome> send_and_receive(AnyStream& stream, beast::flat_buffer& buffer,
                                         const ClientRequest& request) {
  const auto [write_error, written] = co_await http::async_write(stream, request, kAsTuple);
  if (write_error) co_return broken("write", write_error);
  http::response_parser<http::string_body> parser;
  parser.body_limit(64 * 1024);
  const auto [read_error, read] = co_await http::async_read(stream, buffer, parser, kAsTuple);
  if (read_error) co_return broken("read", read_error);
  co_return parser.release();
}

}  // namespace

HttpAddress http_address(const std::string& text) {
  const auto url = boost::urls::parse_uri(text);
  HttpAddress address;
  if (!url) return address;
  address.tls = url->scheme() == "https";
  address.host = url->host();
  address.port = url->has_port() ? std::string(url->port()) : address.tls ? "443" : "80";
  address.path = url->encoded_path().empty() ? "/" : std::string(url->encoded_path());
  if (url->has_query()) address.path += "?" + std::string(url->encoded_query());
  return address;
}

struct HttpConnection::Stream {
  Stream(const net::any_io_executor& executor, ssl::context& tls) : stream(executor, tls) {}
  beast::tcp_stream& transport() { return beast::get_lowest_layer(stream); }

  ssl::stream<beast::tcp_stream> stream;
  beast::flat_buffer buffer;
};

HttpConnection::HttpConnection(ssl::context& tls, HttpAddress address)
    : tls_(tls), address_(std::move(address)) {}
HttpConnection::~HttpConnection() = default;

net::awaitable<std::optional<NoAnswer>> HttpConnection::connect(std::chrono::seconds patience) {
  const auto executor = co_await net::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto [resolve_error, endpoints] =
      co_await resolver.async_resolve(address_.host, address_.port, kAsTuple);
  if (resolve_error) co_return broken("resolve", resolve_error);
  auto stream = std::make_unique<Stream>(executor, tls_);
  stream->transport().expires_after(patience);
  const auto [connect_error, endpoint] =
      co_await stream->transport().async_connect(endpoints, kAsTuple);
  if (connect_error) co_return broken("connect", connect_error);
  if (address_.tls) {
    SSL_set_tlsext_host_name(stream->stream.native_handle(), address_.host.c_str());
    stream->stream.set_verify_callback(ssl::host_name_verification(address_.host));
    const auto [shake_error] =
        co_await stream->stream.async_handshake(ssl::stream_base::client, kAsTuple);
    if (shake_error) co_return broken("tls", shake_error);
  }
  stream_ = std::move(stream);
  co_return std::nullopt;
}

net::awaitable<Outcome> HttpConnection::send(const ClientRequest& request,
                                             std::chrono::seconds patience) {
  stream_->transport().expires_after(patience);
  // Each co_await a statement of its own: g++ 12 destroys what a conditional one gives twice.
  Outcome outcome;
  if (address_.tls) {
    outcome = co_await send_and_receive(stream_->stream, stream_->buffer, request);
  } else {
    outcome = co_await send_and_receive(stream_->transport(), stream_->buffer, request);
  }
  const auto* response = std::get_if<ClientResponse>(&outcome);
  if (response == nullptr || !response->keep_alive()) stream_.reset();
  co_return outcome;
}

net::awaitable<Outcome> HttpConnection::exchange(ClientRequest request,
                                                 std::chrono::seconds patience) {
  if (stream_) {
    Outcome outcome = co_await send(request, patience);
    if (std::holds_alternative<ClientResponse>(outcome)) co_return outcome;
  }
  const auto failed = co_await connect(patience);
  if (failed) co_return *failed;
  Outcome outcome = co_await send(request, patience);
  co_return outcome;
}

}  // namespace fenghuo::adapters
