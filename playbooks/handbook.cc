#include "playbooks/handbook.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "engine/wire_text.h"

namespace fenghuo::playbooks {
namespace {

// Where the plan doesn't say when people sleep (failures.md, F11).
constexpr std::int64_t kNightFromMin = 22 * 60;
constexpr std::int64_t kNightUntilMin = 6 * 60;
/// What a gauge further away shows says nothing of a village (failures.md, E25: 6 cm, 200 km away).
constexpr double kGaugeSpeaksForKm = 50;

// On a plane: a township is small.
template <class A, class B>
double km_between(const A& a, const B& b) {
  constexpr double kKmADegree = 111.2;
  const double shrink = std::cos(a.latitude_deg() * std::numbers::pi / 180);
  return kKmADegree * std::hypot((a.longitude_deg() - b.longitude_deg()) * shrink,
                                 a.latitude_deg() - b.latitude_deg());
}

}  // namespace

Text title_of(std::string_view rule) {
  if (rule == kByPerson) return {"险情", "danger"};
  if (rule == kResponse) return {"应急响应", "emergency response"};
  if (rule == kVillageLeaves) return {"村里自主撤离", "the village leaves"};
  return {std::string(rule), std::string(rule)};
}

Text danger_of(std::string_view rule) {
  return title_of(rule == kVillageLeaves ? kByPerson : rule);
}

std::optional<std::string_view> left_out_by(std::string_view entry) {
  if (entry.empty() || entry.front() != kNotThisRule) return std::nullopt;
  return entry.substr(1);
}

Handbook::Handbook(const wire::Plan& plan, bool emergency_roles, Unreached unreached)
    : plan_(&plan), unreached_(std::move(unreached)) {
  for (int i = 0; i < plan.villages_size(); ++i)
    villages_.emplace(plan.villages(i).id(), static_cast<std::uint32_t>(i));
  for (const auto& rule : plan.rules()) rules_.emplace(rule.id(), &rule);
  for (const auto& playbook : plan.playbooks()) {
    playbooks_.emplace(playbook.id(), &playbook);
    outside_duties_.insert(playbook.cut_off().also().begin(), playbook.cut_off().also().end());
    for (const auto& response : playbook.responses())
      for (const auto* ladder : {&response.ladder(), &response.night_ladder()})
        for (const auto& rung : *ladder)
          if (rung.callee() == wire::Rung::NAMED_DUTY && rung.if_held())
            outside_duties_.insert(rung.duty());
  }
  const auto add_duties = [&](bool emergency) {
    for (const auto& duty : plan.roster())
      if (duty.emergency() == emergency) roster_[duty.area()].push_back(&duty);
  };
  if (emergency_roles) add_duties(true);
  add_duties(false);
  for (const auto& household : plan.households()) {
    households_[household.village()].push_back(&household);
    household_.emplace(household.id(), &household);
  }
  for (const auto& point : plan.hazard_points()) points_.emplace(point.id(), &point);
  for (const auto& facility : plan.facilities()) {
    facilities_[facility.village()].push_back(&facility);
    facility_.emplace(facility.id(), &facility);
  }
}

const wire::Playbook* Handbook::playbook(std::string_view id) const {
  const auto found = playbooks_.find(id);
  return found == playbooks_.end() ? nullptr : found->second;
}

const wire::Response* Handbook::response(std::string_view playbook_id, Level level) const {
  const auto* found = playbook(playbook_id);
  if (found == nullptr) return nullptr;
  for (const auto& response : found->responses())
    if (response.level() == to_wire(level)) return &response;
  return nullptr;
}

Level Handbook::answered(std::string_view playbook_id, Level level) const {
  Level below = Level::none;
  Level next_above = Level::none;
  for (const Level one : kLevels) {
    if (response(playbook_id, one) == nullptr) continue;
    if (!above(one, level)) below = one;
    if (above(one, level) && next_above == Level::none) next_above = one;
  }
  return below != Level::none ? below : next_above;
}

std::optional<std::uint32_t> Handbook::place_of(std::string_view id) const {
  const auto found = villages_.find(id);
  if (found == villages_.end()) return std::nullopt;
  return found->second;
}

const wire::Village* Handbook::village(std::string_view id) const {
  const auto place = place_of(id);
  return place ? &plan_->villages(static_cast<int>(*place)) : nullptr;
}

const wire::Rule* Handbook::rule(std::string_view id) const {
  const auto found = rules_.find(id);
  return found == rules_.end() ? nullptr : found->second;
}

std::string_view Handbook::hazard_of(std::string_view id) const {
  const auto* found = rule(id);
  return found == nullptr || found->hazard().empty() ? id : std::string_view(found->hazard());
}

const wire::Text& Handbook::text_for(const wire::Playbook& playbook, std::string_view duty) const {
  for (const auto& message : plan_->messages())
    if (message.playbook() == playbook.id() &&
        std::find(message.audience().begin(), message.audience().end(), duty) !=
            message.audience().end())
      return message.text();
  return playbook.text();
}

Text Handbook::effect_in(std::string_view id, Level level) const {
  const auto* found = village(id);
  const wire::Village::Effect* best = nullptr;
  if (found != nullptr)
    for (const auto& effect : found->effects()) {
      const Level at = level_from_wire(effect.level()).value_or(Level::none);
      const bool nearer =
          best == nullptr || above(at, level_from_wire(best->level()).value_or(Level::none));
      if (!above(at, level) && nearer) best = &effect;
    }
  return best == nullptr ? Text{} : from_wire(best->text());
}

bool Handbook::is_night(Instant now) const {
  const bool told = plan_->night_from_min() != 0 || plan_->night_until_min() != 0;
  const std::int64_t from = told ? plan_->night_from_min() : kNightFromMin;
  const std::int64_t until = told ? plan_->night_until_min() : kNightUntilMin;
  const auto local = (now + utc_offset()).time_since_epoch();
  const auto minute =
      std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local))
          .count();
  return from <= until ? minute >= from && minute < until : minute >= from || minute < until;
}

