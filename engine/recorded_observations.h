// The observations that stand in a record of the log.
#pragma once

#include <optional>

#include "engine/datastreams.h"
#include "engine/observations.h"
#include "engine/record.h"

namespace fenghuo {

/// Nothing where the record is of another kind, or where retention has dropped them. `datastreams`
/// are those registered before it, or more.
std::optional<DecodedObservations> observations_in(const Record& record,
                                                   const Datastreams& datastreams);

}  // namespace fenghuo
