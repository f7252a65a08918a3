#include "adapters/remote_clock.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <iterator>

namespace fenghuo::adapters {
namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

constexpr std::chrono::seconds kPatience{5};

// The body of GET /api/v1/state. Without keep-alive: the answer ends where the connection does.
Result<std::string> get_state(const std::string& host, const std::string& port) {
  tcp::iostream stream;
  stream.expires_after(kPatience);
  stream.connect(host, port);
  stream << "GET /api/v1/state HTTP/1.1\r\nHost: " << host << "\r\nConnection: close\r\n\r\n"
         << std::flush;
  const std::string answer(std::istreambuf_iterator<char>(stream), {});
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  boost::system::error_code error;
  if (!answer.empty()) parser.put(boost::asio::buffer(answer), error);
  if (!answer.empty() && !error && parser.is_done()) return parser.release().body();
  if (!error)
    error = answer.empty() ? stream.error() : make_error_code(http::error::partial_message);
  const std::string why = error.message();
  return Error{Errc::not_found, {why, why}};
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
  const auto body = get_state(parsed->host_address(), port);
  if (!body)
    return Error{Errc::not_found,
                 {"“" + url + "”没有应答：" + body.error().text.zh,
                  "no answer from '" + url + "': " + body.error().text.en}};
  const auto clock = clock_in(*body);
  if (clock) return *clock;
  return Error{Errc::bad_input,
               {"“" + url + "”的应答里没有时钟", "the answer of '" + url + "' holds no clock"}};
}

}  // namespace fenghuo::adapters
