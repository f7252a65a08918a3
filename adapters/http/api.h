// The HTTP interface: routes a request to what answers it. GET is for anybody on this machine, and
// for named people from elsewhere; what changes something needs a name.
#pragma once

#include "adapters/http/server.h"
#include "adapters/http/service.h"

namespace fenghuo::adapters {

class Api : public HttpHandler {
 public:
  explicit Api(Service& service) : service_(service) {}

  net::awaitable<HttpResponse> handle(HttpRequest request, Peer peer) override;
  net::awaitable<void> upgrade(boost::beast::tcp_stream stream, HttpRequest request,
                               Peer peer) override;

 private:
  Service& service_;
};

/// The person who asks, by the token, whether or not the plan still has them; nothing where there
/// is none or it is not ours.
std::optional<std::string> person_of(const Service& service, const HttpRequest& request);

// Parts of the interface, each in a file of its own.
net::awaitable<HttpResponse> post_events(Service& service, const HttpRequest& request,
                                         const std::optional<std::string>& person);
net::awaitable<HttpResponse> post_command(Service& service, const HttpRequest& request,
                                          const std::string& person);
net::awaitable<HttpResponse> get_observations(Service& service, const HttpRequest& request,
                                              const Target& target);
net::awaitable<HttpResponse> responder_page(Service& service, const HttpRequest& request,
                                            const std::string& token);
/// `you`: whose token was sent and understood, though it may open nothing.
HttpResponse get_plan(const Service& service, const HttpRequest& request,
                      const std::optional<std::string>& you, bool with_phones);
HttpResponse get_openapi(const HttpRequest& request);
HttpResponse get_console(const HttpRequest& request, const Target& target);

}  // namespace fenghuo::adapters
