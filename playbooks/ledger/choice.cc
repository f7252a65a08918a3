#include "playbooks/ledger/choice.h"

#include <algorithm>
#include <utility>

#include "playbooks/dispatch/assignment.h"
#include "playbooks/dispatch/price.h"

namespace fenghuo::playbooks {
namespace {

constexpr dispatch::Pricing kPricing{};

Choice::Option option_of(const OpenNeed& need, std::uint32_t unit) {
  const auto way = std::find_if(need.ways.begin(), need.ways.end(),
                                [&](const OpenNeed::Way& one) { return one.unit == unit; });
  return {unit, way == need.ways.end() ? 0 : way->travel_s};
}

}  // namespace

std::vector<Choice> choose_units(std::uint32_t units, const std::vector<OpenNeed>& needs) {
  dispatch::Assignment assignment;
  for (std::uint32_t i = 0; i < units; ++i) assignment.add_unit();
  std::vector<dispatch::Network::Task> tasks;
  for (const OpenNeed& need : needs) {
    const dispatch::Need urgency{.level = need.level, .age_s = need.age_s};
    auto& task = tasks.emplace_back();
    task.unserved_cost = dispatch::unserved_cost(urgency, kPricing);
    for (const auto& way : need.ways)
      task.arcs.push_back(
          {way.unit, dispatch::served_cost(urgency, {way.travel_s, way.from_another}, kPricing)});
  }
  const auto indices = assignment.add_tasks(std::move(tasks));
  std::vector<Choice> choices;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    Choice choice{.need = needs[i].id};
    // The prices' bounds leave no task that is refused.
    const auto unit = indices ? assignment.unit_of((*indices)[i]) : std::nullopt;
    if (unit) {
      choice.taken = option_of(needs[i], *unit);
      const auto other =
          needs[i].has == unit ? std::nullopt : assignment.without_its_unit((*indices)[i]);
      if (other) {
        if (other->unit) choice.next_best = option_of(needs[i], *other->unit);
        choice.others_moved = other->moves.empty() ? 0 : other->moves.size() - 1;
      }
    }
    choices.push_back(choice);
  }
  return choices;
}

}  // namespace fenghuo::playbooks
