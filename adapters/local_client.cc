#include "adapters/local_client.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <iterator>

namespace fenghuo::adapters {
namespace {

namespace http = boost::beast::http;
using boost::asio::ip::tcp;

constexpr std::chrono::seconds kPatience{5};

http::request<http::string_body> request_for(const std::string& host, const std::string& target,
                                             const std::string& token, const std::string& body,
                                             const std::string& type) {
  http::request<http::string_body> request{body.empty() ? http::verb::get : http::verb::post,
                                           target, 11};
  request.set(http::field::host, host);
  // The answer ends where the connection does.
  request.set(http::field::connection, "close");
  if (!token.empty()) request.set(http::field::authorization, "Bearer " + token);
  if (body.empty()) return request;
  request.set(http::field::content_type, type);
  request.body() = body;
  request.prepare_payload();
  return request;
}

Error no_answer(const std::string& page, const boost::system::error_code& error) {
  const std::string why = error.message();
  return {Errc::not_found,
          {"“" + page + "”没有应答：" + why, "no answer from '" + page + "': " + why}};
}

// The commonest slip: the engine isn't running, or it is elsewhere.
Error nobody_there(const std::string& page) {
  return {Errc::not_found,
          {"没有程序在监听“" + page + "”：fenghuo serve 在运行吗？用 --page 写它的网页地址",
           "nothing listens at '" + page +
               "': is fenghuo serve running? Say by --page where its "
               "page is"}};
}

// Such as the port of the stations.
Error no_word(const std::string& page) {
  return {Errc::not_found,
          {"“" + page +
               "”那里的程序没有答话就断开了，不像 fenghuo serve 的网页；用 --page "
               "写它的网页地址",
           "what listens at '" + page +
               "' hung up without a word, which is not how the page of "
               "fenghuo serve does; say by --page where that is"}};
}

}  // namespace

Result<LocalAnswer> ask_engine(const std::string& page, const std::string& target,
                               const std::string& token, const std::string& body,
                               const std::string& type) {
  const auto parsed = boost::urls::parse_uri(page);
  if (!parsed || parsed->scheme() != "http")
    return Error{Errc::bad_input,
                 {"网址写作 http://127.0.0.1:8651", "write http://127.0.0.1:8651"}};
  const std::string host = parsed->host_address();
  tcp::iostream stream;
  stream.expires_after(kPatience);
  stream.connect(host, parsed->has_port() ? std::string(parsed->port()) : "80");
  // Kept now: reading from what never was connected ends as an answer of nothing does.
  if (!stream)
    return stream.error() == boost::asio::error::connection_refused
               ? nobody_there(page)
               : no_answer(page, stream.error());
  stream << request_for(host, target, token, body, type) << std::flush;
  const std::string answer(std::istreambuf_iterator<char>(stream), {});
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  boost::system::error_code error;
  if (!answer.empty()) parser.put(boost::asio::buffer(answer), error);
  if (error) return no_answer(page, error);
  if (answer.empty())
    return !stream.error() || stream.error() == boost::asio::error::eof
               ? no_word(page)
               : no_answer(page, stream.error());
  if (!parser.is_done()) return no_answer(page, make_error_code(http::error::partial_message));
  return LocalAnswer{parser.get().result_int(), parser.get().body()};
}

}  // namespace fenghuo::adapters
