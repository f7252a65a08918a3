// fenghuo roads FILE: what osmium makes of OpenStreetMap, as a plan's roads.geojson.
#include <cstdio>
#include <memory>

#include "adapters/plan/folder.h"
#include "adapters/plan/plan_roads.h"
#include "adapters/plan/road_file.h"
#include "adapters/plan/text_file.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

constexpr std::string_view kRoadsOfPlan = "roads.geojson";

struct RoadSettings {
  std::string file;
  std::string plan;
  std::optional<adapters::RoadBox> within;
};

// Of the plan's files alone, and not of its roads.geojson: that one is about to be written.
adapters::Diagnostics faults_besides_roads(const adapters::LoadedPlan& plan) {
  adapters::Diagnostics faults = plan.faults;
  std::erase_if(faults, [](const auto& fault) { return fault.place.file == kRoadsOfPlan; });
  return faults;
}

void convert(const RoadSettings& settings, Session& session) {
  adapters::RoadReading how{.within = settings.within};
  if (!settings.plan.empty()) {
    const auto loaded = adapters::load_plan(settings.plan);
    if (const auto faults = faults_besides_roads(loaded); !faults.empty()) {
      session.print(faults);
      return session.fail(
          {"预案（--plan）有问题，先改好", "the plan (--plan) has faults; mend them first"});
    }
    how.places = adapters::road_places_of(loaded.change.plan());
  }
  const auto text = adapters::read_text_file(settings.file, adapters::kRoadFileBytesMax);
  if (!text) return session.fail(text.error());
  adapters::Diagnostics faults;
  const auto map = adapters::read_roads({settings.file, text->text}, how, faults);
  session.print(faults);
  // All or nothing on standard output: it often goes over the roads that the plan has.
  if (map.edges.empty()) return session.fail({"没有一条路", "there is no road in it"});
  if (!faults.empty())
    return session.fail({"文件有问题，没有输出", "the file has faults; nothing was printed"});
  const std::string out = adapters::to_geojson(map);
  const std::string counts[] = {std::to_string(map.roads.size()),
                                std::to_string(map.junctions.size()),
                                std::to_string((out.size() + 1023) / 1024)};
  std::fprintf(stderr, "fenghuo: %s\n",
               session
                   .say({counts[0] + " 条路，" + counts[1] + " 个路口，" + counts[2] + " KiB",
                         counts[0] + " roads, " + counts[1] + " junctions, " + counts[2] + " KiB"})
                   .c_str());
  if (out.size() > adapters::kPlanFileBytesMax)
    return session.fail({"超过预案文件的上限 1 MiB：用 --within 只取本镇周围",
                         "more than a plan's file may have (1 MiB): take less by --within"});
  std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace

void add_roads(Verb& verbs, Session& session) {
  Verb verb = verbs.verb(
      "roads", {"把 osmium export 导出的 OpenStreetMap 道路变成预案的 roads.geojson",
                "make a plan's roads.geojson of what `osmium export` takes from OpenStreetMap"});
  auto settings = std::make_shared<RoadSettings>();
  verb.text("FILE", settings->file, {"GeoJSON 文件", "the GeoJSON file"}, Need::required);
  verb.text("--plan", settings->plan,
            {"预案文件夹：村庄、安置点旁边的路上设路口",
             "the plan's folder: roads get junctions beside its villages and shelters"});
  verb.parsed("--within", "W,S,E,N",
              [settings](const std::string& text) {
                const auto box = adapters::parse_road_box(text);
                if (box) settings->within = *box;
                return box.has_value();
              },
              {"只取这个范围（度）", "what lies within these degrees alone"});
  verb.example(
      "fenghuo roads osm.geojson --plan plans/qingxi --within 112.0,26.7,112.3,27.0 > "
      "roads.geojson");
  verb.run([settings, &session] { convert(*settings, session); });
}

}  // namespace fenghuo::cli
