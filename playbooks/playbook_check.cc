// What check() finds wrong with the playbooks of a plan.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/evacuation_check.h"
#include "playbooks/handbook.h"
#include "playbooks/ledger/resource_check.h"
#include "playbooks/plan_checker.h"

namespace fenghuo::playbooks {
namespace {

/// A decision that is still open then has cost what it was to save (failures.md, F01 and F08).
constexpr Span kChainMax = std::chrono::minutes{15};
constexpr Span kCutOffMin = std::chrono::minutes{5};
constexpr Span kCutOffMax = std::chrono::hours{2};
constexpr std::string_view kReachPlaceholders[] = {"village"};
constexpr std::string_view kNeighbourPlaceholders[] = {"village", "neighbour", "level"};

class PlaybookChecker {
 public:
  explicit PlaybookChecker(PlanChecker& checker) : checker_(checker) {}

  void run() {
    const wire::Plan& plan = checker_.plan();
    const auto* officer = checker_.handbook().duty(plan.id(), kDutyOfficer);
    if (!plan.playbooks().empty() && (officer == nullptr || officer->holder().empty()))
      checker_.add(
          "roster",
          {"值班表没有乡镇值班员（duty_officer），无人应答时无处可升级",
           "the roster has no duty_officer for the township: nobody to turn to when nobody "
           "answers"});
    for (const auto& playbook : plan.playbooks()) check_playbook(playbook);
    check_hazards();
  }

 private:
  void check_playbook(const wire::Playbook& playbook) {
    const std::string path = "playbooks[" + playbook.id() + "]";
    check_answers(checker_, playbook);
    checker_.check_template(path + ".headline", playbook.headline());
    check_words(checker_, playbook);
    of_township_ = playbook.on_response();
    if (of_township_) check_on_response(path, playbook);
    for (const auto& duty : playbook.duties())
      if (playbook.on_response())
        checker_.check_duty("roster", checker_.plan().id(), checker_.plan().name(), duty);
      else
        checker_.check_held_everywhere("roster", duty);
    for (const auto& response : playbook.responses()) check_response(path, response);
    check_levels(path, playbook);
    check_cut_off(path + ".cut_off", playbook.cut_off());
  }

  // An alarm at a level that nobody answers is a warning into the void.
  void check_levels(const std::string& path, const wire::Playbook& playbook) {
    std::set<std::string> missing;
    for (const auto& rule : checker_.plan().rules()) {
      if (!Handbook::answers(playbook, rule.id())) continue;
      for (const auto& condition : rule.levels()) {
        const auto level = level_from_wire(condition.level());
        if (level && checker_.handbook().response(playbook.id(), *level) == nullptr)
          missing.insert(std::string(to_string(*level)));
      }
    }
    for (const auto& level : missing)
      checker_.add(path, {"规则有 " + level + " 级，处置方案没有这一级",
                          "a rule has the level " + level + ", the playbook has not"});
  }

  void check_response(const std::string& parent, const wire::Response& response) {
    const auto level = level_from_wire(response.level()).value_or(Level::none);
    const std::string path = parent + ".levels[" + std::string(to_string(level)) + "]";
    checker_.check_template(path + ".action", response.action());
    if (response.ladder().empty()) checker_.add(path, {"没有叫应阶梯", "there is no ladder"});
    if (response.wants_headcount() && response.act_within_ms() < kRungWaitMin.count())
      checker_.add(path, {"要求清点人数的级别须写明 act_within（至少 1 分钟）",
                          "a level that wants a headcount needs act_within (a minute at least)"});
    checker_.check_ladder(path, response.ladder());
    checker_.check_ladder(path + ".night", response.night_ladder());
    for (const auto& duty : response.relay())
      checker_.check_duty(path, checker_.plan().id(), checker_.plan().name(), duty);
    check_reach(path + ".reach", response);
    check_steps(checker_, path, response, of_township_);
    std::set<std::string> ids;
    for (const auto& question : response.decisions()) {
      const std::string at = path + ".decisions[" + question.id() + "]";
      if (!ids.insert(question.id()).second)
        checker_.add(at, {"同一级里有两个决定“" + question.id() + "”",
                          "two decisions '" + question.id() + "' in one level"});
      check_question(at, question);
    }
  }

