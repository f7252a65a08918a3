#include "tests/rules/random_condition.h"

#include <algorithm>

namespace fenghuo::slow {
namespace {

using Forms = std::vector<std::string_view>;

// Capitals are expressions, made anew: B a bool, D a double, I an int, H a duration. Small letters
// are questions of a series with such an answer, digits are constants: 1 a double, 2 an int, 3 a
// duration. How long a station is silent (s) is compared with a length of time (4), and with
// nothing else.
const std::map<char, Forms>& forms() {
  static const std::map<char, Forms> forms{
      {'B',
       {"%B && %B",
        "%B || %B",
        "%B && %B || %B",
        "!(%B)",
        "%B ? %B : %B",
        "%D > %D",
        "%D <= %d",
        "%d == %D",
        "%I < %I",
        "%I != %I",
        "%i >= %I",
        "%H > %H",
        "%h == %H",
        "%B == %b",
        "%d - %d >= %1",
        "%d - %d < %1",
        "%1 > %d - %d",
        "%d > %1 * %d",
        "%d / %d > %1",
        "%d + %d >= %1",
        "%B && %B && %B",
        "%d - %d == %1",
        "[%1, %1].exists(k, %d > k)",
        "[%2, %2, %2].all(k, %i != k)",
        "cel.bind(k, %D, k > %1 && k <= %1)",
        "cel.bind(k, %B, k || !k && %B)",
        "%i in [%2, %2]"}},
      {'D',
       {"%D + %D", "%D - %D", "%D * %D", "%D / %D", "-(%D)", "(%B) ? %D : %D", "double(%I)",
        "math.abs(%D)", "math.greatest(%D, %D)", "math.least(%D, %D)", "math.sqrt(%D)",
        "cel.bind(k, %D, k * k)", "[%D, %D][%I]"}},
      {'I', {"%I + %I", "%I - %I", "%I * %I", "%I / %I", "%I % %I", "int(%D)", "(%B) ? %I : %I"}},
      {'H', {"%H + %H", "%H - %H", "(%B) ? %H : %H"}},
      // What most rules are.
      {'P',
       {"%d >= %1", "%d > %1", "%d < %1", "%d <= %1", "%1 < %d", "%2 <= %d", "%d >= %2", "%i >= %2",
        "%i == %2", "%2 > %i", "%h > %3", "%h <= %3", "%3 < %h", "%b", "!%b", "%i > %1", "%s > %4",
        "%s <= %4", "%4 < %s"}}};
  return forms;
}

const Forms kWindows{"5m", "10m", "20m", "30m", "1h", "90m", "2h", "3h", "6h", "24h", "1h1s500ms"};
const Forms kStates{"avg",  "min",   "max",    "first",    "delta",
                    "rate", "slope", "stddev", "increase", "sum"};
const Forms kSigns{"<", "<=", ">=", ">"};
const Forms kShares{"0.0", "0.1", "0.5", "0.9", "1", "0.333"};

}  // namespace

RandomCondition::RandomCondition(Random& random, std::vector<std::string> properties)
    : random_(random), properties_(std::move(properties)) {
  for (const auto& [sort, number] : {std::pair{'d', 16}, {'i', 6}, {'h', 4}, {'b', 4}, {'s', 2}})
    for (int i = 0; i < number; ++i) questions_[sort].push_back(new_question(sort));
}

std::string_view RandomCondition::pick(const Forms& from) {
  return from[random_.below(static_cast<std::uint32_t>(from.size()))];
}

std::string RandomCondition::make(int depth) {
  station_.clear();
  return of_sort('B', depth);
}

std::string RandomCondition::make_of_stations(int depth) {
  static const Forms kAsked{"stations.exists(s, %T)", "stations.all(s, %T)",
                            "stations.majority(s, %T)", "stations.count(s, %T) %C %2",
                            "stations.votes(s, %T) %C %2"};
  std::string made;
  for (const char c : pick(kAsked)) {
    if (made.empty() || made.back() != '%') {
      made.push_back(c);
      continue;
    }
    made.pop_back();
    station_ = "s.";
    made += c == 'T' ? of_sort('B', depth) : c == 'C' ? pick(kSigns) : literal(c);
    station_.clear();
  }
  if (random_.one_in(2)) return made;
  return "(" + of_sort('B', depth) + ") " + (random_.one_in(2) ? "&& " : "|| ") + made;
}

// --- questions

std::string RandomCondition::series(bool may_go_back) {
  std::string text =
      "$" + properties_[random_.below(static_cast<std::uint32_t>(properties_.size()))];
  if (may_go_back && random_.one_in(4))
    text += ".ago(duration('" + std::string(pick(kWindows)) + "'))";
  return text;
}

std::string RandomCondition::window() {
  if (random_.one_in(6)) return std::string(random_.one_in(2) ? "day('08:00')" : "day('20:30')");
  return "duration('" + std::string(pick(kWindows)) + "')";
}

std::string RandomCondition::sample_test() {
  const std::string sign(pick(kSigns));
  const std::string limit = limit_of_number();
  return ", v, " + (random_.one_in(4) ? limit + " " + sign + " v" : "v " + sign + " " + limit);
}

std::string RandomCondition::new_question(char sort) {
  while (true) {
    const std::string of = series(true);
    const bool state = of.find("rain") == std::string::npos;
    const std::string before = random_.one_in(6) ? ".previous()" : "";
    const std::string within = window();
    const auto ask = [&](std::string_view word, const std::string& rest = "") {
      return of + before + "." + std::string(word) + "(" + within + rest + ")";
    };
    if (sort == 'i') return ask("count", random_.one_in(3) ? "" : sample_test());
    if (sort == 's') return series(false) + ".silence()";
    if (sort == 'd' && random_.one_in(5)) return series(false) + ".last()";
    if (!state && sort == 'd')
      return ask(of.starts_with("$rain_cumulative") || random_.one_in(4) ? "increase" : "sum");
    if (!state) continue;  // amounts have no other answers
    if (sort == 'h') return ask("time", sample_test());
    if (sort == 'b') return ask("holds", sample_test());
    if (random_.one_in(10)) return "$water_level.above('flood')";
    if (random_.one_in(8)) return ask("quantile", ", " + std::string(pick(kShares)));
    return ask(pick(kStates));
  }
}

// --- expressions

std::string RandomCondition::limit_of_number() {
  static const Forms kLimits{"0.0", "0.1", "0.5",  "1.0",  "1.5",  "2.0", "2.5",
                             "3.0", "5.0", "10.0", "20.0", "-0.5", "0.3", "0.7"};
  if (random_.one_in(3))
    return std::to_string(random_.between(0, 4)) + "." + std::to_string(random_.between(0, 999));
  return std::string(pick(kLimits));
}

std::string RandomCondition::literal(char sort) {
  static const Forms kLengths{"30m", "5m", "1h", "0s", "90m", "2h30m", "250ms", "1h0.567s", "-10m"};
  if (sort == '1') return limit_of_number();
  if (sort == '2') return std::to_string(random_.between(0, 5));
  if (sort == '4') return "duration('" + std::string(pick(kWindows)) + "')";
  return "duration('" + std::string(pick(kLengths)) + "')";
}

std::string RandomCondition::of_sort(char sort, int depth) {
  if (depth <= 0 && sort == 'B') return "(" + filled(pick(forms().at('P')), 0) + ")";
  if (sort == 'B')
    return "(" + filled(pick(forms().at(random_.one_in(3) ? 'P' : 'B')), depth - 1) + ")";
  if (depth > 0 && !random_.one_in(3)) return "(" + filled(pick(forms().at(sort)), depth - 1) + ")";
  if (random_.one_in(4)) return literal(sort == 'D' ? '1' : sort == 'I' ? '2' : '3');
  return filled(sort == 'D' ? "%d" : sort == 'I' ? "%i" : "%h", 0);
}

std::string RandomCondition::filled(std::string_view form, int depth) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    const char sort = i + 1 < form.size() && form[i] == '%' ? form[i + 1] : ' ';
    if (sort == ' ') {
      out.push_back(form[i]);
      continue;
    }
    ++i;
    if (const auto asked = questions_.find(sort); asked != questions_.end()) {
      std::string text =
          asked->second[random_.below(static_cast<std::uint32_t>(asked->second.size()))];
      text.replace(0, 1, station_);
      out += text;
    } else {
      out += sort >= '1' && sort <= '4' ? literal(sort) : of_sort(sort, depth);
    }
  }
  return out;
}

}  // namespace fenghuo::slow
