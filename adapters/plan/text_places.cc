#include "adapters/plan/text_places.h"

#include <algorithm>

namespace fenghuo::adapters {
namespace {

bool is_space(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

// Goes through a text and knows the line and column, in characters, of where it is.
class Walker {
 public:
  Walker(std::string_view text, std::size_t at, const Place& begin)
      : text_(text), at_(at), line_(begin.line), column_(begin.column) {}

  int line() const { return line_; }
  int column() const { return column_; }
  bool is_over() const { return at_ >= text_.size(); }
  char byte() const { return text_[at_]; }
  /// Of the whole character that stands here.
  std::string_view character() const {
    std::size_t end = at_ + 1;
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0) == 0x80) ++end;
    return text_.substr(at_, end - at_);
  }
  bool stands(std::string_view words) const { return text_.substr(at_).starts_with(words); }
  void go() {
    const bool line_ends = byte() == '\n';
    at_ += character().size();
    column_ = line_ends ? 1 : column_ + 1;
    line_ += line_ends ? 1 : 0;
  }

 private:
  std::string_view text_;
  std::size_t at_;
  int line_;
  int column_;
};

// To the next character that stands for itself.
void pass_spaces(Walker& source, char style) {
  while (!source.is_over()) {
    const bool escaped = style == '"' && (source.stands("\\n") || source.stands("\\t") ||
                                          source.stands("\\ ") || source.stands("\\\n"));
    if (escaped) source.go();
    if (!escaped && !is_space(source.byte())) break;
    source.go();
  }
  if (style == '"' && source.stands("\\")) source.go();
  if (style == '\'' && source.stands("''")) source.go();
}

}  // namespace

TextPlaces::TextPlaces(std::string_view text, std::string_view source, std::size_t from,
                       const Place& begin) {
  Walker in_text(text, 0, {});
  Walker in_file(source, from, begin);
  if (in_file.is_over()) return;
  const char style = in_file.byte();
  if (style == '|' || style == '>')
    while (!in_file.is_over() && in_file.line() == begin.line) in_file.go();
  if (style == '"' || style == '\'') in_file.go();
  for (; !in_text.is_over(); in_text.go()) {
    if (is_space(in_text.byte())) continue;
    pass_spaces(in_file, style);
    if (in_file.is_over() || in_file.character() != in_text.character()) return;
    const bool goes_on =
        !runs_.empty() && runs_.back().line == in_text.line() &&
        runs_.back().place.line == in_file.line() &&
        in_file.column() - runs_.back().place.column == in_text.column() - runs_.back().column;
    if (!goes_on)
      runs_.push_back(
          {in_text.line(), in_text.column(), {begin.file, in_file.line(), in_file.column()}});
    in_file.go();
  }
}

Place TextPlaces::at(int line, int column) const {
  const auto later = std::find_if(runs_.begin(), runs_.end(), [&](const Run& run) {
    return run.line > line || (run.line == line && run.column > column);
  });
  if (later == runs_.begin()) return runs_.front().place;
  const Run& run = *std::prev(later);
  Place place = run.place;
  if (run.line == line) place.column += column - run.column;
  return place;
}

}  // namespace fenghuo::adapters
