// fenghuo check PLAN: every fault of a plan at once, with its place.
#include <boost/json/object.hpp>

#include <cstdio>
#include <memory>

#include "adapters/json_text.h"
#include "adapters/plan/folder.h"
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
                                {"message", session.say(fault.text)}};
  std::printf("%s\n", adapters::to_text(out).c_str());
}

void check(const std::string& folder, bool json, Session& session) {
  const auto loaded = load_whole_plan(folder);
  for (const auto& fault : loaded.faults) print(fault, json, session);
  const std::string count = std::to_string(loaded.faults.size());
  if (!loaded.faults.empty())
    return session.fail({"方案有 " + count + " 处问题", "the plan has " + count + " faults"});
  const auto& plan = loaded.change.plan();
  std::fprintf(
      stderr, "fenghuo: %s\n",
      session
          .say({"方案完好：" + plan.name().zh() + "，" + std::to_string(plan.villages_size()) +
                    " 个村，" + std::to_string(plan.stations_size()) + " 个测站，版本 " +
                    loaded.change.version(),
                "the plan is good: " + plan.name().en() + ", " +
                    std::to_string(plan.villages_size()) + " villages, " +
                    std::to_string(plan.stations_size()) + " stations, version " +
                    loaded.change.version()})
          .c_str());
}

}  // namespace

void add_check(Verb& verbs, Session& session) {
  Verb verb = verbs.verb(
      "check", {"检查方案，一次列出所有问题", "check a plan; list all its faults at once"});
  auto folder = std::make_shared<std::string>();
  auto format = std::make_shared<Format>();
  verb.text("PLAN", *folder, {"方案文件夹", "the plan's folder"}, Need::required);
  format->add_to(verb);
  verb.example("fenghuo check plans/qingxi");
  verb.run([folder, format, &session] { check(*folder, format->json, session); });
}

}  // namespace fenghuo::cli
