#include "engine/digest.h"

#include <openssl/evp.h>

#include <cstring>
#include <memory>

#include "engine/check.h"

namespace fenghuo {
namespace {

// Looked up once: EVP_sha256() is looked up again for each digest.
const EVP_MD* sha256_method() {
  static const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> method(
      EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
  CHECK(method != nullptr);
  return method.get();
}

}  // namespace

Digest sha256(std::string_view bytes) {
  Digest out{};
  unsigned int size = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, sha256_method(), nullptr) == 1);
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
