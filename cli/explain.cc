// fenghuo explain ID: why something was concluded, and what came of it, out of the log alone.
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>
#include <memory>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/rocksdb_log.h"
#include "cli/chain.h"
#include "cli/data_folder.h"
#include "cli/fact_words.h"
#include "cli/finding_words.h"
#include "cli/plan_people.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/why_not.h"
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
  if (fact.has_rule_fired()) return &fact.rule_fired().verdict();
  if (fact.has_alarm_held_back()) return &fact.alarm_held_back().verdict();
  return nullptr;
}

// The verdict nearest to what was asked: its own, or that of the alarm it came from.
const Told* judged_in(const Chain& chain) {
  if (verdict_of(chain.asked.fact)) return &chain.asked;
  const auto found = std::find_if(chain.before.rbegin(), chain.before.rend(),
                                  [](const Told& told) { return verdict_of(told.fact); });
  return found == chain.before.rend() ? nullptr : &*found;
}

std::string rule_of(const wire::Fact& fact) {
  if (fact.has_alarm_raised()) return fact.alarm_raised().rule();
  if (fact.has_alarm_changed()) return fact.alarm_changed().rule();
  if (fact.has_rule_fired()) return fact.rule_fired().rule();
  if (fact.has_alarm_held_back()) return fact.alarm_held_back().rule();
  return fact.alarm_cleared().rule();
}

// What explaining reads: the log, the names of datastreams in it, and the plan of that time.
struct Archive {
  std::unique_ptr<adapters::RocksdbLog> log;
  Datastreams datastreams;
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
    say({"  规则 " + id + "（" + rule.title().zh() + "），版本 " + rule.version() + "，预案版本 " +
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
    const Text words = words_of(finding, archive_.names);
    say({"    " + words.zh, "    " + words.en});
    if (!finding.met() && !told.fact.has_alarm_cleared()) continue;
    const auto rows = rows_behind(*archive_.log, archive_.datastreams, finding, told.id.offset);
    if (!rows) return rows.error();
    print_rows(*rows);
  }
  return {};
}

Result<void> Story::print(const Chain& chain) const {
  for (const auto& told : chain.before) print_line("", told);
  print_line("> ", chain.asked);
  if (const Told* judged = judged_in(chain)) {
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
    const auto rows = rows_behind(*archive_.log, archive_.datastreams, finding, told.id.offset);
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
  if (const Told* judged = judged_in(chain)) {
    auto rows = rows_json(*judged);
    if (!rows) return rows.error();
    out["windows"] = std::move(*rows);
  }
  out["after"] = std::move(after);
  out["complete"] = chain.all;
  return out;
}

struct Options {
  std::optional<FactId> id;
  WhyNot why_not;
  DataFolder data;
  std::string plan_folder;
  Format format;
};

// `version` of the plan: that of the time, where it has changed since.
Result<Archive> archive_of(std::unique_ptr<adapters::RocksdbLog> log, const std::string& version,
                           const std::vector<adapters::Person>& people) {
  Machine machine = township_machine();
  if (const auto restored = restore(*log, machine); !restored) return restored.error();
  wire::Plan plan = machine.plan();
  if (version != machine.plan_version())
    if (auto then = plan_of(*log, version)) plan = std::move(*then);
  Names names(plan, people);
  return Archive{std::move(log), machine.datastreams(), std::move(plan), std::move(names)};
}

Result<void> explain(const Options& options, const Session& session) {
  const auto people = people_of_plan(options.plan_folder, session);
  if (!people) return people.error();
  auto log = read_log(options.data);
  if (!log) return log.error();
  const auto chain = chain_of(**log, *options.id);
  if (!chain) return chain.error();
  const auto archive = archive_of(std::move(*log), chain->asked.fact.plan_version(), *people);
  if (!archive) return archive.error();
  const Story story(*archive, session);
  if (!options.format.json) return story.print(*chain);
  const auto out = story.to_json(*chain);
  if (!out) return out.error();
  std::printf("%s\n", adapters::to_text(*out).c_str());
  return {};
}

void add_why_not(Verb& verb, const std::shared_ptr<Options>& options) {
  verb.text("--why-not", options->why_not.area,
            {"问一个村（或测站、隐患点）为什么没有报警：名称或编号",
             "ask of a village (station, hazard point) why there was no alarm: its name or id"});
  verb.choice("--level", {"blue", "yellow", "orange", "red"},
              [options](const std::string& word) { options->why_not.level = *parse_level(word); },
              {"只问这一级", "of this level alone"});
  verb.parsed("--at", "2026-07-15T03:00:00+08:00",
              [options](const std::string& text) {
                options->why_not.at = parse_rfc3339(text);
                return options->why_not.at.has_value();
              },
              {"问的是什么时刻；不写就是现在", "of which moment; without it, now"});
}

}  // namespace

void add_explain(Verb& verbs, Session& session) {
  Verb verb =
      verbs.verb("explain", {"说明一条警报、预警或任务从何而来、后来怎样",
                             "why an alarm, warning or duty came to be, and what followed"});
  auto options = std::make_shared<Options>();
  verb.parsed("ID", "812.0",
              [options](const std::string& text) {
                const auto id = parse_fact_id(text);
                if (id) options->id = *id;
                return id.has_value();
              },
              {"编号（见网页时间线）", "its number (see the page's timeline)"});
  add_why_not(verb, options);
  options->data.add_to(verb);
  verb.text("--plan", options->plan_folder,
            {"预案文件夹，用来写出人名（日志里没有人名）",
             "the plan's folder, for people's names: the log has none"});
  options->format.add_to(verb);
  verb.example("fenghuo explain 812.0 --data data --plan plans/qingxi");
  verb.example("fenghuo explain --why-not 上溪村 --level red --data data");
  verb.run([options, &session] {
    if (options->id.has_value() == !options->why_not.area.empty())
      wrong_usage("ID", session.say({"写编号，或写 --why-not，二者之一",
                                     "give either an ID or --why-not"}));
    if (options->id && (options->why_not.level != Level::none || options->why_not.at))
      wrong_usage("--level, --at", session.say({"只和 --why-not 一起用", "only with --why-not"}));
    if (!options->id) {
      options->why_not.data = options->data;
      options->why_not.json = options->format.json;
      if (const auto done = explain_why_not(options->why_not, session); !done)
        session.fail(done.error());
      return;
    }
    if (const auto done = explain(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace fenghuo::cli
