// What /metrics says, in the Prometheus text format.
#pragma once

#include <string>
#include <vector>

#include "adapters/engine_thread.h"
#include "adapters/refusals.h"
#include "adapters/sl651_server.h"
#include "engine/standing.pb.h"

namespace fenghuo::adapters {

struct WebhookCounts {
  std::uint64_t sent = 0;  // attempts
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;  // given up or refused
  std::size_t owed = 0;
};

struct Readings {
  EngineCounts engine;
  Sl651Counts sl651;
  WebhookCounts webhook;
  Span clock_behind{};  // see Clock::behind()
  std::uint64_t head = 0;
  std::size_t http_connections = 0;
  std::size_t feed_readers = 0;
  std::uint64_t zeromq_batches = 0;
};

/// Without `stands` what depends on it is left out, never told as zero.
std::string metrics_text(const Readings& readings, const Refusals& refusals,
                         const wire::Standing* stands);

}  // namespace fenghuo::adapters
