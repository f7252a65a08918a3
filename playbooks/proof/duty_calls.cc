#include "playbooks/proof/duty_calls.h"

#include <algorithm>

#include "playbooks/incident.h"
#include "playbooks/rungs.h"

namespace fenghuo::playbooks {
namespace {

void add_day_and_night(std::vector<Warned>& all, const wire::Playbook& playbook,
                       const wire::Response& response, const std::string& village) {
  const Level level = level_from_wire(response.level()).value_or(Level::none);
  all.push_back({&playbook, &response, level, village, false});
  if (!response.night_ladder().empty()) all.push_back({&playbook, &response, level, village, true});
}

const wire::Response* gravest(const wire::Playbook& playbook) {
  const wire::Response* found = nullptr;
  for (const auto& response : playbook.responses())
    if (found == nullptr || above(level_from_wire(response.level()).value_or(Level::none),
                                  level_from_wire(found->level()).value_or(Level::none)))
      found = &response;
  return found;
}

template <class List>
bool contains(const List& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

Call call_on(const wire::Rung& rung, std::string callee) {
  return {.wait = std::max(kRungWaitMin, Span{rung.wait_ms()}),
          .callee = std::move(callee),
          .channels = {rung.channels().begin(), rung.channels().end()}};
}

}  // namespace

std::vector<Warned> evacuations_of(const Handbook& handbook, const std::string& village) {
  std::vector<Warned> all;
  for (const auto& playbook : handbook.plan().playbooks())
    for (const auto& response : playbook.responses())
      if (response.wants_headcount() && !playbook.on_response())
        add_day_and_night(all, playbook, response, village);
  return all;
}

std::vector<Warned> gravest_warnings_of(const Handbook& handbook, const std::string& village) {
  std::vector<Warned> all = evacuations_of(handbook, village);
  for (const auto& playbook : handbook.plan().playbooks()) {
    const bool moves = std::any_of(
        all.begin(), all.end(), [&](const Warned& warned) { return warned.playbook == &playbook; });
    const auto* response = gravest(playbook);
    if (!moves && !playbook.on_response() && response != nullptr)
      add_day_and_night(all, playbook, *response, village);
  }
  return all;
}

// As Ladder::start() and climb() do it: rungs of nobody are passed over, and where there is no
// other the township is called.
DutyCalls calls_of(const Handbook& handbook, const Warned& warned, const std::string& duty,
                   Purpose purpose) {
  Incident incident;
  incident.playbook = warned.playbook->id();
  incident.area = warned.area;
  Obligation obligation;
  obligation.duty = duty;
  obligation.purpose = purpose;
  obligation.level = warned.level;
  obligation.night = warned.night;
  const Rungs rungs(handbook, incident, obligation, nullptr);
  DutyCalls all{.duty = duty};
  Span after{0};
  for (std::uint32_t i = 0; i < rungs.size(); ++i) {
    Call call = call_on(rungs[i], rungs.callee(i));
    if (call.callee.empty()) continue;
    call.after = after;
    after += call.wait;
    // The wait of the first that is called, and of each after it but the ladder's last.
    if (all.calls.empty() || i + 1 < rungs.size()) all.until_last += call.wait;
    all.calls.push_back(std::move(call));
  }
  if (!all.calls.empty()) return all;
  Call township = call_on(Rungs::of_township(), rungs.callee(Rungs::of_township()));
  all.until_last = township.wait;
  if (!township.callee.empty()) all.calls.push_back(std::move(township));
  return all;
}

std::vector<DutyCalls> calls_to_village(const Handbook& handbook, const Warned& warned) {
  std::vector<DutyCalls> all;
  for (const auto& duty : warned.playbook->duties())
    all.push_back(calls_of(handbook, warned, duty, Purpose::warning));
  for (const auto& question : warned.response->decisions()) {
    if (!asked_of(question, warned.area)) continue;
    for (const auto& duty : question.tell())
      if (!contains(warned.playbook->duties(), duty) && handbook.duty(warned.area, duty) != nullptr)
        all.push_back(calls_of(handbook, warned, duty, Purpose::order));
  }
  if (warned.response->reach().after_ms() > 0)
    all.push_back(calls_of(handbook, warned, "", Purpose::spread));
  return all;
}

bool asked_of(const wire::Question& question, const std::string& area) {
  return !question.for_neighbours() && (question.only().empty() || contains(question.only(), area));
}

}  // namespace fenghuo::playbooks
