#include "adapters/packs.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace fenghuo::adapters {
namespace {

TEST(Packs, HoldTheFilesOfTheTreeByteForByte) {
  for (const std::string kind : {"rules", "playbooks"}) {
    const auto names = pack_names(kind);
    std::size_t files = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator(FENGHUO_SOURCE_DIR "/" + kind + "/packs")) {
      const std::string name = entry.path().stem();
      EXPECT_THAT(names, ::testing::Contains(name));
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      EXPECT_EQ(pack(kind, name), bytes);
      ++files;
    }
    EXPECT_EQ(names.size(), files);
    EXPECT_GT(files, 0u);
  }
}

TEST(Packs, GiveNothingForAnotherName) {
  EXPECT_FALSE(pack("rules", "absent"));
  EXPECT_FALSE(pack("rules", "../playbooks/warn-and-call"));
  EXPECT_FALSE(pack("messages", "flash-flood"));
  EXPECT_TRUE(pack_names("messages").empty());
}

}  // namespace
}  // namespace fenghuo::adapters
