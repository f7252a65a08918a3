// Stations on TCP that speak SL 651-2014. A message becomes observations; it is answered once these
// are durable. A frame that does not hold is answered with silence, as the standard wants, and
// counted.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "adapters/clock.h"
#include "adapters/engine_thread.h"
#include "adapters/refusals.h"
#include "adapters/sl651/answer.h"

namespace boost::asio {
class io_context;
}

namespace fenghuo::adapters {

/// 20,000 connections x about 5 kB = 100 MB, at most 10 kB = 200 MB, and kUnfinishedBytesMax.
inline constexpr std::size_t kStationsConnectedMax = 20'000;

/// From one address; from this machine as many as there are. A carrier that brings all stations of
/// a county from one address has some hundreds.
inline constexpr std::size_t kStationsPerAddressMax = 1'000;

/// Of messages that wait for their rest, on all connections: 1,000 pictures of 64 KiB at once. The
/// connection that holds most gives up first: with kStationsPerAddressMax of them one address can't
/// keep out a picture of 60 KiB.
inline constexpr std::size_t kUnfinishedBytesMax = 64 * 1024 * 1024;

/// A station sends the parts of a message one after the other, and again after some seconds. Looked
/// at every 30 s.
inline constexpr std::chrono::seconds kUnfinishedMax{120};

/// A station on line is heard every 255 s at the least (keep-alive); ten minutes more and it is
/// gone.
inline constexpr std::chrono::seconds kStationIdleMax{900};

struct Sl651Settings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 5651;
  Span utc_offset = std::chrono::hours{8};  // of the stations' clocks
  sl651::Line answer = sl651::Line::leave;
};

struct Sl651Counts {
  std::uint64_t connections = 0;
  std::uint64_t connections_now = 0;
  std::uint64_t frames = 0;
  std::uint64_t messages = 0;
  std::uint64_t readings_missing = 0;
};

class Sl651Server {
 public:
  /// Listens at once. Throws boost::system::system_error where it can't. All outlive the server;
  /// everything runs on the io_context's thread.
  Sl651Server(boost::asio::io_context& io, const Sl651Settings& settings, EngineThread& engine,
              const Clock& clock, Refusals& refusals);
  ~Sl651Server();

  std::uint16_t port() const;  // the one that was given, where settings said 0
  const Sl651Counts& counts() const;
  /// Closes all connections and listens no more.
  void stop();

 private:
  class Shared;
  class Session;
  std::shared_ptr<Shared> shared_;
};

}  // namespace fenghuo::adapters
