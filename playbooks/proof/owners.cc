// Work that nobody owns. Asked of every area in which the desk would ask for it: a decision for
// neighbours of each neighbour, whatever villages hold the duty; what the response level starts of
// the township. A link of a chain that nobody holds is passed over at once, so the written
// delegation is shorter than it reads; a chain without any is asked of nobody.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/proof/asked_chain.h"
#include "playbooks/proof/duty_calls.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

/// A duty that a piece of work needs, and where nobody holds it.
struct Unowned {
  std::string path;
  std::string duty;
  Text work;
  std::vector<Text> areas;
  std::vector<Text> lines;
};

class Owners {
 public:
  explicit Owners(const Handbook& handbook) : handbook_(handbook) {}

  std::vector<Proof> prove() {
    for (const auto& playbook : handbook_.plan().playbooks()) {
      for (const auto& area : areas_of(playbook))
        for (const auto& duty : playbook.duties())
          if (!held(area, duty))
            note("playbooks[" + playbook.id() + "]", area, duty, {"叫应", "the call"},
                 {"直接叫镇值班员", "the township's duty officer is called instead"});
      for (const auto& response : playbook.responses()) look_at(playbook, response);
    }
    for (const auto& duty : handbook_.plan().response_duties())
      if (!held(handbook_.township(), duty))
        note("roster", handbook_.township(), duty,
             {"启动、调整响应（plan.yaml 的 response）", "setting the response (plan.yaml)"},
             {"没有人能以这项职责启动响应", "nobody may set it by this duty"});
    std::vector<Proof> all;
    for (const auto& one : unowned_) all.push_back(proof_of(one));
    return all;
  }

 private:
  std::vector<std::string> areas_of(const wire::Playbook& playbook) const {
    if (playbook.on_response()) return {handbook_.township()};
    std::vector<std::string> areas;
    for (const auto& village : handbook_.plan().villages()) areas.push_back(village.id());
    return areas;
  }

  bool held(const std::string& area, const std::string& duty) const {
    const auto* found = handbook_.duty_for(area, duty);
    return found != nullptr && !found->holder().empty();
  }

  void look_at(const wire::Playbook& playbook, const wire::Response& response) {
    const std::string path =
        path_of(playbook, level_from_wire(response.level()).value_or(Level::none));
    for (const auto& duty : response.relay())
      if (!held(handbook_.township(), duty))
        note(path, handbook_.township(), duty, {"确认知道（relay）", "the relay"},
             {"没有人确认知道", "nobody confirms that they know"});
    for (const auto& area : areas_of(playbook)) {
      for (const auto& question : response.decisions()) look_at(path, question, area);
      for (const auto& step : response.steps()) look_at(path, step, area);
    }
  }

  // Where it is asked when the area is warned.
  std::vector<std::string> asked_in(const wire::Question& question, const std::string& area) const {
    if (asked_of(question, area)) return {area};
    const auto* village = handbook_.village(area);
    const auto& only = question.only();
    const bool here = only.empty() || std::find(only.begin(), only.end(), area) != only.end();
    if (!question.for_neighbours() || !here || village == nullptr) return {};
    return {village->neighbours().begin(), village->neighbours().end()};
  }

  void look_at(const std::string& parent, const wire::Question& question,
               const std::string& warned) {
    const std::string path = parent + ".decisions[" + question.id() + "]";
    const Text work{"决定“" + question.id() + "”", "the decision '" + question.id() + "'"};
    for (const auto& area : asked_in(question, warned)) {
      for (const auto& link : links_of(handbook_, question, area))
        if (link.owner.empty() && question.release() != wire::Question::AT_ONCE)
          note(path, area, link.duty, work, what_follows(question, area));
      for (const auto& duty : question.tell())
        if (!held(area, duty))
          note(path, area, duty, work,
               {"答“是”以后，命令直接叫镇值班员",
                "a yes calls the township's duty officer instead"});
    }
  }

  Text what_follows(const wire::Question& question, const std::string& area) const {
    const AskedChain chain = asked_chain(handbook_, question, area);
    if (!chain.asked.empty())
      return {"这一环跳过，只问 " + std::to_string(chain.asked.size()) + " 人",
              "the link is passed over, " + std::to_string(chain.asked.size()) + " are asked"};
    if (question.release() == wire::Question::NEVER)
      return {"一个人也问不到，永远没有决定", "nobody is asked, and it is never decided"};
    return {"一个人也问不到，" + length_of(chain.all).zh + "后按“是”放行",
            "nobody is asked, and after " + length_of(chain.all).en + " it is a yes"};
  }

  void look_at(const std::string& parent, const wire::Step& step, const std::string& area) {
    const auto& only = step.only();
    const bool here = only.empty() || std::find(only.begin(), only.end(), area) != only.end();
    const bool of_facilities = step.for_each() == wire::Step::FACILITY;
    if (!here || (of_facilities && handbook_.facilities_in(area).empty())) return;
    const std::string path = parent + ".steps[" + step.id() + "]";
    const Text work{"步骤“" + step.id() + "”", "the step '" + step.id() + "'"};
    const Text next{"直接叫后面的人和镇值班员",
                    "those after it and the township's duty officer are called instead"};
    if (!step.duty().empty() && !held(area, step.duty())) note(path, area, step.duty(), work, next);
    for (const auto& duty : step.then())
      if (!held(area, duty)) note(path, area, duty, work, next);
  }

  void note(const std::string& path, const std::string& area, const std::string& duty,
            const Text& work, const Text& follows) {
    auto known = std::find_if(unowned_.begin(), unowned_.end(), [&](const Unowned& one) {
      return one.path == path && one.duty == duty;
    });
    if (known == unowned_.end()) known = unowned_.insert(known, {path, duty, work, {}, {}});
    const Text name = name_of_area(handbook_, area);
    if (std::find(known->areas.begin(), known->areas.end(), name) != known->areas.end()) return;
    known->areas.push_back(name);
    const std::string place = name.zh + "（" + area + "）";
    known->lines.push_back({place + "的值班表没有 " + duty + "，镇里也没有：" + follows.zh,
                            "the roster has no " + duty + " for " + name.en + " (" + area +
                                ") and none for the township: " + follows.en});
  }

  Proof proof_of(const Unowned& one) const {
    const Text areas = joined(one.areas);
    Proof proof{.path = one.path};
    proof.fault = {one.work.zh + "要 " + one.duty + "，" + areas.zh + "没有人担任",
                   one.work.en + " needs a " + one.duty + ", whom " + areas.en + " doesn't have"};
    proof.counter_example = one.lines;
    if (proof.counter_example.size() > kNamedMax) {
      const auto left = std::to_string(proof.counter_example.size() - kNamedMax);
      proof.counter_example.resize(kNamedMax);
      proof.counter_example.push_back({"还有 " + left + " 处", "and " + left + " more"});
    }
    proof.remedy = {
        "在 roster.csv 里给这些地方（或给镇里）加上 " + one.duty + "，写明 B 角",
        "add a " + one.duty + " with a stand-in to roster.csv, for these or for the township"};
    return proof;
  }

  const Handbook& handbook_;
  std::vector<Unowned> unowned_;
};

}  // namespace

std::vector<Proof> prove_owners(const Handbook& handbook) {
  return Owners(handbook).prove();
}

}  // namespace fenghuo::playbooks
