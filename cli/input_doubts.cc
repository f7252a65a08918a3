#include "cli/input_doubts.h"

#include <algorithm>
#include <set>

#include "cli/sentence.h"
#include "engine/nearest.h"
#include "rules/reason.h"
#include "rules/rulebook.h"
#include "rules/sites.h"

namespace fenghuo::cli {
namespace {

using Names = std::set<std::string, std::less<>>;

Names stations_of(const wire::Plan& plan) {
  Names names;
  for (const auto& station : plan.stations()) names.insert(station.id());
  return names;
}

Names properties_asked_by(const wire::Plan& plan) {
  Names names;
  const rules::Rulebook rulebook(plan);
  for (const auto& readers : rulebook.readers()) names.insert(readers.property);
  return names;
}

// The first with what is most like it: 'x'; did you mean 'y'?
Text first_of(const std::vector<std::string>& unknown, const Names& known) {
  const std::vector<std::string_view> candidates(known.begin(), known.end());
  const std::string& name = unknown.front();
  return Text{"“" + name + "”", "'" + name + "'"} + did_you_mean(nearest(name, candidates));
}

}  // namespace

Span late_after(const wire::Plan& plan) {
  if (plan.reorder_ms() > 0) return Span{plan.reorder_ms()};
  if (plan.rules().empty()) return std::chrono::hours{1};
  std::int64_t most = 0;
  for (const auto& rule : plan.rules()) most = std::max<std::int64_t>(most, rule.lateness_ms());
  return Span{most};
}

InputDoubts doubts_about(const Datastreams& read, const wire::Plan& plan) {
  InputDoubts doubts{.late_after = late_after(plan)};
  const Names stations = stations_of(plan);
  for (std::uint32_t i = 0; i < read.station_count(); ++i) {
    const std::string& name = read.station_name({i});
    if (!stations.contains(name)) doubts.stations.push_back(name);
  }
  const Names asked = properties_asked_by(plan);
  Names seen;
  for (std::uint32_t i = 0; i < read.count(); ++i) {
    const std::string& name = read[{i}].property;
    const bool as_rain = asked.contains("rain") && rules::is_source_of_rain(name);
    if (!asked.contains(name) && !as_rain && seen.insert(name).second)
      doubts.properties.push_back(name);
  }
  return doubts;
}

std::vector<Text> InputDoubts::texts(const wire::Plan& plan, const std::string& file) const {
  std::vector<Text> all;
  if (lines_late > 0) {
    const std::string count = std::to_string(lines_late);
    const Text behind = rules::span_text(late_after);
    const bool plain = file != "-" && !file.ends_with(".gz");
    const std::string name = plain ? file : "FILE";
    const std::string sort =
        "(head -n 1 " + name + "; tail -n +2 " + name + " | sort) > sorted.csv";
    all.push_back(
        {"有 " + count + " 行比前面的行早 " + behind.zh +
             " 以上：判断得太晚，或没有计入，结果可能不对。文件须按时间排列，例如 " + sort,
         "lines older than lines before them by more than " + behind.en + ": " + count +
             "; they were judged too late or left out, and the results may be wrong. Lines stand "
             "in order of time; sort them, such as by " +
             sort});
  }
  if (!stations.empty()) {
    const std::string count = std::to_string(stations.size());
    const Text first = first_of(stations, stations_of(plan));
    all.push_back({"有 " + count + " 个测站预案里没有，首个是" + first.zh,
                   "stations that aren't in the plan: " + count + ", the first " + first.en});
  }
  if (!properties.empty()) {
    const std::string count = std::to_string(properties.size());
    const Text first = first_of(properties, properties_asked_by(plan));
    all.push_back({"有 " + count + " 个要素没有规则问起，首个是" + first.zh,
                   "properties that no rule asks for: " + count + ", the first " + first.en});
  }
  return all;
}

}  // namespace fenghuo::cli
