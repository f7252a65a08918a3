// Who is at the other end of a connection, and how much of the server they may take up.
#pragma once

#include <boost/asio/ip/address.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "adapters/http/message.h"
#include "adapters/per_address.h"

namespace fenghuo::adapters {

/// 1,000 connections x (16 KiB of headers + 1 MiB of body) = 1 GB at the very worst.
inline constexpr std::size_t kHttpConnectionsMax = 1'000;
/// Of these, kept for this machine: a proxy on it, the page at the duty desk, `fenghuo command`.
inline constexpr std::size_t kHttpConnectionsKept = 100;
/// From one address elsewhere. Phones of a township may well stand behind one address of their
/// carrier, with a connection or two each.
inline constexpr std::size_t kHttpConnectionsPerAddressMax = 128;
/// Requests a second from one address; a burst may use up what ten quiet seconds saved.
inline constexpr double kRequestsPerSecondMax = 200;

/// What the socket and the request say of who asks. Local is what comes over loopback, was not
/// passed on by a proxy, and asks for this machine by its loopback address or as localhost: a page
/// of another web site whose name was made to point here (DNS rebinding) asks for that name.
Peer peer_of(const boost::asio::ip::address& from, const HttpRequest& request);

/// How many connections there are, and from where.
class ConnectionCounts {
 public:
  /// Whether there is room for one more; it is then counted until give_back().
  bool take(const boost::asio::ip::address& from);
  void give_back(const boost::asio::ip::address& from);
  std::size_t all() const { return all_; }

 private:
  std::size_t all_ = 0;
  std::size_t elsewhere_ = 0;
  PerAddress of_{kHttpConnectionsPerAddressMax};  // elsewhere
};

/// A token bucket an address. Forgotten when it is full again, so the table stays small.
class RateLimit {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  bool allow(const std::string& address, Moment now);

 private:
  struct Bucket {
    double tokens;
    Moment at;
  };
  static double filled(const Bucket& bucket, Moment now);
  std::map<std::string, Bucket> buckets_;
};

}  // namespace fenghuo::adapters
