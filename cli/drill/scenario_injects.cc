// What is told the engine in the course of the night: commands as people give them, reports, and
// warnings of others.
#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "adapters/fact_kinds.h"
#include "adapters/http/commands.h"
#include "cli/drill/scenario_reader.h"
#include "engine/level.h"

namespace fenghuo::cli {

namespace json = boost::json;
using adapters::YamlNode;
using simulator::Inject;
using simulator::NightRecord;

namespace {

constexpr Span kWarningStandsFor = std::chrono::hours{24};

// Quotes keep what looks like a number a text.
json::value scalar_json(const YamlNode& node) {
  const std::string text = node.string();
  if (node.is_quoted()) return json::value_from(text);
  if (text == "true" || text == "false") return text == "true";
  std::int64_t whole = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), whole);
  if (error == std::errc() && end == text.data() + text.size()) return whole;
  return json::value_from(text);
}

json::value json_of(const YamlNode& node) {
  if (node.absent()) return nullptr;
  if (node.is_scalar()) return scalar_json(node);
  if (node.is_list()) {
    json::array list;
    for (const auto& item : node.items()) list.push_back(json_of(item));
    return list;
  }
  json::object object;
  for (const auto& key : node.keys()) object[key] = json_of(node.optional(key));
  return object;
}

// {"newest": "incident_opened", "area": "shangxi"} stands for that fact's id.
Result<std::string> newest_fact(const json::object& wanted, const NightRecord& record,
                                const adapters::JsonStyle& style) {
  for (auto told = record.facts.rbegin(); told != record.facts.rend(); ++told) {
    const json::object fact = adapters::fact_json(told->id, told->at, told->fact, style);
    const bool fits = std::all_of(wanted.begin(), wanted.end(), [&](const auto& member) {
      const json::value* value = fact.if_contains(member.key() == "newest" ? "fact" : member.key());
      return value != nullptr && *value == member.value();
    });
    if (fits) return to_string(told->id);
  }
  const std::string what = json::serialize(wanted);
  return Error{Errc::not_found, {"到这时还没有这样的结论：" + what, "no such fact yet: " + what}};
}

}  // namespace

// Whatever can be wrong with it before the night is found now.
Inject::Make ScenarioReader::read_command(const YamlNode& node, const std::string& by) {
  json::value value = json_of(node);
  if (!value.is_object()) {
    node.fault({"command 写法同 POST /api/v1/commands", "a command is written as for the API"});
    return {};
  }
  json::object command = std::move(value.get_object());
  json::object probe = command;
  for (auto& member : probe)
    if (const auto* wanted = member.value().if_object();
        wanted != nullptr && wanted->contains("newest")) {
      const std::string kind(wanted->at("newest").is_string()
                                 ? std::string_view(wanted->at("newest").get_string())
                                 : std::string_view());
      if (!adapters::fact_kind(kind))
        node.optional(member.key())
            .fault({"没有叫“" + kind + "”的结论", "there is no fact '" + kind + "'"});
      member.value() = "0.0";
    }
  if (const auto event = adapters::command_in(probe, by); !event) {
    node.fault(event.error().text);
    return {};
  }
  return [command, by, style = style()](const NightRecord& record, Instant) -> Result<wire::Event> {
    json::object filled = command;
    for (auto& member : filled) {
      const auto* wanted = member.value().if_object();
      if (wanted == nullptr || !wanted->contains("newest")) continue;
      auto id = newest_fact(*wanted, record, style);
      if (!id) return id.error();
      member.value() = *id;
    }
    return adapters::command_in(filled, by);
  };
}

wire::Event ScenarioReader::read_report(const YamlNode& node) {
  node.only({"kind", "area", "text", "reporter", "seen_at"});
  wire::Event event;
  auto& report = *event.mutable_report();
  report.set_kind(node.required("kind").string());
  want(node.required("area"), places_, {"村或隐患点", "village or hazard point"});
  report.set_area(node.optional("area").string());
  report.set_text(node.optional("text").string());
  report.set_reporter(node.optional("reporter").string(out_.id));
  report.set_seen_at(node.optional("seen_at").string());
  return event;
}

