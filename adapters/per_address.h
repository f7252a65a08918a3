// How many connections each address has; of IPv6 each network of 64 bits, which one peer has whole
// (RFC 4291, 2.5.4). One peer that opens them without end must not take those of all others.
#pragma once

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <cstdint>
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
    ++counts_[peer_of(address)];
    return true;
  }
  void leave(const std::string& address) {
    const auto found = counts_.find(peer_of(address));
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
  }
  std::size_t count(const std::string& address) const {
    const auto found = counts_.find(peer_of(address));
    return found == counts_.end() ? 0 : found->second;
  }

 private:
  static std::string peer_of(const std::string& address) {
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(address, error);
    if (error || !ip.is_v6() || ip.to_v6().is_v4_mapped()) return address;
    auto bytes = ip.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
    return boost::asio::ip::address_v6(bytes).to_string();
  }
  static bool is_this_machine(std::string_view address) {
    return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
  }

  std::size_t each_max_;
  std::map<std::string, std::size_t> counts_;
};

}  // namespace fenghuo::adapters
