// From the syntax tree to a program: types are checked, constants folded, and comparisons of a
// series with a constant made into thresholds, all in one walk.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "engine/nearest.h"
#include "engine/property.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

// A duration is a number of seconds that mixes with no other number.
enum class Type : std::uint8_t { boolean, integer, floating, duration, string, series };

Text name_of(Type type) {
  constexpr std::array<std::pair<const char*, const char*>, 6> kNames{{{"真假值", "bool"},
                                                                       {"整数", "int"},
                                                                       {"小数", "double"},
                                                                       {"时长", "duration"},
                                                                       {"字符串", "string"},
                                                                       {"观测序列", "series"}}};
  const auto& [zh, en] = kNames[static_cast<std::size_t>(type)];
  return {zh, en};
}

bool is_number(Type type) {
  return type == Type::integer || type == Type::floating || type == Type::duration;
}

struct FunctionRow {
  std::string_view name;
  SeriesFunction function;
  Type result;
  bool windowed;
  bool of_amounts;  // makes sense of what fell in a time: rain
  bool of_counters;
};
constexpr std::array<FunctionRow, 8> kFunctions{
    {{"sum", SeriesFunction::sum, Type::floating, true, true, false},
     {"min", SeriesFunction::min, Type::floating, true, false, false},
     {"max", SeriesFunction::max, Type::floating, true, false, false},
     {"avg", SeriesFunction::avg, Type::floating, true, false, false},
     {"count", SeriesFunction::count, Type::integer, true, true, true},
     {"last", SeriesFunction::last, Type::floating, false, true, true},
     {"rate", SeriesFunction::rate, Type::floating, true, false, false},
     {"silence", SeriesFunction::silence, Type::duration, false, true, true}}};

constexpr std::array<std::string_view, 6> kComparisons{"<", "<=", ">=", ">", "==", "!="};

// How many cells of the stack a subtree needs at most.
std::size_t stack_of(const Node& node) {
  std::size_t cells = 1;
  for (std::size_t i = 0; i < node.operands.size(); ++i)
    cells = std::max(cells, i + stack_of(*node.operands[i]));
  return cells;
}

tl::unexpected<Problem> wrong(const Node& node, Text text) {
  return tl::unexpected(Problem{node.at, std::move(text)});
}

tl::unexpected<Problem> not_on(const Node& node, const std::string& what, Type type) {
  return wrong(node, {"“" + what + "”不能用于" + name_of(type).zh,
                      "'" + what + "' can't be used on a " + name_of(type).en});
}

}  // namespace

class Compiler {
 public:
  tl::expected<Program, Problem> run(const Node& tree) {
    if (stack_of(tree) > kStackMax)
      return wrong(
          tree, {"表达式过于复杂，请拆成几条规则", "the expression is too large; split the rule"});
    const auto result = emit(tree);
    if (!result) return tl::unexpected(result.error());
    if (result->type != Type::boolean)
      return wrong(tree, {"条件须为真假值，这里是" + name_of(result->type).zh,
                          "a condition must be a bool; this is a " + name_of(result->type).en});
    return std::move(program_);
  }

 private:
  using Unary = Program::Unary;
  using Arithmetic = Program::Arithmetic;
  using Relation = Program::Relation;

  // What an emitted subtree is. Its code is the end of the program, from `code` on.
  struct Operand {
    Type type;
    std::size_t code;
    std::optional<double> constant{};     // its value, if that is known already
    std::optional<std::uint32_t> call{};  // if it is one series call and nothing else
  };
  using Emitted = tl::expected<Operand, Problem>;

  std::size_t end() const { return program_.code_.size(); }
  void push(Program::Instruction instruction) { program_.code_.push_back(instruction); }

  Operand push_constant(std::size_t code, Type type, double value) {
    program_.code_.resize(code);
    const auto integer = type == Type::integer ? static_cast<std::int64_t>(value) : 0;
    push(Program::Cell{true, false, integer, value});
    return {.type = type, .code = code, .constant = value};
  }

