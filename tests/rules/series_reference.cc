#include "tests/rules/series_reference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "rules/language/parser.h"

namespace fenghuo::slow {

/// v >= 3.0, of each sample.
struct Test {
  std::string sign;
  double limit = 0;
  bool passes(double value) const {
    if (sign == "_<_") return value < limit;
    if (sign == "_<=_") return value <= limit;
    if (sign == "_>=_") return value >= limit;
    return value > limit;
  }
};

/// What is asked of a series, as it is written.
struct Question {
  std::string property;
  std::string word;
  std::int64_t length_ms = 0;
  bool day = false;  // then the length is when it begins, after midnight
  std::int64_t ago_ms = 0;
  bool day_before = false;
  std::optional<Test> test;
  double share = 0;
  std::string limit;
};

namespace {

using language::Node;
using language::NodeId;
using language::NodeKind;
using language::Syntax;
using language::reference::Failed;
using language::reference::Length;
using language::reference::Value;

__extension__ using Wide = __int128;

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr std::int64_t kStandsMs = kHourMs;

// Their last digits depend on the order of the reckoning.
constexpr std::array<std::string_view, 3> kInexact{"slope", "stddev", "quantile"};

bool is_one_of(std::string_view name, const auto& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

double ratio(Wide above, Wide below) {
  return static_cast<double>(above) / static_cast<double>(below);
}

// --- reading of a question

class Reading {
 public:
  explicit Reading(const Syntax& syntax) : syntax_(syntax) {}

  // Nothing where the call asks no series.
  std::optional<Question> of(NodeId id) const {
    const Node& node = syntax_[id];
    if (node.kind != NodeKind::call || !node.member) return std::nullopt;
    if (node.name == "ago" || node.name == "previous") return std::nullopt;
    Question question;
    question.word = node.name;
    int windows_back = 0;
    if (!read_series(node.parts[0], question, windows_back)) return std::nullopt;
    if (node.name == "above") {
      question.limit = std::get<std::string>(syntax_[node.parts[1]].constant);
      return question;
    }
    if (node.parts.size() == 1) return question;
    read_window(node.parts[1], question);
    if (node.parts.size() == 3) question.share = number(node.parts[2]);
    if (node.parts.size() == 4) question.test = test(node.parts[2], node.parts[3]);
    question.day_before = question.day && windows_back > 0;
    if (!question.day) question.ago_ms += windows_back * question.length_ms;
    return question;
  }

 private:
  bool read_series(NodeId id, Question& question, int& windows_back) const {
    const Node& node = syntax_[id];
    // rain, or in a test of each station s.rain.
    if (node.kind == NodeKind::identifier || node.kind == NodeKind::select) {
      question.property = node.name;
      return find_kind(node.name) != nullptr;
    }
    if (node.kind != NodeKind::call || !node.member) return false;
    if (node.name == "previous") ++windows_back;
    if (node.name == "ago") question.ago_ms += length_ms(node.parts[1]);
    return (node.name == "previous" || node.name == "ago") &&
           read_series(node.parts[0], question, windows_back);
  }
  void read_window(NodeId id, Question& question) const {
    const Node& node = syntax_[id];
    question.day = node.name == "day";
    if (!question.day) {
      question.length_ms = length_ms(id);
      return;
    }
    const auto& clock = std::get<std::string>(syntax_[node.parts[0]].constant);
    question.length_ms =
        std::stoll(clock.substr(0, 2)) * kHourMs + std::stoll(clock.substr(3)) * 60'000;
  }
  std::int64_t length_ms(NodeId id) const {
    const auto length = language::reference::evaluate(syntax_, id, {}, {});
    return static_cast<std::int64_t>(language::reference::as<Length>(length.value()).nanoseconds /
                                     1'000'000);
  }
  double number(NodeId id) const {
    const auto& constant = syntax_[id].constant;
    if (const auto* whole = std::get_if<std::int64_t>(&constant))
      return static_cast<double>(*whole);
    return std::get<double>(constant);
  }
  Test test(NodeId variable, NodeId id) const {
    const Node& node = syntax_[id];
    if (syntax_[node.parts[0]].name == syntax_[variable].name)
      return {node.name, number(node.parts[1])};
    // 3.0 <= v is v >= 3.0.
    const std::map<std::string, std::string> turned{
        {"_<_", "_>_"}, {"_<=_", "_>=_"}, {"_>=_", "_<=_"}, {"_>_", "_<_"}};
    return {turned.at(node.name), number(node.parts[0])};
  }

  const Syntax& syntax_;
};

// --- the answer

// The samples in (after, until], and the last one before them.
struct Held {
  std::vector<Seen> inside;
  std::vector<Seen> before;
  std::int64_t after_ms = 0;
  std::int64_t until_ms = 0;
};

Held held_by(const std::vector<Seen>& sent, const Question& question) {
  Held held;
  held.until_ms = sent.back().at_ms - question.ago_ms;
  held.after_ms = held.until_ms - question.length_ms;
  if (question.day) {
    // The last beginning of a day that is not the moment itself: what is read at eight ends a day.
    held.after_ms = held.until_ms - 1;
    const std::int64_t into_day =
        (held.after_ms + kUtcOffsetMs - question.length_ms + kDayMs) % kDayMs;
    held.after_ms -= into_day;
    if (question.day_before) {
      held.until_ms = held.after_ms;
      held.after_ms -= kDayMs;
    }
  }
  for (const Seen& seen : sent) {
    if (seen.at_ms <= held.after_ms) held.before.push_back(seen);
    if (seen.at_ms > held.after_ms && seen.at_ms <= held.until_ms) held.inside.push_back(seen);
  }
  return held;
}

class Answer {
 public:
  Answer(const Kind& kind, const Question& question, const Held& held)
      : kind_(kind), question_(question), held_(held) {}

  Value value() const {
    const std::string& word = question_.word;
    if (word == "count") return {count()};
    // Nothing fell where nothing was told, but only once something was told at all.
    if (kind_.sort == Sort::amount && !(held_.inside.empty() && held_.before.empty()))
      return {in_units(sum())};
    if (held_.inside.empty()) throw Failed{};
    if (word == "time") return {Length{Wide{time_ms()} * 1'000'000}};
    if (word == "holds") return {holds()};
    return {number(word)};
  }

 private:
  double in_units(Wide value) const { return ratio(value, kind_.unit); }
  bool passes(const Seen& seen) const {
    return !question_.test || question_.test->passes(in_units(seen.value));
  }
  std::int64_t count() const {
    return std::count_if(held_.inside.begin(), held_.inside.end(),
                         [&](const Seen& seen) { return passes(seen); });
  }
  Wide sum() const {
    Wide sum = 0;
    for (const Seen& seen : held_.inside) sum += seen.value;
    return sum;
  }
  Wide size() const { return static_cast<Wide>(held_.inside.size()); }

  // In whole numbers up to the last step.
  double number(const std::string& word) const {
    const Seen& oldest = held_.inside.front();
    const Seen& newest = held_.inside.back();
    if (word == "sum") return in_units(sum());
    if (word == "avg") return ratio(sum(), size() * kind_.unit);
    if (word == "first") return in_units(oldest.value);
    if (word == "delta") return in_units(newest.value - oldest.value);
    if (word == "min") return in_units(in_order().front());
    if (word == "max") return in_units(in_order().back());
    if (word == "increase") return increase();
    if (word == "quantile") return quantile();
    if (word == "rate") {
      if (newest.at_ms == oldest.at_ms) throw Failed{};
      return ratio(Wide{newest.value - oldest.value} * kHourMs,
                   Wide{newest.at_ms - oldest.at_ms} * kind_.unit);
    }
    // Both by pairs, which needs no mean.
    Wide squares = 0;
    Wide products = 0;
    Wide times = 0;
    for (const Seen& a : held_.inside)
      for (const Seen& b : held_.inside) {
        const Wide rise = a.value - b.value;
        const Wide time = a.at_ms - b.at_ms;
        squares += rise * rise;
        products += rise * time;
        times += time * time;
      }
    if (word == "stddev")
      return std::sqrt(ratio(squares, 2 * size() * size())) / static_cast<double>(kind_.unit);
    if (word != "slope") throw std::logic_error("no such word: " + word);
    if (times == 0) throw Failed{};
    return ratio(products * kHourMs, times * kind_.unit);
  }

  std::vector<std::int64_t> in_order() const {
    std::vector<std::int64_t> values;
    for (const Seen& seen : held_.inside) values.push_back(seen.value);
    std::sort(values.begin(), values.end());
    return values;
  }
  double quantile() const {
    const auto values = in_order();
    const double rank = question_.share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(rank));
    const auto above = static_cast<std::size_t>(std::ceil(rank));
    const double part = rank - std::floor(rank);
    const auto low = static_cast<double>(values[below]);
    return (low + (static_cast<double>(values[above]) - low) * part) /
           static_cast<double>(kind_.unit);
  }
  // A negative reading says nothing; one that fell has begun from zero.
  double increase() const {
    Wide rise = 0;
    std::optional<std::int64_t> last;
    for (const Seen& seen : held_.before)
      if (seen.value >= 0) last = seen.value;
    bool any = false;
    for (const Seen& seen : held_.inside) {
      if (seen.value < 0) continue;
      if (last) rise += seen.value >= *last ? seen.value - *last : seen.value;
      last = seen.value;
      any = true;
    }
    if (!any) throw Failed{};
    return in_units(rise);
  }

  // Each value stands until the next, for an hour at most, inside the window.
  std::int64_t time_ms() const {
    std::vector<Seen> all = held_.before;
    all.insert(all.end(), held_.inside.begin(), held_.inside.end());
    std::int64_t passed = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!passes(all[i])) continue;
      const std::int64_t next = i + 1 < all.size() ? all[i + 1].at_ms : held_.until_ms;
      const std::int64_t over = std::min({next, all[i].at_ms + kStandsMs, held_.until_ms});
      passed += std::max<std::int64_t>(0, over - std::max(all[i].at_ms, held_.after_ms));
    }
    return passed;
  }
  bool holds() const {
    if (count() < static_cast<std::int64_t>(held_.inside.size())) return false;
    if (!held_.before.empty()) return passes(held_.before.back());
    // Nobody knows what was at the beginning of the window.
    if (held_.inside.front().at_ms > held_.after_ms + 1) throw Failed{};
    return true;
  }

