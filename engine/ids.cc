#include "engine/ids.h"

#include <charconv>

#include "engine/event.pb.h"
#include "engine/fact.pb.h"

namespace fenghuo {
namespace {

std::string dotted(Offset offset, std::uint32_t index) {
  return std::to_string(offset.value) + "." + std::to_string(index);
}

template <class T>
bool parse_number(std::string_view text, T& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

}  // namespace

std::string to_string(FactId id) {
  return dotted(id.offset, id.index);
}
std::string to_string(EffectId id) {
  return dotted(id.offset, id.index);
}

std::optional<FactId> parse_fact_id(std::string_view text) {
  const auto dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  FactId id;
  if (!parse_number(text.substr(0, dot), id.offset.value)) return std::nullopt;
  if (!parse_number(text.substr(dot + 1), id.index)) return std::nullopt;
  return id;
}

FactId from_wire(const wire::FactRef& ref) {
  return {{ref.offset()}, ref.index()};
}
FactId from_wire(const wire::ObligationRef& ref) {
  return {{ref.offset()}, ref.index()};
}

wire::FactRef to_wire(FactId id) {
  wire::FactRef ref;
  ref.set_offset(id.offset.value);
  ref.set_index(id.index);
  return ref;
}

}  // namespace fenghuo
