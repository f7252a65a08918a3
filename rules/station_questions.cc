#include "rules/station_questions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "rules/series_arguments.h"

namespace fenghuo::rules {
namespace {

using language::Fault;
using language::Node;
using language::NodeId;
using language::NodeKind;
using language::Syntax;
using IsTaken = std::function<bool(const std::string&)>;

// Of what has the word before its parentheses, and no macro of the language: the others come
// expanded.
struct MeasureWord {
  std::string_view name;
  Measure measure;
  std::string_view type;
};
constexpr std::array<MeasureWord, 3> kMeasures{{{"count", Measure::count, "int"},
                                                {"votes", Measure::votes, "int"},
                                                {"majority", Measure::majority, "bool"}}};

// Stations as they are named.
struct Named {
  std::uint32_t at = 0;
  std::string word;
  std::optional<StationSet> of{};
  bool no_distance = false;
};

std::optional<Named> named_by_word(const Node& node) {
  if (node.name == "stations") return Named{node.at, node.name};
  if (node.name == "own") return Named{node.at, node.name, StationSet{wire::StationSet::OWN}};
  if (node.name == "upstream")
    return Named{node.at, node.name, StationSet{wire::StationSet::UPSTREAM}};
  return std::nullopt;
}

std::optional<Named> named_at(const Syntax& syntax, NodeId id, const IsTaken& is_taken) {
  const Node& node = syntax[id];
  if (node.kind == NodeKind::identifier && !is_taken(node.name)) return named_by_word(node);
  if (node.kind != NodeKind::call || node.member || node.name != "within_km") return std::nullopt;
  const auto km = node.parts.size() == 1 ? number_of(syntax[node.parts[0]]) : std::nullopt;
  const bool is_distance = km && std::isfinite(*km) && *km > 0;
  return Named{word_at(syntax, node), node.name + "(...)",
               StationSet{wire::StationSet::WITHIN, km.value_or(0)}, !is_distance};
}

Fault fault_of(const Named& named) {
  if (named.no_distance)
    return {named.at,
            {"within_km 的括号里写一个大于零的数（公里），例如 within_km(10).exists(s, ...)",
             "within_km takes a number of kilometres larger than zero, as in "
             "within_km(10).exists(s, ...)"}};
  return {named.at,
          {named.word + " 可用 exists、exists_one、all、count、votes、majority，或 "
                        "filter(...).size()",
           named.word + " has exists, exists_one, all, count, votes and majority, and "
                        "filter(...).size()"}};
}

StationQuestion asked(const Named& named, const MeasureWord& word, NodeId test,
                      const std::string& variable) {
  return {named.at, named.of, word.measure, word.type, test, variable};
}

// Of an expanded macro: of exists the step is accumulator || test, of all it is &&; of exists_one
// and filter it is test ? longer : accumulator, where one begins to count and the other lists.
std::optional<StationQuestion> question_of_macro(const Syntax& syntax, const Node& node,
                                                 const Named& named, bool is_sized) {
  if (!node.second_variable.empty()) return std::nullopt;
  const Node& step = syntax[node.parts[language::fold_step]];
  if (step.kind != NodeKind::call) return std::nullopt;
  if (step.name == "_?_:_") {
    const bool filters = syntax[node.parts[language::fold_init]].kind == NodeKind::list;
    if (filters != is_sized) return std::nullopt;
    const MeasureWord one{"exists_one", Measure::exists_one, "bool"};
    return asked(named, filters ? kMeasures[0] : one, step.parts[0], node.name);
  }
  const bool any = step.name == "_||_";
  if (is_sized || (!any && step.name != "_&&_")) return std::nullopt;
  return asked(named, {"", any ? Measure::exists : Measure::all, "bool"}, step.parts[1], node.name);
}

std::optional<StationQuestion> question_of_call(const Syntax& syntax, const Node& node,
                                                const Named& named) {
  if (node.parts.size() != 3 || syntax[node.parts[1]].kind != NodeKind::identifier)
    return std::nullopt;
  const auto* word = std::find_if(kMeasures.begin(), kMeasures.end(),
                                  [&](const auto& known) { return known.name == node.name; });
  if (word == kMeasures.end()) return std::nullopt;
  return asked(named, *word, node.parts[2], syntax[node.parts[1]].name);
}

}  // namespace

tl::expected<std::optional<StationQuestion>, Fault> station_question(const Syntax& syntax,
                                                                     NodeId id,
                                                                     const IsTaken& is_taken) {
  const Node* node = &syntax[id];
  const bool is_sized = node->kind == NodeKind::call && node->name == "size" &&
                        node->parts.size() == 1 &&
                        syntax[node->parts[0]].kind == NodeKind::comprehension;
  if (is_sized) node = &syntax[node->parts[0]];
  std::optional<Named> named;
  std::optional<StationQuestion> question;
  if (node->kind == NodeKind::comprehension) {
    named = named_at(syntax, node->parts[language::fold_range], is_taken);
    if (named) question = question_of_macro(syntax, *node, *named, is_sized);
  } else if (node->kind == NodeKind::call && node->member) {
    named = named_at(syntax, node->parts[0], is_taken);
    if (named) question = question_of_call(syntax, *node, *named);
  } else {
    named = named_at(syntax, id, is_taken);
  }
  if (!named) return std::nullopt;
  if (!question || named->no_distance) return tl::unexpected(fault_of(*named));
  return question;
}

Text no_stations_here() {
  return {
      "stations、own、upstream、within_km 问的是几个测站：写在村、流域、隐患点或全域的规则里，"
      "不写在单个测站的条件里",
      "stations, own, upstream and within_km ask several stations: they stand in rules of a "
      "village, catchment, hazard point or the jurisdiction, and not in a condition of single "
      "stations"};
}

}  // namespace fenghuo::rules
