// Tables of the kinds of facts that a file writes as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>

#include "adapters/fact_json.h"
#include "engine/fact.pb.h"

namespace fenghuo::adapters {

struct FactRow {
  wire::Fact::KindCase kind;
  const char* name;
  void (*put)(boost::json::object&, const wire::Fact&, const JsonStyle&);
};

/// Fills in the fact's members and gives its word; null where no row has its kind.
template <std::size_t N>
const char* put_by_row(const FactRow (&rows)[N], boost::json::object& out, const wire::Fact& fact,
                       const JsonStyle& style) {
  for (const auto& row : rows) {
    if (row.kind != fact.kind_case()) continue;
    row.put(out, fact, style);
    return row.name;
  }
  return nullptr;
}

}  // namespace fenghuo::adapters
