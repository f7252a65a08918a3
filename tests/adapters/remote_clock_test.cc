#include "adapters/remote_clock.h"

#include <boost/asio/write.hpp>
#include <thread>

#include "tests/adapters/http/served.h"

namespace fenghuo::adapters {
namespace {

std::string url_of(std::uint16_t port) {
  return "http://127.0.0.1:" + std::to_string(port);
}

class RemoteClock : public ServedTest {};

TEST_F(RemoteClock, IsThatOfTheEngine) {
  const auto clock = ask_clock(url_of(server_.port()));
  ASSERT_TRUE(clock) << clock.error().text.en;
  const Instant there = edges_.clock.now();
  EXPECT_LE(clock->now() - there, std::chrono::seconds{1});
  EXPECT_LE(there - clock->now(), kPatience);
}

/// A server that says this to whoever comes, once.
class Says {
 public:
  explicit Says(std::string words) : words_(std::move(words)) {}
  ~Says() { thread_.join(); }
  std::string url() const { return url_of(acceptor_.local_endpoint().port()); }

 private:
  void answer() {
    tcp::socket socket = acceptor_.accept();
    char request[4096];
    socket.read_some(net::buffer(request));
    net::write(socket, net::buffer(words_));
  }

  std::string words_;
  net::io_context io_;
  tcp::acceptor acceptor_{io_, tcp::endpoint(net::ip::address_v4::loopback(), 0)};
  std::thread thread_{[this] { answer(); }};
};

TEST(RemoteClockErrors, SayWhatIsThere) {
  EXPECT_EQ(ask_clock("here").error().code, Errc::bad_input);
  const Says silent("");
  const auto hung_up = ask_clock(silent.url());
  EXPECT_EQ(hung_up.error().code, Errc::not_found);
  EXPECT_NE(hung_up.error().text.en.find("hung up without a word"), std::string::npos)
      << hung_up.error().text.en;
  EXPECT_EQ(ask_clock(Says("220 mail ready\r\n").url()).error().code, Errc::not_found);
  const Says half("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
  EXPECT_EQ(ask_clock(half.url()).error().text.en,
            "no answer from '" + half.url() + "': partial message");
  const Says other("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
  EXPECT_EQ(ask_clock(other.url()).error().code, Errc::bad_input);
  tcp::endpoint nobody;
  {
    net::io_context io;
    nobody = tcp::acceptor(io, tcp::endpoint(net::ip::address_v4::loopback(), 0)).local_endpoint();
  }
  const auto refused = ask_clock(url_of(nobody.port()));
  EXPECT_EQ(refused.error().code, Errc::not_found);
  EXPECT_EQ(refused.error().text.zh, "没有程序在监听“" + url_of(nobody.port()) +
                                         "”：fenghuo serve 在运行吗？用 --page 写它的网页地址");
}

}  // namespace
}  // namespace fenghuo::adapters
