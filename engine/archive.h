// How state is written into a snapshot and read back: each type lists its members once, in
// `template <class A, class Self> static void archive(A& a, Self& self)`, and both directions
// follow that list. Integers are zig-zag varints, so small state is small; the bytes depend on
// nothing but the values, which is what makes their SHA-256 a hash of the state.
#pragma once

#include <bit>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/time.h"

namespace fenghuo {

class StateWriter {
 public:
  static constexpr bool kReading = false;

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }
  const std::string& bytes() const { return bytes_; }
  std::string take() { return std::move(bytes_); }

 private:
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) bytes_.push_back(static_cast<char>(value | 0x80));
    bytes_.push_back(static_cast<char>(value));
  }
  template <class T>
  void put(const T& value);

  std::string bytes_;
};

class StateReader {
 public:
  static constexpr bool kReading = true;

  explicit StateReader(std::string_view bytes) : bytes_(bytes) {}

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }
  /// False once anything did not fit; what was read since is zero.
  bool ok() const { return ok_; }
  /// For what was read and is no value of its type.
  void fail() {
    ok_ = false;
    bytes_ = {};
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes_.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes_.front());
      bytes_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    ok_ = false;
    bytes_ = {};
    return 0;
  }
  /// A count of things that take at least a byte each, so a damaged one can't ask for the world.
  std::size_t count() {
    const std::uint64_t n = varint();
    if (n > bytes_.size()) {
      ok_ = false;
      return 0;
    }
    return static_cast<std::size_t>(n);
  }
  template <class T>
  void get(T& value);

  std::string_view bytes_;
  bool ok_ = true;
};

namespace archive_detail {
template <class T, template <class...> class Of>
inline constexpr bool is_a = false;
template <template <class...> class Of, class... Args>
inline constexpr bool is_a<Of<Args...>, Of> = true;

inline std::uint64_t zigzag(std::int64_t v) {
  return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
}
inline std::int64_t unzigzag(std::uint64_t v) {
  return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}
}  // namespace archive_detail

template <class T>
void StateWriter::put(const T& value) {
  using namespace archive_detail;
  if constexpr (std::is_same_v<T, double>) {
    varint(std::bit_cast<std::uint64_t>(value));
  } else if constexpr (std::is_enum_v<T>) {
    put(static_cast<std::underlying_type_t<T>>(value));
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    varint(zigzag(value));
  } else if constexpr (std::is_integral_v<T>) {
    varint(value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    put(ms_of(value));
  } else if constexpr (std::is_same_v<T, Span>) {
    put(value.count());
  } else if constexpr (std::is_same_v<T, std::string>) {
    varint(value.size());
    bytes_.append(value);
  } else if constexpr (is_a<T, std::optional>) {
    put(value.has_value());
    if (value) put(*value);
  } else if constexpr (is_a<T, std::pair>) {
    put(value.first);
    put(value.second);
  } else if constexpr (is_a<T, std::vector> || is_a<T, std::map> || is_a<T, std::set>) {
    varint(value.size());
    for (const auto& item : value) put(item);
  } else {
    T::archive(*this, value);
  }
}

template <class T>
void StateReader::get(T& value) {
  using namespace archive_detail;
  if constexpr (std::is_same_v<T, double>) {
    value = std::bit_cast<double>(varint());
  } else if constexpr (std::is_enum_v<T>) {
    std::underlying_type_t<T> number{};
    get(number);
    value = static_cast<T>(number);
  } else if constexpr (std::is_same_v<T, bool>) {
    value = varint() != 0;
  } else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>) {
    value = static_cast<T>(unzigzag(varint()));
  } else if constexpr (std::is_integral_v<T>) {
    value = static_cast<T>(varint());
  } else if constexpr (std::is_same_v<T, Instant>) {
    value = instant_ms(unzigzag(varint()));
  } else if constexpr (std::is_same_v<T, Span>) {
    value = Span{unzigzag(varint())};
  } else if constexpr (std::is_same_v<T, std::string>) {
    const std::size_t size = count();
    value.assign(bytes_.substr(0, size));
    bytes_.remove_prefix(size);
  } else if constexpr (is_a<T, std::optional>) {
    bool has = false;
    get(has);
    value.reset();
    if (!has) return;
    // Not emplace(): clang can't see that a nested type with initialisers has a default.
    typename T::value_type item{};
    get(item);
    value = std::move(item);
  } else if constexpr (is_a<T, std::pair>) {
    get(value.first);
    get(value.second);
  } else if constexpr (is_a<T, std::vector>) {
    value.clear();
    value.resize(count());
    for (auto&& item : value) {
      if constexpr (std::is_same_v<typename T::value_type, bool>) {
        bool flag = false;
        get(flag);
        item = flag;
      } else {
        get(item);
      }
    }
  } else if constexpr (is_a<T, std::map>) {
    value.clear();
    for (std::size_t n = count(); n > 0 && ok_; --n) {
      typename T::key_type key{};
      typename T::mapped_type mapped{};
      get(key);
      get(mapped);
      value.emplace_hint(value.end(), std::move(key), std::move(mapped));
    }
  } else if constexpr (is_a<T, std::set>) {
    value.clear();
    for (std::size_t n = count(); n > 0 && ok_; --n) {
      typename T::value_type item{};
      get(item);
      value.emplace_hint(value.end(), std::move(item));
    }
  } else {
    T::archive(*this, value);
  }
}

}  // namespace fenghuo
