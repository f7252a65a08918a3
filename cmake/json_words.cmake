# Run as a script: writes a source file with every word that these sources have in quotes, which are
# the names of the members that they write as JSON, and the words of enumerations.
#   cmake -DOUT=x.cc -DFUNCTION=json_words "-DFILES=a.cc;b.cc" -P json_words.cmake
set(words "")
foreach(path ${FILES})
  file(READ ${path} text)
  string(REGEX MATCHALL "\"[a-z][a-z0-9_]*\"" found "${text}")
  list(APPEND words ${found})
endforeach()
list(SORT words)
list(REMOVE_DUPLICATES words)
list(JOIN words ",\n      " table)
file(WRITE ${OUT}.new "// Written by cmake/json_words.cmake.
#include \"adapters/json_words.h\"

namespace fenghuo::adapters {
std::span<const std::string_view> ${FUNCTION}() {
  static constexpr std::string_view kWords[] = {
      ${table}};
  return kWords;
}
}  // namespace fenghuo::adapters
")
file(COPY_FILE ${OUT}.new ${OUT} ONLY_IF_DIFFERENT)
