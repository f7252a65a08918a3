#include "rules/language/checker.h"

#include <algorithm>
#include <array>

#include "engine/nearest.h"
#include "rules/language/mismatch.h"
#include "rules/language/substitution.h"

namespace fenghuo::language {
namespace {

const Type* const kDyn = &basic(TypeKind::dyn);
const Type* const kBool = &basic(TypeKind::boolean);
const Type* const kError = &basic(TypeKind::error);

bool is_open(const Type& type) {
  return type.kind == TypeKind::dyn || type.kind == TypeKind::error;
}

// Types that can be named: what the name stands for.
constexpr std::array<std::string_view, 15> kTypeNames{"bool",
                                                      "bytes",
                                                      "double",
                                                      "int",
                                                      "list(dyn)",
                                                      "map(dyn, dyn)",
                                                      "null_type",
                                                      "string",
                                                      "type",
                                                      "uint",
                                                      "google.protobuf.Timestamp",
                                                      "google.protobuf.Duration",
                                                      "optional_type(dyn)",
                                                      "net.IP",
                                                      "net.CIDR"};

std::string_view base_name(std::string_view type) {
  return type.substr(0, type.find('('));
}

class Checker {
 public:
  Checker(Checked& checked, const Environment& environment, Checking checking)
      : checked_(checked),
        syntax_(checked.syntax),
        environment_(environment),
        substitution_(checked.types),
        lenient_(checking == Checking::names) {}

  void run() {
    checked_.nodes.resize(syntax_.nodes.size());
    check(syntax_.root);
    for (auto& node : checked_.nodes) node.type = substitution_.applied(node.type, true);
  }

 private:
  struct Local {
    std::string name;
    const Type* type;
  };

  Types& types() { return checked_.types; }
  Resolved& at(NodeId id) { return checked_.nodes[id.value]; }
  const Type* type_of(NodeId id) { return at(id).type; }

  void wrong(std::uint32_t byte, Text text) {
    if (lenient_) return;
    checked_.problems.push_back({position_of(syntax_.source, byte), std::move(text)});
  }

  void check(NodeId id) {
    switch (syntax_[id].kind) {
      case NodeKind::constant:
        at(id).type = constant_type(syntax_[id].constant);
        break;
      case NodeKind::identifier:
        check_identifier(id);
        break;
      case NodeKind::select:
        check_select(id);
        break;
      case NodeKind::call:
        check_call(id);
        break;
      case NodeKind::list:
        check_list(id);
        break;
      case NodeKind::map:
        check_map(id);
        break;
      case NodeKind::message:
        for (const NodeId part : std::vector(syntax_[id].parts)) check(part);
        wrong(syntax_[id].at, {"不支持消息类型“" + syntax_[id].name + "”",
                               "messages such as '" + syntax_[id].name + "' are not supported"});
        at(id).type = kError;
        break;
      case NodeKind::comprehension:
        check_comprehension(id);
        break;
    }
    if (lenient_) at(id).type = kDyn;
  }

  static const Type* constant_type(const Constant& constant) {
    constexpr std::array kKinds{
        TypeKind::null,     TypeKind::boolean, TypeKind::integer, TypeKind::unsigned_integer,
        TypeKind::floating, TypeKind::string,  TypeKind::bytes};
    return &basic(kKinds[constant.index()]);
  }

  // --- names

  const Local* local(std::string_view name) const {
    const auto found = std::find_if(locals_.rbegin(), locals_.rend(),
                                    [&](const Local& known) { return known.name == name; });
    return found == locals_.rend() ? nullptr : &*found;
  }

