// From the checked tree to instructions: registers are handed out like a stack, constants are
// computed at once, and loops that gather a list do so without copying it at each turn.
#include <algorithm>
#include <array>

#include "rules/language/collections.h"
#include "rules/language/parser.h"
#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

// While compiling, registers computed on the way have this bit, as it isn't known yet how many
// constants stand before them.
constexpr std::uint32_t kComputed = 1U << 31;

struct Fast {
  std::string_view function;
  Op op;
};
constexpr std::array<Fast, 10> kFast{{{"_+_", Op::add},
                                      {"_-_", Op::subtract},
                                      {"_*_", Op::multiply},
                                      {"_/_", Op::divide},
                                      {"_<_", Op::less},
                                      {"_<=_", Op::at_most},
                                      {"_>_", Op::greater},
                                      {"_>=_", Op::at_least},
                                      {"_==_", Op::equal},
                                      {"_!=_", Op::not_equal}}};

const bool* boolean(const Node& node) {
  return node.kind == NodeKind::constant ? std::get_if<bool>(&node.constant) : nullptr;
}

}  // namespace

class Compiler {
 public:
  Compiler(Program& program, const Checked& checked, std::shared_ptr<const Environment> environment)
      : program_(program), checked_(checked), syntax_(checked.syntax), environment_(*environment) {
    program_.inputs_ = environment->variables().size();
    program_.registers_.assign(program_.inputs_, Value::error(Failure::no_data));
    program_.optionals_.emplace_back();
    program_.environment_ = std::move(environment);
  }

  void run() {
    program_.source_ = syntax_.source;
    program_.type_ = to_string(*checked_[syntax_.root].type);
    program_.result_ = emit(syntax_.root, take_register());
    const auto before = static_cast<std::uint32_t>(program_.registers_.size());
    const auto settle = [&](std::uint32_t& where) {
      if ((where & kComputed) != 0) where = before + (where & ~kComputed);
    };
    settle(program_.result_);
    for (auto& instruction : program_.code_) {
      settle(instruction.target);
      settle(instruction.a);
      settle(instruction.b);
    }
    program_.registers_.resize(before + most_);
  }

 private:
  struct Local {
    std::string name;
    std::uint32_t at;
  };

  // --- registers, constants, labels

  std::uint32_t take_register(std::uint32_t count = 1) {
    const std::uint32_t first = used_;
    used_ += count;
    most_ = std::max(most_, used_);
    return first | kComputed;
  }
  std::uint32_t constant(Value value) {
    program_.registers_.push_back(value);
    return static_cast<std::uint32_t>(program_.registers_.size() - 1);
  }
  std::uint32_t text_constant(std::string_view text, Kind kind = Kind::string) {
    return constant(program_.constants_.text(text, kind));
  }
  bool is_constant(std::uint32_t where) const {
    return (where & kComputed) == 0 && where >= program_.inputs_;
  }
  std::size_t push(NodeId id, Instruction instruction) {
    program_.code_.push_back(instruction);
    program_.at_.push_back(syntax_[id].at);
    return program_.code_.size() - 1;
  }
  std::uint32_t here() const { return static_cast<std::uint32_t>(program_.code_.size()); }
  void land(std::size_t jump) { program_.code_[jump].b = here(); }

  // Puts the value into `target`.
  void place(NodeId id, std::uint32_t target) {
    const std::uint32_t where = emit(id, target);
    if (where != target) push(id, {.op = Op::move, .target = target, .a = where});
  }

  // Gives where the value is: in `target`, or where it stood already.
  std::uint32_t emit(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::uint32_t outside = used_;
    std::uint32_t where = target;
    switch (node.kind) {
      case NodeKind::constant:
        where = constant(value_of(node.constant));
        break;
      case NodeKind::identifier:
        where = name(id);
        break;
      case NodeKind::select:
        select(id, target);
        break;
      case NodeKind::call:
        where = call(id, target);
        break;
      case NodeKind::list:
      case NodeKind::map:
        where = collection(id, target);
        break;
      case NodeKind::message:
        where = constant(program_.constants_.error(Failure::unknown_name, node.name));
        break;
      case NodeKind::comprehension:
        comprehension(id, target);
        break;
    }
    used_ = outside;
    return where;
  }

