// What people report, by its kind: one table of words for pages and texts, and which kinds a plan
// has somebody listening for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/text.h"

namespace fenghuo {

/// Of a kind that a plan has thought up the word itself.
Text report_words(std::string_view kind);

/// What a person may be asked to pick from: the kinds that the engine reads by itself (it is safe,
/// the road, the water), then those that rules ask for by reports('KIND'), in
/// their order.
std::vector<std::string> report_kinds(const wire::Plan& plan);

}  // namespace fenghuo
