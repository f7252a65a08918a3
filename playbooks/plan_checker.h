// What the checks of playbooks, words and everyday work have in common: where problems go, and who
// holds a duty.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "playbooks/handbook.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

class PlanChecker {
 public:
  explicit PlanChecker(const wire::Plan& plan) : plan_(plan), handbook_(plan) {}

  const wire::Plan& plan() const { return plan_; }
  const Handbook& handbook() const { return handbook_; }
  PlanProblems take() { return std::move(problems_); }

  void add(std::string path, Text text, Severity severity = Severity::fault);
  /// At a place within the text at the path.
  void add_within(std::string path, int line, int column, Text text);
  /// Both languages, and no placeholder but these.
  void check_template(const std::string& path, const wire::Text& pattern,
                      std::span<const std::string_view> placeholders = kPlaceholders);
  void check_ladder(const std::string& path,
                    const google::protobuf::RepeatedPtrField<wire::Rung>& ladder);
  /// Of a duty that nobody holds: its rungs say who.
  void check_named_ladder(const std::string& path,
                          const google::protobuf::RepeatedPtrField<wire::Rung>& ladder);
  /// By the township for all, or else by each village.
  void check_held_everywhere(const std::string& path, const std::string& duty);
  void check_held(const std::string& path, const std::string& duty,
                  const std::vector<std::string>& areas);
  void check_duty(const std::string& path, const std::string& area, const wire::Text& name,
                  const std::string& duty);
  std::vector<std::string> villages() const;
  /// Where something is asked: of the township, in these villages, or, where they are none, in all.
  std::vector<std::string> areas_of(const google::protobuf::RepeatedPtrField<std::string>& only,
                                    bool of_township) const;

 private:
  void check_rung(const std::string& path, const wire::Rung& rung);

  const wire::Plan& plan_;
  Handbook handbook_;
  PlanProblems problems_;
  std::set<std::pair<std::string, std::string>> seen_;  // areas and duties that were looked at
};

/// Whether its alarms call people: by village, for a slope or a dam those whom it threatens.
bool calls_people(const wire::Rule& rule);

/// Which rules a playbook answers, and which it leaves out.
void check_answers(PlanChecker& checker, const wire::Playbook& playbook);

/// Steps of a level; `of_township`: of a playbook that the response level starts.
void check_steps(PlanChecker& checker, const std::string& level_path,
                 const wire::Response& response, bool of_township);

/// A playbook's words, and those for some duties: what to do, where, by when, and not too long.
void check_words(PlanChecker& checker, const wire::Playbook& playbook);
void check_messages(PlanChecker& checker);

/// Rules that raise alarms, and no playbook answers; `packs` that would. And those that judge
/// hazard points or catchments, of which the plan has none.
void check_unanswered(PlanChecker& checker, const AnsweringPacks& packs);
/// Rules for which two playbooks call the same duty.
void check_answered_twice(PlanChecker& checker);

/// Routines, contact tests, emergency roles.
void check_everyday(PlanChecker& checker);

}  // namespace fenghuo::playbooks
