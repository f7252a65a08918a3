// What check() finds wrong with the playbooks of a plan.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/channels.h"
#include "playbooks/evacuation_check.h"
#include "playbooks/everyday.h"
#include "playbooks/handbook.h"
#include "playbooks/message.h"
#include "playbooks/step.h"

namespace fenghuo::playbooks {
namespace {

/// A decision that is still open then has cost what it was to save (failures.md, F01 and F08).
constexpr Span kChainMax = std::chrono::minutes{15};
/// Five messages of a long SMS in UCS-2, 67 characters each (3GPP TS 23.040).
constexpr std::size_t kSmsCharactersMax = 335;
constexpr Span kCutOffMin = std::chrono::minutes{5};
constexpr Span kCutOffMax = std::chrono::hours{2};
constexpr std::string_view kStepPlaceholders[] = {"village", "shelter", "facility", "level"};
constexpr std::string_view kReachPlaceholders[] = {"village"};
constexpr std::string_view kRoutinePlaceholders[] = {"name"};
constexpr Span kRoutineMin = std::chrono::minutes{10};

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
    check_messages();
    check_hazards();
    check_emergency_roles();
    check_everyday();
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
      } else if ((rule->for_each() != wire::Rule::VILLAGE &&
                  rule->for_each() != wire::Rule::HAZARD_POINT) ||
                 rule->levels().empty()) {
        add(path + ".rules",
            {"规则“" + id +
                 "”没有村或隐患点的警报（for_each 是别的，或没有 levels），不会叫应任何人",
             "the rule '" + id +
                 "' has no alarm of villages or hazard points: its for_each is another, or it has "
                 "no levels; nobody would be called"});
      }
    }
    check_template(path + ".headline", playbook.headline());
    check_message(path, playbook);
    of_township_ = playbook.on_response();
    if (of_township_) check_on_response(path, playbook);
    for (const auto& duty : playbook.duties())
      if (playbook.on_response())
        check_duty("roster", plan_.id(), plan_.name(), duty);
      else
        check_held_everywhere("roster", duty);
    for (const auto& response : playbook.responses()) check_response(path, response);
    check_levels(path, playbook);
    check_cut_off(path + ".cut_off", playbook.cut_off());
  }

  void check_template(const std::string& path, const wire::Text& pattern,
                      std::span<const std::string_view> placeholders = kPlaceholders) {
    if (pattern.zh().empty() || pattern.en().empty())
      add(path, {"缺少中文或英文", "Chinese or English is missing"});
    for (const auto* text : {&pattern.zh(), &pattern.en()})
      for (const auto& unknown : unknown_placeholders(*text, placeholders))
        add(path, {"不认识的占位符 " + unknown, "unknown placeholder " + unknown});
  }

  // A message that doesn't say what to do, where and by when moves nobody (failures.md, F10).
  void check_message(const std::string& path, const wire::Playbook& playbook) {
    struct Part {
      std::vector<const char*> any_of;
      Text what;
    };
    const Part parts[] = {{{"{action}"}, {"做什么", "what to do"}},
                          {{"{village}"}, {"在哪里", "where"}},
                          {{"{minutes}", "{deadline}"}, {"几分钟内", "by when"}}};
    const auto look = [&](const std::string& at, const wire::Text& pattern) {
      check_template(at, pattern);
      for (const auto* text : {&pattern.zh(), &pattern.en()})
        for (const auto& part : parts)
          if (!text->empty() &&
              std::none_of(part.any_of.begin(), part.any_of.end(), [&](const char* placeholder) {
                return text->find(placeholder) != std::string::npos;
              }))
            add(at, {"预警正文没有写" + part.what.zh + "（" + part.any_of.front() + "）",
                     "the text doesn't say " + part.what.en + " (" + part.any_of.front() + ")"});
      for (const auto& response : playbook.responses()) check_length(at, pattern, response);
    };
    look(path + ".text", playbook.text());
    for (const auto& message : plan_.messages())
      if (message.playbook() == playbook.id())
        look("messages[" + message.id() + "].text", message.text());
  }

  // As long as it can get, with a reason of two findings.
  void check_length(const std::string& path, const wire::Text& pattern,
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
          {"effect", handbook_.effect_in(village.id(),
                                         level_from_wire(response.level()).value_or(Level::none))},
          {"deadline", {"06:40", ""}},
          {"minutes", {"10", ""}}};
      const std::string text = fill_in(from_wire(pattern), values).zh;
      const auto characters = std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      });
      longest = std::max(longest, static_cast<std::size_t>(characters));
    }
    if (longest <= kSmsCharactersMax) return;
    const std::string length = std::to_string(longest);
    problems_.push_back({path,
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
    check_ladder(path + ".night", response.night_ladder());
    for (const auto& duty : response.relay()) check_duty(path, plan_.id(), plan_.name(), duty);
    check_reach(path + ".reach", response);
    check_steps(path, response);
    std::set<std::string> ids;
    for (const auto& question : response.decisions()) {
      const std::string at = path + ".decisions[" + question.id() + "]";
      if (!ids.insert(question.id()).second)
        add(at, {"同一级里有两个决定“" + question.id() + "”",
                 "two decisions '" + question.id() + "' in one level"});
      check_question(at, question);
    }
  }

  void check_reach(const std::string& path, const wire::Response& response) {
    const wire::Reach& reach = response.reach();
    if (reach.after_ms() == 0 && reach.ladder().empty()) return;
    if (!response.wants_headcount())
      add(path, {"只有要求清点人数的级别才有 reach", "reach is for levels that want a headcount"});
    if (reach.after_ms() < kRungWaitMin.count() || reach.share() <= 0 || reach.share() > 1)
      add(path, {"reach 须写明 after（至少 1 分钟）和 share（0 到 1，如 0.8）",
                 "reach needs after (a minute at least) and share (up to 1, such as 0.8)"});
    if (reach.ladder().empty())
      add(path, {"reach 没有写明派谁去（ladder）", "reach: nobody is sent (ladder)"});
    check_template(path, reach.action(), kReachPlaceholders);
    check_named_ladder(path, reach.ladder());
  }

  void check_steps(const std::string& parent, const wire::Response& response) {
    std::map<std::string, const wire::Step*> steps;
    for (const auto& step : response.steps()) {
      const std::string path = parent + ".steps[" + step.id() + "]";
      if (!steps.emplace(step.id(), &step).second)
        add(path, {"同一级里有两个步骤“" + step.id() + "”",
                   "two steps '" + step.id() + "' in one level"});
      check_step(path, step);
    }
    for (const auto& [id, step] : steps)
      for (const auto& before : step->after())
        if (!steps.contains(before))
          add(parent + ".steps[" + id + "]",
              {"前面的步骤“" + before + "”不在这一级里",
               "the step '" + before + "' before it isn't in this level"});
    for (const auto& [id, step] : steps) check_order(parent, steps, id);
  }

  // A step that waits for itself is never taken.
  void check_order(const std::string& parent, const std::map<std::string, const wire::Step*>& steps,
                   const std::string& id) {
    std::set<std::string> before;
    std::vector<std::string> look{id};
    while (!look.empty()) {
      const std::string at = look.back();
      look.pop_back();
      const auto step = steps.find(at);
      if (step == steps.end()) continue;
      for (const auto& one : step->second->after())
        if (before.insert(one).second) look.push_back(one);
    }
    if (before.contains(id))
      add(parent + ".steps[" + id + "]",
          {"步骤“" + id + "”要等自己做完（after 成了圈），永远不会开始",
           "the step '" + id + "' waits for itself (a loop of after): it would never begin"});
  }

  // Where it is asked: in these villages, in all of them, or of the township.
  template <class Villages>
  std::vector<std::string> areas_of(const Villages& only) const {
    if (of_township_) return {plan_.id()};
    std::vector<std::string> areas(only.begin(), only.end());
    if (areas.empty())
      for (const auto& village : plan_.villages()) areas.push_back(village.id());
    return areas;
  }

  std::vector<std::string> areas_of(const wire::Step& step) const {
    std::vector<std::string> areas = areas_of(step.only());
    if (step.for_each() == wire::Step::FACILITY)
      std::erase_if(areas,
                    [&](const std::string& id) { return handbook_.facilities_in(id).empty(); });
    return areas;
  }

  void check_step(const std::string& path, const wire::Step& step) {
    check_template(path, step.task(), kStepPlaceholders);
    for (const auto& village : step.only())
      if (handbook_.village(village) == nullptr)
        add(path, {"没有村“" + village + "”", "there is no village '" + village + "'"});
    const bool of_facilities = step.for_each() == wire::Step::FACILITY;
    if (step.duty().empty() && !of_facilities)
      add(path, {"没有写明谁来做（who）", "nobody is named to do it (who)"});
    if (step.within_ms() < kRungWaitMin.count())
      add(path, {"within 至少 1 分钟", "within is at least a minute"});
    const auto areas = areas_of(step);
    if (!step.duty().empty()) check_held(path, step.duty(), areas);
    for (const auto& duty : step.then()) check_held(path, duty, areas);
    if (step.when().empty()) return;
    for (const auto& problem : problems_of_condition(step.when()))
      problems_.push_back({path + ".when", problem.at.line, problem.at.column, problem.text});
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
    const std::vector<std::string> areas = areas_of(question.only());
    for (const auto& duty : question.chain()) check_held(path, duty, areas);
    for (const auto& duty : question.tell()) check_held(path, duty, areas);
    if (!question.tell().empty()) check_template(path, question.action());
  }

  // Words for somebody whom the playbook doesn't call are read by nobody.
  void check_reader(const std::string& path, const std::string& playbook_id,
                    const std::string& duty) {
    const auto* playbook = handbook_.playbook(playbook_id);
    if (playbook == nullptr) return;
    const auto in = [&](const auto& duties) {
      return std::find(duties.begin(), duties.end(), duty) != duties.end();
    };
    bool called = in(playbook->duties());
    for (const auto& response : playbook->responses()) called = called || in(response.relay());
    if (!called)
      add(path, {"处置方案不叫应 " + duty + "（duties 和 relay 里都没有），这段话没有人会看到",
                 "the playbook calls no " + duty +
                     " (neither in duties nor in relay): nobody "
                     "would read this"});
  }

  // What people begin has names of its own.
  void check_hazards() {
    for (const auto& rule : plan_.rules())
      for (const auto& reserved : {kByPerson, kVillageLeaves, kResponse})
        if (rule.hazard() == reserved || rule.id() == reserved)
          add("rules[" + rule.id() + "]",
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
      add(path,
          {"on_response 的处置方案针对全镇，不能有 wants_headcount、cut_off、for_each: facility",
           "a playbook of the response is for the township: no wants_headcount, cut_off or "
           "for_each: facility"});
  }

  void check_messages() {
    for (const auto& message : plan_.messages()) {
      const std::string path = "messages[" + message.id() + "]";
      if (handbook_.playbook(message.playbook()) == nullptr)
        add(path, {"没有处置方案“" + message.playbook() + "”",
                   "there is no playbook '" + message.playbook() + "'"});
      for (const auto& duty : message.audience()) check_reader(path, message.playbook(), duty);
      if (message.audience().empty())
        add(path, {"没有写明给谁看（for）", "nobody is named to read it (for)"});
    }
  }

  // A role of the emergency needs somebody for when its holder is away, as any other.
  void check_emergency_roles() {
    for (int i = 0; i < plan_.roster_size(); ++i) {
      const auto& duty = plan_.roster(i);
      if (duty.emergency() && (duty.stand_in().empty() || duty.stand_in() == duty.holder()))
        add("roster[" + std::to_string(i) + "].stand_in",
            {duty.area() + " 的应急 " + duty.duty() + " 没有 B 角",
             "the emergency " + duty.duty() + " of " + duty.area() + " has no stand-in"});
    }
  }

  void check_everyday() {
    std::size_t rounds = 0;
    for (const auto& routine : plan_.routines()) {
      const std::string path = "routines[" + routine.id() + "]";
      if (Span{routine.every_ms()} < kRoutineMin)
        add(path, {"every 至少 10 分钟", "every is at least 10 minutes"});
      for (const auto& pace : routine.paces())
        if (Span{pace.every_ms()} < kRoutineMin)
          add(path, {"pace 至少 10 分钟", "a pace is at least 10 minutes"});
      check_template(path, routine.task(), kRoutinePlaceholders);
      std::vector<std::string> areas;
      const auto subjects = subjects_of(plan_, routine);
      for (const auto& subject : subjects) areas.push_back(subject.area);
      if (!routine.duty().empty()) check_held(path, routine.duty(), areas);
      rounds += subjects.size();
      if (subjects.empty())
        add(path, {"没有一个对象（for_each）", "it is for nothing that the plan has (for_each)"});
    }
    if (rounds > kRoundsMax)
      add("routines", {"日常工作的对象合计超过 20000 个",
                       "the routines have more than 20,000 subjects together"});
    for (const auto& duty : plan_.contact_test().duties()) {
      const auto& roster = plan_.roster();
      if (std::none_of(roster.begin(), roster.end(),
                       [&](const auto& held) { return held.duty() == duty; }))
        add("contact_test",
            {"值班表没有职责“" + duty + "”", "the roster has no duty '" + duty + "'"});
    }
  }

  void check_cut_off(const std::string& path, const wire::CutOff& cut_off) {
    if (cut_off.after_ms() == 0 && cut_off.ladder().empty()) return;
    if (cut_off.after_ms() < kCutOffMin.count() || cut_off.after_ms() > kCutOffMax.count())
      add(path, {"after 为 5 分钟到 2 小时", "after is 5 minutes to 2 hours"});
    if (cut_off.ladder().empty())
      add(path, {"没有写明派谁去找（ladder）", "nobody is sent to look (ladder)"});
    check_template(path, cut_off.action());
    check_named_ladder(path, cut_off.ladder());
  }

  template <class Rungs>
  void check_ladder(const std::string& path, const Rungs& ladder) {
    for (int i = 0; i < ladder.size(); ++i)
      check_rung(path + ".ladder[" + std::to_string(i) + "]", ladder[i]);
  }

  // Of a duty that nobody holds: its rungs say who.
  template <class Rungs>
  void check_named_ladder(const std::string& path, const Rungs& ladder) {
    check_ladder(path, ladder);
    for (int i = 0; i < ladder.size(); ++i)
      if (ladder[i].callee() == wire::Rung::HOLDER || ladder[i].callee() == wire::Rung::STAND_IN)
        add(path + ".ladder[" + std::to_string(i) + "]",
            {"这里没有职责人，call 写 township_duty_officer 或 duty:职责",
             "nobody holds this; call is township_duty_officer or duty:A DUTY"});
  }

  void check_rung(const std::string& path, const wire::Rung& rung) {
    if (rung.wait_ms() < kRungWaitMin.count())
      add(path, {"等候时间至少 1 分钟", "the wait is at least a minute"});
    if (rung.channels().empty()) add(path, {"没有写明渠道", "no channel is named"});
    for (const auto& channel : rung.channels())
      if (!is_channel(channel))
        add(path, {"没有渠道“" + channel + "”，可用 " + channels("、"),
                   "there is no channel '" + channel + "'; there are " + channels(", ")});
    if (rung.callee() == wire::Rung::NAMED_DUTY) check_held_everywhere(path, rung.duty());
  }

  static std::string channels(const std::string& between) {
    std::string all;
    for (const auto channel : kChannels) all += (all.empty() ? "" : between) + std::string(channel);
    return all;
  }

  // Of the township, where it holds it for all; else of each village.
  void check_held_everywhere(const std::string& path, const std::string& duty) {
    std::vector<std::string> areas;
    for (const auto& village : plan_.villages()) areas.push_back(village.id());
    check_held(path, duty, areas);
  }

  void check_held(const std::string& path, const std::string& duty,
                  const std::vector<std::string>& areas) {
    if (handbook_.duty(plan_.id(), duty) != nullptr)
      return check_duty(path, plan_.id(), plan_.name(), duty);
    for (const auto& area : areas) {
      const auto* village = handbook_.village(area);
      if (village != nullptr) check_duty(path, area, village->name(), duty);
      if (area == plan_.id()) check_duty(path, area, plan_.name(), duty);
    }
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
  bool of_township_ = false;                            // the playbook that is looked at
  std::set<std::pair<std::string, std::string>> seen_;  // areas and duties that were looked at
};

}  // namespace

PlanProblems check(const wire::Plan& plan) {
  auto problems = Checker(plan).run();
  for (auto& problem : check_evacuations(plan)) problems.push_back(std::move(problem));
  return problems;
}

}  // namespace fenghuo::playbooks
