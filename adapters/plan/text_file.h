// A text file of a plan's folder, as UTF-8.
#pragma once

#include <string>
#include <vector>

#include "engine/result.h"

namespace fenghuo::adapters {

struct TextFile {
  std::string bytes;  // as they are on the disk
  std::string text;   // UTF-8
};

/// Errors, in words that stand at the file's first line: not_found; too_many above `bytes_max`;
/// bad_input where it is a folder, or neither UTF-8 nor GB18030.
Result<TextFile> read_text_file(const std::string& path, std::size_t bytes_max);

/// Names of the .yaml files in a sub-folder of the plan's, relative to the plan's, in order.
std::vector<std::string> yaml_files(const std::string& folder, const std::string& sub_folder);

}  // namespace fenghuo::adapters
