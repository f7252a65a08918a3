#include "playbooks/evacuation_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace fenghuo::playbooks {
namespace {

std::string in_lower_case(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

class Checker {
 public:
  explicit Checker(const wire::Plan& plan) : plan_(plan), handbook_(plan) {}

  PlanProblems run() {
    for (const auto& household : plan_.households()) check_household(household);
    for (const auto& village : plan_.villages()) {
      check_roster(village);
      check_time(village);
      check_shelter_text(village);
    }
    for (const auto& facility : plan_.facilities()) check_interest(facility);
    check_shelters();
    return std::move(problems_);
  }

 private:
  void add(std::string path, Text text, Severity severity = Severity::fault) {
    problems_.push_back({std::move(path), 1, 1, std::move(text), severity});
  }

  // Who needs help has somebody who comes, and somebody else for when that one is away.
  void check_household(const wire::Household& household) {
    const std::string path = "households[" + household.id() + "]";
    if (household.need_help() > 0 && household.helper().empty())
      add(path + ".helper", {"有人要帮助，却没有写谁来帮（helper）",
                             "people need help, and nobody is named to help them (helper)"});
    if (!household.helper().empty() &&
        (household.stand_in().empty() || household.stand_in() == household.helper()))
      add(path + ".stand_in", {"帮助人没有 B 角", "the helper has no stand-in"});
  }

  // Whoever has a till to guard is not the only one who watches (failures.md, E05).
  void check_interest(const wire::Facility& facility) {
    std::set<std::string> watching;
    for (const auto& playbook : plan_.playbooks())
      for (const auto& duty : playbook.duties())
        for (auto& person : handbook_.holders_of(facility.village(), duty))
          watching.insert(std::move(person));
    const auto* village = handbook_.village(facility.village());
    if (village == nullptr || watching != std::set<std::string>{facility.contact()}) return;
    add("facilities[" + facility.id() + "].contact",
        {facility.name().zh() + "的联系人是" + village->name().zh() +
             "唯一叫得到的人：叫不叫停只看他一个人；再写一个人",
         "the contact of " + facility.name().en() + " is the only one who is called in " +
             village->name().en() + ": whether it closes is up to that person alone; name another"},
        Severity::notice);
  }

  void check_roster(const wire::Village& village) {
    std::uint32_t listed = 0;
    for (const auto* household : handbook_.households_in(village.id()))
      listed += household->people();
    if (listed == 0 || listed == village.people_at_risk()) return;
    const std::string at_risk = std::to_string(village.people_at_risk());
    add("villages[" + village.id() + "]",
        {village.name().zh() + "的名册有 " + std::to_string(listed) + " 人，危险区人数写的是 " +
             at_risk + "：多出来的人没有人去叫",
         "the roster of " + village.name().en() + " has " + std::to_string(listed) +
             " people, people_at_risk says " + at_risk + ": whoever is on one alone is missed"},
        Severity::notice);
  }

  // Of the rungs that somebody stands on.
  template <class Ladder>
  std::int64_t until_last_ms(const std::string& village, const Ladder& ladder) const {
    std::int64_t all_ms = 0;
    std::int64_t last_ms = 0;
    for (const auto& rung : ladder) {
      const bool left_out = rung.if_held() && handbook_.callee(rung, village, rung.duty()).empty();
      if (left_out) continue;
      last_ms = rung.wait_ms();
      all_ms += last_ms;
    }
    return all_ms - last_ms;
  }

  // The last rung of the ladder, and then everybody on the way, before the water is there.
  void check_time(const wire::Village& village) {
    if (village.lead_time_ms() <= 0 || village.clearing_ms() <= 0) return;
    for (const auto& playbook : plan_.playbooks()) {
      const auto* response = handbook_.response(playbook.id(), Level::red);
      if (response == nullptr || !response->wants_headcount() || playbook.on_response()) continue;
      const std::int64_t reach_ms = std::max(until_last_ms(village.id(), response->ladder()),
                                             until_last_ms(village.id(), response->night_ladder()));
      if (reach_ms + village.clearing_ms() <= village.lead_time_ms()) continue;
      const auto minutes = [](std::int64_t ms) { return std::to_string((ms + 59'999) / 60'000); };
      add("villages[" + village.id() + "]",
          {village.name().zh() + "来不及：来水前 " + minutes(village.lead_time_ms()) +
               " 分钟，红色叫应最慢 " + minutes(reach_ms) + " 分钟，转移 " +
               minutes(village.clearing_ms()) + " 分钟（处置方案 " + playbook.id() +
               "）；提前预警、多叫几个人或换近的安置点",
           village.name().en() + " isn't out in time: " + minutes(village.lead_time_ms()) +
               " min until the water is there, at worst " + minutes(reach_ms) +
               " min until somebody is told on red, " + minutes(village.clearing_ms()) +
               " min to move them (playbook " + playbook.id() +
               "); warn sooner, call more at once, or move them nearer"});
    }
  }

  // Either may be the longer: "the school or the town hall", "the school" for "Qingxi school".
  static bool names(const std::string& text, const std::string& name) {
    return text.empty() || name.empty() || text.find(name) != std::string::npos ||
           name.find(text) != std::string::npos;
  }

  // What {shelter} says in a warning and where the beds are must be the same place.
  void check_shelter_text(const wire::Village& village) {
    const auto shelters = handbook_.shelters_of(village.id());
    const auto& said = village.shelter();
    const auto any = [&](const auto& same) {
      return std::any_of(shelters.begin(), shelters.end(), same);
    };
    const bool zh = any([&](const auto* one) { return names(said.zh(), one->name().zh()); });
    const bool en = any([&](const auto* one) {
      return names(in_lower_case(said.en()), in_lower_case(one->name().en()));
    });
    if (shelters.empty() || (zh && en)) return;
    Text known;
    for (const auto* one : shelters) {
      known.zh += (known.zh.empty() ? "" : "、") + one->name().zh();
      known.en += (known.en.empty() ? "" : ", ") + one->name().en();
    }
    add("villages[" + village.id() + "].shelter",
        {village.name().zh() + "的消息叫人到“" + said.zh() + "”（" + said.en() +
             "），shelters.csv 给它的安置点是“" + known.zh + "”（" + known.en +
             "）：把 areas.geojson 的 shelter、shelter_en 改成同一个名字，或改 shelters.csv",
         "messages send " + village.name().en() + " to '" + said.en() + "' (" + said.zh() +
             "), its shelters in shelters.csv are '" + known.en + "' (" + known.zh +
             "): make shelter and shelter_en of areas.geojson the same, or mend shelters.csv"},
        Severity::notice);
  }

  std::uint32_t people_of(const wire::Village& village) const {
    std::uint32_t people = village.people_at_risk();
    for (const auto* facility : handbook_.facilities_in(village.id())) people += facility->people();
    return people;
  }

  void check_shelters() {
    if (plan_.shelters().empty()) return;
    for (const auto& village : plan_.villages())
      if (handbook_.shelters_of(village.id()).empty() && people_of(village) > 0)
        add("villages[" + village.id() + "]",
            {village.name().zh() + "没有安置点（shelters.csv 的 villages）",
             village.name().en() + " has no shelter (the villages of shelters.csv)"});
    for (const auto& shelter : plan_.shelters()) {
      const std::string path = "shelters[" + shelter.id() + "]";
      if (shelter.floods())
        add(path + ".floods", {shelter.name().zh() + "自己在危险区里，不能安置人",
                               shelter.name().en() + " lies in the danger area itself"});
      std::uint32_t people = 0;
      for (const auto& id : shelter.villages())
        if (const auto* village = handbook_.village(id))
          if (handbook_.shelters_of(id).size() == 1) people += people_of(*village);
      if (people > shelter.capacity())
        add(path + ".capacity",
            {shelter.name().zh() + "放不下：要来 " + std::to_string(people) + " 人，只能住 " +
                 std::to_string(shelter.capacity()) + " 人",
             shelter.name().en() + " is too small: " + std::to_string(people) +
                 " people come, it holds " + std::to_string(shelter.capacity())});
    }
  }

  const wire::Plan& plan_;
  Handbook handbook_;
  PlanProblems problems_;
};

}  // namespace

PlanProblems check_evacuations(const wire::Plan& plan) {
  return Checker(plan).run();
}

}  // namespace fenghuo::playbooks
