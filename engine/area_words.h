// What a received warning says in words of where it is: CAP's areaDesc, where nothing else places
// the area. Only names that are exactly the plan's are read, as a word of it within others may mean
// another place. Rules warn where it names; playbooks ask a person about what is left. Both read it
// here, so that nothing falls between them.
#pragma once

#include <set>

#include "engine/event.pb.h"
#include "engine/plan.pb.h"

namespace fenghuo {

struct PlacesNamed {
  std::set<int> villages;  // by their place in the plan; the township's name is all of them
  /// An area isn't placed: its words, or some of them, are no name of the plan, or there are none.
  bool unplaced = false;
};

/// Neither a polygon nor a circle nor a code.
bool is_in_words_alone(const wire::WarningArea& area);

/// By the areas that are in words alone. A list is divided by "、", "；" or ";". The township's
/// name, and a village's with the township's before it, count by themselves; a village's alone only
/// in a list that has no other township's, as most counties have several villages of a name.
PlacesNamed places_named(const wire::Plan& plan, const wire::WarningInfo& info);

}  // namespace fenghuo
