#include "engine/recorded_observations.h"

#include "engine/event.pb.h"

namespace fenghuo {

std::optional<DecodedObservations> observations_in(const Record& record,
                                                   const Datastreams& datastreams) {
  if (record.header.retention != Retention::raw_observations || !record.payload_kept)
    return std::nullopt;
  wire::Event event;
  DecodedObservations decoded;
  if (!event.ParseFromString(record.payload) || !event.has_observations() ||
      !decode_observations(event.observations(), record.header.recorded_at, datastreams.count(),
                           decoded))
    return std::nullopt;
  return decoded;
}

}  // namespace fenghuo
