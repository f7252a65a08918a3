// What came of a night: what the engine concluded, and what became of the people.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/digest.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/standing.pb.h"
#include "engine/time.h"

namespace fenghuo::simulator {

struct RecordedFact {
  FactId id;
  Instant at{};
  wire::Fact fact;
};

/// At a shelter, by people who then went home.
struct Stay {
  Instant from{};
  Instant until{};
};

/// People of a household, a facility, or of no list, and when they were safe.
struct Group {
  std::string id;
  std::uint32_t people = 0;
  std::optional<Instant> safe_at;           // since when they are
  std::vector<Stay> earlier_stays{};        // in order of time
  std::optional<Instant> turned_away_at{};  // the last time they came and no shelter took them

  bool is_safe(Instant at) const;
};

struct VillageNight {
  std::vector<Group> groups;
  std::optional<Instant> told_at;  // somebody there knew, and acted
  std::optional<Instant> danger_at;

  std::uint32_t people() const;
  /// By then, or, at the end, at any time.
  std::uint32_t safe(Instant by) const;
  /// Not safe when the danger came; none where it didn't come.
  std::uint32_t caught() const;
  /// Of those who aren't safe by then: they had come, and no shelter took them.
  std::uint32_t turned_away(Instant by) const;
};

/// What the night did with an inject.
struct InjectOutcome {
  std::string id;
  Instant at{};
  std::string refused;  // empty: it was taken
};

struct NightRecord {
  Instant start{};
  Instant end{};
  std::vector<RecordedFact> facts;
  std::map<std::string, VillageNight> villages;
  std::vector<InjectOutcome> injects;
  std::vector<std::string> asked;  // elements of which it mattered whether they work, in order
  std::uint64_t messages = 0;      // sent by a channel
  std::uint64_t calls = 0;         // made by hand
  std::uint64_t records = 0;
  Digest chain{};  // of the log's last record: equal nights have equal chains

  std::uint32_t caught() const;
};

}  // namespace fenghuo::simulator