  // Makes the node an identifier, where the name stands for something outside of the expression.
  bool resolve(NodeId id, std::string_view name) {
    for (auto& candidate : environment_.candidates(name)) {
      if (const Variable* variable = environment_.find_variable(candidate)) {
        become_identifier(id, std::move(candidate));
        at(id).variable = variable;
        at(id).type = variable->type;
        return true;
      }
      const auto* type = std::find_if(kTypeNames.begin(), kTypeNames.end(),
                                      [&](auto known) { return base_name(known) == candidate; });
      if (type == kTypeNames.end()) continue;
      become_identifier(id, std::move(candidate));
      at(id).is_type = true;
      at(id).type = types().type(types().parse(*type));
      return true;
    }
    return false;
  }
  void become_identifier(NodeId id, std::string name) {
    Node& node = syntax_[id];
    node.kind = NodeKind::identifier;
    node.name = std::move(name);
    node.parts.clear();
  }

  void check_identifier(NodeId id) {
    const std::string name = syntax_[id].name;
    if (const Local* known = local(name)) {
      at(id).type = known->type;
      return;
    }
    if (resolve(id, name)) return;
    unknown_name(id, name);
  }
  void unknown_name(NodeId id, const std::string& name) {
    std::vector<std::string_view> known;
    const auto add = [&](std::string_view like) {
      if (!like.starts_with('@') && !like.starts_with('#')) known.push_back(like);
    };
    for (const auto& variable : environment_.variables()) add(variable.name);
    for (const auto& variable : locals_) add(variable.name);
    Text text{"没有“" + name + "”这个名称", "undeclared reference to '" + name + "'"};
    if (const auto like = nearest(name, known)) {
      text.zh += "，是不是“" + std::string(*like) + "”？";
      text.en += "; did you mean '" + std::string(*like) + "'?";
    }
    wrong(syntax_[id].at, std::move(text));
    at(id).type = kError;
  }

  // "a.b.c" of a chain of selections from a name that is not a local one.
  std::string qualified(NodeId id) const {
    const Node& node = syntax_[id];
    if (node.kind == NodeKind::identifier) return local(node.name) != nullptr ? "" : node.name;
    if (node.kind != NodeKind::select || node.test_only) return "";
    const std::string before = qualified(node.parts[0]);
    return before.empty() ? "" : before + "." + node.name;
  }

  // --- fields

  void check_select(NodeId id) {
    const std::string name = qualified(id);
    if (!name.empty() && resolve(id, name)) return;
    const NodeId operand = syntax_[id].parts[0];
    check(operand);
    const Type* field = field_type(operand, syntax_[id].at);
    at(id).type = syntax_[id].test_only ? kBool : field;
  }
  const Type* field_type(NodeId operand, std::uint32_t byte) {
    const Type* of = substitution_.applied(type_of(operand), false);
    if (!is_optional(*of)) return field_of(of, byte);
    const Type* field = field_of(of->parameters[0], byte);
    return is_optional(*field) ? field : types().optional(field);
  }
  const Type* field_of(const Type* of, std::uint32_t byte) {
    if (of->kind == TypeKind::map) return of->parameters[1];
    if (of->kind == TypeKind::parameter) {
      substitution_.assignable(kDyn, of);
      return kDyn;
    }
    if (is_open(*of)) return kDyn;
    wrong(byte, {"“" + to_string(*of) + "”没有字段",
                 "type '" + to_string(*of) + "' does not support field selection"});
    return kError;
  }
  void check_optional_select(NodeId id) {
    const NodeId operand = syntax_[id].parts[0];
    check(operand);
    check(syntax_[id].parts[1]);
    const Type* field = field_type(operand, syntax_[id].at);
    at(id).type = is_optional(*field) ? field : types().optional(field);
  }

  // --- calls

  void check_call(NodeId id) {
    if (syntax_[id].name == "_?._") return check_optional_select(id);
    if (syntax_[id].member && !become_function(id)) return check_member(id);
    const std::string name = syntax_[id].name;
    const Overloads* function = nullptr;
    for (auto& candidate : environment_.candidates(name)) {
      function = environment_.find_function(candidate);
      if (function == nullptr) continue;
      syntax_[id].name = std::move(candidate);
      break;
    }
    check_parts(id);
    if (function == nullptr) return unknown_function(id, name);
    choose(id, *function, false);
  }
  void check_member(NodeId id) {
    check_parts(id);
    const std::string name = syntax_[id].name;
    const Overloads* function = environment_.find_function(name);
    if (function == nullptr) return unknown_function(id, name);
    choose(id, *function, true);
  }
  void check_parts(NodeId id) {
    for (const NodeId part : std::vector(syntax_[id].parts)) check(part);
  }

