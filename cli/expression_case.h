// One line of the conformance tests: an expression, its names and bindings, how it is to be run;
// and what came of it.
#pragma once

#include <boost/json/object.hpp>

namespace fenghuo::cli {

/// {"file","section","name","ok","value"} or {...,"ok":false,"error"}; "deduced_type" where the
/// expression was checked.
boost::json::object run_case(const boost::json::object& test);

}  // namespace fenghuo::cli
