// What is owed to the world. An effect stays here, under the id that the receiver sees, until a
// report settles it; after a crash whatever is still here is sent again under the same id.
#pragma once

#include <map>
#include <string>

#include "engine/ids.h"

namespace fenghuo {

class Outbox {
 public:
  /// `effect` is a serialised wire::Effect.
  void owe(EffectId id, std::string effect) { owed_.emplace(id, std::move(effect)); }
  /// False where it is not owed (any more): a report that came twice.
  bool settle(EffectId id) { return owed_.erase(id) > 0; }
  /// Null where it is not owed.
  const std::string* find(EffectId id) const;
  /// In the order in which they were owed.
  const std::map<EffectId, std::string>& owed() const { return owed_; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.owed_);
  }

 private:
  std::map<EffectId, std::string> owed_;
};

}  // namespace fenghuo
