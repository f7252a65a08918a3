// fenghuo explain ID: why something was concluded, and what came of it, out of the log alone.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>
#include <memory>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/rocksdb_log.h"
#include "cli/chain.h"
#include "cli/fact_words.h"
#include "cli/open_lane.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/window_rows.h"
#include "engine/decimal.h"
#include "engine/level.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

// As many observations of one window as a reader takes in.
constexpr std::size_t kRowsPrintedMax = 36;

const wire::Verdict* verdict_of(const wire::Fact& fact) {
  if (fact.has_alarm_raised()) return &fact.alarm_raised().verdict();
  if (fact.has_alarm_changed()) return &fact.alarm_changed().verdict();
  if (fact.has_alarm_cleared()) return &fact.alarm_cleared().verdict();
  return nullptr;
}

std::string rule_of(const wire::Fact& fact) {
  if (fact.has_alarm_raised()) return fact.alarm_raised().rule();
  if (fact.has_alarm_changed()) return fact.alarm_changed().rule();
  return fact.alarm_cleared().rule();
}

// What explaining reads: the log, the names of datastreams in it, and the plan of that time.
struct Archive {
  std::unique_ptr<adapters::RocksdbLog> log;
  Machine machine;
  wire::Plan plan;
  Names names;
  Span utc_offset() const { return std::chrono::seconds{plan.utc_offset_s()}; }
};

class Story {
 public:
  Story(const Archive& archive, const Session& session) : archive_(archive), session_(session) {}

  Result<void> print(const Chain& chain) const;
  Result<json::object> to_json(const Chain& chain) const;

 private:
  void print_line(const char* indent, const Told& told) const;
  void print_rule(const Told& told) const;
  Result<void> print_findings(const Told& told) const;
  void print_rows(const std::vector<WindowRow>& rows) const;
  Result<json::array> rows_json(const Told& told) const;
  json::object fact_of(const Told& told) const {
    return adapters::fact_json(told.id, told.at, told.fact,
                               {session_.language, archive_.utc_offset()});
  }
  void say(const Text& text) const { std::printf("%s\n", session_.say(text).c_str()); }

  const Archive& archive_;
  const Session& session_;
};

void Story::print_line(const char* indent, const Told& told) const {
  const Text words = words_of(told.fact, archive_.names, archive_.utc_offset());
  std::printf("%s%-10s %s  %s\n", indent, to_string(told.id).c_str(),
              to_day_and_clock(told.at, archive_.utc_offset()).c_str(),
              session_.say(words).c_str());
}

void Story::print_rule(const Told& told) const {
  const std::string id = rule_of(told.fact);
  for (const auto& rule : archive_.plan.rules()) {
    if (rule.id() != id) continue;
    say({"  规则 " + id + "（" + rule.title().zh() + "），版本 " + rule.version() + "，方案版本 " +
             told.fact.plan_version() + "；出处：" + rule.source().zh(),
         "  rule " + id + " (" + rule.title().en() + "), version " + rule.version() +
             ", plan version " + told.fact.plan_version() + "; source: " + rule.source().en()});
    for (const auto& level : rule.levels()) {
      std::string when = level.when();
      while (when.ends_with('\n')) when.pop_back();
      for (auto at = when.find('\n'); at != std::string::npos; at = when.find('\n', at + 1))
        when.insert(at + 1, "            ");
      const auto name = level_from_wire(level.level()).value_or(Level::none);
      std::printf("    %-6s  %s\n", std::string(to_string(name)).c_str(), when.c_str());
    }
  }
}

void Story::print_rows(const std::vector<WindowRow>& rows) const {
  for (std::size_t i = 0; i < rows.size() && i < kRowsPrintedMax; ++i) {
    const auto& row = rows[i];
    const std::string id = std::to_string(row.offset.value) + "#" + std::to_string(row.row);
    std::printf("        %-10s %s  %s %s\n", id.c_str(),
                to_day_and_clock(row.observed_at, archive_.utc_offset()).c_str(),
                row.property.c_str(), format_number(row.value, row.decimals).c_str());
  }
  if (rows.empty()) say({"        （原始观测已过保留期）", "        (no longer kept)"});
  if (rows.size() > kRowsPrintedMax) {
    const std::string more = std::to_string(rows.size() - kRowsPrintedMax);
    say({"        ……另有 " + more + " 条（--format json 列全）",
         "        ... and " + more + " more (--format json lists all)"});
  }
}

