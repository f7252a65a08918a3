// Requests and responses as the handlers see them.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/fwd.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text.h"

namespace fenghuo::adapters {

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;
using HttpResponse = boost::beast::http::response<boost::beast::http::string_body>;
using HttpStatus = boost::beast::http::status;

/// Where a request came from (visitors.h).
struct Peer {
  std::string address;  // whose share it takes: the socket's, or "a proxy for ADDRESS"
  bool local = false;   // somebody at this machine
};

/// The path in parts and the query, percent-decoded.
struct Target {
  std::vector<std::string> path;
  std::map<std::string, std::string> query;

  std::string query_or(const std::string& name, std::string_view otherwise) const;
};

/// Nothing where it is no origin-form target.
std::optional<Target> parse_target(std::string_view target);

/// Nobody's page sends more: a village's households, each ticked, and a note.
inline constexpr std::size_t kFormBytesMax = 64 * 1024;

/// Of an application/x-www-form-urlencoded body: each field, once.
using Form = std::map<std::string, std::string>;
Form parse_form(std::string_view body);

/// The first of zh and en that the client accepts; zh where it says nothing.
Language language_of(const HttpRequest& request);

HttpResponse respond(const HttpRequest& request, HttpStatus status, std::string_view content_type,
                     std::string body);
HttpResponse respond_json(const HttpRequest& request, HttpStatus status,
                          const boost::json::value& value);

/// RFC 9457. `name` makes the type urn:fenghuo:problem:NAME; title and detail are in the client's
/// language.
HttpResponse problem(const HttpRequest& request, HttpStatus status, std::string_view name,
                     const Text& detail);

}  // namespace fenghuo::adapters
