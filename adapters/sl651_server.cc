#include "adapters/sl651_server.h"

#include <array>
#include <boost/asio/write.hpp>
#include <deque>
#include <set>
#include <utility>

#include "adapters/net.h"
#include "adapters/per_address.h"
#include "adapters/sl651/assembly.h"
#include "adapters/sl651/blocks.h"
#include "adapters/sl651/splitter.h"
#include "adapters/text_encoding.h"
#include "engine/digest.h"

namespace fenghuo::adapters {
namespace {

// A station has one message on the way at a time; one that doesn't wait for answers is let run on,
// but not for ever.
constexpr std::size_t kAnswersWaitingMax = 64;

// What was typed in by hand is kept in so many bytes: 1,300 Chinese characters.
constexpr std::size_t kTypedBytesMax = 4096;

// The standard asks for a packet that is missing at most twice (clause 6.3.1.2 c).
constexpr int kAsksMax = 2;

}  // namespace

// What all sessions of a server share.
class Sl651Server::Shared {
 public:
  Shared(net::io_context& io_context, const Sl651Settings& wanted, EngineThread& to,
         const Clock& now, Refusals& noted)
      : io(io_context),
        settings(wanted),
        engine(to),
        clock(now),
        refusals(noted),
        acceptor(io),
        sweep(io) {
    const tcp::endpoint endpoint(net::ip::make_address(settings.address), settings.port);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(net::socket_base::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen(4096);
  }

  static net::awaitable<void> accept_stations(std::shared_ptr<Shared> self);
  static net::awaitable<void> close_idle(std::shared_ptr<Shared> self);
  void stop();

  net::io_context& io;
  Sl651Settings settings;
  EngineThread& engine;
  const Clock& clock;
  Refusals& refusals;
  tcp::acceptor acceptor;
  net::steady_timer sweep;
  Sl651Counts counts;
  std::set<Session*> sessions;
  PerAddress addresses{kStationsPerAddressMax};
  sl651::Room room{kUnfinishedBytesMax};
  std::array<std::uint8_t, 16 * 1024> scratch;  // every session reads into it, one after the other
};

// One connection. Kept alive by its coroutine and by messages whose receipts are still to come.
class Sl651Server::Session : public std::enable_shared_from_this<Session> {
 public:
  /// `address` has entered shared->addresses.
  Session(std::shared_ptr<Shared> shared, tcp::socket socket, std::string address)
      : shared_(std::move(shared)), socket_(std::move(socket)), address_(std::move(address)) {
    shared_->sessions.insert(this);
    ++shared_->counts.connections;
    shared_->counts.connections_now = shared_->sessions.size();
  }
  ~Session() {
    shared_->addresses.leave(address_);
    shared_->sessions.erase(this);
    shared_->counts.connections_now = shared_->sessions.size();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void close() {
    error_code ignored;
    socket_.close(ignored);
  }
  bool idle_since(std::chrono::steady_clock::time_point moment) const { return heard_ < moment; }
  void abandon_silent_since(std::chrono::steady_clock::time_point moment) {
    for (std::size_t left = assembly_.abandon_silent_since(moment); left > 0; --left)
      shared_->refusals.note("sl651", "packet_missing", station_);
  }

  static net::awaitable<void> run(std::shared_ptr<Session> self) {
    while (self->socket_.is_open()) {
      const auto [waited] = co_await self->socket_.async_wait(tcp::socket::wait_read, kAsTuple);
      if (waited || !self->read_some()) break;
    }
    self->end();
  }

 private:
  // What is there now; false when the station has hung up.
  bool read_some() {
    error_code error;
    const std::size_t size = socket_.read_some(net::buffer(shared_->scratch), error);
    if (error == net::error::would_block || error == net::error::try_again) return true;
    if (error) return false;
    heard_ = std::chrono::steady_clock::now();
    splitter_.push(sl651::ByteView(shared_->scratch.data(), size));
    take_frames();
    splitter_.fit();
    return true;
  }

  void take_frames() {
    while (auto split = splitter_.next()) {
      if (const auto* skipped = std::get_if<sl651::Skipped>(&*split)) {
        shared_->refusals.note("sl651", sl651::name_of(skipped->why), station_);
        continue;
      }
      ++shared_->counts.frames;
      auto frame = std::get<sl651::Frame>(std::move(*split));
      station_ = frame.station;
      take(std::move(frame));
    }
  }

  void take(sl651::Frame frame) {
    const bool goes_on = !frame.packet && sl651::wants_answer(frame);
    const sl651::Frame heard = frame;
    auto assembled = assembly_.add(std::move(frame), heard_);
    for (const auto& station : shared_->room.take_given_up())
      shared_->refusals.note("sl651", "no_room", station);
    if (auto* whole = std::get_if<sl651::Frame>(&assembled)) return take_message(std::move(*whole));
    if (const auto* why = std::get_if<sl651::Refusal>(&assembled))
      return shared_->refusals.note("sl651", sl651::name_of(*why), station_);
    if (const auto* gap = std::get_if<sl651::Gap>(&assembled)) return ask_again(*gap);
    if (goes_on) answer(heard);  // told to go on with the next frame
  }

  void ask_again(const sl651::Gap& gap) {
    const std::pair asked{gap.heard.function, gap.packet.number};
    asks_ = asked == asked_ ? asks_ + 1 : 1;
    asked_ = asked;
    if (asks_ > kAsksMax) return shared_->refusals.note("sl651", "packet_missing", station_);
    send(sl651::ask_again(gap, shared_->clock.now(), shared_->settings.utc_offset));
  }

  void take_message(sl651::Frame message) {
    ++shared_->counts.messages;
    if (message.direction == sl651::Direction::down)
      return shared_->refusals.note("sl651", "downlink", station_);
    const auto report = sl651::decode(message, shared_->settings.utc_offset);
    for (const auto& refused : report.refused)
      shared_->refusals.note("sl651", sl651::name_of(refused.why), report.station, refused.code);
    if (!report.picture.empty())
      shared_->refusals.note("sl651", "picture_not_kept", report.station);
    auto blocks = sl651::to_blocks(report);
    shared_->counts.readings_missing += blocks.missing;
    if (report.function == 0x30) shared_->refusals.note("sl651", "test_report", report.station);
    auto pending = std::make_shared<Pending>();
    pending->message = std::move(message);
    if (!report.text.empty()) submit_text(report, pending);
    for (auto& block : blocks.blocks) submit(std::move(block), pending);
    settle(*pending, false);
  }

  // A message whose parts are on their way to the log.
  struct Pending {
    sl651::Frame message;
    std::size_t left = 1;  // parts, and the one who counts them
    bool refused = false;
  };

  void submit(Submission submission, const std::shared_ptr<Pending>& pending) {
    ++pending->left;
    const bool taken = shared_->engine.submit(
        std::move(submission), [self = shared_from_this(), pending](const Receipt& receipt) {
          self->note_refusal(receipt);
          self->settle(*pending, receipt.refused.has_value());
        });
    if (taken) return;
    // No answer: the station sends it again when there is room.
    shared_->refusals.note("sl651", "inbox_full", station_);
    settle(*pending, true);
  }

  // What was typed in by hand is a report of a person; a message that comes again is the same one.
  void submit_text(const sl651::Report& report, const std::shared_ptr<Pending>& pending) {
    wire::Event event;
    event.mutable_report()->set_source_id("sl651 " + report.station + " " +
                                          std::to_string(report.function) + " " +
                                          std::to_string(report.serial) + " " + report.send_time);
    event.mutable_report()->set_reporter("station " + report.station);
    event.mutable_report()->set_kind("manual_entry");
    // In whatever encoding the station has; what can't be read is kept as hexadecimal.
    const std::string text = to_utf8(report.text).value_or(to_hex(report.text));
    if (text.size() > kTypedBytesMax) shared_->refusals.note("sl651", "text_cut", report.station);
    event.mutable_report()->set_text(std::string(first_of(text, kTypedBytesMax)));
    event.mutable_report()->set_observed_at_ms(
        ms_of(report.sent_at.value_or(shared_->clock.now())));
    submit(std::move(event), pending);
  }

  void note_refusal(const Receipt& receipt) {
    if (!receipt.refused) return;
    const bool too_many = receipt.refused->code == Errc::too_many;
    shared_->refusals.note("sl651", too_many ? "too_many_stations" : "not_recorded", station_);
  }

  void settle(Pending& pending, bool refused) {
    pending.refused = pending.refused || refused;
    if (--pending.left == 0 && !pending.refused) answer(pending.message);
  }

  void answer(const sl651::Frame& message) {
    if (!sl651::wants_answer(message)) return;
    auto bytes = sl651::confirm(message, shared_->settings.answer, shared_->clock.now(),
                                shared_->settings.utc_offset);
    if (bytes) send(std::move(*bytes));
  }

  void send(sl651::Bytes bytes) {
    if (!socket_.is_open()) return;
    if (answers_.size() >= kAnswersWaitingMax) return close();
    answers_.push_back(std::move(bytes));
    if (answers_.size() == 1) write_next();
  }
  void write_next() {
    net::async_write(socket_, net::buffer(answers_.front()),
                     [self = shared_from_this()](error_code error, std::size_t) {
                       if (error) return self->close();
                       self->answers_.pop_front();
                       if (!self->answers_.empty()) self->write_next();
                     });
  }

  void end() {
    splitter_.end_of_input();
    take_frames();
    for (std::size_t i = 0; i < assembly_.gaps().size(); ++i)
      shared_->refusals.note("sl651", "packet_missing", station_);
    close();
  }

  std::shared_ptr<Shared> shared_;
  tcp::socket socket_;
  std::string address_;
  sl651::Splitter splitter_;
  sl651::Assembly assembly_{&shared_->room};
  std::string station_;  // heard last
  std::deque<sl651::Bytes> answers_;
  std::pair<std::uint8_t, std::uint16_t> asked_{};
  int asks_ = 0;
  std::chrono::steady_clock::time_point heard_ = std::chrono::steady_clock::now();
};

net::awaitable<void> Sl651Server::Shared::accept_stations(std::shared_ptr<Shared> self) {
  net::steady_timer pause(self->io);
  while (self->acceptor.is_open()) {
    auto [error, socket] = co_await self->acceptor.async_accept(kAsTuple);
    if (error) {
      // Out of file handles, most likely: others will close.
      if (!self->acceptor.is_open()) break;
      self->refusals.note("sl651", "accept_failed");
      pause.expires_after(std::chrono::milliseconds{100});
      co_await pause.async_wait(kAsTuple);
      continue;
    }
    if (self->sessions.size() >= kStationsConnectedMax) {
      self->refusals.note("sl651", "too_many_connections");
      continue;
    }
    error_code ignored;
    std::string address = socket.remote_endpoint(ignored).address().to_string();
    if (!self->addresses.enter(address)) {
      self->refusals.note("sl651", "too_many_from_address", "", address);
      continue;
    }
    socket.non_blocking(true, ignored);
    socket.set_option(tcp::no_delay(true), ignored);
    auto session = std::make_shared<Session>(self, std::move(socket), std::move(address));
    net::co_spawn(self->io, Session::run(std::move(session)), net::detached);
  }
}

net::awaitable<void> Sl651Server::Shared::close_idle(std::shared_ptr<Shared> self) {
  while (self->acceptor.is_open()) {
    self->sweep.expires_after(std::chrono::seconds{30});
    co_await self->sweep.async_wait(kAsTuple);
    const auto now = std::chrono::steady_clock::now();
    for (Session* session : self->sessions) {
      session->abandon_silent_since(now - kUnfinishedMax);
      if (session->idle_since(now - kStationIdleMax)) session->close();
    }
  }
}

void Sl651Server::Shared::stop() {
  error_code ignored;
  acceptor.close(ignored);
  sweep.cancel();
  for (Session* session : sessions) session->close();
}

Sl651Server::Sl651Server(net::io_context& io, const Sl651Settings& settings, EngineThread& engine,
                         const Clock& clock, Refusals& refusals)
    : shared_(std::make_shared<Shared>(io, settings, engine, clock, refusals)) {
  net::co_spawn(io, Shared::accept_stations(shared_), net::detached);
  net::co_spawn(io, Shared::close_idle(shared_), net::detached);
}

Sl651Server::~Sl651Server() {
  stop();
}
void Sl651Server::stop() {
  shared_->stop();
}
std::uint16_t Sl651Server::port() const {
  return shared_->acceptor.local_endpoint().port();
}
const Sl651Counts& Sl651Server::counts() const {
  return shared_->counts;
}

}  // namespace fenghuo::adapters
