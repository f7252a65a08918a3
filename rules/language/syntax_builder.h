// Short names for the nodes that macros are made of.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "rules/language/syntax.h"

namespace fenghuo::language {

/// All nodes it makes stand at one place: where the macro was called.
class SyntaxBuilder {
 public:
  SyntaxBuilder(Syntax& syntax, std::uint32_t at) : syntax_(syntax), at_(at) {}

  NodeId constant(Constant value) {
    return syntax_.add({.kind = NodeKind::constant, .at = at_, .constant = std::move(value)});
  }
  NodeId name(std::string name) {
    return syntax_.add({.kind = NodeKind::identifier, .at = at_, .name = std::move(name)});
  }
  NodeId accumulator() { return name(kAccumulator); }
  NodeId call(std::string function, std::vector<NodeId> parts) {
    return syntax_.add({.kind = NodeKind::call,
                        .at = at_,
                        .name = std::move(function),
                        .parts = std::move(parts)});
  }
  NodeId member(std::string function, std::vector<NodeId> parts) {
    const NodeId id = call(std::move(function), std::move(parts));
    syntax_[id].member = true;
    return id;
  }
  NodeId list(std::vector<NodeId> parts) {
    return syntax_.add({.kind = NodeKind::list, .at = at_, .parts = std::move(parts)});
  }
  NodeId map() { return syntax_.add({.kind = NodeKind::map, .at = at_}); }
  NodeId choose(NodeId condition, NodeId then, NodeId otherwise) {
    return call("_?_:_", {condition, then, otherwise});
  }

  struct Variables {
    std::string first;
    std::string second{};
    std::string accumulator = kAccumulator;
  };
  NodeId comprehension(Variables variables, NodeId range, NodeId init, NodeId condition,
                       NodeId step, NodeId result) {
    return syntax_.add({.kind = NodeKind::comprehension,
                        .at = at_,
                        .name = std::move(variables.first),
                        .second_variable = std::move(variables.second),
                        .accumulator = std::move(variables.accumulator),
                        .parts = {range, init, condition, step, result}});
  }
  /// `result`, in which `name` is `value`.
  NodeId bind(std::string name, NodeId value, NodeId result) {
    const NodeId step = this->name(name);
    return comprehension({.first = kUnusedVariable, .accumulator = std::move(name)}, list({}),
                         value, constant(false), step, result);
  }

 private:
  Syntax& syntax_;
  std::uint32_t at_;
};

}  // namespace fenghuo::language
