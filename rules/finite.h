// Numbers in a rule are finite or not known: an infinite one would be a red alarm made of nothing,
// and one that is no number compares as calm with everything.
#pragma once

#include "rules/language/environment.h"

namespace fenghuo::rules {

/// What computes with floating numbers fails where CEL's own gives an infinity or NaN (IEEE 754):
/// a condition can't be told then.
void keep_finite(language::Environment& environment);

}  // namespace fenghuo::rules
