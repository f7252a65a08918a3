// One record of the log, as it is stored and chained. docs/formats.md shows its bytes.
//
//   header (18 bytes) = version u8 | retention u8 | offset u64 | recorded_at i64, big-endian
//   stored           = header | SHA-256(payload) 32 | chain 32 | payload
//
// The payload is an Event message. A log may keep the payloads of raw observations apart and forget
// them when they are old; the header and both digests stay for ever.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/digest.h"
#include "engine/ids.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo {

inline constexpr std::uint8_t kRecordVersion = 1;

/// architecture.md, section 8: a record stays under this.
inline constexpr std::size_t kRecordBytesMax = 512 * 1024;

enum class Retention : std::uint8_t {
  permanent = 0,
  raw_observations = 1  // the payload may be forgotten after the plan's retention time
};

struct RecordHeader {
  Offset offset;
  Instant recorded_at;
  Retention retention = Retention::permanent;
};

struct Record {
  RecordHeader header;
  Digest payload_digest{};
  Digest chain{};
  std::string payload;
  bool payload_kept = true;
};

/// A record with the facts that the machine concluded from it, serialised, in order.
struct Entry {
  Record record;
  std::vector<std::string> facts;
};

/// Digests filled in, from the chain of the record before (all zero before the first).
Record seal(RecordHeader header, std::string payload, const Digest& previous_chain);

/// Whether the record follows `previous_chain` and its payload (where kept) is the one it was
/// sealed with. The error names the offset.
Result<void> check_seal(const Record& record, const Digest& previous_chain);

/// Header and digests, without the payload.
std::string encode_record_head(const Record& record);

/// Errors: newer_log for a version above ours, damaged_log for anything else that does not fit.
Result<Record> decode_record_head(std::string_view bytes);

}  // namespace fenghuo
