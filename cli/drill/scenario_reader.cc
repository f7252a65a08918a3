#include "cli/drill/scenario_reader.h"

#include <algorithm>

#include "cli/drill/moment.h"
#include "engine/nearest.h"
#include "simulator/elements.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::Does;
using simulator::Mark;

ScenarioReader::ScenarioReader(const wire::Plan& plan, simulator::Scenario& out)
    : plan_(plan), out_(out) {
  out.utc_offset = std::chrono::seconds{plan.utc_offset_s()};
  for (const auto& person : plan.people()) names_.people.insert(person.id());
  for (const auto& station : plan.stations()) names_.stations.insert(station.id());
  for (const auto& village : plan.villages()) villages_.insert(village.id());
  places_ = villages_;
  places_.insert(plan.id());
  for (const auto& point : plan.hazard_points()) places_.insert(point.id());
  for (const auto& catchment : plan.catchments()) places_.insert(catchment.id());
  names_.places = places_;
  names_.places.insert(names_.stations.begin(), names_.stations.end());  // rules for each station
  for (const auto& rule : plan.rules()) names_.rules.insert(rule.id());
  for (const auto& unit : plan.units()) names_.units.insert(unit.id());
  for (const auto& playbook : plan.playbooks()) names_.playbooks.insert(playbook.id());
  for (const auto& household : plan.households()) groups_.insert(household.id());
  for (const auto& facility : plan.facilities()) groups_.insert(facility.id());
  for (auto& name : simulator::elements_of(plan)) elements_.insert(std::move(name));
}

Mark ScenarioReader::mark(const YamlNode& node) const {
  const std::string word = node.string("I");
  if (word == "D") return Mark::documented;
  if (word == "d") return Mark::rough;
  if (word == "M") return Mark::memory;
  if (word != "I")
    node.fault({"标记为 D（有据）、d（大致）、M（记忆）或 I（虚构），不是“" + word + "”",
                "a mark is D (documented), d (rough), M (from memory) or I (invented), not '" +
                    word + "'"});
  return Mark::invented;
}

simulator::Origin ScenarioReader::origin(const YamlNode& node) const {
  return {mark(node.optional("mark")), node.optional("source").string()};
}

double ScenarioReader::share(const YamlNode& node) const {
  const double value = node.number();
  if (value >= 0 && value <= 1) return value;
  node.fault({"份额为 0 到 1", "a share is from 0 to 1"});
  return 0;
}

Instant ScenarioReader::moment(const YamlNode& node, Instant otherwise) const {
  if (node.absent()) return otherwise;
  const auto at = parse_moment(node.string(), out_.start, out_.utc_offset);
  if (!at)
    node.fault(
        {"时间写作 \"11:06\"、\"d2 04:00\"（第二天）、\"+1h30m\" 或完整的日期时间",
         "a time is written \"11:06\", \"d2 04:00\" (the second day), \"+1h30m\" or in full"});
  else if (*at < out_.start || *at > out_.end)
    node.fault({"这个时间不在情景的起止之内", "this time isn't within the scenario"});
  return at.value_or(otherwise);
}

void ScenarioReader::want(const YamlNode& node, const std::set<std::string>& ids, const Text& of,
                          const Text& owner) const {
  const std::string id = node.string();
  if (id.empty() || ids.contains(id)) return;
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  const auto near = nearest(id, known);
  node.fault({owner.zh + "里没有" + of.zh + "“" + id + "”" +
                  (near ? "，是否为“" + std::string(*near) + "”？" : ""),
              owner.en + " has no " + of.en + " '" + id + "'" +
                  (near ? "; did you mean '" + std::string(*near) + "'?" : "")});
}

void ScenarioReader::want_once(const YamlNode& node, const std::string& name,
                               std::set<std::string>& listed) {
  if (name.empty() || listed.insert(name).second) return;
  node.fault({"“" + name + "”在这里写了两次，前一次会不起作用：只留一处",
              "'" + name + "' is in this list twice, and the first would do nothing: leave one"});
}

