#include "adapters/csv.h"

#include <algorithm>

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
  field = {"", line_, column_};
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
  const std::size_t end = std::min(text_.find_first_of(",\r\n", at_), text_.size());
  const std::string_view plain = text_.substr(at_, end - at_);
  field.text.append(plain);
  column_ += static_cast<int>(std::count_if(plain.begin(), plain.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
  at_ = end;
}

bool CsvReader::next(std::vector<CsvField>& row) {
  while (!at_end() && (text_[at_] == '\n' || text_[at_] == '\r')) take();
  row.clear();
  if (at_end()) return false;
  while (true) {
    read_field(row.emplace_back());
    if (at_end()) return true;
    const char c = take();
    if (c == ',') continue;
    if (c == '\r' && !at_end() && text_[at_] == '\n') take();
    return true;
  }
}

}  // namespace fenghuo::adapters
