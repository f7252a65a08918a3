#include "cli/verify/verified_text.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <map>

#include "cli/sentence.h"
#include "simulator/odds.h"

namespace fenghuo::cli {

namespace json = boost::json;
using simulator::CutSet;

namespace {

constexpr std::size_t kShownMax = 20;

using Caught = std::map<std::string, std::uint32_t>;  // people, by village

std::uint32_t people_in(const Caught& caught) {
  std::uint32_t all = 0;
  for (const auto& [village, people] : caught) all += people;
  return all;
}

json::object caught_json(const Caught& caught) {
  json::object villages;
  for (const auto& [village, people] : caught) villages[village] = people;
  return villages;
}

std::string joined(const std::vector<std::string>& elements) {
  std::string all;
  for (const auto& element : elements) all += (all.empty() ? "" : " + ") + element;
  return all;
}

std::string villages_of(const CutSet& cut, const Names& names, const Session& session) {
  std::string all;
  for (const auto& [village, people] : cut.caught)
    all +=
        (all.empty() ? "" : ", ") + session.say(names.area(village)) + " " + std::to_string(people);
  return all;
}

void print_pairs_left(const Verified& verified, const Session& session) {
  if (verified.pairs_left() == 0) return;
  std::printf("%s %zu\n",
              session
                  .say({"没来得及演的组合（用同一个 --keep 再跑就接着演）：",
                        "pairs there was no time for (run it again with the same --keep):"})
                  .c_str(),
              verified.pairs_left());
  std::printf("%s %zu\n",
              session
                  .say({"其中成组时没有排除的（或没来得及成组试的）：",
                        "of these, cleared by no group, or tried in none yet:"})
                  .c_str(),
              verified.suspects_left);
  const auto share = verified.cleared_cuts_share_max();
  if (!share) return;
  std::printf("%s %zu / %zu  %s %.3f %%\n",
              session
                  .say({"成组排除了的组合（每夜各算一个），随机抽着演，是割集的：",
                        "of the pairs that groups cleared (one a night), drawn at random and "
                        "played, are cut sets:"})
                  .c_str(),
              verified.sample.cuts, verified.sample.pairs,
              session
                  .say({"所以全部排除了的里面，割集至多（95% 区间上端）：",
                        "so of all cleared ones, at most (upper end of the 95 % interval):"})
                  .c_str(),
              100 * *share);
}

void print_what_is_not_told(const Verified& verified, const Names& names, const Session& session) {
  if (!verified.never_in_danger.empty())
    std::printf("%s\n", session.say(never_in_danger_words(verified, names)).c_str());
  if (verified.asks_for_units())
    std::printf("%s\n",
                session
                    .say({"模拟的夜里队伍不运人：unit/… 坏了，只改变叫谁、报什么；"
                          "少一辆车会怎样，看 fenghuo transport",
                          "units move nobody in these nights: without one, only who is called and "
                          "what is reported differs. What a missing vehicle does is told by "
                          "fenghuo transport"})
                    .c_str());
}

}  // namespace

bool Verified::asks_for_units() const {
  return std::ranges::any_of(bases, [](const auto& base) {
    return std::ranges::any_of(base.asked,
                               [](const auto& element) { return element.starts_with("unit/"); });
  });
}

std::optional<double> Verified::cleared_cuts_share_max() const {
  if (sample.pairs == 0 || pairs_left() == 0) return std::nullopt;
  return simulator::share_of(sample.cuts, sample.pairs).high;
}

std::uint32_t Verified::caught_anyway() const {
  Caught most;
  for (const auto& base : bases)
    for (const auto& [village, people] : base.caught)
      most[village] = std::max(most[village], people);
  return people_in(most);
}

Text no_cuts_words(const Verified& verified) {
  const std::uint32_t anyway = verified.caught_anyway();
  if (anyway == 0)
    return {"没有哪一个（组）要素坏了会让人来不及", "no element that fails leaves anybody behind"};
  const std::string people = std::to_string(anyway);
  return {"没有哪一个（组）要素坏了会更糟；但什么都没坏就有 " + people +
              " 人来不及，坏了会怎样，在他们那里看不出来：先改到没人来不及，再验证",
          "no failure makes it worse; but people are caught with nothing broken (" + people +
              "), and of these nothing could be told: mend that first, then verify again"};
}

Text never_in_danger_words(const Verified& verified, const Names& names) {
  const auto& villages = verified.never_in_danger;
  if (villages.empty()) return {};
  Text all = names.area(villages.front());
  const std::size_t shown = std::min(villages.size(), kShownMax);
  for (std::size_t i = 1; i < shown; ++i) all = all + Text{"、", ", "} + names.area(villages[i]);
  if (villages.size() > shown)
    all = all + Text{"等 ", " and others, "} + number(villages.size()) + Text{" 个村", " in all"};
  return Text{"没有一夜危及这些村，所以没有说到它们，不等于没有问题：",
              "no night endangers these villages, so nothing is told of them, which doesn't mean "
              "that all is well: "} +
         all;
}

void print_verified(const Verified& verified, const std::vector<PlanNight>& nights,
                    const Names& names, const Session& session) {
  for (std::size_t i = 0; i < nights.size(); ++i) {
    std::printf("%s %s  %s %u\n", session.say({"夜晚", "night"}).c_str(), nights[i].name.c_str(),
                session.say({"什么都没坏时没来得及的人：", "caught with nothing broken:"}).c_str(),
                people_in(verified.bases[i].caught));
  }
  std::printf("%s %zu  %s %zu\n", session.say({"演过的夜晚", "nights played"}).c_str(),
              verified.played, session.say({"不必演的组合", "pairs known without"}).c_str(),
              verified.pairs.known);
  print_pairs_left(verified, session);
  print_what_is_not_told(verified, names, session);
  if (verified.cuts.empty()) std::printf("%s\n", session.say(no_cuts_words(verified)).c_str());
  std::size_t shown = 0;
  for (const auto& cut : verified.cuts) {
    if (++shown > kShownMax) break;
    std::printf("%s  %s %u (%s)  %s\n", joined(cut.elements).c_str(),
                session.say({"来不及", "caught"}).c_str(), cut.people(),
                villages_of(cut, names, session).c_str(), nights[cut.night].name.c_str());
  }
  if (verified.cuts.size() > kShownMax)
    std::printf("%s %zu\n", session.say({"还有", "more:"}).c_str(),
                verified.cuts.size() - kShownMax);
  if (!verified.weakest.empty())
    std::printf("%s %s\n", session.say({"最薄弱的要素：", "weakest element:"}).c_str(),
                verified.weakest.front().first.c_str());
  for (const auto& tried : verified.remedies)
    std::printf("%s %s  %s %lld  %s %zu\n", session.say({"补救：", "remedy:"}).c_str(),
                session.say(tried.words).c_str(), session.say({"少害", "people spared"}).c_str(),
                static_cast<long long>(tried.people_spared),
                session.say({"消除的组合", "cuts removed"}).c_str(), tried.cuts_removed);
}

json::object verified_json(const Verified& verified, const std::vector<PlanNight>& nights,
                           const Session& session) {
  json::array as_they_are;
  for (std::size_t i = 0; i < nights.size(); ++i)
    as_they_are.push_back(json::object{{"night", nights[i].name},
                                       {"caught", caught_json(verified.bases[i].caught)},
                                       {"people", people_in(verified.bases[i].caught)}});
  json::array cuts;
  for (const auto& cut : verified.cuts) {
    cuts.push_back(json::object{{"elements", json::value_from(cut.elements)},
                                {"caught", caught_json(cut.caught)},
                                {"people", cut.people()},
                                {"night", nights[cut.night].name}});
  }
  json::array weakest;
  for (const auto& [element, people] : verified.weakest)
    weakest.push_back(json::object{{"element", element}, {"people", people}});
  json::array remedies;
  for (const auto& tried : verified.remedies)
    remedies.push_back(json::object{{"remedy", session.say(tried.words)},
                                    {"people_spared", tried.people_spared},
                                    {"cuts_removed", tried.cuts_removed}});
  return {{"nothing_broken", std::move(as_they_are)},
          {"nights_played", verified.played},
          {"pairs_known", verified.pairs.known},
          {"pairs_left", verified.pairs_left()},
          {"suspects_left", verified.suspects_left},
          {"cleared_sampled", verified.sample.pairs},
          {"cleared_sampled_cuts", verified.sample.cuts},
          {"cleared_cuts_share_max", json::value_from(verified.cleared_cuts_share_max())},
          {"never_in_danger", json::value_from(verified.never_in_danger)},
          {"cut_sets", std::move(cuts)},
          {"weakest", std::move(weakest)},
          {"remedies", std::move(remedies)}};
}

}  // namespace fenghuo::cli
