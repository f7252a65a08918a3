#include "adapters/http/message.h"

#include <boost/beast/version.hpp>
#include <boost/json/object.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "adapters/json_text.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;
namespace urls = boost::urls;

std::string Target::query_or(const std::string& name, std::string_view otherwise) const {
  const auto found = query.find(name);
  return found == query.end() ? std::string(otherwise) : found->second;
}

std::optional<Target> parse_target(std::string_view target) {
  const auto url = urls::parse_origin_form(target);
  if (!url) return std::nullopt;
  Target parsed;
  for (const auto& segment : url->segments())
    if (!segment.empty()) parsed.path.emplace_back(segment);
  for (const auto& parameter : url->params()) parsed.query.emplace(parameter.key, parameter.value);
  return parsed;
}

Form parse_form(std::string_view body) {
  if (body.empty()) return {};
  std::string target_of = "/?";
  for (const char c : body)
    if (c == '+' || c == ' ') {
      target_of += "%20";
    } else {
      target_of += c;
    }
  const auto target = parse_target(target_of);
  return target ? target->query : std::map<std::string, std::string>();
}

Language language_of(const HttpRequest& request) {
  const std::string_view accepted(request[http::field::accept_language].data(),
                                  request[http::field::accept_language].size());
  const auto zh = accepted.find("zh");
  const auto en = accepted.find("en");
  return en < zh ? Language::en : Language::zh;
}

HttpResponse respond(const HttpRequest& request, HttpStatus status, std::string_view content_type,
                     std::string body) {
  HttpResponse response{status, request.version()};
  response.keep_alive(request.keep_alive());
  response.set(http::field::content_type, content_type);
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "no-referrer");
  response.set("Cache-Control", "no-store");
  response.body() = std::move(body);
  response.prepare_payload();
  return response;
}

HttpResponse respond_json(const HttpRequest& request, HttpStatus status,
                          const boost::json::value& value) {
  return respond(request, status, "application/json; charset=utf-8", to_text(value) + "\n");
}

HttpResponse problem(const HttpRequest& request, HttpStatus status, std::string_view name,
                     const Text& detail) {
  const auto reason = http::obsolete_reason(status);
  const boost::json::object body{{"type", "urn:fenghuo:problem:" + std::string(name)},
                                 {"title", std::string(reason)},
                                 {"status", static_cast<unsigned>(status)},
                                 {"detail", in(language_of(request), detail)},
                                 {"detail_zh", detail.zh},
                                 {"detail_en", detail.en}};
  auto response =
      respond(request, status, "application/problem+json; charset=utf-8", to_text(body) + "\n");
  return response;
}

}  // namespace fenghuo::adapters
