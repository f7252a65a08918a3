// Reach that hangs on one thing. Every way by which a village can be told - each channel to each
// person on the rungs of its ladders - needs something: the gateway of a channel that the engine
// sends by, what the channel needs, what the person's telephone needs, what all telephones of a
// village need. What stands in the list of every way is a single point: without it nobody of the
// village hears of the water. The same for the stations that cover a village: what all of them need
// leaves it without a gauge.
//
// Only the channels of the public network need a telephone (channels.h). What a plan doesn't write
// is not assumed, so what is found is so; what is not written can't be found.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/channels.h"
#include "playbooks/homes.h"
#include "playbooks/proof/duty_calls.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

constexpr std::string_view kTelephones[] = {"webhook", "call_list"};
/// An adapter carries these, and a gateway behind it; by the others people go about it themselves.
constexpr auto kSent = std::span(kChannels).first(kSentChannels);

using Elements = std::set<std::string>;
using Lists = std::map<std::string, Elements, std::less<>>;

template <class List>
void add_to(Elements& elements, const List& list) {
  elements.insert(list.begin(), list.end());
}

const Elements& in(const Lists& lists, std::string_view id) {
  static const Elements none;
  const auto found = lists.find(id);
  return found == lists.end() ? none : found->second;
}

/// What the plan writes that things need.
class Needs {
 public:
  explicit Needs(const wire::Plan& plan) {
    for (const auto& channel : plan.channels())
      add_to(channels_[channel.channel()], channel.depends_on());
    for (const auto& person : plan.people()) add_to(phones_[person.id()], person.depends_on());
    Lists villages;
    for (const auto& village : plan.villages())
      add_to(villages[village.id()], village.depends_on());
    for (const auto& [person, village] : homes_of(plan))
      add_to(phones_[person], in(villages, village));
  }

  Elements of_way(const std::string& channel, const std::string& person) const {
    Elements needs = in(channels_, channel);
    if (std::find(kSent.begin(), kSent.end(), channel) != kSent.end())
      needs.insert("channel/" + channel);
    if (std::find(std::begin(kTelephones), std::end(kTelephones), channel) != std::end(kTelephones))
      add_to(needs, in(phones_, person));
    return needs;
  }

 private:
  Lists channels_;
  Lists phones_;
};

/// Something that can be told or heard in one way, and what that needs.
struct Way {
  Text name;
  Elements needs;
};

/// What all of them need.
Elements shared_by(const std::vector<Way>& ways) {
  Elements shared = ways.empty() ? Elements{} : ways.front().needs;
  for (const auto& way : ways)
    std::erase_if(shared, [&](const std::string& one) { return !way.needs.contains(one); });
  return shared;
}

/// Villages that hang on the same elements, each with its ways.
struct Single {
  Elements elements;
  std::vector<const wire::Village*> villages;
  std::vector<Text> lines;
};

class Singles {
 public:
  void add(const wire::Village& village, const Elements& elements, const Text& occasion,
           const std::vector<Way>& ways) {
    if (elements.empty()) return;
    auto& told = told_[village.id()];  // of a village less is not told again
    if (std::includes(told.begin(), told.end(), elements.begin(), elements.end())) return;
    told.insert(elements.begin(), elements.end());
    auto known = std::find_if(all_.begin(), all_.end(),
                              [&](const Single& one) { return one.elements == elements; });
    if (known == all_.end()) known = all_.insert(known, {elements, {}, {}});
    known->villages.push_back(&village);
    std::vector<Text> names;
    for (const auto& way : ways) names.push_back(way.name);
    if (known->lines.size() < kNamedMax)
      known->lines.push_back(from_wire(village.name()) + occasion + Text{"：", ": "} +
                             joined(names));
  }
  const std::vector<Single>& all() const { return all_; }

 private:
  std::vector<Single> all_;
  std::map<std::string, Elements> told_;  // by village
};

