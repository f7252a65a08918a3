# Flags of our own targets. Generated code and other people's headers are not held to them.
add_library(fenghuo_flags INTERFACE)
target_compile_options(fenghuo_flags INTERFACE
  -Wall -Wextra -Wconversion -Wshadow -Wswitch-enum -Wnon-virtual-dtor -Werror
  # g++ 12 warns of every member that a designated initialiser leaves at its default.
  -Wno-missing-field-initializers)
# clang finds in libstdc++'s stable_sort what that library has marked as deprecated.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  target_compile_options(fenghuo_flags INTERFACE -Wno-deprecated-declarations)
endif()
# A fused multiply-add would make one build's sums differ from another's.
add_compile_options(-ffp-contract=off)
add_compile_definitions(_GLIBCXX_ASSERTIONS)
# AddressSanitizer needs frame pointers for readable stacks; -O1 keeps the test suite quick.
if(FENGHUO_SANITIZE)
  add_compile_options(-fsanitize=${FENGHUO_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer -O1)
  add_link_options(-fsanitize=${FENGHUO_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang" AND FENGHUO_SANITIZE MATCHES undefined)
    add_compile_options(-fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/others_headers.txt)
  endif()
endif()
# What carries and what glues is compiled the quick way in the default build, as the tests are: half of
# the time, and it is the core that the tests wait for. Not -O0 in what is measured: the linker may take
# its copy of std::string's functions for the whole program.
add_library(fenghuo_quick_flags INTERFACE)
target_compile_options(fenghuo_quick_flags INTERFACE $<$<CONFIG:Debug>:-O0>)
# Debug information costs half of the build's time; line tables are what a stack trace needs.
set(CMAKE_CXX_FLAGS_DEBUG "-g1")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
# All that a fuzz target runs must tell libFuzzer where it goes, or the fuzzer is blind.
if(FENGHUO_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
