#include "adapters/sl651/ascii_body.h"

#include <algorithm>

#include "adapters/sl651/report_writer.h"

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::size_t kIdentifierMax = 16;  // longer than any of the standard
constexpr std::size_t kColumnsMax = 64;     // of a series, likewise

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_identifier(std::string_view word) {
  return !word.empty() && word.size() <= kIdentifierMax && is_letter(word[0]) && word != "M" &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

bool is_value(std::string_view word) {
  return !word.empty() && !is_identifier(word);
}

bool begins_part(std::string_view word) {
  return word == "ST" || word == "TT";
}

// DRDnn, DRHnn, DRNnn: days, hours, minutes; table C.2.
bool is_step_code(std::string_view word) {
  return word.size() == 5 && word.starts_with("DR") && is_digit(word[3]) && is_digit(word[4]);
}

// Zero, which goes with hours' lists alone, for what is no step.
Span step_from(std::string_view code) {
  const int count = (code[3] - '0') * 10 + (code[4] - '0');
  if (code[2] == 'D') return std::chrono::days{count};
  if (code[2] == 'H') return std::chrono::hours{count};
  return code[2] == 'N' ? std::chrono::minutes{count} : Span{0};
}

// M stands for no value (clause 6.6.4.4); 9999.999 does with some vendors.
Value read_number(std::string_view word) {
  if (word == "M" || word == "9999.999") return std::nullopt;
  if (!word.empty() && word.find_first_not_of('F') == std::string_view::npos) return std::nullopt;
  const auto number = parse_decimal(word);
  if (!number) return Refusal::bad_number;
  if (number->mantissa > kMantissaMax || number->mantissa < -kMantissaMax)
    return Refusal::number_too_large;
  return number;
}

class AsciiBody {
 public:
  AsciiBody(ByteView groups, Span utc_offset, Report& report)
      : rest_(characters(groups)), writer_(report, utc_offset) {}

  void read() {
    while (!writer_.full()) {
      const std::string_view word = take();
      if (word.empty()) return;
      read_group(word);
    }
  }

 private:
  void read_group(std::string_view word);
  void read_station();
  void read_time();
  void read_value(const ElementName& element, Span after);
  void read_series(std::string_view step_code);

  // Past blanks; empty at the end.
  std::string_view peek() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    return rest_.substr(0, rest_.find(' '));
  }
  std::string_view take() {
    const std::string_view word = peek();
    rest_.remove_prefix(word.size());
    return word;
  }
  void refuse(Refusal why, std::string_view word) {
    writer_.refuse(why, is_identifier(word) ? std::string(word) : "");
  }

  std::string_view rest_;
  ReportWriter writer_;
};

void AsciiBody::read_group(std::string_view word) {
  if (word == "ST") return read_station();
  if (word == "TT") return read_time();
  if (word == "RGZS" || word == "PIC") {
    if (!rest_.empty()) rest_.remove_prefix(1);
    if (word == "RGZS") writer_.report().text = rest_;
    if (word == "PIC") writer_.report().picture.assign(rest_.begin(), rest_.end());
    rest_ = {};
    return;
  }
  if (is_step_code(word)) return read_series(word);
  if (!is_identifier(word)) return refuse(Refusal::bad_group, word);
  if (peek().empty()) return refuse(Refusal::cut_group, word);
  read_value(name_of(word), Span{0});
}

// Without the address, nothing that follows can be given to a station.
void AsciiBody::read_station() {
  const auto address = from_hex(take());
  if (!address || address->size() != 5) {
    refuse(Refusal::bad_group, "ST");
    rest_ = {};
    return;
  }
  writer_.station(to_hex(*address));
  if (peek().size() == 1) writer_.station_class(take()[0]);
}

void AsciiBody::read_time() {
  const auto digits = from_hex(take());
  writer_.observation_time(digits && digits->size() == 5 ? ByteView(*digits) : ByteView{});
}

// A status and an hour's list are hexadecimal text (clause 6.6.2.2), all others decimal numbers.
void AsciiBody::read_value(const ElementName& element, Span after) {
  const std::string_view word = take();
  const std::size_t list_bytes = kHourValues * hour_value_bytes(element.lead);
  if ((list_bytes == 0 && element.lead != kStatusLead) || word == "M")
    return writer_.add(element, read_number(word), after);
  const auto bytes = from_hex(word);
  if (!bytes || bytes->size() != (list_bytes != 0 ? list_bytes : 4))
    return writer_.add(element, Refusal::bad_number, after);
  if (list_bytes != 0) return writer_.add_hour(element, *bytes, after);
  writer_.add(element, read_unsigned(*bytes, 0), after);
}

// Clause 6.6.4.4: the step, the identifiers, then a value of each for each moment.
void AsciiBody::read_series(std::string_view step_code) {
  std::vector<ElementName> columns;
  while (columns.size() < kColumnsMax && is_identifier(peek()) && !begins_part(peek()))
    columns.push_back(name_of(take()));
  const bool lists = std::any_of(columns.begin(), columns.end(), [](const ElementName& column) {
    return hour_value_bytes(column.lead) != 0;
  });
  const Span step = lists ? Span{std::chrono::hours{1}} : step_from(step_code);
  if (columns.empty() || step == Span{0}) {
    refuse(Refusal::bad_time_step, step_code);
    rest_ = {};
    return;
  }
  for (Span after{0}; is_value(peek()) && !writer_.full(); after += step) {
    for (const ElementName& column : columns) {
      if (!is_value(peek())) return writer_.refuse(Refusal::cut_group, column.code);
      read_value(column, after);
    }
  }
}

}  // namespace

void read_ascii_body(ByteView groups, Span utc_offset, Report& report) {
  AsciiBody(groups, utc_offset, report).read();
}

}  // namespace fenghuo::adapters::sl651
