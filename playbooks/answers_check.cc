// What is wrong with a playbook's list of rules: whom it answers, and whom it leaves out.
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/nearest.h"
#include "playbooks/plan_checker.h"

namespace fenghuo::playbooks {
namespace {

class RulesChecker {
 public:
  RulesChecker(PlanChecker& checker, const wire::Playbook& playbook)
      : checker_(checker),
        path_("playbooks[" + playbook.id() + "].rules"),
        // A pack names what the rule packs have; a plan may use but one of their rules.
        from_pack_(playbook.version().starts_with("pack:")),
        listed_(playbook.rules().begin(), playbook.rules().end()) {}

  void run() {
    for (const auto& entry : listed_) {
      if (entry == kEveryRule) continue;
      if (const auto rule = left_out_by(entry))
        check_left_out(entry, std::string(*rule));
      else
        check_named(entry);
    }
    check_pack();
  }

 private:
  void check_named(const std::string& id) {
    const auto* rule = checker_.handbook().rule(id);
    if (rule != nullptr && calls_people(*rule)) return;
    if (from_pack_) {
      missing_.push_back(id);
    } else if (rule == nullptr) {
      checker_.add(path_, {"没有规则“" + id + "”", "there is no rule '" + id + "'"});
    } else {
      checker_.add(
          path_,
          {"规则“" + id + "”没有村或隐患点的警报（for_each 是别的，或没有 levels），不会叫应任何人",
           "the rule '" + id +
               "' has no alarm of villages or hazard points: its for_each is another, or it "
               "has no levels; nobody would be called"});
    }
  }

  void check_left_out(const std::string& entry, const std::string& id) {
    if (id.empty()) {
      checker_.add(path_, {"“!”后面没有写规则：写成 \"!规则的编号\"，或删掉它",
                           "'!' names no rule: write \"!ID\", or delete it"});
    } else if (listed_.contains(id)) {
      checker_.add(path_, {"“" + id + "”和“" + entry + "”都写了：要应答就删掉“" + entry +
                               "”，不要就删掉“" + id + "”",
                           "both '" + id + "' and '" + entry + "' are there: delete '" + entry +
                               "' to answer it, '" + id + "' to leave it out"});
    } else if (!listed_.contains(kEveryRule)) {
      checker_.add(
          path_, {"“" + entry + "”是从“*”里去掉一条，这里没有“*”：写成 [\"*\", \"" + entry +
                      "\"]，或删掉它",
                  "'" + entry + "' leaves a rule out of '*', which isn't there: write [\"*\", \"" +
                      entry + "\"], or delete it"});
    } else if (!from_pack_ && checker_.handbook().rule(id) == nullptr) {
      note_misspelt(entry, id);
    }
  }

  // That the plan hasn't got the rule is no fault; that it has one that is called nearly so, and is
  // answered although somebody wanted it left out, is worth a look.
  void note_misspelt(const std::string& entry, const std::string& id) {
    std::vector<std::string_view> others;
    for (const auto& rule : checker_.plan().rules())
      if (!listed_.contains(kNotThisRule + rule.id())) others.push_back(rule.id());
    const auto near = nearest(id, others);
    if (!near) return;
    const Text mend = did_you_mean(near);
    checker_.add(
        path_,
        {"“" + entry + "”什么也没有去掉：预案里没有规则“" + id + "”" + mend.zh,
         "'" + entry + "' leaves nothing out: the plan has no rule '" + id + "'" + mend.en},
        Severity::notice);
  }

  void check_pack() {
    if (missing_.empty() || listed_.contains(kEveryRule) || missing_.size() < listed_.size())
      return;
    std::string zh;
    std::string en;
    for (const auto& id : missing_) {
      zh += (zh.empty() ? "" : "、") + id;
      en += (en.empty() ? "" : ", ") + id;
    }
    checker_.add(path_,
                 {"这个处置方案管的规则方案里一条也没有（" + zh +
                      "）：它不会叫应任何人。要用就在 packs 的 rules 里加上有这些规则的包",
                  "of the rules that this playbook answers the plan has none (" + en +
                      "): it calls nobody. To use it, add the pack of these rules to the rules in "
                      "packs"},
                 Severity::notice);
  }

  PlanChecker& checker_;
  std::string path_;
  bool from_pack_;
  std::set<std::string, std::less<>> listed_;
  std::vector<std::string> missing_;  // of a pack's: rules that the plan doesn't have
};

}  // namespace

bool calls_people(const wire::Rule& rule) {
  const bool of_people =
      rule.for_each() == wire::Rule::VILLAGE || rule.for_each() == wire::Rule::HAZARD_POINT;
  return of_people && !rule.levels().empty();
}

void check_answers(PlanChecker& checker, const wire::Playbook& playbook) {
  RulesChecker(checker, playbook).run();
}

}  // namespace fenghuo::playbooks
