// What was expected and what came of it, each with the fact behind it.
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

using simulator::Outcome;
using Verdict = Outcome::Verdict;

class Facts {
 public:
  explicit Facts(const ReportPage& page) : page_(page) {}
  void add(const Text& name, const std::string& value) {
    out_ += "<div><dt>" + page_.say(name) + "</dt><dd>" + value + "</dd></div>";
  }
  std::string markup() const { return "<dl class=\"facts\">" + out_ + "</dl>\n"; }

 private:
  const ReportPage& page_;
  std::string out_;
};

std::string limit(const ReportPage& page, const simulator::Expectation& one) {
  if (one.standing) return page.say({"当时的情形：", "as it stood at "}) + page.clock(one.by);
  if (!one.village.empty()) return page.say({"险情到之前", "before the danger comes"});
  const std::string by =
      one.by >= page.record().end
          ? page.say({"结束（", "the end ("}) + page.clock(one.by) + page.say({"）", ")"})
          : page.clock(one.by);
  const bool from_start = one.after <= page.record().start;
  const std::string from = from_start ? "" : page.clock(one.after) + "–";
  if (one.never)
    return page.say({"不应发生：", "is not to come: "}) +
           (from_start ? page.say({"到 ", "until "}) : from) + by;
  return (from_start ? page.say({"最晚 ", "by "}) : from) + by +
         (one.times > 1 ? page.say({"，至少 " + std::to_string(one.times) + " 次",
                                    ", at least " + std::to_string(one.times) + " times"})
                        : "");
}

// How many were out, and how long before.
std::string village_result(const ReportPage& page, const std::string& id) {
  for (const auto& village : page.score().villages) {
    if (village.id != id || !village.danger_at) continue;
    std::string out = page.say({"险情 ", "danger at "}) + page.clock(village.danger_at) + " " +
                      page.mark(page.origin_of_danger(id, *village.danger_at)) +
                      page.say({"，当时安全 ", ", safe by then "}) + std::to_string(village.safe) +
                      " / " + std::to_string(village.people);
    if (village.safe_at)
      out += page.say({"；全部安全 ", "; all safe at "}) + page.clock(village.safe_at) +
             page.say({"，", ", "}) + page.difference(*village.safe_at, *village.danger_at);
    return out;
  }
  return "–";
}

// What became of it, in a few words.
std::string result(const ReportPage& page, const Outcome& outcome) {
  const auto& one = *outcome.expectation;
  std::string out;
  if (!one.village.empty()) {
    out = village_result(page, one.village);
  } else if (one.standing) {
    out = outcome.verdict == Verdict::untold ? "–"
          : outcome.verdict == Verdict::met  ? page.say({"是这样", "so it stood"})
                                             : page.say({"不是这样", "it stood otherwise"});
  } else if (outcome.verdict == Verdict::untold) {
    out = "–";
  } else if (one.never) {
    out = outcome.at ? page.say({"发生了，", "it came at "}) + page.clock(outcome.at)
                     : page.say({"没有发生", "it didn't come"});
  } else if (outcome.verdict == Verdict::met) {
    out = page.clock(outcome.at);
  } else if (outcome.late) {
    out = page.say({"迟到：", "too late: "}) + page.clock(outcome.late) + page.say({"，", ", "}) +
          page.difference(*outcome.late, one.by);
  } else {
    out = page.say({"没有来", "it didn't come"});
  }
  if (!outcome.why.zh.empty()) out += page.say({"；", "; "}) + page.say(outcome.why);
  return out;
}

std::string history_of(const ReportPage& page, const std::string& expectation) {
  std::string out;
  for (const auto& then : page.scenario().history)
    if (then.expectation == expectation)
      out += (out.empty() ? "" : "<br>") + (then.at ? page.clock(then.at) + " " : "") +
             page.say(then.what) + " " + page.mark(then.origin);
  return out;
}

std::string expectation(const ReportPage& page, const Outcome& outcome) {
  const auto& one = *outcome.expectation;
  Facts facts(page);
  facts.add({"要求", "expected"}, limit(page, one));
  facts.add({"结果", "result"}, result(page, outcome));
  if (outcome.fact) facts.add({"依据", "fact"}, page.fact(*outcome.fact));
  facts.add({"条件", "condition"}, "<code>" + escaped(one.source) + "</code>");
  if (const std::string then = history_of(page, one.id); !then.empty())
    facts.add({"史实", "history"}, then);
  for (const auto& objective : page.scenario().objectives)
    if (objective.id == one.objective) facts.add({"目标", "objective"}, page.say(objective.title));
  const char* style = outcome.verdict == Verdict::met      ? "met"
                      : outcome.verdict == Verdict::missed ? "missed"
                                                           : "untold";
  return "<article class=\"expectation " + std::string(style) + "\"><h3>" +
         verdict_symbol(outcome.verdict) + "<span class=\"tag\">" +
         page.say(verdict_words(outcome.verdict)) + "</span> " + page.say(one.what) + " <code>" +
         escaped(one.id) + "</code></h3>\n" + facts.markup() + "</article>\n";
}

}  // namespace

std::string expectations_section(const ReportPage& page) {
  std::string content;
  for (const auto& outcome : page.score().outcomes) content += expectation(page, outcome);
  if (content.empty())
    content = page.paragraph({"情景没有写预期。", "The scenario expects nothing."});
  return page.section("expectations",
                      {"预期：达到没有，凭什么", "Expectations: met or not, and why"}, content);
}

}  // namespace fenghuo::cli
