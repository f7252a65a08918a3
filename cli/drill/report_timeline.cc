// Each village's night as a bar against its danger, and how many were safe by when.
#include <algorithm>

#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"
#include "cli/drill/time_strip.h"
#include "cli/drill/village_state.h"

namespace fenghuo::cli {
namespace {

using simulator::ScoredVillage;
using simulator::VillageNight;

/// Pixels from above: the bar of stages, under it the people who are safe, then the hours.
constexpr Band kStages{10, 20};
constexpr Band kPeople{36, 36};
constexpr Band kAll{0, 72};
constexpr double kHeight = 90;

struct Row {
  const ScoredVillage* village = nullptr;
  const VillageNight* night = nullptr;
};

// In danger first, by when it comes; then by when they were warned.
std::vector<Row> rows_of(const ReportPage& page) {
  std::vector<Row> rows;
  for (const auto& village : page.score().villages) {
    const auto night = page.record().villages.find(village.id);
    if (night == page.record().villages.end()) continue;
    if (village.warned_at || village.moving_at || village.danger_at)
      rows.push_back({&village, &night->second});
  }
  const auto order = [](const Row& row) {
    return std::pair(row.village->danger_at.value_or(Instant::max()),
                     row.village->warned_at.value_or(Instant::max()));
  };
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const Row& a, const Row& b) { return order(a) < order(b); });
  return rows;
}

std::vector<std::optional<Instant>> moments_of(const ScoredVillage& village) {
  return {village.warned_at, village.answered_at, village.moving_at, village.safe_at};
}

// All that happened, and a little before and after.
TimeStrip strip_of(const ReportPage& page, const std::vector<Row>& rows) {
  std::optional<Instant> first;
  std::optional<Instant> last;
  const auto take = [&](const std::optional<Instant>& at) {
    if (!at) return;
    first = std::min(first.value_or(*at), *at);
    last = std::max(last.value_or(*at), *at);
  };
  for (const auto& [village, night] : rows) {
    for (const auto& at : moments_of(*village)) take(at);
    take(village->danger_at);
    for (const auto& group : night->groups) {
      take(group.safe_at);
      for (const auto& stay : group.earlier_stays) take(stay.from), take(stay.until);
    }
  }
  const auto& record = page.record();
  if (!first) return {record.start, record.end, page.scenario().utc_offset};
  const Span margin = std::max((*last - *first) / 16, Span{std::chrono::minutes{5}});
  return {std::max(record.start, *first - margin), std::min(record.end, *last + margin),
          page.scenario().utc_offset};
}

// Stage n stands from the n-th moment on, unless a later stage came before.
std::string stages(const TimeStrip& strip, const ScoredVillage& village) {
  constexpr std::string_view kStyles[] = {"stage-warned", "stage-answered", "stage-moving",
                                          "stage-safe"};
  const auto moments = moments_of(village);
  std::string out;
  Instant end = strip.until();
  for (std::size_t i = moments.size(); i-- > 0;) {
    if (!moments[i] || *moments[i] >= end) continue;
    out += strip.bar(*moments[i], end, kStages, kStyles[i]);
    end = *moments[i];
  }
  return out;
}

// How many more are safe from when on; below 0 where some go home.
std::vector<std::pair<Instant, std::int64_t>> changes_of(const VillageNight& night) {
  std::vector<std::pair<Instant, std::int64_t>> changes;
  for (const auto& group : night.groups) {
    const auto people = static_cast<std::int64_t>(group.people);
    for (const auto& stay : group.earlier_stays) {
      changes.emplace_back(stay.from, people);
      changes.emplace_back(stay.until, -people);
    }
    if (group.safe_at) changes.emplace_back(*group.safe_at, people);
  }
  std::sort(changes.begin(), changes.end());
  return changes;
}

std::string people_safe(const TimeStrip& strip, const VillageNight& night) {
  const std::uint32_t people = night.people();
  if (people == 0) return "";
  const auto changes = changes_of(night);
  std::string out;
  std::int64_t safe = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    safe += changes[i].second;
    if (safe < 0) continue;  // gone at the moment of the arrival
    const Instant until = i + 1 < changes.size() ? changes[i + 1].first : strip.until();
    const double height = kPeople.height * static_cast<double>(safe) / people;
    const double top = kPeople.top + kPeople.height - height;
    out += strip.bar(changes[i].first, until, {top, height}, "people-safe") +
           strip.bar(changes[i].first, until, {top - 1, 2}, "people-top");
  }
  return out;
}

std::string danger(const TimeStrip& strip, const ScoredVillage& village) {
  if (!village.danger_at) return "";
  return strip.upright(*village.danger_at, kAll, "danger") +
         strip.place(*village.danger_at, 0, svg_path("M-7 0h14l-7 11z", "danger-head"));
}

