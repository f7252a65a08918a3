// What a person or a plan has written, put into a text of ours: with one full stop at its end, or
// with none.
#pragma once

#include "engine/text.h"

namespace fenghuo {

/// Without the full stops at its end.
Text without_stop(Text words);
/// With one; not after an exclamation or a question.
Text sentence(Text words);

}  // namespace fenghuo
