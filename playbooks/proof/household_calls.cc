// No path of calls to a household. At each level from which people must leave, by day and by night,
// the desk calls persons who are to tell them: those of the village's duties, and of who needs
// help, of facilities and of those on no list whoever is sent to them. Where these are nobody, or
// one person alone, a phone that is off leaves people where they are.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/proof/duty_calls.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

/// People who are told together, and who is sent to them.
struct Subject {
  std::string path;
  Text name;
  std::uint32_t people = 0;
  std::vector<std::string> visitors;  // none: the village's duties tell them
};

/// Subjects of a village that hang on the same person.
struct Alone {
  std::string person;  // empty: on nobody
  Warned warned;       // the first at which they do
  std::vector<const Subject*> subjects;
};

void add_to(std::vector<std::string>& persons, const std::vector<std::string>& others) {
  for (const auto& person : others)
    if (std::find(persons.begin(), persons.end(), person) == persons.end())
      persons.push_back(person);
}

// As Desk::order_evacuation() and visit_all() have them.
std::vector<Subject> subjects_of(const Handbook& handbook, const wire::Village& village) {
  std::vector<Subject> all;
  const auto leaders = handbook.leaders_of(village.id());
  const auto& households = handbook.households_in(village.id());
  std::uint32_t listed = 0;
  for (const auto* household : households) {
    listed += household->people();
    Subject subject{"households[" + household->id() + "]", plain(household->id()),
                    household->people()};
    if (household->need_help() > 0) {
      subject.visitors = handbook.who_sees_to(household->id());
      add_to(subject.visitors, leaders);
    }
    all.push_back(std::move(subject));
  }
  for (const auto* facility : handbook.facilities_in(village.id())) {
    Subject subject{"facilities[" + facility->id() + "]", from_wire(facility->name()),
                    facility->people(), handbook.who_sees_to(facility->id())};
    add_to(subject.visitors, leaders);
    all.push_back(std::move(subject));
  }
  if (listed >= village.people_at_risk()) return all;
  const std::string path = "villages[" + village.id() + "]";
  if (households.empty())
    all.push_back({path, {"危险区的人", "the people at risk"}, village.people_at_risk()});
  else
    all.push_back(
        {path, {"名册以外的人", "those on no list"}, village.people_at_risk() - listed, leaders});
  return all;
}

class HouseholdCalls {
 public:
  HouseholdCalls(const Handbook& handbook, const wire::Village& village)
      : handbook_(handbook), village_(village), subjects_(subjects_of(handbook, village)) {}

  void prove_into(std::vector<Proof>& all) {
    const wire::Playbook* playbook = nullptr;
    for (const auto& warned : evacuations_of(handbook_, village_.id())) {
      if (warned.playbook != playbook) tell(all, std::exchange(alone_, {}));
      playbook = warned.playbook;
      look_at(warned);
    }
    tell(all, alone_);
  }

 private:
  void look_at(const Warned& warned) {
    std::set<std::string> called;
    for (const auto& duty : calls_to_village(handbook_, warned))
      for (const auto& call : duty.calls) called.insert(call.callee);
    for (const auto& subject : subjects_) {
      std::set<std::string> persons = called;
      persons.insert(subject.visitors.begin(), subject.visitors.end());
      if (subject.people > 0 && persons.size() <= 1)
        add(subject, persons.empty() ? "" : *persons.begin(), warned);
    }
  }

  void add(const Subject& subject, const std::string& person, const Warned& warned) {
    auto known = std::find_if(alone_.begin(), alone_.end(),
                              [&](const Alone& one) { return one.person == person; });
    if (known == alone_.end()) known = alone_.insert(known, {person, warned, {}});
    auto& of = known->subjects;
    if (std::find(of.begin(), of.end(), &subject) == of.end()) of.push_back(&subject);
  }

  void tell(std::vector<Proof>& all, const std::vector<Alone>& alone) const {
    for (const auto& one : alone) all.push_back(proof_of(one));
  }

  Proof proof_of(const Alone& alone) const {
    std::vector<Text> names;
    std::uint64_t people = 0;
    for (const auto* subject : alone.subjects) {
      names.push_back(subject->name);
      people += subject->people;
    }
    const Text who =
        from_wire(village_.name()) + Text{"：", ": "} + joined(names) +
        Text{"（" + std::to_string(people) + " 人）", " (" + std::to_string(people) + " people)"};
    const Text level = when(alone.warned);
    Proof proof{.path = alone.subjects.front()->path};
    proof.counter_example = course(alone);
    if (alone.person.empty()) {
      proof.fault = who + Text{"，" + level.zh + "时没有人去叫",
                               ": on " + level.en + " nobody is called for them"};
      proof.remedy = {"处置方案 " + alone.warned.playbook->id() +
                          " 写明叫谁（duties），在 roster.csv 里写上人和 B 角",
                      "name whom the playbook " + alone.warned.playbook->id() +
                          " calls (duties), and who holds that in roster.csv, with a stand-in"};
      return proof;
    }
    proof.fault = who + Text{"，" + level.zh + "时只有 " + alone.person +
                                 " 一个人会被叫去通知：叫不到他，就没有人知道要走",
                             ": on " + level.en + " " + alone.person +
                                 " alone is called to tell them: who can't be reached leaves them "
                                 "where they are"};
    proof.remedy = {
        "在叫应阶梯里加上 B 角（call: stand_in）和镇值班员（call: "
        "township_duty_officer），或让另一个人担任 B 角",
        "add the stand-in (call: stand_in) and the township's duty officer (call: "
        "township_duty_officer) to the ladder, or name somebody else to stand in"};
    return proof;
  }

  std::vector<Text> course(const Alone& alone) const {
    std::vector<Text> lines;
    const Text level = when(alone.warned);
    lines.push_back(
        alone.person.empty()
            ? Text{level.zh + "预警发出", "the warning is " + level.en}
            : Text{level.zh + "预警发出，" + alone.person + " 的电话打不通",
                   "the warning is " + level.en + ", and " + alone.person + " can't be reached"});
    for (const auto& duty : calls_to_village(handbook_, alone.warned))
      for (const auto& call : duty.calls)
        lines.push_back(at(call.after) + Text{"叫 ", "calls "} + words_of(call) +
                        Text{"，没人接", ", no answer"});
    const bool visited = !alone.subjects.front()->visitors.empty();
    if (visited && !alone.person.empty())
      lines.push_back({"上门去接的也是 " + alone.person + "，没有别人",
                       "whoever is sent to them is " + alone.person + " as well"});
    lines.push_back(alone.person.empty() ? Text{"阶梯上没有一个人", "there is nobody on any rung"}
                                         : Text{"从头再叫，还是 " + alone.person,
                                                "the ladder begins again, with " + alone.person});
    return lines;
  }

  const Handbook& handbook_;
  const wire::Village& village_;
  std::vector<Subject> subjects_;
  std::vector<Alone> alone_;  // of the playbook that is looked at
};

}  // namespace

std::vector<Proof> prove_calls(const Handbook& handbook) {
  std::vector<Proof> all;
  for (const auto& village : handbook.plan().villages())
    HouseholdCalls(handbook, village).prove_into(all);
  return all;
}

}  // namespace fenghuo::playbooks
