#include "cli/drill/players_notice.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cli/sentence.h"
#include "playbooks/channels.h"
#include "simulator/elements.h"

namespace fenghuo::cli {
namespace {

using Elements = std::set<std::string>;

Text list_of(const Elements& names) {
  Text all;
  for (const auto& name : names)
    all = all + (all.en.empty() ? Text{name, name} : Text{"、" + name, ", " + name});
  return all;
}

bool is_used_by_hand(std::string_view channel) {
  playbooks::ChannelSet one;
  one.insert(channel);
  return !one.sends();
}

// What the telephones of players need: no message comes where it fails, but a page opens on any.
Elements of_telephones(const std::vector<std::string>& players, const simulator::Needs& needs) {
  Elements all;
  for (const auto& player : players) {
    const auto& of_one = needs.of_phone(player);
    all.insert(of_one.begin(), of_one.end());
  }
  return all;
}

// What only channels need by which people call: a player's call goes by what is there in truth.
Elements of_calls_by_hand(const simulator::Needs& needs) {
  Elements all;
  for (const auto channel : playbooks::kChannels) {
    if (!is_used_by_hand(channel)) continue;
    const auto& of_one = needs.of_channel(std::string(channel));
    all.insert(of_one.begin(), of_one.end());
  }
  return all;
}

Elements failing_of(const simulator::Scenario& scenario, const Elements& these) {
  Elements all;
  for (const auto& failure : scenario.failures)
    if (these.contains(failure.element)) all.insert(failure.element);
  return all;
}

Elements behaving(const simulator::Scenario& scenario) {
  Elements all;
  for (const auto& player : scenario.players) {
    const auto is_players = [&](const simulator::Behaviour& one) { return one.person == player; };
    if (std::ranges::any_of(scenario.behaviours, is_players)) all.insert("people " + player);
    const std::string itself = simulator::element("person", player);
    if (std::ranges::any_of(scenario.failures, [&](const auto& f) { return f.element == itself; }))
      all.insert(itself);
  }
  return all;
}

Elements coming_twice(const simulator::Scenario& scenario, const simulator::Needs& needs) {
  Elements all;
  for (const auto& one : scenario.channels) {
    const bool concerns =
        one.village.empty() || std::ranges::any_of(scenario.players, [&](const auto& player) {
          return needs.village_of(player) == one.village;
        });
    if (one.twice > 0 && concerns)
      all.insert(one.channel + (one.village.empty() ? "" : " " + one.village));
  }
  return all;
}

Text said(const Text& before, const Elements& names, const Text& after) {
  if (names.empty()) return {};
  return before + list_of(names) + after;
}

}  // namespace

Text not_for_players(const simulator::Scenario& scenario, const wire::Plan& plan) {
  if (scenario.players.empty()) return {};
  const simulator::Needs needs(plan);
  const Text all =
      said({"；是真人，不照情景做：", "; they are there, and do what they do: "},
           behaving(scenario), {}) +
      said({"；消息不来，网页照样打得开：", "; no message comes, but their pages open: "},
           failing_of(scenario, of_telephones(scenario.players, needs)), {}) +
      said({"；他们打电话、喊人用的是真的，不受它影响：",
            "; whom they call themselves they call in truth, whatever fails: "},
           failing_of(scenario, of_calls_by_hand(needs)), {}) +
      said({"；消息不会来两遍：", "; no message comes twice: "}, coming_twice(scenario, needs),
           Text{"（twice）", " (twice)"});
  if (all.en.empty()) return {};
  return Text{"情景里的这些，对参加的人不起作用或只起一半作用",
              "of the scenario, this holds for those who take part by half or not at all"} +
         all;
}

}  // namespace fenghuo::cli
