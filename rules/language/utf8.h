// Text as Unicode code points: CEL counts strings by them (langdef.md, "String").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenghuo::language {

/// A Unicode scalar value: no surrogate, at most 10FFFF.
bool is_scalar(std::uint32_t code_point);

void append_utf8(std::string& text, std::uint32_t code_point);

/// Takes the first code point off; nothing where the bytes are no UTF-8, or there are none.
std::optional<std::uint32_t> take_code_point(std::string_view& text);

bool is_utf8(std::string_view text);

/// Of valid UTF-8.
std::size_t count_code_points(std::string_view text);

/// The byte at which the code point of this number begins; the end where there are fewer.
std::size_t byte_of(std::string_view text, std::size_t code_point);

}  // namespace fenghuo::language
