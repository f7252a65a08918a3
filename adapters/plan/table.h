// A CSV file of a plan as rows of named fields, with a place for every fault.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/csv.h"
#include "adapters/plan/files.h"

namespace fenghuo::adapters {

class Table {
 public:
  /// Notes columns that are missing or unknown, rows that are too long, and an unclosed quote.
  /// There are no rows where the header is wrong: their faults would only follow from it.
  Table(const PlanFile& file, std::initializer_list<std::string_view> required,
        std::initializer_list<std::string_view> optional, PlanDraft& draft);

  std::size_t rows() const { return rows_.size(); }
  /// Without blanks around it; empty where the column or the field is not there.
  std::string field(std::size_t row, std::string_view column) const;
  Place place(std::size_t row, std::string_view column) const;
  /// Notes an empty field.
  std::string required(std::size_t row, std::string_view column);
  /// Notes what is no number within the bounds; an empty field gives `otherwise`.
  double number(std::size_t row, std::string_view column, double low, double high,
                double otherwise);
  /// Likewise, and notes an empty field: nothing written is not the number 0.
  double required_number(std::size_t row, std::string_view column, double low, double high);
  /// Items between semicolons (; or ；).
  std::vector<std::string> list(std::size_t row, std::string_view column) const;
  void fault(std::size_t row, std::string_view column, Text text);

 private:
  using Names = std::initializer_list<std::string_view>;

  /// False, with the fault noted, where rows would be read wrongly by it.
  bool read_header(CsvReader& reader, Names required, Names optional);
  bool check_columns(const std::vector<CsvField>& header, Names required, Names optional);
  void read_rows(CsvReader& reader);
  std::optional<std::size_t> index_of(std::string_view column) const;

  std::string name_;
  PlanDraft& draft_;
  std::vector<std::string> columns_;
  std::vector<std::vector<CsvField>> rows_;
};

}  // namespace fenghuo::adapters
