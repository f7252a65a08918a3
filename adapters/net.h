// Short names for the network libraries. Only .cc files include this: it costs seconds.
//
// Coroutines are named functions that take their state as parameters; inside of a co_await
// expression stand no capturing lambda and no braced aggregate (g++ 12 miscompiles both).
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace fenghuo::adapters {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

/// co_await gives (error_code, result...) instead of throwing.
inline constexpr auto kAsTuple = net::as_tuple(net::use_awaitable);

}  // namespace fenghuo::adapters
