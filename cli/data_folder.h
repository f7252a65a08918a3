// --data and --lane: where one lane's data are.
#pragma once

#include <string>

#include "adapters/lane.h"
#include "cli/command_line.h"

namespace fenghuo::cli {

struct DataFolder {
  std::string path;
  adapters::Lane lane = adapters::Lane::live;

  std::string of_lane() const { return path + "/" + std::string(adapters::to_string(lane)); }
  std::string log() const { return of_lane() + "/log"; }
  std::string credentials() const { return of_lane() + "/credentials"; }
  std::string backups() const { return of_lane() + "/backups"; }

  void add_to(Verb& verb, Need need = Need::required);
};

}  // namespace fenghuo::cli
