// A fault of a plan's files, with its place: printed as file:line:column: message.
#pragma once

#include <string>
#include <vector>

#include "engine/text.h"

namespace fenghuo::adapters {

struct Place {
  std::string file;  // relative to the plan's folder
  int line = 1;
  int column = 1;
};

struct Diagnostic {
  Place place;
  Text text;
};

using Diagnostics = std::vector<Diagnostic>;

inline std::string to_string(const Diagnostic& diagnostic, Language language) {
  return diagnostic.place.file + ":" + std::to_string(diagnostic.place.line) + ":" +
         std::to_string(diagnostic.place.column) + ": " + in(language, diagnostic.text);
}

}  // namespace fenghuo::adapters
