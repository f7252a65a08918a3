// What `fenghuo serve` was told on its command line.
#pragma once

#include <boost/system/error_code.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/sl651/answer.h"
#include "cli/data_folder.h"
#include "engine/time.h"
#include "simulator/scenario.h"

namespace fenghuo::cli {

struct Endpoint {
  std::string address;
  std::uint16_t port = 0;  // 0: any free one
};

/// "127.0.0.1:8651", "[::1]:8651" or "localhost:8651"; nothing where it is not such: no other name
/// of a host is looked up.
std::optional<Endpoint> parse_endpoint(const std::string& text);
/// "tcp://127.0.0.1:5652", with * for all addresses or any port, or "ipc:///run/fenghuo".
bool is_zeromq_address(const std::string& text);
/// `at` is the address that the option named.
Error cant_listen(const std::string& option, const std::string& at,
                  const boost::system::error_code& why);
std::string to_string(const Endpoint& endpoint);

/// An option that takes one; `endpoint` holds the default.
void add_endpoint(Verb& verb, const std::string& name, Endpoint& endpoint, const Text& help);
/// One that is off where it isn't given, unless it holds a default.
void add_endpoint(Verb& verb, const std::string& name, std::optional<Endpoint>& endpoint,
                  const Text& help);

struct ServeSettings;
/// The first two options that would listen at the same port; nothing where each has its own.
std::optional<std::pair<std::string, std::string>> same_port(const ServeSettings& settings);

struct ServeSettings {
  std::string plan_folder;
  DataFolder data;
  Endpoint http{"127.0.0.1", 8651};
  std::optional<Endpoint> sl651 = Endpoint{"127.0.0.1", 5651};  // nothing: no stations
  adapters::sl651::Line answer = adapters::sl651::Line::leave;
  std::string zeromq;    // such as tcp://127.0.0.1:5652; empty: none
  std::string page_url;  // as phones reach it; empty: that of http
  std::optional<Instant> clock_start;
  std::optional<double> clock_rate;
  std::string storm_path;  // whose clock is taken where the two above are not given

  // The exercise that is hosted beside live.
  std::optional<Endpoint> exercise;  // its page; nothing: there is none
  std::optional<Endpoint> exercise_sl651;
  std::string exercise_page_url;

  // A drill that is played in the exercise.
  std::string scenario_path;
  std::vector<std::string> players;  // persons who take part; the others are simulated
  /// Persons who may steer it from a page, where somebody is named; anybody may stop it.
  std::vector<std::string> controllers;
  std::vector<std::string> although;  // who agreed to it while live is in an incident
  std::string report_path;            // where its report goes when it is over
  bool keep_open = false;             // for evaluators, until a controller says "end"
  std::shared_ptr<const simulator::Scenario> drill;  // as it was read; null: none
  std::string drill_digest;                          // of its text

  /// As the exercise beside live is served.
  ServeSettings of_exercise() const;
};

}  // namespace fenghuo::cli
