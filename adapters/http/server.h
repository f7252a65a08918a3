// The HTTP listener: connections, limits, time-outs. What a request means is the handler's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/http/message.h"
#include "adapters/net.h"
#include "adapters/refusals.h"

#include <boost/beast/core/tcp_stream.hpp>

namespace fenghuo::adapters {

/// 1,000 connections x (16 KiB of headers + 1 MiB of body) = 1 GB at the very worst.
inline constexpr std::size_t kHttpConnectionsMax = 1'000;
inline constexpr std::size_t kHttpHeaderBytesMax = 16 * 1024;
inline constexpr std::size_t kHttpBodyBytesMax = 1024 * 1024;
/// A whole request must come, and a whole response go, within this.
inline constexpr std::chrono::seconds kHttpPatience{30};
/// A client that was refused while it sends may go on so long, and isn't read.
inline constexpr std::chrono::seconds kHttpLinger{5};
/// Requests a second from one address; a burst may use up what ten quiet seconds saved.
inline constexpr double kRequestsPerSecondMax = 200;

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
             HttpHandler& handler, Refusals& refusals);
  ~HttpServer();
  std::uint16_t port() const;
  std::size_t connections() const;
  void stop();

 private:
  class Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace fenghuo::adapters
