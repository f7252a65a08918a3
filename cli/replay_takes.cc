#include "cli/replay_takes.h"

#include "engine/check.h"

namespace fenghuo::cli {

void ReplayTakes::take_facts(std::span<const Entry> entries) const {
  for (const auto& entry : entries) {
    const auto& header = entry.record.header;
    for (std::uint32_t i = 0; i < entry.facts.size(); ++i)
      take_fact({header.offset, i}, header.recorded_at, entry.facts[i]);
  }
}

void ReplayTakes::take_fact(FactId id, Instant recorded_at, const std::string& bytes) const {
  wire::Fact parsed;
  CHECK(parsed.ParseFromString(bytes));
  fact(id, recorded_at, parsed);
}

}  // namespace fenghuo::cli