  Emitted emit(const Node& node) {
    switch (node.kind) {
      case NodeKind::boolean:
        push(Program::Cell{true, node.text == "true", 0, 0});
        return Operand{Type::boolean, end() - 1};
      case NodeKind::integer:
      case NodeKind::floating:
        return number(node);
      case NodeKind::string:
        return wrong(node, {"字符串只用作时长，例如 duration('1h')",
                            "a string stands only in a duration, such as duration('1h')"});
      case NodeKind::identifier:
        return series_alone(node);
      case NodeKind::unary:
        return unary(node);
      case NodeKind::binary:
        return binary(node);
      case NodeKind::choice:
        return choice(node);
      case NodeKind::call:
        return function(node);
      case NodeKind::method:
        return method(node);
    }
    return wrong(node, {"不可用", "can't stand here"});
  }

  Emitted number(const Node& node) {
    double value = 0;
    const char* text_end = node.text.data() + node.text.size();
    const auto [rest, error] = std::from_chars(node.text.data(), text_end, value);
    const bool integer = node.kind == NodeKind::integer;
    // Integers up to 2^53 are exact as doubles; no limit is larger.
    if (error != std::errc{} || rest != text_end || (integer && value > 9007199254740992.0))
      return wrong(node, {"数字过大", "the number is too large"});
    return push_constant(end(), integer ? Type::integer : Type::floating, value);
  }

  static const Property* property_of(const Node& node) {
    return node.kind == NodeKind::identifier ? find_property(node.text) : nullptr;
  }

  static tl::unexpected<Problem> unknown_property(const Node& node) {
    std::vector<std::string_view> names;
    for (const auto& property : properties()) names.push_back(property.name);
    const auto near = nearest(node.text, names);
    const std::string like = near ? std::string(*near) : "";
    return wrong(
        node, {"没有名为“" + node.text + "”的观测要素" + (near ? "，是否为“" + like + "”？" : ""),
               "there is no observed property '" + node.text + "'" +
                   (near ? "; did you mean '" + like + "'?" : "")});
  }

  Emitted series_alone(const Node& node) {
    if (property_of(node) == nullptr) return unknown_property(node);
    return wrong(
        node,
        {"“" + node.text + "”是一串观测，须说明取什么，例如 " + node.text + ".last()",
         "'" + node.text + "' is a series; say what of it, such as " + node.text + ".last()"});
  }

  Emitted unary(const Node& node) {
    auto operand = emit(*node.operands[0]);
    if (!operand) return operand;
    if (node.text == "!") {
      if (operand->type != Type::boolean) return not_on(node, "!", operand->type);
      push(Unary::invert);
      return Operand{Type::boolean, operand->code};
    }
    if (operand->type != Type::integer && operand->type != Type::floating)
      return not_on(node, "-", operand->type);
    if (operand->constant) return push_constant(operand->code, operand->type, -*operand->constant);
    push(operand->type == Type::integer ? Unary::negate_int : Unary::negate_double);
    return Operand{operand->type, operand->code};
  }

  Emitted binary(const Node& node) {
    auto left = emit(*node.operands[0]);
    if (!left) return left;
    auto right = emit(*node.operands[1]);
    if (!right) return right;
    if (node.text == "&&" || node.text == "||") return logic(node, *left, *right);
    const auto* sign = std::find(kComparisons.begin(), kComparisons.end(), node.text);
    if (sign == kComparisons.end()) return arithmetic(node, *left, *right);
    return compare(node, static_cast<std::size_t>(sign - kComparisons.begin()), *left, *right);
  }

  Emitted logic(const Node& node, const Operand& left, const Operand& right) {
    for (const auto* side : {&left, &right})
      if (side->type != Type::boolean) return not_on(node, node.text, side->type);
    push(node.text == "&&" ? Program::Logic::both : Program::Logic::either);
    return Operand{Type::boolean, left.code};
  }

