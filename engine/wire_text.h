// A Text as facts and plans hold it.
#pragma once

#include "engine/text.h"
#include "engine/text.pb.h"

namespace fenghuo {

inline Text from_wire(const wire::Text& text) {
  return {text.zh(), text.en()};
}

inline void to_wire(const Text& text, wire::Text& out) {
  out.set_zh(text.zh);
  out.set_en(text.en);
}

}  // namespace fenghuo
