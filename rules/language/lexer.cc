#include "rules/language/lexer.h"

#include <algorithm>
#include <array>
#include <optional>

#include "rules/language/literals.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Longest first, so that >= is not read as > and =.
constexpr std::array<std::string_view, 24> kSymbols{"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                                    "+",  "-",  "*",  "/",  "%",  "!",  "?", ":",
                                                    ".",  ",",  "(",  ")",  "[",  "]",  "{", "}"};
constexpr std::array<std::string_view, 4> kKeywords{"true", "false", "null", "in"};
constexpr std::array<std::string_view, 17> kReserved{
    "as",  "break", "const",   "continue",  "else",   "for", "function", "if",   "import",
    "let", "loop",  "package", "namespace", "return", "var", "void",     "while"};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  Tokens run() {
    auto fault = unreadable();
    while (!fault) {
      skip_blanks();
      if (at_ == source_.size()) break;
      fault = next();
    }
    add(TokenKind::end, 0);
    return {std::move(tokens_), std::move(fault)};
  }

 private:
  Fault wrong(Text text) const { return {static_cast<std::uint32_t>(at_), std::move(text)}; }

  std::optional<Fault> unreadable() const {
    if (source_.size() > kExpressionBytesMax)
      return wrong({"表达式超过 64 KiB", "the expression is longer than 64 KiB"});
    if (!is_utf8(source_)) return wrong({"表达式不是 UTF-8", "the expression is not UTF-8"});
    return std::nullopt;
  }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0';
  }
  Token& add(TokenKind kind, std::size_t size) {
    tokens_.push_back(
        {kind, static_cast<std::uint32_t>(at_), std::string(source_.substr(at_, size)), {}});
    at_ += size;
    return tokens_.back();
  }
  void skip_blanks() {
    while (at_ < source_.size()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        ++at_;
      } else if (c == '/' && peek(1) == '/') {
        while (at_ < source_.size() && peek() != '\n') ++at_;
      } else {
        return;
      }
    }
  }

  std::optional<Fault> next() {
    const char c = peek();
    if (const auto prefix = quote_prefix()) return quoted(*prefix);
    if (is_letter(c)) {
      std::size_t size = 1;
      while (is_letter(peek(size)) || is_digit(peek(size))) ++size;
      const auto word = source_.substr(at_, size);
      const bool keyword = std::find(kKeywords.begin(), kKeywords.end(), word) != kKeywords.end();
      add(keyword ? TokenKind::symbol : TokenKind::identifier, size);
      return std::nullopt;
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '`') return escaped();
    for (const auto symbol : kSymbols) {
      if (!source_.substr(at_).starts_with(symbol)) continue;
      add(TokenKind::symbol, symbol.size());
      return std::nullopt;
    }
    return wrong(unexpected_character(c, peek(1)));
  }

  static Text unexpected_character(char c, char next) {
    if (c == '=' && (next == '>' || next == '<')) {
      const std::string right{next, '='};
      return {"应写作 " + right, "write " + right};
    }
    if (c == '=') return {"应写作 ==（相等）", "write == for 'equals'"};
    if (c == '&' || c == '|') return {"应写作 && 或 ||", "write && or ||"};
    if (static_cast<unsigned char>(c) >= 0x80)
      return {"不可用的字符；标点须为半角英文标点，例如 >= 而不是 ≥",
              "a character that can't stand here; use plain ASCII signs, such as >= instead of ≥"};
    return {"不可用的字符", "a character that can't stand here"};
  }

  // 30m: no name may follow a number, so it was meant as a duration.
  std::optional<Text> unit_at(std::size_t begin) const {
    std::size_t end = begin;
    while (end < source_.size() && is_letter(source_[end])) ++end;
    const std::string_view unit = source_.substr(begin, end - begin);
    constexpr std::array<std::string_view, 6> kUnits{"ms", "s", "m", "min", "h", "d"};
    if (std::find(kUnits.begin(), kUnits.end(), unit) == kUnits.end()) return std::nullopt;
    const std::string number(source_.substr(at_, begin - at_));
    std::string written = number + std::string(unit == "min" ? std::string_view("m") : unit);
    if (unit == "d") {
      constexpr std::size_t kDigitsMax = 4;
      const bool whole = number.size() <= kDigitsMax &&
                         number.find_first_not_of("0123456789") == std::string::npos;
      written = whole ? std::to_string(24 * std::stoul(number)) + "h" : "24h";
    }
    return Text{"时长写作 duration('" + written + "')",
                "a duration is written duration('" + written + "')"};
  }

  std::optional<Fault> number() {
    std::size_t size = 0;
    const auto digits = [&](bool (*is)(char)) {
      while (is(peek(size))) ++size;
    };
    const bool hex = peek() == '0' && peek(1) == 'x' && is_hex(peek(2));
    bool floating = false;
    if (hex) {
      size = 2;
      digits(is_hex);
    } else {
      digits(is_digit);
      if (peek(size) == '.' && is_digit(peek(size + 1))) {
        floating = true;
        ++size;
        digits(is_digit);
      }
      const char sign = peek(size + 1);
      const bool is_signed = (sign == '+' || sign == '-') && is_digit(peek(size + 2));
      if ((peek(size) == 'e' || peek(size) == 'E') && (is_digit(sign) || is_signed)) {
        floating = true;
        size += is_signed ? 2 : 1;
        digits(is_digit);
      }
    }
    if (auto unit = unit_at(at_ + size)) return wrong(std::move(*unit));
    if (!floating && (peek(size) == 'u' || peek(size) == 'U')) ++size;
    auto value = number_of(source_.substr(at_, size));
    if (!value) return wrong(std::move(value.error()));
    add(TokenKind::literal, size).constant = std::move(*value);
    return std::nullopt;
  }

  // How many letters stand before an opening quote, and what they say.
  struct Prefix {
    std::size_t size;
    Quoting quoting;
  };
  std::optional<Prefix> quote_prefix() const {
    Prefix prefix{0, {}};
    if (peek() == 'b' || peek() == 'B') {
      prefix.quoting.bytes = true;
      ++prefix.size;
    }
    if (peek(prefix.size) == 'r' || peek(prefix.size) == 'R') {
      prefix.quoting.raw = true;
      ++prefix.size;
    }
    const char quote = peek(prefix.size);
    return quote == '"' || quote == '\'' ? std::optional(prefix) : std::nullopt;
  }

  std::optional<Fault> quoted(const Prefix& prefix) {
    std::size_t begin = at_ + prefix.size;
    std::string_view quote = source_.substr(begin, 1);
    const auto three = source_.substr(begin, 3);
    const bool triple = three.size() == 3 && three[1] == three[0] && three[2] == three[0];
    if (triple) quote = three;
    begin += quote.size();
    std::size_t end = begin;
    while (!source_.substr(end).starts_with(quote)) {
      if (end >= source_.size() || (!triple && (source_[end] == '\n' || source_[end] == '\r')))
        return wrong({"字符串没有结束的引号", "the string has no closing quote"});
      end += source_[end] == '\\' && !prefix.quoting.raw ? 2 : 1;
      end = std::min(end, source_.size());
    }
    auto value = unquoted(source_.substr(begin, end - begin), prefix.quoting);
    if (!value) return wrong(std::move(value.error()));
    Token& token = add(TokenKind::literal, end + quote.size() - at_);
    if (prefix.quoting.bytes) {
      token.constant = Bytes{std::move(*value)};
    } else {
      token.constant = std::move(*value);
    }
    return std::nullopt;
  }

  std::optional<Fault> escaped() {
    std::size_t size = 1;
    const auto allowed = [](char c) {
      return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '/' || c == ' ';
    };
    while (allowed(peek(size))) ++size;
    if (peek(size) != '`' || size == 1)
      return wrong({"反引号中只能是字母、数字、空格和 _ . - /",
                    "between backquotes stand letters, digits, blanks and _ . - /"});
    Token& token = add(TokenKind::escaped_identifier, size + 1);
    token.text = token.text.substr(1, size - 1);
    return std::nullopt;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

Tokens tokenize(std::string_view source) {
  return Lexer(source).run();
}

bool is_reserved(std::string_view word) {
  return std::find(kReserved.begin(), kReserved.end(), word) != kReserved.end();
}

}  // namespace fenghuo::language
