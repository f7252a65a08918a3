#include "adapters/http/service.h"

namespace fenghuo::adapters {

net::awaitable<std::optional<Receipt>> submit(Service& service, Submission submission) {
  auto mailbox = std::make_shared<Mailbox<Receipt>>(service.io.get_executor());
  const bool taken = service.engine.submit(
      std::move(submission), [mailbox](Receipt receipt) { mailbox->put(std::move(receipt)); });
  if (!taken) co_return std::nullopt;
  co_return co_await Mailbox<Receipt>::take(mailbox);
}

net::awaitable<wire::Standing> ask_standing(Service& service) {
  const auto mailbox = service.standing.ask(service.io, service.engine);
  co_return co_await Mailbox<wire::Standing>::take(mailbox);
}

net::awaitable<std::optional<wire::Standing>> ask_standing_within(
    Service& service, std::chrono::milliseconds patience) {
  const auto mailbox = service.standing.ask(service.io, service.engine);
  co_return co_await Mailbox<wire::Standing>::take_within(mailbox, patience);
}

net::awaitable<Offset> ask_next_offset(Service& service) {
  const auto mailbox = service.next_offset.ask(service.io, service.engine);
  co_return co_await Mailbox<Offset>::take(mailbox);
}

}  // namespace fenghuo::adapters
