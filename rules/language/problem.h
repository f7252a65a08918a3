// What is wrong with an expression, and where: line and column count from 1 within its text.
#pragma once

#include <string>

#include "engine/text.h"

namespace fenghuo::language {

struct Position {
  int line = 1;
  int column = 1;  // in characters, not bytes
};

struct Problem {
  Position at;
  Text text;
};

}  // namespace fenghuo::language