  const Kind& kind_;
  const Question& question_;
  const Held& held_;
};

Value answer_of(const Gauge& gauge, const Question& question, std::int64_t now_ms) {
  const std::string& property = question.property;
  if (question.word == "silence") {
    if (!gauge.heard_at_ms) throw Failed{};
    return {Length{Wide{now_ms - *gauge.heard_at_ms} * 1'000'000}};
  }
  const auto sent = gauge.sent.find(property);
  if (sent == gauge.sent.end() || sent->second.empty()) throw Failed{};
  const Kind& kind = *find_kind(property);
  const std::int64_t newest = sent->second.back().value;
  if (question.word == "last") return {ratio(newest, kind.unit)};
  if (question.word == "above") {
    const auto limit = gauge.limits.find(property + "." + question.limit);
    if (limit == gauge.limits.end()) throw Failed{};
    return {ratio(newest - limit->second, kind.unit)};
  }
  return Answer(kind, question, held_by(sent->second, question)).value();
}

// --- the world of a condition

using Answered = std::map<std::pair<const Gauge*, std::uint32_t>, std::optional<Value>>;

class Asked {
 public:
  Asked(const Questions& questions, Answered& answered, const std::vector<const Gauge*>& gauges,
        std::int64_t now_ms, int nudge)
      : questions_(questions),
        answered_(answered),
        gauges_(gauges),
        now_ms_(now_ms),
        nudge_(nudge) {}

