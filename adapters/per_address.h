// How many connections each address has. One peer that opens them without end must not take those
// of all others.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace fenghuo::adapters {

class PerAddress {
 public:
  explicit PerAddress(std::size_t each_max) : each_max_(each_max) {}

  /// False where the address has its share; else leave() must follow.
  bool enter(const std::string& address) {
    // What forwards many stations from this machine was put there by whoever runs it.
    if (!is_this_machine(address) && count(address) >= each_max_) return false;
    ++counts_[address];
    return true;
  }
  void leave(const std::string& address) {
    const auto found = counts_.find(address);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
  }
  std::size_t count(const std::string& address) const {
    const auto found = counts_.find(address);
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  static bool is_this_machine(std::string_view address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
  }

  std::size_t each_max_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace fenghuo::adapters
