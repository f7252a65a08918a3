// Random expressions, run by the engine and by the reference, must come to the same value, or both
// to an error. FENGHUO_SEED asks for other expressions than the usual ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "rules/language/checker.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"
#include "tests/random.h"
#include "tests/rules/language/random_expression.h"
#include "tests/rules/language/reference.h"

namespace fenghuo::language {
namespace {

constexpr int kExpressions = 100'000;
constexpr std::uint32_t kDepthMax = 4;
constexpr int kToldMax = 10;

using reference::Variables;

/// n is never set.
const std::vector<Input> kInputs{{"a", 'I'}, {"b", 'I'}, {"n", 'I'}, {"u", 'U'}, {"x", 'D'},
                                 {"y", 'D'}, {"s", 'S'}, {"p", 'B'}, {"q", 'B'}, {"l", 'L'},
                                 {"m", 'M'}, {"t", 'W'}, {"h", 'H'}, {"d", 'A'}};

// --- values of the reference as those of the engine, and back

Value engine_value(Evaluation& evaluation, const reference::Value& value);

struct ToEngine {
  Evaluation& evaluation;

  Value operator()(const reference::Null&) const { return {}; }
  Value operator()(const bool& held) const { return Value::of(held); }
  Value operator()(const std::int64_t& held) const { return Value::of(held); }
  Value operator()(const std::uint64_t& held) const { return Value::of(held); }
  Value operator()(const double& held) const { return Value::of(held); }
  Value operator()(const std::string& held) const { return evaluation.text(held); }
  Value operator()(const Bytes& held) const { return evaluation.text(held.value, Kind::bytes); }
  Value operator()(const reference::List& held) const {
    std::vector<Value> items;
    for (const auto& item : held) items.push_back(engine_value(evaluation, item));
    return evaluation.list(items);
  }
  Value operator()(const reference::Map& held) const {
    std::vector<Entry> entries;
    for (const auto& entry : held)
      entries.push_back(
          {engine_value(evaluation, entry.key), engine_value(evaluation, entry.value)});
    return evaluation.map(std::move(entries));
  }
  Value time(Kind kind, __int128 nanoseconds) const {
    constexpr __int128 kSecond = 1'000'000'000;
    const __int128 below = (nanoseconds % kSecond + kSecond) % kSecond;
    return {.kind = kind,
            .size = static_cast<std::uint32_t>(below),
            .integer = static_cast<std::int64_t>((nanoseconds - below) / kSecond)};
  }
  Value operator()(const reference::Moment& held) const {
    return time(Kind::timestamp, held.nanoseconds);
  }
  Value operator()(const reference::Length& held) const {
    return time(Kind::duration, held.nanoseconds);
  }
  Value operator()(const reference::Type& held) const {
    return evaluation.text(held.name, Kind::type);
  }
  Value operator()(const reference::Optional& held) const {
    return held.held.empty() ? Value::none()
                             : evaluation.some(engine_value(evaluation, held.held[0]));
  }
};

Value engine_value(Evaluation& evaluation, const reference::Value& value) {
  return std::visit(ToEngine{evaluation}, value.held);
}

reference::Value plain(const Value& value);

reference::List plain_list(std::span<const Value> items) {
  reference::List out;
  for (const auto& item : items) out.push_back(plain(item));
  return out;
}
reference::Map plain_map(std::span<const Entry> entries) {
  reference::Map out;
  for (const auto& entry : entries) out.push_back({plain(entry.key), plain(entry.value)});
  return out;
}

reference::Value plain(const Value& value) {
  const __int128 nanoseconds = __int128{value.integer} * 1'000'000'000 + value.size;
  switch (value.kind) {
    case Kind::null:
      return {};
    case Kind::boolean:
      return {value.boolean};
    case Kind::integer:
      return {value.integer};
    case Kind::unsigned_integer:
      return {value.unsigned_integer};
    case Kind::floating:
      return {value.floating};
    case Kind::string:
      return {std::string(value.string())};
    case Kind::bytes:
      return {Bytes{std::string(value.string())}};
    case Kind::list:
      return {plain_list(value.list())};
    case Kind::map:
      return {plain_map(value.map())};
    case Kind::timestamp:
      return {reference::Moment{nanoseconds}};
    case Kind::duration:
      return {reference::Length{nanoseconds}};
    case Kind::type:
      return {reference::Type{std::string(value.string())}};
    case Kind::optional:
      return {
          reference::Optional{value.size == 0 ? reference::List{} : plain_list({value.items, 1})}};
    case Kind::address:
    case Kind::network:
    case Kind::error:
      break;
  }
  ADD_FAILURE() << "a value that no expression of this test can make";
  return {};
}

// --- inputs

/// What a variable of each sort may be.
std::map<char, reference::List> choices() {
  using reference::Length, reference::List, reference::Map, reference::Moment;
  const auto whole = [](std::int64_t value) { return reference::Value{value}; };
  const double infinity = HUGE_VAL;
  std::map<char, List> choices{
      {'B', {{true}, {false}}},
      {'I', {whole(0), whole(1), whole(-3), whole(42), whole(INT64_MAX), whole(INT64_MIN)}},
      {'U', {{std::uint64_t{0}}, {std::uint64_t{1}}, {std::uint64_t{9}}, {UINT64_MAX}}},
      {'D', {{0.0}, {-0.0}, {1.0}, {2.5}, {-1e10}, {NAN}, {infinity}, {-infinity}, {0x1p63}}},
      {'S',
       {{std::string()}, {std::string("k")}, {std::string("雨量 42")}, {std::string("aXbXc")}}},
      {'L', {{List{}}, {List{whole(5)}}, {List{whole(3), whole(-1), whole(3), whole(INT64_MAX)}}}},
      {'M', {{Map{}}, {Map{{{std::string("k")}, whole(2)}, {{std::string("雨")}, whole(0)}}}}},
      {'W', {{Moment{0}}, {Moment{__int128{1'700'000'000} * 1'000'000'000 + 7}}}},
      {'H', {{Length{0}}, {Length{__int128{3'600} * 1'000'000'000}}, {Length{-1}}}}};
  List any{{}};
  for (const auto& [sort, values] : choices) any.insert(any.end(), values.begin(), values.end());
  any.push_back({List{{1.0}, {std::string("k")}, {}}});
  any.push_back({Map{{{true}, whole(1)}, {whole(1), {2.5}}, {{std::string("k")}, {List{}}}}});
  any.push_back({reference::Optional{{whole(1)}}});
  any.push_back({reference::Type{"int"}});
  choices['A'] = std::move(any);
  return choices;
}

/// Draws values for the variables, and gives them to both sides.
class Inputs {
 public:
  explicit Inputs(Random& random) : random_(random), choices_(choices()) {
    for (const auto& [sort, values] : choices_)
      for (const auto& value : values)
        engine_values_[sort].push_back(engine_value(evaluation_, value));
    variables_["n"] = std::nullopt;
    for (std::uint32_t i = 0; i < kInputs.size(); ++i)
      if (kInputs[i].name != "n") draw(i);
  }

  /// Gives some of the variables other values.
  void draw() {
    for (std::uint32_t i = 0; i < kInputs.size(); ++i)
      if (kInputs[i].name != "n" && random_.one_in(8)) draw(i);
  }
  void give(Machine& machine) const {
    for (std::uint32_t i = 0; i < kInputs.size(); ++i)
      if (kInputs[i].name != "n") machine.set(i, values_[i]);
  }
  const Variables& variables() const { return variables_; }

 private:
  void draw(std::uint32_t input) {
    const char sort = kInputs[input].sort;
    const bool known = !random_.one_in(16);
    const std::uint32_t choice = random_.below(static_cast<std::uint32_t>(choices_[sort].size()));
    variables_[std::string(kInputs[input].name)] =
        known ? std::optional(choices_[sort][choice]) : std::nullopt;
    values_[input] = known ? engine_values_[sort][choice] : Value::error(Failure::no_data);
  }

  Random& random_;
  Evaluation evaluation_;
  std::map<char, reference::List> choices_;
  std::map<char, std::vector<Value>> engine_values_;
  Variables variables_;
  std::vector<Value> values_{kInputs.size()};
};

std::string text_of_result(const std::optional<reference::Value>& value) {
  return value ? text_of(*value) : "an error";
}
/// Of the variables whose letters the expression has in it.
std::string text_of_inputs(const Variables& variables, const std::string& expression) {
  std::string out;
  for (const auto& [name, value] : variables)
    if (expression.find(name) != std::string::npos)
      out += "\n  " + name + " = " + text_of_result(value);
  return out;
}

std::uint32_t seed() {
  const char* wanted = std::getenv("FENGHUO_SEED");
  return wanted == nullptr ? 1 : static_cast<std::uint32_t>(std::strtoul(wanted, nullptr, 10));
}

std::shared_ptr<const Environment> environment() {
  auto environment = std::make_shared<Environment>();
  for (const auto& input : kInputs)
    for (const auto& sort : kSorts)
      if (sort.letter == input.sort) environment->add_variable(std::string(input.name), sort.type);
  return environment;
}

class Differential : public ::testing::Test {
 protected:
  // Checked in full, or for names alone: some of them, and those that are ill typed.
  std::shared_ptr<const Program> compiled(const std::string& text) {
    auto syntax = parse(text);
    EXPECT_TRUE(syntax) << text << "\n" << (syntax ? "" : syntax.error().text.en);
    if (!syntax) return nullptr;
    const bool in_full = !random_.one_in(8);
    Checked checked =
        check(std::move(*syntax), *environment_, in_full ? Checking::full : Checking::names);
    if (!checked.problems.empty()) {
      checked = check(*parse(text), *environment_, Checking::names);
    } else if (in_full) {
      ++typed_;
    }
    return compile(checked, environment_);
  }

  void compare(const std::string& text, Machine& machine, const Syntax& syntax) {
    inputs_.give(machine);
    const auto wanted = reference::evaluate(syntax, inputs_.variables());
    for (int round = 0; round < 2; ++round) {
      const Value& result = machine.run();
      const auto value = result.is_error() ? std::nullopt : std::optional(plain(result));
      values_ += value ? 1 : 0;
      const bool same = value ? wanted && identical(*value, *wanted) : !wanted;
      if (same) continue;
      ++told_;
      ADD_FAILURE() << text << "\nengine: " << (value ? text_of(*value) : text_of(result).en)
                    << (round > 0 ? " (when it ran again)" : "")
                    << "\nreference: " << text_of_result(wanted) << "\nwith"
                    << text_of_inputs(inputs_.variables(), text);
      return;
    }
  }

  Random random_{seed()};
  Inputs inputs_{random_};
  std::shared_ptr<const Environment> environment_ = environment();
  int typed_ = 0;
  int values_ = 0;
  int told_ = 0;
};

TEST_F(Differential, RandomExpressionsMeanTheSame) {
  RandomExpression expressions(random_, kInputs);
  for (int i = 0; i < kExpressions && told_ < kToldMax; ++i) {
    // Small ones more often than large ones.
    const std::uint32_t depth = 1 + std::min(random_.below(kDepthMax), random_.below(kDepthMax));
    const std::string text = expressions.make(static_cast<int>(depth));
    const auto program = compiled(text);
    const auto syntax = parse(text, Macros::none);
    if (program == nullptr || !syntax) continue;
    Machine machine(program);
    // What one run leaves behind must not show in the next.
    for (int other = 0; other < 2; ++other) {
      inputs_.draw();
      compare(text, machine, *syntax);
    }
  }
  RecordProperty("well_typed", typed_);
  RecordProperty("values", values_);
  EXPECT_GT(typed_, kExpressions / 2);
  EXPECT_GT(values_, kExpressions);
}

}  // namespace
}  // namespace fenghuo::language
