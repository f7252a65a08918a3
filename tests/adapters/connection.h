// A client's side of a TCP connection, for the test's own thread.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <string>
#include <string_view>

#include "tests/adapters/edges.h"

namespace fenghuo::adapters {

class Connection {
 public:
  explicit Connection(std::uint16_t port) {
    stream_.expires_after(kPatience);
    stream_.async_connect(tcp::endpoint(net::ip::address_v4::loopback(), port),
                          [this](error_code error) { error_ = error; });
    run();
    EXPECT_FALSE(error_) << error_.message();
  }

  /// A stream of its own, for what goes on with it by itself.
  static boost::beast::tcp_stream connected(net::io_context& io, std::uint16_t port) {
    boost::beast::tcp_stream stream(io);
    stream.socket().connect(tcp::endpoint(net::ip::address_v4::loopback(), port));
    return stream;
  }

  void send(std::string_view bytes) {
    stream_.expires_after(kPatience);
    net::async_write(stream_, net::buffer(bytes),
                     [this](error_code error, std::size_t) { error_ = error; });
    run();
  }
  /// `size` bytes; fewer where the other side has closed.
  std::string receive(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t received = 0;
    stream_.expires_after(kPatience);
    net::async_read(stream_, net::buffer(bytes), [&](error_code error, std::size_t count) {
      error_ = error;
      received = count;
    });
    run();
    bytes.resize(received);
    return bytes;
  }
  /// What there is, once there is something; nothing where the other side has closed.
  std::string receive_some() {
    std::string bytes(64 * 1024, '\0');
    std::size_t received = 0;
    stream_.expires_after(kPatience);
    stream_.async_read_some(net::buffer(bytes), [&](error_code error, std::size_t count) {
      error_ = error;
      received = count;
    });
    run();
    bytes.resize(received);
    return bytes;
  }
  /// Says that nothing more comes from us, and gives all that the other side says until it closes.
  std::string finish() {
    stream_.socket().shutdown(tcp::socket::shutdown_send, error_);
    const std::string rest = receive(1024 * 1024);
    EXPECT_NE(error_, boost::beast::error::timeout) << "never closed";
    return rest;
  }
  std::size_t waiting() { return stream_.socket().available(); }
  boost::beast::tcp_stream& stream() { return stream_; }
  net::io_context& io() { return io_; }

 private:
  void run() {
    io_.restart();
    io_.run();
  }

  net::io_context io_{1};
  boost::beast::tcp_stream stream_{io_};
  error_code error_;
};

}  // namespace fenghuo::adapters