std::string ScenarioReader::plain_id(const YamlNode& node) const {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  };
  std::string id = node.string();
  if (!std::all_of(id.begin(), id.end(), is_plain))
    node.fault({"id 只用字母、数字、- 和 _", "an id is of letters, digits, - and _"});
  return id;
}

void ScenarioReader::read_head(const YamlNode& root) {
  out_.id = plain_id(root.required("id"));
  out_.title = root.required("title").text();
  out_.based_on = root.optional("based_on").string();
  const YamlNode start = root.required("start");
  if (const auto at = parse_rfc3339(start.string()))
    out_.start = *at;
  else if (!start.absent())
    start.fault({"开始时间写作 \"2026-07-15T20:00:00+08:00\"",
                 "the start is written \"2026-07-15T20:00:00+08:00\""});
  const YamlNode lasts = root.required("lasts");
  Span length = lasts.span(std::chrono::hours{1});
  if (length <= Span{0} || length > kScenarioSpanMax) {
    lasts.fault({"情景最长 62 天", "a scenario lasts 62 days at most"});
    length = std::chrono::hours{1};
  }
  out_.end = out_.start + length;
  const YamlNode seed = root.optional("seed");
  const double number = seed.number(1);
  if (!(number >= 0 && number <= kSeedMax))
    seed.fault({"种子为 0 到 10 的 15 次方", "a seed is from 0 to 10 to the 15th"});
  else
    out_.seed = static_cast<std::uint64_t>(number);
}

void ScenarioReader::read_lists(const YamlNode& node) {
  read_objectives(node.optional("objectives"));
  read_stations(node.optional("stations"));
  read_gauge_faults(node.optional("gauge_faults"));
  read_failures(node.optional("fails"));
  read_channels(node.optional("channels"));
  read_people(node.optional("people"));
  read_chances(node.optional("chances"));
  read_injects(node.optional("injects"));
  read_dangers(node.optional("danger"));
  read_refusals(node.optional("refuse"));
  read_goings_back(node.optional("goes_back"));
  read_history(node.optional("history"));
  const YamlNode expect = node.optional("expect");
  read_expectations(expect);
  if (expect.absent()) want_dangers_expected(node.optional("danger"));
  std::set<std::string> expectations;
  for (const auto& one : out_.expectations) expectations.insert(one.id);
  for (const auto& item : node.optional("history").items())
    want(item.optional("beside"), expectations, {"预期", "expectation"}, {"情景", "the scenario"});
}

void ScenarioReader::read_gauge_faults(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"station", "kind", "from", "until", "per_hour", "mark", "source"});
    simulator::GaugeFault fault{.station = item.required("station").string()};
    want(item.optional("station"), names_.stations, {"测站", "station"});
    const YamlNode kind = item.required("kind");
    if (kind.string() == "drift")
      fault.kind = simulator::GaugeFault::Kind::drift;
    else if (kind.string() != "stuck")
      kind.fault({"kind 为 stuck 或 drift", "kind is stuck or drift"});
    fault.from = moment(item.optional("from"), out_.start);
    fault.until = moment(item.optional("until"), Instant::max());
    fault.per_hour = item.optional("per_hour").number();
    fault.origin = origin(item);
    out_.gauge_faults.push_back(std::move(fault));
  }
}

void ScenarioReader::read_failures(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"what", "from", "until", "mark", "source"});
    want(item.required("what"), elements_, {"要素", "element"});
    out_.failures.push_back({item.optional("what").string(),
                             moment(item.optional("from"), out_.start),
                             moment(item.optional("until"), Instant::max()), origin(item)});
  }
}

