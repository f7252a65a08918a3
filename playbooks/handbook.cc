#include "playbooks/handbook.h"

#include <algorithm>
#include <set>

#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

template <class Items>
auto find_by_id(const Items& items, std::string_view id) -> decltype(&items.Get(0)) {
  for (const auto& item : items)
    if (item.id() == id) return &item;
  return nullptr;
}

}  // namespace

const wire::Playbook* Handbook::playbook(std::string_view id) const {
  return find_by_id(plan_.playbooks(), id);
}

const wire::Response* Handbook::response(std::string_view playbook_id, Level level) const {
  const auto* found = playbook(playbook_id);
  if (found == nullptr) return nullptr;
  for (const auto& response : found->responses())
    if (response.level() == to_wire(level)) return &response;
  return nullptr;
}

const wire::Village* Handbook::village(std::string_view id) const {
  return find_by_id(plan_.villages(), id);
}

const wire::Rule* Handbook::rule(std::string_view id) const {
  return find_by_id(plan_.rules(), id);
}

const wire::Duty* Handbook::duty(std::string_view area, std::string_view wanted) const {
  for (const auto& duty : plan_.roster())
    if (duty.area() == area && duty.duty() == wanted) return &duty;
  return nullptr;
}

bool Handbook::answers(const wire::Playbook& playbook, std::string_view rule) {
  const auto& rules = playbook.rules();
  return std::any_of(rules.begin(), rules.end(), [&](const std::string& answered) {
    return answered == rule || answered == kEveryRule;
  });
}

std::string Handbook::callee(const wire::Rung& rung, std::string_view area,
                             std::string_view wanted) const {
  if (rung.callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER) {
    const auto* officer = duty(plan_.id(), kDutyOfficer);
    return officer == nullptr ? "" : officer->holder();
  }
  const auto* held = duty(area, wanted);
  if (held == nullptr) return "";
  return rung.callee() == wire::Rung::STAND_IN ? held->stand_in() : held->holder();
}

namespace {

class Checker {
 public:
  explicit Checker(const wire::Plan& plan) : plan_(plan), handbook_(plan) {}

  PlanProblems run() {
    const auto* officer = handbook_.duty(plan_.id(), kDutyOfficer);
    if (!plan_.playbooks().empty() && (officer == nullptr || officer->holder().empty()))
      add("roster",
          {"值班表没有乡镇值班员（duty_officer），无人应答时无处可升级",
           "the roster has no duty_officer for the township: nobody to turn to when nobody "
           "answers"});
    for (const auto& playbook : plan_.playbooks()) check_playbook(playbook);
    return std::move(problems_);
  }

 private:
  void add(std::string path, Text text) {
    problems_.push_back({std::move(path), 1, 1, std::move(text)});
  }

  void check_playbook(const wire::Playbook& playbook) {
    const std::string path = "playbooks[" + playbook.id() + "]";
    for (const auto& id : playbook.rules()) {
      if (id == kEveryRule) continue;
      const auto* rule = handbook_.rule(id);
      if (rule == nullptr) {
        add(path + ".rules", {"没有规则“" + id + "”", "there is no rule '" + id + "'"});
      } else if (rule->for_each() != wire::Rule::VILLAGE || rule->levels().empty()) {
        add(path + ".rules",
            {"规则“" + id + "”没有村的警报（for_each 不是 village，或没有 levels），不会叫应任何人",
             "the rule '" + id +
                 "' has no alarm of villages: its for_each is another, or it has no levels; nobody "
                 "would be called"});
      }
    }
    check_template(path + ".headline", playbook.headline());
    check_template(path + ".text", playbook.text());
    for (const auto& response : playbook.responses()) check_response(path, response);
    check_levels(path, playbook);
    for (const auto& duty : playbook.duties())
      for (const auto& village : plan_.villages()) check_duty(village, duty);
  }

  void check_template(const std::string& path, const wire::Text& pattern) {
    if (pattern.zh().empty() || pattern.en().empty())
      add(path, {"缺少中文或英文", "Chinese or English is missing"});
    for (const auto* text : {&pattern.zh(), &pattern.en()})
      for (const auto& unknown : unknown_placeholders(*text))
        add(path, {"不认识的占位符 " + unknown, "unknown placeholder " + unknown});
  }

  // An alarm at a level that nobody answers is a warning into the void.
  void check_levels(const std::string& path, const wire::Playbook& playbook) {
    std::set<std::string> missing;
    for (const auto& rule : plan_.rules()) {
      if (!Handbook::answers(playbook, rule.id())) continue;
      for (const auto& condition : rule.levels()) {
        const auto level = level_from_wire(condition.level());
        if (level && handbook_.response(playbook.id(), *level) == nullptr)
          missing.insert(std::string(to_string(*level)));
      }
    }
    for (const auto& level : missing)
      add(path, {"规则有 " + level + " 级，处置方案没有这一级",
                 "a rule has the level " + level + ", the playbook has not"});
  }

  void check_response(const std::string& parent, const wire::Response& response) {
    const auto level = level_from_wire(response.level()).value_or(Level::none);
    const std::string path = parent + ".levels[" + std::string(to_string(level)) + "]";
    check_template(path + ".action", response.action());
    if (response.ladder().empty()) add(path, {"没有叫应阶梯", "there is no ladder"});
    if (response.wants_headcount() && response.act_within_ms() < kRungWaitMin.count())
      add(path, {"要求清点人数的级别须写明 act_within（至少 1 分钟）",
                 "a level that wants a headcount needs act_within (a minute at least)"});
    for (int i = 0; i < response.ladder_size(); ++i)
      check_rung(path + ".ladder[" + std::to_string(i) + "]", response.ladder(i));
  }

  void check_rung(const std::string& path, const wire::Rung& rung) {
    if (rung.wait_ms() < kRungWaitMin.count())
      add(path, {"等候时间至少 1 分钟", "the wait is at least a minute"});
    if (rung.channels().empty()) add(path, {"没有写明渠道", "no channel is named"});
    for (const auto& channel : rung.channels())
      if (channel != "webhook" && channel != "call_list")
        add(path, {"没有渠道“" + channel + "”，可用 webhook、call_list",
                   "there is no channel '" + channel + "'; there are webhook and call_list"});
  }

  void check_duty(const wire::Village& village, const std::string& duty) {
    const auto* held = handbook_.duty(village.id(), duty);
    const std::string who = village.name().zh() + "（" + village.id() + "）";
    if (held == nullptr || held->holder().empty())
      add("roster", {"值班表没有 " + who + " 的 " + duty, "the roster has no " + duty + " for " +
                                                              village.name().en() + " (" +
                                                              village.id() + ")"});
    else if (held->stand_in().empty() || held->stand_in() == held->holder())
      add("roster",
          {who + " 的 " + duty + " 没有 B 角", "the " + duty + " of " + village.name().en() + " (" +
                                                   village.id() + ") has no stand-in"});
  }

  const wire::Plan& plan_;
  Handbook handbook_;
  PlanProblems problems_;
};

}  // namespace

PlanProblems check(const wire::Plan& plan) {
  return Checker(plan).run();
}

}  // namespace fenghuo::playbooks
