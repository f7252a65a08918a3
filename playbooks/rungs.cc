#include "playbooks/rungs.h"

#include <algorithm>

namespace fenghuo::playbooks {
namespace {

// Each person in turn, by message and by telephone.
const wire::Rung& of_a_person() {
  static const wire::Rung rung = [] {
    wire::Rung made;
    made.add_channels("webhook");
    made.add_channels("call_list");
    made.set_wait_ms(300'000);
    return made;
  }();
  return rung;
}

}  // namespace

// A plan that has lost the playbook of an open duty must not lose the duty: the township is called.
const wire::Rung& Rungs::of_township() {
  static const wire::Rung rung = [] {
    wire::Rung made;
    made.set_callee(wire::Rung::TOWNSHIP_DUTY_OFFICER);
    made.add_channels("call_list");
    made.set_wait_ms(600'000);
    return made;
  }();
  return rung;
}

// Of the warning's level, by day or by night; of the search for a village; of the other way to its
// people.
const google::protobuf::RepeatedPtrField<wire::Rung>& Rungs::in_plan() const {
  static const google::protobuf::RepeatedPtrField<wire::Rung> none;
  if (obligation_.purpose == Purpose::reach) {
    const auto* playbook = handbook_.playbook(incident_.playbook);
    return playbook == nullptr ? none : playbook->cut_off().ladder();
  }
  const auto* found = handbook_.response(incident_.playbook, obligation_.level);
  if (found == nullptr) return none;
  if (obligation_.purpose == Purpose::spread) return found->reach().ladder();
  return obligation_.night && !found->night_ladder().empty() ? found->night_ladder()
                                                             : found->ladder();
}

std::vector<std::string> Rungs::persons_of(const Handbook& handbook, const Incident& incident,
                                           const Errand* errand, Instant round_began_at) {
  if (errand == nullptr) return {};
  std::vector<std::string> all = errand->persons;
  const std::string& area = errand->of_township ? handbook.township() : incident.area;
  for (const auto& duty : errand->duties)
    for (auto& person : handbook.holders_of(area, duty, round_began_at))
      if (std::find(all.begin(), all.end(), person) == all.end()) all.push_back(std::move(person));
  return all;
}

std::uint32_t Rungs::size() const {
  const std::size_t all =
      persons_.empty() ? static_cast<std::size_t>(in_plan().size()) : persons_.size();
  return static_cast<std::uint32_t>(all);
}

const wire::Rung& Rungs::operator[](std::uint32_t index) const {
  return persons_.empty() ? in_plan()[static_cast<int>(index)] : of_a_person();
}

std::string Rungs::callee(std::uint32_t index) const {
  return persons_.empty() ? callee((*this)[index]) : persons_[index];
}

std::string Rungs::callee(const wire::Rung& rung) const {
  const Instant heard_by = obligation_.round % 2 == 0 ? obligation_.round_began_at : kAsInTheRoster;
  return handbook_.callee(rung, incident_.area, obligation_.duty, heard_by);
}

}  // namespace fenghuo::playbooks
