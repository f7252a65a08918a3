// IP addresses and networks, as the network extension has them (net.IP, net.CIDR).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenghuo::language {

/// An address; with a prefix also a network.
struct Address {
  std::array<std::uint8_t, 16> bytes{};  // the first 4 where it is IPv4
  bool v6 = false;
  std::uint8_t prefix_bits = 0;  // of a network
  friend bool operator==(const Address&, const Address&) = default;

  std::uint8_t bits() const { return v6 ? 128 : 32; }
};

enum class AddressProblem : std::uint8_t { none, malformed, zone, mapped };

/// IPv4 in four decimal numbers, or IPv6 by RFC 4291, section 2.2, which may end in an IPv4
/// address. No zone. An IPv4-mapped address in hexadecimal is the IPv4 address; with its end in
/// decimal it is refused as `mapped`.
struct ParsedAddress {
  Address address;
  AddressProblem problem = AddressProblem::none;
};
ParsedAddress parse_address(std::string_view text);
/// ADDRESS/BITS.
ParsedAddress parse_network(std::string_view text);

/// RFC 5952.
std::string address_text(const Address& address);
std::string network_text(const Address& network);

/// The address with all but its prefix zero.
Address masked(const Address& network);
bool contains(const Address& network, const Address& address);

bool is_unspecified(const Address& address);
bool is_loopback(const Address& address);
bool is_link_local_unicast(const Address& address);
bool is_link_local_multicast(const Address& address);
/// Neither unspecified, loopback, multicast, link-local nor broadcast.
bool is_global_unicast(const Address& address);

}  // namespace fenghuo::language
