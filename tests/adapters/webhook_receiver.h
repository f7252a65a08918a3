// A service that takes messages: a small HTTP server that keeps what it was told and answers as it
// was told to. Runs on the io_context of the channel under test.
#pragma once

#include <algorithm>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <deque>
#include <vector>

#include "adapters/net.h"

namespace fenghuo::adapters {

class WebhookReceiver {
 public:
  using Request = boost::beast::http::request<boost::beast::http::string_body>;

  explicit WebhookReceiver(net::io_context& io)
      : io_(io), acceptor_(io, tcp::endpoint(net::ip::address_v4::loopback(), 0)) {
    net::co_spawn(io_, accept(*this), net::detached);
  }
  std::string url() const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + "/hook?a=b";
  }
  void stop() { acceptor_.close(); }

  /// Answers to the next requests, in order, as statuses; 0 hangs up. All others are met with 200.
  std::deque<unsigned> answers;
  std::vector<Request> requests;
  int at_once_max = 0;

  std::string header(std::size_t request, const char* name) const {
    const auto value = requests.at(request)[name];
    return {value.data(), value.size()};
  }
  boost::json::object body(std::size_t request) const {
    return boost::json::parse(requests.at(request).body()).as_object();
  }

 private:
  static net::awaitable<void> accept(WebhookReceiver& self) {
    while (true) {
      auto [error, socket] = co_await self.acceptor_.async_accept(kAsTuple);
      if (error) co_return;
      net::co_spawn(self.io_, answer(self, std::move(socket)), net::detached);
    }
  }
  static net::awaitable<void> answer(WebhookReceiver& self, tcp::socket socket) {
    namespace http = boost::beast::http;
    self.at_once_max = std::max(self.at_once_max, ++self.at_once_);
    boost::beast::flat_buffer buffer;
    Request request;
    const auto [error, size] = co_await http::async_read(socket, buffer, request, kAsTuple);
    --self.at_once_;
    if (error) co_return;
    self.requests.push_back(std::move(request));
    unsigned status = 200;
    if (!self.answers.empty()) {
      status = self.answers.front();
      self.answers.pop_front();
    }
    if (status == 0) co_return;
    http::response<http::string_body> response{http::int_to_status(status), 11};
    response.prepare_payload();
    co_await http::async_write(socket, response, kAsTuple);
  }

  net::io_context& io_;
  tcp::acceptor acceptor_;
  int at_once_ = 0;
};

}  // namespace fenghuo::adapters
