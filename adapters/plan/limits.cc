// limits.csv: each station's own limits, such as its flood level and the highest value on its
// record.
#include <cmath>
#include <set>
#include <tuple>

#include "adapters/plan/table.h"
#include "engine/property.h"

namespace fenghuo::adapters {
namespace {

// 2026-05-31, or nothing.
bool is_date(const std::string& text) {
  return text.empty() || parse_rfc3339(text + "T00:00:00Z").has_value();
}

}  // namespace

void read_limits(const PlanFile& file, PlanDraft& draft) {
  Table table(file, {"station", "property", "name", "value"}, {"reviewed", "source", "note"},
              draft);
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    wire::Limit& limit = *draft.plan.add_limits();
    limit.set_station(table.required(row, "station"));
    limit.set_property(table.required(row, "property"));
    limit.set_name(table.required(row, "name"));
    limit.set_value(table.required_number(row, "value", -1e6, 1e6));
    limit.set_reviewed(table.field(row, "reviewed"));
    limit.mutable_source()->set_zh(table.field(row, "source"));
    limit.mutable_source()->set_en(table.field(row, "source"));
    const std::string path = "limits[" + std::to_string(draft.plan.limits_size() - 1) + "]";
    for (const char* column : {"station", "property", "name", "reviewed"})
      draft.sources.add(path + "." + column, table.place(row, column));
    if (!is_date(limit.reviewed()))
      table.fault(row, "reviewed",
                  {"“" + limit.reviewed() + "”不是日期，写作 2026-05-31",
                   "'" + limit.reviewed() + "' is no date; it is written 2026-05-31"});
    if (!seen.emplace(limit.station(), limit.property(), limit.name()).second)
      table.fault(row, "name",
                  {"同一测站、要素的这个界限写了两次",
                   "this limit of the station and property stands twice"});
  }
}

}  // namespace fenghuo::adapters
