// The network extension: IP addresses and networks.
#include <array>

#include "rules/language/address.h"
#include "rules/language/library.h"

namespace fenghuo::language {
namespace {

Value made(Evaluation& evaluation, const Address& address, Kind kind) {
  auto* copy = evaluation.arena().make<Address>(1);
  if (copy == nullptr) return Value::error(Failure::too_large);
  *copy = address;
  Value value{.kind = kind};
  value.address = copy;
  return value;
}

Value refused(Evaluation& evaluation, AddressProblem problem, std::string_view text) {
  std::string why;
  if (problem == AddressProblem::zone) why = "zone value is not allowed: ";
  if (problem == AddressProblem::mapped) why = "IPv4-mapped IPv6 address is not allowed: ";
  return evaluation.error(Failure::bad_argument, why + "'" + std::string(text) + "'");
}

Value ip(Evaluation& evaluation, const Value* a) {
  const auto parsed = parse_address(a[0].string());
  if (parsed.problem != AddressProblem::none)
    return refused(evaluation, parsed.problem, a[0].string());
  return made(evaluation, parsed.address, Kind::address);
}
Value cidr(Evaluation& evaluation, const Value* a) {
  const auto parsed = parse_network(a[0].string());
  if (parsed.problem != AddressProblem::none)
    return refused(evaluation, parsed.problem, a[0].string());
  return made(evaluation, parsed.address, Kind::network);
}
Value is_ip(Evaluation&, const Value* a) {
  return Value::of(parse_address(a[0].string()).problem == AddressProblem::none);
}
Value is_cidr(Evaluation&, const Value* a) {
  return Value::of(parse_network(a[0].string()).problem == AddressProblem::none);
}
Value is_canonical(Evaluation& evaluation, const Value* a) {
  const auto parsed = parse_address(a[0].string());
  if (parsed.problem != AddressProblem::none)
    return refused(evaluation, parsed.problem, a[0].string());
  return Value::of(address_text(parsed.address) == a[0].string());
}

template <bool (*Test)(const Address&)>
Value tested(Evaluation&, const Value* a) {
  return Value::of(Test(*a[0].address));
}
Value family(Evaluation&, const Value* a) {
  return Value::of(std::int64_t{a[0].address->v6 ? 6 : 4});
}
Value text_of_ip(Evaluation& evaluation, const Value* a) {
  return evaluation.text(address_text(*a[0].address));
}
Value text_of_cidr(Evaluation& evaluation, const Value* a) {
  return evaluation.text(network_text(*a[0].address));
}

bool holds_network(const Address& outer, const Address& inner) {
  return inner.prefix_bits >= outer.prefix_bits && contains(outer, inner);
}
Value contains_ip(Evaluation&, const Value* a) {
  return Value::of(contains(*a[0].address, *a[1].address));
}
Value contains_ip_text(Evaluation& evaluation, const Value* a) {
  const Value inner = ip(evaluation, a + 1);
  return inner.is_error() ? inner : Value::of(contains(*a[0].address, *inner.address));
}
Value contains_cidr(Evaluation&, const Value* a) {
  return Value::of(holds_network(*a[0].address, *a[1].address));
}
Value contains_cidr_text(Evaluation& evaluation, const Value* a) {
  const Value inner = cidr(evaluation, a + 1);
  return inner.is_error() ? inner : Value::of(holds_network(*a[0].address, *inner.address));
}
Value masked_cidr(Evaluation& evaluation, const Value* a) {
  return made(evaluation, masked(*a[0].address), Kind::network);
}
Value prefix_length(Evaluation&, const Value* a) {
  return Value::of(std::int64_t{a[0].address->prefix_bits});
}
Value ip_of_cidr(Evaluation& evaluation, const Value* a) {
  Address address = *a[0].address;
  address.prefix_bits = 0;
  return made(evaluation, address, Kind::address);
}

constexpr std::array kNetwork{
    Declaration{"ip", kFunction, "string_to_ip", "string", "net.IP", ip},
    Declaration{"cidr", kFunction, "string_to_cidr", "string", "net.CIDR", cidr},
    Declaration{"isIP", kFunction, "is_ip", "string", "bool", is_ip},
    Declaration{"isCIDR", kFunction, "is_cidr", "string", "bool", is_cidr},
    Declaration{"ip.isCanonical", kFunction, "ip_is_canonical", "string", "bool", is_canonical},
    Declaration{"string", kFunction, "ip_to_string", "net.IP", "string", text_of_ip},
    Declaration{"string", kFunction, "cidr_to_string", "net.CIDR", "string", text_of_cidr},
    Declaration{"family", kMember, "ip_family", "net.IP", "int", family},
    Declaration{"isUnspecified", kMember, "ip_is_unspecified", "net.IP", "bool",
                tested<is_unspecified>},
    Declaration{"isLoopback", kMember, "ip_is_loopback", "net.IP", "bool", tested<is_loopback>},
    Declaration{"isGlobalUnicast", kMember, "ip_is_global_unicast", "net.IP", "bool",
                tested<is_global_unicast>},
    Declaration{"isLinkLocalUnicast", kMember, "ip_is_link_local_unicast", "net.IP", "bool",
                tested<is_link_local_unicast>},
    Declaration{"isLinkLocalMulticast", kMember, "ip_is_link_local_multicast", "net.IP", "bool",
                tested<is_link_local_multicast>},
    Declaration{"containsIP", kMember, "cidr_contains_ip", "net.CIDR, net.IP", "bool", contains_ip},
    Declaration{"containsIP", kMember, "cidr_contains_ip_string", "net.CIDR, string", "bool",
                contains_ip_text},
    Declaration{"containsCIDR", kMember, "cidr_contains_cidr", "net.CIDR, net.CIDR", "bool",
                contains_cidr},
    Declaration{"containsCIDR", kMember, "cidr_contains_cidr_string", "net.CIDR, string", "bool",
                contains_cidr_text},
    Declaration{"masked", kMember, "cidr_masked", "net.CIDR", "net.CIDR", masked_cidr},
    Declaration{"prefixLength", kMember, "cidr_prefix_length", "net.CIDR", "int", prefix_length},
    Declaration{"ip", kMember, "cidr_ip", "net.CIDR", "net.IP", ip_of_cidr}};

}  // namespace

std::span<const Declaration> network_functions() {
  return kNetwork;
}

}  // namespace fenghuo::language
