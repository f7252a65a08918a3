#include "tests/rules/language/reference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace fenghuo::language::reference {
namespace {

constexpr std::array<std::string_view, 6> kNamespaces{"cel",      "lists",   "math",
                                                      "optional", "strings", "base64"};
constexpr std::array<std::string_view, 13> kTypes{"bool",
                                                  "bytes",
                                                  "double",
                                                  "google.protobuf.Duration",
                                                  "google.protobuf.Timestamp",
                                                  "int",
                                                  "list",
                                                  "map",
                                                  "null_type",
                                                  "optional_type",
                                                  "string",
                                                  "type",
                                                  "uint"};

using Key = std::pair<std::string_view, std::size_t>;

std::map<Key, Function> all_functions() {
  std::map<Key, Function> functions;
  for (const Table* table : {&operators(), &conversions(), &time_functions(), &string_functions(),
                             &list_functions(), &math_functions()})
    for (const Row& row : *table) functions[{row.name, row.arguments}] = row.run;
  return functions;
}

// What the variables of a macro are in one turn.
struct Turn {
  Value first;
  Value second;
};

class Walk {
 public:
  Walk(const Syntax& syntax, const Variables& variables, const World& world)
      : syntax_(syntax), variables_(variables), world_(world) {}

  std::optional<Value> attempt(NodeId id) {
    const std::size_t outside = locals_.size();
    try {
      return value(id);
    } catch (const Failed&) {
      locals_.resize(outside);
      return std::nullopt;
    }
  }

 private:
  struct Local {
    std::string name;
    std::optional<Value> value;
  };

  Value value(NodeId id) {
    const Node& node = syntax_[id];
    switch (node.kind) {
      case NodeKind::constant:
        return constant(node.constant);
      case NodeKind::identifier:
        return named(node.name);
      case NodeKind::select:
        return selected(id);
      case NodeKind::call:
        return world_ ? called_in_world(id) : called(id);
      case NodeKind::list:
        return list(node);
      case NodeKind::map:
        return map(node);
      case NodeKind::message:
      case NodeKind::comprehension:  // macros make them, and are not expanded
        break;
    }
    throw Failed{};
  }

  static Value constant(const Constant& constant) {
    return std::visit(
        [](const auto& held) -> Value {
          if constexpr (std::is_same_v<decltype(held), const std::monostate&>)
            return {};
          else
            return {held};
        },
        constant);
  }

  // --- names

  Value named(const std::string& name) {
    for (std::size_t i = locals_.size(); i-- > 0;)
      if (locals_[i].name == name) return known(locals_[i].value);
    const auto variable = variables_.find(name);
    if (variable != variables_.end()) return known(variable->second);
    if (std::find(kTypes.begin(), kTypes.end(), name) == kTypes.end()) throw Failed{};
    return {Type{name}};
  }
  static Value known(const std::optional<Value>& value) {
    if (!value) throw Failed{};
    return *value;
  }

  std::string path(NodeId id) const {
    const Node& node = syntax_[id];
    if (node.kind == NodeKind::identifier) return node.name;
    return node.kind == NodeKind::select ? path(node.parts[0]) + "." + node.name : "?";
  }

  Value selected(NodeId id) {
    const std::string whole = path(id);
    if (std::find(kTypes.begin(), kTypes.end(), whole) != kTypes.end()) return {Type{whole}};
    const Node& node = syntax_[id];
    return field(value(node.parts[0]), node.name, false);
  }
  static Value field(const Value& of, const std::string& name, bool optional) {
    if (find_as<Map>(of) == nullptr && find_as<Optional>(of) == nullptr) throw Failed{};
    return element(of, {name}, optional);
  }

  // --- lists and maps

  // Of [?a] and {k: ?a} nothing where the optional is none.
  std::optional<Value> item(const Node& node, std::size_t part, std::size_t place) {
    Value held = value(node.parts[part]);
    if (node.optional.empty() || !node.optional[place]) return held;
    const auto& optional = as<Optional>(held);
    return optional.held.empty() ? std::nullopt : std::optional(optional.held[0]);
  }
  Value list(const Node& node) {
    List items;
    for (std::size_t i = 0; i < node.parts.size(); ++i)
      if (auto held = item(node, i, i)) items.push_back(std::move(*held));
    return {std::move(items)};
  }
  Value map(const Node& node) {
    Map entries;
    for (std::size_t i = 0; i < node.parts.size(); i += 2) {
      Value key = value(node.parts[i]);
      if (auto held = item(node, i + 1, i / 2)) insert(entries, std::move(key), std::move(*held));
    }
    return {std::move(entries)};
  }

