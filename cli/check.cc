// fenghuo check PLAN: every fault of a plan at once, with its place; and what should be looked at
// but keeps nobody from using it. With --prove, what can be shown to go wrong although nothing in
// the plan is wrong, each with its counter-example.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdio>
#include <memory>
#include <optional>

#include "adapters/clock.h"
#include "adapters/json_text.h"
#include "adapters/plan/folder.h"
#include "adapters/plan/reviews.h"
#include "cli/drill/drill_notices.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "playbooks/proof/proof.h"

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

void print(const playbooks::Proof& proof, const adapters::SourceMap& sources, bool json,
           const Session& session) {
  const auto place = sources.find(proof.path, 1, 1);
  if (!json) {
    print({place, proof.fault}, json, session);
    for (const auto& line : proof.counter_example)
      std::printf("    %s\n", session.say(line).c_str());
    std::printf("    %s%s\n", session.say({"办法：", "Remedy: "}).c_str(),
                session.say(proof.remedy).c_str());
    return;
  }
  boost::json::array course;
  for (const auto& line : proof.counter_example) course.emplace_back(session.say(line));
  const boost::json::object out{{"file", place.file},
                                {"line", place.line},
                                {"column", place.column},
                                {"severity", "proof"},
                                {"message", session.say(proof.fault)},
                                {"counter_example", std::move(course)},
                                {"remedy", session.say(proof.remedy)}};
  std::printf("%s\n", adapters::to_text(out).c_str());
}

struct CheckSettings {
  std::string folder;
  std::string beside;  // another plan's folder; empty: none
  std::string today;   // empty: by the wall clock
  bool prove = false;
  Format format;
};

// The same boat can't be promised in two plans: the flood's and the fire's, ours and a neighbour's.
void look_beside(adapters::LoadedPlan& loaded, const adapters::LoadedPlan& other,
                 const std::string& folder) {
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

// Each at its place in that folder, which is not the plan's. Whether there was none.
bool print_beside(const adapters::LoadedPlan& other, const std::string& folder, bool json,
                  const Session& session) {
  for (auto fault : other.faults) {
    if (fault.place.file != folder) fault.place.file = folder + "/" + fault.place.file;
    print(fault, json, session);
  }
  return other.faults.empty();
}

// Whether nothing can be shown to go wrong.
bool holds(const adapters::LoadedPlan& loaded, bool json, Session& session) {
  const auto proofs = playbooks::prove(loaded.change.plan());
  for (const auto& proof : proofs) print(proof, loaded.sources, json, session);
  if (proofs.empty()) return true;
  const std::string count = std::to_string(proofs.size());
  session.fail({"预案每一行都对，但能证明有 " + count + " 处会出事",
                "every line of the plan is right, and it can be shown to fail in " + count +
                    (proofs.size() == 1 ? " way" : " ways")});
  return false;
}

void check(const CheckSettings& settings, Session& session) {
  auto loaded = load_whole_plan(settings.folder);
  std::optional<adapters::LoadedPlan> other;
  if (!settings.beside.empty()) other = load_whole_plan(settings.beside);
  const bool beside_is_good =
      !other || print_beside(*other, settings.beside, settings.format.json, session);
  if (other && beside_is_good) look_beside(loaded, *other, settings.beside);
  const auto& plan = loaded.change.plan();
  const std::string today =
      settings.today.empty() ? adapters::date_of(plan, adapters::Clock().now()) : settings.today;
  note_reviews_due(loaded, today);
  if (const auto noted = note_drills_due(loaded, settings.folder, today); !noted)
    return session.fail(noted.error());
  for (const auto& fault : loaded.faults) print(fault, settings.format.json, session);
  for (const auto& notice : loaded.notices) print(notice, settings.format.json, session);
  const std::size_t count = loaded.faults.size();
  if (count > 0)
    return session.fail(
        {"预案有 " + std::to_string(count) + " 处问题" + (settings.prove ? "，改好再证明" : ""),
         "the plan has " + counted(count, "fault") +
             (settings.prove ? "; nothing is proved of it until then" : "")});
  if (!beside_is_good)
    return session.fail({"另一份预案（--beside）有问题，没有和它比：先改好，或换一个文件夹",
                         "the other plan (--beside) has faults, and nothing was compared with it: "
                         "mend it, or give another folder"});
  if (settings.prove && !holds(loaded, settings.format.json, session)) return;
  Text verdict{"预案完好：" + plan.name().zh() + "，" + std::to_string(plan.villages_size()) +
                   " 个村，" + std::to_string(plan.stations_size()) + " 个测站，版本 " +
                   loaded.change.version(),
               "the plan is good: " + plan.name().en() + ", " +
                   counted(static_cast<std::size_t>(plan.villages_size()), "village") + ", " +
                   counted(static_cast<std::size_t>(plan.stations_size()), "station") +
                   ", version " + loaded.change.version()};
  if (const auto drill = passed_as_it_is(settings.folder, loaded.change.version()))
    verdict = verdict + Text{"，通过的演练：" + drill->scenario + "（" + drill->played_on + "）",
                             ", drill passed: " + drill->scenario + " (" + drill->played_on + ")"};
  if (!loaded.notices.empty()) {
    verdict.zh += "；" + std::to_string(loaded.notices.size()) + " 条提醒";
    verdict.en += "; notices: " + std::to_string(loaded.notices.size());
  }
  if (settings.prove) {
    verdict.zh += "；没有找到反例";
    verdict.en += "; no counter-example was found";
  }
  std::fprintf(stderr, "fenghuo: %s\n", session.say(verdict).c_str());
}

}  // namespace

void add_check(Verb& verbs, Session& session) {
  Verb verb = verbs.verb(
      "check", {"检查预案，一次列出所有问题", "check a plan; list all its faults at once"});
  auto settings = std::make_shared<CheckSettings>();
  verb.text("PLAN", settings->folder, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.text("--beside", settings->beside,
            {"另一份预案的文件夹：同一支队伍、同一条船写在两份里就报出来",
             "the folder of another plan: units that stand in both are faults"});
  verb.parsed(
      "--today", "2026-05-31",
      [settings](const std::string& text) {
        settings->today = text;
        return adapters::is_date(text);
      },
      {"当作这一天来核对日期（默认今天）", "look at dates as on this day (default: today)"});
  verb.flag("--prove", settings->prove,
            {"不演练就证明：叫不到的户、来不及的村、没人做的事、转圈的授权、放不下的安置点、"
             "断一样就叫不到的村，各带反例",
             "prove without a drill: households that nobody is called for, villages too late, work "
             "that nobody owns, delegations that go round, shelters too small, villages that hang "
             "on one thing; each with its counter-example"});
  settings->format.add_to(verb);
  verb.example("fenghuo check plans/qingxi --prove");
  verb.run([settings, &session] { check(*settings, session); });
}

}  // namespace fenghuo::cli
