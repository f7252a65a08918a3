#include "rules/language/extension_macros.h"

#include <array>

namespace fenghuo::language {
namespace {

// transformMap and transformMapEntry: over a list or a map, into a map.
Expansion into_map(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.map();
  NodeId step =
      call.name == "transformMap"
          ? make.call("cel.@mapInsert", {make.accumulator(), call.parts[1], call.parts.back()})
          : make.call("cel.@mapInsert", {make.accumulator(), call.parts.back()});
  if (call.parts.size() == 5) step = make.choose(call.parts[3], step, make.accumulator());
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, make.constant(true),
                            step, make.accumulator());
}

// cel.bind(name, value, result).
Expansion bind(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  return make.bind(syntax[call.parts[1]].name, call.parts[2], call.parts[3]);
}

// cel.block([a, b], result): each may name those before it as cel.index(N).
Expansion block(Syntax& syntax, const Node& call) {
  const Node& values = syntax[call.parts[1]];
  if (values.kind != NodeKind::list || !values.optional.empty())
    return tl::unexpected(
        Fault{values.at,
              {"cel.block 的第一个参数须为列表", "cel.block requires the first arg to be a list"}});
  const std::vector<NodeId> bound = values.parts;
  SyntaxBuilder make(syntax, call.at);
  NodeId result = call.parts[2];
  for (std::size_t i = bound.size(); i-- > 0;)
    result = make.bind("@index" + std::to_string(i), bound[i], result);
  return result;
}

// cel.index(N), cel.iterVar(N, M): names of variables that no source text can write.
Expansion numbered(Syntax& syntax, const Node& call) {
  std::string name = call.name == "index" ? "@index" : call.name == "iterVar" ? "@it" : "@ac";
  for (std::size_t i = 1; i < call.parts.size(); ++i) {
    const Node& argument = syntax[call.parts[i]];
    const auto* number = std::get_if<std::int64_t>(&argument.constant);
    if (argument.kind != NodeKind::constant || number == nullptr || *number < 0)
      return tl::unexpected(
          Fault{argument.at, {"此处须为非负整数", "a non-negative int constant is wanted here"}});
    name += (i > 1 || call.name != "index" ? ":" : "") + std::to_string(*number);
  }
  return SyntaxBuilder(syntax, call.at).name(std::move(name));
}

// target.optMap(v, e) and target.optFlatMap(v, e).
Expansion map_optional(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const std::string target = "@target";
  const NodeId value = make.member("value", {make.name(target)});
  NodeId mapped = make.bind(syntax[call.parts[1]].name, value, call.parts[2]);
  if (call.name == "optMap") mapped = make.call("optional.of", {mapped});
  const NodeId chosen = make.choose(make.member("hasValue", {make.name(target)}), mapped,
                                    make.call("optional.none", {}));
  return make.bind(target, call.parts[0], chosen);
}

// target.sortBy(v, key): the keys are made once, and sorting is left to a function.
Expansion sort_by(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const std::string input = "@__sortBy_input__";
  const Node map{.kind = NodeKind::call,
                 .at = call.at,
                 .member = true,
                 .name = "map",
                 .parts = {make.name(input), call.parts[1], call.parts[2]}};
  const Expansion keys = expand(syntax, map, Macros::standard);
  if (!keys) return keys;
  const NodeId sorted = make.member("@sortByAssociatedKeys", {make.name(input), **keys});
  return make.bind(input, call.parts[0], sorted);
}

// math.greatest(a, ...) and math.least(a, ...), of numbers or of a list of numbers.
Expansion extreme(Syntax& syntax, const Node& call) {
  const std::string function = call.name == "greatest" ? "math.@max" : "math.@min";
  const std::vector<NodeId> arguments(call.parts.begin() + 1, call.parts.end());
  if (arguments.empty())
    return tl::unexpected(Fault{call.at,
                                {"math." + call.name + "() 至少要一个参数",
                                 "math." + call.name + "() requires at least one argument"}});
  SyntaxBuilder make(syntax, call.at);
  if (arguments.size() > 2) return make.call(function, {make.list(arguments)});
  return make.call(function, arguments);
}

constexpr std::array<Macro, 14> kExtensions{
    {{kAny, "transformMap", 4, 2, Macros::all, into_map},
     {kAny, "transformMap", 5, 2, Macros::all, into_map},
     {kAny, "transformMapEntry", 4, 2, Macros::all, into_map},
     {kAny, "transformMapEntry", 5, 2, Macros::all, into_map},
     {"cel", "bind", 4, 1, Macros::all, bind},
     {"cel", "block", 3, 0, Macros::all, block},
     {"cel", "index", 2, 0, Macros::all, numbered},
     {"cel", "iterVar", 3, 0, Macros::all, numbered},
     {"cel", "accuVar", 3, 0, Macros::all, numbered},
     {kAny, "optMap", 3, 1, Macros::all, map_optional},
     {kAny, "optFlatMap", 3, 1, Macros::all, map_optional},
     {kAny, "sortBy", 3, 1, Macros::all, sort_by},
     {"math", "greatest", kAnyNumber, 0, Macros::all, extreme},
     {"math", "least", kAnyNumber, 0, Macros::all, extreme}}};

}  // namespace

std::span<const Macro> extension_macros() {
  return kExtensions;
}

Expansion map_pairs(Syntax& syntax, const Node& call) {
  SyntaxBuilder make(syntax, call.at);
  const NodeId init = make.list({});
  NodeId step = make.call("_+_", {make.accumulator(), make.list({call.parts.back()})});
  if (call.parts.size() == 5) step = make.choose(call.parts[3], step, make.accumulator());
  return make.comprehension(variables_of(syntax, call), call.parts[0], init, make.constant(true),
                            step, make.accumulator());
}

}  // namespace fenghuo::language