const wire::Duty* Handbook::duty(std::string_view area, std::string_view wanted) const {
  const auto held = roster_.find(area);
  if (held == roster_.end()) return nullptr;
  for (const auto* duty : held->second)
    if (duty->duty() == wanted) return duty;
  return nullptr;
}

const wire::Duty* Handbook::duty_for(std::string_view area, std::string_view wanted) const {
  const auto* own = duty(area, wanted);
  return own == nullptr ? duty(plan_->id(), wanted) : own;
}

const std::vector<const wire::Household*>& Handbook::households_in(std::string_view village) const {
  static const std::vector<const wire::Household*> none;
  const auto found = households_.find(village);
  return found == households_.end() ? none : found->second;
}

const std::vector<const wire::Facility*>& Handbook::facilities_in(std::string_view village) const {
  static const std::vector<const wire::Facility*> none;
  const auto found = facilities_.find(village);
  return found == facilities_.end() ? none : found->second;
}

const wire::Facility* Handbook::facility(std::string_view id) const {
  const auto found = facility_.find(id);
  return found == facility_.end() ? nullptr : found->second;
}

const wire::HazardPoint* Handbook::hazard_point(std::string_view id) const {
  const auto found = points_.find(id);
  return found == points_.end() ? nullptr : found->second;
}

std::vector<const wire::Shelter*> Handbook::shelters_of(std::string_view village) const {
  std::vector<const wire::Shelter*> shelters;
  for (const auto& shelter : plan_->shelters())
    if (std::find(shelter.villages().begin(), shelter.villages().end(), village) !=
        shelter.villages().end())
      shelters.push_back(&shelter);
  return shelters;
}

// By its own coordinates the nearest village.
std::string_view Handbook::village_at(const wire::Shelter& shelter) const {
  std::string_view nearest;
  if (!shelter.has_place()) {
    if (shelter.villages_size() > 0) nearest = shelter.villages(0);
    return nearest;
  }
  double least_km = std::numeric_limits<double>::max();
  for (const auto& village : plan_->villages()) {
    const double km = km_between(shelter.place(), village);
    if (km >= least_km) continue;
    least_km = km;
    nearest = village.id();
  }
  return nearest;
}

