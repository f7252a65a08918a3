// What a replay tells as it goes.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/record.h"
#include "engine/time.h"

namespace fenghuo::cli {

struct ReplayTakes {
  /// Each conclusion, in order; maybe on a thread of its own.
  std::function<void(FactId, Instant recorded_at, const wire::Fact&)> fact;
  /// Each observation as it goes in; may be empty.
  std::function<void(std::string_view station, std::string_view property, Instant at, double value)>
      observation = nullptr;

  void take_facts(std::span<const Entry> entries) const;
  /// `bytes`: a wire::Fact.
  void take_fact(FactId id, Instant recorded_at, const std::string& bytes) const;
};

}  // namespace fenghuo::cli
