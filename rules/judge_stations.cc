// What conditions ask of several stations, one by one: how each stands, how many say yes, and the
// words for it. A test looks at the stations of its own coverage, whatever its rule sees.
#include <algorithm>

#include "engine/decimal.h"
#include "engine/property.h"
#include "rules/judge.h"
#include "rules/reason.h"

namespace fenghuo::rules {
namespace {

// "本流域及上游", "of its catchment and upstream": before and after the word station.
Text words_of(const CoverageKey& key) {
  if (key.each == wire::Rule::JURISDICTION) return {"全域", "of the jurisdiction"};
  if (key.stations == wire::StationSet::UPSTREAM)
    return {"本流域及上游", "of its catchment and upstream"};
  if (key.stations == wire::StationSet::WITHIN) {
    const std::string km = format_number(key.within_km, kDecimalsMax);
    return {km + " 公里内", "within " + km + " km"};
  }
  if (key.each == wire::Rule::CATCHMENT) return {"本流域", "of the catchment"};
  if (key.each == wire::Rule::HAZARD_POINT) return {"所在村", "of its village"};
  return {"本村", "of the village"};
}

// "本流域及上游的 2 个测站中有 1 个符合", "true at 1 of 2 stations of its catchment and upstream".
Text words_of(const Tally& tally, const CoverageKey& key) {
  const Text where = words_of(key);
  if (tally.stations == 0) return {where.zh + "没有测站", "there is no station " + where.en};
  const std::string all = std::to_string(tally.stations);
  const std::string yes = std::to_string(tally.yes);
  Text text{where.zh + "的 " + all + " 个测站中" +
                (tally.yes == 0 ? "没有符合的" : "有 " + yes + " 个符合"),
            "true at " + (tally.yes == 0 ? "none" : yes) + " of " + all +
                (tally.stations == 1 ? " station " : " stations ") + where.en};
  if (tally.unknown == 0) return text;
  const std::string unknown = std::to_string(tally.unknown);
  return {text.zh + "，" + unknown + " 个无法判断", text.en + ", " + unknown + " can't be told"};
}

}  // namespace

// A condition of a station is asked with the station as its area.
Truth Judge::test_truth(std::uint32_t test, std::uint32_t site) const {
  Asked& asked = rulebook_.test(test).asked;
  readings_.clear();
  for (const std::uint32_t call : asked.calls) readings_.push_back(station_reading(site, call));
  alarms_.clear();
  for (const auto& alarm : asked.alarms) alarms_.push_back(alarm_truth(alarm, site));
  return asked.condition.run({{readings_.data()}, no_deadbands_, {}, alarms_, {}, {}});
}

void Judge::retest(std::uint32_t test, std::uint32_t site) {
  const Truth truth = test_truth(test, site);
  if (truth == test_truths_[test][site]) return;
  test_truths_[test][site] = truth;
  const std::uint32_t rule = rulebook_.tests()[test].rule;
  for (const std::uint32_t area : coverage_of_test(test).areas_of(site)) mark(rule, area);
}

// Calls `use(place among the area's stations, station, truth)` for each that is asked.
template <class Use>
void Judge::each_truth(std::uint32_t test, std::uint32_t area, Use use) const {
  const auto& stations = coverage_of_test(test).stations_of(area);
  const auto& alarms = rulebook_.tests()[test].asked.alarms;
  // What was raised a while ago ages without a word.
  const bool ages = std::any_of(alarms.begin(), alarms.end(),
                                [](const auto& alarm) { return alarm.raised_within; });
  for (std::size_t i = 0; i < stations.size(); ++i)
    use(i, stations[i], ages ? test_truth(test, stations[i]) : test_truths_[test][stations[i]]);
}

// Where only values that nobody doubts are to count, doubtful ones do where two groups say the
// same: they confirm each other.
Tally Judge::tally_of(std::uint32_t test, std::uint32_t area) const {
  const auto& groups = coverage_of_test(test).groups_of(area);
  const auto count = [](const std::vector<bool>& of) {
    return static_cast<std::uint32_t>(std::count(of.begin(), of.end(), true));
  };
  std::vector<bool> yes(groups.size());
  std::vector<bool> no(groups.size());
  if (seen_)
    each_truth(test, area, [&](std::size_t i, std::uint32_t, Truth truth) {
      yes[groups[i]] = yes[groups[i]] || truth == Truth::yes;
      no[groups[i]] = no[groups[i]] || truth == Truth::no;
    });
  const bool is_yes_confirmed = !seen_ || count(yes) > 1;
  const bool is_no_confirmed = !seen_ || count(no) > 1;
  yes.assign(groups.size(), false);
  Tally tally{.stations = static_cast<std::uint32_t>(groups.size())};
  std::vector<bool> possible(groups.size());
  std::vector<bool> counted(groups.size());
  each_truth(test, area, [&](std::size_t i, std::uint32_t site, Truth truth) {
    const bool confirmed = truth == Truth::yes ? is_yes_confirmed : is_no_confirmed;
    if (!confirmed && is_test_doubtful(test, site)) truth = Truth::unknown;
    tally.yes += truth == Truth::yes ? 1 : 0;
    tally.unknown += truth == Truth::unknown ? 1 : 0;
    yes[groups[i]] = yes[groups[i]] || truth == Truth::yes;
    possible[groups[i]] = possible[groups[i]] || truth != Truth::no;
    counted[groups[i]] = true;
  });
  tally.votes = count(yes);
  tally.votes_possible = count(possible);
  tally.groups = count(counted);
  return tally;
}

bool Judge::is_test_doubtful(std::uint32_t test, std::uint32_t site) const {
  const auto& calls = rulebook_.tests()[test].asked.calls;
  return std::any_of(calls.begin(), calls.end(),
                     [&](std::uint32_t call) { return is_doubtful(site, call); });
}

// --- in words

// Those alone that a condition names; what it asks of "stations" is of those that its rule names.
Text Judge::of_named_stations(const wire::Plan& plan, const Asked& asked, std::uint32_t area,
                              bool all) const {
  Text text;
  for (std::size_t i = 0; i < asked.tests.size(); ++i) {
    if (!asked.condition.tests()[i].of) continue;
    const Text more = of_test(plan, asked.tests[i], area, all);
    if (!text.zh.empty() && !more.zh.empty()) text = {text.zh + "；", text.en + "; "};
    text = {text.zh + more.zh, text.en + more.en};
  }
  return text;
}

// How many say yes, and what the first of them says; where all is wanted and none does, the worst
// of what they say.
Text Judge::of_test(const wire::Plan& plan, std::uint32_t test, std::uint32_t area,
                    bool all) const {
  const Tally tally = tally_of(test, area);
  if (tally.yes == 0 && !all) return {};
  std::optional<std::uint32_t> first;
  each_truth(test, area, [&](std::size_t, std::uint32_t site, Truth truth) {
    if (!first && truth == Truth::yes) first = site;
  });
  Text text = words_of(tally, rulebook_.coverages()[rulebook_.tests()[test].coverage]);
  Text says = tally.stations == 0 ? Text{} : findings_of_test(plan, test, area, first);
  if (says.zh.empty() && first) says = name_of(plan, sites_.name(*first));
  if (says.zh.empty()) return text;
  return {text.zh + "：" + says.zh, text.en + ": " + says.en};
}

// Of one station what is met, of all of them the worst answers; nothing where the test compares
// nothing with limits.
Text Judge::findings_of_test(const wire::Plan& plan, std::uint32_t test, std::uint32_t area,
                             std::optional<std::uint32_t> site) const {
  const StationRule& asked_by = rulebook_.tests()[test];
  const Asked& asked = asked_by.asked;
  wire::AssessedCondition condition;
  for (const auto& threshold : asked.condition.thresholds()) {
    const std::uint32_t call = asked.calls[threshold.call];
    const AreaAnswers::Worst answer = site ? AreaAnswers::Worst{station_reading(*site, call), *site}
                                           : worst_of_seen(asked_by.coverage, area, call);
    wire::Finding finding;
    fill(finding, asked, threshold, false, answer);
    if (!site || finding.met()) *condition.add_findings() = std::move(finding);
  }
  if (condition.findings().empty()) return {};
  return assessment_of(condition, std::chrono::seconds{plan.utc_offset_s()},
                       names_for(plan, asked_by.coverage, area));
}

}  // namespace fenghuo::rules
