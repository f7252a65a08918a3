// CHECK is for our own mistakes, never for input: on in every build, it ends the process with the
// place and the expression. The log is left as it was synced, so a restart loses nothing.
#pragma once

#include <source_location>

namespace fenghuo {

[[noreturn]] void check_failed(const char* expression, std::source_location where);

}  // namespace fenghuo

#define CHECK(condition)        \
  (static_cast<bool>(condition) \
       ? void(0)                \
       : ::fenghuo::check_failed(#condition, std::source_location::current()))
