// Duties that are asked only where somebody holds them: `also` of cut_off, and rungs with if_held.
// A misspelt one would ask nobody, without a word; so would a misspelt row of the roster.
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/plan/files.h"
#include "engine/level.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

class OptionalDuties {
 public:
  explicit OptionalDuties(PlanDraft& draft) : draft_(draft) {
    for (const auto& duty : draft.plan.roster()) {
      held_.insert(duty.duty());
      holding_.emplace(duty.area(), duty.duty());
    }
    for (const auto& playbook : draft.plan.playbooks()) note_asked(playbook);
    note(draft.plan.response_duties());
    note(draft.plan.contact_test().duties());
    for (const auto& routine : draft.plan.routines()) asked_.insert(routine.duty());
    for (const auto& message : draft.plan.messages()) note(message.audience());
  }

  void check() {
    for (const auto& playbook : draft_.plan.playbooks()) check_playbook(playbook);
    check_roster();
  }

 private:
  template <class Duties>
  void note(const Duties& duties) {
    asked_.insert(duties.begin(), duties.end());
  }

  template <class Ladder>
  void note_rungs(const Ladder& ladder) {
    for (const auto& rung : ladder) asked_.insert(rung.duty());
  }

  void note_asked(const wire::Playbook& playbook) {
    note(playbook.duties());
    note(playbook.cut_off().also());
    note_rungs(playbook.cut_off().ladder());
    for (const auto& response : playbook.responses()) {
      note(response.relay());
      note_rungs(response.ladder());
      note_rungs(response.night_ladder());
      note_rungs(response.reach().ladder());
      for (const auto& question : response.decisions()) {
        note(question.chain());
        note(question.tell());
      }
      for (const auto& step : response.steps()) {
        asked_.insert(step.duty());
        note(step.then());
      }
    }
  }

  void check_playbook(const wire::Playbook& playbook) {
    // What a pack asks where it is held is for the plan to hold or not; here the roster alone can
    // be misspelt.
    from_pack_ = playbook.version().starts_with("pack:");
    const std::string path = "playbooks[" + playbook.id() + "]";
    for (int i = 0; i < playbook.cut_off().also_size(); ++i)
      check_duty(path + ".cut_off.also[" + std::to_string(i) + "]", playbook.cut_off().also(i));
    check_ladder(path + ".cut_off", playbook.cut_off().ladder());
    for (const auto& response : playbook.responses()) {
      const Level answered = level_from_wire(response.level()).value_or(Level::none);
      const std::string level = path + ".levels[" + std::string(to_string(answered)) + "]";
      check_ladder(level, response.ladder());
      check_ladder(level + ".night", response.night_ladder());
      check_ladder(level + ".reach", response.reach().ladder());
    }
  }

  template <class Ladder>
  void check_ladder(const std::string& path, const Ladder& ladder) {
    for (int i = 0; i < ladder.size(); ++i)
      if (ladder[i].callee() == wire::Rung::NAMED_DUTY && ladder[i].if_held())
        check_duty(path + ".ladder[" + std::to_string(i) + "]", ladder[i].duty());
  }

  void check_duty(const std::string& path, const std::string& duty) {
    if (from_pack_) {
      of_packs_.insert(duty);
      return;
    }
    if (held_.contains(duty)) return;
    const std::vector<std::string_view> known(held_.begin(), held_.end());
    const auto near = nearest(duty, known);
    const bool slip = near.has_value();
    if (!slip && !told_.insert(duty).second) return;  // once, however many rungs name it
    const Text mend = slip ? did_you_mean(near)
                           : Text{"：在 roster.csv 里写上谁担任，或删掉这一处",
                                  ": name somebody in roster.csv, or leave it out"};
    Text text{"roster.csv 里没有人担任“" + duty + "”，这里谁也不会问" + mend.zh,
              "nobody of roster.csv holds '" + duty + "', so this asks nobody" + mend.en};
    // Nearly is no proof: guard-2 may be left empty beside guard-1, and a plan must load.
    draft_.notice(draft_.sources.find(path, 1, 1), std::move(text));
  }

  void check_roster() {
    const std::vector<std::string_view> known(of_packs_.begin(), of_packs_.end());
    for (int i = 0; i < draft_.plan.roster_size(); ++i) {
      const auto& row = draft_.plan.roster(i);
      if (asked_.contains(row.duty())) continue;
      const auto near = nearest(row.duty(), known);
      if (!near || holding_.contains({row.area(), std::string(*near)})) continue;
      const Text like = did_you_mean(near);
      draft_.notice(
          draft_.sources.find("roster[" + std::to_string(i) + "].duty", 1, 1),
          {"没有什么会问职责“" + row.duty() + "”，写了也叫不到" + like.zh,
           "nothing asks the duty '" + row.duty() + "': who holds it isn't called" + like.en});
    }
  }

  PlanDraft& draft_;
  bool from_pack_ = false;
  std::set<std::string> held_;                                     // duties of the roster
  std::set<std::pair<std::string, std::string>> holding_;          // areas and their duties
  std::set<std::string> asked_{"duty_officer", "village_leader"};  // these without a playbook too
  std::set<std::string> of_packs_;
  std::set<std::string> told_;
};

}  // namespace

void note_optional_duties(PlanDraft& draft) {
  OptionalDuties(draft).check();
}

}  // namespace fenghuo::adapters
