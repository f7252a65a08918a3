// An HTTP client for the test's own thread: one connection, one request after the other.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/value.hpp>
#include <string>

#include "tests/adapters/connection.h"

namespace fenghuo::adapters {

struct Answer {
  unsigned status = 0;
  boost::beast::http::response<boost::beast::http::string_body> response;

  std::string header(const char* name) const;
  const std::string& text() const { return response.body(); }
  boost::json::value json() const;
  /// The name of an RFC 9457 problem, after all its members were seen to be there.
  std::string problem() const;
};

class HttpClient {
 public:
  using Request = boost::beast::http::request<boost::beast::http::string_body>;
  using Verb = boost::beast::http::verb;

  explicit HttpClient(std::uint16_t port) : connection_(port) {}

  /// Sent with all requests from now on.
  void set_token(const std::string& token) { token_ = token; }
  /// "en" where the test says nothing.
  void set_language(const std::string& language) { language_ = language; }

  Request make(Verb verb, const std::string& target, std::string body = "") const;
  Answer get(const std::string& target) { return send(make(Verb::get, target)); }
  Answer post(const std::string& target, std::string body,
              const std::string& type = "application/json");
  Answer send(const Request& request);
  Answer receive();
  Connection& connection() { return connection_; }

 private:
  void run();

  Connection connection_;
  boost::beast::flat_buffer buffer_;
  std::string token_;
  std::string language_ = "en";
};

}  // namespace fenghuo::adapters
