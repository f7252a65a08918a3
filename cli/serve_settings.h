// What `fenghuo serve` was told on its command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "adapters/sl651/answer.h"
#include "cli/data_folder.h"
#include "engine/time.h"

namespace fenghuo::cli {

struct Endpoint {
  std::string address;
  std::uint16_t port = 0;  // 0: any free one
};

/// "127.0.0.1:8651" or "[::1]:8651"; nothing where it is not such.
std::optional<Endpoint> parse_endpoint(const std::string& text);
std::string to_string(const Endpoint& endpoint);

/// An option that takes one; `endpoint` holds the default.
void add_endpoint(Verb& verb, const std::string& name, Endpoint& endpoint, const Text& help);

struct ServeSettings {
  std::string plan_folder;
  DataFolder data;
  Endpoint http{"127.0.0.1", 8651};
  Endpoint sl651{"127.0.0.1", 5651};
  adapters::sl651::Line answer = adapters::sl651::Line::leave;
  std::string zeromq;    // such as tcp://127.0.0.1:5652; empty: none
  std::string page_url;  // as phones reach it; empty: that of http
  std::optional<Instant> clock_start;
  std::optional<double> clock_rate;
  std::string storm_path;  // whose clock is taken where the two above are not given
};

}  // namespace fenghuo::cli
