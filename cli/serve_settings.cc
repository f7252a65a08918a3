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
              {help.zh + otherwise, help.en + otherwise});
}

}  // namespace

void add_endpoint(Verb& verb, const std::string& name, Endpoint& endpoint, const Text& help) {
  add_held_endpoint(verb, name, endpoint, " [" + to_string(endpoint) + "]", help);
}

void add_endpoint(Verb& verb, const std::string& name, std::optional<Endpoint>& endpoint,
                  const Text& help) {
  add_held_endpoint(verb, name, endpoint, endpoint ? " [" + to_string(*endpoint) + "]" : "", help);
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
