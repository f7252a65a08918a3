#include "adapters/http/api.h"

#include <boost/beast/http/field.hpp>
#include <boost/beast/http/verb.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/object.hpp>

#include "adapters/fact_json.h"
#include "adapters/http/drill.h"
#include "adapters/http/feed.h"

namespace fenghuo::adapters {

namespace http = boost::beast::http;
namespace json = boost::json;

std::optional<std::string> person_of(const Service& service, const HttpRequest& request) {
  const auto field = request[http::field::authorization];
  std::string_view value(field.data(), field.size());
  constexpr std::string_view kBearer = "Bearer ";
  if (!value.starts_with(kBearer)) return std::nullopt;
  value.remove_prefix(kBearer.size());
  return service.credentials.person_of(value);
}

namespace {

constexpr std::chrono::seconds kMetricsPatience{2};

// A page of any other web site can open a WebSocket from this computer's browser, as no page can
// ask for data: the browser says whose page it is. Programs say nothing.
bool is_of_our_page(const HttpRequest& request) {
  const auto origin = request.find(http::field::origin);
  if (origin == request.end()) return true;
  const std::string_view from(origin->value().data(), origin->value().size());
  const auto host = request[http::field::host];
  const auto scheme = from.find("://");
  return scheme != std::string_view::npos &&
         from.substr(scheme + 3) == std::string_view(host.data(), host.size());
}

HttpResponse not_found(const HttpRequest& request) {
  return problem(request, HttpStatus::not_found, "not_found",
                 {"没有这个地址", "there is nothing at this address"});
}

HttpResponse wants_method(const HttpRequest& request, const char* allowed) {
  auto response = problem(
      request, HttpStatus::method_not_allowed, "method_not_allowed",
      {std::string("此地址只接受 ") + allowed, std::string("this address takes only ") + allowed});
  response.set(http::field::allow, allowed);
  return response;
}

HttpResponse wants_name(const HttpRequest& request) {
  auto response = problem(request, HttpStatus::unauthorized, "no_name",
                          {"须署名：请求头 Authorization: Bearer 令牌（fenghuo token 给出）",
                           "who asks must have a name: the header Authorization: Bearer TOKEN, "
                           "given by fenghuo token"});
  response.set(http::field::www_authenticate, "Bearer");
  return response;
}

// A token proves a name and no more, and outlives its holder's post: in the live lane it opens
// things for those whom the plan still has. Evaluators and controllers of exercises may be of
// elsewhere.
bool is_outsider(const Service& service, const std::optional<std::string>& person) {
  const auto& people = service.plan->people;
  return service.lane == Lane::live && person && !people.empty() && !people.contains(*person);
}

HttpResponse not_in_plan(const HttpRequest& request, const std::string& person) {
  return problem(request, HttpStatus::forbidden, "not_in_plan",
                 {"预案的 people.csv 里没有“" + person +
                      "”，这个令牌在实战里不能用：把这个人写进 people.csv，或者用册上的人的令牌"
                      "（fenghuo token 编号）",
                  "the plan's people.csv has no '" + person +
                      "', so this token opens nothing in the live lane: put the person into "
                      "people.csv, or take the token of somebody who is in it (fenghuo token ID)"});
}

// One list of what stands, or all of it with the clock.
net::awaitable<HttpResponse> get_standing(Service& service, const HttpRequest& request,
                                          std::string part) {
  const auto standing = co_await ask_standing(service);
  const JsonStyle style = service.style(request);
  json::object all = standing_json(standing, style);
  if (part != "state") co_return respond_json(request, HttpStatus::ok, all.at(part));
  all["clock"] = to_rfc3339(service.clock.now(), style.utc_offset);
  all["rate"] = service.clock.rate();
  all["lane"] = to_string(service.lane);
  co_return respond_json(request, HttpStatus::ok, all);
}

bool is_standing(const std::string& part) {
  for (const char* name :
       {"state",     "stations",    "villages",  "alarms",       "shelves",   "alarm_load",
        "incidents", "obligations", "decisions", "cut_off",      "proposals", "evacuations",
        "times",     "response",    "notices",   "persons",      "routines",  "units",
        "needs",     "supplies",    "holds",     "closed_roads", "aid",       "shipments"})
    if (part == name) return true;
  return false;
}

net::awaitable<HttpResponse> get_api(Service& service, const HttpRequest& request,
                                     const Target& target,
                                     const std::optional<std::string>& person) {
  const std::string part = target.path[2];
  const bool named = person && !is_outsider(service, person);
  if (part == "drill") co_return get_drill(service, request, named);
  if (part == "plan") co_return get_plan(service, request, person, named);
  if (part == "openapi.json") co_return get_openapi(request);
  if (part == "observations") co_return co_await get_observations(service, request, target);
  if (is_standing(part)) co_return co_await get_standing(service, request, part);
  co_return not_found(request);
}

net::awaitable<HttpResponse> api(Service& service, const HttpRequest& request, const Target& target,
                                 const Peer& peer) {
  const auto person = person_of(service, request);
  if (!peer.local && !person) co_return wants_name(request);
  if (target.path.size() != 3) co_return not_found(request);
  const bool post = request.method() == http::verb::post;
  const bool outsider = is_outsider(service, person);
  // For outsiders too: a gateway is nobody of the plan, and who calls for help may be of elsewhere.
  if (target.path[2] == "events") {
    if (!post) co_return wants_method(request, "POST");
    co_return co_await post_events(service, request, person);
  }
  if (target.path[2] == "commands") {
    if (!post) co_return wants_method(request, "POST");
    if (!person) co_return wants_name(request);
    if (outsider) co_return not_in_plan(request, *person);
    co_return co_await post_command(service, request, *person);
  }
  if (post && target.path[2] == "drill") {
    if (!person) co_return wants_name(request);
    co_return steer_drill(service, request, *person);
  }
  if (request.method() != http::verb::get) co_return wants_method(request, "GET");
  if (outsider && !peer.local) co_return not_in_plan(request, *person);
  co_return co_await get_api(service, request, target, person);
}

}  // namespace

net::awaitable<HttpResponse> Api::handle(HttpRequest request, Peer peer) {
  const auto target = parse_target({request.target().data(), request.target().size()});
  if (!target)
    co_return problem(request, HttpStatus::bad_request, "bad_target",
                      {"网址无法识别", "the address makes no sense"});
  const std::string first = target->path.empty() ? "" : target->path[0];
  if (first == "api" && target->path.size() > 1 && target->path[1] == "v1")
    co_return co_await api(service_, request, *target, peer);
  if (first == "r" && target->path.size() == 2)
    co_return co_await responder_page(service_, request, target->path[1]);
  if (request.method() != http::verb::get) co_return wants_method(request, "GET");
  if (first == "healthz") co_return respond(request, HttpStatus::ok, "text/plain", "ok\n");
  if (first == "readyz") {
    // Answered by the engine's own thread: it is up and has not stopped.
    const Offset next = co_await ask_next_offset(service_);
    co_return respond(request, HttpStatus::ok, "text/plain",
                      "ready at " + std::to_string(next.value) + "\n");
  }
  if (first == "metrics") {
    if (!peer.local && !person_of(service_, request)) co_return wants_name(request);
    // An engine that is stuck is what the other numbers are looked at for.
    const auto stands = co_await ask_standing_within(service_, kMetricsPatience);
    co_return respond(request, HttpStatus::ok, "text/plain; version=0.0.4; charset=utf-8",
                      service_.metrics(stands ? &*stands : nullptr));
  }
  // The page itself is for anybody: it holds no data, and brings the token along when it asks.
  co_return get_console(request, *target);
}

net::awaitable<void> Api::upgrade(boost::beast::tcp_stream stream, HttpRequest request, Peer peer) {
  const auto target = parse_target({request.target().data(), request.target().size()});
  const bool feed = target && target->path == std::vector<std::string>{"api", "v1", "feed"};
  // A browser can't set a header on a WebSocket, so the token may stand in the query.
  const std::string token = target ? target->query_or("token", "") : "";
  const auto person = service_.credentials.person_of(token);
  const bool allowed =
      (peer.local && is_of_our_page(request)) || (person && !is_outsider(service_, person));
  if (!feed || !allowed) {
    auto response = not_found(request);
    if (!allowed) response = person ? not_in_plan(request, *person) : wants_name(request);
    response.keep_alive(false);
    co_await http::async_write(stream, response, kAsTuple);
    co_return;
  }
  co_await serve_feed(service_, std::move(stream), std::move(request));
}

}  // namespace fenghuo::adapters
