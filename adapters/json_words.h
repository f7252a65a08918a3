// Which words the JSON of facts and of what stands is written with. A lite message can't be asked
// for the names of its fields, and its JSON has others; so cmake/json_words.cmake picks them out of
// the sources that write it.
#pragma once

#include <span>
#include <string_view>

namespace fenghuo::adapters {

/// In order: the names of members, and the words of enumerations. A text's other names, which end
/// in _zh and _en, are not among them.
std::span<const std::string_view> fact_json_words();
std::span<const std::string_view> standing_json_words();

}  // namespace fenghuo::adapters
