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

// What stands between columns where no comma does. No column of a plan has one of them in its name.
struct Separator {
  std::string_view sign;
  Text name;
};

const Separator* separator_in(std::string_view header) {
  static const Separator kSeparators[] = {{";", {"分号", "semicolons"}},
                                          {"\t", {"制表符", "tabs"}},
                                          {"；", {"全角分号", "full-width semicolons"}},
                                          {"，", {"全角逗号", "full-width commas"}}};
  for (const auto& separator : kSeparators)
    if (header.find(separator.sign) != std::string_view::npos) return &separator;
  return nullptr;
}

}  // namespace

Table::Table(const PlanFile& file, Names required, Names optional, PlanDraft& draft)
    : name_(file.name), draft_(draft) {
  CsvReader reader(file.text);
  if (read_header(reader, required, optional)) read_rows(reader);
}

bool Table::read_header(CsvReader& reader, Names required, Names optional) {
  std::vector<CsvField> header;
  if (!reader.next(header)) {
    draft_.fault_of_whole_file(
        {name_, 1, 1},
        {"文件是空的，第一行要写列名", "the file is empty; its first line names the columns"});
    return false;
  }
  for (const auto& field : header) {
    columns_.push_back(trimmed(field.text));
    // Where commas separate well, a column of one's own may be called what it likes.
    const auto* separator = header.size() > 1 ? nullptr : separator_in(columns_.back());
    if (separator == nullptr) continue;
    draft_.fault_of_whole_file(
        {name_, field.line, field.column},
        {"用了" + separator->name.zh + "分隔，要用逗号“,”（表格软件里另存为 CSV UTF-8，逗号分隔）",
         "fields are separated by " + separator->name.en +
             "; it should be commas (save it as comma-separated CSV, UTF-8)"});
    return false;
  }
  return check_columns(header, required, optional);
}

bool Table::check_columns(const std::vector<CsvField>& header, Names required, Names optional) {
  std::vector<std::string_view> known(required);
  known.insert(known.end(), optional.begin(), optional.end());
  std::vector<std::string_view> absent;
  for (const auto column : known)
    if (!index_of(column)) absent.push_back(column);
  bool good = true;
  std::vector<std::string_view> misspelt;  // as they should be
  for (std::size_t i = 0; i < header.size(); ++i) {
    if (std::find(known.begin(), known.end(), columns_[i]) != known.end()) continue;
    const auto near = nearest(columns_[i], absent);
    const Text like = did_you_mean(near);
    const Place place{name_, header[i].line, header[i].column};
    draft_.faults.push_back({place,
                             {"不认识的列“" + columns_[i] + "”" + like.zh,
                              "unknown column '" + columns_[i] + "'" + like.en},
                             Severity::fault,
                             near.has_value()});
    if (near) misspelt.push_back(*near);
  }
  for (const auto column : required) {
    if (index_of(column)) continue;
    good = false;
    if (std::find(misspelt.begin(), misspelt.end(), column) != misspelt.end()) continue;
    draft_.fault_of_whole_file({name_, 1, 1},
                               {"缺少列“" + std::string(column) + "”",
                                "the column '" + std::string(column) + "' is missing"});
  }
  return good && misspelt.empty();
}

void Table::read_rows(CsvReader& reader) {
  std::vector<CsvField> row;
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
  if (!reader.unclosed_quote()) return;
  // It has taken all rows after it.
  draft_.fault_of_whole_file({name_, rows_.empty() ? 1 : rows_.back().front().line, 1},
                             {"引号没有闭合", "a quote is not closed"});
  rows_.clear();
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

double Table::required_number(std::size_t row, std::string_view column, double low, double high) {
  if (field(row, column).empty())
    fault(row, column,
          {"“" + std::string(column) + "”不能为空，要写数字",
           "'" + std::string(column) + "' must not be empty: write a number"});
  return number(row, column, low, high, 0);
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
