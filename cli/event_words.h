// What came into the log, as the start of a sentence that its facts go on with: for the reader of
// `fenghuo log tail`.
#pragma once

#include "cli/names.h"
#include "engine/datastreams.h"
#include "engine/event.pb.h"
#include "engine/record.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// What came, of where and from whom. Observations are named where `datastreams` knows them all.
Text event_words(const RecordHeader& header, const wire::Event& event,
                 const Datastreams& datastreams, const Names& names);

}  // namespace fenghuo::cli
