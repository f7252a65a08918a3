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

TEST(Library, KnowsHowLongALengthMayBe) {
  EXPECT_EQ(outcome("string(duration('9223372036.854775807s')) == '9223372036.854775807s'"),
            "true");
  EXPECT_EQ(outcome("string(duration('-9223372036.854775808s')) == '-9223372036.854775808s'"),
            "true");
  EXPECT_EQ(outcome("duration('9223372036.854775808s') > duration('1s')"), "range error");
  EXPECT_EQ(outcome("duration('-2562047h47m16.854775809s') < duration('1s')"), "range error");
  EXPECT_EQ(outcome("duration(9223372036) < duration(9223372037)"), "range error");
  EXPECT_EQ(outcome("duration('2000000h') + duration('600000h') > duration('1s')"), "range error");
  EXPECT_EQ(outcome("duration('-2000000h') - duration('600000h') < duration('1s')"), "range error");
}

TEST(Library, TakesTheFirstMomentForZero) {
  const std::string first = "optional.ofNonZeroValue(timestamp('0001-01-01T00:00:00";
  EXPECT_EQ(outcome("!" + first + "Z')).hasValue()"), "true");
  EXPECT_EQ(outcome(first + ".000000001Z')).hasValue()"), "true");
  EXPECT_EQ(outcome("optional.ofNonZeroValue(timestamp(0)).hasValue()"), "true");
}

TEST(Library, ReadsAddressesThatEndInDecimal) {
  EXPECT_EQ(outcome("string(ip('64:ff9b::192.0.2.33')) == '64:ff9b::c000:221'"), "true");
  EXPECT_EQ(outcome("ip('1:2:3:4:5:6:1.2.3.4') == ip('1:2:3:4:5:6:102:304')"), "true");
  EXPECT_EQ(outcome("ip('::1.2.3.4').family() == 6"), "true");
  EXPECT_EQ(outcome("cidr('64:ff9b::0.0.0.0/96').containsIP('64:ff9b::1.2.3.4')"), "true");
  EXPECT_EQ(outcome("ip.isCanonical('64:ff9b::192.0.2.33')"), "not true");
  EXPECT_EQ(outcome("ip('::ffff:1.2.3.4').family() == 4"),
            "invalid argument: IPv4-mapped IPv6 address is not allowed: '::ffff:1.2.3.4'");
  for (const std::string text : {"::ffff:1.2.3", "::ffff:1.2.3.256", "1.2.3.4::", "1.2.3.4:5",
                                 "1:2:3:4:5:6:7:1.2.3.4", ":1.2.3.4", "x::1.2.3.4"})
    EXPECT_EQ(outcome("ip('" + text + "').family() == 6"), "invalid argument: '" + text + "'");
}

TEST(Library, MakesLargeMapsEntryByEntry) {
  EXPECT_EQ(outcome("lists.range(5000).transformMap(i, v, v).size() == 5000"), "true");
  // In the order that moves most.
  EXPECT_EQ(outcome("cel.bind(m, lists.range(5000).transformMapEntry(i, v, {5000 - i: v}), "
                    "m.size() == 5000 && m[5000] == 0 && m[1] == 4999 && !(0 in m))"),
            "true");
  EXPECT_EQ(outcome("[1, 2].transformMap(i, v, [3, 4].transformMap(j, w, v * w)) == "
                    "{0: {0: 3, 1: 4}, 1: {0: 6, 1: 8}}"),
            "true");
  EXPECT_EQ(outcome("lists.range(9).transformMap(i, v, v % 3 == 0, v) == {0: 0, 3: 3, 6: 6}"),
            "true");
  EXPECT_EQ(outcome("{1: 'a', 2: 'a'}.transformMapEntry(k, v, {v: k}) == {}"), "duplicate key");
  EXPECT_EQ(outcome("['b', 'a'].transformMapEntry(i, v, {v: i, v + 'c': i}) == "
                    "{'a': 1, 'ac': 1, 'b': 0, 'bc': 0}"),
            "true");
}

TEST(Library, LeavesTheMapsThatItReadsAsTheyWere) {
  const auto environment = std::make_shared<Environment>();
  environment->add_variable("m", "map(string, int)");
  const auto program =
      compile("m.transformMap(k, v, v + size(m)).transformMap(k, v, v + size(m))", environment);
  ASSERT_TRUE(program);
  Evaluation inputs;
  const Value given = inputs.map({{Value::of(std::string_view("a")), Value::of(std::int64_t{1})},
                                  {Value::of(std::string_view("b")), Value::of(std::int64_t{2})}});
  Machine machine(*program);
  machine.set(0, given);
  for (int round = 0; round < 2; ++round) {
    const Value& made = machine.run();
    ASSERT_EQ(made.size, 2u);
    EXPECT_EQ(made.entries[0].value.integer, 5);
    EXPECT_EQ(made.entries[1].value.integer, 6);
    EXPECT_EQ(given.entries[0].value.integer, 1);
  }
  for (const char* insert : {"cel.@mapInsert(m, 'c', 3)", "cel.`@mapInsert`(m, 'c', 3)",
                             "m.transformMap(k, v, size(@result))", "m.map(`@result`, 1)"})
    EXPECT_FALSE(compile(insert, environment)) << insert;
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

TEST(Library, IsPaidForTextThatStandsInListsAndMaps) {
  const auto text = [](int doubled, const std::string& result) {
    return chain(doubled, "'a'", "$ + $", result);
  };
  const std::string most = std::string(100, '[') + "$" + std::string(100, ']');
  EXPECT_EQ(outcome(text(10, "'%x %s'.format([$, " + most + "]).size() > 3000")), "true");
  EXPECT_EQ(outcome(text(20, "'%X'.format([$]).size() > 0")), "too many steps");
  EXPECT_EQ(outcome(text(18, "'%s'.format([" + most + "]).size() > 0")), "too many steps");
  EXPECT_EQ(outcome(text(19, "cel.bind(m, {$: 1}, lists.range(200).all(i, m[$] == 1))")),
            "too many steps");
  EXPECT_EQ(outcome("cel.bind(l, lists.range(1000).map(i, 'a'), "
                    "lists.range(2000).all(i, !(dyn(i) in l)))"),
            "too many steps");
}

}  // namespace
}  // namespace fenghuo::language
