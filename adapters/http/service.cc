#include "adapters/http/service.h"

namespace fenghuo::adapters {
namespace {

std::shared_ptr<Mailbox<wire::Standing>> ask(Service& service) {
  auto mailbox = std::make_shared<Mailbox<wire::Standing>>(service.io.get_executor());
  service.engine.ask([mailbox, &io = service.io](const Engine& engine) {
    net::post(io, [mailbox, standing = engine.describe()]() mutable {
      mailbox->put(std::move(standing));
    });
  });
  return mailbox;
}

}  // namespace

net::awaitable<std::optional<Receipt>> submit(Service& service, Submission submission) {
  auto mailbox = std::make_shared<Mailbox<Receipt>>(service.io.get_executor());
  const bool taken = service.engine.submit(
      std::move(submission), [mailbox](Receipt receipt) { mailbox->put(std::move(receipt)); });
  if (!taken) co_return std::nullopt;
  co_return co_await Mailbox<Receipt>::take(mailbox);
}

net::awaitable<wire::Standing> ask_standing(Service& service) {
  const auto mailbox = ask(service);
  co_return co_await Mailbox<wire::Standing>::take(mailbox);
}

net::awaitable<std::optional<wire::Standing>> ask_standing_within(
    Service& service, std::chrono::milliseconds patience) {
  const auto mailbox = ask(service);
  co_return co_await Mailbox<wire::Standing>::take_within(mailbox, patience);
}

}  // namespace fenghuo::adapters
