// Integers as bytes, the most significant first: so keys sort by number.
#pragma once

#include <string>
#include <string_view>

namespace fenghuo::adapters {

template <class T>
void put_be(std::string& out, T value) {
  for (int shift = 8 * (static_cast<int>(sizeof(T)) - 1); shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(value >> shift));
}

/// Missing bytes count as none: the caller knows the size.
template <class T>
T get_be(std::string_view bytes) {
  T value = 0;
  for (std::size_t i = 0; i < sizeof(T) && i < bytes.size(); ++i)
    value = static_cast<T>(value << 8 | static_cast<unsigned char>(bytes[i]));
  return value;
}

}  // namespace fenghuo::adapters
