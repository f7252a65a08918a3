// Copies of the example plan, spoilt in one place each.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "adapters/plan/folder.h"
#include "cli/township.h"
#include "tests/temporary_folder.h"

namespace fenghuo::adapters {

namespace fs = std::filesystem;

class PlanTest : public ::testing::Test {
 protected:
  PlanTest() { fs::copy(FENGHUO_SOURCE_DIR "/plans/qingxi", plan(), fs::copy_options::recursive); }

  std::string plan() const { return folder_ / "plan"; }
  std::string read(const std::string& name) const {
    std::ifstream stream(plan() + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(plan() + "/" + name).parent_path());
    std::ofstream(plan() + "/" + name, std::ios::binary) << text;
  }
  void replace(const std::string& name, const std::string& from, const std::string& to) {
    std::string text = read(name);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << name << " has no " << from;
    write(name, text.replace(at, from.size(), to));
  }
  Diagnostics faults() const {
    auto loaded = load_plan(plan());
    loaded.add(cli::problems_of(loaded.change.plan()));
    loaded.sort_faults();
    return loaded.faults;
  }
  // Those that begin with the name of the file, in English.
  std::vector<std::string> notices(const std::string& file) const {
    auto loaded = load_plan(plan());
    loaded.add(cli::problems_of(loaded.change.plan()));
    std::vector<std::string> found;
    for (const auto& notice : loaded.notices)
      if (notice.place.file == file) found.push_back(to_string(notice, Language::en));
    return found;
  }
  // Line and column of where `text` stands in a file.
  std::string place(const std::string& name, const std::string& text) const {
    const std::string all = read(name);
    const auto at = all.find(text);
    const auto before = all.substr(0, at);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    std::string in_line = before.substr(before.rfind('\n') + 1);
    std::erase_if(in_line, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
    return name + ":" + std::to_string(line) + ":" + std::to_string(in_line.size() + 1) + ": ";
  }
  // Exactly one fault, that begins with the place and says these words.
  void expect_fault(const std::string& place, const std::string& words) {
    const auto found = faults();
    ASSERT_EQ(found.size(), 1u) << (found.empty() ? "" : to_string(found[1], Language::en));
    const std::string text = to_string(found[0], Language::en);
    EXPECT_TRUE(text.starts_with(place)) << text << "\nshould be at " << place;
    EXPECT_NE(text.find(words), std::string::npos) << text;
    EXPECT_NE(to_string(found[0], Language::zh), text) << "Chinese too";
  }

  TemporaryFolder folder_;
};

}  // namespace fenghuo::adapters
