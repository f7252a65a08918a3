#include "cli/drill/corrective_actions.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <tuple>

#include "adapters/plan/folder.h"
#include "adapters/plan/table.h"
#include "adapters/plan/text_file.h"
#include "cli/drill/night_facts.h"
#include "cli/sentence.h"

namespace fenghuo::cli {
namespace {

using simulator::Outcome;
using simulator::ScoredDuty;

Text minutes(Span span) {
  const auto whole = std::chrono::round<std::chrono::minutes>(span).count();
  return plain(std::to_string(whole)) + Text{" 分钟", " min"};
}

Text quoted(const Text& text) {
  return Text{"“", "\""} + text + Text{"”", "\""};
}

// Where the time went in a village in which people were caught, and what would have saved it.
Text village_action(const Drill& drill, const std::string& id) {
  const auto& villages = drill.score.villages;
  const auto found =
      std::ranges::find_if(villages, [&](const auto& village) { return village.id == id; });
  const Text name = drill.names.area(id);
  if (found == villages.end() || !found->danger_at)
    return name + Text{"有人没来得及走。", ": people were caught."};
  const Instant danger = *found->danger_at;
  const auto before = [&](const std::optional<Instant>& at) { return at && *at < danger; };
  const Text caught =
      name + plain(" ") + number(found->caught) + Text{" 人没来得及走：", " people were caught: "};
  if (!before(found->warned_at))
    return caught + Text{"险情到之前没有预警。规则要更早，或者加一个看得到它的测站。",
                         "no warning before the danger. Warn by earlier signs, or add a station "
                         "that sees it."};
  const Text warned = caught + Text{"预警早 ", "warned "} + minutes(danger - *found->warned_at) +
                      Text{"，", " before, "};
  if (!before(found->answered_at))
    return warned + Text{"没有人答复。想好电话之外怎样叫到这个村。",
                         "and nobody answered. Find a way to reach the village without the "
                         "telephone."};
  if (!before(found->moving_at))
    return warned + Text{"答复了，没有动身。预警后更早下令转移。",
                         "answered, and nobody moved. Order people to leave sooner after the "
                         "warning."};
  if (found->turned_away > 0)
    return caught + number(found->turned_away) +
           Text{" 人到了安置点，没有一处收得下。给这个村再定一处，能用、到得了、住得下。",
                " came and were taken by no shelter. Give the village another one that works, can "
                "be reached and has room."};
  const Text moving = warned + Text{"动身只早 ", "moving "} + minutes(danger - *found->moving_at) +
                      Text{"。", " before. "};
  if (*found->moving_at - *found->warned_at > danger - *found->moving_at)
    return moving + Text{"预警后更早下令转移。", "Order people to leave sooner after the warning."};
  return moving + Text{"转移要更快：多些人帮，多些车，路近些。",
                       "Clear faster: more who help, more vehicles, a nearer shelter."};
}

Text action_for(const Drill& drill, const Outcome& outcome) {
  const auto& one = *outcome.expectation;
  const Text what = quoted(one.what);
  if (outcome.verdict == Outcome::Verdict::untold)
    return what + Text{"无从判断：改好条件，或让记录里有它要的东西。",
                       " couldn't be told: mend its condition, or let the record hold what it "
                       "asks for."};
  if (!one.village.empty()) return village_action(drill, one.village);
  if (one.never)
    return what + Text{"发生了：查明是什么引起的，改预案或规则，让它不再发生。",
                       " came, and must not: find out what led to it, and mend plan or rules."};
  if (outcome.late)
    return what + Text{"晚了 ", " came "} + minutes(*outcome.late - one.by) +
           Text{"：查明时间花在哪一步，把那一步的时限改短，或换个先后。",
                " too late: find out which step took the time, and shorten it or begin it sooner."};
  if (one.standing)
    return what + Text{"不是这样：查明少了哪一步、该谁做，写进预案。",
                       " wasn't so: find out which step was missing and whose it is, and write it "
                       "into the plan."};
  return what + Text{"没有来：查明卡在哪里、该谁做，写进预案再演一次。",
                     " didn't come: find out where it got stuck and whose it is, write it into the "
                     "plan, and play this again."};
}

// One for each duty of a person at a place, however often it rang in vain.
struct Gaps {
  std::size_t count = 0;
  std::uint32_t calls = 0;
  std::vector<FactId> causes;
};

Text undecided(const Text& where, const std::string& question, const Gaps& gaps) {
  return where + Text{"请示 ", "question "} + plain(question) +
         Text{"：没有人决定（问了 ", ": nobody decided (asked: "} + number(gaps.calls) +
         Text{" 次）。核对决定人和授权的人，电话要打得通，或者在预案里事先批准。",
              "). See that the owner and those it is delegated to can be reached, or approve it in "
              "the plan beforehand."};
}

Text unanswered(const Text& where, const std::string& duty, const Text& who, const Gaps& gaps) {
  return where + duty_words(duty) + who + Text{"：没人答复的任务 ", ": duties unanswered: "} +
         number(gaps.count) + Text{" 件，叫了 ", ", calls: "} + number(gaps.calls) +
         Text{" 次。核对号码和 B 角，想好电话不通时谁上门。",
              ". Check the number and the stand-in, and settle who goes there when the telephone "
              "fails."};
}

void add_gaps(const Drill& drill, std::vector<Proposal>& out) {
  using Key = std::tuple<std::string, std::string, std::string, bool>;
  std::vector<Key> order;
  std::map<Key, Gaps> all;
  for (const ScoredDuty& duty : drill.score.duties) {
    if (!duty.is_gap() && !nobody_decided(drill.record, duty)) continue;
    const bool decision = duty.purpose == "decision";
    const Key key{duty.area, duty.duty, duty.holder, decision};
    Gaps& gaps = all[key];
    if (gaps.count++ == 0) order.push_back(key);
    gaps.calls += duty.calls;
    gaps.causes.push_back(duty.opened);
  }
  for (const Key& key : order) {
    const auto& [area, duty, holder, decision] = key;
    const Gaps& gaps = all.at(key);
    const Text where = drill.names.area(area) + plain(" ");
    const Text who = holder.empty() ? Text{} : plain(" ") + drill.names.person(holder);
    Text action = decision ? undecided(where, duty, gaps) : unanswered(where, duty, who, gaps);
    out.push_back({std::move(action), "", gaps.causes});
  }
}

void add_refused(const Drill& drill, std::vector<Proposal>& out) {
  for (const auto& inject : drill.record.injects) {
    if (inject.refused.empty()) continue;
    Text what = plain(inject.id);
    for (const auto& one : drill.scenario.injects)
      if (one.id == inject.id) what = one.what;
    out.push_back({quoted(what) + Text{"被拒绝（", " was refused ("} + plain(inject.refused) +
                       Text{"）：教会做这件事的人，或改情景。",
                            "): show whoever does this how, or mend the scenario."},
                   "",
                   {}});
  }
}

}  // namespace

std::vector<Proposal> proposals_of(const Drill& drill) {
  std::vector<Proposal> out;
  for (const auto& outcome : drill.score.outcomes) {
    if (outcome.verdict == Outcome::Verdict::met) continue;
    Proposal proposal{action_for(drill, outcome), outcome.expectation->id, {}};
    if (outcome.fact) proposal.causes.push_back(*outcome.fact);
    out.push_back(std::move(proposal));
  }
  add_gaps(drill, out);
  add_refused(drill, out);
  return out;
}

std::vector<Proposal> open_proposals(const Drill& drill,
                                     const std::vector<CorrectiveAction>& actions) {
  std::vector<Proposal> out = proposals_of(drill);
  std::erase_if(out, [&](const Proposal& proposal) {
    return !proposal.expectation.empty() && std::ranges::any_of(actions, [&](const auto& action) {
      return action.expectation == proposal.expectation;
    });
  });
  return out;
}

Result<ActionsFile> read_actions(const std::string& scenario_path) {
  const std::filesystem::path path =
      std::filesystem::path(scenario_path).parent_path() / "actions.csv";
  ActionsFile out;
  std::error_code unknown;
  if (!std::filesystem::exists(path, unknown)) return out;
  const auto file = adapters::read_text_file(path.string(), adapters::kPlanFileBytesMax);
  if (!file) return file.error();
  adapters::PlanDraft draft;
  adapters::Table table({path.string(), file->text}, {"id", "action"},
                        {"action_en", "owner", "due", "expectation", "state"}, draft);
  if (table.rows() > kActionsMax)
    return Error{Errc::too_many, {"最多 10000 条整改措施", "at most 10,000 corrective actions"}};
  for (std::size_t row = 0; row < table.rows(); ++row)
    out.actions.push_back({table.required(row, "id"),
                           {table.required(row, "action"), table.field(row, "action_en")},
                           table.field(row, "owner"),
                           table.field(row, "due"),
                           table.field(row, "expectation"),
                           table.field(row, "state")});
  out.faults = std::move(draft.faults);
  return out;
}

}  // namespace fenghuo::cli
