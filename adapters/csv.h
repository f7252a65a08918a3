// Comma-separated values, RFC 4180: quoted fields may hold commas, quotes (doubled) and line ends.
// Lines may end in LF or CRLF; empty lines are passed over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::adapters {

struct CsvField {
  std::string text;
  int line = 1;
  int column = 1;  // in characters, of the field's first one
};

class CsvReader {
 public:
  /// UTF-8; see to_utf8(). It outlives the reader.
  explicit CsvReader(std::string_view text) : text_(text) {}

  /// The next row, into what the last one has left of room; false at the end. A quote that is never
  /// closed takes the rest of the file and sets unclosed_quote().
  bool next(std::vector<CsvField>& row);
  bool unclosed_quote() const { return unclosed_quote_; }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  char take();
  void read_field(CsvField& field);

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  bool unclosed_quote_ = false;
};

}  // namespace fenghuo::adapters
