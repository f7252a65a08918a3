// What yaml-cpp passes over without a word: a key that stands twice in one mapping, of which it
// gives the first, and documents after the first one of a file. Whoever wrote them meant them.
#pragma once

#include <yaml-cpp/mark.h>

#include <string>
#include <vector>

namespace fenghuo::adapters {

struct PassedOver {
  YAML::Mark at;
  bool of_document = false;  // else a key
  std::string key;
  int line_before = 0;  // where the key stands first, from 1
};

/// In the order of the text. Reads it once, whatever its aliases stand for; throws what yaml-cpp
/// throws where it is no YAML.
std::vector<PassedOver> passed_over_in(const std::string& text);

}  // namespace fenghuo::adapters
