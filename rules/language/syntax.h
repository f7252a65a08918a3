// The syntax tree of an expression, in one vector: a node names its parts by their places. Macros
// are already expanded in it (langdef.md, "Macros"), so the checker and the compiler see eight
// kinds.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace fenghuo::language {

/// A literal of type bytes: any bytes, not text.
struct Bytes {
  std::string value;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// null is the first alternative.
using Constant =
    std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Bytes>;

enum class NodeKind : std::uint8_t {
  constant,
  identifier,    // name, with a leading dot where it is absolute
  select,        // part 0 . name; has(part 0 . name) where test_only
  call,          // name(parts); part 0 is the receiver where member
  list,          // parts; optional[i]: [?part]
  map,           // keys and values by turns; optional[i]: {?key: value} of entry i
  message,       // name{fields[i]: part i}; optional[i] likewise
  comprehension  // parts: see Fold
};

/// The parts of a comprehension: over `range`, with `accumulator` beginning as `init`, while
/// `condition`, by `step`; and then `result`.
enum Fold : std::size_t { fold_range, fold_init, fold_condition, fold_step, fold_result };

struct NodeId {
  std::uint32_t value = 0;
  auto operator<=>(const NodeId&) const = default;
};

struct Node {
  NodeKind kind = NodeKind::constant;
  std::uint32_t at = 0;  // byte of the source: the operator, the ( of a call, the . of a select
  bool member = false;
  bool test_only = false;
  Constant constant;
  std::string name;  // of a comprehension: the first variable
  std::string second_variable;
  std::string accumulator;
  std::vector<std::string> fields;
  std::vector<NodeId> parts;
  std::vector<bool> optional;  // empty where none is
};

struct Syntax {
  std::string source;
  std::vector<Node> nodes;
  NodeId root;

  const Node& operator[](NodeId id) const { return nodes[id.value]; }
  Node& operator[](NodeId id) { return nodes[id.value]; }
  /// Makes a node and gives its place. References to other nodes don't survive it.
  NodeId add(Node node) {
    nodes.push_back(std::move(node));
    return {static_cast<std::uint32_t>(nodes.size() - 1)};
  }
};

/// The variable of a comprehension that nobody can name: used where a value is bound, not iterated.
inline constexpr const char* kUnusedVariable = "#unused";
/// The accumulator of the macros.
inline constexpr const char* kAccumulator = "@result";

}  // namespace fenghuo::language
