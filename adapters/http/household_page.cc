#include "adapters/http/household_page.h"

#include <algorithm>

#include "adapters/http/plain_page.h"

namespace fenghuo::adapters {
namespace {

constexpr std::string_view kTicked = "h.";

Text line_of(const PlanInfo& plan, const wire::StandingHousehold& household) {
  const std::string people = std::to_string(household.people());
  const std::string help = std::to_string(household.need_help());
  const bool facility = household.has_name();
  const std::string name = plan.name_of(household.id());
  const std::string zh = facility ? household.name().zh() : name;
  const std::string en = facility ? household.name().en() : name;
  const bool needs = household.need_help() > 0;
  return {zh + "，" + people + " 人" + (needs ? "，" + help + " 人要帮助" : ""),
          en + ", " + people + (household.people() == 1 ? " person" : " people") +
              (needs ? ", " + help + " need help" : "")};
}

}  // namespace

bool is_by_household(const wire::StandingEvacuation& evacuation) {
  return std::any_of(evacuation.households().begin(), evacuation.households().end(),
                     [](const auto& household) { return !household.has_name(); });
}

std::string household_part(const PlanInfo& plan, const wire::StandingEvacuation& evacuation) {
  std::vector<const wire::StandingHousehold*> open;
  for (const auto& household : evacuation.households())
    if (!household.settled()) open.push_back(&household);
  if (open.empty()) return "";
  std::stable_partition(open.begin(), open.end(),
                        [](const auto* household) { return household->need_help() > 0; });
  std::string out = begin_form() + "<fieldset><legend>" +
                    both({"到了的打勾（还差 " + std::to_string(evacuation.unknown()) + " 人）",
                          "Tick who has arrived (" + std::to_string(evacuation.unknown()) +
                              " people are still missing)"}) +
                    "</legend>";
  for (const auto* household : open)
    out += "<label class=tick><input type=checkbox name=\"" + attribute(kTicked) +
           attribute(household->id()) + "\" value=1> " + both(line_of(plan, *household)) +
           "</label>";
  return out + button("kind", "arrived", "main", {"这些户都到了", "These have arrived"}) +
         "</fieldset></form>";
}

wire::Event count_of(const Credentials::Link& link, const std::string& household,
                     wire::CountHousehold::State state) {
  wire::Event event;
  wire::Command& command = *event.mutable_command();
  command.set_person_id(link.person);
  command.set_via("responder_page");
  auto& count = *command.mutable_count_household();
  count.set_household(household);
  count.set_state(state);
  count.set_counted_by(link.person);
  return event;
}

std::vector<wire::Event> counts_in(const Form& form, const Credentials::Link& link,
                                   const wire::StandingEvacuation& evacuation) {
  std::vector<wire::Event> events;
  for (const auto& household : evacuation.households())
    if (form.contains(std::string(kTicked) + household.id()))
      events.push_back(count_of(link, household.id(), wire::CountHousehold::SAFE));
  return events;
}

}  // namespace fenghuo::adapters