  // Numbers of any kind compare with each other, as in CEL; a duration only with a duration.
  Emitted compare(const Node& node, std::size_t sign, const Operand& left, const Operand& right) {
    const bool equality = sign >= 4;
    if (equality && left.type == Type::boolean && right.type == Type::boolean) {
      push(sign == 4 ? Relation::same_truth : Relation::other_truth);
      return Operand{Type::boolean, left.code};
    }
    for (const auto* side : {&left, &right})
      if (!is_number(side->type)) return not_on(node, node.text, side->type);
    if ((left.type == Type::duration) != (right.type == Type::duration))
      return wrong(node, {"时长只能与时长比较，例如 rain.silence() > duration('30m')",
                          "a duration compares only with a duration, as in rain.silence() > "
                          "duration('30m')"});
    if (!equality && left.call && right.constant)
      return threshold(left, sign, *left.call, *right.constant);
    if (!equality && right.call && left.constant)
      return threshold(left, 3 - sign, *right.call, *left.constant);
    make_double(left, right);
    constexpr std::array<Relation, 6> kRelations{Relation::less,     Relation::at_most,
                                                 Relation::at_least, Relation::greater,
                                                 Relation::equal,    Relation::not_equal};
    push(kRelations[sign]);
    return Operand{Type::boolean, left.code};
  }

  Operand threshold(const Operand& first, std::size_t sign, std::uint32_t call, double limit) {
    constexpr std::array<Comparison, 4> kOrder{Comparison::less, Comparison::at_most,
                                               Comparison::at_least, Comparison::greater};
    program_.code_.resize(first.code);
    program_.thresholds_.push_back({call, kOrder[sign], limit});
    push(Program::ThresholdOf{static_cast<std::uint32_t>(program_.thresholds_.size() - 1)});
    return {Type::boolean, first.code};
  }

  // Both operands' code becomes code for doubles.
  void make_double(const Operand& left, const Operand& right) {
    if (right.type == Type::integer) push(Unary::to_double);
    if (left.type == Type::integer)
      program_.code_.insert(program_.code_.begin() + static_cast<std::ptrdiff_t>(right.code),
                            Unary::to_double);
  }

  Emitted arithmetic(const Node& node, const Operand& left, const Operand& right) {
    constexpr std::string_view kSigns = "+-*/%";
    constexpr std::array<Arithmetic, 5> kInteger{Arithmetic::add_int, Arithmetic::subtract_int,
                                                 Arithmetic::multiply_int, Arithmetic::divide_int,
                                                 Arithmetic::modulo_int};
    constexpr std::array<Arithmetic, 4> kDouble{Arithmetic::add_double, Arithmetic::subtract_double,
                                                Arithmetic::multiply_double,
                                                Arithmetic::divide_double};
    for (const auto* side : {&left, &right})
      if (side->type != Type::integer && side->type != Type::floating)
        return not_on(node, node.text, side->type);
    if (left.type != right.type)
      return wrong(node, {"整数与小数不能混算，请写成小数，例如 2.0 而不是 2",
                          "int and double don't mix in '" + node.text +
                              "'; write a double, such as 2.0 instead of 2"});
    const std::size_t sign = kSigns.find(node.text[0]);
    if (left.type == Type::floating && sign == 4) return not_on(node, "%", left.type);
    push(left.type == Type::integer ? kInteger[sign] : kDouble[sign]);
    return Operand{left.type, left.code};
  }

  Emitted choice(const Node& node) {
    auto condition = emit(*node.operands[0]);
    if (!condition) return condition;
    if (condition->type != Type::boolean) return not_on(node, "? :", condition->type);
    auto then = emit(*node.operands[1]);
    if (!then) return then;
    auto otherwise = emit(*node.operands[2]);
    if (!otherwise) return otherwise;
    if (then->type != otherwise->type)
      return wrong(node, {"? : 两边的类型不同", "the two sides of ? : are of different types"});
    push(Program::Choose{});
    return Operand{then->type, condition->code};
  }

  Emitted function(const Node& node) {
    if (node.text == "duration") return duration(node);
    if (node.text != "double" && node.text != "int")
      return wrong(node,
                   {"没有函数“" + node.text + "”", "there is no function '" + node.text + "'"});
    if (node.operands.size() != 1)
      return wrong(node, {node.text + " 须有一个参数", node.text + " takes one argument"});
    auto operand = emit(*node.operands[0]);
    if (!operand) return operand;
    if (operand->type != Type::integer && operand->type != Type::floating)
      return not_on(node, node.text, operand->type);
    const Type wanted = node.text == "double" ? Type::floating : Type::integer;
    if (operand->type == wanted) return operand;
    push(wanted == Type::floating ? Unary::to_double : Unary::to_int);
    return Operand{wanted, operand->code};
  }

