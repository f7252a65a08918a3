// What has happened since something began: from the first incident after a calm until now, or until
// the last of them was closed.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/chain.h"
#include "engine/level.h"
#include "engine/log.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// What is told singly of one kind: more are counted.
inline constexpr std::size_t kToldMax = 50;

struct Episode {
  struct Village {
    Level highest = Level::none;
    std::set<std::string> rules;
    Text reason;                // of the newest warning's alarm
    std::uint32_t people = 0;   // of the evacuation
    std::uint32_t counted = 0;  // safe, by household and facility
    std::uint32_t told = 0;     // safe, by the leader's number
    // The leader's number stands for the village where its households aren't listed.
    std::uint32_t safe() const { return std::min(people, std::max(counted, told)); }
  };

  Instant began{};
  Instant until{};
  bool open = false;
  std::map<std::string, Village> villages;
  std::vector<Told> reports;    // of people, but that it is safe
  std::vector<Told> decisions;  // that were made
  std::vector<Told> aid;        // that was asked for
  std::vector<Told>
      measures;  // response levels, retractions, all-clears, returns, cut off villages
  std::uint64_t warnings = 0;
  std::uint64_t calls = 0;
  std::uint64_t answers = 0;
  std::uint64_t need_help = 0;
};

/// The newest one up to the moment; `began` is 0 where nothing has happened yet. Errors: those of
/// the log.
Result<Episode> last_episode(const Log& log, Instant until);

}  // namespace fenghuo::cli
