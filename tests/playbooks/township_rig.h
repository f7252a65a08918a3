// A township whose village A has a leader and a warning officer, each with a stand-in, and a
// ladder: the holder for 5 minutes, again for 1, the stand-in for 5, the township's duty officer
// for 10.
#pragma once

#include "tests/rules/rig.h"

namespace fenghuo {

std::vector<std::unique_ptr<Stage>> all_stages();

void add_rung(wire::Response& response, wire::Rung::Callee callee, int minutes,
              const std::vector<std::string>& channels);

void set_text(wire::Text& text, const std::string& zh, const std::string& en);

wire::Plan township_plan();

}  // namespace fenghuo
