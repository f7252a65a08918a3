#include "cli/data_folder.h"

namespace fenghuo::cli {

void DataFolder::add_to(Verb& verb, Need need) {
  verb.text("--data", path, {"数据文件夹", "the folder of the data"}, need);
  verb.choice("--lane", {"exercise", "live"},
              [this](const std::string& name) {
                lane = name == "live" ? adapters::Lane::live : adapters::Lane::exercise;
              },
              {"通道：live 实战（默认）或 exercise 演练", "lane: live (the default) or exercise"});
}

}  // namespace fenghuo::cli
