// A value, or the reason there is none. The only name for tl::expected in this project; when the
// compiler has std::expected this file changes and no other.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "engine/text.h"

namespace fenghuo {

/// Grows only when some caller can react differently (what happened goes into the text).
enum class Errc : std::uint8_t {
  bad_input,  // refuse it, count it, go on
  not_found,
  too_many,       // a named bound is reached
  damaged_log,    // stop; nothing is served from a damaged record
  newer_log,      // stop; a newer program wrote it
  stale_append,   // another writer has the log
  storage_failed  // stop; a failed sync is never retried
};

struct Error {
  Errc code;
  Text text;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
  using Base = tl::expected<T, Error>;

 public:
  using Base::Base;
  Result(Base base) : Base(std::move(base)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error)
      : Base(tl::unexpect, std::move(error)) {}  // NOLINT(google-explicit-constructor)
};

}  // namespace fenghuo
