// Facts, events and what stands, as JSON: one shape for the feed, the API, replay and log export.
//
// Words are those of the log; identities are "812.0"; times are RFC 3339 at the plan's offset;
// texts come three times: in the language asked for under their name, and as name_zh and name_en.
#pragma once

#include <boost/json/fwd.hpp>
#include <boost/json/object.hpp>

#include "engine/datastreams.h"
#include "engine/event.pb.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/record.h"
#include "engine/standing.pb.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::adapters {

/// How to write what isn't said by the data itself.
struct JsonStyle {
  Language language = Language::zh;
  Span utc_offset{};
};

/// {"offset":812,"index":0,"time":"...","fact":"alarm_raised",...}
boost::json::object fact_json(FactId id, Instant recorded_at, const wire::Fact& fact,
                              const JsonStyle& style);

/// {"offset":812,"time":"...","event":"report",...}; observations as columns where `datastreams`
/// knows them all, else as their number only.
boost::json::object event_json(const RecordHeader& header, const wire::Event& event,
                               const Datastreams& datastreams, const JsonStyle& style);

boost::json::object standing_json(const wire::Standing& standing, const JsonStyle& style);

/// received, moved, need_help, done; unknown for anything else.
std::string answer_word(wire::Answer::Kind kind);
/// no_answer, busy, unreachable, rang; unknown for anything else.
std::string outcome_word(wire::CallAttempt::Outcome outcome);

}  // namespace fenghuo::adapters
