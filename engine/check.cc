#include "engine/check.h"

#include <cstdio>
#include <cstdlib>

namespace fenghuo {

void check_failed(const char* expression, std::source_location where) {
  std::fprintf(stderr, "fenghuo: CHECK failed: %s\n  at %s:%u in %s\n", expression,
               where.file_name(), static_cast<unsigned>(where.line()), where.function_name());
  std::abort();
}

}  // namespace fenghuo