bool Handbook::is_at(std::string_view place, std::string_view id) const {
  if (place == id) return true;
  if (const auto* point = hazard_point(place)) return point->village() == id;
  const auto* there = village(id);
  return there != nullptr &&
         std::any_of(plan_->stations().begin(), plan_->stations().end(), [&](const auto& station) {
           const auto& covers = station.covers();
           const bool far =
               station.has_longitude_deg() && km_between(station, *there) > kGaugeSpeaksForKm;
           return station.id() == place && !far &&
                  std::find(covers.begin(), covers.end(), id) != covers.end();
         });
}

std::vector<std::string> Handbook::who_sees_to(std::string_view subject) const {
  std::vector<std::string> persons;
  const auto add = [&](const std::string& person) {
    if (!person.empty()) persons.push_back(person);
  };
  if (const auto household = household_.find(subject); household != household_.end()) {
    add(household->second->helper());
    add(household->second->stand_in());
  } else if (const auto* found = facility(subject)) {
    add(found->contact());
    add(found->stand_in());
  }
  return persons;
}

bool Handbook::is_unreached(const std::string& person, Instant heard_by) const {
  const auto found = unreached_.find(person);
  return found != unreached_.end() && (found->second == Instant{} || found->second > heard_by);
}

OnDuty Handbook::on_duty(std::string_view area, std::string_view wanted, Instant heard_by) const {
  const auto* held = duty_for(area, wanted);
  if (held == nullptr) return {};
  OnDuty order{held->holder(), held->stand_in()};
  const bool stand_in_first = heard_by != kAsInTheRoster && !order.second.empty() &&
                              is_unreached(order.first, heard_by) &&
                              !is_unreached(order.second, heard_by);
  if (stand_in_first) std::swap(order.first, order.second);
  return order;
}

std::vector<std::string> Handbook::holders_of(std::string_view area, std::string_view wanted,
                                              Instant heard_by) const {
  OnDuty order = on_duty(area, wanted, heard_by);
  std::vector<std::string> persons;
  if (!order.first.empty()) persons.push_back(order.first);
  if (!order.second.empty() && order.second != order.first)
    persons.push_back(std::move(order.second));
  return persons;
}

std::vector<std::string> Handbook::leaders_of(std::string_view village) const {
  std::vector<std::string> persons = holders_of(village, "village_leader");
  for (auto& person : holders_of(plan_->id(), kDutyOfficer))
    if (std::find(persons.begin(), persons.end(), person) == persons.end())
      persons.push_back(std::move(person));
  return persons;
}

std::vector<std::string> Handbook::people_of(std::string_view area) const {
  std::vector<std::string> people;
  const auto held = roster_.find(area);
  if (held == roster_.end()) return people;
  for (const auto* duty : held->second)
    for (const auto& person : {duty->holder(), duty->stand_in()})
      if (!person.empty() && std::find(people.begin(), people.end(), person) == people.end())
        people.push_back(person);
  return people;
}

bool Handbook::of_township(std::string_view person) const {
  const auto people = people_of(plan_->id());
  return std::find(people.begin(), people.end(), person) != people.end();
}

bool Handbook::is_from_outside(std::string_view area, std::string_view person) const {
  if (of_township(person)) return true;
  const auto held = roster_.find(area);
  if (held == roster_.end()) return false;
  bool listed = false;
  for (const auto* duty : held->second) {
    if (duty->holder() != person && duty->stand_in() != person) continue;
    if (!outside_duties_.contains(duty->duty())) return false;
    listed = true;
  }
  return listed;
}

bool Handbook::answers(const wire::Playbook& playbook, std::string_view rule) {
  bool every = false;
  bool left_out = false;
  for (const std::string& entry : playbook.rules()) {
    if (entry == rule) return true;
    every = every || entry == kEveryRule;
    left_out = left_out || left_out_by(entry) == rule;
  }
  return every && !left_out;
}

std::string Handbook::callee(const wire::Rung& rung, std::string_view area, std::string_view wanted,
                             Instant heard_by) const {
  if (rung.callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER)
    return on_duty(plan_->id(), kDutyOfficer, heard_by).first;
  const bool named = rung.callee() == wire::Rung::NAMED_DUTY;
  OnDuty order = on_duty(area, named ? std::string_view(rung.duty()) : wanted, heard_by);
  return std::move(rung.callee() == wire::Rung::STAND_IN ? order.second : order.first);
}

}  // namespace fenghuo::playbooks
