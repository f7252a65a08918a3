#include "adapters/plan/table.h"

#include <algorithm>
#include <charconv>

#include "engine/decimal.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

}  // namespace

Table::Table(const PlanFile& file, std::initializer_list<std::string_view> required,
             std::initializer_list<std::string_view> optional, PlanDraft& draft)
    : name_(file.name), draft_(draft) {
  CsvReader reader(file.text);
  std::vector<CsvField> row;
  std::vector<std::string_view> known(required);
  known.insert(known.end(), optional.begin(), optional.end());
  if (reader.next(row)) {
    for (const auto& field : row) {
      columns_.push_back(trimmed(field.text));
      if (std::find(known.begin(), known.end(), columns_.back()) != known.end()) continue;
      const auto near = nearest(columns_.back(), known);
      const std::string like = near ? std::string(*near) : "";
      draft_.fault(
          {name_, field.line, field.column},
          {"不认识的列“" + columns_.back() + "”" + (near ? "，是否为“" + like + "”？" : ""),
           "unknown column '" + columns_.back() + "'" +
               (near ? "; did you mean '" + like + "'?" : "")});
    }
  }
  for (const auto column : required)
    if (!index_of(column))
      draft_.fault({name_, 1, 1}, {"缺少列“" + std::string(column) + "”",
                                   "the column '" + std::string(column) + "' is missing"});
  while (reader.next(row)) {
    // A line that begins with # is a comment; spreadsheets leave lines of nothing but commas.
    const bool empty =
        std::all_of(row.begin(), row.end(), [](const auto& f) { return trimmed(f.text).empty(); });
    if (empty || row.front().text.starts_with('#')) continue;
    if (row.size() > columns_.size())
      draft_.fault({name_, row[columns_.size()].line, row[columns_.size()].column},
                   {"这一行的列数多于表头", "this row has more fields than the header"});
    rows_.push_back(row);
  }
  if (reader.unclosed_quote())
    draft_.fault({name_, rows_.empty() ? 1 : rows_.back().front().line, 1},
                 {"引号没有闭合", "a quote is not closed"});
}

std::optional<std::size_t> Table::index_of(std::string_view column) const {
  const auto found = std::find(columns_.begin(), columns_.end(), column);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::string Table::field(std::size_t row, std::string_view column) const {
  const auto index = index_of(column);
  if (!index || *index >= rows_[row].size()) return "";
  return trimmed(rows_[row][*index].text);
}

Place Table::place(std::size_t row, std::string_view column) const {
  const auto index = index_of(column);
  const auto& fields = rows_[row];
  const auto& field = fields[index && *index < fields.size() ? *index : 0];
  return {name_, field.line, field.column};
}

void Table::fault(std::size_t row, std::string_view column, Text text) {
  draft_.fault(place(row, column), std::move(text));
}

std::string Table::required(std::size_t row, std::string_view column) {
  std::string value = field(row, column);
  if (value.empty() && index_of(column))
    fault(row, column,
          {"“" + std::string(column) + "”不能为空",
           "'" + std::string(column) + "' must not be empty"});
  return value;
}

double Table::number(std::size_t row, std::string_view column, double low, double high,
                     double otherwise) {
  const std::string text = field(row, column);
  if (text.empty()) return otherwise;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error == std::errc{} && end == text.data() + text.size() && value >= low && value <= high)
    return value;
  const std::string bounds = format_number(low, 6) + " ... " + format_number(high, 6);
  fault(row, column,
        {"“" + text + "”不是 " + bounds + " 之间的数字",
         "'" + text + "' is no number between " + bounds});
  return otherwise;
}

std::vector<std::string> Table::list(std::size_t row, std::string_view column) const {
  std::string text = field(row, column);
  constexpr std::string_view kWide = "；";
  for (auto at = text.find(kWide); at != std::string::npos; at = text.find(kWide))
    text.replace(at, kWide.size(), ";");
  std::vector<std::string> items;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = rest.find(';');
    if (auto item = trimmed(rest.substr(0, end)); !item.empty()) items.push_back(std::move(item));
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return items;
}

}  // namespace fenghuo::adapters
