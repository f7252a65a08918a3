#include "adapters/csv.h"

namespace fenghuo::adapters {

char CsvReader::take() {
  const char c = text_[at_++];
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
    ++column_;
  }
  return c;
}

void CsvReader::read_field(CsvField& field) {
  field.text.clear();
  field.line = line_;
  field.column = column_;
  const bool quoted = !at_end() && text_[at_] == '"';
  if (quoted) {
    take();
    while (true) {
      if (at_end()) {
        unclosed_quote_ = true;
        return;
      }
      const char c = take();
      if (c != '"') {
        field.text.push_back(c);
      } else if (!at_end() && text_[at_] == '"') {
        field.text.push_back(take());
      } else {
        break;
      }
    }
  }
  std::size_t end = at_;
  for (; end < text_.size(); ++end) {
    const char c = text_[end];
    if (c == ',' || c == '\n' || c == '\r') break;
    column_ += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
  }
  field.text.append(text_, at_, end - at_);
  at_ = end;
}

bool CsvReader::next(std::vector<CsvField>& row) {
  while (!at_end() && (text_[at_] == '\n' || text_[at_] == '\r')) take();
  std::size_t fields = 0;
  bool more = !at_end();
  const bool found = more;
  while (more) {
    if (fields == row.size()) row.emplace_back();
    read_field(row[fields++]);
    if (at_end()) break;
    const char c = take();
    more = c == ',';
    if (c == '\r' && !at_end() && text_[at_] == '\n') take();
  }
  row.resize(fields);
  return found;
}

}  // namespace fenghuo::adapters