Text names_of(const Handbook& handbook, const Elements& elements) {
  std::vector<Text> names;
  for (const auto& element : elements) {
    Text name = plain(element);
    if (element.starts_with("channel/"))
      name = {"渠道 " + element.substr(8), "the channel " + element.substr(8)};
    for (const auto& station : handbook.plan().stations())
      if (element == "station/" + station.id())
        name = {station.name().zh() + "（" + station.id() + "）",
                station.name().en() + " (" + station.id() + ")"};
    names.push_back(std::move(name));
  }
  return joined(names);
}

Text villages_of(const Single& single) {
  std::vector<Text> names;
  for (const auto* village : single.villages) names.push_back(from_wire(village->name()));
  return joined(names);
}

std::vector<Way> ways_to(const Handbook& handbook, const Needs& needs, const Warned& warned) {
  std::vector<Way> ways;
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& duty : calls_to_village(handbook, warned))
    for (const auto& call : duty.calls)
      for (const auto& channel : call.channels)
        if (seen.emplace(channel, call.callee).second)
          ways.push_back(
              {plain(channel + " → " + call.callee), needs.of_way(channel, call.callee)});
  return ways;
}

/// What is said of villages that hang on one thing.
struct Words {
  Text all_need;   // after the village's name, before the thing's
  Text otherwise;  // what is so without it
  Text none;       // of the village's ways
  Text remedy;
};

std::vector<Proof> proofs_of(const Handbook& handbook, const Singles& singles, const Words& words) {
  std::vector<Proof> all;
  for (const auto& single : singles.all()) {
    const Text things = names_of(handbook, single.elements);
    Proof proof{.path = "villages[" + single.villages.front()->id() + "]"};
    proof.fault = villages_of(single) + words.all_need + things + words.otherwise;
    proof.counter_example.push_back(Text{"", "without "} + things + Text{" 断了", ""});
    for (const auto& line : single.lines) proof.counter_example.push_back(line + words.none);
    proof.remedy = words.remedy;
    all.push_back(std::move(proof));
  }
  return all;
}

}  // namespace

std::vector<Proof> prove_reach(const Handbook& handbook) {
  const Needs needs(handbook.plan());
  Singles singles;
  for (const auto& village : handbook.plan().villages())
    for (const auto& warned : gravest_warnings_of(handbook, village.id())) {
      const auto ways = ways_to(handbook, needs, warned);
      singles.add(village, shared_by(ways), Text{"，", ", "} + when(warned), ways);
    }
  return proofs_of(
      handbook, singles,
      {.all_need = {"：叫应的每一条路都靠 ", ": every way of telling them needs "},
       .otherwise = {"，断了就一个人也叫不到", "; without it nobody can be told"},
       .none = {"，都不通", " - none of them works"},
       .remedy = {"在阶梯里加一条不靠它的路：另一家的电话，或 knock、loudspeaker、radio",
                  "add a rung that doesn't need it: a telephone of another vendor, or "
                  "knock, loudspeaker, radio"}});
}

std::vector<Proof> prove_gauges(const Handbook& handbook) {
  std::map<std::string, std::vector<Way>> gauges;
  for (const auto& station : handbook.plan().stations()) {
    Way way{plain(station.id()), {"station/" + station.id()}};
    add_to(way.needs, station.depends_on());
    const std::set<std::string> covered(station.covers().begin(), station.covers().end());
    for (const auto& village : covered) gauges[village].push_back(way);
  }
  Singles singles;
  for (const auto& village : handbook.plan().villages()) {
    const auto& ways = gauges[village.id()];
    singles.add(village, shared_by(ways), {}, ways);
  }
  return proofs_of(
      handbook, singles,
      {.all_need = {"：覆盖这里的测站全靠 ", ": no station there works without "},
       .otherwise = {"，断了就没有一个测站看得见这里", ""},
       .none = {"，都没有数", " - none of them reports"},
       .remedy = {"让另一个不靠它的测站也覆盖这个村（stations.csv 的 covers）",
                  "let a station that doesn't need it cover the village as well (covers in "
                  "stations.csv)"}});
}

}  // namespace fenghuo::playbooks