  // --- calls

  Value called_in_world(NodeId id) {
    if (auto answer = world_(syntax_, id)) return std::move(*answer);
    Value made = called(id);
    const auto* number = find_as<double>(made);
    if (number != nullptr && !std::isfinite(*number)) throw Failed{};
    return made;
  }

  Value called(NodeId id) {
    const Node& node = syntax_[id];
    if (node.name == "_&&_") return joined(node, false);
    if (node.name == "_||_") return joined(node, true);
    if (node.name == "_?_:_") return value(node.parts[as<bool>(value(node.parts[0])) ? 1 : 2]);
    if (node.name == "has" && !node.member && node.parts.size() == 1) return has(node.parts[0]);
    if (node.member) {
      if (auto of_macro = macro(node)) return std::move(*of_macro);
      if (auto of_namespace = in_namespace(node)) return std::move(*of_namespace);
      if (auto of_optional = either_optional(node)) return std::move(*of_optional);
    }
    return applied((node.member ? "." : "") + node.name, values(node, 0));
  }

  std::vector<Value> values(const Node& node, std::size_t first) {
    std::vector<Value> values;
    for (std::size_t i = first; i < node.parts.size(); ++i) values.push_back(value(node.parts[i]));
    return values;
  }
  static Value applied(const std::string& name, const Arguments& arguments) {
    static const auto functions = all_functions();
    const auto function = functions.find({name, arguments.size()});
    if (function == functions.end()) throw Failed{};
    return function->second(arguments);
  }

  // Either side may decide alone, whatever the other is.
  Value joined(const Node& node, bool decisive) {
    const auto left = attempt(node.parts[0]);
    const auto right = attempt(node.parts[1]);
    bool sound = true;
    for (const auto* side : {&left, &right}) {
      const bool* held = *side ? find_as<bool>(**side) : nullptr;
      if (held != nullptr && *held == decisive) return {decisive};
      sound = sound && held != nullptr;
    }
    if (!sound) throw Failed{};
    return {!decisive};
  }

  Value has(NodeId id) {
    const Node& test = syntax_[id];
    if (test.kind != NodeKind::select) throw Failed{};
    Value of = value(test.parts[0]);
    while (const auto* optional = find_as<Optional>(of)) {
      if (optional->held.empty()) return {false};
      of = Value(optional->held[0]);
    }
    return {find(as<Map>(of), {test.name}) != nullptr};
  }

  // a.or(b), a.orValue(b): b counts only where a holds nothing.
  std::optional<Value> either_optional(const Node& node) {
    const bool unpacks = node.name == "orValue";
    if ((!unpacks && node.name != "or") || node.parts.size() != 2) return std::nullopt;
    const Value left = value(node.parts[0]);
    const auto& held = as<Optional>(left).held;
    if (!held.empty()) return unpacks ? held[0] : left;
    Value right = value(node.parts[1]);
    if (!unpacks) as<Optional>(right);
    return right;
  }

  // math.abs(x), cel.bind(n, x, e) and the like.
  std::optional<Value> in_namespace(const Node& node) {
    const Node& receiver = syntax_[node.parts[0]];
    if (receiver.kind != NodeKind::identifier) return std::nullopt;
    const std::string& space = receiver.name;
    if (std::find(kNamespaces.begin(), kNamespaces.end(), space) == kNamespaces.end())
      return std::nullopt;
    if (space == "cel" && node.name == "bind" && node.parts.size() == 4)
      return bound(node.parts[1], attempt(node.parts[2]), node.parts[3]);
    if (space == "math" && (node.name == "greatest" || node.name == "least"))
      return extreme_of(values(node, 1), node.name == "greatest" ? 1 : -1);
    return applied(space + "." + node.name, values(node, 1));
  }
  // A value that can't be computed hurts only where it is asked for.
  Value bound(NodeId name, std::optional<Value> held, NodeId result) {
    locals_.push_back({syntax_[name].name, std::move(held)});
    Value made = value(result);
    locals_.pop_back();
    return made;
  }
  static Value extreme_of(const List& arguments, int sign) {
    if (arguments.size() == 1)
      if (const auto* list = find_as<List>(arguments[0])) return extreme(*list, sign);
    return extreme(arguments, sign);
  }

  // --- macros

