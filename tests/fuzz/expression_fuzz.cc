// Any text as an expression. What parses is printed with the fewest parentheses that keep its
// shape, and must come back as the same tree; what compiles must run, and mean the same printed.
#include <algorithm>
#include <array>

#include "engine/check.h"
#include "rules/language/lexer.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

// How tightly a node binds, by the grammar in parser.h: choice 0, || 1, ... member 7.
int binding_of(const Node& node) {
  constexpr std::array<std::pair<std::string_view, int>, 13> kOperators{{{"||", 1},
                                                                         {"&&", 2},
                                                                         {"<", 3},
                                                                         {"<=", 3},
                                                                         {">=", 3},
                                                                         {">", 3},
                                                                         {"==", 3},
                                                                         {"!=", 3},
                                                                         {"+", 4},
                                                                         {"-", 4},
                                                                         {"*", 5},
                                                                         {"/", 5},
                                                                         {"%", 5}}};
  if (node.kind == NodeKind::choice) return 0;
  if (node.kind == NodeKind::unary) return 6;
  if (node.kind != NodeKind::binary) return 7;
  const auto* found = std::find_if(kOperators.begin(), kOperators.end(),
                                   [&](const auto& entry) { return entry.first == node.text; });
  CHECK(found != kOperators.end());
  return found->second;
}

std::string print(const Node& node);

std::string print_at(const Node& node, int binding) {
  return binding_of(node) >= binding ? print(node) : "(" + print(node) + ")";
}

std::string quoted(const std::string& value) {
  std::string out = "'";
  for (const char c : value) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::string arguments(const Node& node, std::size_t first) {
  std::string out = "(";
  for (std::size_t i = first; i < node.operands.size(); ++i)
    out += (i > first ? ", " : "") + print(*node.operands[i]);
  return out + ")";
}

std::string print(const Node& node) {
  const auto& parts = node.operands;
  const int binding = binding_of(node);
  switch (node.kind) {
    case NodeKind::string:
      return quoted(node.text);
    case NodeKind::unary:
      return node.text + print_at(*parts[0], binding);
    case NodeKind::binary:
      return print_at(*parts[0], binding) + " " + node.text + " " +
             print_at(*parts[1], binding + 1);
    case NodeKind::choice:
      return print_at(*parts[0], 1) + " ? " + print_at(*parts[1], 1) + " : " + print(*parts[2]);
    case NodeKind::call:
      return node.text + arguments(node, 0);
    case NodeKind::method:
      return print_at(*parts[0], binding) + "." + node.text + arguments(node, 1);
    case NodeKind::boolean:
    case NodeKind::integer:
    case NodeKind::floating:
    case NodeKind::identifier:
      break;
  }
  return node.text;
}

bool same(const Node& a, const Node& b) {
  return a.kind == b.kind && a.text == b.text &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    [](const auto& left, const auto& right) { return same(*left, *right); });
}

void check_problem(const Problem& problem) {
  CHECK(problem.at.line >= 1 && problem.at.column >= 1);
  CHECK(!problem.text.zh.empty() && !problem.text.en.empty());
}

// Some known, some not; zeros and both signs among them.
std::vector<Reading> readings_for(const Program& program, std::size_t seed) {
  std::vector<Reading> readings;
  for (std::size_t i = 0; i < program.calls().size(); ++i) {
    const std::size_t mixed = (seed + i) * 2654435761U % 97;
    readings.push_back({mixed % 4 != 0, (static_cast<double>(mixed) - 48) / 4});
  }
  return readings;
}

void check_program(const Program& program, const Program& printed, std::size_t seed) {
  CHECK(program.calls() == printed.calls());
  CHECK(program.thresholds().size() == printed.thresholds().size());
  for (const auto& threshold : program.thresholds()) CHECK(threshold.call < program.calls().size());
  for (const auto& call : program.calls())
    CHECK(call.window >= Span{} && call.window <= kWindowMax);
  const std::vector<double> deadbands(program.calls().size(), 0.5);
  for (std::size_t round = 0; round < 4; ++round) {
    const auto readings = readings_for(program, seed + round);
    CHECK(program.run(readings, deadbands) == printed.run(readings, deadbands));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto tree = parse(text);
  const auto program = compile(text);
  if (!program) check_problem(program.error());
  if (!tree) {
    check_problem(tree.error());
    CHECK(!program);
    return 0;
  }
  const std::string printed = print(**tree);
  if (printed.size() > kExpressionBytesMax) return 0;
  const auto again = parse(printed);
  CHECK(again && same(**tree, **again));
  CHECK(print(**again) == printed);
  const auto program_again = compile(printed);
  CHECK(program.has_value() == program_again.has_value());
  if (program) check_program(*program, *program_again, size);
  return 0;
}

}  // namespace fenghuo::language
