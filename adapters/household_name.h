// Names of households for those who see to them. The engine and its log know a household by its id
// alone; its name is put in where a message or a page leaves us.
#pragma once

#include <string_view>

#include "adapters/plan_info.h"
#include "engine/text.h"

namespace fenghuo::adapters {

/// The words with the name of the household of the village `area` whose id stands in them.
Text with_household_name(const PlanInfo& plan, std::string_view area, Text text);

}  // namespace fenghuo::adapters