  std::optional<Value> operator()(const Syntax& syntax, NodeId id) const {
    if (const auto question = questions_.find(id.value); question != questions_.end())
      return nudged(worst(question->second, id), question->second, id);
    return of_stations(syntax, id);
  }

 private:
  Value worst(const Question& question, NodeId id) const {
    std::optional<Value> worst;
    for (const Gauge* gauge : gauges_) {
      const auto& value = answered(*gauge, question, id);
      if (value && (!worst || is_worse(*value, *worst, question.word == "min"))) worst = value;
    }
    if (!worst) throw Failed{};
    return *worst;
  }
  // Looked for once at a moment, however often the condition is walked through.
  const std::optional<Value>& answered(const Gauge& gauge, const Question& question,
                                       NodeId id) const {
    const auto [known, fresh] = answered_.emplace(std::pair{&gauge, id.value}, std::nullopt);
    if (!fresh) return known->second;
    try {
      known->second = answer_of(gauge, question, now_ms_);
    } catch (const Failed&) {
    }
    return known->second;
  }
  static bool is_worse(const Value& a, const Value& b, bool lowest) {
    const int order = *language::reference::order(a, b);
    return lowest ? order < 0 : order > 0;
  }

  // Up, down, or each its own way.
  Value nudged(Value value, const Question& question, NodeId id) const {
    const auto* number = language::reference::find_as<double>(value);
    if (nudge_ == 0 || number == nullptr || !is_one_of(question.word, kInexact)) return value;
    const bool up = nudge_ == 1 || (nudge_ > 2 && (id.value / 2 % 2 == 0) == (nudge_ == 3));
    const double by = 1e-9 * std::max(1.0, std::fabs(*number));
    return {*number + (up ? by : -by)};
  }

