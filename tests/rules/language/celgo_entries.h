// The tables of cel-go's own tests in the shared data: expressions with their syntax trees, types
// and errors. They are read in place.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace fenghuo::language {

/// Each line of the file, which may be gzipped; none where it is absent. The name is relative to
/// the shared folder cel.
std::vector<boost::json::object> read_entries(const std::string& name);

/// Empty where the entry has no such text.
std::string text_at(const boost::json::object& entry, std::string_view key);

/// Of either form: those of the conformance suite hold it themselves, those of cel-go in
/// "original".
std::string expression_of(const boost::json::object& entry);

}  // namespace fenghuo::language