  Value value_of(const Constant& constant) {
    struct {
      Evaluation& constants;
      Value operator()(std::monostate) const { return {}; }
      Value operator()(const std::string& text) const { return constants.text(text); }
      Value operator()(const Bytes& bytes) const {
        return constants.text(bytes.value, Kind::bytes);
      }
      Value operator()(bool value) const { return Value::of(value); }
      Value operator()(std::int64_t value) const { return Value::of(value); }
      Value operator()(std::uint64_t value) const { return Value::of(value); }
      Value operator()(double value) const { return Value::of(value); }
    } visitor{program_.constants_};
    return std::visit(visitor, constant);
  }

  std::uint32_t name(NodeId id) {
    const Node& node = syntax_[id];
    const Resolved& resolved = checked_[id];
    if (resolved.variable != nullptr) return environment_.input_of(*resolved.variable);
    if (resolved.is_type) return text_constant(node.name, Kind::type);
    for (std::size_t i = locals_.size(); i-- > 0;)
      if (locals_[i].name == node.name) return locals_[i].at;
    return constant(program_.constants_.error(Failure::unknown_name, node.name));
  }

  void select(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::uint32_t of = emit(node.parts[0], target);
    push(id, {.op = node.test_only ? Op::has : Op::field,
              .target = target,
              .a = of,
              .b = text_constant(node.name)});
  }

  // --- calls

  std::uint32_t call(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    if (node.name == "_&&_" || node.name == "_||_") {
      logic(id, target);
    } else if (node.name == "_?_:_") {
      choice(id, target);
    } else if (node.member && node.parts.size() == 2 &&
               (node.name == "or" || node.name == "orValue")) {
      otherwise(id, target);
    } else if (node.name == "!_") {
      push(id, {.op = Op::invert, .target = target, .a = emit(node.parts[0], target)});
    } else if (node.name == "@not_strictly_false") {
      push(id, {.op = Op::not_strictly_false, .target = target, .a = emit(node.parts[0], target)});
    } else {
      return plain_call(id, target);
    }
    return target;
  }

  void logic(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const bool all = node.name == "_&&_";
    const std::uint32_t left = emit(node.parts[0], target);
    const std::size_t decided =
        push(id, {.op = all ? Op::both_left : Op::either_left, .target = target, .a = left});
    const std::uint32_t right = emit(node.parts[1], take_register());
    push(id, {.op = all ? Op::both : Op::either, .target = target, .a = left, .b = right});
    land(decided);
  }

  void choice(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::uint32_t condition = emit(node.parts[0], take_register());
    const std::size_t faulty = push(id, {.op = Op::condition, .target = target, .a = condition});
    const std::size_t otherwise = push(id, {.op = Op::jump_if_false, .a = condition});
    place(node.parts[1], target);
    const std::size_t done = push(id, {.op = Op::jump});
    land(otherwise);
    place(node.parts[2], target);
    land(done);
    land(faulty);
  }

  // a.orValue(b): b is computed only where a holds nothing.
  void otherwise(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    place(node.parts[0], target);
    const Op op = node.name == "or" ? Op::some_or : Op::value_or;
    const std::size_t held = push(id, {.op = op, .target = target, .a = target});
    place(node.parts[1], target);
    // The other side of `or` must be an optional too.
    if (op == Op::some_or) land(push(id, {.op = op, .target = target, .a = target}));
    land(held);
  }

