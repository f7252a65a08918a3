#include "rules/language/format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

#include "rules/language/address.h"
#include "rules/language/moment.h"
#include "rules/language/number_text.h"

namespace fenghuo::language {
namespace {

constexpr int kPrecisionMax = 1000;
constexpr int kPrecisionDefault = 6;

// Values as %s writes them. As they share their parts, what that comes to is limited.
class Display {
 public:
  bool exceeded() const { return exceeded_; }
  /// Bytes that were written: what stands within others once for each of them.
  std::uint64_t written() const { return written_; }

  std::string text(const Value& value) {
    if (exceeded_ || ++levels_ > kLevelsMax) return exceed();
    std::string out = text_within(value);
    --levels_;
    written_ += out.size();
    // What parts say is in this text already.
    const bool parts = value.kind == Kind::list || value.kind == Kind::map;
    bytes_ += sizeof(Value) + (parts ? 0 : out.size());
    return bytes_ > kArenaBytesMax ? exceed() : out;
  }

 private:
  std::string exceed() {
    exceeded_ = true;
    return "";
  }

  std::string text_within(const Value& value);

  std::string list_text(std::span<const Value> items) {
    std::string out = "[";
    for (std::size_t i = 0; i < items.size() && !exceeded_; ++i)
      out += (i > 0 ? ", " : "") + text(items[i]);
    return out + "]";
  }

  // Entries in the order of their keys' texts.
  std::string map_text(std::span<const Entry> entries) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (std::size_t i = 0; i < entries.size() && !exceeded_; ++i) {
      std::string key = text(entries[i].key);
      texts.emplace_back(std::move(key), text(entries[i].value));
    }
    std::sort(texts.begin(), texts.end());
    std::string out = "{";
    for (std::size_t i = 0; i < texts.size(); ++i)
      out += (i > 0 ? ", " : "") + texts[i].first + ": " + texts[i].second;
    return out + "}";
  }

  std::size_t bytes_ = 0;
  std::uint64_t written_ = 0;
  int levels_ = 0;
  bool exceeded_ = false;
};

std::string Display::text_within(const Value& value) {
  switch (value.kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.boolean ? "true" : "false";
    case Kind::integer:
      return std::to_string(value.integer);
    case Kind::unsigned_integer:
      return std::to_string(value.unsigned_integer);
    case Kind::floating:
      return plain_number_text(value.floating);
    case Kind::string:
    case Kind::bytes:
    case Kind::type:
      return std::string(value.string());
    case Kind::list:
      return list_text(value.list());
    case Kind::map:
      return map_text(value.map());
    case Kind::timestamp:
      return moment_text(value);
    case Kind::duration:
      return length_text(value);
    case Kind::optional:
      return value.size == 0 ? "optional.none()" : "optional.of(" + text(*value.items) + ")";
    case Kind::address:
      return address_text(*value.address);
    case Kind::network:
      return network_text(*value.address);
    case Kind::error:
      break;
  }
  return "error";
}

std::string digits_of(std::uint64_t value, int base) {
  std::array<char, 64> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, base);
  return {digits.data(), written.ptr};
}

// What a clause makes of a value: its text, or what is wrong.
struct Made {
  std::string text{};
  const char* wrong = nullptr;
  bool too_long = false;
};

Made whole_in_base(const Value& value, int base, const char* wrong) {
  if (value.kind == Kind::integer) {
    const bool negative = value.integer < 0;
    const auto size = negative ? 0 - static_cast<std::uint64_t>(value.integer)
                               : static_cast<std::uint64_t>(value.integer);
    return {(negative ? "-" : "") + digits_of(size, base)};
  }
  if (value.kind == Kind::unsigned_integer) return {digits_of(value.unsigned_integer, base)};
  return {"", wrong};
}

Made decimal(const Value& value) {
  if (value.kind == Kind::floating) return {plain_number_text(value.floating)};
  return whole_in_base(value, 10, "decimal clause can only be used on integers");
}

Made binary(const Value& value) {
  if (value.kind == Kind::boolean) return {value.boolean ? "1" : "0"};
  return whole_in_base(value, 2, "only integers and bools can be formatted as binary");
}

Made hexadecimal(const Value& value, bool upper) {
  Made made;
  if (value.kind == Kind::string || value.kind == Kind::bytes) {
    for (const char c : value.string()) {
      const auto byte = static_cast<unsigned char>(c);
      made.text += digits_of(byte >> 4, 16) + digits_of(byte & 0x0F, 16);
    }
  } else {
    made = whole_in_base(value, 16,
                         "only integers, byte buffers, and strings can be formatted as hex");
  }
  if (upper)
    for (char& c : made.text)
      if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
  return made;
}

