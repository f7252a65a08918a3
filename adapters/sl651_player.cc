#include "adapters/sl651_player.h"

#include <array>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <optional>

#include "adapters/net.h"
#include "adapters/sl651/splitter.h"
#include "engine/check.h"

namespace fenghuo::adapters {
namespace {

constexpr std::chrono::seconds kAnswerMax{10};
constexpr std::chrono::milliseconds kPauseBeforeAgain{500};

using Stream = boost::beast::tcp_stream;

// True once any whole frame has come back: a centre answers a report with nothing else.
net::awaitable<bool> send_and_hear(Stream& stream, const sl651::Bytes& frame) {
  stream.expires_after(kAnswerMax);
  const auto [write_error, written] =
      co_await net::async_write(stream, net::buffer(frame), kAsTuple);
  if (write_error) co_return false;
  sl651::Splitter splitter;
  std::array<std::uint8_t, 512> bytes{};
  while (true) {
    const auto [read_error, size] = co_await stream.async_read_some(net::buffer(bytes), kAsTuple);
    if (read_error) co_return false;
    splitter.push(sl651::ByteView(bytes.data(), size));
    while (const auto split = splitter.next())
      if (std::holds_alternative<sl651::Frame>(*split)) co_return true;
  }
}

}  // namespace

class Sl651Player::Shared {
 public:
  Shared(net::io_context& io_context, Settings to, Clock of_centre,
         std::function<std::optional<Clock>()> ask)
      : io(io_context), settings(std::move(to)), clock(of_centre), ask_clock(std::move(ask)) {}

  static net::awaitable<void> run(std::shared_ptr<Shared> self, PlayedStation station);

  net::io_context& io;
  Settings settings;
  Clock clock;
  std::function<std::optional<Clock>()> ask_clock;
  PlayCounts counts;

 private:
  sl651::Bytes report(const PlayedStation& station, std::size_t index, std::uint16_t serial) const;
  static net::awaitable<void> wait_until(std::shared_ptr<Shared> self, Instant at);
  static net::awaitable<bool> connect(std::shared_ptr<Shared> self, Stream& stream);
};

sl651::Bytes Sl651Player::Shared::report(const PlayedStation& station, std::size_t index,
                                         std::uint16_t serial) const {
  const auto& reading = station.readings[index];
  const auto frame = sl651::encode_report(
      {.station = station.station,
       .serial = serial,
       .sent_at = clock.now(),
       .station_class = station.station_class,
       .step = std::nullopt,
       .elements = {{station.lead, station.definition, reading.at, {reading.value}}}},
      settings.utc_offset);
  CHECK(frame);  // values and definitions are the caller's, and fit
  return *frame;
}

net::awaitable<void> Sl651Player::Shared::wait_until(std::shared_ptr<Shared> self, Instant at) {
  net::steady_timer timer(self->io);
  while (self->clock.now() < at) {
    timer.expires_after(self->clock.until(at));
    co_await timer.async_wait(kAsTuple);
  }
}

net::awaitable<bool> Sl651Player::Shared::connect(std::shared_ptr<Shared> self, Stream& stream) {
  tcp::resolver resolver(self->io);
  const auto [resolve_error, endpoints] = co_await resolver.async_resolve(
      self->settings.address, std::to_string(self->settings.port), kAsTuple);
  if (resolve_error) co_return false;
  stream.expires_after(kAnswerMax);
  const auto [error, endpoint] = co_await stream.async_connect(endpoints, kAsTuple);
  co_return !error;
}

net::awaitable<void> Sl651Player::Shared::run(std::shared_ptr<Shared> self, PlayedStation station) {
  auto stream = std::make_unique<Stream>(self->io);
  bool connected = false;
  std::uint16_t serial = 0;
  net::steady_timer pause(self->io);
  for (std::size_t i = 0; i < station.readings.size(); ++i) {
    co_await wait_until(self, station.readings[i].at);
    serial = static_cast<std::uint16_t>(serial == 0xffff ? 1 : serial + 1);
    sl651::Bytes frame = self->report(station, i, serial);
    while (true) {
      if (!connected) connected = co_await connect(self, *stream);
      if (connected) connected = co_await send_and_hear(*stream, frame);
      if (connected) break;
      // The same report again; only the time of sending is new, by the clock as it is now.
      ++self->counts.sent_again;
      stream = std::make_unique<Stream>(self->io);
      pause.expires_after(kPauseBeforeAgain);
      co_await pause.async_wait(kAsTuple);
      if (const auto clock = self->ask_clock()) self->clock = *clock;
      frame = self->report(station, i, serial);
    }
    ++self->counts.confirmed;
  }
  ++self->counts.stations_done;
}

Sl651Player::Sl651Player(net::io_context& io, Settings settings, Clock clock,
                         std::function<std::optional<Clock>()> ask_clock)
    : shared_(std::make_shared<Shared>(io, std::move(settings), clock, std::move(ask_clock))) {}
Sl651Player::~Sl651Player() = default;

void Sl651Player::play(PlayedStation station) {
  net::co_spawn(shared_->io, Shared::run(shared_, std::move(station)), net::detached);
}
const PlayCounts& Sl651Player::counts() const {
  return shared_->counts;
}
Instant Sl651Player::now() const {
  return shared_->clock.now();
}

}  // namespace fenghuo::adapters
