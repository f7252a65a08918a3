// A delegation that goes round: who stands in for somebody is the same person, a chain of duties
// hands a decision on to somebody who was asked already, the duties that a step turns to next are
// held by those whom it has called. Minutes pass, and nobody new is asked.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/proof/asked_chain.h"
#include "playbooks/proof/duty_calls.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

template <class List, class Item>
bool contains(const List& list, const Item& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

class Delegation {
 public:
  explicit Delegation(const Handbook& handbook) : handbook_(handbook) {}

  std::vector<Proof> prove() {
    look_at_stand_ins();
    for (const auto& playbook : handbook_.plan().playbooks())
      for (const auto& response : playbook.responses()) {
        const std::string path =
            path_of(playbook, level_from_wire(response.level()).value_or(Level::none));
        for (const auto& question : response.decisions())
          if (question.release() != wire::Question::AT_ONCE)
            look_at(path, question, playbook.on_response());
        for (const auto& step : response.steps()) look_at(path, step, playbook.on_response());
      }
    return std::move(all_);
  }

 private:
  void look_at_stand_ins() {
    const auto& roster = handbook_.plan().roster();
    for (int i = 0; i < roster.size(); ++i)
      if (roster[i].stand_in() == roster[i].holder() && !roster[i].holder().empty())
        add_own_stand_in("roster[" + std::to_string(i) + "].stand_in",
                         name_of_area(handbook_, roster[i].area()) +
                             Text{"的 " + roster[i].duty(), ", " + roster[i].duty()},
                         roster[i].holder());
    for (const auto& facility : handbook_.plan().facilities())
      if (facility.stand_in() == facility.contact() && !facility.contact().empty())
        add_own_stand_in("facilities[" + facility.id() + "].stand_in", from_wire(facility.name()),
                         facility.contact());
  }

  void add_own_stand_in(const std::string& path, const Text& of, const std::string& person) {
    all_.push_back({path,
                    {of.zh + "的 B 角就是 " + person + " 自己",
                     of.en + ": " + person + " is the stand-in of " + person},
                    {{"叫 " + person + "，没人接", "calls " + person + ", no answer"},
                     {"叫 B 角：还是 " + person, "calls the stand-in: " + person + " again"}},
                    {"换一个人当 B 角", "name somebody else to stand in"}});
  }

  std::vector<std::string> areas_of(bool of_township) const {
    if (of_township) return {handbook_.township()};
    std::vector<std::string> areas;
    for (const auto& village : handbook_.plan().villages()) areas.push_back(village.id());
    return areas;
  }

  // Where it is asked: of the warned village, or of those next to it.
  bool may_be_asked(const wire::Question& question, const std::string& area) const {
    if (!question.for_neighbours()) return asked_of(question, area);
    const auto& villages = handbook_.plan().villages();
    return std::any_of(villages.begin(), villages.end(), [&](const wire::Village& village) {
      return contains(village.neighbours(), area) &&
             (question.only().empty() || contains(question.only(), village.id()));
    });
  }

  void look_at(const std::string& parent, const wire::Question& question, bool of_township) {
    std::vector<Text> where;
    std::vector<Text> lines;
    for (const auto& area : areas_of(of_township)) {
      if (!may_be_asked(question, area)) continue;
      const AskedChain chain = asked_chain(handbook_, question, area);
      if (!goes_round(chain)) continue;
      where.push_back(name_of_area(handbook_, area));
      if (where.size() == 1) lines = lines_of(chain);
    }
    if (where.empty()) return;
    Proof proof{.path = parent + ".decisions[" + question.id() + "]"};
    const Text villages = joined(where);
    proof.fault = {"决定“" + question.id() + "”的授权链转回已经问过的人（" + villages.zh + "）",
                   "the chain of '" + question.id() + "' comes back to who was asked before (" +
                       villages.en + ")"};
    proof.counter_example = std::move(lines);
    proof.remedy = {
        "换一个人担任其中一项职责，或从 chain 里去掉一环",
        "let somebody else hold one of these duties, or take the link out of the chain"};
    all_.push_back(std::move(proof));
  }

  static bool goes_round(const AskedChain& chain) {
    for (std::size_t i = 0; i < chain.asked.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (chain.asked[i].owner == chain.asked[j].owner) return true;
    return false;
  }

  static std::vector<Text> lines_of(const AskedChain& chain) {
    std::vector<Text> lines;
    std::vector<std::string> before;
    Span after{0};
    for (const auto& link : chain.asked) {
      const bool again = contains(before, link.owner);
      lines.push_back(at(after) +
                      Text{"问 " + link.owner + "（" + link.duty + "），没有决定",
                           "asks " + link.owner + " (" + link.duty + "), who doesn't decide"} +
                      (again ? Text{"：已经问过他", ": asked before"} : Text{}));
      before.push_back(link.owner);
      after += chain.each;
    }
    const std::set<std::string> persons(before.begin(), before.end());
    lines.push_back(at(after) + Text{"链走完了，一共只问了 ", "the chain is over, and has asked "} +
                    number(persons.size()) + Text{" 个人", " in all"});
    return lines;
  }

  bool is_taken_in(const wire::Step& step, const std::string& area) const {
    const bool for_nothing =
        step.for_each() == wire::Step::FACILITY && handbook_.facilities_in(area).empty();
    return !for_nothing && (step.only().empty() || contains(step.only(), area));
  }

  // Who is called: those of the step's duty, and then those of the next ones.
  void look_at(const std::string& parent, const wire::Step& step, bool of_township) {
    for (const auto& next : step.then()) {
      std::vector<Text> where;
      std::vector<Text> lines;
      for (const auto& area : areas_of(of_township)) {
        const auto persons = handbook_.holders_of(area, next);
        if (!is_taken_in(step, area) || persons.empty()) continue;
        const auto before = called_before(step, next, area);
        if (!std::all_of(persons.begin(), persons.end(),
                         [&](const std::string& person) { return contains(before, person); }))
          continue;
        where.push_back(name_of_area(handbook_, area));
        if (where.size() > 1) continue;
        lines.push_back(
            {"叫 " + joined(before).zh + "，没人接", "calls " + joined(before).en + ", no answer"});
        lines.push_back({"再叫 " + next + "：" + joined(persons).zh + "，都叫过了",
                         "then " + next + ": " + joined(persons).en + ", called before"});
      }
      if (where.empty()) continue;
      const Text villages = joined(where);
      all_.push_back(
          {parent + ".steps[" + step.id() + "]",
           {"步骤“" + step.id() + "”的 then: " + next + " 没有多叫一个人（" + villages.zh + "）",
            "the step '" + step.id() + "' turns to " + next + " and to nobody new (" + villages.en +
                ")"},
           std::move(lines),
           {"then 里换一项别人担任的职责", "name a duty that somebody else holds"}});
    }
  }

  std::vector<std::string> called_before(const wire::Step& step, const std::string& next,
                                         const std::string& area) const {
    std::vector<std::string> before;
    const auto add = [&](const std::string& duty) {
      for (auto& person : handbook_.holders_of(area, duty))
        if (!contains(before, person)) before.push_back(std::move(person));
    };
    if (!step.duty().empty()) add(step.duty());
    for (const auto& duty : step.then()) {
      if (duty == next) break;
      add(duty);
    }
    return before;
  }

  const Handbook& handbook_;
  std::vector<Proof> all_;
};

}  // namespace

std::vector<Proof> prove_delegation(const Handbook& handbook) {
  return Delegation(handbook).prove();
}

}  // namespace fenghuo::playbooks
