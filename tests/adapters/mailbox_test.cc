#include "adapters/mailbox.h"

#include <gtest/gtest.h>

#include <string>

namespace fenghuo::adapters {
namespace {

using Letters = std::shared_ptr<Mailbox<std::string>>;

net::awaitable<void> take_into(Letters mailbox, std::string& out) {
  out = co_await Mailbox<std::string>::take(std::move(mailbox));
}

TEST(Mailbox, GivesWhatWasThereBefore) {
  net::io_context io;
  const auto mailbox = std::make_shared<Mailbox<std::string>>(io.get_executor());
  mailbox->put("x");
  std::string got;
  net::co_spawn(io, take_into(mailbox, got), net::detached);
  io.run();
  EXPECT_EQ(got, "x");
}

TEST(Mailbox, WaitsForWhatComesLater) {
  net::io_context io;
  const auto mailbox = std::make_shared<Mailbox<std::string>>(io.get_executor());
  std::string got;
  net::co_spawn(io, take_into(mailbox, got), net::detached);
  io.poll();
  EXPECT_EQ(got, "");
  mailbox->put("later");
  io.run();
  EXPECT_EQ(got, "later");
}

net::awaitable<void> take_within_into(Letters mailbox, std::chrono::milliseconds patience,
                                      std::optional<std::string>& out) {
  out = co_await Mailbox<std::string>::take_within(std::move(mailbox), patience);
}

TEST(Mailbox, GivesUpWhatComesTooLate) {
  net::io_context io;
  const auto mailbox = std::make_shared<Mailbox<std::string>>(io.get_executor());
  std::optional<std::string> got = "something";
  net::co_spawn(io, take_within_into(mailbox, std::chrono::milliseconds{1}, got), net::detached);
  io.run();
  EXPECT_EQ(got, std::nullopt);
  mailbox->put("too late");
  EXPECT_EQ(got, std::nullopt);
}

TEST(Mailbox, GivesWhatComesInTime) {
  net::io_context io;
  const auto mailbox = std::make_shared<Mailbox<std::string>>(io.get_executor());
  std::optional<std::string> got;
  net::co_spawn(io, take_within_into(mailbox, std::chrono::hours{1}, got), net::detached);
  io.poll();
  mailbox->put("later");
  io.run();
  EXPECT_EQ(got, "later");
}

}  // namespace
}  // namespace fenghuo::adapters
