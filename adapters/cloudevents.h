// CloudEvents 1.0 in JSON (cloudevents/spec, formats/json-format.md) that carry observations and
// reports of people.
//
//   type fenghuo.observations   data: {"observations": [{"station", "property", "time", "value",
//                               "quality"?}, ...]}, or one such object alone
//   type fenghuo.report         data: {"reporter", "kind", "area", "text", "seen_at"?,
//                               "observed_at"?}
//
// An event with the same source and id is the same event: it is taken once. The extension attribute
// recordedby says who has written down a report of somebody else.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/result.h"
#include "engine/submission.h"

namespace fenghuo::adapters {

/// Events in one request or batch.
inline constexpr std::size_t kEventsPerBatchMax = 1'000;

struct CloudEvent {
  std::string id;
  std::string source;
  Submission submission;
};

/// The attributes of an event whose data come apart from them (HTTP binary mode).
struct CloudEventAttributes {
  std::string id;
  std::string source;
  std::string specversion;
  std::string type;
  std::string recordedby;  // an extension of ours; empty: not said
};

/// A JSON document within our limits of depth. Errors name the place.
Result<boost::json::value> parse_json(std::string_view text);

Result<CloudEvent> cloud_event_from(const boost::json::value& structured, Instant now);
Result<CloudEvent> cloud_event_from(const CloudEventAttributes& attributes,
                                    const boost::json::value& data, Instant now);

}  // namespace fenghuo::adapters
