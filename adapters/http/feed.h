// The feed over WebSocket: /api/v1/feed?after=OFFSET. Each message is a JSON object:
//   {"record": {...}, "facts": [...]}     one record with its facts, in order
//   {"skipped": {"from": N, "to": M}}     records left out for a reader that is too slow
//   {"clock": "...", "head": N}           every two seconds: the feed is alive
//   {"error": "..."}                      the log can't be read; the connection ends
#pragma once

#include <boost/beast/core/tcp_stream.hpp>

#include "adapters/http/service.h"

namespace fenghuo::adapters {

/// 300 readers x about 50 kB.
inline constexpr std::size_t kFeedReadersMax = 300;

/// A record with more observations is sent with their number only: no page shows them one by one.
inline constexpr int kFeedRowsMax = 500;

net::awaitable<void> serve_feed(Service& service, boost::beast::tcp_stream stream,
                                HttpRequest request);

}  // namespace fenghuo::adapters
