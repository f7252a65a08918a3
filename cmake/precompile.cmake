# precompile(NAME [HEADERS ...]): what nearly every file includes is read once for the target instead
# of once a file (half of what a small file takes). Of our own headers only the messages: with those
# that change often, each change would compile everything again.
set(FENGHUO_COMMON_HEADERS
  <algorithm> <chrono> <cstdint> <functional> <map> <memory> <optional> <set> <span> <string>
  <string_view> <utility> <variant> <vector> <tl/expected.hpp>)
foreach(message effect event fact plan standing)
  list(APPEND FENGHUO_COMMON_HEADERS ${CMAKE_BINARY_DIR}/wire/engine/${message}.pb.h)
endforeach()
function(precompile name)
  if(FENGHUO_PRECOMPILE)
    target_precompile_headers(${name} PRIVATE ${FENGHUO_COMMON_HEADERS} ${ARGN})
  endif()
endfunction()
