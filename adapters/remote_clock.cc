#include "adapters/remote_clock.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/json/parse.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "adapters/net.h"

namespace fenghuo::adapters {
namespace {

namespace beast = boost::beast;
namespace http = boost::beast::http;

constexpr std::chrono::seconds kPatience{5};

// The body of GET /api/v1/state.
net::awaitable<std::string> get_state(std::string host, std::string port) {
  const auto executor = co_await net::this_coro::executor;
  tcp::resolver resolver(executor);
  const auto endpoints = co_await resolver.async_resolve(host, port, net::use_awaitable);
  beast::tcp_stream stream(executor);
  stream.expires_after(kPatience);
  co_await stream.async_connect(endpoints, net::use_awaitable);
  http::request<http::empty_body> request{http::verb::get, "/api/v1/state", 11};
  request.set(http::field::host, host);
  co_await http::async_write(stream, request, net::use_awaitable);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, net::use_awaitable);
  co_return response.body();
}

std::optional<Clock> clock_in(const std::string& body) {
  boost::system::error_code error;
  const auto state = boost::json::parse(body, error);
  if (error || !state.is_object()) return std::nullopt;
  const auto* clock = state.get_object().if_contains("clock");
  const auto* rate = state.get_object().if_contains("rate");
  if (clock == nullptr || rate == nullptr || !clock->is_string() || !rate->is_number())
    return std::nullopt;
  const auto now = parse_rfc3339(std::string_view(clock->get_string()));
  const double times = rate->to_number<double>();
  if (!now || !(times > 0)) return std::nullopt;
  return Clock(*now, times);
}

}  // namespace

Result<Clock> ask_clock(const std::string& url) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || parsed->scheme() != "http")
    return Error{Errc::bad_input,
                 {"网址写作 http://127.0.0.1:8651", "write http://127.0.0.1:8651"}};
  const std::string port = parsed->has_port() ? std::string(parsed->port()) : "80";
  std::string body;
  std::string why;
  net::io_context io{1};
  net::co_spawn(io, get_state(parsed->host_address(), port),
                [&](std::exception_ptr failed, std::string got) {
                  body = std::move(got);
                  if (!failed) return;
                  try {
                    std::rethrow_exception(failed);
                  } catch (const std::exception& error) {
                    why = error.what();
                  }
                });
  io.run();
  if (!why.empty())
    return Error{Errc::not_found,
                 {"“" + url + "”没有应答：" + why, "no answer from '" + url + "': " + why}};
  const auto clock = clock_in(body);
  if (clock) return *clock;
  return Error{Errc::bad_input,
               {"“" + url + "”的应答里没有时钟", "the answer of '" + url + "' holds no clock"}};
}

}  // namespace fenghuo::adapters
