#include "rules/language/macros.h"

#include <array>
#include <string_view>

#include "rules/language/extension_macros.h"
#include "rules/language/syntax_builder.h"

namespace fenghuo::language {
namespace {

Expansion has(Syntax& syntax, const Node& call) {
  const Node& argument = syntax[call.parts[0]];
  if (argument.kind != NodeKind::select || argument.test_only)
    return tl::unexpected(Fault{argument.at,
                                {"has() 的参数须为字段，例如 has(a.b)",
                                 "invalid argument to has() macro: a field is "
                                 "wanted, as in has(a.b)"}});
  Node test = argument;
  test.at = call.at;
  test.test_only = true;
  return syntax.add(std::move(test));
}

Expansion all(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.constant(true);
  const NodeId condition = make.call("@not_strictly_false", {make.accumulator()});
  const NodeId step = make.call("_&&_", {make.accumulator(), call.parts.back()});
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, condition, step,
                            make.accumulator());
}

Expansion exists(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.constant(false);
  const NodeId condition =
      make.call("@not_strictly_false", {make.call("!_", {make.accumulator()})});
  const NodeId step = make.call("_||_", {make.accumulator(), call.parts.back()});
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, condition, step,
                            make.accumulator());
}

Expansion exists_one(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.constant(std::int64_t{0});
  const NodeId one_more = make.call("_+_", {make.accumulator(), make.constant(std::int64_t{1})});
  const NodeId step = make.choose(call.parts.back(), one_more, make.accumulator());
  const NodeId result = make.call("_==_", {make.accumulator(), make.constant(std::int64_t{1})});
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, make.constant(true),
                            step, result);
}

Expansion map(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.list({});
  NodeId step = make.call("_+_", {make.accumulator(), make.list({call.parts.back()})});
  if (call.parts.size() == 4) step = make.choose(call.parts[2], step, make.accumulator());
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, make.constant(true),
                            step, make.accumulator());
}

Expansion filter(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.list({});
  const NodeId element = call.parts[1];
  const NodeId longer = make.call("_+_", {make.accumulator(), make.list({element})});
  const NodeId step = make.choose(call.parts[2], longer, make.accumulator());
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, make.constant(true),
                            step, make.accumulator());
}

// Those of langdef.md and, with two variables, of the comprehensions extension.
constexpr std::array<Macro, 14> kMacros{{{kNone, "has", 1, 0, Macros::standard, has},
                                         {kAny, "all", 3, 1, Macros::standard, all},
                                         {kAny, "exists", 3, 1, Macros::standard, exists},
                                         {kAny, "exists_one", 3, 1, Macros::standard, exists_one},
                                         {kAny, "existsOne", 3, 1, Macros::standard, exists_one},
                                         {kAny, "map", 3, 1, Macros::standard, map},
                                         {kAny, "map", 4, 1, Macros::standard, map},
                                         {kAny, "filter", 3, 1, Macros::standard, filter},
                                         {kAny, "all", 4, 2, Macros::all, all},
                                         {kAny, "exists", 4, 2, Macros::all, exists},
                                         {kAny, "exists_one", 4, 2, Macros::all, exists_one},
                                         {kAny, "existsOne", 4, 2, Macros::all, exists_one},
                                         {kAny, "transformList", 4, 2, Macros::all, map_pairs},
                                         {kAny, "transformList", 5, 2, Macros::all, map_pairs}}};

bool matches(const Macro& macro, const Syntax& syntax, const Node& call, Macros macros) {
  if (macro.name != call.name || (macro.receiver != kNone) != call.member) return false;
  if (macro.parts != call.parts.size() && macro.parts != kAnyNumber) return false;
  if (macro.in == Macros::all && macros != Macros::all) return false;
  if (macro.receiver == kNone || macro.receiver == kAny) return true;
  const Node& receiver = syntax[call.parts[0]];
  return receiver.kind == NodeKind::identifier && receiver.name == macro.receiver;
}

// What is wrong with the variables that a macro's call names.
std::optional<Fault> fault_of(const Syntax& syntax, const Node& call, std::size_t variables) {
  for (std::size_t i = 1; i <= variables; ++i) {
    const Node& argument = syntax[call.parts[i]];
    if (argument.kind != NodeKind::identifier || argument.name.starts_with("."))
      return Fault{argument.at, {"此参数须为一个变量名", "argument is not an identifier"}};
    if (argument.name == kAccumulator || argument.name == "__result__")
      return Fault{argument.at,
                   {"变量名与累加器重名", "iteration variable overwrites accumulator variable"}};
    if (i == 2 && argument.name == syntax[call.parts[1]].name)
      return Fault{argument.at, {"两个变量重名", "duplicate variable name"}};
  }
  return std::nullopt;
}

}  // namespace

SyntaxBuilder::Variables variables_of(const Syntax& syntax, const Node& call) {
  const bool two = call.parts.size() > 3 && call.name != "map";
  return {.first = syntax[call.parts[1]].name, .second = two ? syntax[call.parts[2]].name : ""};
}

Expansion expand(Syntax& syntax, const Node& call, Macros macros) {
  for (const auto table : {std::span<const Macro>(kMacros), extension_macros()})
    for (const auto& macro : table) {
      if (!matches(macro, syntax, call, macros)) continue;
      if (auto fault = fault_of(syntax, call, macro.variables))
        return tl::unexpected(std::move(*fault));
      return macro.expand(syntax, call);
    }
  return std::optional<NodeId>();
}

}  // namespace fenghuo::language