  void check_reach(const std::string& path, const wire::Response& response) {
    const wire::Reach& reach = response.reach();
    if (reach.after_ms() == 0 && reach.ladder().empty()) return;
    if (!response.wants_headcount())
      checker_.add(
          path, {"只有要求清点人数的级别才有 reach", "reach is for levels that want a headcount"});
    if (reach.after_ms() < kRungWaitMin.count() || reach.share() <= 0 || reach.share() > 1)
      checker_.add(path,
                   {"reach 须写明 after（至少 1 分钟）和 share（0 到 1，如 0.8）",
                    "reach needs after (a minute at least) and share (up to 1, such as 0.8)"});
    if (reach.ladder().empty())
      checker_.add(path, {"reach 没有写明派谁去（ladder）", "reach: nobody is sent (ladder)"});
    checker_.check_template(path, reach.action(), kReachPlaceholders);
    checker_.check_named_ladder(path, reach.ladder());
  }

  // A step that nobody owns is a step that nobody takes.
  void check_question(const std::string& path, const wire::Question& question) {
    if (question.for_neighbours())
      checker_.check_template(path, question.ask(), kNeighbourPlaceholders);
    else
      checker_.check_template(path, question.ask());
    const bool at_once = question.release() == wire::Question::AT_ONCE;
    if (question.for_neighbours() && at_once)
      checker_.add(path, {"问相邻村的决定不能事先批准：那样一个村预警，全镇都会跟着预警",
                          "a question of neighbours can't be approved beforehand: from one village "
                          "the warning would go through the whole township"});
    if (question.chain().empty() && !at_once)
      checker_.add(path, {"没有写明由谁决定（chain）", "nobody is named to decide (chain)"});
    if (!at_once && question.within_ms() < kRungWaitMin.count())
      checker_.add(path, {"within 至少 1 分钟", "within is at least a minute"});
    const std::int64_t in_all_ms = question.within_ms() * question.chain_size();
    if (!at_once && in_all_ms > kChainMax.count())
      checker_.add(path, {"授权链走完要 " + std::to_string(in_all_ms / 60'000) +
                              " 分钟，超过 15 分钟：红色预警等不了这么久",
                          "the chain takes " + std::to_string(in_all_ms / 60'000) +
                              " minutes; a decision can't wait longer than 15"});
    const std::vector<std::string> areas = checker_.areas_of(question.only(), of_township_);
    for (const auto& duty : question.chain()) checker_.check_held(path, duty, areas);
    for (const auto& duty : question.tell()) checker_.check_held(path, duty, areas);
    if (!question.tell().empty()) checker_.check_template(path, question.action());
  }

  // What people begin has names of its own.
  void check_hazards() {
    for (const auto& rule : checker_.plan().rules())
      for (const auto& reserved : {kByPerson, kVillageLeaves, kResponse})
        if (rule.hazard() == reserved || rule.id() == reserved)
          checker_.add(
              "rules[" + rule.id() + "]",
              {"“" + std::string(reserved) + "”留给由人发起的预警，换一个名字",
               "'" + std::string(reserved) + "' is kept for what people begin; choose another"});
  }

  // For the township: there is nobody to be moved there.
  void check_on_response(const std::string& path, const wire::Playbook& playbook) {
    bool of_village = playbook.has_cut_off();
    for (const auto& response : playbook.responses()) {
      of_village = of_village || response.wants_headcount();
      for (const auto& step : response.steps())
        of_village = of_village || step.for_each() == wire::Step::FACILITY;
    }
    if (of_village)
      checker_.add(
          path,
          {"on_response 的处置方案针对全镇，不能有 wants_headcount、cut_off、for_each: facility",
           "a playbook of the response is for the township: no wants_headcount, cut_off or "
           "for_each: facility"});
  }

  void check_cut_off(const std::string& path, const wire::CutOff& cut_off) {
    if (cut_off.after_ms() == 0 && cut_off.ladder().empty()) return;
    if (cut_off.after_ms() < kCutOffMin.count() || cut_off.after_ms() > kCutOffMax.count())
      checker_.add(path, {"after 为 5 分钟到 2 小时", "after is 5 minutes to 2 hours"});
    if (cut_off.ladder().empty())
      checker_.add(path, {"没有写明派谁去找（ladder）", "nobody is sent to look (ladder)"});
    checker_.check_template(path, cut_off.action());
    checker_.check_named_ladder(path, cut_off.ladder());
  }

  PlanChecker& checker_;
  bool of_township_ = false;  // the playbook that is looked at
};

}  // namespace

PlanProblems check(const wire::Plan& plan, const AnsweringPacks& packs) {
  PlanChecker checker(plan);
  PlaybookChecker(checker).run();
  check_unanswered(checker, packs);
  check_answered_twice(checker);
  check_messages(checker);
  check_everyday(checker);
  auto problems = checker.take();
  for (auto& problem : check_evacuations(plan)) problems.push_back(std::move(problem));
  for (auto& problem : check_resources(plan)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace fenghuo::playbooks
