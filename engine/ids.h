// Names for the numbers that could be swapped. An offset names a record; (offset, index) names one
// of its facts or effects; (offset, row) names one observation. People read and type them as
// "812.0".
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenghuo {

namespace wire {
class FactRef;
class ObligationRef;
}  // namespace wire

struct Offset {
  std::uint64_t value = 0;
  auto operator<=>(const Offset&) const = default;
  Offset next() const { return {value + 1}; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.value);
  }
};

struct FactId {
  Offset offset;
  std::uint32_t index = 0;
  auto operator<=>(const FactId&) const = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.offset, self.index);
  }
};

/// The idempotency key under which an effect is owed, sent and sent again.
struct EffectId {
  Offset offset;
  std::uint32_t index = 0;
  auto operator<=>(const EffectId&) const = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.offset, self.index);
  }
};

/// Dense, from 0, given by the record that registers the datastream.
struct DatastreamId {
  std::uint32_t value = 0;
  auto operator<=>(const DatastreamId&) const = default;
};

/// Dense, from 0, in the order in which stations were first seen. Only the machine uses it.
struct StationIndex {
  std::uint32_t value = 0;
  auto operator<=>(const StationIndex&) const = default;
};

std::string to_string(FactId id);
std::string to_string(EffectId id);

/// "812.0"; nothing else.
std::optional<FactId> parse_fact_id(std::string_view text);

FactId from_wire(const wire::FactRef& ref);
FactId from_wire(const wire::ObligationRef& ref);
wire::FactRef to_wire(FactId id);

}  // namespace fenghuo
