// Why bytes, a frame, a packet or a reading were not taken. Each has a stable name for counters and
// for `decode`, and a sentence for people.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/text.h"

namespace fenghuo::adapters::sl651 {

enum class Refusal : std::uint8_t {
  // bytes
  garbage,
  bad_header,
  bad_length,
  bad_end_mark,
  bad_checksum,
  truncated,
  // packets
  bad_packet,
  message_too_large,
  // bodies
  short_body,
  bad_send_time,
  bad_group,
  cut_group,
  bad_time_step,
  batch_skipped,
  too_many_readings,
  // readings
  bad_observation_time,
  bad_number,
  number_too_large
};

/// "bad_checksum".
std::string_view name_of(Refusal refusal);

Text text_of(Refusal refusal);

}  // namespace fenghuo::adapters::sl651
