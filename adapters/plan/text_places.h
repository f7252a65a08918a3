// Where the characters of a text stand in the file that it was read from: a YAML text may go over
// several lines, be indented and folded, or be in quotes with escapes.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "adapters/plan/diagnostic.h"

namespace fenghuo::adapters {

class TextPlaces {
 public:
  TextPlaces() = default;
  /// `text` was read from `source`, where it begins, with its quote or its | or >, at byte `from`,
  /// which is `begin`.
  TextPlaces(std::string_view text, std::string_view source, std::size_t from, const Place& begin);

  bool empty() const { return runs_.empty(); }
  /// Of a line and column (from 1, in characters) of the text, which must not be empty(). What
  /// can't be followed, as behind \u00b5, stands where the last did that could.
  Place at(int line, int column) const;

 private:
  // From there on the text stands in one row in the file.
  struct Run {
    int line = 1;
    int column = 1;
    Place place;
  };
  std::vector<Run> runs_;  // in order
};

}  // namespace fenghuo::adapters
