#include "adapters/remote_clock.h"

#include <boost/json/parse.hpp>

#include "adapters/local_client.h"

namespace fenghuo::adapters {
namespace {

std::optional<Clock> clock_in(const std::string& body) {
  boost::system::error_code error;
  const auto state = boost::json::parse(body, error);
  if (error || !state.is_object()) return std::nullopt;
  const auto* clock = state.get_object().if_contains("clock");
  const auto* rate = state.get_object().if_contains("rate");
  if (clock == nullptr || rate == nullptr || !clock->is_string() || !rate->is_number())
    return std::nullopt;
  const auto now = parse_rfc3339(std::string_view(clock->get_string()));
  const double times = rate->to_number<double>();
  if (!now || !(times > 0)) return std::nullopt;
  return Clock(*now, times);
}

}  // namespace

Result<Clock> ask_clock(const std::string& url) {
  const auto state = ask_engine(url, "/api/v1/state");
  if (!state) return state.error();
  const auto clock = clock_in(state->body);
  if (clock) return *clock;
  return Error{Errc::bad_input,
               {"“" + url + "”的应答里没有时钟", "the answer of '" + url + "' holds no clock"}};
}

}  // namespace fenghuo::adapters
