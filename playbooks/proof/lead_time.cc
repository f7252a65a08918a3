// The ladder is longer than the lead time. The course: nobody decides, so that the order waits for
// the whole written delegation; then nobody answers until the ladder's last rung; then everybody is
// moved, as the plan says how long that takes. Where the water is there before, the plan fails
// without anything having failed.
//
// A decision that people wait for is one whose yes tells a duty that the warning calls as well: it
// is they who move the village. Which duty is reached soonest and when that is, is reckoned as
// Desk::time_of() does; a village of which the plan gives no time to move counts with none.
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/proof/asked_chain.h"
#include "playbooks/proof/duty_calls.h"
#include "playbooks/proof/kinds.h"
#include "playbooks/proof/proof_words.h"

namespace fenghuo::playbooks {
namespace {

/// Until somebody of the village has surely been told.
struct Course {
  Warned warned;
  const wire::Question* question = nullptr;  // null: the warning itself
  AskedChain chain;
  DutyCalls calls;
  Span told{};  // since the warning
};

// Of these duties the one that is told soonest; nothing where there is none.
template <class Duties>
std::optional<DutyCalls> soonest(const Handbook& handbook, const Warned& warned,
                                 const Duties& duties, Purpose purpose) {
  std::optional<DutyCalls> found;
  for (const auto& duty : duties) {
    DutyCalls calls = calls_of(handbook, warned, duty, purpose);
    if (!found || calls.until_last < found->until_last) found = std::move(calls);
  }
  return found;
}

std::vector<std::string> movers_told_by(const wire::Question& question,
                                        const wire::Playbook& playbook) {
  std::vector<std::string> duties;
  for (const auto& duty : question.tell())
    if (std::find(playbook.duties().begin(), playbook.duties().end(), duty) !=
        playbook.duties().end())
      duties.push_back(duty);
  return duties;
}

std::vector<Course> courses_of(const Handbook& handbook, const Warned& warned) {
  std::vector<Course> all;
  if (auto calls = soonest(handbook, warned, warned.playbook->duties(), Purpose::warning))
    all.push_back({warned, nullptr, {}, *calls, calls->until_last});
  for (const auto& question : warned.response->decisions()) {
    if (!asked_of(question, warned.area)) continue;
    const auto movers = movers_told_by(question, *warned.playbook);
    auto calls = soonest(handbook, warned, movers, Purpose::order);
    if (!calls) continue;
    AskedChain chain = asked_chain(handbook, question, warned.area);
    // It would be asked of nobody for ever; prove_owners() says so.
    if (chain.asked.empty() && question.release() == wire::Question::NEVER) continue;
    const Span told = chain.all + calls->until_last;
    all.push_back({warned, &question, std::move(chain), std::move(*calls), told});
  }
  return all;
}

class LeadTime {
 public:
  LeadTime(const Handbook& handbook, const wire::Village& village)
      : handbook_(handbook),
        village_(village),
        lead_(village.lead_time_ms()),
        clearing_(std::max<std::int64_t>(0, village.clearing_ms())) {}

  /// Of each playbook the worst course, where it is too late.
  void prove_into(std::vector<Proof>& all) const {
    std::vector<Course> worst;
    for (const auto& warned : evacuations_of(handbook_, village_.id()))
      for (auto& course : courses_of(handbook_, warned)) {
        if (worst.empty() || worst.back().warned.playbook != warned.playbook)
          worst.push_back(std::move(course));
        else if (course.told > worst.back().told)
          worst.back() = std::move(course);
      }
    for (const auto& course : worst)
      if (course.told + clearing_ > lead_) all.push_back(proof_of(course));
  }

