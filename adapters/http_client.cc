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

Outcome broken(const char* step, const error_code& error) {
  return NoAnswer{std::string(step) + ": " + error.message()};
}

template <class Stream>
net::awaitable<Outcome> send_and_receive(Stream& stream, ClientRequest request) {
  const auto [write_error, written] = co_await http::async_write(stream, request, kAsTuple);
  if (write_error) co_return broken("write", write_error);
  beast::flat_buffer buffer;
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

net::awaitable<Outcome> exchange(ssl::context& tls, HttpAddress address, ClientRequest request,
                                 std::chrono::seconds patience) {
  const auto executor = co_await net::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto [resolve_error, endpoints] =
      co_await resolver.async_resolve(address.host, address.port, kAsTuple);
  if (resolve_error) co_return broken("resolve", resolve_error);
  ssl::stream<beast::tcp_stream> stream(executor, tls);
  beast::tcp_stream& transport = beast::get_lowest_layer(stream);
  transport.expires_after(patience);
  const auto [connect_error, endpoint] = co_await transport.async_connect(endpoints, kAsTuple);
  if (connect_error) co_return broken("connect", connect_error);
  if (!address.tls) co_return co_await send_and_receive(transport, std::move(request));
  SSL_set_tlsext_host_name(stream.native_handle(), address.host.c_str());
  stream.set_verify_callback(ssl::host_name_verification(address.host));
  const auto [shake_error] = co_await stream.async_handshake(ssl::stream_base::client, kAsTuple);
  if (shake_error) co_return broken("tls", shake_error);
  co_return co_await send_and_receive(stream, std::move(request));
}

}  // namespace fenghuo::adapters
