// Numbers of type double as text: with the fewest digits that give the same number back.
#pragma once

#include <string>

namespace fenghuo::language {

/// As Go's %g, by exponent below 1e-4 and from 1e6 on: "12.5", "1e+06", "NaN", "Infinity"; a whole
/// number has no point: "2".
std::string number_text(double value);
/// The same without an exponent: "1000000", "0.00001".
std::string plain_number_text(double value);

}  // namespace fenghuo::language