void ScenarioReader::read_people(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"person", "does", "from", "until", "answers_after", "does_after", "decides", "mark",
               "source"});
    simulator::Behaviour one{.person = item.optional("person").string()};
    want(item.optional("person"), names_.people, {"人员", "person"});
    const YamlNode does = item.optional("does");
    const std::string word = does.string("answer");
    constexpr std::pair<std::string_view, Does> kWords[] = {{"answer", Does::answer},
                                                            {"promise", Does::promise},
                                                            {"silent", Does::silent},
                                                            {"asleep", Does::asleep},
                                                            {"away", Does::away}};
    const auto* found = std::find_if(std::begin(kWords), std::end(kWords),
                                     [&](const auto& entry) { return entry.first == word; });
    if (found == std::end(kWords))
      does.fault({"does 为 answer、promise、silent、asleep 或 away",
                  "does is answer, promise, silent, asleep or away"});
    else
      one.does = found->second;
    one.from = moment(item.optional("from"), out_.start);
    one.until = moment(item.optional("until"), Instant::max());
    if (!item.optional("answers_after").absent())
      one.answers_after = item.optional("answers_after").span();
    if (!item.optional("does_after").absent()) one.does_after = item.optional("does_after").span();
    const YamlNode decides = item.optional("decides");
    one.says_no = decides.string("yes") == "no";
    if (!one.says_no && decides.string("yes") != "yes")
      decides.fault({"decides 为 yes 或 no", "decides is yes or no"});
    one.origin = origin(item);
    out_.behaviours.push_back(std::move(one));
  }
}

void ScenarioReader::read_chances(const YamlNode& node) {
  if (node.absent()) return;
  node.only({"asleep", "promises", "slower", "station_dead", "danger_shift_h"});
  auto& chances = out_.chances;
  chances.asleep = share(node.optional("asleep"));
  chances.promises = share(node.optional("promises"));
  chances.station_dead = share(node.optional("station_dead"));
  chances.slower = node.optional("slower").number();
  chances.danger_shift_h = node.optional("danger_shift_h").number();
  if ((chances.slower != 0 && !(chances.slower >= 1 && chances.slower <= 100)) ||
      !(chances.danger_shift_h >= 0 && chances.danger_shift_h <= 72)) {
    node.fault({"slower 为 1 到 100（几倍），danger_shift_h 为 0 到 72（小时）",
                "slower is 1 to 100 times, danger_shift_h 0 to 72 hours"});
    chances = {};
  }
}

void ScenarioReader::read_dangers(const YamlNode& node) {
  std::set<std::string> listed;
  for (const auto& item : node.items()) {
    item.only({"village", "at", "mark", "source"});
    want(item.required("village"), villages_, {"村", "village"});
    const std::string village = item.optional("village").string();
    want_once(item.optional("village"), village, listed);
    std::erase_if(out_.dangers, [&](const auto& one) { return one.village == village; });
    const YamlNode at = item.required("at");
    if (at.string() == "never") continue;
    out_.dangers.push_back({village, moment(at, out_.end), origin(item)});
  }
}

void ScenarioReader::read_refusals(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"household", "mark", "source"});
    want(item.required("household"), groups_, {"住户", "household"});
    out_.refusals.push_back({item.optional("household").string(), origin(item)});
  }
}

void ScenarioReader::read_goings_back(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"household", "at", "mark", "source"});
    want(item.required("household"), groups_, {"住户", "household"});
    out_.goings_back.push_back(
        {item.optional("household").string(), moment(item.required("at"), out_.end), origin(item)});
  }
}

void ScenarioReader::read_history(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"what", "at", "beside", "mark", "source"});
    simulator::History one{.what = item.required("what").text()};
    if (!item.optional("at").absent()) {
      // What happened may lie after the end of what is played.
      one.at = parse_moment(item.optional("at").string(), out_.start, out_.utc_offset);
      if (!one.at) moment(item.optional("at"), out_.start);
    }
    one.expectation = item.optional("beside").string();
    one.origin = origin(item);
    out_.history.push_back(std::move(one));
  }
}

void ScenarioReader::read_objectives(const YamlNode& node) {
  for (const auto& item : node.items()) {
    item.only({"id", "title"});
    out_.objectives.push_back({item.required("id").string(), item.required("title").text()});
  }
}

}  // namespace fenghuo::cli
