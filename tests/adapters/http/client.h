// An HTTP client for the test's own thread: one connection, one request after the other.
#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <string>

#include "tests/adapters/connection.h"

namespace fenghuo::adapters {

struct Answer {
  unsigned status = 0;
  boost::beast::http::response<boost::beast::http::string_body> response;

  std::string header(const char* name) const {
    const auto value = response[name];
    return {value.data(), value.size()};
  }
  const std::string& text() const { return response.body(); }
  boost::json::value json() const {
    boost::json::error_code error;
    auto value = boost::json::parse(response.body(), error);
    EXPECT_FALSE(error) << response.body();
    return value;
  }
  /// The name of an RFC 9457 problem, after all its members were seen to be there.
  std::string problem() const {
    EXPECT_EQ(header("Content-Type"), "application/problem+json; charset=utf-8") << text();
    const auto body = json();
    EXPECT_EQ(body.at("status").to_number<unsigned>(), status);
    for (const char* member : {"title", "detail", "detail_zh", "detail_en"}) {
      EXPECT_FALSE(body.at(member).as_string().empty()) << member;
    }
    const std::string type(body.at("type").as_string());
    constexpr std::string_view kPrefix = "urn:fenghuo:problem:";
    EXPECT_TRUE(type.starts_with(kPrefix)) << type;
    return type.substr(kPrefix.size());
  }
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

  Request make(Verb verb, const std::string& target, std::string body = "") const {
    Request request{verb, target, 11};
    request.set("Host", "localhost");
    request.set("Accept-Language", language_);
    if (!token_.empty()) request.set("Authorization", "Bearer " + token_);
    request.body() = std::move(body);
    request.prepare_payload();
    return request;
  }
  Answer get(const std::string& target) { return send(make(Verb::get, target)); }
  Answer post(const std::string& target, std::string body,
              const std::string& type = "application/json") {
    auto request = make(Verb::post, target, std::move(body));
    request.set("Content-Type", type);
    return send(request);
  }
  Answer send(const Request& request) {
    connection_.stream().expires_after(kPatience);
    boost::beast::http::async_write(
        connection_.stream(), request,
        [](error_code error, std::size_t) { EXPECT_FALSE(error) << error.message(); });
    run();
    return receive();
  }
  Answer receive() {
    Answer answer;
    connection_.stream().expires_after(kPatience);
    boost::beast::http::async_read(
        connection_.stream(), buffer_, answer.response,
        [](error_code error, std::size_t) { EXPECT_FALSE(error) << error.message(); });
    run();
    answer.status = answer.response.result_int();
    return answer;
  }
  Connection& connection() { return connection_; }

 private:
  void run() {
    connection_.io().restart();
    connection_.io().run();
  }

  Connection connection_;
  boost::beast::flat_buffer buffer_;
  std::string token_;
  std::string language_ = "en";
};

}  // namespace fenghuo::adapters
