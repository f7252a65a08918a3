#include "adapters/http/visitors.h"

#include <algorithm>
#include <boost/beast/core/string.hpp>

namespace fenghuo::adapters {

namespace http = boost::beast::http;
using boost::asio::ip::address;

namespace {

constexpr double kBurst = 10 * kRequestsPerSecondMax;
constexpr const char* kForwardedFor = "X-Forwarded-For";

// An IPv4 address as itself, also where a listener of both kinds wraps it.
address unwrapped(const address& from) {
  if (!from.is_v6() || !from.to_v6().is_v4_mapped()) return from;
  return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, from.to_v6());
}

// The host of "host:port" and of "[::1]:port"; an IPv6 address may come without brackets.
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == text.npos) return {};
    const auto rest = text.substr(end + 1);
    return rest.empty() || rest.front() == ':' ? text.substr(1, end - 1) : std::string_view();
  }
  const auto colon = text.find(':');
  return colon == text.rfind(':') ? text.substr(0, colon) : text;
}

// An address that names no one machine (0.0.0.0) is this one too, where somebody asks for it.
bool asks_for_this_machine(const HttpRequest& request) {
  // Programs may leave it out; browsers never do.
  const auto count = request.count(http::field::host);
  if (count != 1) return count == 0;
  const auto field = request[http::field::host];
  const auto host = without_port({field.data(), field.size()});
  if (boost::beast::iequals({host.data(), host.size()}, "localhost")) return true;
  boost::system::error_code error;
  const auto asked = unwrapped(boost::asio::ip::make_address(std::string(host), error));
  return !error && (asked.is_loopback() || asked.is_unspecified());
}

// Whom the proxy on this machine had the request from: it writes that last. What stands before was
// there when the request came to it, and may be anything.
std::string forwarded_for(const HttpRequest& request) {
  std::string_view last;
  const auto [begin, end] = request.equal_range(kForwardedFor);
  for (auto field = begin; field != end; ++field)
    last = {field->value().data(), field->value().size()};
  const auto comma = last.rfind(',');
  if (comma != last.npos) last.remove_prefix(comma + 1);
  while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
  while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
  boost::system::error_code error;
  const auto whom = boost::asio::ip::make_address(std::string(without_port(last)), error);
  return error ? "somebody" : unwrapped(whom).to_string();
}

}  // namespace

Peer peer_of(const address& from, const HttpRequest& request) {
  const auto whence = unwrapped(from);
  if (!whence.is_loopback()) return {whence.to_string(), false};
  if (request.count(kForwardedFor) > 0 || request.count("Forwarded") > 0)
    return {"a proxy for " + forwarded_for(request), false};
  return {whence.to_string(), asks_for_this_machine(request)};
}

bool ConnectionCounts::take(const address& from) {
  if (all_ >= kHttpConnectionsMax) return false;
  const auto whence = unwrapped(from);
  if (!whence.is_loopback()) {
    if (elsewhere_ >= kHttpConnectionsMax - kHttpConnectionsKept) return false;
    if (!of_.enter(whence.to_string())) return false;
    ++elsewhere_;
  }
  ++all_;
  return true;
}

void ConnectionCounts::give_back(const address& from) {
  --all_;
  const auto whence = unwrapped(from);
  if (whence.is_loopback()) return;
  of_.leave(whence.to_string());
  --elsewhere_;
}

bool RateLimit::allow(const std::string& address, Moment now) {
  if (buckets_.size() > kHttpConnectionsMax * 4)
    std::erase_if(buckets_, [&](const auto& entry) { return filled(entry.second, now) >= kBurst; });
  auto [entry, fresh] = buckets_.try_emplace(address, Bucket{kBurst, now});
  Bucket& bucket = entry->second;
  bucket.tokens = filled(bucket, now);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

double RateLimit::filled(const Bucket& bucket, Moment now) {
  const std::chrono::duration<double> passed = now - bucket.at;
  return std::min(kBurst, bucket.tokens + passed.count() * kRequestsPerSecondMax);
}

}  // namespace fenghuo::adapters
