#include "adapters/sl651/blocks.h"

#include <map>
#include <set>
#include <tuple>

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::uint8_t kTest = 0x30;

static_assert(kReadingsMax <= kRowsPerRecordMax);

}  // namespace

Blocks to_blocks(const Report& report) {
  Blocks out;
  if (report.function == kTest) return out;
  std::map<std::string_view, std::size_t> block_of;  // by station
  std::map<std::tuple<std::size_t, std::string_view, std::uint8_t>, std::uint32_t> source_of;
  std::set<std::tuple<std::size_t, std::string_view, Instant>> seen;
  for (const Reading& reading : report.readings) {
    if (!reading.value) {
      ++out.missing;
      continue;
    }
    const auto [at, new_station] = block_of.try_emplace(reading.station, out.blocks.size());
    if (new_station) {
      auto& block = out.blocks.emplace_back();
      block.frame_key = std::uint64_t{report.function} << 16 | report.serial;
      block.sent_at = report.sent_at;
    }
    // The last of twelve 5-minute rains (F4) often comes once more as the rain of 5 minutes (22).
    if (!seen.emplace(at->second, reading.property, reading.observed_at).second) {
      ++out.repeated;
      continue;
    }
    ObservationBlock& block = out.blocks[at->second];
    const auto [source, new_source] =
        source_of.try_emplace({at->second, reading.property, reading.value->decimals},
                              static_cast<std::uint32_t>(block.sources.size()));
    if (new_source)
      block.sources.push_back({reading.station, reading.property, reading.value->decimals});
    block.rows.push_back(
        {source->second, Quality::not_evaluated, reading.observed_at, reading.value->mantissa});
  }
  return out;
}

}  // namespace fenghuo::adapters::sl651
