#include "tests/adapters/connection.h"

#include <gtest/gtest.h>

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

namespace fenghuo::adapters {

Connection::Connection(std::uint16_t port) {
  stream_.expires_after(kPatience);
  stream_.async_connect(tcp::endpoint(net::ip::address_v4::loopback(), port),
                        [this](error_code error) { error_ = error; });
  run();
  EXPECT_FALSE(error_) << error_.message();
}

boost::beast::tcp_stream Connection::connected(net::io_context& io, std::uint16_t port) {
  boost::beast::tcp_stream stream(io);
  stream.socket().connect(tcp::endpoint(net::ip::address_v4::loopback(), port));
  return stream;
}

bool Connection::send(std::string_view bytes) {
  stream_.expires_after(kPatience);
  net::async_write(stream_, net::buffer(bytes),
                   [this](error_code error, std::size_t) { error_ = error; });
  run();
  return !error_;
}

std::string Connection::receive(std::size_t size) {
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

std::string Connection::receive_some() {
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

std::string Connection::finish() {
  stream_.socket().shutdown(tcp::socket::shutdown_send, error_);
  const std::string rest = receive(1024 * 1024);
  EXPECT_NE(error_, boost::beast::error::timeout) << "never closed";
  return rest;
}

void Connection::run() {
  io_.restart();
  io_.run();
}

}  // namespace fenghuo::adapters