  // stations.exists(s, ...) and all that are told by yes, no and unknown alone; and comparisons of
  // their number with a constant, which may be decided whatever the unknown ones are.
  std::optional<Value> of_stations(const Syntax& syntax, NodeId id) const {
    const Node& node = syntax[id];
    if (is_asked(syntax, id)) {
      const Tally tally = tally_of(syntax, id);
      if (node.name == "exists") return between(tally.yes > 0, tally.yes + tally.unknown > 0);
      if (node.name == "all")
        return between(tally.yes == tally.stations, tally.yes + tally.unknown == tally.stations);
      return between(2 * tally.votes > tally.lines, 2 * tally.votes_possible > tally.lines);
    }
    if (node.parts.size() != 2 || !is_asked(syntax, node.parts[0])) return std::nullopt;
    const Node& counted = syntax[node.parts[0]];
    const auto& limit = std::get<std::int64_t>(syntax[node.parts[1]].constant);
    const Tally tally = tally_of(syntax, node.parts[0]);
    const bool votes = counted.name == "votes";
    const Test test{node.name, static_cast<double>(limit)};
    const std::int64_t most = votes ? tally.votes_possible : tally.yes + tally.unknown;
    const bool least_passes = test.passes(static_cast<double>(votes ? tally.votes : tally.yes));
    if (least_passes != test.passes(static_cast<double>(most))) throw Failed{};
    return Value{least_passes};
  }
  static Value between(bool sure, bool possible) {
    if (sure != possible) throw Failed{};
    return {sure};
  }
  static bool is_asked(const Syntax& syntax, NodeId id) {
    const Node& node = syntax[id];
    return node.kind == NodeKind::call && node.member && node.parts.size() == 3 &&
           syntax[node.parts[0]].name == "stations";
  }

  struct Tally {
    std::int64_t stations = 0;
    std::int64_t yes = 0;
    std::int64_t unknown = 0;
    std::int64_t lines = 0;
    std::int64_t votes = 0;
    std::int64_t votes_possible = 0;
  };
  Tally tally_of(const Syntax& syntax, NodeId id) const {
    const Node& node = syntax[id];
    Tally tally;
    std::map<std::uint32_t, std::pair<bool, bool>> lines;
    for (const Gauge* gauge : gauges_) {
      const auto held = language::reference::evaluate(
          syntax, node.parts[2], {}, Asked(questions_, answered_, {gauge}, now_ms_, nudge_));
      const bool yes = held && language::reference::as<bool>(*held);
      ++tally.stations;
      tally.yes += yes ? 1 : 0;
      tally.unknown += held ? 0 : 1;
      auto& [sure, possible] = lines[gauge->line];
      sure = sure || yes;
      possible = possible || yes || !held;
    }
    for (const auto& [line, truth] : lines) {
      ++tally.lines;
      tally.votes += truth.first ? 1 : 0;
      tally.votes_possible += truth.second ? 1 : 0;
    }
    return tally;
  }

  const Questions& questions_;
  Answered& answered_;
  std::vector<const Gauge*> gauges_;
  std::int64_t now_ms_;
  int nudge_;
};

}  // namespace

const Kind* find_kind(std::string_view name) {
  static constexpr std::array<Kind, 4> kinds{{{"rain", Sort::amount, 10},
                                              {"water_level", Sort::state, 1000},
                                              {"flow", Sort::state, 1000},
                                              {"rain_cumulative", Sort::counter, 10}}};
  const auto* kind = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const Kind& known) { return known.name == name; });
  return kind == kinds.end() ? nullptr : kind;
}

void Gauge::take(const std::string& property, const Seen& seen, std::int64_t lateness_ms) {
  auto& all = sent[property];
  if (!all.empty() && seen.at_ms < all.back().at_ms - lateness_ms) return;
  auto place = all.begin();
  while (place != all.end() && place->at_ms < seen.at_ms) ++place;
  if (place != all.end() && place->at_ms == seen.at_ms) {
    *place = seen;
  } else {
    all.insert(place, seen);
  }
}

Condition::Condition(const std::string& text) {
  auto parsed = language::parse(text, language::Macros::none);
  if (!parsed) throw std::invalid_argument(text);
  syntax_ = std::move(*parsed);
  for (std::uint32_t id = 0; id < syntax_.nodes.size(); ++id) {
    auto question = Reading(syntax_).of({id});
    if (!question) continue;
    inexact_ = inexact_ || is_one_of(question->word, kInexact);
    questions_.emplace(id, std::move(*question));
  }
}

Condition::~Condition() = default;
Condition::Condition(Condition&&) noexcept = default;

Verdict Condition::judge(const std::vector<const Gauge*>& gauges, std::int64_t now_ms) const {
  Answered answered;
  const auto judged = [&](int nudge) {
    const auto held = language::reference::evaluate(
        syntax_, syntax_.root, {}, Asked(questions_, answered, gauges, now_ms, nudge));
    if (!held) return Verdict::unknown;
    return language::reference::as<bool>(*held) ? Verdict::yes : Verdict::no;
  };
  const Verdict verdict = judged(0);
  for (int nudge = 1; inexact_ && nudge <= 4; ++nudge)
    if (judged(nudge) != verdict) return Verdict::either;
  return verdict;
}

}  // namespace fenghuo::slow
