#include "playbooks/duty_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {
namespace {

struct DutyWords {
  std::string_view duty;
  const char* zh;
  const char* en;
};

// As the page and the commands have them; those alone that a person holds.
constexpr std::array kDuties{
    DutyWords{"village_leader", "村主任", "village leader"},
    DutyWords{"warning_officer", "预警员", "warning officer"},
    DutyWords{"duty_officer", "值班员", "duty officer"},
    DutyWords{"town_leader", "镇长", "head of the township"},
    DutyWords{"flood_leader", "防汛负责人", "flood leader"},
    DutyWords{"school_head", "校长", "school head"},
    DutyWords{"road_officer", "路政员", "road officer"},
    DutyWords{"neighbour", "邻村联系人", "contact in the next village"},
    DutyWords{"police", "派出所", "police"},
    DutyWords{"health_centre", "乡镇卫生院", "township health centre"},
    DutyWords{"ridge_phone", "山梁电话联系人", "contact by the ridge phone"}};

Text role_in(const Handbook& handbook, const wire::Duty& duty) {
  const Text area = name_of_village(handbook, duty.area());
  const Text words = duty_words(duty.duty());
  return {area.zh + words.zh, words.en + ", " + area.en};
}

}  // namespace

Text duty_words(std::string_view duty) {
  const auto found = std::find_if(kDuties.begin(), kDuties.end(),
                                  [&](const DutyWords& word) { return word.duty == duty; });
  return found == kDuties.end() ? Text{std::string(duty), std::string(duty)}
                                : Text{found->zh, found->en};
}

Text role_of(const Handbook& handbook, std::string_view person) {
  const auto& roster = handbook.plan().roster();
  for (const auto& duty : roster)
    if (duty.holder() == person) return role_in(handbook, duty);
  for (const auto& duty : roster) {
    if (duty.stand_in() != person) continue;
    const Text role = role_in(handbook, duty);
    return {role.zh + " B 角", "stand-in of: " + role.en};
  }
  return {};
}

}  // namespace fenghuo::playbooks
