// SHA-256, and the chain that ties each record to all before it:
//   chain(n) = SHA-256(chain(n-1), header(n), SHA-256(payload(n)))
// The payload enters through its digest, so that raw observations can be forgotten when they are
// old and a person's data can be erased while the chain stays whole.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fenghuo {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
Digest chain_digest(const Digest& previous, std::string_view header, const Digest& payload);

std::string to_hex(std::string_view bytes);
std::string to_hex(const Digest& digest);
std::string_view bytes_of(const Digest& digest);

}  // namespace fenghuo
