// HTTP requests to somebody else's server, over TCP or TLS, and their answers.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <optional>
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

/// A connection to one server, kept for the next request where the server allows it: a thousand
/// messages over a line of 100 ms take a third of the time.
class HttpConnection {
 public:
  /// `tls` must outlive it; it is used where the address asks for it, and the peer's name is held
  /// against its certificate.
  HttpConnection(boost::asio::ssl::context& tls, HttpAddress address);
  ~HttpConnection();

  /// One at a time. Answers of more than 64 KiB are refused. A request on a kept connection that
  /// the server has closed meanwhile is sent once more on a new one, so it must be one that may
  /// come twice.
  boost::asio::awaitable<std::variant<ClientResponse, NoAnswer>> exchange(
      ClientRequest request, std::chrono::seconds patience);

 private:
  struct Stream;
  using Outcome = std::variant<ClientResponse, NoAnswer>;

  boost::asio::awaitable<std::optional<NoAnswer>> connect(std::chrono::seconds patience);
  boost::asio::awaitable<Outcome> send(const ClientRequest& request, std::chrono::seconds patience);

  boost::asio::ssl::context& tls_;
  HttpAddress address_;
  std::unique_ptr<Stream> stream_;  // null: not connected
};

}  // namespace fenghuo::adapters
