// format and quote of the strings extension, and the encoders extension.
#include <array>
#include <vector>

#include "rules/language/format.h"
#include "rules/language/library.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

Value format_list(Evaluation& evaluation, const Value* a) {
  return format(evaluation, a[0].string(), a[1].list());
}

// As a literal that would be read back as the same text.
Value quote(Evaluation& evaluation, const Value* a) {
  constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kEscapes = "abfnrtv\\\"";
  std::string out = "\"";
  for (const char c : a[0].string()) {
    const std::size_t known = kEscaped.find(c);
    if (known != std::string_view::npos) {
      out.append({'\\', kEscapes[known]});
    } else {
      out.push_back(c);
    }
  }
  return evaluation.text(out + "\"");
}

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// RFC 4648, section 4.
Value encode_base64(Evaluation& evaluation, const Value* a) {
  const std::string_view bytes = a[0].string();
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      out.push_back(i <= count ? kDigits[group >> (18 - 6 * i) & 0x3F] : '=');
  }
  return evaluation.text(out);
}

// With or without padding.
Value decode_base64(Evaluation& evaluation, const Value* a) {
  std::string_view text = a[0].string();
  const auto bad = [&] {
    return evaluation.error(Failure::bad_argument, "no base64: '" + std::string(text) + "'");
  };
  std::string_view digits = text;
  while (digits.ends_with('=') && text.size() - digits.size() < 2) digits.remove_suffix(1);
  const bool padded = digits.size() < text.size();
  if ((padded && text.size() % 4 != 0) || digits.size() % 4 == 1) return bad();
  std::string out;
  std::uint32_t group = 0;
  std::size_t bits = 0;
  for (const char c : digits) {
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return bad();
    group = group << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out.push_back(static_cast<char>(group >> bits & 0xFF));
  }
  return evaluation.text(out, Kind::bytes);
}

constexpr std::array kTexts{
    Declaration{"format", Form::member, "string_format", "string, list(dyn)", "string",
                format_list},
    Declaration{"strings.quote", kFunction, "strings_quote", "string", "string", quote},
    Declaration{"base64.encode", kFunction, "base64_encode_bytes", "bytes", "string",
                encode_base64},
    Declaration{"base64.decode", kFunction, "base64_decode_string", "string", "bytes",
                decode_base64}};

}  // namespace

std::span<const Declaration> text_functions() {
  return kTexts;
}

}  // namespace fenghuo::language
