// What functions of the library say in corners that the conformance tests leave out, and what they
// refuse to compute.
#include "rules/language/library.h"

#include <gtest/gtest.h>

#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

// "true", or what is wrong.
std::string outcome(const std::string& source) {
  const auto environment = std::make_shared<Environment>();
  const auto program = compile(source, environment);
  if (!program) return program.error()[0].text.en;
  Machine machine(*program);
  const Value& value = machine.run();
  if (value.is_error()) return text_of(value).en;
  return value.is(true) ? "true" : "not true";
}

TEST(Library, ReadsNumbersAsGoDoes) {
  EXPECT_EQ(outcome("int('+5') == 5 && double('+1.5') == 1.5"), "true");
  EXPECT_EQ(outcome("int('+-5') == 5"), "invalid argument: '+-5'");
  EXPECT_EQ(outcome("double('+-1') == 1.0"), "invalid argument: '+-1'");
  EXPECT_EQ(outcome("double('1e-400') == 0.0"), "true");
  EXPECT_EQ(outcome("double('1e400') > 0.0"), "invalid argument: '1e400'");
  EXPECT_EQ(outcome("uint(-0.5) == 0u"), "range error");
  EXPECT_EQ(outcome("uint(-0.0) == 0u"), "true");
}

TEST(Library, WritesNumbersAsGoDoes) {
  EXPECT_EQ(outcome("string(999999.5) == '999999.5'"), "true");
  EXPECT_EQ(outcome("string(1234567.0) == '1.234567e+06'"), "true");
  EXPECT_EQ(outcome("string(0.0001) == '0.0001' && string(0.00001) == '1e-05'"), "true");
  EXPECT_EQ(outcome("'%s %d'.format([1e6, 1e22]) == '1000000 10000000000000000000000'"), "true");
}

TEST(Library, KnowsHowFarMomentsMayBeApart) {
  const std::string later = "timestamp('2262-04-11T23:47:16.85477580";
  EXPECT_EQ(outcome(later + "7Z') - timestamp(0) > duration('2562047h')"), "true");
  EXPECT_EQ(outcome(later + "8Z') - timestamp(0) > duration('2562047h')"), "range error");
}

TEST(Library, KnowsWhereNanStands) {
  EXPECT_EQ(outcome("math.isNaN([1.0, double('NaN'), -1.0].sort()[0])"), "true");
  EXPECT_EQ(outcome("[1.0, double('NaN'), -1.0].sort()[1] == -1.0"), "true");
  EXPECT_EQ(outcome("math.greatest(1.0, double('NaN')) == 1.0"), "invalid argument: NaN");
  EXPECT_EQ(outcome("math.least([double('NaN'), 1.0]) == 1.0"), "invalid argument: NaN");
  EXPECT_EQ(outcome("string(math.sign(-0.0)) == '0'"), "true");
}

// cel.bind(a0, first, cel.bind(a1, next of a0, ... result of the last)), where $ is the one before.
std::string chain(int length, const std::string& first, const std::string& next,
                  const std::string& result) {
  const auto with = [](std::string text, int index) {
    for (std::size_t at; (at = text.find('$')) != std::string::npos;)
      text.replace(at, 1, "a" + std::to_string(index));
    return text;
  };
  std::string out = with(result, length);
  for (int i = length; i > 0; --i)
    out = "cel.bind(a" + std::to_string(i) + ", " + with(next, i - 1) + ", " + out + ")";
  return "cel.bind(a0, " + first + ", " + out + ")";
}

TEST(Library, GivesUpOnValuesThatShareTheirParts) {
  const auto shared = [](const std::string& result) { return chain(60, "[1]", "[$, $]", result); };
  EXPECT_EQ(outcome(shared("$ == $")), "too many steps");
  EXPECT_EQ(outcome(shared("$ in [$]")), "too many steps");
  EXPECT_EQ(outcome(shared("[$, $].distinct() == []")), "too many steps");
  EXPECT_EQ(outcome(shared("$.flatten(100) == []")), "too many steps");
  EXPECT_EQ(outcome(shared("'%s'.format([$]) == ''")), "the result is too large");
  EXPECT_EQ(outcome(shared("size($) == 2")), "true");
}

TEST(Library, GivesUpOnValuesNestedTooDeep) {
  const auto deep = [](const std::string& result) {
    return chain(100, "dyn(1)", "dyn(" + std::string(100, '[') + "$" + std::string(100, ']') + ")",
                 result);
  };
  EXPECT_EQ(outcome(deep("$ == $")), "too many steps");
  EXPECT_EQ(outcome(deep("[$].flatten(100000) == []")), "too many steps");
  EXPECT_EQ(outcome(deep("'%s'.format([$]) == ''")), "the result is too large");
}

TEST(Library, GivesUpOnLongSearches) {
  const auto text = [](const std::string& result) { return chain(19, "'a'", "$ + $", result); };
  EXPECT_EQ(outcome(text("$.contains('b')")), "not true");
  EXPECT_EQ(outcome(text("($ + $).contains($ + 'b')")), "too many steps");
  EXPECT_EQ(outcome(text("($ + $).replace($ + 'b', '') == ''")), "too many steps");
}

}  // namespace
}  // namespace fenghuo::language
