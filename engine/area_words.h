// What a received warning says in words of where it is: CAP's areaDesc, where nothing else places
// the area, or only a code that can't be read. Only names that are exactly the plan's are read, as
// a word of it within others may mean another place. Rules warn where it names; playbooks ask a
// person about what is left. Both read it here, so that nothing falls between them.
#pragma once

#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "engine/event.pb.h"
#include "engine/plan.pb.h"

namespace fenghuo {

struct PlacesNamed {
  std::set<int> villages;  // by their place in the plan; the township's name is all of them
  /// An area isn't placed: its words, or some of them, are no name of the plan, or there are none.
  bool unplaced = false;
};

/// The code of a district as GB/T 2260 and GB/T 10114 have it: 6, 9 or 12 digits. Others'
/// codes, as UGC, nobody here can read.
bool is_district_code(std::string_view code);

/// Neither a polygon nor a circle nor a code of a district.
bool is_in_words_alone(const wire::WarningArea& area);

/// By the areas that are in words alone. A list is divided by "、", "；" or ";". The township's
/// name, and a village's with the township's before it, count by themselves; a village's alone only
/// in a list that has no other township's, as most counties have several villages of a name.
PlacesNamed places_named(const wire::Plan& plan, const wire::WarningInfo& info);

/// The parts of a warning, by number, that aren't placed, or not wholly; without those that only
/// translate one that is. A part is taken for a translation where each of the two is the only one
/// of its language with these times and this level: CAP says a thing anew in each language, and of
/// two things in one language nobody can tell which of them is translated. `is_read`: whether
/// anybody acts on a part, as on one in a foreign language perhaps nobody does; without it all are.
std::vector<int> unplaced_parts(const wire::Plan& plan, const wire::ReceivedWarning& warning,
                                const std::function<bool(const wire::WarningInfo&)>& is_read = {});

}  // namespace fenghuo