void ScenarioReader::read_status(const YamlNode& node, wire::ReceivedWarning& received) {
  const std::string status = node.string("actual");
  if (status == "test")
    received.set_status(wire::ReceivedWarning::TEST);
  else if (status == "exercise")
    received.set_status(wire::ReceivedWarning::EXERCISE);
  else if (status != "actual")
    node.fault({"status 为 actual、exercise 或 test", "status is actual, exercise or test"});
}

wire::Event ScenarioReader::read_warning(const YamlNode& node, const std::string& id) {
  node.only({"event", "level", "area", "lasts", "headline", "sender", "status"});
  wire::Event event;
  auto& received = *event.mutable_received_warning();
  received.set_identifier(out_.id + "-" + id);
  received.set_sender(node.optional("sender").string(out_.id));
  read_status(node.optional("status"), received);
  auto& info = *received.add_infos();
  info.set_event(node.required("event").string());
  const YamlNode level = node.required("level");
  if (const auto parsed = parse_level(level.string()))
    info.set_level(to_wire(*parsed));
  else
    level.fault({"级别为 blue、yellow、orange 或 red", "a level is blue, yellow, orange or red"});
  info.set_headline(node.optional("headline").string());
  const YamlNode area = node.optional("area");
  std::set<std::string> warned = villages_;
  warned.insert(plan_.id());
  for (const auto& catchment : plan_.catchments()) warned.insert(catchment.id());
  want(area, warned, {"村、流域或本镇", "village, catchment or the township"});
  const std::string where = area.string(plan_.id());
  auto& told = *info.add_areas();
  if (where == plan_.id()) told.add_geocodes(plan_.id());
  for (const auto& village : plan_.villages())
    if (village.id() == where || village.catchment() == where) told.add_geocodes(village.adcode());
  return event;
}

void ScenarioReader::read_injects(const YamlNode& node) {
  std::set<std::string> listed;
  for (const auto& item : node.items()) {
    item.only({"id", "at", "what", "by", "command", "report", "warning", "note", "mark", "source"});
    Inject inject{.id = item.required("id").string(),
                  .at = moment(item.required("at"), out_.start),
                  .what = item.required("what").text()};
    want_once(item.optional("id"), inject.id, listed);
    inject.origin = origin(item);
    const YamlNode by = item.optional("by");
    want(by, names_.people, {"人员", "person"});
    const int given = !item.optional("command").absent() + !item.optional("report").absent() +
                      !item.optional("warning").absent();
    if (given != 1) {
      item.fault({"须有 command、report、warning 之一，只能一个",
                  "it is a command, a report or a warning: one of these, and only one"});
    } else if (const YamlNode command = item.optional("command"); !command.absent()) {
      if (by.absent()) item.fault({"命令须写明是谁（by）", "a command says whose it is (by)"});
      inject.make = read_command(command, by.string());
    } else if (const YamlNode report = item.optional("report"); !report.absent()) {
      inject.make = [event = read_report(report)](const NightRecord&, Instant now) {
        wire::Event told = event;
        told.mutable_report()->set_observed_at_ms(ms_of(now));
        return told;
      };
    } else if (const YamlNode warning = item.optional("warning"); !warning.absent()) {
      inject.make = [event = read_warning(warning, inject.id),
                     lasts = warning.optional("lasts").span(kWarningStandsFor)](const NightRecord&,
                                                                                Instant now) {
        wire::Event told = event;
        auto& received = *told.mutable_received_warning();
        received.set_sent_at_ms(ms_of(now));
        received.mutable_infos(0)->set_from_ms(ms_of(now));
        received.mutable_infos(0)->set_until_ms(ms_of(now + lasts));
        return told;
      };
    }
    std::erase_if(out_.injects, [&](const Inject& one) { return one.id == inject.id; });
    if (inject.make) out_.injects.push_back(std::move(inject));
  }
}

}  // namespace fenghuo::cli
