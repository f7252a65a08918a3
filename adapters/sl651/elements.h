// The elements that a report can carry: SL 651-2014, table C.1, with the observed property that
// each is for the engine. How many bytes and decimals a value has is said by the frame, not by the
// table.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace fenghuo::adapters::sl651 {

struct Element {
  std::uint8_t lead;          // in HEX/BCD coding
  std::string_view ascii;     // in ASCII coding
  std::string_view property;  // of engine/property.h where it has one
  std::string_view unit;
};

/// The station's state, in bits (table 58): unlike all other values no decimal number.
inline constexpr std::uint8_t kStatusLead = 0x45;

/// By lead.
std::span<const Element> elements();

/// Null where the standard has none.
const Element* find_element(std::uint8_t lead);
const Element* find_element(std::string_view ascii);

/// What readings of one element are called.
struct ElementName {
  std::uint8_t lead = 0;    // 0 where the element is the vendor's
  std::string code;         // "39", "FF11"; an ASCII identifier that table C.1 doesn't have
  std::string property;     // "water_level", "sl651_ff11"
  std::string_view unit{};  // empty where there is none or it isn't known
};

/// `extension` follows the lead FFH: an element of the vendor.
ElementName name_of(std::uint8_t lead, std::optional<std::uint8_t> extension);
ElementName name_of(std::string_view ascii);

}  // namespace fenghuo::adapters::sl651
