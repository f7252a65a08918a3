#include "cli/observed_file.h"

#include <vector>

#include "adapters/plan/files.h"
#include "adapters/plan/folder.h"
#include "adapters/plan/table.h"
#include "adapters/plan/text_file.h"
#include "engine/nearest.h"

namespace fenghuo::cli {
namespace {

Instant moment(adapters::Table& table, std::size_t row, const char* column) {
  const auto at = parse_rfc3339(table.required(row, column));
  if (!at && !table.field(row, column).empty())
    table.fault(
        row, column,
        {"时间写作 2026-07-15T08:35:00+08:00", "a time is written 2026-07-15T08:35:00+08:00"});
  return at.value_or(Instant{});
}

void check_area(adapters::Table& table, std::size_t row, const std::string& area,
                const std::set<std::string>& areas) {
  if (areas.contains(area) || area.empty()) return;
  const std::vector<std::string_view> names(areas.begin(), areas.end());
  const auto near = nearest(area, names);
  const std::string like = near ? std::string(*near) : "";
  table.fault(row, "area",
              {"没有规则管“" + area + "”" + (near ? "，是否为“" + like + "”？" : ""),
               "no rule judges '" + area + "'" + (near ? "; did you mean '" + like + "'?" : "")});
}

}  // namespace

Observed read_observed(const std::string& path, const std::set<std::string>& areas,
                       adapters::Diagnostics& faults) {
  Observed observed;
  const auto file = adapters::read_text_file(path, adapters::kPlanFileBytesMax);
  if (!file) {
    faults.push_back({{path, 1, 1}, file.error().text});
    return observed;
  }
  adapters::PlanDraft draft;
  const adapters::PlanFile source{path, file->text};
  adapters::Table table(source, {"area", "begin", "end"}, {"note"}, draft);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string area = table.required(row, "area");
    check_area(table, row, area, areas);
    observed.areas.insert(area);
    if (table.field(row, "begin").empty() && table.field(row, "end").empty()) continue;
    const ObservedEvent event{area, moment(table, row, "begin"), moment(table, row, "end")};
    if (event.end < event.begin)
      table.fault(row, "end", {"结束早于开始", "it ends before it begins"});
    observed.events.push_back(event);
  }
  faults.insert(faults.end(), draft.faults.begin(), draft.faults.end());
  return observed;
}

}  // namespace fenghuo::cli