std::string drawing(const ReportPage& page, const TimeStrip& strip, const Row& row) {
  const auto& village = *row.village;
  const std::string shapes = strip.ticks(kAll) + strip.level(kPeople.top, "grid") +
                             strip.level(kPeople.top + kPeople.height, "ground") +
                             stages(strip, village) + people_safe(strip, *row.night) +
                             danger(strip, village);
  return TimeStrip::drawing(kHeight, page.say(page.names().area(village.id)), shapes);
}

std::optional<Instant> first_went_back(const VillageNight& night) {
  std::optional<Instant> first;
  for (const auto& group : night.groups)
    if (!group.earlier_stays.empty()) {
      const Instant at = group.earlier_stays.front().until;
      first = std::min(first.value_or(at), at);
    }
  return first;
}

std::string moments(const ReportPage& page, const Row& row) {
  const auto& village = *row.village;
  std::string out = "<p class=\"moments\">";
  const auto one = [&](const Text& name, const std::optional<Instant>& at) {
    out += "<span>" + page.say(name) + " <b>" + page.clock(at) + "</b></span> ";
  };
  one({"预警", "warned"}, village.warned_at);
  one({"答复", "answered"}, village.answered_at);
  one({"动身", "moving"}, village.moving_at);
  if (const auto went_back = first_went_back(*row.night))
    one({"有人回去", "some went back"}, went_back);
  one({"全部安全", "all safe"}, village.safe_at);
  if (village.danger_at)
    out += "<span>" + page.say({"险情", "danger"}) + " <b>" + page.clock(*village.danger_at) +
           "</b> " + page.mark(page.origin_of_danger(village.id, *village.danger_at)) + "</span>";
  return out + "</p>\n";
}

std::string heading(const ReportPage& page, const Row& row) {
  const auto& village = *row.village;
  const std::string of = std::to_string(village.safe) + " / " + std::to_string(village.people);
  const Text safe = village.danger_at
                        ? Text{"险情到时安全 " + of + " 人", of + " people safe at the danger"}
                        : Text{"结束时安全 " + of + " 人", of + " people safe at the end"};
  std::string out = "<h3>" + inline_symbol(state_at(village, *row.night, page.record().end)) +
                    page.say(page.names().area(village.id)) + " <small>" + page.say(safe);
  if (village.caught > 0) {
    const std::string caught = std::to_string(village.caught);
    out += " · <strong>" + page.say({caught + " 人没来得及走", caught + " caught"}) + "</strong>";
  }
  if (village.turned_away > 0) {
    const std::string people = std::to_string(village.turned_away);
    out += " · <strong>" +
           page.say({people + " 人到了安置点没有收下", people + " taken by no shelter"}) +
           "</strong>";
  }
  return out + "</small></h3>\n";
}

std::string legend(const ReportPage& page) {
  const auto patch = [&](std::string_view style, const Text& words) {
    return "<li><svg class=\"patch\" aria-hidden=\"true\">" + svg_rect({1, 1, 34, 16}, style) +
           "</svg>" + page.say(words) + "</li>";
  };
  return "<ul class=\"legend\">" +
         patch("stage-warned", {"已预警，没人答复", "warned, no answer yet"}) +
         patch("stage-answered", {"有人答复", "somebody answered"}) +
         patch("stage-moving", {"人已动身", "people are moving"}) +
         patch("stage-safe", {"全部安全", "all are safe"}) +
         patch("people-safe",
               {"已安全的人（满格是全部人）", "people who are safe (full height: all)"}) +
         "<li><svg class=\"patch\" aria-hidden=\"true\">" + svg_path("M18 0v18", "danger") +
         svg_path("M11 0h14l-7 11z", "danger-head") + "</svg>" +
         page.say({"险情到", "the danger comes"}) + "</li></ul>\n";
}

std::string untouched(const ReportPage& page, const std::vector<Row>& rows) {
  std::string names;
  for (const auto& village : page.score().villages) {
    const bool drawn = std::any_of(rows.begin(), rows.end(),
                                   [&](const Row& row) { return row.village == &village; });
    if (!drawn)
      names +=
          (names.empty() ? "" : page.say({"、", ", "})) + page.say(page.names().area(village.id));
  }
  if (names.empty()) return "";
  return "<p>" + page.say({"既没有预警也没有险情的村：", "Neither warned nor in danger: "}) +
         names + "</p>\n";
}

}  // namespace

std::string timeline_section(const ReportPage& page) {
  const auto rows = rows_of(page);
  std::string content;
  if (rows.empty()) {
    content = page.paragraph({"这一夜没有村收到预警，也没有险情。",
                              "No village was warned this night, and none was in danger."});
  } else {
    const TimeStrip strip = strip_of(page, rows);
    content = legend(page) + "<div class=\"strips\">\n";
    for (const auto& row : rows)
      content += "<div class=\"strip-row\">" + heading(page, row) + moments(page, row) +
                 drawing(page, strip, row) + "</div>\n";
    content += "</div>\n";
  }
  return page.section("timeline", {"各村时间线", "Timeline of each village"},
                      content + untouched(page, rows));
}

}  // namespace fenghuo::cli
