// From the text of a condition to its program: finds what is asked of series, stations and alarms,
// and the comparisons with a constant, and puts inputs in their places.
#include <algorithm>
#include <charconv>
#include <set>

#include "rules/condition.h"
#include "rules/finite.h"
#include "rules/language/parser.h"
#include "rules/outside_calls.h"
#include "rules/place_of.h"
#include "rules/series_arguments.h"
#include "rules/series_words.h"
#include "rules/station_questions.h"

namespace fenghuo::rules {

using language::Node;
using language::NodeId;
using language::NodeKind;
using language::Problem;
using language::Syntax;

class ConditionReader {
 public:
  /// `station`: the variable that stands for a station; where there is none, properties stand by
  /// themselves.
  ConditionReader(Syntax syntax, const ConditionSettings& settings, std::string station)
      : syntax_(std::move(syntax)), settings_(settings), station_(std::move(station)) {}

  tl::expected<Condition, Problem> run() {
    visit(syntax_.root);
    auto environment = std::make_shared<language::Environment>();
    keep_finite(*environment);
    auto inputs = keep_used(*environment);
    if (problem_) return tl::unexpected(std::move(*problem_));
    auto checked = language::check(std::move(syntax_), *environment);
    if (!checked.problems.empty()) return tl::unexpected(std::move(checked.problems.front()));
    const auto& type = *checked[checked.syntax.root].type;
    if (type.kind != language::TypeKind::boolean)
      return tl::unexpected(Problem{
          language::position_of(checked.syntax.source, checked.syntax[checked.syntax.root].at),
          {"条件须为真假值（bool），这里是 " + to_string(type),
           "a condition must be a bool; this is a " + to_string(type)}});
    Condition condition(language::compile(checked, environment));
    condition.calls_ = std::move(calls_);
    condition.thresholds_ = std::move(thresholds_);
    condition.tests_ = std::move(tests_);
    condition.tally_thresholds_ = std::move(tally_thresholds_);
    condition.alarms_ = std::move(alarms_);
    condition.reports_ = std::move(reports_);
    condition.warnings_ = std::move(warnings_);
    condition.inputs_ = std::move(inputs);
    condition.differences_ = std::move(differences_);
    const bool lone = condition.machine_.program().size() == 0 && condition.inputs_.size() == 1 &&
                      (condition.inputs_[0].source == Source::threshold ||
                       condition.inputs_[0].source == Source::difference);
    if (lone) condition.lone_ = condition.inputs_[0];
    return condition;
  }

 private:
  using Source = Condition::Source;

  // An input, and its type in the language.
  struct Found {
    Condition::Input input;
    std::string type;
  };

  void wrong(std::uint32_t at, Text text) {
    if (!problem_) problem_ = {language::position_of(syntax_.source, at), std::move(text)};
  }
  bool is_local(const std::string& name) const {
    return std::find(locals_.begin(), locals_.end(), name) != locals_.end();
  }
  bool is_name(NodeId id, std::string_view name) const {
    const Node& node = syntax_[id];
    return node.kind == NodeKind::identifier && node.name == name && !is_local(node.name);
  }

  void visit(NodeId id) {
    const Node node = syntax_[id];
    if (ask_stations(id)) return;
    if (node.kind == NodeKind::identifier) return visit_name(node);
    if (node.kind == NodeKind::comprehension) return visit_comprehension(node);
    if (node.kind == NodeKind::call && node.member &&
        (ask_series(id) || ask_alarm(id) || ask_reports(id) || ask_warning(id)))
      return;
    for (const NodeId part : node.parts) visit(part);
    if (node.kind == NodeKind::call && node.parts.size() == 2) compare(id);
  }

  void visit_comprehension(const Node& node) {
    visit(node.parts[language::fold_range]);
    visit(node.parts[language::fold_init]);
    const std::size_t outside = locals_.size();
    for (const auto* name : {&node.accumulator, &node.name, &node.second_variable})
      locals_.push_back(*name);
    for (const std::size_t part :
         {language::fold_condition, language::fold_step, language::fold_result})
      visit(node.parts[part]);
    locals_.resize(outside);
  }

  void visit_name(const Node& node) {
    if (is_local(node.name)) return;
    if (find_property(node.name) != nullptr) {
      const std::string of = station_.empty() ? "" : station_ + ".";
      return wrong(node.at, {"“" + node.name + "”是一串观测，须说明取什么，例如 " + of + node.name +
                                 ".last()",
                             "'" + node.name + "' is a series; say what of it, such as " + of +
                                 node.name + ".last()"});
    }
    if (nearest_property(node.name)) wrong(node.at, no_such_property(node.name));
  }

