// How texts call what is measured: units, stations' own limits, and which way something moves.
#pragma once

#include <string_view>

#include "engine/property.h"
#include "engine/text.h"

namespace fenghuo::rules {

/// "毫米", "mm"; empty where the property has no unit, or is null: nobody knows it. People and fire
/// alarms are counted in Chinese with a word that English leaves out.
Text unit_words(const Property* property);

/// "警戒水位", "warning level"; of a flow "警戒流量". A limit that a plan has thought up stands
/// there as limits.csv has it, in quotes.
Text limit_words(std::string_view name, const Property* property);

/// "上涨" or "下降" of a level, "增加" or "减少" of a number; English rises and falls of all.
std::string_view change_word(const Property* property, bool up);

}  // namespace fenghuo::rules
