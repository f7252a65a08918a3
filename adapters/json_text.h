// JSON values as text, with numbers as people write them: Boost.JSON prints 12.9 as 1.29E1, which
// is right and which nobody wants to read.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace fenghuo::adapters {

std::string to_text(const boost::json::value& value);

}  // namespace fenghuo::adapters
