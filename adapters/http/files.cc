// The console and the interface's description, out of the program itself.
#include <boost/beast/http/field.hpp>

#include "adapters/embedded.h"
#include "adapters/http/api.h"

namespace fenghuo::adapters {

namespace {

std::string_view content_type(std::string_view path) {
  if (path.ends_with(".html")) return "text/html; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  if (path.ends_with(".json")) return "application/json; charset=utf-8";
  return "application/octet-stream";
}

}  // namespace

HttpResponse get_console(const HttpRequest& request, const Target& target) {
  std::string path;
  for (const auto& part : target.path) path += (path.empty() ? "" : "/") + part;
  if (path.empty()) path = "index.html";
  for (const auto& file : embedded_console()) {
    if (file.path != path) continue;
    auto response = respond(request, HttpStatus::ok, content_type(path), std::string(file.bytes));
    response.set("Content-Security-Policy",
                 "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
                 "frame-ancestors 'none'");
    return response;
  }
  return problem(request, HttpStatus::not_found, "not_found",
                 {"没有这个地址", "there is nothing at this address"});
}

HttpResponse get_openapi(const HttpRequest& request) {
  for (const auto& file : embedded_documents())
    if (file.path == "openapi.json")
      return respond(request, HttpStatus::ok, content_type(file.path), std::string(file.bytes));
  return problem(request, HttpStatus::not_found, "not_found",
                 {"没有这个地址", "there is nothing at this address"});
}

}  // namespace fenghuo::adapters
