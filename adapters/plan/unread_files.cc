#include "adapters/plan/unread_files.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

namespace fs = std::filesystem;

/// All their .yaml files are read.
constexpr std::array<std::string_view, 3> kYamlFolders = {"rules", "playbooks", "messages"};
/// Read by others than the plan's reader: `fenghuo drill`, `fenghuo test`.
constexpr std::array<std::string_view, 2> kFreeFolders = {"drills", "tests"};

template <class Names>
bool has(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Notes, hidden files, and what a spreadsheet leaves beside a file that is open.
bool is_left_alone(const std::string& name) {
  return name.starts_with('.') || name.starts_with("~$") || name.starts_with("README") ||
         name.ends_with(".md");
}

Text did_you_mean(std::string_view like) {
  const std::string name(like);
  return {"；是否应为“" + name + "”？改名后才会读", "; did you mean '" + name + "'? Rename it so"};
}

class UnreadFiles {
 public:
  UnreadFiles(const std::string& folder, const std::vector<std::string>& known)
      : folder_(folder), known_(known) {}

  Diagnostics find() {
    for (const auto& entry : entries("")) look_at(entry);
    for (const auto name : kYamlFolders)
      for (const auto& entry : entries(std::string(name))) look_within(std::string(name), entry);
    return std::move(notices_);
  }

 private:
  // In the order of their names.
  std::vector<fs::directory_entry> entries(const std::string& sub_folder) const {
    std::vector<fs::directory_entry> all;
    std::error_code absent;
    for (const auto& entry : fs::directory_iterator(folder_ + "/" + sub_folder, absent))
      if (!is_left_alone(entry.path().filename().string())) all.push_back(entry);
    std::sort(all.begin(), all.end());
    return all;
  }

  void look_at(const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    std::error_code error;
    if (entry.is_directory(error)) {
      if (has(kYamlFolders, name) || has(kFreeFolders, name) || has(known_, name)) return;
      std::vector<std::string_view> folders(kYamlFolders.begin(), kYamlFolders.end());
      folders.insert(folders.end(), kFreeFolders.begin(), kFreeFolders.end());
      return note(name, {"没有用到：预案不读这个文件夹", "nothing of a plan reads this folder"},
                  nearest(name, folders));
    }
    if (has(kYamlFolders, name))
      return note(name,
                  {"没有用到：“" + name + "”应为文件夹，里面放 *.yaml",
                   "this is not read: '" + name + "' is to be a folder of *.yaml files"},
                  std::nullopt);
    if (has(known_, name)) return;
    if (name.ends_with(".xls") || name.ends_with(".xlsx"))
      return note(name,
                  {"没有用到：预案不读 Excel 文件，请另存为 CSV（UTF-8）",
                   "this is not read: no Excel file of a plan is; save it as CSV (UTF-8)"},
                  std::nullopt);
    std::vector<std::string_view> files;  // that aren't there
    for (const auto& known : known_)
      if (!fs::exists(folder_ + "/" + known, error)) files.push_back(known);
    note(name,
         {"没有用到：预案不读这个文件（说明可以写在 README 或 *.md 里）",
          "nothing of a plan reads this file (notes may stand in README or *.md)"},
         nearest(name, files));
  }

  void look_within(const std::string& sub_folder, const fs::directory_entry& entry) {
    const std::string name = sub_folder + "/" + entry.path().filename().string();
    if (has(known_, name)) return;
    const std::string renamed = sub_folder + "/" + entry.path().stem().string() + ".yaml";
    std::error_code error;
    const bool misspelt =
        entry.path().extension() == ".yml" && !fs::exists(folder_ + "/" + renamed, error);
    note(name,
         {"没有用到：" + sub_folder + "/ 里只读 *.yaml",
          "this is not read: of " + sub_folder + "/ only *.yaml is"},
         misspelt ? std::optional<std::string_view>(renamed) : std::nullopt);
  }

  void note(const std::string& name, Text text, std::optional<std::string_view> like) {
    if (like) {
      const Text more = did_you_mean(*like);
      text = {text.zh + more.zh, text.en + more.en};
    }
    notices_.push_back({{name, 1, 1}, std::move(text), Severity::notice});
  }

  const std::string& folder_;
  const std::vector<std::string>& known_;
  Diagnostics notices_;
};

}  // namespace

Diagnostics unread_files(const std::string& folder, const std::vector<std::string>& known) {
  return UnreadFiles(folder, known).find();
}

}  // namespace fenghuo::adapters
