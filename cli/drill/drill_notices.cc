#include "cli/drill/drill_notices.h"

#include <algorithm>
#include <utility>

#include "adapters/plan/reviews.h"

namespace fenghuo::cli {
namespace {

std::string name_of(const PlayedDrill& drill) {
  return drill.scenario + (drill.variant.empty() ? "" : " --variant " + drill.variant);
}

Text not_passed(const PlayedDrill& drill) {
  std::string missed;
  for (const auto& id : drill.missed) missed += (missed.empty() ? "" : ", ") + id;
  return {"演练“" + name_of(drill) + "”上次（" + drill.played_on + "）没有通过：" + missed,
          "the drill " + name_of(drill) + " was not passed when it was played last (" +
              drill.played_on + "): " + missed};
}

Text not_judged(const PlayedDrill& drill) {
  return {"演练“" + name_of(drill) + "”（" + drill.played_on +
              "）没有写预期，说明不了预案好不好：在情景里写上 expect 再演",
          "the drill " + name_of(drill) + " (" + drill.played_on +
              ") expects nothing, so it tells nothing of the plan: add `expect` to the scenario, "
              "and play it again"};
}

Text changed_since(const PlayedDrill& drill) {
  return {"上次通过演练（" + name_of(drill) + "，" + drill.played_on + "，版本 " +
              drill.plan_version + "）之后预案改过：用 fenghuo drill 预案 --again 重演",
          "the plan was changed since the last drill that it passed (" + name_of(drill) + ", " +
              drill.played_on + ", version " + drill.plan_version +
              "): play it again with fenghuo drill PLAN --again"};
}

Text a_year_without(const PlayedDrill& drill) {
  return {"上次演练是 " + drill.played_on + "，已满一年：每年至少一次综合演练",
          "the last drill was on " + drill.played_on +
              ", a year ago or more: one comprehensive drill a year at least"};
}

}  // namespace

Result<void> note_drills_due(adapters::LoadedPlan& plan, const std::string& folder,
                             std::string_view today) {
  const auto all = read_drill_record(drill_record_of(folder));
  if (!all) return all.error();
  if (all->empty()) return {};
  const auto note = [&](const PlayedDrill& drill, Text text) {
    plan.notices.push_back(
        {{"drills/record.csv", drill.line, 1}, std::move(text), Severity::notice});
  };
  for (const auto& drill : newest_of_each(*all))
    if (!drill.passed) note(drill, drill.is_judged() ? not_passed(drill) : not_judged(drill));
  const auto passed =
      std::find_if(all->rbegin(), all->rend(), [](const auto& drill) { return drill.passed; });
  if (passed != all->rend() && passed->plan_version != plan.change.version())
    note(*passed, changed_since(*passed));
  const auto newest = std::max_element(all->begin(), all->end(), [](const auto& a, const auto& b) {
    return a.played_on < b.played_on;
  });
  if (adapters::is_date(newest->played_on) && adapters::a_year_after(newest->played_on) <= today)
    note(*newest, a_year_without(*newest));
  return {};
}

std::optional<PlayedDrill> passed_as_it_is(const std::string& folder, const std::string& version) {
  const auto all = read_drill_record(drill_record_of(folder));
  if (!all) return std::nullopt;
  const auto passed = std::find_if(all->rbegin(), all->rend(), [&](const auto& drill) {
    return drill.passed && drill.plan_version == version;
  });
  return passed == all->rend() ? std::nullopt : std::optional(*passed);
}

}  // namespace fenghuo::cli
