#include "cli/serve_settings.h"

#include <boost/url/authority_view.hpp>
#include <boost/url/parse.hpp>

namespace fenghuo::cli {

std::optional<Endpoint> parse_endpoint(const std::string& text) {
  const auto authority = boost::urls::parse_authority(text);
  if (!authority || !authority->has_port() || authority->has_userinfo()) return std::nullopt;
  const std::string digits = authority->port();
  if (digits.empty() || (authority->port_number() == 0 && digits != "0")) return std::nullopt;
  Endpoint endpoint{authority->host_address(), authority->port_number()};
  if (endpoint.address.empty()) return std::nullopt;
  return endpoint;
}

std::string to_string(const Endpoint& endpoint) {
  const bool v6 = endpoint.address.find(':') != std::string::npos;
  return (v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" +
         std::to_string(endpoint.port);
}

void add_data_options(CLI::App& verb, ServeSettings& settings, const Session& session) {
  verb.add_option("--data", settings.data_folder,
                  session.say({"数据文件夹", "the folder of the data"}))
      ->required();
  verb.add_option_function<std::string>(
          "--lane",
          [&settings](const std::string& name) {
            settings.lane = name == "live" ? adapters::Lane::live : adapters::Lane::exercise;
          },
          session.say(
              {"通道：live 实战（默认）或 exercise 演练", "lane: live (the default) or exercise"}))
      ->check(CLI::IsMember({"live", "exercise"}))
      ->type_name("live|exercise");
}

}  // namespace fenghuo::cli
