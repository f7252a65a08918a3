// The HTTP listener: connections, limits, time-outs. What a request means is the handler's, and who
// may take how much visitors.h's.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "adapters/http/message.h"
#include "adapters/net.h"
#include "adapters/refusals.h"

#include <boost/beast/core/tcp_stream.hpp>

namespace fenghuo::adapters {

inline constexpr std::size_t kHttpHeaderBytesMax = 16 * 1024;
inline constexpr std::size_t kHttpBodyBytesMax = 1024 * 1024;
/// How long a connection may take; then it is closed.
struct HttpPatience {
  std::chrono::milliseconds header = std::chrono::seconds{10};
  /// The rest of a request, which may be large and the line bad; a whole response too.
  std::chrono::milliseconds request = std::chrono::seconds{30};
  /// Until the next request is begun.
  std::chrono::milliseconds idle = std::chrono::seconds{30};
};
/// A client that was refused while it sends may go on so long, and isn't read.
inline constexpr std::chrono::seconds kHttpLinger{5};

class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  virtual net::awaitable<HttpResponse> handle(HttpRequest request, Peer peer) = 0;
  /// A request to change to WebSocket; the handler has the connection from here on.
  virtual net::awaitable<void> upgrade(boost::beast::tcp_stream stream, HttpRequest request,
                                       Peer peer) = 0;
};

class HttpServer {
 public:
  /// Listens at once; throws boost::system::system_error where it can't. All outlive the server.
  HttpServer(net::io_context& io, const std::string& address, std::uint16_t port,
             HttpHandler& handler, Refusals& refusals, HttpPatience patience = {});
  ~HttpServer();
  std::uint16_t port() const;
  std::size_t connections() const;
  void stop();

 private:
  class Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace fenghuo::adapters
