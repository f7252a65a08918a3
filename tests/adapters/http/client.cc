#include "tests/adapters/http/client.h"

#include <gtest/gtest.h>

#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/parse.hpp>

namespace fenghuo::adapters {

namespace http = boost::beast::http;

std::string Answer::header(const char* name) const {
  const auto value = response[name];
  return {value.data(), value.size()};
}

boost::json::value Answer::json() const {
  boost::json::error_code error;
  auto value = boost::json::parse(response.body(), error);
  EXPECT_FALSE(error) << response.body();
  return value;
}

std::string Answer::problem() const {
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

HttpClient::Request HttpClient::make(Verb verb, const std::string& target, std::string body) const {
  Request request{verb, target, 11};
  request.set("Host", "localhost");
  request.set("Accept-Language", language_);
  if (!token_.empty()) request.set("Authorization", "Bearer " + token_);
  request.body() = std::move(body);
  request.prepare_payload();
  return request;
}

Answer HttpClient::post(const std::string& target, std::string body, const std::string& type) {
  auto request = make(Verb::post, target, std::move(body));
  request.set("Content-Type", type);
  return send(request);
}

Answer HttpClient::send(const Request& request) {
  connection_.stream().expires_after(kPatience);
  http::async_write(connection_.stream(), request,
                    [](error_code error, std::size_t) { EXPECT_FALSE(error) << error.message(); });
  run();
  return receive();
}

Answer HttpClient::receive() {
  Answer answer;
  connection_.stream().expires_after(kPatience);
  http::async_read(connection_.stream(), buffer_, answer.response,
                   [](error_code error, std::size_t) { EXPECT_FALSE(error) << error.message(); });
  run();
  answer.status = answer.response.result_int();
  return answer;
}

void HttpClient::run() {
  connection_.io().restart();
  connection_.io().run();
}

}  // namespace fenghuo::adapters
