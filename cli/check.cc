// fenghuo check PLAN: every fault of a plan at once, with its place; and what should be looked at
// but keeps nobody from using it.
#include <boost/json/object.hpp>

#include <cstdio>
#include <memory>

#include "adapters/clock.h"
#include "adapters/json_text.h"
#include "adapters/plan/folder.h"
#include "adapters/plan/reviews.h"
#include "cli/township.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

void print(const adapters::Diagnostic& fault, bool json, const Session& session) {
  if (!json) {
    std::printf("%s\n", to_string(fault, session.language).c_str());
    return;
  }
  const boost::json::object out{{"file", fault.place.file},
                                {"line", fault.place.line},
                                {"column", fault.place.column},
                                {"severity", to_string(fault.severity)},
                                {"message", session.say(fault.text)}};
  std::printf("%s\n", adapters::to_text(out).c_str());
}

struct CheckSettings {
  std::string folder;
  std::string beside;  // another plan's folder; empty: none
  std::string today;   // empty: by the wall clock
  Format format;
};

// The same boat can't be promised in two plans: the flood's and the fire's, ours and a neighbour's.
void look_beside(adapters::LoadedPlan& loaded, const std::string& folder) {
  const auto other = load_whole_plan(folder);
  for (const auto& unit : loaded.change.plan().units())
    for (const auto& theirs : other.change.plan().units()) {
      if (unit.owner() != theirs.owner())
        continue;  // told as theirs: it is asked for, not counted on
      if (unit.id() != theirs.id() && unit.name().zh() != theirs.name().zh()) continue;
      const auto place = other.sources.find("units[" + theirs.id() + "]", 1, 1);
      const std::string there = folder + "/" + place.file + ":" + std::to_string(place.line);
      loaded.faults.push_back(
          {loaded.sources.find("units[" + unit.id() + "]", 1, 1),
           {unit.name().zh() + "也写在另一份预案里（" + there + "），两边会同时指望它",
            unit.name().en() + " stands in the other plan too (" + there +
                "): both would count on it"}});
    }
  loaded.sort_faults();
}

void check(const CheckSettings& settings, Session& session) {
  auto loaded = load_whole_plan(settings.folder);
  if (!settings.beside.empty()) look_beside(loaded, settings.beside);
  const auto& plan = loaded.change.plan();
  note_reviews_due(loaded, settings.today.empty() ? adapters::date_of(plan, adapters::Clock().now())
                                                  : settings.today);
  for (const auto& fault : loaded.faults) print(fault, settings.format.json, session);
  for (const auto& notice : loaded.notices) print(notice, settings.format.json, session);
  const std::string count = std::to_string(loaded.faults.size());
  if (!loaded.faults.empty())
    return session.fail({"方案有 " + count + " 处问题", "the plan has " + count + " faults"});
  Text verdict{
      "方案完好：" + plan.name().zh() + "，" + std::to_string(plan.villages_size()) + " 个村，" +
          std::to_string(plan.stations_size()) + " 个测站，版本 " + loaded.change.version(),
      "the plan is good: " + plan.name().en() + ", " + std::to_string(plan.villages_size()) +
          " villages, " + std::to_string(plan.stations_size()) + " stations, version " +
          loaded.change.version()};
  if (!loaded.notices.empty()) {
    verdict.zh += "；" + std::to_string(loaded.notices.size()) + " 条提醒";
    verdict.en += "; notices: " + std::to_string(loaded.notices.size());
  }
  std::fprintf(stderr, "fenghuo: %s\n", session.say(verdict).c_str());
}

}  // namespace

void add_check(Verb& verbs, Session& session) {
  Verb verb = verbs.verb(
      "check", {"检查方案，一次列出所有问题", "check a plan; list all its faults at once"});
  auto settings = std::make_shared<CheckSettings>();
  verb.text("PLAN", settings->folder, {"方案文件夹", "the plan's folder"}, Need::required);
  verb.text("--beside", settings->beside,
            {"另一份预案：同一支队伍、同一条船写在两份里就报出来",
             "another plan: units that stand in both are faults"});
  verb.parsed(
      "--today", "2026-05-31",
      [settings](const std::string& text) {
        settings->today = text;
        return adapters::is_date(text);
      },
      {"当作这一天来核对日期（默认今天）", "look at dates as on this day (default: today)"});
  settings->format.add_to(verb);
  verb.example("fenghuo check plans/qingxi");
  verb.run([settings, &session] { check(*settings, session); });
}

}  // namespace fenghuo::cli
