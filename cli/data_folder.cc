#include "cli/data_folder.h"

#include <filesystem>

#include "cli/sentence.h"

namespace fenghuo::cli {

Text DataFolder::other_lane() const {
  DataFolder other = *this;
  other.lane = lane == adapters::Lane::live ? adapters::Lane::exercise : adapters::Lane::live;
  std::error_code ignored;
  if (!std::filesystem::exists(other.log(), ignored)) return {};
  const std::string word(adapters::to_string(other.lane));
  return {"；“" + other.of_lane() + "”里有：加 --lane " + word,
          "; '" + other.of_lane() + "' has some: add --lane " + word};
}

void DataFolder::add_to(Verb& verb, Need need) {
  verb.text("--data", path, {"数据文件夹", "the folder of the data"}, need);
  verb.choice("--lane", {"exercise", "live"},
              [this](const std::string& name) {
                lane = name == "live" ? adapters::Lane::live : adapters::Lane::exercise;
              },
              {"通道：live 实战（默认）或 exercise 演练", "lane: live (the default) or exercise"});
}

Result<std::unique_ptr<adapters::RocksdbLog>> read_log(const DataFolder& data) {
  auto log = adapters::RocksdbLog::open(data.log(), adapters::RocksdbLog::Access::read_only);
  if (log || log.error().code != Errc::not_found) return log;
  return Error{Errc::not_found, log.error().text + data.other_lane()};
}

}  // namespace fenghuo::cli
