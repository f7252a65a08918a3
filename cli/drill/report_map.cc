// Where the night stood at four moments: each village at its place, by the symbol of its state.
#include <algorithm>
#include <map>

#include "cli/drill/map_layout.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"
#include "cli/drill/village_state.h"

namespace fenghuo::cli {
namespace {

constexpr std::string_view kRoadsId = "map-roads";

struct Moment {
  Instant at{};
  Text what;
};

// The first warning, midway, the first danger, the end. Where the danger comes before any warning,
// in that order; where one doesn't come, parts of the time that is left.
std::vector<Moment> moments_of(const ReportPage& page) {
  std::optional<Instant> warning;
  std::optional<Instant> danger;
  for (const auto& village : page.score().villages) {
    if (village.warned_at)
      warning = std::min(warning.value_or(*village.warned_at), *village.warned_at);
    if (village.danger_at)
      danger = std::min(danger.value_or(*village.danger_at), *village.danger_at);
  }
  const Instant end = page.record().end;
  const Moment first = warning ? Moment{*warning, {"第一次预警", "the first warning"}}
                               : Moment{page.record().start, {"开始", "the beginning"}};
  const Moment last{end, {"结束", "the end"}};
  if (!danger) {
    const Span third = (end - first.at) / 3;
    return {first,
            {first.at + third, {"三分之一", "a third of the way"}},
            {first.at + 2 * third, {"三分之二", "two thirds of the way"}},
            last};
  }
  const Moment second{*danger, {"第一处险情", "the first danger"}};
  const Moment midway{first.at + (second.at - first.at) / 2, {"正中间", "midway"}};
  if (second.at < first.at) return {second, midway, first, last};
  return {first, midway, second, last};
}

class Map {
 public:
  explicit Map(const ReportPage& page) : page_(page), layout_(map_layout(page.plan(), names())) {
    for (const auto& village : page.score().villages) scored_[village.id] = &village;
  }

  bool empty() const { return layout_.villages.empty(); }

  std::string figure(const Moment& moment) const {
    std::map<VillageState, std::uint32_t> counts;
    std::string symbols;
    std::uint32_t safe = 0;
    std::uint32_t people = 0;
    for (const auto& village : layout_.villages) {
      const VillageState state = state_of(village.id, moment.at, safe, people);
      ++counts[state];
      symbols += "<g transform=\"translate(" + coordinate(village.at.x) + " " +
                 coordinate(village.at.y) + ")\">" + symbol_of(state) + danger(village, moment) +
                 "</g>" +
                 svg_text(village.label.at, village.label.anchor, village.label.words, "name");
    }
    const std::string when = page_.clock(moment.at) + " " + page_.say(moment.what);
    return "<figure><figcaption><strong>" + when + "</strong> " + tally(counts, safe, people) +
           "</figcaption><svg class=\"map\" viewBox=\"0 0 " + coordinate(kMapWidth) + " " +
           coordinate(layout_.height) + "\" role=\"img\" aria-label=\"" + when + "\">" + ground() +
           symbols + "</svg></figure>\n";
  }

  // Once, before the figures that use it.
  std::string roads() const {
    return "<svg class=\"hatchings\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs><path "
           "id=\"" +
           std::string(kRoadsId) + "\" d=\"" + layout_.roads + "\"/></defs></svg>\n";
  }

  std::string legend() const {
    std::string out = "<ul class=\"legend\">";
    for (const VillageState state : kVillageStates)
      out += "<li>" + inline_symbol(state) + page_.say(words_of(state)) + "</li>";
    const auto sign = [&](const std::string& shape, const Text& words) {
      out += "<li><svg class=\"symbol\" viewBox=\"-10 -10 20 20\" aria-hidden=\"true\">" + shape +
             "</svg>" + page_.say(words) + "</li>";
    };
    sign(svg_path("M-5 -5h10l-5 9z", "danger-head"), {"险情已到", "the danger has come"});
    if (!layout_.shelters.empty()) sign(shelter({}), {"安置点", "shelter"});
    if (!layout_.stations.empty()) sign(station({}), {"测站", "station"});
    if (!layout_.roads.empty()) sign(svg_path("M-9 5l8 -6l9 2", "roads"), {"道路", "road"});
    return out + "</ul>\n";
  }