  std::vector<Turn> turns(NodeId range, bool two) {
    const Value over = value(range);
    std::vector<Turn> turns;
    if (const auto* map = find_as<Map>(over)) {
      for (const Entry& entry : *map) turns.push_back({entry.key, entry.value});
    } else {
      std::int64_t place = 0;
      for (const Value& item : as<List>(over)) {
        turns.push_back(two ? Turn{{place}, item} : Turn{item, {}});
        ++place;
      }
    }
    return turns;
  }

  template <class Body>
  void each(const Node& node, bool two, Body body) {
    for (const Turn& turn : turns(node.parts[0], two)) {
      const std::size_t outside = locals_.size();
      locals_.push_back({syntax_[node.parts[1]].name, turn.first});
      if (two) locals_.push_back({syntax_[node.parts[2]].name, turn.second});
      body();
      locals_.resize(outside);
    }
  }

  std::optional<Value> macro(const Node& node) {
    const std::string& name = node.name;
    const std::size_t parts = node.parts.size();
    if (parts == 3 || parts == 4) {
      const bool two = parts == 4;
      if (name == "all") return quantified(node, two, false);
      if (name == "exists") return quantified(node, two, true);
      if (name == "exists_one" || name == "existsOne") return one(node, two);
    }
    if (name == "map" && parts == 3) return gathered(node, false, NodeId{}, node.parts[2], false);
    if (name == "map" && parts == 4)
      return gathered(node, false, node.parts[2], node.parts[3], true);
    if (name == "filter" && parts == 3)
      return gathered(node, false, node.parts[2], node.parts[1], true);
    if (parts == 4 || parts == 5) {
      const NodeId condition = parts == 5 ? node.parts[3] : NodeId{};
      if (name == "transformList")
        return gathered(node, true, condition, node.parts.back(), parts == 5);
      if (name == "transformMap" || name == "transformMapEntry")
        return mapped(node, condition, parts == 5);
    }
    if ((name == "optMap" || name == "optFlatMap") && parts == 3) return with_optional(node);
    if (name == "sortBy" && parts == 3) return sorted_by(node);
    return std::nullopt;
  }

  // all and exists: an error counts only where no turn decides.
  Value quantified(const Node& node, bool two, bool decisive) {
    bool decided = false;
    bool sound = true;
    each(node, two, [&] {
      const auto held = attempt(node.parts.back());
      const bool* truth = held ? find_as<bool>(*held) : nullptr;
      if (truth == nullptr) {
        sound = false;
      } else if (*truth == decisive) {
        decided = true;
      }
    });
    if (decided) return {decisive};
    if (!sound) throw Failed{};
    return {!decisive};
  }
  Value one(const Node& node, bool two) {
    int count = 0;
    each(node, two, [&] { count += as<bool>(value(node.parts.back())) ? 1 : 0; });
    return {count == 1};
  }
  Value gathered(const Node& node, bool two, NodeId condition, NodeId item, bool conditional) {
    List items;
    each(node, two, [&] {
      if (!conditional || as<bool>(value(condition))) items.push_back(value(item));
    });
    return {std::move(items)};
  }
  Value mapped(const Node& node, NodeId condition, bool conditional) {
    Map entries;
    each(node, true, [&] {
      if (conditional && !as<bool>(value(condition))) return;
      Value made = value(node.parts.back());
      if (node.name == "transformMap") {
        insert(entries, value(node.parts[1]), std::move(made));
      } else {
        for (const Entry& entry : as<Map>(made)) insert(entries, entry.key, entry.value);
      }
    });
    return {std::move(entries)};
  }
  Value with_optional(const Node& node) {
    const Value target = value(node.parts[0]);
    const auto& held = as<Optional>(target).held;
    if (held.empty()) return target;
    Value made = bound(node.parts[1], held[0], node.parts[2]);
    return node.name == "optMap" ? Value{Optional{{std::move(made)}}} : made;
  }
  Value sorted_by(const Node& node) {
    List keys;
    each(node, false, [&] { keys.push_back(value(node.parts[2])); });
    const Value items = value(node.parts[0]);
    return sorted(as<List>(items), keys);
  }

  const Syntax& syntax_;
  const Variables& variables_;
  const World& world_;
  std::vector<Local> locals_;
};

}  // namespace

std::optional<Value> evaluate(const Syntax& syntax, const Variables& variables) {
  return evaluate(syntax, syntax.root, variables, World());
}

std::optional<Value> evaluate(const Syntax& syntax, NodeId part, const Variables& variables,
                              const World& world) {
  return Walk(syntax, variables, world).attempt(part);
}

}  // namespace fenghuo::language::reference
