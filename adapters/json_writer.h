// Small steps that every JSON shape of ours takes.
#pragma once

#include <google/protobuf/repeated_field.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <string>

#include "adapters/fact_json.h"

namespace fenghuo::adapters {

inline void put_time(boost::json::object& out, const char* name, std::int64_t ms,
                     const JsonStyle& style) {
  out[name] = to_rfc3339(instant_ms(ms), style.utc_offset);
}

template <class WireText>
void put_text(boost::json::object& out, const std::string& name, const WireText& text,
              const JsonStyle& style) {
  out[name] = style.language == Language::zh ? text.zh() : text.en();
  out[name + "_zh"] = text.zh();
  out[name + "_en"] = text.en();
}

template <class Ref>
std::string ref_text(const Ref& ref) {
  return to_string(FactId{{ref.offset()}, ref.index()});
}

std::string level_word(std::uint32_t level);

/// How a station was lost: rising, falling, in_rain.
std::string limb_word(wire::StationLost::Limb limb);

/// As CAP has it: actual, exercise, test.
std::string status_word(wire::ReceivedWarning::Status status);

boost::json::array words_json(const google::protobuf::RepeatedPtrField<std::string>& words);

}  // namespace fenghuo::adapters
