#include "cli/drill/drill_record.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

#include "adapters/csv.h"
#include "engine/digest.h"

namespace fenghuo::cli {
namespace {

constexpr const char* kHead =
    "scenario,variant,plan_version,played_on,passed,met,of,gaps,caught,missed,chain";
constexpr std::size_t kColumns = 11;

// As in RFC 4180; a name of a file may hold anything.
std::string quoted(const std::string& field) {
  if (field.find_first_of(",\"\n") == std::string::npos) return field;
  std::string text = "\"";
  for (const char c : field) text += c == '"' ? "\"\"" : std::string(1, c);
  return text + '"';
}

std::uint32_t number(const std::string& text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<std::string> items(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(';', at), text.size());
    if (end > at) all.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

PlayedDrill drill_in(const std::vector<adapters::CsvField>& row) {
  PlayedDrill drill;
  drill.scenario = row[0].text;
  drill.variant = row[1].text;
  drill.plan_version = row[2].text;
  drill.played_on = row[3].text;
  drill.met = number(row[5].text);
  drill.of = number(row[6].text);
  // Earlier versions wrote "yes" where nothing was expected.
  drill.passed = row[4].text == "yes" && drill.is_judged();
  drill.gaps = number(row[7].text);
  drill.caught = number(row[8].text);
  drill.missed = items(row[9].text);
  drill.chain = row[10].text;
  drill.line = static_cast<int>(row.front().line);
  return drill;
}

}  // namespace

std::string drill_record_of(const std::string& plan_folder) {
  return plan_folder + "/drills/record.csv";
}

Result<std::vector<PlayedDrill>> read_drill_record(const std::string& path) {
  std::vector<PlayedDrill> all;
  std::ifstream in(path);
  if (!in) return all;
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  adapters::CsvReader reader(text);
  std::vector<adapters::CsvField> row;
  bool head = true;
  while (reader.next(row)) {
    const std::string place = path + ":" + std::to_string(row.front().line);
    if (row.size() != kColumns)
      return Error{
          Errc::bad_input,
          {place + "：这一行应有 11 列：" + kHead, place + ": a row has 11 columns: " + kHead}};
    if (!std::exchange(head, false)) all.push_back(drill_in(row));
    if (all.size() > kDrillRecordMax)
      return Error{Errc::too_many, {place + "：最多 10000 行", place + ": at most 10,000 rows"}};
  }
  return all;
}

PlayedDrill played(const Drill& drill, const std::string& scenario, const std::string& variant,
                   const std::string& day) {
  PlayedDrill row{.scenario = scenario,
                  .variant = variant,
                  .plan_version = drill.plan.version(),
                  .played_on = day,
                  .passed = drill.passed()};
  row.of = static_cast<std::uint32_t>(drill.score.outcomes.size());
  row.met = row.of - drill.score.missed();
  row.gaps = drill.score.gaps();
  row.caught = drill.score.caught();
  for (const auto& outcome : drill.score.outcomes)
    if (outcome.verdict != simulator::Outcome::Verdict::met)
      row.missed.push_back(outcome.expectation->id);
  row.chain = to_hex(drill.record.chain).substr(0, 16);
  return row;
}

Result<void> add_to_drill_record(const std::string& path, const PlayedDrill& drill) {
  std::error_code ignored;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), ignored);
  const bool is_new = !std::filesystem::exists(path);
  std::ofstream out(path, std::ios::app);
  if (is_new) out << kHead << '\n';
  std::string missed;
  for (const auto& id : drill.missed) missed += (missed.empty() ? "" : ";") + id;
  out << quoted(drill.scenario) << ',' << quoted(drill.variant) << ',' << drill.plan_version << ','
      << drill.played_on << ',' << (drill.passed ? "yes" : "no") << ',' << drill.met << ','
      << drill.of << ',' << drill.gaps << ',' << drill.caught << ',' << missed << ',' << drill.chain
      << '\n';
  out.flush();
  if (!out) return Error{Errc::storage_failed, {"不能写入 " + path, "can't write " + path}};
  return {};
}

std::vector<PlayedDrill> newest_of_each(const std::vector<PlayedDrill>& all) {
  std::vector<PlayedDrill> newest;
  for (const auto& drill : all) {
    const auto same = std::find_if(newest.begin(), newest.end(), [&](const PlayedDrill& other) {
      return other.scenario == drill.scenario && other.variant == drill.variant;
    });
    if (same == newest.end())
      newest.push_back(drill);
    else
      *same = drill;
  }
  return newest;
}

}  // namespace fenghuo::cli
