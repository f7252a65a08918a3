// What is expected of the plan: a fact within a time, or none of them; what stands at a moment;
// that nobody of a village is caught.
#include <algorithm>
#include <memory>

#include <boost/json/value.hpp>

#include "adapters/fact_kinds.h"
#include "adapters/json_words.h"
#include "cli/drill/condition.h"
#include "cli/drill/scenario_reader.h"
#include "engine/nearest.h"

namespace fenghuo::cli {

namespace json = boost::json;
using adapters::YamlNode;
using simulator::Expectation;

namespace {

constexpr double kTimesMax = 1e6;

std::optional<Condition> read_condition(const YamlNode& node, std::string_view name,
                                        std::span<const std::string_view> members,
                                        const KnownNames& known) {
  const auto note = [&](const std::vector<language::Problem>& problems) {
    for (const auto& problem : problems)
      node.fault_within(problem.at.line, problem.at.column, problem.text);
  };
  auto condition = Condition::compile(node.string(), name);
  if (!condition) {
    note(condition.error());
    return std::nullopt;
  }
  note(unknown_names(node.string(), members, known));
  return std::move(*condition);
}

std::string nearest_kind(const std::string& kind) {
  const auto words = adapters::fact_kind_words();
  const auto near = nearest(kind, words);
  return near ? std::string(*near) : "";
}

}  // namespace

void ScenarioReader::read_expectations(const YamlNode& node) {
  if (node.absent()) return;
  // Those of a variant stand for those of the file: the night is another one.
  out_.expectations.clear();
  const auto items = node.items();
  if (items.size() > kScenarioItemsMax)
    return node.fault({"最多 10000 条", "at most 10,000 of them"});
  for (const auto& item : items) read_expectation(item);
}

// A variant that takes a danger away, and has no expectations of its own, has those of the file.
void ScenarioReader::want_dangers_expected(const YamlNode& node) const {
  if (node.absent()) return;
  for (const auto& one : out_.expectations)
    if (!one.village.empty() && !threatens(one.village))
      node.fault({"没有了“" + one.village + "”的险情，文件里的预期“" + one.id +
                      "”就无从判断：给变体写上自己的 expect",
                  "without a danger of '" + one.village + "' the file's expectation '" + one.id +
                      "' has nothing to judge by: give the variant its own `expect`"});
}

bool ScenarioReader::threatens(const std::string& village) const {
  return std::any_of(out_.dangers.begin(), out_.dangers.end(),
                     [&](const auto& danger) { return danger.village == village; });
}

void ScenarioReader::read_expectation(const YamlNode& node) {
  node.only({"id", "what", "objective", "after", "by", "fact", "when", "times", "never", "standing",
             "nobody_caught_in"});
  const YamlNode id = node.required("id");
  Expectation one{.id = plain_id(id), .what = node.required("what").text()};
  const auto same = [&](const Expectation& other) { return other.id == one.id; };
  if (std::any_of(out_.expectations.begin(), out_.expectations.end(), same))
    id.fault({"已有这个 id", "this id is there already"});
  const YamlNode objective = node.optional("objective");
  one.objective = objective.string();
  std::set<std::string> objectives;
  for (const auto& known : out_.objectives) objectives.insert(known.id);
  want(objective, objectives, {"目标", "objective"}, {"情景", "the scenario"});
  one.after = moment(node.optional("after"), out_.start);
  one.by = moment(node.optional("by"), out_.end);
  if (one.by < one.after)
    node.optional("by").fault({"by 早于 after，永远不会满足", "`by` is before `after`: never met"});
  const YamlNode fact = node.optional("fact");
  const YamlNode never = node.optional("never");
  const YamlNode standing = node.optional("standing");
  const YamlNode nobody = node.optional("nobody_caught_in");
  const int given = !fact.absent() + !never.absent() + !standing.absent() + !nobody.absent();
  if (given != 1)
    return node.fault({"须有 fact、never、standing、nobody_caught_in 之一",
                       "it has one of: fact, never, standing, nobody_caught_in"});
  one.never = !never.absent();
  if (fact.absent() && !node.optional("times").absent())
    node.optional("times").fault({"times 只和 fact 一起写", "`times` goes with `fact` alone"});
  if (fact.absent() && never.absent() && !node.optional("when").absent())
    node.optional("when").fault(
        {"when 只和 fact 或 never 一起写", "`when` goes with `fact` or `never` alone"});
  const double times = node.optional("times").number(1);
  if (!(times >= 1 && times <= kTimesMax))
    node.optional("times").fault({"times 为 1 到 100 万", "`times` is from 1 to 1,000,000"});
  else
    one.times = static_cast<std::uint32_t>(times);
  if (!nobody.absent()) {
    want(nobody, villages_, {"村", "village"});
    one.village = nobody.string();
    one.source = "nobody_caught_in: " + one.village;
    if (!threatens(one.village))
      nobody.fault({"danger 里没有这个村，这一条无从判断",
                    "`danger` has no such village: nothing to judge by"});
  } else if (!standing.absent()) {
    one.source = standing.string();
    const auto condition =
        read_condition(standing, "standing", adapters::standing_json_words(), names_);
    if (!condition) return;
    one.standing = [shared = std::make_shared<Condition>(*condition),
                    style = style()](const wire::Standing& stands) {
      return shared->holds(adapters::standing_json(stands, style));
    };
  } else {
    const YamlNode& kind_node = one.never ? never : fact;
    const std::string word = kind_node.string();
    const auto kind = adapters::fact_kind(word);
    if (!kind) {
      const std::string near = nearest_kind(word);
      kind_node.fault(
          {"没有叫“" + word + "”的结论" + (near.empty() ? "" : "，是否为“" + near + "”？"),
           "there is no fact '" + word + "'" +
               (near.empty() ? "" : "; did you mean '" + near + "'?")});
      return;
    }
    const YamlNode when = node.optional("when");
    one.source = (one.never ? "never " : "") + word + (when.absent() ? "" : ": " + when.string());
    std::shared_ptr<Condition> shared;
    if (!when.absent()) {
      const auto condition = read_condition(when, "fact", adapters::fact_json_words(), names_);
      if (!condition) return;
      shared = std::make_shared<Condition>(*condition);
    }
    one.fact = [kind, shared,
                style = style()](const simulator::RecordedFact& told) -> Result<bool> {
      if (told.fact.kind_case() != *kind) return false;
      if (!shared) return true;
      return shared->holds(adapters::fact_json(told.id, told.at, told.fact, style));
    };
  }
  out_.expectations.push_back(std::move(one));
}

}  // namespace fenghuo::cli
