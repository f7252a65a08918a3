#include "adapters/http_client.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>

#include "adapters/net.h"

namespace fenghuo::adapters {
namespace {

namespace http = boost::beast::http;
namespace ssl = boost::asio::ssl;

TEST(HttpAddress, IsTakenApart) {
  const auto plain = http_address("http://sms.example:8080/send?via=1");
  EXPECT_FALSE(plain.tls);
  EXPECT_EQ(plain.host, "sms.example");
  EXPECT_EQ(plain.port, "8080");
  EXPECT_EQ(plain.path, "/send?via=1");
  const auto secure = http_address("https://sms.example");
  EXPECT_TRUE(secure.tls);
  EXPECT_EQ(secure.port, "443");
  EXPECT_EQ(secure.path, "/");
  EXPECT_EQ(http_address("not a url").host, "");
}

std::string pem_of(const std::function<void(BIO*)>& write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  write(bio.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

/// A certificate of its own signature for a name, and its key, both as PEM.
struct Identity {
  explicit Identity(const char* name) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> pair(EVP_EC_gen("P-256"),
                                                                   EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> x509(X509_new(), X509_free);
    X509_set_version(x509.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), 3600);
    X509_set_pubkey(x509.get(), pair.get());
    X509_NAME* subject = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509_set_issuer_name(x509.get(), subject);
    const std::string names = std::string("DNS:") + name;
    X509_EXTENSION* extension =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str());
    X509_add_ext(x509.get(), extension, -1);
    X509_EXTENSION_free(extension);
    X509_sign(x509.get(), pair.get(), EVP_sha256());
    certificate = pem_of([&](BIO* bio) { PEM_write_bio_X509(bio, x509.get()); });
    key = pem_of([&](BIO* bio) {
      PEM_write_bio_PrivateKey(bio, pair.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
  }
  std::string certificate;
  std::string key;
};

class HttpClientTest : public ::testing::Test {
 protected:
  explicit HttpClientTest(const char* name = "localhost") : identity_(name) {
    served_.use_certificate_chain(net::buffer(identity_.certificate));
    served_.use_private_key(net::buffer(identity_.key), ssl::context::pem);
    client_.set_verify_mode(ssl::verify_peer);
  }
  void trust() { client_.add_certificate_authority(net::buffer(identity_.certificate)); }

  // The server takes a new connection for it, or `kept` says that the one before is used.
  std::variant<ClientResponse, NoAnswer> ask(bool kept = false) {
    ClientRequest request{http::verb::post, "/x", 11};
    request.set(http::field::host, "localhost");
    request.body() = "hello";
    request.prepare_payload();
    std::variant<ClientResponse, NoAnswer> outcome;
    if (!kept) net::co_spawn(io_, serve_one(*this), net::detached);
    net::co_spawn(io_, connection_.exchange(std::move(request), std::chrono::seconds{10}),
                  [&](const std::exception_ptr&, std::variant<ClientResponse, NoAnswer> answer) {
                    outcome = std::move(answer);
                    answered_ = true;
                  });
    answered_ = false;
    io_.restart();
    while (!answered_ && io_.run_one() > 0) {
    }
    return outcome;
  }
  static net::awaitable<void> serve_one(HttpClientTest& self) {
    auto [error, socket] = co_await self.acceptor_.async_accept(kAsTuple);
    ssl::stream<tcp::socket> stream(std::move(socket), self.served_);
    const auto [shake] = co_await stream.async_handshake(ssl::stream_base::server, kAsTuple);
    if (shake) co_return;
    boost::beast::flat_buffer buffer;
    for (int left = self.requests_a_connection_; left > 0; --left) {
      ClientRequest request;
      const auto [failed, size] = co_await http::async_read(stream, buffer, request, kAsTuple);
      if (failed) co_return;
      ClientResponse response{http::status::accepted, 11};
      response.body() = request.body() + " back";
      response.prepare_payload();
      co_await http::async_write(stream, response, kAsTuple);
      ++self.served_requests_;
    }
    ++self.closed_;
  }

  Identity identity_;
  ssl::context served_{ssl::context::tls_server};
  ssl::context client_{ssl::context::tls_client};
  net::io_context io_{1};
  tcp::acceptor acceptor_{io_, tcp::endpoint(net::ip::address_v4::loopback(), 0)};
  HttpConnection connection_{
      client_, http_address("https://localhost:" +
                            std::to_string(acceptor_.local_endpoint().port()) + "/x")};
  bool answered_ = false;
  int requests_a_connection_ = 1;
  int served_requests_ = 0;
  int closed_ = 0;
};

TEST_F(HttpClientTest, KeepsTheConnection) {
  trust();
  requests_a_connection_ = 3;
  ask();
  EXPECT_TRUE(std::holds_alternative<ClientResponse>(ask(true)));
  EXPECT_TRUE(std::holds_alternative<ClientResponse>(ask(true)));
  EXPECT_EQ(served_requests_, 3);
}

TEST_F(HttpClientTest, ComesAgainWhereTheServerHasHungUp) {
  trust();
  ask();
  while (closed_ == 0) io_.run_one();
  EXPECT_TRUE(std::holds_alternative<ClientResponse>(ask())) << "on a new one";
  EXPECT_EQ(served_requests_, 2);
}

TEST_F(HttpClientTest, SpeaksTlsToWhomItTrusts) {
  trust();
  const auto outcome = ask();
  ASSERT_TRUE(std::holds_alternative<ClientResponse>(outcome)) << std::get<NoAnswer>(outcome).why;
  EXPECT_EQ(std::get<ClientResponse>(outcome).result_int(), 202u);
  EXPECT_EQ(std::get<ClientResponse>(outcome).body(), "hello back");
}

TEST_F(HttpClientTest, SendsNothingToAStranger) {
  const auto outcome = ask();
  ASSERT_TRUE(std::holds_alternative<NoAnswer>(outcome));
  EXPECT_TRUE(std::get<NoAnswer>(outcome).why.starts_with("tls: "));
}

class AnothersName : public HttpClientTest {
 protected:
  AnothersName() : HttpClientTest("elsewhere.example") {}
};

TEST_F(AnothersName, IsNotTheOneWeMeant) {
  trust();
  const auto outcome = ask();
  ASSERT_TRUE(std::holds_alternative<NoAnswer>(outcome));
  EXPECT_TRUE(std::get<NoAnswer>(outcome).why.starts_with("tls: "));
}

}  // namespace
}  // namespace fenghuo::adapters
