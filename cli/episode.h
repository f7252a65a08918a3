// What has happened since something began: from the first incident after a calm until now, or until
// the last of them was closed.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/chain.h"
#include "engine/level.h"
#include "engine/log.h"
#include "engine/text.h"
#include "playbooks/evacuation.h"

namespace fenghuo::cli {

/// What is told singly of one kind: how it began, and the newest. What is between is counted.
inline constexpr std::size_t kFirstTold = 10;
inline constexpr std::size_t kNewestTold = 40;

class ToldList {
 public:
  void add(Told told);
  const std::vector<Told>& first() const { return first_; }
  const std::deque<Told>& newest() const { return newest_; }  // after these
  std::uint64_t size() const { return size_; }
  std::uint64_t left_out() const { return size_ - first_.size() - newest_.size(); }

 private:
  std::vector<Told> first_;
  std::deque<Told> newest_;
  std::uint64_t size_ = 0;
};

struct Episode {
  struct Village {
    Level highest = Level::none;
    std::set<std::string> rules;
    Text reason;  // of the newest warning's alarm
    /// Its newest, as far as its people are counted: by the desk's own reckoning. One that is over
    /// stays, for the final report.
    playbooks::Evacuation evacuation;
  };

  Instant began{};
  Instant until{};
  bool open = false;
  std::map<std::string, Village> villages;
  ToldList reports;  // of people, but that it is safe
  ToldList aid;      // that was asked for
  /// Decisions that were made; response levels, retractions, all-clears, returns, cut off villages.
  ToldList measures;
  std::uint64_t warnings = 0;
  std::uint64_t calls = 0;
  std::uint64_t answers = 0;
  std::uint64_t need_help = 0;
};

/// The newest one up to the moment; `began` is 0 where nothing has happened yet. Errors: those of
/// the log.
Result<Episode> last_episode(const Log& log, Instant until);

}  // namespace fenghuo::cli