Result<void> Story::print_findings(const Told& told) const {
  for (const auto& finding : verdict_of(told.fact)->findings()) {
    if (!finding.known()) continue;
    const Text station = archive_.names.station(finding.station());
    const std::string window =
        finding.window_ms() > 0 ? "(" + std::to_string(finding.window_ms() / 60'000) + " min)" : "";
    const std::string judged = finding.property() + "." + finding.function() + window + " = " +
                               format_number(finding.value(), 3) + " " + finding.comparison() +
                               " " + format_number(finding.limit(), 3);
    say({"    " + judged + (finding.met() ? "  成立" : "  不成立") + "（" + station.zh + "）",
         "    " + judged + (finding.met() ? "  holds" : "  does not hold") + " (" + station.en +
             ")"});
    if (!finding.met() && !told.fact.has_alarm_cleared()) continue;
    const auto rows =
        rows_behind(*archive_.log, archive_.machine.datastreams(), finding, told.id.offset);
    if (!rows) return rows.error();
    print_rows(*rows);
  }
  return {};
}

Result<void> Story::print(const Chain& chain) const {
  for (const auto& told : chain.before) print_line("", told);
  print_line("> ", chain.asked);
  // The verdict nearest to what was asked: its own, or that of the alarm it came from.
  const Told* judged = verdict_of(chain.asked.fact) ? &chain.asked : nullptr;
  for (const auto& told : chain.before)
    if (!judged || judged != &chain.asked)
      if (verdict_of(told.fact)) judged = &told;
  if (judged) {
    say({"为什么：", "Why:"});
    print_rule(*judged);
    if (auto ok = print_findings(*judged); !ok) return ok.error();
  }
  if (!chain.after.empty()) say({"之后：", "What followed:"});
  for (const auto& told : chain.after) print_line("  ", told);
  if (!chain.all) say({"（还有更多，未列出）", "(there is more, left out)"});
  return {};
}

Result<json::array> Story::rows_json(const Told& told) const {
  json::array out;
  for (const auto& finding : verdict_of(told.fact)->findings()) {
    if (!finding.known()) continue;
    const auto rows =
        rows_behind(*archive_.log, archive_.machine.datastreams(), finding, told.id.offset);
    if (!rows) return rows.error();
    json::array list;
    for (const auto& row : *rows)
      list.push_back({{"offset", row.offset.value},
                      {"row", row.row},
                      {"property", row.property},
                      {"time", to_rfc3339(row.observed_at, archive_.utc_offset())},
                      {"value", row.value}});
    out.push_back({{"station", finding.station()},
                   {"property", finding.property()},
                   {"window_s", static_cast<double>(finding.window_ms()) / 1000},
                   {"observations", std::move(list)}});
  }
  return out;
}

Result<json::object> Story::to_json(const Chain& chain) const {
  json::array before;
  json::array after;
  json::array windows;
  for (const auto& told : chain.before) before.push_back(fact_of(told));
  for (const auto& told : chain.after) after.push_back(fact_of(told));
  json::object out{{"fact", fact_of(chain.asked)}, {"before", std::move(before)}};
  const Told* judged = &chain.asked;
  for (const auto& told : chain.before)
    if (!verdict_of(judged->fact)) judged = &told;
  if (verdict_of(judged->fact)) {
    auto rows = rows_json(*judged);
    if (!rows) return rows.error();
    out["windows"] = std::move(*rows);
  }
  out["after"] = std::move(after);
  out["complete"] = chain.all;
  return out;
}

Result<Archive> open_archive(const ServeSettings& settings) {
  auto log = adapters::RocksdbLog::open(log_folder(settings.data_folder, settings.lane),
                                        adapters::RocksdbLog::Access::read_only);
  if (!log) return log.error();
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored) return restored.error();
  wire::Plan plan = machine.plan();
  std::vector<adapters::Person> people;
  if (!settings.plan_folder.empty()) people = adapters::load_plan(settings.plan_folder).people;
  Names names(plan, people);
  return Archive{std::move(*log), std::move(machine), std::move(plan), std::move(names)};
}

Result<void> explain(const ServeSettings& settings, FactId id, bool as_json,
                     const Session& session) {
  auto archive = open_archive(settings);
  if (!archive) return archive.error();
  const auto chain = chain_of(*archive->log, id);
  if (!chain) return chain.error();
  // The plan as it was then, where it has changed since.
  const std::string& version = chain->asked.fact.plan_version();
  if (version != archive->machine.plan_version()) {
    auto plan = plan_of(*archive->log, version);
    if (plan) archive->plan = std::move(*plan);
  }
  const Story story(*archive, session);
  if (!as_json) return story.print(*chain);
  const auto out = story.to_json(*chain);
  if (!out) return out.error();
  std::printf("%s\n", adapters::to_text(*out).c_str());
  return {};
}

}  // namespace

void add_explain(CLI::App& app, Session& session) {
  auto* verb = app.add_subcommand(
      "explain", session.say({"说明一条警报、预警或任务从何而来、后来怎样",
                              "why an alarm, warning or duty came to be, and what followed"}));
  auto settings = std::make_shared<ServeSettings>();
  auto id = std::make_shared<std::string>();
  auto format = std::make_shared<Format>();
  verb->add_option("ID", *id,
                   session.say({"编号，例如 812.0（见网页时间线）",
                                "its number, such as 812.0 (see the page's timeline)"}))
      ->required();
  add_data_options(*verb, *settings, session);
  verb->add_option("--plan", settings->plan_folder,
                   session.say({"方案文件夹，用来写出人名（日志里没有人名）",
                                "the plan's folder, for people's names: the log has none"}));
  format->add_to(*verb, session);
  verb->footer(session.say({"示例：fenghuo explain 812.0 --data data --plan plans/qingxi",
                            "Example: fenghuo explain 812.0 --data data --plan plans/qingxi"}));
  verb->callback([settings, id, format, &session] {
    const auto parsed = parse_fact_id(*id);
    if (!parsed)
      throw CLI::ValidationError("ID", session.say({"编号写作 812.0", "an ID is written 812.0"}));
    const auto done = explain(*settings, *parsed, format->json, session);
    if (!done) session.fail(done.error());
  });
}

}  // namespace fenghuo::cli
