// A table of a report. On a telephone each cell stands on a line of its own, under its column's
// name.
#pragma once

#include <string>
#include <vector>

namespace fenghuo::cli {

class HtmlTable {
 public:
  /// Escaped already, as all cells.
  explicit HtmlTable(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  /// One for each column; the first is the row's name.
  void row(const std::vector<std::string>& cells);
  bool empty() const { return rows_.empty(); }
  /// `style` is a class of report_style.cc; may be empty. "compact" stays a table on a telephone.
  std::string markup(const std::string& style = "") const;

 private:
  std::vector<std::string> columns_;
  std::string rows_;
};

}  // namespace fenghuo::cli
