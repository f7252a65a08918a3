// Who may speak: tokens of named people, and links that open one obligation or decision for one
// person. Both are made from a secret of this data folder, so nothing has to be stored or looked
// up, and a link that was sent before a crash still opens its page after it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/branches.h"
#include "engine/ids.h"
#include "engine/result.h"

namespace fenghuo::adapters {

class Credentials {
 public:
  /// Reads the secret from `path`, or makes one (mode 0600) that is there after a power cut.
  /// Errors: storage_failed.
  static Result<Credentials> open(const std::string& path);
  /// For a backup: the secret, into a file that must not exist (mode 0600), synced. Errors:
  /// storage_failed.
  Result<void> copy_to(const std::string& path) const;
  /// Of the log whose numbers links name: one that was sent from another branch opens nothing.
  void use_branches(Branches branches) { branches_ = std::move(branches); }

  /// "wang.MAC"; sent as `Authorization: Bearer`.
  std::string person_token(std::string_view person) const;
  /// The person, where the token is one of ours.
  std::optional<std::string> person_of(std::string_view token) const;

  struct Link {
    FactId about;  // an obligation, or a decision
    std::string person;
  };
  /// Letters that survive an SMS and an old phone: A-Z, a-z, 0-9, - and _ and dots.
  std::string link_token(const Link& link) const;
  std::optional<Link> link_of(std::string_view token) const;

 private:
  explicit Credentials(std::string secret) : secret_(std::move(secret)) {}
  std::string mac(std::string_view purpose, std::string_view text) const;
  std::string link_mac(FactId about, std::string_view named) const;

  std::string secret_;
  Branches branches_;
};

/// HMAC-SHA-256 (RFC 2104), 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// RFC 4648, section 5, without padding; section 4 with it.
std::string base64url(std::string_view bytes);
std::string base64(std::string_view bytes);
/// Nothing where it is no base64 with its padding.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace fenghuo::adapters
