#include "cli/drill/html_table.h"

#include "engine/check.h"

namespace fenghuo::cli {

void HtmlTable::row(const std::vector<std::string>& cells) {
  CHECK(cells.size() == columns_.size());
  rows_ += "<tr><th scope=\"row\">" + cells[0] + "</th>";
  for (std::size_t i = 1; i < cells.size(); ++i)
    rows_ += "<td data-column=\"" + columns_[i] + "\"><span>" + cells[i] + "</span></td>";
  rows_ += "</tr>\n";
}

std::string HtmlTable::markup(const std::string& style) const {
  std::string out = style.empty() ? "<table>" : "<table class=\"" + style + "\">";
  out += "<thead><tr>";
  for (const auto& column : columns_) out += "<th scope=\"col\">" + column + "</th>";
  return out + "</tr></thead>\n<tbody>\n" + rows_ + "</tbody></table>\n";
}

}  // namespace fenghuo::cli
