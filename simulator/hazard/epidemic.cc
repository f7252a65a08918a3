#include "simulator/hazard/epidemic.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

using Villages = std::vector<EpidemicVillage>;

// Of a row's sum, from 1.
constexpr double kRowTolerance = 1e-6;

std::optional<Error> fault_of(const Disease& disease, double step_days) {
  if (!within(disease.transmission_per_day, 0, 100) || !within(disease.latent_days, 0.1, 1000) ||
      !within(disease.infectious_days, 0.1, 1000))
    return refused(
        "每日传播数须在 0–100，潜伏期和传染期在 0.1–1000 天之间",
        "transmission must be within 0–100 a day, the latent and infectious times within "
        "0.1–1000 days");
  const double fastest_per_day = std::max(
      {disease.transmission_per_day, 1 / disease.latent_days, 1 / disease.infectious_days});
  const double longest_days = kEpidemicStepRateMax / fastest_per_day;
  if (!(step_days > 0) || step_days > longest_days)
    return out_of_bounds("步长（天，大于 0）", "the step (days, above 0)", step_days, 0,
                         longest_days);
  return std::nullopt;
}

std::optional<Error> fault_of(const EpidemicTask& task) {
  const std::size_t count = task.villages.size();
  if (count > kEpidemicVillagesMax || task.steps > kHazardStepsMax ||
      count * (task.steps + 1) > kEpidemicStatesMax ||
      (!task.contacts.empty() && count * count * task.steps > kEpidemicWorkMax))
    return Error{Errc::too_many, {"村或天数太多", "too many villages or steps"}};
  for (const EpidemicVillage& v : task.villages)
    if (!(v.people() > 0) ||
        !all_within(std::array{v.susceptible, v.exposed, v.infectious, v.recovered}, 0,
                    kEpidemicPeopleMax))
      return refused("每个村都须有人，各类人数不小于 0",
                     "each village must have people, and none of its numbers be below 0");
  if (!task.contacts.empty() && task.contacts.size() != count * count)
    return refused("接触表须是村数乘村数", "the contacts must be villages times villages");
  for (std::size_t i = 0; i < count && !task.contacts.empty(); ++i) {
    const std::span row = std::span(task.contacts).subspan(i * count, count);
    if (!all_within(row, 0, 1) ||
        std::abs(std::accumulate(row.begin(), row.end(), 0.0) - 1) > kRowTolerance)
      return refused("接触表每一行须不小于 0，合计为 1",
                     "each row of the contacts must be 0 or more, and 1 together");
  }
  return fault_of(task.disease, task.step_days);
}

class Epidemic {
 public:
  explicit Epidemic(const EpidemicTask& task)
      : task_(task), now_(task.villages), infectious_part_(now_.size()) {
    for (const EpidemicVillage& v : now_) people_.push_back(v.people());
  }

  std::vector<Villages> run() {
    std::vector<Villages> states{now_};
    for (std::size_t i = 0; i < task_.steps; ++i) {
      step();
      states.push_back(now_);
    }
    return states;
  }

 private:
  void step() {
    const double h = task_.step_days;
    const Villages k1 = rates(now_);
    const Villages k2 = rates(moved(k1, h / 2));
    const Villages k3 = rates(moved(k2, h / 2));
    const Villages k4 = rates(moved(k3, h));
    for (std::size_t i = 0; i < now_.size(); ++i) {
      const auto add = [&](double EpidemicVillage::* of) {
        now_[i].*of += h / 6 * (k1[i].*of + 2 * (k2[i].*of) + 2 * (k3[i].*of) + k4[i].*of);
      };
      add(&EpidemicVillage::susceptible);
      add(&EpidemicVillage::exposed);
      add(&EpidemicVillage::infectious);
      add(&EpidemicVillage::recovered);
    }
  }

  Villages moved(const Villages& rates, double days) const {
    Villages then = now_;
    for (std::size_t i = 0; i < then.size(); ++i) {
      then[i].susceptible += days * rates[i].susceptible;
      then[i].exposed += days * rates[i].exposed;
      then[i].infectious += days * rates[i].infectious;
      then[i].recovered += days * rates[i].recovered;
    }
    return then;
  }

  Villages rates(const Villages& state) {
    const Disease& disease = task_.disease;
    for (std::size_t i = 0; i < state.size(); ++i)
      infectious_part_[i] = state[i].infectious / people_[i];
    Villages change(state.size());
    for (std::size_t i = 0; i < state.size(); ++i) {
      const double infected = state[i].susceptible * disease.transmission_per_day * met(i);
      const double turning = state[i].exposed / disease.latent_days;
      const double recovering = state[i].infectious / disease.infectious_days;
      change[i] = {-infected, infected - turning, turning - recovering, recovering};
    }
    return change;
  }

  // Part of a villager's contacts that is infectious.
  double met(std::size_t village) const {
    if (task_.contacts.empty()) return infectious_part_[village];
    const auto row = task_.contacts.begin() + static_cast<std::ptrdiff_t>(village * now_.size());
    return std::inner_product(infectious_part_.begin(), infectious_part_.end(), row, 0.0);
  }

  const EpidemicTask& task_;
  Villages now_;
  std::vector<double> people_;
  std::vector<double> infectious_part_;
};

}  // namespace

Result<std::vector<std::vector<EpidemicVillage>>> epidemic(const EpidemicTask& task) {
  if (auto fault = fault_of(task)) return *fault;
  return Epidemic{task}.run();
}

}  // namespace fenghuo::simulator
