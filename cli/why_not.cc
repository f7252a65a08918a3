#include "cli/why_not.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/json_writer.h"
#include "cli/finding_words.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "engine/nearest.h"
#include "engine/replay.h"
#include "rules/reason.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

const Text& truth_words(wire::AssessedCondition::Truth truth) {
  static const Text kYes{"成立", "holds"};
  static const Text kNo{"不成立", "does not hold"};
  static const Text kUnknown{"不能判断", "can't be told"};
  if (truth == wire::AssessedCondition::YES) return kYes;
  return truth == wire::AssessedCondition::NO ? kNo : kUnknown;
}

// A village by what people call it; else the id itself.
std::string id_of_area(const wire::Plan& plan, const std::string& asked) {
  const auto named = [&](const auto& places) -> std::string {
    for (const auto& place : places)
      if (place.name().zh() == asked || place.name().en() == asked) return place.id();
    return "";
  };
  for (std::string id : {named(plan.villages()), named(plan.hazard_points()),
                         named(plan.catchments()), named(plan.stations())})
    if (!id.empty()) return id;
  return asked;
}

// Of an area that no rule judges, or that the plan doesn't have at all.
Error no_such_area(const wire::Plan& plan, const std::string& asked) {
  std::vector<std::string_view> known;
  const auto add = [&](const auto& places) {
    for (const auto& place : places)
      for (const std::string* name : {&place.id(), &place.name().zh(), &place.name().en()})
        if (!name->empty()) known.push_back(*name);
  };
  add(plan.villages());
  add(plan.hazard_points());
  add(plan.catchments());
  add(plan.stations());
  if (asked == plan.id() || std::find(known.begin(), known.end(), asked) != known.end())
    return {Errc::not_found,
            {"当时的预案里没有规则针对“" + asked + "”",
             "no rule of the plan of that time is for '" + asked + "'"}};
  return {Errc::not_found,
          Text{"当时的预案里没有“" + asked + "”", "the plan of that time has no '" + asked + "'"} +
              did_you_mean(nearest(asked, known))};
}

// The log's last word may be older than what is asked: said beside the answer, which is as of then.
void tell_of_the_end(const Log& log, const wire::Plan& plan, Instant at, const Session& session) {
  const Instant ends = log.head().recorded_at;
  if (at <= ends) return;
  const std::string when = to_rfc3339(ends, std::chrono::seconds{plan.utc_offset_s()});
  std::fprintf(stderr, "fenghuo: %s\n",
               session
                   .say({"日志到 " + when + " 为止，--at 在那之后：答的是日志最后的情况",
                         "the log ends at " + when + ", before --at: the answer is as of its end"})
                   .c_str());
}

// Nothing is known of a moment before the log's first record.
Result<void> check_moment(const Log& log, Instant at) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  const auto first = (*cursor)->next();
  if (!first) return first.error();
  if (!*first) return Error{Errc::not_found, {"日志是空的", "the log is empty"}};
  const Instant began = (*first)->record.header.recorded_at;
  if (at >= began) return {};
  Machine machine = township_machine();
  if (const auto restored = restore(log, machine); !restored) return restored.error();
  const Span utc_offset = std::chrono::seconds{machine.plan().utc_offset_s()};
  const std::string when = to_rfc3339(began, utc_offset);
  return Error{Errc::not_found,
               {"日志从 " + when + " 才开始，那时还没有", "the log begins later, at " + when}};
}

bool is_asked(const WhyNot& asked, const wire::AssessedCondition& condition) {
  return asked.level == Level::none || condition.level() == to_wire(asked.level);
}

json::array comparisons_json(const wire::AssessedCondition& condition) {
  json::array comparisons;
  for (const auto& finding : condition.findings()) {
    json::object out{{"question", question_of(finding)}, {"met", finding.met()}};
    if (finding.known()) {
      out["value"] = finding.value();
      if (finding.deadband() != 0) {
        out["limit"] = rules::own_limit_of(finding);
        out["limit_to_clear"] = finding.limit();
      }
      out["missing"] = finding.met() ? 0 : finding.limit() - finding.value();
      out["station"] = finding.station();
    }
    comparisons.push_back(std::move(out));
  }
  return comparisons;
}

json::object to_json(const wire::Assessment& assessment, const WhyNot& asked,
                     const adapters::JsonStyle& style) {
  json::array conditions;
  for (const auto& condition : assessment.conditions()) {
    if (!is_asked(asked, condition)) continue;
    conditions.push_back({{"level", adapters::level_word(condition.level())},
                          {"expression", condition.expression()},
                          {"truth", condition.truth() == wire::AssessedCondition::YES  ? "yes"
                                    : condition.truth() == wire::AssessedCondition::NO ? "no"
                                                                                       : "unknown"},
                          {"reason", style.language == Language::zh ? condition.reason().zh()
                                                                    : condition.reason().en()},
                          {"comparisons", comparisons_json(condition)}});
  }
  return {{"rule", assessment.rule()},
          {"area", assessment.area()},
          {"level", adapters::level_word(assessment.level())},
          {"conditions", std::move(conditions)}};
}

void print(const wire::Assessment& assessment, const WhyNot& asked, const wire::Plan& plan,
           const Session& session) {
  Text title{assessment.rule(), assessment.rule()};
  for (const auto& rule : plan.rules())
    if (rule.id() == assessment.rule()) title = {rule.title().zh(), rule.title().en()};
  const Text stood = name_of(level_from_wire(assessment.level()).value_or(Level::none));
  std::printf("%s\n", session
                          .say({title.zh + "（" + assessment.rule() + "）：当时为" + stood.zh,
                                title.en + " (" + assessment.rule() + "): stood at " + stood.en})
                          .c_str());
  for (const auto& condition : assessment.conditions()) {
    if (!is_asked(asked, condition)) continue;
    const Text level = name_of(level_from_wire(condition.level()).value_or(Level::none));
    const Text& truth = truth_words(condition.truth());
    std::printf("  %s\n", session
                              .say({level.zh + truth.zh + "：" + condition.reason().zh(),
                                    level.en + " " + truth.en + ": " + condition.reason().en()})
                              .c_str());
  }
}

}  // namespace

Result<void> explain_why_not(const WhyNot& asked, const Session& session) {
  auto log = read_log(asked.data);
  if (!log) return log.error();
  Machine machine = township_machine();
  if (asked.at)
    if (auto ok = check_moment(**log, *asked.at); !ok) return ok.error();
  const auto restored = asked.at ? restore_at(**log, machine, *asked.at) : restore(**log, machine);
  if (!restored) return restored.error();
  const wire::Plan& plan = machine.plan();
  const auto assessments = machine.assess(id_of_area(plan, asked.area));
  if (assessments.assessments().empty()) return no_such_area(plan, asked.area);
  if (asked.at) tell_of_the_end(**log, plan, *asked.at, session);
  const adapters::JsonStyle style{session.language, std::chrono::seconds{plan.utc_offset_s()}};
  for (const auto& assessment : assessments.assessments()) {
    if (asked.json) {
      std::printf("%s\n", adapters::to_text(to_json(assessment, asked, style)).c_str());
    } else {
      print(assessment, asked, plan, session);
    }
  }
  return {};
}

}  // namespace fenghuo::cli