  // math.abs(x): the function of that name, where there is one.
  bool become_function(NodeId id) {
    const std::string before = qualified(syntax_[id].parts[0]);
    if (before.empty()) return false;
    for (auto& candidate : environment_.candidates(before + "." + syntax_[id].name)) {
      if (environment_.find_function(candidate) == nullptr) continue;
      Node& node = syntax_[id];
      node.name = std::move(candidate);
      node.member = false;
      node.parts.erase(node.parts.begin());
      return true;
    }
    return false;
  }

  void unknown_function(NodeId id, const std::string& name) {
    Text text{"没有函数“" + name + "”", "undeclared reference to function '" + name + "'"};
    std::vector<std::string_view> known;
    for (const auto& [known_name, overloads] : environment_.library().functions())
      if (known_name.find_first_of("_@") == std::string::npos) known.emplace_back(known_name);
    if (const auto like = nearest(name, known)) {
      text.zh += "，是不是“" + std::string(*like) + "”？";
      text.en += "; did you mean '" + std::string(*like) + "'?";
    }
    wrong(syntax_[id].at, std::move(text));
    at(id).type = kError;
  }

  void choose(NodeId id, const Overloads& function, bool member) {
    std::vector<const Type*> arguments;
    for (const NodeId part : syntax_[id].parts) arguments.push_back(type_of(part));
    const Type* result = nullptr;
    for (const auto& overload : function) {
      if (overload.member != member || overload.parameters.size() != arguments.size()) continue;
      std::map<std::string, const Type*> fresh;
      std::vector<const Type*> wanted;
      for (const Type* parameter : overload.parameters)
        wanted.push_back(substitution_.instance(parameter, fresh));
      const Type* gives = substitution_.instance(overload.result, fresh);
      if (!lenient_ && !substitution_.assignable(arguments, wanted)) continue;
      at(id).overloads.push_back(&overload);
      gives = substitution_.applied(gives, false);
      if (result == nullptr) {
        result = gives;
      } else if (result->kind != TypeKind::dyn && !same(*result, *gives)) {
        result = kDyn;
      }
    }
    if (result == nullptr) {
      for (auto& argument : arguments) argument = substitution_.applied(argument, true);
      const auto open = [](const Type* type) { return type->kind == TypeKind::error; };
      // What is wrong with an argument was said already.
      if (std::none_of(arguments.begin(), arguments.end(), open))
        wrong(syntax_[id].at, mismatch(syntax_[id].name, member, arguments));
      result = kError;
    }
    at(id).type = result;
    // What is dyn here may turn out to be of a type that another overload takes.
    if (!at(id).overloads.empty()) take_all(id, function, member, arguments.size());
  }
  void take_all(NodeId id, const Overloads& function, bool member, std::size_t arguments) {
    at(id).overloads.clear();
    for (const auto& overload : function)
      if (overload.member == member && overload.parameters.size() == arguments)
        at(id).overloads.push_back(&overload);
  }

  // --- lists and maps

  const Type* join(const Type* before, const Type* next) {
    if (before == nullptr) return next;
    if (!substitution_.assignable(before, next)) return kDyn;
    return Substitution::more_general(before, next);
  }

  // Of [?a] and {?k: a}, what a holds.
  const Type* item_type(NodeId item, bool optional) {
    const Type* type = substitution_.applied(type_of(item), false);
    if (!optional || is_open(*type)) return type;
    if (is_optional(*type)) return type->parameters[0];
    wrong(syntax_[item].at, {"此处须为可选值，而不是“" + to_string(*type) + "”",
                             "expected type 'optional_type(" + to_string(*type) + ")' but found '" +
                                 to_string(*type) + "'"});
    return type;
  }

