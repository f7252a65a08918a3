// The plan as playbooks read it: which playbook answers a rule, what a level obliges to, who holds
// a duty tonight.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/plan_problem.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

/// The duty, held for the township itself, that is called when nobody else answers.
inline constexpr std::string_view kDutyOfficer = "duty_officer";

/// In a playbook's list of rules: every rule of the plan.
inline constexpr std::string_view kEveryRule = "*";
/// In front of a rule in that list: not this one of every rule.
inline constexpr char kNotThisRule = '!';
/// The rule that an entry of the list leaves out; nothing where the entry names one, or is "*".
std::optional<std::string_view> left_out_by(std::string_view entry);

/// In place of a rule, where a person warns, or a village goes by its own decision.
inline constexpr std::string_view kByPerson = "by_person";
inline constexpr std::string_view kVillageLeaves = "village_leaves";
inline constexpr std::string_view kResponse = "response";

/// The hazard's name of these; of any other rule its id.
Text title_of(std::string_view rule);
/// The same as a warning says it, and people say it back: that a village leaves by its own decision
/// is no danger, and its reason says what is.
Text danger_of(std::string_view rule);

/// A warning of a person to more people than this takes a second person, where the plan says
/// nothing.
inline constexpr std::uint32_t kTwoPersonsAbove = 1'000;

/// A rung may not be climbed faster: calls every minute are the most that a person can bear.
inline constexpr Span kRungWaitMin = std::chrono::minutes{1};

/// Who didn't answer the last contact test that asked them (点名未答), and when they were heard of
/// again; the epoch: not yet.
using Unreached = std::map<std::string, Instant>;

/// Of whom has been heard by now.
inline constexpr Instant kByNow = Instant::max();
/// As if nobody had been unreached. In every other round of calls, so that whoever missed a test is
/// called where one of the two alone is.
inline constexpr Instant kAsInTheRoster = Instant::min();

/// The two who have a duty, in the order in which they are called; empty where there is none.
struct OnDuty {
  std::string first;
  std::string second;
};

/// Looks up by name at a cost that doesn't grow with the plan. The plan must outlive it.
class Handbook {
 public:
  /// Of an empty plan.
  Handbook() : Handbook(wire::Plan::default_instance()) {}
  /// With emergency roles, a duty is held by whoever the roster names for them, and by the others
  /// where it names nobody.
  explicit Handbook(const wire::Plan& plan, bool emergency_roles = false, Unreached unreached = {});

  /// All below are null where the plan has no such thing.
  const wire::Playbook* playbook(std::string_view id) const;
  const wire::Response* response(std::string_view playbook, Level level) const;
  /// The level whose response answers an alarm of this one: its own; else the next below that there
  /// is, else the next above; none where the playbook has none.
  Level answered(std::string_view playbook, Level level) const;
  const wire::Village* village(std::string_view id) const;
  /// Of the village in the plan's list.
  std::optional<std::uint32_t> place_of(std::string_view village) const;
  const wire::Rule* rule(std::string_view id) const;
  /// Rules of one hazard share an incident. Of a rule that names none, or that isn't there, itself.
  std::string_view hazard_of(std::string_view rule) const;
  /// The words for those who hold the duty; the playbook's own where there are no others.
  const wire::Text& text_for(const wire::Playbook& playbook, std::string_view duty) const;
  /// What it will be like in the village at this level, or at the next below that is described.
  Text effect_in(std::string_view village, Level level) const;
  /// Whether people sleep, by the local clock.
  bool is_night(Instant now) const;
  Span utc_offset() const { return std::chrono::seconds{plan_->utc_offset_s()}; }
  const wire::Duty* duty(std::string_view area, std::string_view duty) const;
  /// Of the area, or else of the township.
  const wire::Duty* duty_for(std::string_view area, std::string_view duty) const;
  const std::vector<const wire::Household*>& households_in(std::string_view village) const;
  const std::vector<const wire::Facility*>& facilities_in(std::string_view village) const;
  const wire::Facility* facility(std::string_view id) const;
  const wire::HazardPoint* hazard_point(std::string_view id) const;
  std::vector<const wire::Shelter*> shelters_of(std::string_view village) const;
  /// In or beside which village it stands; empty where the plan doesn't say.
  std::string_view village_at(const wire::Shelter& shelter) const;
  /// Whether what is seen at the place is seen in the village: it is the village itself, a hazard
  /// point of it, or a gauge that covers it and stands near.
  bool is_at(std::string_view place, std::string_view village) const;
  /// Of a household its helper and who stands in, of a facility its contact.
  std::vector<std::string> who_sees_to(std::string_view subject) const;
  /// The village's leader, who stands in, and the township's duty officer.
  std::vector<std::string> leaders_of(std::string_view village) const;

  /// Who hold duties of the area and who stand in for them, in the order of the roster.
  std::vector<std::string> people_of(std::string_view area) const;
  /// Whether the person holds a duty of the township itself, or stands in for one.
  bool of_township(std::string_view person) const;
  /// Somebody of the township, or whom the village's roster has only for duties that are held from
  /// elsewhere: a neighbour, the police. What they say is no word from the village.
  bool is_from_outside(std::string_view area, std::string_view person) const;

  /// Whether the playbook answers alarms of this rule: it names it, or every rule and doesn't leave
  /// this one out.
  static bool answers(const wire::Playbook& playbook, std::string_view rule);

  /// The holder and who stands in, of the area or else of the township. Whoever was unreached, and
  /// not heard of by `heard_by`, comes second where there is another who wasn't. A round of calls
  /// asks with the time at which it began, so that nobody is passed over in the middle of it.
  OnDuty on_duty(std::string_view area, std::string_view duty, Instant heard_by = kByNow) const;
  /// Who is to be called on this rung; empty where the plan names nobody.
  std::string callee(const wire::Rung& rung, std::string_view area, std::string_view duty,
                     Instant heard_by = kByNow) const;

  const wire::Plan& plan() const { return *plan_; }
  const std::string& township() const { return plan_->id(); }
  /// As on_duty; those whom the plan names.
  std::vector<std::string> holders_of(std::string_view area, std::string_view duty,
                                      Instant heard_by = kByNow) const;

 private:
  bool is_unreached(const std::string& person, Instant heard_by) const;

  const wire::Plan* plan_;
  Unreached unreached_;
  std::map<std::string_view, const wire::Rule*> rules_;
  std::map<std::string_view, const wire::Playbook*> playbooks_;
  std::map<std::string_view, std::uint32_t> villages_;                 // places
  std::map<std::string_view, std::vector<const wire::Duty*>> roster_;  // by area, in its order
  std::map<std::string_view, std::vector<const wire::Household*>> households_;  // by village
  std::map<std::string_view, std::vector<const wire::Facility*>> facilities_;
  std::map<std::string_view, const wire::Household*> household_;  // by id
  std::map<std::string_view, const wire::Facility*> facility_;
  std::map<std::string_view, const wire::HazardPoint*> points_;
  // Duties that a village may have somebody elsewhere for: rungs that are left out where nobody
  // holds them, and those who are asked when it falls silent.
  std::set<std::string_view> outside_duties_;
};

/// Rules and the playbook pack that answers each by its name.
using AnsweringPacks = std::map<std::string, std::string>;

/// Every fault of the plan's playbooks: paths playbooks[ID], playbooks[ID].levels[LEVEL] and so on.
/// `packs`: what could be used, and is told of a rule that nobody answers.
PlanProblems check(const wire::Plan& plan, const AnsweringPacks& packs = {});

}  // namespace fenghuo::playbooks
