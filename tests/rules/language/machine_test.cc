#include <gtest/gtest.h>

#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

// Inputs by name, all of one type.
struct Bound {
  std::string name;
  std::string type;
  Value value;
};

struct Outcome {
  Value value;
  std::shared_ptr<Machine> machine;  // owns what the value points to
};

Outcome run(const std::string& source, const std::vector<Bound>& inputs = {}) {
  const auto environment = std::make_shared<Environment>();
  for (const auto& input : inputs) environment->add_variable(input.name, input.type);
  const auto program = compile(source, environment);
  EXPECT_TRUE(program) << source << ": " << (program ? "" : program.error()[0].text.en);
  if (!program) return {};
  Outcome outcome{{}, std::make_shared<Machine>(*program)};
  for (std::uint32_t i = 0; i < inputs.size(); ++i) outcome.machine->set(i, inputs[i].value);
  outcome.value = outcome.machine->run();
  return outcome;
}

std::string error_of(const std::string& source, const std::vector<Bound>& inputs = {}) {
  const auto outcome = run(source, inputs);
  EXPECT_TRUE(outcome.value.is_error()) << source;
  return outcome.value.is_error() ? text_of(outcome.value).en : "";
}

const std::vector<Bound> kUnknown{{"x", "double", Value::error(Failure::no_data)}};

TEST(Machine, WhatIsNotKnownStaysUnknownUnlessTheOtherSideDecides) {
  EXPECT_EQ(error_of("x > 1.0", kUnknown), "no data");
  EXPECT_EQ(error_of("x > 1.0 || false", kUnknown), "no data");
  EXPECT_EQ(error_of("[x].size() == 1", kUnknown), "no data");
  EXPECT_TRUE(run("x > 1.0 || true", kUnknown).value.is(true));
  EXPECT_TRUE(run("true || x > 1.0", kUnknown).value.is(true));
  EXPECT_TRUE(run("x > 1.0 && false", kUnknown).value.is(false));
  EXPECT_TRUE(run("[1, 2, 3].exists(i, i == 2 || x > double(i))", kUnknown).value.is(true));
}

TEST(Machine, WhatIsNotNeededIsNotComputed) {
  EXPECT_EQ(run("optional.of(1).orValue(1 / 0)").value.integer, 1);
  EXPECT_EQ(run("optional.of(1).or(optional.of(1 / 0)).value()").value.integer, 1);
  EXPECT_EQ(run("optional.none().or(optional.of(2)).orValue(3)").value.integer, 2);
  EXPECT_EQ(error_of("optional.none().orValue(1 / 0)"), "division by zero");
}

TEST(Machine, AnErrorKnowsItsPlace) {
  const auto outcome = run("1 + 2 / (3 - 3)");
  ASSERT_TRUE(outcome.value.is_error());
  EXPECT_EQ(outcome.value.failure, Failure::division_by_zero);
  EXPECT_EQ(outcome.value.size, 7u);  // the / is the sixth byte
}

TEST(Machine, RunsAgainWithOtherInputs) {
  const auto environment = std::make_shared<Environment>();
  environment->add_variable("n", "int");
  const auto program = compile("[1, 2, 3].map(i, i * n).filter(i, i > 3)", environment);
  ASSERT_TRUE(program);
  Machine machine(*program);
  for (std::int64_t n = 0; n < 5; ++n) {
    machine.set(0, Value::of(n));
    std::uint32_t expected = 0;
    for (std::int64_t i = 1; i <= 3; ++i) expected += i * n > 3 ? 1 : 0;
    EXPECT_EQ(machine.run().size, expected) << n;
  }
  Machine copy = machine;
  copy.set(0, Value::of(std::int64_t{4}));
  EXPECT_EQ(copy.run().size, 3u);
  EXPECT_EQ(copy.run().items[0].integer, 4);
}

TEST(Machine, ConstantsAreComputedOnce) {
  const auto environment = std::make_shared<Environment>();
  const auto program = compile("'a' + 'b' == 'ab' && [1, 2].size() == 2", environment);
  ASSERT_TRUE(program);
  EXPECT_LE((*program)->size(), 2u);
}

