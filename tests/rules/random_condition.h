// Conditions made by chance, as rules have them: answers of series compared with limits and with
// each other, reckoned with, and joined. Each set of them asks a limited number of questions, so
// that rules share windows as those of a plan do.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/random.h"

namespace fenghuo::slow {

class RandomCondition {
 public:
  /// Of these properties.
  RandomCondition(Random& random, std::vector<std::string> properties);

  /// `depth` forms deep at most. Of one station, or of what several read at worst.
  std::string make(int depth);
  /// Of several stations, with tests of each in it.
  std::string make_of_stations(int depth);

 private:
  std::string new_question(char sort);
  std::string series(bool may_go_back);
  std::string window();
  std::string sample_test();
  std::string literal(char sort);
  std::string limit_of_number();
  std::string of_sort(char sort, int depth);
  std::string filled(std::string_view form, int depth);

  std::string_view pick(const std::vector<std::string_view>& from);

  Random& random_;
  std::vector<std::string> properties_;
  std::map<char, std::vector<std::string>> questions_;  // a $ stands before each property
  std::string station_;                                 // what it becomes: nothing, or "s."
};

}  // namespace fenghuo::slow