  static tl::expected<Span, Problem> span_of(const Node& node) {
    const bool one_string = node.operands.size() == 1 && node.operands[0]->kind == NodeKind::string;
    const auto span = one_string ? parse_duration(node.operands[0]->text) : std::nullopt;
    if (!span || *span <= Span{0})
      return wrong(node, {"时长写作 duration('1h')、duration('30m')、duration('1h30m')",
                          "a duration is written duration('1h'), duration('30m') or "
                          "duration('1h30m')"});
    return *span;
  }

  Emitted duration(const Node& node) {
    const auto span = span_of(node);
    if (!span) return tl::unexpected(span.error());
    return push_constant(end(), Type::duration, static_cast<double>(span->count()) / 1000);
  }

  Emitted method(const Node& node) {
    const Node& receiver = *node.operands[0];
    const Property* property = property_of(receiver);
    if (property == nullptr) {
      if (receiver.kind == NodeKind::identifier) return unknown_property(receiver);
      return wrong(node, {"“" + node.text + "”须写在观测要素之后，例如 rain." + node.text + "(...)",
                          "'" + node.text + "' belongs to an observed property, such as rain." +
                              node.text + "(...)"});
    }
    const auto* row = std::find_if(kFunctions.begin(), kFunctions.end(),
                                   [&](const FunctionRow& f) { return f.name == node.text; });
    if (row == kFunctions.end()) return unknown_method(node);
    const bool allowed =
        property->kind == PropertyKind::state ||
        (property->kind == PropertyKind::amount ? row->of_amounts : row->of_counters);
    if (!allowed)
      return wrong(
          node, {"“" + receiver.text + "”不能取 " + node.text +
                     (property->kind == PropertyKind::amount ? "，雨量用 sum、last 或 count" : ""),
                 "'" + receiver.text + "' has no " + node.text +
                     (property->kind == PropertyKind::amount ? "; an amount has sum, last and count"
                                                             : "")});
    auto window = window_of(node, *row);
    if (!window) return tl::unexpected(window.error());
    return reading(*row, {receiver.text, row->function, *window});
  }

  static tl::unexpected<Problem> unknown_method(const Node& node) {
    std::vector<std::string_view> names;
    for (const auto& row : kFunctions) names.push_back(row.name);
    const auto near = nearest(node.text, names);
    const std::string like = near ? std::string(*near) : "";
    return wrong(node, {"没有“" + node.text + "”" +
                            (near ? "，是否为“" + like + "”？"
                                  : "，可用 sum min max avg count last rate silence"),
                        "there is no '" + node.text + "'" +
                            (near ? "; did you mean '" + like + "'?"
                                  : "; there are sum min max avg count last rate silence")});
  }

  static tl::expected<Span, Problem> window_of(const Node& node, const FunctionRow& row) {
    if (!row.windowed) {
      if (node.operands.size() != 1)
        return wrong(node, {node.text + "() 没有参数", node.text + "() takes no argument"});
      return Span{0};
    }
    const bool one_duration = node.operands.size() == 2 &&
                              node.operands[1]->kind == NodeKind::call &&
                              node.operands[1]->text == "duration";
    if (!one_duration)
      return wrong(node,
                   {node.text + " 须给出时长，例如 " + node.text + "(duration('1h'))",
                    node.text + " takes a duration, such as " + node.text + "(duration('1h'))"});
    auto span = span_of(*node.operands[1]);
    if (span && *span > kWindowMax)
      return wrong(*node.operands[1], {"时长最多 31 天", "a window is at most 31 days"});
    return span;
  }

  Operand reading(const FunctionRow& row, const SeriesCall& call) {
    auto& calls = program_.calls_;
    auto found = std::find(calls.begin(), calls.end(), call);
    if (found == calls.end()) found = calls.insert(calls.end(), call);
    const auto index = static_cast<std::uint32_t>(found - calls.begin());
    push(Program::ReadingOf{index});
    return {.type = row.result, .code = end() - 1, .call = index};
  }

  Program program_;
};

tl::expected<Program, Problem> compile(std::string_view text) {
  const auto tree = parse(text);
  if (!tree) return tl::unexpected(tree.error());
  return Compiler().run(**tree);
}

}  // namespace fenghuo::language