TEST(Machine, BoundsItself) {
  const std::string loop = "lists.range(2000).all(a, lists.range(2000).all(b, a + b >= 0))";
  EXPECT_EQ(error_of(loop), "too many steps");
  EXPECT_EQ(error_of("lists.range(1000000000).size() > 0"), "too many steps");
  // Twenty times doubled.
  std::string whole = "s20.size()";
  for (int i = 20; i > 0; --i)
    whole = "cel.bind(s" + std::to_string(i) + ", s" + std::to_string(i - 1) + " + s" +
            std::to_string(i - 1) + ", " + whole + ")";
  EXPECT_EQ(error_of("cel.bind(s0, '0123456789', " + whole + ")"), "the result is too large");
}

TEST(Machine, WhatEndsTheRunIsNotMadeUpFor) {
  const std::string long_loop = "lists.range(2000).all(a, lists.range(2000).all(b, a + b >= 0))";
  EXPECT_EQ(error_of("lists.range(1000000000).size() > 0 || true"), "too many steps");
  EXPECT_EQ(error_of(long_loop + " || true"), "too many steps");
  const std::string text(64'000, 'x');
  const std::vector<Bound> inputs{{"s", "string", Value::of(std::string_view(text))}};
  const std::string joined = "lists.range(100).map(i, s).join().size()";
  EXPECT_EQ(error_of(joined + " > 0 || true", inputs), "the result is too large");
  EXPECT_EQ(error_of("[1, 2].exists(i, i == 2 || " + joined + " > 0)", inputs),
            "the result is too large");
  const auto outcome = run("true && false || " + joined + " > 0", inputs);
  EXPECT_EQ(outcome.value.size, 49u) << "the place of join";
  EXPECT_TRUE(run("[1, 2].exists(i, i == 2 || 1 / 0 > 0)").value.is(true));
}

TEST(Machine, ATurnCostsAsMuchAsItsBodyIsLong) {
  std::string sum = "i";
  for (int n = 0; n < 160; ++n) sum += " + i";
  const std::string loop = "lists.range(120000).all(i, i >= 0 ? true : ";
  EXPECT_TRUE(run(loop + "i == 0)").value.is(true));
  EXPECT_EQ(error_of(loop + sum + " == 0)"), "too many steps");
}

TEST(Machine, NumbersOfDifferentKindsCompareByValue) {
  EXPECT_TRUE(run("1 < 1.5 && 2u > 1 && 3.0 >= 3u").value.is(true));
  EXPECT_TRUE(run("dyn(1) == dyn(1.0) && {1: 'a'}[dyn(1.0)] == 'a'").value.is(true));
  EXPECT_TRUE(run("0.0 / 0.0 == 0.0 / 0.0").value.is(false));
}

TEST(Machine, ADoubleFindsTheKeyThatIsTheSameNumber) {
  EXPECT_EQ(error_of("{9007199254740993: 'a'}[dyn(9007199254740992.0)]"), "no such key: double");
  EXPECT_EQ(error_of("{9223372036854775807: 'a'}[dyn(9223372036854775808.0)]"),
            "no such key: double");
  EXPECT_EQ(error_of("{18446744073709551615u: 'a'}[dyn(1e300)]"), "no such key: double");
  EXPECT_TRUE(run("{9223372036854775808u: 1}[dyn(9223372036854775808.0)] == 1").value.is(true));
  EXPECT_TRUE(run("{-3: 1}[dyn(-3.0)] == 1 && {0: 1}[dyn(-0.0)] == 1").value.is(true));
  EXPECT_TRUE(run("dyn(1.5) in {1: 1, 2: 2} || dyn(0.0 / 0.0) in {0: 1}").value.is(false));
}

TEST(Machine, RefusesIntegersThatDontFit) {
  EXPECT_EQ(error_of("n + 1 > 0", {{"n", "int", Value::of(INT64_MAX)}}), "overflow");
  EXPECT_EQ(error_of("-n > 0", {{"n", "int", Value::of(INT64_MIN)}}), "overflow");
  EXPECT_EQ(error_of("n % 0 > 0", {{"n", "int", Value::of(std::int64_t{1})}}), "division by zero");
}

}  // namespace
}  // namespace fenghuo::language
