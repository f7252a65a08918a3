// Which unit goes to which need, and what else could have been: the exact assignment of least cost
// (dispatch/assignment.h, dispatch/price.h), as a function of what is known now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/ids.h"
#include "engine/level.h"

namespace fenghuo::playbooks {

/// A need without a unit on the scene, and the units that could come.
struct OpenNeed {
  struct Way {
    std::uint32_t unit = 0;  // 0, 1, 2 and so on
    std::int64_t travel_s = 0;
    bool from_another = false;  // it is under way to another need
  };
  FactId id;
  Level level = Level::none;
  std::int64_t age_s = 0;
  std::vector<Way> ways;
  std::optional<std::uint32_t> has;  // the unit that is under way to it
};

struct Choice {
  struct Option {
    std::uint32_t unit = 0;
    std::int64_t travel_s = 0;
  };
  FactId need;
  std::optional<Option> taken;  // nothing: none can come, or all are needed more elsewhere
  // Were the taken one not to be had. Not looked for where it is the one that the need has: it was
  // said when that was sent.
  std::optional<Option> next_best;
  std::size_t others_moved = 0;  // needs that would then get another unit as well
};

/// In the order of the needs. The same for the same input.
std::vector<Choice> choose_units(std::uint32_t units, const std::vector<OpenNeed>& needs);

}  // namespace fenghuo::playbooks
