#include "adapters/credentials.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/synced_file.h"
#include "engine/check.h"

namespace fenghuo::adapters {
namespace {

constexpr std::size_t kSecretBytes = 32;
// 96 bits: nobody guesses one over the network, and a link stays short enough for an SMS.
constexpr std::size_t kMacBytes = 12;

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Error cant_write(const std::string& path) {
  return {Errc::storage_failed, {"无法写入“" + path + "”", "can't write '" + path + "'"}};
}

// Person ids may hold any character; in a token they stand as base64url.
std::string from_base64url(std::string_view text) {
  std::string standard(text);
  std::replace(standard.begin(), standard.end(), '-', '+');
  std::replace(standard.begin(), standard.end(), '_', '/');
  standard.append((4 - standard.size() % 4) % 4, '=');
  return from_base64(standard).value_or("");
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, 32> out;
  unsigned int size = 0;
  CHECK(HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), out.data(),
             &size) != nullptr);
  CHECK(size == out.size());
  return {reinterpret_cast<const char*>(out.data()), out.size()};
}

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string base64url(std::string_view bytes) {
  std::string out = base64(bytes);
  std::replace(out.begin(), out.end(), '+', '-');
  std::replace(out.begin(), out.end(), '/', '_');
  out.erase(std::find(out.begin(), out.end(), '='), out.end());
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  if (text.find('=') < text.size() - padding) return std::nullopt;
  std::string out(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  out.resize(static_cast<std::size_t>(size) - padding);
  return out;
}

Result<Credentials> Credentials::open(const std::string& path) {
  if (std::ifstream file(path, std::ios::binary); file) {
    std::string secret{std::istreambuf_iterator<char>(file), {}};
    if (secret.size() == kSecretBytes) return Credentials(std::move(secret));
    return Error{Errc::storage_failed,
                 {"“" + path + "”不是密钥文件；删除它会使已发出的链接失效",
                  "'" + path + "' is no secret of ours; deleting it voids all links sent so far"}};
  }
  std::string secret(kSecretBytes, '\0');
  CHECK(RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()),
                   static_cast<int>(secret.size())) == 1);
  Credentials credentials(std::move(secret));
  if (auto ok = credentials.copy_to(path); !ok) return ok.error();
  // Links are sent at once, and must open their pages after the power was cut too.
  const std::string folder = std::filesystem::path(path).parent_path().string();
  if (!sync_folder(folder.empty() ? "." : folder)) return cant_write(path);
  return credentials;
}

// It stands there whole or not at all, whenever the power is cut: a start refuses half a secret.
Result<void> Credentials::copy_to(const std::string& path) const {
  const std::string whole = path + ".new";
  const bool written = write_synced(whole, secret_) && ::link(whole.c_str(), path.c_str()) == 0;
  ::unlink(whole.c_str());
  if (written) return {};
  return cant_write(path);
}

std::string Credentials::mac(std::string_view purpose, std::string_view text) const {
  const std::string keyed = std::string(purpose) + '\0' + std::string(text);
  return base64url(hmac_sha256(secret_, keyed).substr(0, kMacBytes));
}

std::string Credentials::person_token(std::string_view person) const {
  return base64url(person) + "." + mac("person", person);
}

std::optional<std::string> Credentials::person_of(std::string_view token) const {
  const auto dot = token.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  std::string person = from_base64url(token.substr(0, dot));
  if (person.empty() || !equal(token.substr(dot + 1), mac("person", person))) return std::nullopt;
  return person;
}

std::string Credentials::link_token(const Link& link) const {
  const std::string named = to_string(link.about) + "." + base64url(link.person);
  return named + "." + link_mac(link.about, named);
}

std::string Credentials::link_mac(FactId about, std::string_view named) const {
  const std::string branch = branches_.at(about.offset);
  if (branch.empty()) return mac("link", named);
  return mac("link", std::string(named) + '\0' + branch);
}

std::optional<Credentials::Link> Credentials::link_of(std::string_view token) const {
  const auto last = token.rfind('.');
  if (last == std::string_view::npos) return std::nullopt;
  const std::string_view named = token.substr(0, last);
  const auto middle = named.rfind('.');
  if (middle == std::string_view::npos) return std::nullopt;
  const auto about = parse_fact_id(named.substr(0, middle));
  if (!about || !equal(token.substr(last + 1), link_mac(*about, named))) return std::nullopt;
  std::string person = from_base64url(named.substr(middle + 1));
  if (person.empty()) return std::nullopt;
  return Link{*about, std::move(person)};
}

}  // namespace fenghuo::adapters