  void check_list(NodeId id) {
    const auto parts = syntax_[id].parts;
    const auto optional = syntax_[id].optional;
    const Type* element = nullptr;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      check(parts[i]);
      element = join(element, item_type(parts[i], !optional.empty() && optional[i]));
    }
    at(id).type = types().list(element == nullptr ? substitution_.fresh() : element);
  }

  // What can't be a key has no type worth remembering: types of maps of maps would grow without
  // end.
  const Type* key_type(NodeId key) {
    const Type* type = substitution_.applied(type_of(key), false);
    return type->parameters.empty() ? type : kDyn;
  }

  void check_map(NodeId id) {
    const auto parts = syntax_[id].parts;
    const auto optional = syntax_[id].optional;
    const Type* key = nullptr;
    const Type* value = nullptr;
    for (std::size_t i = 0; i < parts.size(); i += 2) {
      check(parts[i]);
      key = join(key, key_type(parts[i]));
      check(parts[i + 1]);
      value = join(value, item_type(parts[i + 1], !optional.empty() && optional[i / 2]));
    }
    at(id).type = types().map(key == nullptr ? substitution_.fresh() : key,
                              value == nullptr ? substitution_.fresh() : value);
  }

  // --- comprehensions

  struct Elements {
    const Type* first;
    const Type* second;
  };
  Elements elements_of(NodeId range, bool two) {
    const Type* type = substitution_.applied(type_of(range), false);
    if (type->kind == TypeKind::list) {
      const Type* element = type->parameters[0];
      return two ? Elements{&basic(TypeKind::integer), element} : Elements{element, element};
    }
    if (type->kind == TypeKind::map) return {type->parameters[0], type->parameters[1]};
    if (type->kind == TypeKind::parameter) substitution_.assignable(kDyn, type);
    if (type->kind == TypeKind::parameter || is_open(*type)) return {kDyn, kDyn};
    wrong(syntax_[range].at,
          {"“" + to_string(*type) + "”不能逐个遍历，须为列表或映射",
           "expression of type '" + to_string(*type) +
               "' cannot be range of a comprehension (must be list, map, or dynamic)"});
    return {kError, kError};
  }

  void check_comprehension(NodeId id) {
    const auto parts = syntax_[id].parts;
    const std::string first = syntax_[id].name;
    const std::string second = syntax_[id].second_variable;
    const std::string accumulator = syntax_[id].accumulator;
    check(parts[fold_range]);
    check(parts[fold_init]);
    const Elements elements = elements_of(parts[fold_range], !second.empty());
    const std::size_t outside = locals_.size();
    locals_.push_back({accumulator, type_of(parts[fold_init])});
    const std::size_t around = locals_.size();
    locals_.push_back({first, elements.first});
    if (!second.empty()) locals_.push_back({second, elements.second});
    check(parts[fold_condition]);
    expect(parts[fold_condition], kBool);
    check(parts[fold_step]);
    expect(parts[fold_step], type_of(parts[fold_init]));
    locals_.resize(around);
    check(parts[fold_result]);
    locals_.resize(outside);
    at(id).type = substitution_.applied(type_of(parts[fold_result]), false);
  }
  void expect(NodeId id, const Type* wanted) {
    if (lenient_ || substitution_.assignable(wanted, type_of(id))) return;
    const std::string is = to_string(*substitution_.applied(type_of(id), true));
    const std::string should = to_string(*substitution_.applied(wanted, true));
    wrong(syntax_[id].at, {"此处须为“" + should + "”，而不是“" + is + "”",
                           "expected type '" + should + "' but found '" + is + "'"});
  }

  Checked& checked_;
  Syntax& syntax_;
  const Environment& environment_;
  Substitution substitution_;
  std::vector<Local> locals_;
  bool lenient_;
};

}  // namespace

Checked check(Syntax syntax, const Environment& environment, Checking checking) {
  Checked checked{.syntax = std::move(syntax), .nodes = {}, .problems = {}, .types = {}};
  Checker(checked, environment, checking).run();
  return checked;
}

}  // namespace fenghuo::language
