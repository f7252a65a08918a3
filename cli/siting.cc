// fenghuo siting PLAN: where supplies or units should be kept, beside where they are today.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <cstdio>
#include <memory>

#include "adapters/json_text.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "engine/nearest.h"
#include "playbooks/ledger/prepositioning.h"
#include "playbooks/ledger/ways.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

struct SitingSettings {
  std::string folder;
  std::string supply;
  std::string skill;
  std::uint64_t sites = 0;  // 0: as many as today
  Format format;
};

std::string names_of(const std::vector<std::string>& places, const playbooks::Ways& ways,
                     const Session& session) {
  std::string names;
  for (const auto& place : places)
    names += (names.empty() ? "" : session.say({"、", ", "})) + session.say(ways.name(place));
  return names.empty() ? session.say({"（没有）", "(none)"}) : names;
}

void print_row(const Session& session, const Text& title, const std::string& names,
               std::int64_t mean_s, std::int64_t unreached) {
  const std::string mean = std::to_string((mean_s + 30) / 60);
  const Text rest{"，平均每人 " + mean + " 分钟车程", ", " + mean + " min by car on average"};
  const Text left{"；" + std::to_string(unreached) + " 人没有路可到",
                  "; no way to " + std::to_string(unreached) + " people"};
  std::printf("%s%s%s%s\n", session.say(title).c_str(), names.c_str(), session.say(rest).c_str(),
              unreached > 0 ? session.say(left).c_str() : "");
}

json::array words(const std::vector<std::string>& places) {
  json::array out;
  for (const auto& place : places) out.emplace_back(place);
  return out;
}

// What is to be kept near people: one thing, and one that the plan has.
Text fault_of(const SitingSettings& settings, const wire::Plan& plan) {
  if (!settings.supply.empty() && !settings.skill.empty())
    return {"--supply 和 --skill 只写一个", "give either --supply or --skill, not both"};
  std::vector<std::string_view> known;
  const bool of_supply = settings.skill.empty();
  const std::string& wanted = of_supply ? settings.supply : settings.skill;
  if (wanted.empty())
    return settings.sites > 0
               ? Text{}
               : Text{"写明 --supply（物资编码）或 --skill（队伍会做什么）；都不写时要写 --sites",
                      "name a --supply or a --skill; without either, say by --sites how many "
                      "places there shall be"};
  if (of_supply) {
    for (const auto& supply : plan.supplies()) known.push_back(supply.code());
  } else {
    for (const auto& unit : plan.units())
      known.insert(known.end(), unit.skills().begin(), unit.skills().end());
  }
  if (std::find(known.begin(), known.end(), wanted) != known.end()) return {};
  return (of_supply ? Text{"supplies.csv 里没有编码“" + wanted + "”",
                           "supplies.csv has no code '" + wanted + "'"}
                    : Text{"resources.csv 里没有队伍会“" + wanted + "”",
                           "no unit of resources.csv has the skill '" + wanted + "'"}) +
         did_you_mean(nearest(wanted, known));
}

void propose(const SitingSettings& settings, Session& session) {
  auto loaded = load_whole_plan(settings.folder);
  if (!loaded.faults.empty()) {
    session.print(loaded.faults);
    return session.fail({"预案有问题，先改好", "the plan has faults; mend them first"});
  }
  const auto& plan = loaded.change.plan();
  if (const Text fault = fault_of(settings, plan); !fault.zh.empty()) return session.fail(fault);
  const auto today = settings.supply.empty() ? playbooks::homes_of_skill(plan, settings.skill)
                                             : playbooks::homes_of_supply(plan, settings.supply);
  const std::size_t sites = settings.sites == 0 ? today.size() : settings.sites;
  const auto proposed = playbooks::propose_sites(plan, today, sites);
  if (!proposed) return session.fail(proposed.error());
  if (settings.format.json) {
    const json::object out{{"today", words(proposed->today)},
                           {"proposed", words(proposed->proposed)},
                           {"mean_today_s", proposed->mean_today_s},
                           {"mean_proposed_s", proposed->mean_proposed_s},
                           {"mean_least_s", proposed->mean_least_s},
                           {"people_unreached_today", proposed->people_unreached_today},
                           {"people_unreached", proposed->people_unreached}};
    std::printf("%s\n", adapters::to_text(out).c_str());
    return;
  }
  const playbooks::Ways ways(plan);
  print_row(session, {"现在：", "today: "}, names_of(proposed->today, ways, session),
            proposed->mean_today_s, proposed->people_unreached_today);
  print_row(session, {"建议：", "proposed: "}, names_of(proposed->proposed, ways, session),
            proposed->mean_proposed_s, proposed->people_unreached);
}

}  // namespace

void add_siting(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("siting", {"物资、队伍放在哪里，离要转移的人近：建议与现状对比",
                                    "where to keep supplies or units near those who must be moved, "
                                    "beside where they are today"});
  auto settings = std::make_shared<SitingSettings>();
  verb.text("PLAN", settings->folder, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.text("--supply", settings->supply,
            {"物资编码（supplies.csv 的 code）", "a code of supplies.csv"}, Need::optional);
  verb.text("--skill", settings->skill,
            {"队伍会做什么（resources.csv 的 skills）", "a skill of resources.csv"},
            Need::optional);
  verb.integer("--sites", settings->sites,
               {"设几处（默认和现在一样多）", "how many places (default: as many as today)"});
  settings->format.add_to(verb);
  verb.example("fenghuo siting plans/qingxi --supply water --sites 3");
  verb.run([settings, &session] { propose(*settings, session); });
}

}  // namespace fenghuo::cli
