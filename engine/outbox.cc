#include "engine/outbox.h"

namespace fenghuo {

const std::string* Outbox::find(EffectId id) const {
  const auto entry = owed_.find(id);
  return entry == owed_.end() ? nullptr : &entry->second;
}

}  // namespace fenghuo
