// How channels carry messages: limits, delays, losses.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "cli/drill/scenario_reader.h"
#include "playbooks/channels.h"

namespace fenghuo::cli {
namespace {

using adapters::YamlNode;

constexpr double kPerMinuteMax = 100'000;

const std::set<std::string>& all_channels() {
  static const std::set<std::string> all(playbooks::kChannels.begin(), playbooks::kChannels.end());
  return all;
}

std::string read_channel(const YamlNode& node) {
  const std::string name = node.string();
  playbooks::ChannelSet one;
  one.insert(name);
  if (one.by_hand())
    node.fault({"“" + name + "”靠人去办，没有平台转发；这里写 webhook",
                "'" + name + "' is used by hand, and no gateway carries it; webhook belongs here"});
  return name;
}

std::uint32_t read_per_minute(const YamlNode& node) {
  if (node.absent()) return 0;
  const double number = node.number(1);
  if (number >= 1 && number <= kPerMinuteMax && number == std::floor(number))
    return static_cast<std::uint32_t>(number);
  node.fault({"per_minute 为 1 到 100000 的整数（每分钟几条）",
              "per_minute is a whole number of messages, from 1 to 100,000"});
  return 0;
}

void want_a_condition(const YamlNode& item) {
  constexpr const char* kConditions[] = {"per_minute", "delay", "lost", "twice"};
  if (std::all_of(std::begin(kConditions), std::end(kConditions),
                  [&](const char* key) { return item.optional(key).absent(); }))
    item.fault({"per_minute、delay、lost、twice 至少写一个",
                "it has one of per_minute, delay, lost and twice at least"});
}

}  // namespace

void ScenarioReader::read_channels(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"channel", "village", "from", "until", "per_minute", "delay", "lost", "twice",
               "mark", "source"});
    want_a_condition(item);
    want(item.required("channel"), all_channels(), {"渠道", "channel"}, {"程序", "the program"});
    simulator::ChannelCondition one{.channel = read_channel(item.optional("channel"))};
    one.village = item.optional("village").string();
    want(item.optional("village"), villages_, {"村", "village"});
    const YamlNode until = item.optional("until");
    one.from = moment(item.optional("from"), out_.start);
    one.until = moment(until, Instant::max());
    if (one.from >= one.until) until.fault({"until 要晚于 from", "until is later than from"});
    one.per_minute = read_per_minute(item.optional("per_minute"));
    if (!item.optional("delay").absent()) one.delay = item.optional("delay").span();
    one.lost = share(item.optional("lost"));
    one.twice = share(item.optional("twice"));
    one.origin = origin(item);
    out_.channels.push_back(std::move(one));
  }
}

}  // namespace fenghuo::cli
