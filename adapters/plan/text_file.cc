#include "adapters/plan/text_file.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/text_encoding.h"

namespace fenghuo::adapters {

namespace fs = std::filesystem;

Result<TextFile> read_text_file(const std::string& path, std::size_t bytes_max) {
  std::error_code error;
  if (fs::is_directory(path, error))
    return Error{
        Errc::bad_input,
        {"“" + path + "”是文件夹，这里要一个文件", "'" + path + "' is a folder; a file is wanted"}};
  std::ifstream stream(path, std::ios::binary);
  if (!stream)
    return Error{Errc::not_found, {"没有文件“" + path + "”", "there is no file '" + path + "'"}};
  const auto size = fs::file_size(path, error);
  if (error || size > bytes_max)
    return Error{
        Errc::too_many,
        {"文件过大（单个 1 MiB、合计 8 MiB 为限）", "too large (1 MiB a file, 8 MiB together)"}};
  TextFile file;
  file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
  auto text = to_utf8(file.bytes);
  if (!text)
    return Error{Errc::bad_input,
                 {"既不是 UTF-8 也不是 GB18030，请另存为 UTF-8",
                  "neither UTF-8 nor GB18030; save it as UTF-8"}};
  file.text = std::move(*text);
  return file;
}

std::vector<std::string> yaml_files(const std::string& folder, const std::string& sub_folder) {
  std::vector<std::string> names;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder + "/" + sub_folder, absent))
    if (entry.path().extension() == ".yaml")
      names.push_back(sub_folder + "/" + entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace fenghuo::adapters
