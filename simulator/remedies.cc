#include "simulator/remedies.h"

#include <algorithm>

#include "engine/level.h"

namespace fenghuo::simulator {
namespace {

constexpr std::int64_t kShortestWaitMs = 60'000;

template <class Use>
void each_rung(wire::Response& response, Use use) {
  for (auto& rung : *response.mutable_ladder()) use(rung);
  for (auto& rung : *response.mutable_night_ladder()) use(rung);
}

void shorten_waits(wire::Plan& plan) {
  for (auto& playbook : *plan.mutable_playbooks())
    for (auto& response : *playbook.mutable_responses())
      if (response.wants_headcount())
        each_rung(response, [](wire::Rung& rung) {
          rung.set_wait_ms(std::min(rung.wait_ms(), kShortestWaitMs));
        });
}

void add_siren(wire::Plan& plan) {
  for (auto& playbook : *plan.mutable_playbooks())
    for (auto& response : *playbook.mutable_responses()) {
      if (!response.wants_headcount()) continue;
      each_rung(response, [](wire::Rung& rung) {
        for (const char* loud : {"loudspeaker", "knock"}) {
          const auto& channels = rung.channels();
          if (std::find(channels.begin(), channels.end(), loud) == channels.end())
            rung.add_channels(loud);
        }
      });
    }
}

// Whatever red asks for, orange asks for.
void act_earlier(wire::Plan& plan) {
  for (auto& playbook : *plan.mutable_playbooks()) {
    const auto& all = playbook.responses();
    const auto of = [&](Level level) {
      return std::find_if(all.begin(), all.end(),
                          [&](const auto& response) { return response.level() == to_wire(level); });
    };
    const auto red = of(Level::red);
    const auto orange = of(Level::orange);
    if (red == all.end() || orange == all.end()) continue;
    const wire::Response earlier = *red;
    auto& changed = *playbook.mutable_responses(static_cast<int>(orange - all.begin()));
    changed = earlier;
    changed.set_level(to_wire(Level::orange));
  }
}

void add_second_person(wire::Plan& plan, const std::string& village) {
  const std::string second = "second/" + village;
  plan.add_people()->set_id(second);
  for (auto& duty : *plan.mutable_roster())
    if (duty.area() == village && duty.stand_in().empty()) duty.set_stand_in(second);
  // Whom the pack's ladders call after the stand-in, where there is one.
  auto& neighbour = *plan.add_roster();
  neighbour.set_area(village);
  neighbour.set_duty("neighbour");
  neighbour.set_holder(second);
  for (auto& household : *plan.mutable_households())
    if (household.village() == village && household.need_help() > 0 && household.stand_in().empty())
      household.set_stand_in(second);
  for (auto& facility : *plan.mutable_facilities())
    if (facility.village() == village && facility.stand_in().empty()) facility.set_stand_in(second);
}

}  // namespace

Text words_of(const Remedy& remedy, const Text& village) {
  switch (remedy.kind) {
    case Remedy::Kind::shorter_waits:
      return {"要求撤离的预警，每一步最多等 1 分钟就叫下一个",
              "warnings that ask people to leave wait a minute at most before the next call"};
    case Remedy::Kind::second_person:
      return {village.zh + "没有 B 角的职责、住户再设一个人",
              "somebody to stand in for " + village.en + " where nobody does"};
    case Remedy::Kind::earlier:
      return {"橙色就按红色办：早一级撤离", "leave at orange as at red: one level earlier"};
    case Remedy::Kind::siren:
      return {"每次叫应同时拉警报、敲门（不靠电话）",
              "a siren and a knock beside every call, which need no telephone"};
  }
  return {};
}

std::vector<Remedy> remedies_for(const std::set<std::string>& villages) {
  std::vector<Remedy> all{{Remedy::Kind::shorter_waits, ""}};
  for (const auto& village : villages) all.push_back({Remedy::Kind::second_person, village});
  all.push_back({Remedy::Kind::earlier, ""});
  all.push_back({Remedy::Kind::siren, ""});
  return all;
}

wire::Plan with_remedy(wire::Plan plan, const Remedy& remedy) {
  switch (remedy.kind) {
    case Remedy::Kind::shorter_waits:
      shorten_waits(plan);
      break;
    case Remedy::Kind::second_person:
      add_second_person(plan, remedy.village);
      break;
    case Remedy::Kind::earlier:
      act_earlier(plan);
      break;
    case Remedy::Kind::siren:
      add_siren(plan);
      break;
  }
  return plan;
}

}  // namespace fenghuo::simulator