  // The node becomes the name of an input. No text can write a name that begins with @.
  void become_input(NodeId id, const Condition::Input& input, std::string_view type) {
    auto known = std::find_if(found_.begin(), found_.end(),
                              [&](const Found& found) { return found.input == input; });
    if (known == found_.end()) known = found_.insert(found_.end(), {input, std::string(type)});
    syntax_[id] = {.kind = NodeKind::identifier,
                   .at = syntax_[id].at,
                   .name = "@" + std::to_string(known - found_.begin())};
  }
  const Condition::Input* input_at(NodeId id) const {
    const Node& node = syntax_[id];
    if (node.kind != NodeKind::identifier || !node.name.starts_with('@') || is_local(node.name))
      return nullptr;
    // A macro's own names begin so too.
    std::size_t index = 0;
    const char* const end = node.name.data() + node.name.size();
    const auto parsed = std::from_chars(node.name.data() + 1, end, index);
    const bool ours = parsed.ec == std::errc{} && parsed.ptr == end && index < found_.size();
    return ours ? &found_[index].input : nullptr;
  }

  // Declares the inputs that the expression still names; comparisons have taken in some.
  std::vector<Condition::Input> keep_used(language::Environment& environment) {
    std::vector<Condition::Input> inputs;
    std::vector<NodeId> open{syntax_.root};
    std::set<std::string> seen;
    while (!open.empty() && !problem_) {
      const NodeId id = open.back();
      open.pop_back();
      const Node& node = syntax_[id];
      open.insert(open.end(), node.parts.begin(), node.parts.end());
      const auto* input = input_at(id);
      if (input == nullptr || !seen.insert(node.name).second) continue;
      if (input->source == Source::reading && calls_[input->of].function == SeriesFunction::silence)
        wrong(node.at, {"silence() 须与时长比较，例如 rain.silence() > duration('30m')",
                        "silence() must be compared with a duration, as in rain.silence() > "
                        "duration('30m')"});
      environment.add_variable(
          node.name, found_[static_cast<std::size_t>(std::stoul(node.name.substr(1)))].type);
      inputs.push_back(*input);
    }
    return inputs;
  }

  // --- what is asked of a series

  struct Asked {
    std::string property;
    std::uint32_t at = 0;
    Span ago{};
    bool previous = false;
  };

  // rain, s.rain, rain.previous(), rain.ago(duration('24h')).
  std::optional<Asked> series_at(NodeId id) {
    const Node& node = syntax_[id];
    if (station_.empty() && node.kind == NodeKind::identifier && !is_local(node.name))
      return Asked{node.name, node.at};
    if (!station_.empty() && node.kind == NodeKind::select && !node.test_only &&
        is_name(node.parts[0], station_))
      return Asked{node.name, node.at};
    if (node.kind != NodeKind::call || !node.member) return std::nullopt;
    if (node.name != "ago" && node.name != "previous") return std::nullopt;
    auto asked = series_at(node.parts[0]);
    if (!asked) return std::nullopt;
    if (node.name == "previous") {
      asked->previous = true;
      return asked;
    }
    const auto span = node.parts.size() == 2 ? duration_of(syntax_, node.parts[1]) : std::nullopt;
    if (!span || *span <= Span{0} || *span > kWindowMax) {
      wrong(node.at, {"ago 须给出时长，最多 31 天，例如 rain.ago(duration('24h')).sum(...)",
                      "ago takes a duration of at most 31 days, as in "
                      "rain.ago(duration('24h')).sum(...)"});
      return asked;
    }
    asked->ago = *span;
    return asked;
  }

  bool ask_series(NodeId id) {
    const Node node = syntax_[id];
    const auto asked = series_at(node.parts[0]);
    if (!asked || node.name == "ago" || node.name == "previous") return false;
    const Property* property = find_property(asked->property);
    const SeriesWord* word = find_series_word(node.name);
    if (property == nullptr && word == nullptr) return false;
    if (property == nullptr) {
      wrong(asked->at, no_such_property(asked->property));
    } else if (word == nullptr) {
      wrong(word_at(syntax_, node), no_such_word(node.name));
    } else if (!makes_sense(*word, property->kind)) {
      wrong(word_at(syntax_, node), makes_no_sense(asked->property, node.name, property->kind));
    } else if (auto call = call_of(node, *word, *asked)) {
      become_input(id, {Source::reading, place_of(calls_, *call)}, word->type);
    }
    return true;
  }

