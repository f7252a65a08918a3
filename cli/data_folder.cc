#include "cli/data_folder.h"

namespace fenghuo::cli {

void DataFolder::add_to(CLI::App& verb, const Session& session) {
  verb.add_option("--data", path, session.say({"数据文件夹", "the folder of the data"}))
      ->required();
  verb.add_option_function<std::string>(
          "--lane",
          [this](const std::string& name) {
            lane = name == "live" ? adapters::Lane::live : adapters::Lane::exercise;
          },
          session.say(
              {"通道：live 实战（默认）或 exercise 演练", "lane: live (the default) or exercise"}))
      ->check(CLI::IsMember({"live", "exercise"}))
      ->type_name("live|exercise");
}

}  // namespace fenghuo::cli
