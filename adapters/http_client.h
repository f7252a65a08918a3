// One HTTP request to somebody else's server, over TCP or TLS, and its answer.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <string>
#include <variant>

namespace fenghuo::adapters {

/// scheme://host[:port]/path?query, taken apart once.
struct HttpAddress {
  bool tls = false;
  std::string host;
  std::string port;
  std::string path;  // with the query
};

/// An empty host where it is no URL; sending there fails at the look-up.
HttpAddress http_address(const std::string& url);

/// What failed before there was an answer, such as "connect: Connection refused".
struct NoAnswer {
  std::string why;
};

using ClientRequest = boost::beast::http::request<boost::beast::http::string_body>;
using ClientResponse = boost::beast::http::response<boost::beast::http::string_body>;

/// `tls` must outlive the exchange; it is used where the address asks for it, and the peer's name
/// is held against its certificate. Answers of more than 64 KiB are refused.
boost::asio::awaitable<std::variant<ClientResponse, NoAnswer>> exchange(
    boost::asio::ssl::context& tls, HttpAddress address, ClientRequest request,
    std::chrono::seconds patience);

}  // namespace fenghuo::adapters