  std::optional<SeriesCall> call_of(const Node& node, const SeriesWord& word, const Asked& asked) {
    SeriesCall call{.property = asked.property, .function = word.function};
    const std::size_t count = node.parts.size() - 1;
    const auto refuse = [&]() -> std::optional<SeriesCall> {
      const auto* unread = count > 0 ? unread_duration(syntax_, node.parts[1]) : nullptr;
      wrong(word_at(syntax_, node),
            unread == nullptr ? right_form(word) : no_such_duration(*unread));
      return std::nullopt;
    };
    if (word.arguments == SeriesArguments::limit) {
      const auto* name = count == 1 ? text_of(syntax_, node.parts[1]) : nullptr;
      if (name == nullptr || asked.ago != Span{0} || asked.previous) return refuse();
      call.limit_name = *name;
      return call;
    }
    if (word.arguments == SeriesArguments::none)
      return count == 0 && asked.ago == Span{0} && !asked.previous ? std::optional(call) : refuse();
    if (count == 0 || !read_window(syntax_, node.parts[1], settings_.utc_offset, call))
      return refuse();
    const bool test = word.arguments == SeriesArguments::test ||
                      (word.arguments == SeriesArguments::window_or_test && count == 3);
    if (count != (test ? 3U : word.arguments == SeriesArguments::share ? 2U : 1U)) return refuse();
    if (test && !read_test(syntax_, node, call)) return refuse();
    if (word.arguments == SeriesArguments::share) {
      const auto share = number_of(syntax_[node.parts[2]]);
      if (!share || *share < 0 || *share > 1) return refuse();
      call.share = *share;
    }
    call.ago = asked.ago;
    call.day_before = asked.previous && call.kind == WindowKind::day;
    if (asked.previous && !call.day_before) call.ago += call.window;
    auto fault = fault_of_window(call);
    if (fault) wrong(syntax_[node.parts[1]].at, std::move(*fault));
    return fault ? std::nullopt : std::optional(call);
  }

  // --- alarms of other rules, what people report, and what others warn of

  // The node becomes an input, where it is written as it should be.
  template <class Call>
  void ask_outside(NodeId id, Source source, const std::optional<Call>& call,
                   std::vector<Call>& known, std::string_view type, Text right_form) {
    if (!call) return wrong(syntax_[id].at, std::move(right_form));
    become_input(id, {source, place_of(known, *call)}, type);
  }

  // alarm('R1').active(), s.alarm('R1').raised(duration('10m')).
  bool ask_alarm(NodeId id) {
    const Node node = syntax_[id];
    const Node& receiver = syntax_[node.parts[0]];
    if (receiver.kind != NodeKind::call || receiver.name != "alarm") return false;
    const bool of_station =
        receiver.member && !station_.empty() && is_name(receiver.parts[0], station_);
    if (receiver.member != !station_.empty() || (receiver.member && !of_station)) return false;
    ask_outside(id, Source::alarm, alarm_call(syntax_, node, of_station ? 1 : 0), alarms_, "bool",
                right_form_of_alarm());
    return true;
  }

  bool is_call_of(const Node& node, std::string_view name) const {
    const Node& receiver = syntax_[node.parts[0]];
    return receiver.kind == NodeKind::call && !receiver.member && receiver.name == name;
  }

  // reports('crack').count(duration('6h')).
  bool ask_reports(NodeId id) {
    const Node node = syntax_[id];
    if (!is_call_of(node, "reports")) return false;
    if (!settings_.of_stations) {
      wrong(node.at, {"reports 问的是村、流域、隐患点或全域，不是单个测站",
                      "reports are of a village, catchment, hazard point or the jurisdiction, not "
                      "of a single station"});
    } else {
      ask_outside(id, Source::report, report_call(syntax_, node), reports_, "int",
                  right_form_of_reports());
    }
    return true;
  }

  // warning('暴雨').active(), warning('暴雨').at_least('orange').
  bool ask_warning(NodeId id) {
    const Node node = syntax_[id];
    if (!is_call_of(node, "warning")) return false;
    if (!station_.empty()) {
      wrong(node.at,
            {"warning 写在 stations 的括号外面：它问的是规则的对象，不是单个测站",
             "warning stands outside the parentheses of stations: it asks of what the rule "
             "is for, not of single stations"});
    } else {
      ask_outside(id, Source::warning, warning_call(syntax_, node), warnings_, "bool",
                  right_form_of_warning());
    }
    return true;
  }

  // --- what is asked of several stations

  // stations.exists(s, ...) and its like; true where the node was one, however it is written.
  bool ask_stations(NodeId id) {
    auto question = station_question(syntax_, id, [this](const std::string& name) {
      return name == station_ || is_local(name);
    });
    if (question && !*question) return false;
    if (!settings_.of_stations) {
      wrong(question ? (*question)->at : question.error().at, no_stations_here());
    } else if (!question) {
      wrong(question.error().at, std::move(question.error().text));
    } else {
      ask(id, **question);
    }
    return true;
  }