Made floating(const Value& value, std::chars_format form, int precision) {
  double number = 0;
  if (value.kind == Kind::floating) {
    number = value.floating;
  } else if (value.kind == Kind::integer) {
    number = static_cast<double>(value.integer);
  } else if (value.kind == Kind::unsigned_integer) {
    number = static_cast<double>(value.unsigned_integer);
  } else {
    return {"", form == std::chars_format::fixed ? "fixed-point clause can only be used on doubles"
                                                 : "scientific clause can only be used on doubles"};
  }
  if (!std::isfinite(number)) return {number_text(number)};
  std::string digits(static_cast<std::size_t>(precision) + 330, '\0');
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, form, precision);
  digits.resize(static_cast<std::size_t>(written.ptr - digits.data()));
  return {std::move(digits)};
}

struct Clause {
  char letter;
  std::optional<int> precision;
};

Made made_by(const Clause& clause, const Value& value, Display& display) {
  switch (clause.letter) {
    case 's':
      return value.kind == Kind::optional ? Made{"", "string clause can't be used on an optional"}
                                          : Made{display.text(value)};
    case 'd':
      return decimal(value);
    case 'f':
      return floating(value, std::chars_format::fixed,
                      clause.precision.value_or(kPrecisionDefault));
    case 'e':
      return floating(value, std::chars_format::scientific,
                      clause.precision.value_or(kPrecisionDefault));
    case 'b':
      return binary(value);
    case 'o':
      return whole_in_base(value, 8, "octal clause can only be used on integers");
    case 'x':
    case 'X':
      return hexadecimal(value, clause.letter == 'X');
    default:
      return {"", "unrecognized formatting clause"};
  }
}

// The same, paid for: what is read before it is read, the rest once its length is known.
Made made_within(Evaluation& evaluation, const Clause& clause, const Value& value,
                 Display& display) {
  const bool text = value.kind == Kind::string || value.kind == Kind::bytes;
  const bool digits = clause.letter == 'x' || clause.letter == 'X';
  if (text && digits && !evaluation.spend(value.size)) return {.too_long = true};
  const std::uint64_t before = display.written();
  Made made = made_by(clause, value, display);
  const std::uint64_t bytes = made.text.size() + display.written() - before;
  made.too_long = !evaluation.spend(1 + bytes / 16);
  return made;
}

// What follows a %; nothing where the pattern ends or the precision is no number.
std::optional<Clause> take_clause(std::string_view& pattern) {
  Clause clause{0, std::nullopt};
  if (pattern.starts_with('.')) {
    int precision = 0;
    const auto [end, error] =
        std::from_chars(pattern.data() + 1, pattern.data() + pattern.size(), precision);
    if (error != std::errc{} || precision < 0 || precision > kPrecisionMax) return std::nullopt;
    clause.precision = precision;
    pattern.remove_prefix(static_cast<std::size_t>(end - pattern.data()));
  }
  if (pattern.empty()) return std::nullopt;
  clause.letter = pattern[0];
  pattern.remove_prefix(1);
  return clause;
}

}  // namespace

std::string display_text(const Value& value) {
  return Display().text(value);
}

Value format(Evaluation& evaluation, std::string_view pattern, std::span<const Value> arguments) {
  std::string out;
  Display display;
  std::size_t next = 0;
  while (!pattern.empty()) {
    const std::size_t percent = std::min(pattern.find('%'), pattern.size());
    out.append(pattern.substr(0, percent));
    pattern.remove_prefix(percent);
    if (pattern.empty()) break;
    pattern.remove_prefix(1);
    if (pattern.starts_with('%')) {
      out.push_back('%');
      pattern.remove_prefix(1);
      continue;
    }
    const auto clause = take_clause(pattern);
    if (!clause)
      return evaluation.error(Failure::bad_argument, "could not parse formatting clause");
    if (next >= arguments.size())
      return evaluation.error(Failure::index_out_of_range, std::to_string(next));
    const Made made = made_within(evaluation, *clause, arguments[next], display);
    if (made.too_long) return Value::error(Failure::too_long);
    if (made.wrong != nullptr)
      return evaluation.error(Failure::bad_argument, std::string(made.wrong) + ", was given " +
                                                         std::string(type_name(arguments[next])));
    out.append(made.text);
    if (out.size() > kArenaBytesMax || display.exceeded()) return Value::error(Failure::too_large);
    ++next;
  }
  return evaluation.text(out);
}

}  // namespace fenghuo::language
