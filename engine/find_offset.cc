#include "engine/find_offset.h"

namespace fenghuo {

Result<Offset> first_at_or_after(const Log& log, Instant moment) {
  std::uint64_t low = 0;
  std::uint64_t high = log.head().next.value;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    auto cursor = log.read({middle});
    if (!cursor) return cursor.error();
    const auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (*entry && (*entry)->record.header.recorded_at < moment) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return Offset{low};
}

}  // namespace fenghuo
