#include "tests/rules/language/celgo_entries.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>

namespace fenghuo::language {
namespace {

namespace json = boost::json;

constexpr const char* kFolder = FENGHUO_SOURCE_DIR "/../shared/data/cel/";

// What is not gzipped comes through as it is.
std::string content_of(const std::string& path) {
  const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), gzclose);
  std::string content;
  std::array<char, 64 * 1024> some{};
  while (file != nullptr) {
    const int count = gzread(file.get(), some.data(), some.size());
    if (count <= 0) break;
    content.append(some.data(), static_cast<std::size_t>(count));
  }
  return content;
}

}  // namespace

std::vector<json::object> read_entries(const std::string& name) {
  const std::string content = content_of(kFolder + name);
  std::vector<json::object> entries;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    if (end > begin) entries.push_back(json::parse(content.substr(begin, end - begin)).as_object());
    begin = end + 1;
  }
  return entries;
}

std::string text_at(const json::object& entry, std::string_view key) {
  const json::value* value = entry.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::string expression_of(const json::object& entry) {
  const json::value* original = entry.if_contains("original");
  return text_at(original == nullptr ? entry : original->as_object(), "expr");
}

}  // namespace fenghuo::language
