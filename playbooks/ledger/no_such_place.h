// The refusal of a place that the plan doesn't have.
#pragma once

#include <string>

#include "engine/refusal.h"

namespace fenghuo::playbooks {

inline void refuse_no_such_place(Turn& turn, const wire::Command& command,
                                 const std::string& place) {
  refuse(turn, command, "no_such_place",
         {"预案里没有地点“" + place + "”（村、隐患点、安置点、学校等）",
          "the plan has no place '" + place + "' (a village, hazard point, shelter or facility)"});
}

}  // namespace fenghuo::playbooks
