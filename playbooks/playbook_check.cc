// What check() finds wrong with the playbooks of a plan.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/channels.h"
#include "playbooks/evacuation_check.h"
#include "playbooks/handbook.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

/// A decision that is still open then has cost what it was to save (failures.md, F01 and F08).
constexpr Span kChainMax = std::chrono::minutes{15};
/// Five messages of a long SMS in UCS-2, 67 characters each (3GPP TS 23.040).
constexpr std::size_t kSmsCharactersMax = 335;
constexpr Span kCutOffMin = std::chrono::minutes{5};
constexpr Span kCutOffMax = std::chrono::hours{2};

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
    check_message(path, playbook);
    for (const auto& duty : playbook.duties()) check_held_everywhere("roster", duty);
    for (const auto& response : playbook.responses()) check_response(path, response);
    check_levels(path, playbook);
    check_cut_off(path + ".cut_off", playbook.cut_off());
  }

  void check_template(const std::string& path, const wire::Text& pattern) {
    if (pattern.zh().empty() || pattern.en().empty())
      add(path, {"缺少中文或英文", "Chinese or English is missing"});
    for (const auto* text : {&pattern.zh(), &pattern.en()})
      for (const auto& unknown : unknown_placeholders(*text))
        add(path, {"不认识的占位符 " + unknown, "unknown placeholder " + unknown});
  }

  // A message that doesn't say what to do, where and by when moves nobody (failures.md, F10).
  void check_message(const std::string& path, const wire::Playbook& playbook) {
    struct Part {
      const char* placeholder;
      Text what;
    };
    const Part parts[] = {{"{action}", {"做什么", "what to do"}},
                          {"{village}", {"在哪里", "where"}},
                          {"{minutes}", {"几分钟内", "by when"}}};
    for (const auto* text : {&playbook.text().zh(), &playbook.text().en()})
      for (const auto& part : parts)
        if (!text->empty() && text->find(part.placeholder) == std::string::npos)
          add(path + ".text",
              {"预警正文没有写" + part.what.zh + "（" + part.placeholder + "）",
               "the text doesn't say " + part.what.en + " (" + part.placeholder + ")"});
    for (const auto& response : playbook.responses()) check_length(path, playbook, response);
  }

  // As long as it can get, with a reason of two findings.
  void check_length(const std::string& path, const wire::Playbook& playbook,
                    const wire::Response& response) {
    std::size_t longest = 0;
    for (const auto& village : plan_.villages()) {
      const std::map<std::string, Text> values{
          {"village", from_wire(village.name())},
          {"level", name_of(level_from_wire(response.level()).value_or(Level::none))},
          {"hazard", {"地质灾害", ""}},
          {"action", from_wire(response.action())},
          {"reason",
           {"雨量站近 1 小时 47.5 毫米，达到 45 毫米；近 3 小时 80 毫米，达到 75 毫米", ""}},
          {"shelter", from_wire(village.shelter())},
          {"minutes", {"10", ""}}};
      const std::string text = fill_in(from_wire(playbook.text()), values).zh;
      const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      });
      longest = std::max(longest, static_cast<std::size_t>(characters));
    }
    if (longest <= kSmsCharactersMax) return;
    const std::string length = std::to_string(longest);
    problems_.push_back({path + ".text",
                         1,
                         1,
                         {"正文最长 " + length + " 个字，短信要拆成五条以上；写短些",
                          "the text can get " + length +
                              " characters long: more than five messages; make it shorter"},
                         Severity::notice});
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
    check_ladder(path, response.ladder());
    std::set<std::string> ids;
    for (const auto& question : response.decisions()) {
      const std::string at = path + ".decisions[" + question.id() + "]";
      if (!ids.insert(question.id()).second)
        add(at, {"同一级里有两个决定“" + question.id() + "”",
                 "two decisions '" + question.id() + "' in one level"});
      check_question(at, question);
    }
  }

  // A step that nobody owns is a step that nobody takes.
  void check_question(const std::string& path, const wire::Question& question) {
    check_template(path, question.ask());
    const bool at_once = question.release() == wire::Question::AT_ONCE;
    if (question.chain().empty() && !at_once)
      add(path, {"没有写明由谁决定（chain）", "nobody is named to decide (chain)"});
    if (!at_once && question.within_ms() < kRungWaitMin.count())
      add(path, {"within 至少 1 分钟", "within is at least a minute"});
    const std::int64_t in_all_ms = question.within_ms() * question.chain_size();
    if (!at_once && in_all_ms > kChainMax.count())
      add(path, {"授权链走完要 " + std::to_string(in_all_ms / 60'000) +
                     " 分钟，超过 15 分钟：红色预警等不了这么久",
                 "the chain takes " + std::to_string(in_all_ms / 60'000) +
                     " minutes; a decision can't wait longer than 15"});
    for (const auto& duty : question.chain()) check_held_everywhere(path, duty);
    for (const auto& duty : question.tell()) check_held_everywhere(path, duty);
    if (!question.tell().empty()) check_template(path, question.action());
  }

  void check_cut_off(const std::string& path, const wire::CutOff& cut_off) {
    if (cut_off.after_ms() == 0 && cut_off.ladder().empty()) return;
    if (cut_off.after_ms() < kCutOffMin.count() || cut_off.after_ms() > kCutOffMax.count())
      add(path, {"after 为 5 分钟到 2 小时", "after is 5 minutes to 2 hours"});
    if (cut_off.ladder().empty())
      add(path, {"没有写明派谁去找（ladder）", "nobody is sent to look (ladder)"});
    check_template(path, cut_off.action());
    check_ladder(path, cut_off.ladder());
  }

  template <class Rungs>
  void check_ladder(const std::string& path, const Rungs& ladder) {
    for (int i = 0; i < ladder.size(); ++i)
      check_rung(path + ".ladder[" + std::to_string(i) + "]", ladder[i]);
  }

  void check_rung(const std::string& path, const wire::Rung& rung) {
    if (rung.wait_ms() < kRungWaitMin.count())
      add(path, {"等候时间至少 1 分钟", "the wait is at least a minute"});
    if (rung.channels().empty()) add(path, {"没有写明渠道", "no channel is named"});
    for (const auto& channel : rung.channels())
      if (!is_sent(channel) && !is_by_hand(channel))
        add(path, {"没有渠道“" + channel + "”，可用 " + channels("、"),
                   "there is no channel '" + channel + "'; there are " + channels(", ")});
    if (rung.callee() == wire::Rung::NAMED_DUTY) check_held_everywhere(path, rung.duty());
  }

  static std::string channels(const std::string& between) {
    std::string all;
    for (const auto channel : kSentChannels)
      all += (all.empty() ? "" : between) + std::string(channel);
    for (const auto channel : kHandChannels) all += between + std::string(channel);
    return all;
  }

  // Of the township, where it holds it for all; else of each village.
  void check_held_everywhere(const std::string& path, const std::string& duty) {
    if (handbook_.duty(plan_.id(), duty) != nullptr)
      return check_duty(path, plan_.id(), plan_.name(), duty);
    for (const auto& village : plan_.villages())
      check_duty(path, village.id(), village.name(), duty);
  }

  void check_duty(const std::string& path, const std::string& area, const wire::Text& name,
                  const std::string& duty) {
    if (!seen_.insert({area, duty}).second) return;
    const auto* held = handbook_.duty(area, duty);
    const std::string who = name.zh() + "（" + area + "）";
    if (held == nullptr || held->holder().empty())
      add(path, {"值班表没有 " + who + " 的 " + duty,
                 "the roster has no " + duty + " for " + name.en() + " (" + area + ")"});
    else if (held->stand_in().empty() || held->stand_in() == held->holder())
      add("roster", {who + " 的 " + duty + " 没有 B 角",
                     "the " + duty + " of " + name.en() + " (" + area + ") has no stand-in"});
  }

  const wire::Plan& plan_;
  Handbook handbook_;
  PlanProblems problems_;
  std::set<std::pair<std::string, std::string>> seen_;  // areas and duties that were looked at
};

}  // namespace

PlanProblems check(const wire::Plan& plan) {
  auto problems = Checker(plan).run();
  for (auto& problem : check_evacuations(plan)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace fenghuo::playbooks
