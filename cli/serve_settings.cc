#include "cli/serve_settings.h"

#include <boost/asio/ip/address.hpp>
#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>
#include <charconv>

namespace fenghuo::cli {

namespace {

/// Nothing beyond 65535: authority_view::port_number() lets 99999 come round to another port.
std::optional<std::uint16_t> parse_port(const std::string& digits) {
  std::uint16_t port = 0;
  const char* end = digits.data() + digits.size();
  const auto [at, error] = std::from_chars(digits.data(), end, port);
  if (error != std::errc{} || at != end) return std::nullopt;
  return port;
}

}  // namespace

std::optional<Endpoint> parse_endpoint(const std::string& text) {
  const auto authority = boost::urls::parse_authority(text);
  if (!authority || !authority->has_port() || authority->has_userinfo()) return std::nullopt;
  const auto port = parse_port(authority->port());
  std::string address = authority->host_address();
  if (address == "localhost") address = "127.0.0.1";
  boost::system::error_code no_address;
  boost::asio::ip::make_address(address, no_address);
  if (!port || no_address) return std::nullopt;
  return Endpoint{std::move(address), *port};
}

bool is_zeromq_address(const std::string& text) {
  constexpr std::string_view kTcp = "tcp://";
  constexpr std::string_view kIpc = "ipc://";
  if (text.starts_with(kIpc)) return text.size() > kIpc.size();
  const auto colon = text.rfind(':');
  if (!text.starts_with(kTcp) || colon <= kTcp.size()) return false;
  const std::string port = text.substr(colon + 1);
  return port == "*" || parse_port(port).has_value();
}

std::string to_string(const Endpoint& endpoint) {
  const bool v6 = endpoint.address.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" +
         std::to_string(endpoint.port);
}

namespace {

template <class Held>
void add_held_endpoint(Verb& verb, const std::string& name, Held& endpoint,
                       const std::string& otherwise, const Text& help) {
  verb.parsed(name, "ADDRESS:PORT",
              [&endpoint](const std::string& text) {
                const auto parsed = parse_endpoint(text);
                if (parsed) endpoint = *parsed;
                return parsed.has_value();
              },
              {help.zh + otherwise, help.en + otherwise}, Need::optional,
              {"：数字地址（不是主机名）加端口（0 到 65535），例如 127.0.0.1:8651",
               ": an address of numbers (no name of a host) and a port (0 to 65535), such as "
               "127.0.0.1:8651"});
}

}  // namespace

void add_endpoint(Verb& verb, const std::string& name, Endpoint& endpoint, const Text& help) {
  add_held_endpoint(verb, name, endpoint, " [" + to_string(endpoint) + "]", help);
}

void add_endpoint(Verb& verb, const std::string& name, std::optional<Endpoint>& endpoint,
                  const Text& help) {
  add_held_endpoint(verb, name, endpoint, endpoint ? " [" + to_string(*endpoint) + "]" : "", help);
}

Error cant_listen(const std::string& option, const std::string& at,
                  const boost::system::error_code& why) {
  namespace errc = boost::system::errc;
  Text reason{"系统报错：" + why.message(), why.message()};
  if (why == errc::address_in_use)
    reason = {"已被别的程序占用（是不是已经有一个 fenghuo serve 在运行？）；停掉它，或换一个端口",
              "another program has it (is a fenghuo serve running already?); end that one, or give "
              "another port"};
  else if (why == errc::address_not_available)
    reason = {"这台机器没有这个地址", "this machine has no such address"};
  else if (why == errc::permission_denied)
    reason = {"没有权限；1024 以下的端口要管理员才能用",
              "not permitted; a port below 1024 is for administrators"};
  return {Errc::bad_input,
          {"不能在 " + at + "（" + option + "）监听：" + reason.zh,
           "can't listen at " + at + " (" + option + "): " + reason.en}};
}

std::optional<std::pair<std::string, std::string>> same_port(const ServeSettings& settings) {
  std::vector<std::pair<std::string, Endpoint>> all{{"--http", settings.http}};
  if (settings.sl651) all.emplace_back("--sl651", *settings.sl651);
  if (settings.exercise) all.emplace_back("--exercise", *settings.exercise);
  if (settings.exercise_sl651) all.emplace_back("--exercise-sl651", *settings.exercise_sl651);
  const auto any = [](const std::string& address) {
    return address == "0.0.0.0" || address == "::";
  };
  const auto clash = [&](const Endpoint& a, const Endpoint& b) {
    return a.port != 0 && a.port == b.port &&
           (a.address == b.address || any(a.address) || any(b.address));
  };
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j)
      if (clash(all[i].second, all[j].second)) return std::pair(all[i].first, all[j].first);
  return std::nullopt;
}

ServeSettings ServeSettings::of_exercise() const {
  ServeSettings settings = *this;
  settings.data.lane = adapters::Lane::exercise;
  settings.http = exercise.value_or(http);
  settings.sl651 = exercise_sl651;
  settings.zeromq.clear();
  settings.page_url = exercise_page_url;
  settings.exercise.reset();
  return settings;
}

}  // namespace fenghuo::cli
