// Expressions made by chance, for the differential test: of a wanted type, so that most of them
// pass the checker, with some that don't.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/random.h"

namespace fenghuo::language {

/// A type by one letter, as the templates in the .cc write it.
struct Sort {
  char letter;
  std::string_view type;  // as an environment takes it
};
inline constexpr Sort kSorts[] = {{'B', "bool"},
                                  {'I', "int"},
                                  {'U', "uint"},
                                  {'D', "double"},
                                  {'S', "string"},
                                  {'Y', "bytes"},
                                  {'L', "list(int)"},
                                  {'T', "list(string)"},
                                  {'F', "list(double)"},
                                  {'N', "list(list(int))"},
                                  {'M', "map(string, int)"},
                                  {'W', "timestamp"},
                                  {'H', "duration"},
                                  {'O', "optional_type(int)"},
                                  {'A', "dyn"}};

struct Input {
  std::string_view name;
  char sort;
};

class RandomExpression {
 public:
  RandomExpression(Random& random, const std::vector<Input>& inputs);

  /// Of any type, `depth` templates deep at most.
  std::string make(int depth);

 private:
  struct Variable {
    std::string name;
    char sort;
  };

  std::string of_sort(char sort, int depth);
  std::string leaf(char sort);
  std::string filled(std::string_view form, int depth);
  Variable new_variable(char sort, const std::vector<Variable>& beside);
  std::string_view pick(const std::vector<std::string_view>& from);
  char any_sort();

  Random& random_;
  std::vector<Variable> variables_;  // of inner macros last
};

}  // namespace fenghuo::language