  void ask(NodeId id, const StationQuestion& question) {
    if (tests_.size() >= kStationTestsMax)
      return wrong(syntax_[id].at, {"一个条件最多问测站 64 次，请拆成几条规则",
                                    "a condition asks stations at most 64 times; split the rule"});
    Syntax part = syntax_;
    part.root = question.test;
    ConditionSettings settings = settings_;
    settings.of_stations = false;
    auto condition = ConditionReader(std::move(part), settings, question.variable).run();
    if (!condition) {
      if (!problem_) problem_ = std::move(condition.error());
      return;
    }
    tests_.push_back({std::make_shared<const Condition>(std::move(*condition)), question.of});
    become_input(id,
                 {Source::tally, static_cast<std::uint32_t>(tests_.size() - 1), question.measure},
                 question.type);
  }

  // --- comparisons with a constant

  void compare(NodeId id) {
    const Node node = syntax_[id];
    auto comparison = comparison_of(node.name);
    if (!comparison) return;
    const auto* input = input_at(node.parts[0]);
    auto limit = limit_of(node.parts[1]);
    if (input == nullptr) {
      input = input_at(node.parts[1]);
      limit = limit_of(node.parts[0]);
      comparison = mirrored(*comparison);
    }
    if (input == nullptr) return compare_difference(node, id);
    if (!limit) return;
    if (input->source == Source::reading)
      return compare_reading(id, input->of, *comparison, *limit);
    const bool counts = input->source == Source::tally &&
                        (input->measure == Measure::count || input->measure == Measure::votes);
    if (!counts || limit->duration) return;
    tally_thresholds_.push_back({input->of, input->measure, *comparison, limit->value});
    become_input(
        id, {Source::tally_threshold, static_cast<std::uint32_t>(tally_thresholds_.size() - 1)},
        "bool");
  }

  // Of two numbers of series and a number with a point: what CEL lets be subtracted and compared.
  void compare_difference(const Node& node, NodeId id) {
    const Node& left = syntax_[node.parts[0]];
    const auto* limit = std::get_if<double>(&syntax_[node.parts[1]].constant);
    if (left.kind != NodeKind::call || left.name != "_-_" || left.parts.size() != 2 ||
        syntax_[node.parts[1]].kind != NodeKind::constant || limit == nullptr)
      return;
    const auto* from = input_at(left.parts[0]);
    const auto* less = input_at(left.parts[1]);
    const auto is_number = [&](const Condition::Input* input) {
      if (input == nullptr || input->source != Source::reading) return false;
      const SeriesWord* word = find_series_word(to_string(calls_[input->of].function));
      return word != nullptr && word->type == "double";
    };
    if (!is_number(from) || !is_number(less)) return;
    differences_.push_back({from->of, less->of, *comparison_of(node.name), *limit});
    become_input(id, {Source::difference, static_cast<std::uint32_t>(differences_.size() - 1)},
                 "bool");
  }

  struct Limit {
    double value;
    bool duration = false;  // in seconds
  };
  void compare_reading(NodeId id, std::uint32_t call, Comparison comparison, const Limit& limit) {
    const SeriesFunction function = calls_[call].function;
    if (function == SeriesFunction::holds) return;
    const bool duration = function == SeriesFunction::silence || function == SeriesFunction::time;
    if (duration != limit.duration)
      return wrong(syntax_[id].at,
                   {"时长只能与时长比较，例如 rain.silence() > duration('30m')",
                    "a duration compares only with a duration, as in rain.silence() > "
                    "duration('30m')"});
    thresholds_.push_back({call, comparison, limit.value});
    become_input(id, {Source::threshold, static_cast<std::uint32_t>(thresholds_.size() - 1)},
                 "bool");
  }
  std::optional<Limit> limit_of(NodeId id) const {
    if (const auto span = duration_of(syntax_, id))
      return Limit{static_cast<double>(span->count()) / 1000, true};
    if (const auto number = number_of(syntax_[id])) return Limit{*number};
    return std::nullopt;
  }

  Syntax syntax_;
  ConditionSettings settings_;
  std::string station_;
  std::vector<SeriesCall> calls_;
  std::vector<Threshold> thresholds_;
  std::vector<StationTest> tests_;
  std::vector<TallyThreshold> tally_thresholds_;
  std::vector<AlarmCall> alarms_;
  std::vector<ReportCall> reports_;
  std::vector<WarningCall> warnings_;
  std::vector<Difference> differences_;
  std::vector<Found> found_;
  std::vector<std::string> locals_;
  std::optional<Problem> problem_;
};

tl::expected<Condition, Problem> Condition::compile(std::string_view text,
                                                    const ConditionSettings& settings) {
  auto syntax = language::parse(text);
  if (!syntax) return tl::unexpected(std::move(syntax.error()));
  return ConditionReader(std::move(*syntax), settings, "").run();
}

}  // namespace fenghuo::rules
