// What the reckonings of playbooks/dispatch/ take; each prints its rows of the table.
#pragma once

namespace fenghuo::bench {

/// Assignment from nothing, and of one more task, beside LEMON.
void measure_assignment();
/// Nights of incidents under three ways of dispatching.
void measure_burst();
/// pmed1-40 of OR-Library: the gap to the known optima, and the time.
void measure_siting();
/// Searches of the roads of a township, a county, the largest county.
void measure_roads();

/// Villages to shelters: the time, and the gap to the bound in which villages may be split.
void measure_sheltering();

}  // namespace fenghuo::bench