  std::uint32_t plain_call(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::size_t count = node.parts.size();
    const std::uint32_t first = take_register(static_cast<std::uint32_t>(count));
    std::vector<std::uint32_t> parts(count);
    for (std::size_t i = 0; i < count; ++i)
      parts[i] = emit(node.parts[i], first + static_cast<std::uint32_t>(i));
    const auto& overloads = checked_[id].overloads;
    if (node.name == "_[_]" || node.name == "_[?_]" || node.name == "_?._") {
      push(id, {.op = node.name == "_?._" ? Op::field : Op::index,
                .count = static_cast<std::uint16_t>(node.name != "_[_]"),
                .target = target,
                .a = parts[0],
                .b = parts[1]});
      return target;
    }
    if (const auto folded = fold(overloads, parts)) return *folded;
    const auto* fast = std::find_if(kFast.begin(), kFast.end(), [&](const Fast& known) {
      return known.function == node.name && count == 2;
    });
    // Not where the environment has its own: rules divide by zero in their own way.
    const bool standard =
        environment_.find_function(node.name) == environment_.library().find(node.name);
    if (fast != kFast.end() && standard) {
      push(id, {.op = fast->op,
                .count = static_cast<std::uint16_t>(call_of(overloads)),
                .target = target,
                .a = parts[0],
                .b = parts[1]});
      return target;
    }
    gather(node, first, parts);
    push(id, {.op = Op::call,
              .count = static_cast<std::uint16_t>(count),
              .target = target,
              .a = first,
              .b = call_of(overloads)});
    return target;
  }
  std::uint32_t call_of(const std::vector<const Overload*>& overloads) {
    const auto known = std::find(program_.calls_.begin(), program_.calls_.end(), overloads);
    if (known != program_.calls_.end())
      return static_cast<std::uint32_t>(known - program_.calls_.begin());
    program_.calls_.push_back(overloads);
    return static_cast<std::uint32_t>(program_.calls_.size() - 1);
  }
  // Moves what doesn't stand there yet into a row of registers.
  void gather(const Node& node, std::uint32_t first, const std::vector<std::uint32_t>& parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::uint32_t wanted = first + static_cast<std::uint32_t>(i);
      if (parts[i] != wanted)
        push(node.parts[i], {.op = Op::move, .target = wanted, .a = parts[i]});
    }
  }

  bool all_constant(const std::vector<std::uint32_t>& parts) const {
    return std::all_of(parts.begin(), parts.end(),
                       [&](std::uint32_t at) { return is_constant(at); });
  }
  std::vector<Value> values_of(const std::vector<std::uint32_t>& parts) const {
    std::vector<Value> values;
    for (const std::uint32_t part : parts) values.push_back(program_.registers_[part]);
    return values;
  }
  // What it is of constants is computed once. An error is left for its time: it may never come.
  std::optional<std::uint32_t> fold(const std::vector<const Overload*>& overloads,
                                    const std::vector<std::uint32_t>& parts) {
    if (!all_constant(parts)) return std::nullopt;
    const Value value = call_overload(program_.constants_, overloads, values_of(parts));
    return value.is_error() ? std::nullopt : std::optional(constant(value));
  }

  // --- lists and maps

  std::uint32_t collection(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::size_t count = node.parts.size();
    const std::uint32_t first = take_register(static_cast<std::uint32_t>(count));
    std::vector<std::uint32_t> parts(count);
    for (std::size_t i = 0; i < count; ++i)
      parts[i] = emit(node.parts[i], first + static_cast<std::uint32_t>(i));
    const bool list = node.kind == NodeKind::list;
    if (list && node.optional.empty() && all_constant(parts)) {
      const auto values = values_of(parts);
      const bool sound = std::none_of(values.begin(), values.end(),
                                      [](const Value& value) { return value.is_error(); });
      if (sound) return constant(program_.constants_.list(values));
    }
    gather(node, first, parts);
    std::uint32_t optional = 0;
    if (!node.optional.empty()) {
      optional = static_cast<std::uint32_t>(program_.optionals_.size());
      program_.optionals_.push_back(node.optional);
    }
    push(id, {.op = list ? Op::list : Op::map,
              .count = static_cast<std::uint16_t>(list ? count : count / 2),
              .target = target,
              .a = first,
              .b = optional});
    return target;
  }

  // --- comprehensions

  void comprehension(NodeId id, std::uint32_t target) {
    const Node& node = syntax_[id];
    const std::size_t outside = locals_.size();
    const bool* condition = boolean(syntax_[node.parts[fold_condition]]);
    if (condition != nullptr && !*condition) {
      // It binds a value to a name and doesn't turn.
      const std::uint32_t bound = emit(node.parts[fold_init], take_register());
      locals_.push_back({node.accumulator, bound});
      place(node.parts[fold_result], target);
      locals_.resize(outside);
      return;
    }
    const std::uint32_t range = take_register(2);
    place(node.parts[fold_range], range);
    const std::uint32_t accumulator = take_register();
    place(node.parts[fold_init], accumulator);
    const bool two = !node.second_variable.empty();
    const std::uint32_t variable = take_register(two ? 2 : 1);
    const std::size_t faulty = push(id, {.op = Op::loop, .target = target, .a = range});
    const std::uint32_t top = here();
    const std::size_t over =
        push(id, {.op = Op::next, .count = two, .target = variable, .a = range});
    locals_.push_back({node.accumulator, accumulator});
    const std::size_t around = locals_.size();
    locals_.push_back({node.name, variable});
    if (two) locals_.push_back({node.second_variable, variable + 1});
    const std::size_t stop = stop_condition(node.parts[fold_condition]);
    step(node, accumulator);
    push(id, {.op = Op::jump, .b = top});
    land(over);
    if (stop != SIZE_MAX) land(stop);
    locals_.resize(around);
    place(node.parts[fold_result], target);
    locals_.resize(outside);
    land(faulty);
  }

  // Emits the jump out of the loop; SIZE_MAX where it always turns to the end.
  std::size_t stop_condition(NodeId condition) {
    if (boolean(syntax_[condition]) != nullptr) return SIZE_MAX;
    Op op = Op::jump_if_false;
    if (is_call(condition, "@not_strictly_false")) {
      condition = syntax_[condition].parts[0];
      if (is_call(condition, "!_")) {
        condition = syntax_[condition].parts[0];
        op = Op::jump_if_true;
      }
    }
    return push(condition, {.op = op, .a = emit(condition, take_register())});
  }

  bool is_call(NodeId id, std::string_view function) const {
    return syntax_[id].kind == NodeKind::call && syntax_[id].name == function;
  }
  bool is_name(NodeId id, const std::string& name) const {
    return syntax_[id].kind == NodeKind::identifier && syntax_[id].name == name;
  }
  // x of accumulator + [x].
  std::optional<NodeId> appended(NodeId id, const std::string& accumulator) const {
    if (!is_call(id, "_+_") || !is_name(syntax_[id].parts[0], accumulator)) return std::nullopt;
    const Node& list = syntax_[syntax_[id].parts[1]];
    const bool one = list.kind == NodeKind::list && list.parts.size() == 1 && list.optional.empty();
    return one ? std::optional(list.parts[0]) : std::nullopt;
  }

  void step(const Node& node, std::uint32_t accumulator) {
    const NodeId id = node.parts[fold_step];
    const Node& init = syntax_[node.parts[fold_init]];
    const bool gathers = init.kind == NodeKind::list && init.parts.empty();
    const auto item = gathers ? appended(id, node.accumulator) : std::nullopt;
    if (item) return append(*item, accumulator);
    if (gathers && is_call(id, "_?_:_")) {
      const auto& parts = syntax_[id].parts;
      const auto chosen = appended(parts[1], node.accumulator);
      if (chosen && is_name(parts[2], node.accumulator)) {
        const std::uint32_t condition = emit(parts[0], take_register());
        const std::size_t faulty =
            push(id, {.op = Op::condition, .target = accumulator, .a = condition});
        const std::size_t left_out = push(id, {.op = Op::jump_if_false, .a = condition});
        append(*chosen, accumulator);
        land(left_out);
        land(faulty);
        return;
      }
    }
    // Not straight into the accumulator, which the step may read until its end.
    const std::uint32_t where = emit(id, take_register());
    push(id, {.op = Op::move, .target = accumulator, .a = where});
  }
  void append(NodeId item, std::uint32_t accumulator) {
    push(item, {.op = Op::append, .target = accumulator, .a = emit(item, take_register())});
  }

  Program& program_;
  const Checked& checked_;
  const Syntax& syntax_;
  const Environment& environment_;
  std::vector<Local> locals_;
  std::uint32_t used_ = 0;
  std::uint32_t most_ = 0;
};

std::shared_ptr<const Program> compile(const Checked& checked,
                                       std::shared_ptr<const Environment> environment) {
  auto program = std::make_shared<Program>();
  Compiler(*program, checked, std::move(environment)).run();
  return program;
}

tl::expected<std::shared_ptr<const Program>, std::vector<Problem>> compile(
    std::string_view source, std::shared_ptr<const Environment> environment) {
  auto syntax = parse(source);
  if (!syntax) return tl::unexpected(std::vector{std::move(syntax.error())});
  Checked checked = check(std::move(*syntax), *environment);
  if (!checked.problems.empty()) return tl::unexpected(std::move(checked.problems));
  return compile(checked, std::move(environment));
}

}  // namespace fenghuo::language
