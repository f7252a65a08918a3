#include "adapters/packs.h"

#include <algorithm>

#include "adapters/embedded.h"

namespace fenghuo::adapters {

std::optional<std::string_view> pack(std::string_view kind, std::string_view name) {
  const std::string path = std::string(kind) + "/" + std::string(name) + ".yaml";
  for (const auto& file : embedded_packs())
    if (file.path == path) return file.bytes;
  return std::nullopt;
}

std::vector<std::string> pack_names(std::string_view kind) {
  std::vector<std::string> names;
  const std::string prefix = std::string(kind) + "/";
  for (const auto& file : embedded_packs()) {
    if (!file.path.starts_with(prefix)) continue;
    const auto name = file.path.substr(prefix.size());
    names.emplace_back(name.substr(0, name.rfind(".yaml")));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace fenghuo::adapters