 private:
  Proof proof_of(const Course& course) const {
    const Text name = from_wire(village_.name());
    const Text late = length_of(course.told + clearing_ - lead_);
    const Text told = length_of(course.told);
    const Text lead = length_of(lead_);
    const Text move = length_of(clearing_);
    const Text level = when(course.warned);
    const std::string& playbook = course.warned.playbook->id();
    const std::string order = course.question == nullptr ? "" : course.question->id();
    const Text what = course.question == nullptr
                          ? Text{"预警", "the warning"}
                          : Text{"“" + order + "”的命令", "the order of '" + order + "'"};
    Proof proof{.path = "villages[" + village_.id() + "]"};
    proof.fault = {name.zh + "来不及：来水前 " + lead.zh + "，" + level.zh + "时" + what.zh +
                       "最慢 " + told.zh + "才有人接到，转移 " + move.zh + "，晚 " + late.zh +
                       "（处置方案 " + playbook + "）",
                   name.en + " isn't out in time: " + lead.en + " until the water is there; on " +
                       level.en + " " + what.en + " may take " + told.en +
                       " to be heard, moving takes " + move.en + ": " + late.en +
                       " late (playbook " + playbook + ")"};
    proof.counter_example = lines_of(course);
    proof.remedy =
        course.question == nullptr
            ? Text{"缩短叫应阶梯的等候时间，多叫几个人，提前预警，或换近的安置点",
                   "wait less on the ladder, call more people at once, warn sooner, or move them "
                   "nearer"}
            : Text{
                  "缩短授权链（within、chain），或事先批准（release: at_once）；也可以缩短叫应阶梯",
                  "shorten the chain (within, chain), or approve it beforehand (release: "
                  "at_once); or wait less on the ladder"};
    return proof;
  }

  /// What happens, and when, since the warning.
  using Happenings = std::vector<std::pair<Span, Text>>;

  std::vector<Text> lines_of(const Course& course) const {
    Happenings all;
    all.emplace_back(Span{0}, when(course.warned) + Text{"预警", ": the warning"});
    if (course.question != nullptr) add_chain(course, all);
    add_calls(course, all);
    all.emplace_back(lead_, Text{"水到了", "the water is there"});
    all.emplace_back(course.told + clearing_, Text{"人才转移完", "everybody is out, only now"});
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Text> lines;
    for (const auto& [after, what] : all) lines.push_back(at(after) + what);
    return lines;
  }

  static void add_chain(const Course& course, Happenings& all) {
    const Text id{"“" + course.question->id() + "”", "'" + course.question->id() + "'"};
    Span after{0};
    for (const auto& link : course.chain.asked) {
      all.emplace_back(after, id + Text{"问 ", " is asked of "} + plain(link.owner) +
                                  Text{"（" + link.duty + "），没有决定",
                                       " (" + link.duty + "), who doesn't decide"});
      after += course.chain.each;
    }
    if (course.chain.asked.empty() && course.chain.all > Span{0})
      all.emplace_back(after, id + Text{"没有人可问", " is asked of nobody"});
    all.emplace_back(course.chain.all, id + how_released(*course.question));
  }

  static Text how_released(const wire::Question& question) {
    if (question.release() == wire::Question::AT_ONCE)
      return {"事先批准，命令发出", " is approved beforehand: the order is given"};
    if (question.release() == wire::Question::AFTER_CHAIN)
      return {"没有人决定，按预案放行，命令发出",
              " is decided by nobody: the plan says yes, and the order is given"};
    return {"最后一位这时才答“是”，命令发出",
            ": the last of them says yes only now, and the order is given"};
  }

  static void add_calls(const Course& course, Happenings& all) {
    const Span begun = course.told - course.calls.until_last;
    const auto& calls = course.calls.calls;
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const bool last = i + 1 == calls.size();
      const bool at_once = last && calls[i].after == course.calls.until_last;
      all.emplace_back(begun + calls[i].after, Text{"叫 ", "calls "} + words_of(calls[i]) +
                                                   (at_once ? Text{"，接到了", ", who answers"}
                                                            : Text{"，没人接", ", no answer"}));
      if (last && !at_once)
        all.emplace_back(course.told,
                         plain(calls[i].callee) + Text{" 这时才答复", " answers only now"});
    }
  }

  const Handbook& handbook_;
  const wire::Village& village_;
  const Span lead_;
  const Span clearing_;
};

}  // namespace

std::vector<Proof> prove_lead_time(const Handbook& handbook) {
  std::vector<Proof> all;
  for (const auto& village : handbook.plan().villages())
    if (village.lead_time_ms() > 0) LeadTime(handbook, village).prove_into(all);
  return all;
}

}  // namespace fenghuo::playbooks
