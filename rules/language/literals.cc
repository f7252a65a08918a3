#include "rules/language/literals.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

// The single-character escapes and what they stand for.
constexpr std::string_view kEscapes = "abfnrtv\\?\"'`";
constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\\?\"'`";

// Takes escapes out of quoted content.
class Unquoter {
 public:
  Unquoter(std::string_view content, bool bytes) : content_(content), bytes_(bytes) {}

  tl::expected<std::string, Text> run() {
    while (at_ < content_.size()) {
      if (content_[at_] != '\\') {
        out_.push_back(content_[at_++]);
        continue;
      }
      if (auto wrong = escape()) return tl::unexpected(std::move(*wrong));
    }
    return std::move(out_);
  }

 private:
  std::optional<Text> escape() {
    ++at_;
    const char c = at_ < content_.size() ? content_[at_] : '\0';
    if (const auto simple = kEscapes.find(c); simple != std::string_view::npos && c != '\0') {
      out_.push_back(kEscaped[simple]);
      ++at_;
      return std::nullopt;
    }
    if (c >= '0' && c <= '3') return code(0, 3, 8);
    if (c == 'x' || c == 'X') return code(1, 2, 16);
    if (!bytes_ && c == 'u') return code(1, 4, 16);
    if (!bytes_ && c == 'U') return code(1, 8, 16);
    return Text{R"(无效的转义；可用 \n \t \\ \' \" \x41 \u4e2d 等)",
                R"(invalid escape; there are \n, \t, \\, \', \", \x41, \u4e2d and the like)"};
  }

  // A number of so many digits, behind the x or u where one is to be skipped.
  std::optional<Text> code(std::size_t skip, std::size_t digits, int base) {
    at_ += skip;
    const std::string_view text = content_.substr(at_, digits);
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc{} || end != text.data() + digits)
      return Text{"转义的位数不足", "the escape has too few digits"};
    at_ += digits;
    if (bytes_) {
      out_.push_back(static_cast<char>(value));
      return std::nullopt;
    }
    if (!is_scalar(value)) return Text{"不是有效的 Unicode 码位", "invalid unicode code point"};
    append_utf8(out_, value);
    return std::nullopt;
  }

  std::string_view content_;
  bool bytes_;
  std::size_t at_ = 0;
  std::string out_;
};

// A rule means the same in a file of DOS.
std::string with_plain_line_ends(std::string_view content) {
  std::string out;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (content[i] == '\r' && content.substr(i + 1).starts_with('\n')) continue;
    out.push_back(content[i] == '\r' ? '\n' : content[i]);
  }
  return out;
}

}  // namespace

tl::expected<Constant, Text> number_of(std::string_view text) {
  const bool is_unsigned = text.ends_with('u') || text.ends_with('U');
  const bool hex = text.starts_with("0x");
  if (!hex && text.find_first_of(".eE") != std::string_view::npos) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc{}) return Constant(value);
    // Larger than any double, or nearer to zero: from_chars doesn't say which.
    if (std::strtod(std::string(text).c_str(), nullptr) < 1) return Constant(0.0);
    return tl::unexpected(Text{"小数过大", "invalid double literal"});
  }
  std::string_view digits = text;
  if (is_unsigned) digits.remove_suffix(1);
  if (hex) digits.remove_prefix(2);
  std::uint64_t value = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
  const std::uint64_t most = is_unsigned ? UINT64_MAX : std::uint64_t{1} << 63;
  if (error != std::errc{} || value > most)
    return tl::unexpected(is_unsigned ? Text{"无符号整数过大", "invalid uint literal"}
                                      : Text{"整数过大", "invalid int literal"});
  if (is_unsigned || value == most) return Constant(value);
  return Constant(static_cast<std::int64_t>(value));
}

tl::expected<std::string, Text> unquoted(std::string_view content, Quoting quoting) {
  std::string plain = with_plain_line_ends(content);
  if (quoting.raw) return plain;
  return Unquoter(plain, quoting.bytes).run();
}

}  // namespace fenghuo::language
