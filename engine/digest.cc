#include "engine/digest.h"

#include <openssl/evp.h>

#include <cstring>

#include "engine/check.h"

namespace fenghuo {

Digest sha256(std::string_view bytes) {
  Digest out{};
  unsigned int size = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_sha256(), nullptr) == 1);
  CHECK(size == out.size());
  return out;
}

Digest chain_digest(const Digest& previous, std::string_view header, const Digest& payload) {
  std::string joined;
  joined.reserve(previous.size() + header.size() + payload.size());
  joined.append(bytes_of(previous)).append(header).append(bytes_of(payload));
  return sha256(joined);
}

std::string_view bytes_of(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string to_hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

std::string to_hex(const Digest& digest) {
  return to_hex(bytes_of(digest));
}

}  // namespace fenghuo
