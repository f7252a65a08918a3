// The members that commands in JSON have in common: texts, flags, and facts by their ids.
#pragma once

#include <boost/json/fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "engine/ids.h"
#include "engine/result.h"

namespace fenghuo::adapters {

inline constexpr std::size_t kCommandTextBytesMax = 1024;

/// What is wrong with a command: Errc::bad_input.
Error bad(std::string zh, std::string en);

/// The member as UTF-8 text; empty where it is missing, no text, or longer than allowed.
std::string text_in(const boost::json::object& object, std::string_view name);

/// A text that is too long must not be taken for one that is missing. Errors: bad_input.
Result<void> check_texts(const boost::json::object& object, std::span<const char* const> names);

/// The member that is true or false; false where it is missing. Errors: bad_input.
Result<bool> flag_in(const boost::json::object& object, const char* name);

/// The member that names a fact, as 812.6. Errors: bad_input.
Result<FactId> fact_in(const boost::json::object& object, const std::string& name);

/// The same into one of the two messages that name a fact.
template <class Ref>
Result<void> fill_ref(const boost::json::object& object, const std::string& name, Ref& ref) {
  const auto id = fact_in(object, name);
  if (!id) return id.error();
  ref.set_offset(id->offset.value);
  ref.set_index(id->index);
  return {};
}

}  // namespace fenghuo::adapters
