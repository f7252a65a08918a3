#include "cli/verb.h"

#include <cstdio>

namespace fenghuo::cli {

void Session::fail(const Text& text) {
  std::fprintf(stderr, "fenghuo: %s\n", say(text).c_str());
  status = faults;
}

void Session::print(const adapters::Diagnostics& faults) const {
  for (const auto& fault : faults) std::fprintf(stderr, "%s\n", to_string(fault, language).c_str());
}

void Format::add_to(Verb& verb) {
  verb.choice("--format", {"json", "text"},
              [this](const std::string& name) { json = name == "json"; },
              {"输出格式", "how to print"});
}

}  // namespace fenghuo::cli
