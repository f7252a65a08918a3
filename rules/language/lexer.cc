#include "rules/language/lexer.h"

#include <array>
#include <optional>

namespace fenghuo::language {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// Longest first, so that >= is not read as > and =.
constexpr std::array<std::string_view, 22> kSymbols{"&&", "||", "==", "!=", "<=", ">=", "<", ">",
                                                    "+",  "-",  "*",  "/",  "%",  "!",  "?", ":",
                                                    ".",  ",",  "(",  ")",  "[",  "]"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  tl::expected<std::vector<Token>, Problem> run() {
    if (text_.size() > kExpressionBytesMax)
      return problem({"表达式超过 64 KiB", "the expression is longer than 64 KiB"});
    std::vector<Token> tokens;
    while (true) {
      skip_blanks();
      if (left().empty()) break;
      if (auto wrong = next(tokens)) return tl::unexpected(std::move(*wrong));
    }
    tokens.push_back({TokenKind::end, "", position_});
    return tokens;
  }

 private:
  std::string_view left() const { return text_.substr(at_); }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  void advance(std::size_t bytes) {
    for (; bytes > 0; --bytes, ++at_) {
      if (text_[at_] == '\n') {
        ++position_.line;
        position_.column = 1;
      } else if ((static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
        ++position_.column;  // continuation bytes of UTF-8 don't count
      }
    }
  }
  tl::unexpected<Problem> problem(Text text) const {
    return tl::unexpected(Problem{position_, std::move(text)});
  }
  void skip_blanks() {
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
        advance(1);
      } else if (c == '/' && peek(1) == '/') {
        while (at_ < text_.size() && peek() != '\n') advance(1);
      } else {
        return;
      }
    }
  }

  std::optional<Problem> next(std::vector<Token>& tokens) {
    const Position at = position_;
    const char c = peek();
    if (is_letter(c)) {
      std::size_t size = 1;
      while (is_letter(peek(size)) || is_digit(peek(size))) ++size;
      tokens.push_back({TokenKind::identifier, std::string(left().substr(0, size)), at});
      advance(size);
      return std::nullopt;
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
      tokens.push_back(number(at));
      return std::nullopt;
    }
    if (c == '"' || c == '\'') return quoted(tokens, at);
    for (const auto symbol : kSymbols) {
      if (!left().starts_with(symbol)) continue;
      tokens.push_back({TokenKind::symbol, std::string(symbol), at});
      advance(symbol.size());
      return std::nullopt;
    }
    if (c == '=') return Problem{at, {"应写作 ==（相等）", "write == for 'equals'"}};
    if (c == '&' || c == '|') return Problem{at, {"应写作 && 或 ||", "write && or ||"}};
    const auto lead = static_cast<unsigned char>(c);
    if (lead >= 0x80)
      return Problem{at,
                     {"不可用的字符；标点须为半角英文标点，例如 >= 而不是 ≥",
                      "a character that can't stand here; use plain ASCII signs, such as >= "
                      "instead of ≥"}};
    return Problem{at, {"不可用的字符", "a character that can't stand here"}};
  }

  Token number(Position at) {
    std::size_t size = 0;
    bool floating = false;
    const auto digits = [&] {
      while (is_digit(peek(size))) ++size;
    };
    digits();
    if (peek(size) == '.' && is_digit(peek(size + 1))) {
      floating = true;
      ++size;
      digits();
    }
    const char e = peek(size);
    const char sign = peek(size + 1);
    const bool signed_exponent = (sign == '+' || sign == '-') && is_digit(peek(size + 2));
    if ((e == 'e' || e == 'E') && (is_digit(sign) || signed_exponent)) {
      floating = true;
      size += signed_exponent ? 2 : 1;
      digits();
    }
    Token token{floating ? TokenKind::floating : TokenKind::integer,
                std::string(left().substr(0, size)), at};
    advance(size);
    return token;
  }

  std::optional<Problem> quoted(std::vector<Token>& tokens, Position at) {
    const char quote = peek();
    advance(1);
    std::string value;
    while (peek() != quote) {
      if (at_ >= text_.size() || peek() == '\n')
        return Problem{at, {"字符串没有结束的引号", "the string has no closing quote"}};
      if (peek() == '\\') {
        advance(1);
        const char escaped = peek();
        if (escaped != '\\' && escaped != '\'' && escaped != '"')
          return Problem{position_,
                         {"字符串中只可转义 \\ ' \"", "only \\ ' and \" can be escaped here"}};
      }
      value.push_back(peek());
      advance(1);
    }
    advance(1);
    tokens.push_back({TokenKind::string, std::move(value), at});
    return std::nullopt;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Position position_;
};

}  // namespace

tl::expected<std::vector<Token>, Problem> tokenize(std::string_view text) {
  return Lexer(text).run();
}

}  // namespace fenghuo::language
