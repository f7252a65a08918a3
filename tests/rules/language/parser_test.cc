#include "rules/language/parser.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <utility>

#include "tests/rules/language/celgo_entries.h"
#include "tests/rules/language/syntax_text.h"

namespace fenghuo::language {
namespace {

namespace json = boost::json;

// --- What cel-go makes of the same text ---

struct Table {
  const char* name;
  const char* file;
  int trees;     // entries whose tree is given
  int refused;   // those that are refused by either parser
  int accepted;  // those that cel-go refused for how it was set up, see below
};
std::ostream& operator<<(std::ostream& out, const Table& table) {
  return out << table.name;
}

constexpr std::array<Table, 4> kTables{
    {{"parsing", "celgo_ast/parsing.jsonl", 62, 43, 23},
     {"checking", "celgo_ast/checking.jsonl", 92, 0, 9},
     {"comprehension", "celgo_ast/comprehension.jsonl", 57, 0, 9},
     {"conformance", "celgo_ast/conformance_ast.jsonl.gz", 1532, 7, 51}}};

// cel-go was set up for these tables with less than we always have: such text must parse here.
struct Lack {
  std::string_view message;
  const char* ours;
};
constexpr std::array<Lack, 3> kLacks{
    {{"unsupported syntax", "a.?b, a[?b], [?a], {?a: b} and `backquotes` are on"},
     {"max recursion depth exceeded", "32 levels there, kDepthMax here"},
     {"expression recursion limit exceeded", "32 levels there, kDepthMax here"}}};

// The first error of "ERROR: name:1:5: message\n | text\n | ....^\nERROR: ...".
struct Refusal {
  Position at;
  std::string message;
  std::string caret;
};

Refusal refusal_in(const std::string& error) {
  const std::string first = error.substr(0, error.find("\nERROR: "));
  const std::size_t line = first.find('\n');
  const std::size_t place = first.find(": ", std::string("ERROR: ").size());
  const std::string head = first.substr(0, place);
  const std::size_t column = head.rfind(':');
  Refusal refusal;
  refusal.at.column = std::stoi(head.substr(column + 1));
  refusal.at.line = std::stoi(head.substr(head.rfind(':', column - 1) + 1));
  refusal.message = first.substr(place + 2, line - place - 2);
  if (line != std::string::npos) refusal.caret = first.substr(line + 1);
  return refusal;
}

const Lack* lack_of(const Refusal& refusal) {
  const auto* lack = std::find_if(kLacks.begin(), kLacks.end(), [&](const Lack& each) {
    return refusal.message.starts_with(each.message);
  });
  return lack == kLacks.end() ? nullptr : lack;
}

void expect_same_tree(const std::string& expression, const std::string& expected) {
  const auto syntax = parse(expression, Macros::standard);
  ASSERT_TRUE(syntax) << syntax.error().text.en;
  EXPECT_EQ(text_of(*syntax), without_kinds(expected));
}

void expect_same_refusal(const std::string& expression, const Refusal& refusal) {
  const auto syntax = parse(expression, Macros::standard);
  ASSERT_FALSE(syntax) << refusal.message;
  EXPECT_EQ(syntax.error().at, refusal.at) << refusal.message;
  EXPECT_EQ(with_caret(expression, syntax.error().at), refusal.caret);
  EXPECT_FALSE(syntax.error().text.en.empty());
  EXPECT_FALSE(syntax.error().text.zh.empty());
}

class CelGo : public testing::TestWithParam<Table> {};

TEST_P(CelGo, Agrees) {
  const auto entries = read_entries(GetParam().file);
  if (entries.empty()) GTEST_SKIP() << "no shared data: " << GetParam().file;
  int trees = 0;
  int refused = 0;
  int accepted = 0;
  for (const json::object& entry : entries) {
    const std::string expression = expression_of(entry);
    SCOPED_TRACE(expression);
    if (const std::string tree = text_at(entry, "ast"); !tree.empty()) {
      ++trees;
      expect_same_tree(expression, tree);
      continue;
    }
    const Refusal refusal = refusal_in(text_at(entry, "error"));
    if (const Lack* lack = lack_of(refusal)) {
      ++accepted;
      EXPECT_TRUE(parse(expression, Macros::standard)) << lack->ours;
    } else {
      ++refused;
      expect_same_refusal(expression, refusal);
    }
  }
  EXPECT_EQ(trees, GetParam().trees);
  EXPECT_EQ(refused, GetParam().refused);
  EXPECT_EQ(accepted, GetParam().accepted);
}

INSTANTIATE_TEST_SUITE_P(Tables, CelGo, testing::ValuesIn(kTables),
                         [](const auto& table) { return std::string(table.param.name); });

TEST(Parser, ReadsTheRulesOfTheGatewayApi) {
  const auto rules = read_entries("realworld/gateway_api_crd_rules.jsonl");
  if (rules.empty()) GTEST_SKIP() << "no shared rules";
  EXPECT_EQ(rules.size(), 55u);
  for (const json::object& rule : rules) {
    const auto syntax = parse(expression_of(rule));
    EXPECT_TRUE(syntax) << expression_of(rule) << "\n" << syntax.error().text.en;
  }
}

// The tables were made without the macros of extensions, which some of the expressions hold.
TEST(Parser, ExpandsTheMacrosOfExtensionsInTheTables) {
  constexpr std::array<std::pair<const char*, int>, 3> kWithWrongVariables{
      {{"celgo_ast/checking.jsonl", 0},
       {"celgo_ast/comprehension.jsonl", 10},
       {"celgo_ast/conformance_ast.jsonl.gz", 0}}};
  for (const auto& [file, wrong] : kWithWrongVariables) {
    const auto entries = read_entries(file);
    if (entries.empty()) GTEST_SKIP() << "no shared data: " << file;
    const auto refused = std::count_if(entries.begin(), entries.end(), [](const auto& entry) {
      return !parse(expression_of(entry), Macros::all);
    });
    EXPECT_EQ(refused, wrong) << file;
  }
}

// --- By hand ---

// The tree on one line: cel-go's text without its line ends and blanks.
std::string line_of(const std::string& expression, Macros macros = Macros::all) {
  const auto syntax = parse(expression, macros);
  if (!syntax) return "refused: " + syntax.error().text.en;
  std::string line;
  bool at_begin = false;
  for (const char c : text_of(*syntax)) {
    at_begin = c == '\n' || (at_begin && c == ' ');
    if (!at_begin) line += c;
  }
  return line;
}

std::string place_of(const std::string& expression) {
  const auto syntax = parse(expression);
  if (syntax) return "none";
  const Position at = syntax.error().at;
  return std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::size_t depth_of(const Syntax& syntax, NodeId id) {
  std::size_t depth = 0;
  for (const NodeId part : syntax[id].parts) depth = std::max(depth, depth_of(syntax, part));
  return depth + 1;
}

TEST(Parser, BindsAsCelDoes) {
  EXPECT_EQ(line_of("a || b && c"), "_||_(a,_&&_(b,c))");
  EXPECT_EQ(line_of("a - b - c"), "_-_(_-_(a,b),c)");
  EXPECT_EQ(line_of("a + b * c"), "_+_(a,_*_(b,c))");
  EXPECT_EQ(line_of("-a * b"), "_*_(-_(a),b)");
  EXPECT_EQ(line_of("!a.f()"), "!_(a.f())");
  EXPECT_EQ(line_of("a < b == c in d"), "@in(_==_(_<_(a,b),c),d)");
  EXPECT_EQ(line_of("a ? b : c ? d : e"), "_?_:_(a,b,_?_:_(c,d,e))");
  EXPECT_EQ(line_of("f(a, g(b)).h(c)[d].e"), "_[_](f(a,g(b)).h(c),d).e");
  EXPECT_EQ(line_of(".a.b == (.c(d))"), "_==_(.a.b,.c(d))");
}

TEST(Parser, BalancesChains) {
  EXPECT_EQ(line_of("a && b && c && d"), "_&&_(_&&_(a,b),_&&_(c,d))");
  EXPECT_EQ(line_of("a || b || c"), "_||_(_||_(a,b),c)");
  const auto syntax = parse("a" + repeated(" || a", 1023));
  ASSERT_TRUE(syntax);
  EXPECT_EQ(depth_of(*syntax, syntax->root), 11u);
}

TEST(Parser, GivesOneMinusToTheNumber) {
  EXPECT_EQ(line_of("-1"), "-1");
  EXPECT_EQ(line_of("-(1)"), "-_(1)");
  EXPECT_EQ(line_of("--1"), "1");
  EXPECT_EQ(line_of("---1.5"), "-_(1.5)");
  EXPECT_EQ(line_of("-1u"), "-_(1u)");
  EXPECT_EQ(line_of("-9223372036854775808"), "-9223372036854775808");
  EXPECT_EQ(place_of("1 + 9223372036854775808"), "1:5");
  EXPECT_EQ(place_of("--9223372036854775808"), "1:3");
}

TEST(Parser, TellsMessagesFromOtherBraces) {
  EXPECT_EQ(line_of(".a.B{c: 1, `d-e`: 2}"), ".a.B{c:1,d-e:2}");
  EXPECT_EQ(place_of("(a){}"), "1:4");
  EXPECT_EQ(place_of("a.`b`{}"), "1:6");
  EXPECT_EQ(place_of("cel.index(0){}"), "1:13");
  EXPECT_EQ(place_of("has(a.b){}"), "1:9");
}

TEST(Parser, AllowsACommaAtTheEnd) {
  EXPECT_EQ(line_of("[[1,], [,], {,}, {1: 2,}, M{,}, M{a: 1,}]"), "[[1],[],{},{1:2},M{},M{a:1}]");
  EXPECT_EQ(place_of("[1,,]"), "1:4");
  EXPECT_EQ(place_of("f(1,)"), "1:5");
}

TEST(Parser, ReadsOptionals) {
  EXPECT_EQ(line_of("a.?b[?0]"), "_[?_](_?._(a,\"b\"),0)");
  EXPECT_EQ(line_of("{?a: b, c: d}"), "{?a:b,c:d}");
  EXPECT_EQ(line_of("M{a: b, ?c: d}"), "M{a:b,?c:d}");
  const auto list = parse("[a, ?b]");
  ASSERT_TRUE(list);
  EXPECT_EQ((*list)[list->root].optional, (std::vector<bool>{false, true}));
}

// Those of the language are in cel-go's tables.
TEST(Parser, ExpandsTheMacrosOfExtensions) {
  EXPECT_EQ(line_of("cel.bind(a, b, c)"),
            "__comprehension__(// Variable#unused,// Target[],// Accumulatora,// Initb,"
            "// LoopConditionfalse,// LoopStepa,// Resultc)");
  EXPECT_EQ(line_of("a.transformMap(k, v, f)"),
            "__comprehension__(// Variablek,v,// Targeta,// Accumulator@result,// Init{},"
            "// LoopConditiontrue,// LoopStepcel.@mapInsert(@result,k,f),// Result@result)");
  EXPECT_EQ(line_of("a.b.sortBy(v, f)"),
            "__comprehension__(// Variable#unused,// Target[],// Accumulator@__sortBy_input__,"
            "// Inita.b,// LoopConditionfalse,// LoopStep@__sortBy_input__,"
            "// Result@__sortBy_input__.@sortByAssociatedKeys(__comprehension__("
            "// Variablev,// Target@__sortBy_input__,// Accumulator@result,// Init[],"
            "// LoopConditiontrue,// LoopStep_+_(@result,[f]),// Result@result)))");
  EXPECT_EQ(line_of("math.greatest(a, b)"), "math.@max(a,b)");
  EXPECT_EQ(line_of("math.least(a, b, c)"), "math.@min([a,b,c])");
  EXPECT_EQ(line_of("a.all(k, v, f)", Macros::standard), "a.all(k,v,f)");
  EXPECT_EQ(line_of("a.all(v, has(v.b))", Macros::none), "a.all(v,has(v.b))");
}

TEST(Parser, RefusesMacrosWithoutTheirVariables) {
  EXPECT_EQ(place_of("a.all(b.c, true)"), "1:8");
  EXPECT_EQ(place_of("a.exists(k, k, true)"), "1:13");
  EXPECT_EQ(place_of("a.sortBy(1, 2)"), "1:10");
  EXPECT_EQ(place_of("a.map(1, a.map(2, 3))"), "1:7");
}

TEST(Parser, KeepsPlaces) {
  const auto syntax = parse("a &&\n  f('雨量').b < 1");
  ASSERT_TRUE(syntax);
  const Node& root = (*syntax)[syntax->root];
  const Node& less = (*syntax)[root.parts[1]];
  const Node& select = (*syntax)[less.parts[0]];
  EXPECT_EQ(position_of(syntax->source, root.at), (Position{1, 3}));
  EXPECT_EQ(position_of(syntax->source, less.at), (Position{2, 13}));
  EXPECT_EQ(position_of(syntax->source, select.at), (Position{2, 10}));
  EXPECT_EQ(position_of(syntax->source, (*syntax)[select.parts[0]].at), (Position{2, 4}));
}

TEST(Parser, TellsWhatComesFirst) {
  EXPECT_EQ(place_of("1 + + $"), "1:5");
  EXPECT_EQ(place_of("f(1 $)"), "1:5");
  EXPECT_EQ(place_of("a\n$"), "2:1");
  EXPECT_EQ(place_of("f('雨量') b"), "1:9");
  EXPECT_EQ(place_of("has(a) + $"), "1:5");
  EXPECT_EQ(place_of(""), "1:1");
}

TEST(Parser, ShowsThePlace) {
  EXPECT_EQ(with_caret("a\n\tb.c(5)\nd", {2, 5}), " |  b.c(5)\n | ....^");
  EXPECT_EQ(with_caret("f('雨') 量", {1, 8}), " | f('雨') 量\n | ...．...＾");
  EXPECT_EQ(with_caret("a +", {1, 4}), " | a +\n | ...^");
}

TEST(Parser, BoundsDepth) {
  constexpr std::size_t kMost = kDepthMax;
  EXPECT_EQ(line_of(repeated("(", kMost - 1) + "7" + repeated(")", kMost - 1)), "7");
  EXPECT_EQ(line_of(repeated("(", kMost) + "7" + repeated(")", kMost)),
            "refused: nested too deeply");
  EXPECT_TRUE(parse("1" + repeated("+1", kMost - 1)));
  EXPECT_EQ(line_of("1" + repeated("+1", kMost)),
            "refused: the expression is too large; split the rule");
  EXPECT_TRUE(parse("a" + repeated(".map(v, v)", kMost / 2)));
  EXPECT_FALSE(parse("a" + repeated(".map(v, v)", kMost)));
}

TEST(Parser, BoundsNodes) {
  EXPECT_TRUE(parse("[" + repeated("1,", kNodesMax - 1) + "]"));
  EXPECT_EQ(line_of("[" + repeated("1,", kNodesMax) + "]"),
            "refused: the expression is too large; split the rule");
  // The last nodes are the macro's.
  EXPECT_TRUE(parse("[" + repeated("1,", kNodesMax - 20) + "].all(v, v)"));
  EXPECT_FALSE(parse("[" + repeated("1,", kNodesMax - 5) + "].all(v, v)"));
}

TEST(Parser, SurvivesAnyDepth) {
  for (const char* opening : {"(",           "[",           "{",           "{1:",
                              "f(",          "a[",          "a.f(",        "M{a:",
                              "-(",          "!(",          "a?b:",        "a?",
                              "has(",        "a.b.",        "a.all(v,",    "cel.bind(v,1,",
                              "math.least(", "a.optMap(v,", "a.sortBy(v,", "1+",
                              "1<",          "[?"}) {
    SCOPED_TRACE(opening);
    EXPECT_FALSE(parse(repeated(opening, 5'000)));
  }
  EXPECT_EQ(line_of(repeated("(", 60'000)), "refused: nested too deeply");
  EXPECT_EQ(line_of(repeated("(", 100'000)), "refused: the expression is longer than 64 KiB");
  EXPECT_EQ(line_of(repeated("!", 60'000) + "a"), "a");
  EXPECT_EQ(line_of(repeated("-", 60'001) + "1"), "-_(1)");
}

TEST(SyntaxText, Annotates) {
  const auto syntax = parse("{a: [b.c]}");
  ASSERT_TRUE(syntax);
  const auto place = [&](NodeId id) { return "~" + std::to_string((*syntax)[id].at); };
  EXPECT_EQ(text_of(*syntax, place), "{\n  a~1:[\n    b~5.c~6\n  ]~4\n}~0");
}

TEST(SyntaxText, LeavesStringsAsTheyAre) {
  EXPECT_EQ(without_kinds(R"(f("\"^#*expr.A#"^#*expr.B#)^#*expr.C#)"), R"(f("\"^#*expr.A#"))");
}

}  // namespace
}  // namespace fenghuo::language
