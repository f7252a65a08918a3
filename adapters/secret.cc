#include "adapters/secret.h"

#include <cstdlib>
#include <fstream>
#include <string_view>

namespace fenghuo::adapters {

Result<std::string> read_secret(const std::string& reference) {
  constexpr std::string_view kEnv = "env:";
  constexpr std::string_view kFile = "file:";
  std::string secret;
  if (reference.starts_with(kEnv)) {
    const char* value = std::getenv(reference.substr(kEnv.size()).c_str());
    secret = value == nullptr ? "" : value;
  } else if (reference.starts_with(kFile)) {
    std::ifstream file(reference.substr(kFile.size()));
    std::getline(file, secret);
    if (secret.ends_with('\r')) secret.pop_back();
  }
  if (!secret.empty()) return secret;
  return Error{Errc::not_found,
               {"密钥“" + reference + "”不存在或为空，请先设置再启动",
                "the secret '" + reference + "' is missing or empty; set it, then start again"}};
}

}  // namespace fenghuo::adapters
