// One request to a running engine, over plain HTTP, waiting for the answer: for the command line.
#pragma once

#include <string>

#include "engine/result.h"

namespace fenghuo::adapters {

struct LocalAnswer {
  unsigned status = 0;
  std::string body;
};

/// `page` is http://HOST[:PORT]. With a body it is a POST of it, of this type. An empty token is
/// not sent. Errors: bad_input (not such an address), not_found (no whole answer in five seconds).
Result<LocalAnswer> ask_engine(const std::string& page, const std::string& target,
                               const std::string& token = "", const std::string& body = "",
                               const std::string& type = "application/json");

}  // namespace fenghuo::adapters