  // What the numbers of the map stand for, and who isn't on it.
  std::string key() const {
    std::string numbered;
    for (const auto& village : layout_.villages)
      if (village.number > 0)
        numbered +=
            "<li><b>" + std::to_string(village.number) + "</b> " + escaped(village.name) + "</li>";
    std::string out = numbered.empty() ? "" : "<ul class=\"legend\">" + numbered + "</ul>\n";
    std::string missing;
    for (const auto& village : page_.plan().villages()) {
      const bool there = std::any_of(layout_.villages.begin(), layout_.villages.end(),
                                     [&](const MapVillage& one) { return one.id == village.id(); });
      if (!there)
        missing += (missing.empty() ? "" : page_.say({"、", ", "})) +
                   page_.say(page_.names().area(village.id()));
    }
    if (!missing.empty())
      out += "<p>" +
             page_.say({"预案没写位置、图上没有的村：",
                        "Not on the map, as the plan doesn't "
                        "say where: "}) +
             missing + "</p>\n";
    return out;
  }

 private:
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& village : page_.plan().villages())
      all.push_back(page_.plain(page_.names().area(village.id())));
    return all;
  }

  VillageState state_of(const std::string& id, Instant at, std::uint32_t& safe,
                        std::uint32_t& people) const {
    const auto scored = scored_.find(id);
    const auto night = page_.record().villages.find(id);
    if (scored == scored_.end() || night == page_.record().villages.end())
      return VillageState::not_warned;
    safe += night->second.safe(at);
    people += night->second.people();
    return state_at(*scored->second, night->second, at);
  }

  std::string danger(const MapVillage& village, const Moment& moment) const {
    const auto scored = scored_.find(village.id);
    if (scored == scored_.end()) return "";
    const auto& at = scored->second->danger_at;
    return at && *at <= moment.at ? svg_path("M-4.5 -17h9l-4.5 8z", "danger-head") : "";
  }

  std::string tally(const std::map<VillageState, std::uint32_t>& counts, std::uint32_t safe,
                    std::uint32_t people) const {
    std::string out;
    for (const auto& [state, count] : counts)
      out += inline_symbol(state) + std::to_string(count) + "&ensp;";
    return out + "<span>" + page_.say({"安全 ", "safe "}) + std::to_string(safe) + " / " +
           std::to_string(people) + page_.say({" 人", " people"}) + "</span>";
  }

  std::string ground() const {
    std::string out = layout_.roads.empty()
                          ? ""
                          : "<use class=\"roads\" href=\"#" + std::string(kRoadsId) + "\"/>";
    for (const Spot at : layout_.stations) out += station(at);
    for (const Spot at : layout_.shelters) out += shelter(at);
    return out;
  }

  static std::string station(Spot at) {
    return svg_path("M" + coordinate(at.x) + " " + coordinate(at.y - 4) + "l4 7h-8z", "station");
  }
  static std::string shelter(Spot at) {
    return svg_path("M" + coordinate(at.x - 4) + " " + coordinate(at.y + 4) + "v-5l4 -4l4 4v5z",
                    "shelter");
  }

  const ReportPage& page_;
  MapLayout layout_;
  std::map<std::string, const simulator::ScoredVillage*> scored_;
};

}  // namespace

std::string map_section(const ReportPage& page) {
  const Map map(page);
  std::string content;
  if (map.empty()) {
    content = page.paragraph({"预案没有写村的位置，画不出地图。",
                              "The plan doesn't say where its villages are: there is no map."});
  } else {
    content = map.legend() + map.roads() + "<div class=\"maps\">\n";
    for (const auto& moment : moments_of(page)) content += map.figure(moment);
    content += "</div>\n" + map.key();
  }
  return page.section("map", {"四个时刻的地图", "The map at four moments"}, content);
}

}  // namespace fenghuo::cli
