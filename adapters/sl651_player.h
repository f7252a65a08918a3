// Stations that are played: each holds a TCP connection to a centre, sends its reports when their
// time has come, waits for the answer, and sends again where none comes, as a real one does.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "adapters/clock.h"
#include "adapters/sl651/station.h"

namespace boost::asio {
class io_context;
}

namespace fenghuo::adapters {

struct PlayedStation {
  std::string station;
  char station_class = 'P';
  std::uint8_t lead = 0;        // of its one element
  std::uint8_t definition = 0;  // of its values
  struct Reading {
    Instant at{};
    Decimal value;
  };
  std::vector<Reading> readings;  // in time order
};

struct PlayCounts {
  std::uint64_t confirmed = 0;  // reports that the centre has answered
  std::uint64_t sent_again = 0;
  std::uint64_t stations_done = 0;
};

class Sl651Player {
 public:
  struct Settings {
    std::string address;
    std::uint16_t port = 5651;
    Span utc_offset{};
  };
  /// `ask_clock` gives the centre's clock anew after a connection was lost, where it can.
  Sl651Player(boost::asio::io_context& io, Settings settings, Clock clock,
              std::function<std::optional<Clock>()> ask_clock);
  ~Sl651Player();

  /// Begins at once; readings whose time has passed are sent one after the other. The io_context
  /// runs until all are confirmed.
  void play(PlayedStation station);
  const PlayCounts& counts() const;
  Instant now() const;

 private:
  class Shared;
  std::shared_ptr<Shared> shared_;
};

}  // namespace fenghuo::adapters
