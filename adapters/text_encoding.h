// Text as it comes from people's computers, as UTF-8: with a byte order mark or without, in UTF-8
// or in GB18030, which is what Excel writes in China.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fenghuo::adapters {

bool is_utf8(std::string_view bytes);

/// Nothing where it is neither UTF-8 nor GB18030.
std::optional<std::string> to_utf8(std::string_view bytes);

/// The first characters of a text in UTF-8, of at most so many bytes.
std::string_view first_of(std::string_view text, std::size_t bytes_max);

}  // namespace fenghuo::adapters
