// The verification table.
#include <boost/json/array.hpp>
#include <cstdio>

#include "cli/diff_report.h"
#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

std::string score_text(const std::optional<double>& score) {
  return score ? format_number(*score, 2) : "-";
}

// Whole minutes; half of one more goes up.
std::int64_t minutes_of(Span span) {
  return std::chrono::round<std::chrono::minutes>(span).count();
}

std::string lead_text(const Score& score) {
  if (score.lead_times.empty()) return "-";
  return std::to_string(minutes_of(score.lead_times.front())) + " / " +
         std::to_string(minutes_of(*score.lead_median())) + " / " +
         std::to_string(minutes_of(score.lead_times.back()));
}

json::value score_json(const std::optional<double>& score) {
  return score ? json::value(*score) : json::value(nullptr);
}

}  // namespace

void print_scores(const std::vector<Score>& scores, const ReportStyle& style) {
  const auto& session = style.session;
  std::printf("%s\n", session
                          .say({"规则 级别  命中（其中迟到） 漏报 空报  POD FAR CSI  "
                                "提前量（分钟）最短 / 中位 / 最长",
                                "rule level  hits (late) misses false  POD FAR CSI  "
                                "lead time (min) shortest / median / longest"})
                          .c_str());
  for (const auto& score : scores) {
    const std::string level(score.level == Level::none ? "-" : to_string(score.level));
    std::printf("%-20s %-7s %5zu (%zu) %6zu %5zu  %5s %5s %5s  %s\n", score.rule.c_str(),
                level.c_str(), score.hits, score.late, score.misses, score.false_alarms,
                score_text(score.pod()).c_str(), score_text(score.far()).c_str(),
                score_text(score.csi()).c_str(), lead_text(score).c_str());
  }
  if (scores.empty())
    std::printf("%s\n", session
                            .say({"没有规则管这些地方，无从检验",
                                  "no rule judges these areas; nothing can be verified"})
                            .c_str());
}

json::object scores_json(const std::vector<Score>& scores) {
  json::array rows;
  for (const auto& score : scores) {
    json::object out{{"rule", score.rule},
                     {"hits", score.hits},
                     {"late", score.late},
                     {"misses", score.misses},
                     {"false_alarms", score.false_alarms},
                     {"pod", score_json(score.pod())},
                     {"far", score_json(score.far())},
                     {"csi", score_json(score.csi())}};
    if (score.level != Level::none) out["level"] = to_string(score.level);
    if (!score.lead_times.empty())
      out["lead_min"] = {{"shortest", minutes_of(score.lead_times.front())},
                         {"median", minutes_of(*score.lead_median())},
                         {"longest", minutes_of(score.lead_times.back())}};
    rows.push_back(std::move(out));
  }
  return {{"verification", std::move(rows)}};
}

}  // namespace fenghuo::cli
