#include "simulator/night.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/check.h"
#include "simulator/agenda.h"
#include "simulator/night_run.h"
#include "simulator/undecided.h"
#include "simulator/virtual_run.h"
#include "simulator/world.h"

namespace fenghuo::simulator {
namespace {

class Night {
 public:
  Night(const NightBeginning& beginning, const Scenario& scenario, const NightListener& listener,
        const Course* earlier = nullptr)
      : scenario_(scenario),
        listener_(listener),
        run_(beginning.machine, beginning.head, earlier, record_,
             [this](std::span<const OwedEffect> effects) { send(effects); }),
        world_(beginning.machine.plan(), beginning.ways, scenario, agenda_, record_,
               [this](Submission submission) { waiting_.push_back(std::move(submission)); }) {}

  void write_down(Course& course) { run_.write_down(course); }

  NightRecord play() {
    begin();
    while (const auto next = next_moment()) pass(*next);
    return end();
  }

  NightRecord play_until_decided() {
    begin();
    Undecided undecided(scenario_, record_);
    for (auto next = next_moment(); next && undecided.any(*next); next = next_moment()) pass(*next);
    return end();
  }

 private:
  void begin() {
    record_.start = scenario_.start;
    record_.end = scenario_.end;
    agenda_.pass_to(scenario_.start);
    world_.begin();
    ask_of_standing();
  }

  void pass(Instant moment) {
    agenda_.pass_to(moment);
    run_.advance_to(moment);  // timers of the engine
    hear();
    agenda_.run_until(moment);
    submit();
  }

  NightRecord end() {
    record_.chain = run_.head().chain;
    record_.asked.assign(world_.outages().asked().begin(), world_.outages().asked().end());
    return std::move(record_);
  }

  std::optional<Instant> next_moment() const {
    std::optional<Instant> next = agenda_.next();
    if (const auto timer = run_.next_timer()) next = next ? std::min(*next, *timer) : timer;
    return next && *next <= scenario_.end ? next : std::nullopt;
  }

  void ask_of_standing() {
    for (const auto& expectation : scenario_.expectations)
      if (expectation.standing && listener_.standing)
        agenda_.plan(expectation.by, [this, &expectation] {
          listener_.standing(expectation, run_.machine().describe());
        });
  }

  void submit() {
    if (waiting_.empty()) return;
    run_.submit(std::exchange(waiting_, {}));
    hear();
  }

  void hear() {
    for (; heard_ < record_.facts.size(); ++heard_) {
      world_.hear(record_.facts[heard_]);
      if (listener_.fact) listener_.fact(record_.facts[heard_]);
    }
    for (const auto& owed : std::exchange(owed_, {}))
      if (owed.effect.has_send_message()) world_.send(owed.id, owed.effect.send_message());
  }

  void send(std::span<const OwedEffect> effects) {
    owed_.insert(owed_.end(), effects.begin(), effects.end());
  }

  const Scenario& scenario_;
  const NightListener& listener_;
  NightRecord record_;
  Agenda agenda_;
  std::vector<Submission> waiting_;
  std::vector<OwedEffect> owed_;
  std::size_t heard_ = 0;
  NightRun run_;
  World world_;
};

// In the night of the scenario's seed; nothing where there is none.
std::optional<Instant> last_danger(const Scenario& scenario) {
  std::optional<Instant> last;
  for (const auto& danger : scenario.dangers) last = std::max(last.value_or(danger.at), danger.at);
  return last ? std::optional(*last + danger_shift(scenario)) : std::nullopt;
}

}  // namespace

Scenario until_last_danger(Scenario scenario) {
  scenario.end = last_danger(scenario).value_or(scenario.end);
  return scenario;
}

NightBeginning begin_night(Machine machine, const wire::PlanChanged& plan, Instant at) {
  NightBeginning beginning{std::move(machine), {}, playbooks::Ways(plan.plan())};
  VirtualRun run(beginning.machine, [](std::span<const Entry>) {});
  run.begin(at, "fenghuo drill", plan);
  beginning.head = run.head();
  return beginning;
}

NightRecord play_night(const NightBeginning& beginning, const Scenario& scenario,
                       const NightListener& listener) {
  return Night(beginning, scenario, listener).play();
}

NightRecord play_until_decided(const NightBeginning& beginning, const Scenario& scenario,
                               const Course* earlier) {
  const Scenario whole = until_last_danger(scenario);
  return Night(beginning, whole, {}, earlier).play_until_decided();
}

NightRecord play_until_decided(const NightBeginning& beginning, const Scenario& scenario,
                               Course& course) {
  const Scenario whole = until_last_danger(scenario);
  const NightListener nobody;
  Night night(beginning, whole, nobody);
  night.write_down(course);
  return night.play_until_decided();
}

}  // namespace fenghuo::simulator
