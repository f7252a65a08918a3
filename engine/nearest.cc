#include "engine/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace fenghuo {
namespace {

// Each with its bytes, as UTF-8 has them: of a Chinese name one wrong character is one edit.
std::vector<std::string_view> characters(std::string_view text) {
  constexpr auto continues = [](char byte) { return (byte & 0xC0) == 0x80; };
  std::vector<std::string_view> all;
  for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end) {
    for (end = begin + 1; end < text.size() && continues(text[end]);) ++end;
    all.push_back(text.substr(begin, end - begin));
  }
  return all;
}

std::size_t edits(std::span<const std::string_view> a, std::span<const std::string_view> b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view name,
                                        std::span<const std::string_view> candidates) {
  const auto given = characters(name);
  std::optional<std::string_view> best;
  std::size_t fewest = 0;
  for (const auto candidate : candidates) {
    const auto meant = characters(candidate);
    const std::size_t count = edits(given, meant);
    if (count > std::max<std::size_t>(2, meant.size() / 3) || count >= meant.size()) continue;
    if (!best || count < fewest) {
      best = candidate;
      fewest = count;
    }
  }
  return best;
}

Text did_you_mean(const std::optional<std::string_view>& near) {
  if (!near) return {};
  const std::string like(*near);
  return {"，是否为“" + like + "”？", "; did you mean '" + like + "'?"};
}

}  // namespace fenghuo
