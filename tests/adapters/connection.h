// A client's side of a TCP connection, for the test's own thread.
#pragma once

#include <boost/beast/core/tcp_stream.hpp>
#include <string>
#include <string_view>

#include "tests/adapters/edges.h"

namespace fenghuo::adapters {

class Connection {
 public:
  explicit Connection(std::uint16_t port);

  /// A stream of its own, for what goes on with it by itself.
  static boost::beast::tcp_stream connected(net::io_context& io, std::uint16_t port);

  /// Whether all of it went out.
  bool send(std::string_view bytes);
  /// `size` bytes; fewer where the other side has closed.
  std::string receive(std::size_t size);
  /// What there is, once there is something; nothing where the other side has closed.
  std::string receive_some();
  /// Says that nothing more comes from us, and gives all that the other side says until it closes.
  std::string finish();

  std::size_t waiting() { return stream_.socket().available(); }
  boost::beast::tcp_stream& stream() { return stream_; }
  net::io_context& io() { return io_; }

 private:
  void run();

  net::io_context io_{1};
  boost::beast::tcp_stream stream_{io_};
  error_code error_;
};

}  // namespace fenghuo::adapters
