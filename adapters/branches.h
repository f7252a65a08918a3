// Where a log went on from a backup of itself. From there on another log may have the same number
// for something else, so what is named by a number and leaves the program (a message's key, a link)
// says the branch as well; what stands before it is the same in both, and keeps its names.
#pragma once

#include <iterator>
#include <map>
#include <string>

#include "engine/ids.h"

namespace fenghuo::adapters {

class Branches {
 public:
  /// The first record of it, and a name that no other has.
  void add(Offset from, const std::string& name) { names_[from] = name; }
  /// Empty before the first one.
  std::string at(Offset offset) const {
    const auto after = names_.upper_bound(offset);
    return after == names_.begin() ? "" : std::prev(after)->second;
  }

 private:
  std::map<Offset, std::string> names_;
};

}  // namespace fenghuo::adapters
