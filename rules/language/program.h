// A checked expression, ready to run: instructions over one row of registers, in which the caller's
// inputs come first, then the constants, then what is computed on the way. An expression over
// numbers runs without allocation.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "rules/language/checker.h"
#include "rules/language/environment.h"
#include "rules/language/evaluation.h"
#include "rules/language/problem.h"
#include "rules/language/value.h"

namespace fenghuo::language {

enum class Op : std::uint16_t {
  // target = a op b, with count the call for what is not two numbers of a kind.
  add,
  subtract,
  multiply,
  divide,
  less,
  at_most,
  greater,
  at_least,
  equal,
  not_equal,
  invert,              // target = !a
  move,                // target = a
  call,                // target = call b of the count registers from a
  index,               // target = a[b], optional where count
  field,               // target = a.b, optional where count
  has,                 // target = has(a.b)
  list,                // target = the count registers from a; b: optionals, 0 for none
  map,                 // target = the 2 x count registers from a; b likewise
  jump,                // to b
  jump_if_false,       // to b where a is false
  jump_if_true,        // to b where a is true
  both_left,           // a && ...: target = false and to b where a is false
  both,                // target = a && b
  either_left,         // a || ...: target = true and to b where a is true
  either,              // target = a || b
  condition,           // where a is no bool: target = an error and to b
  some_or,             // to b where a is no empty optional
  value_or,            // likewise, with target = what a holds
  not_strictly_false,  // target = false where a is false, else true
  loop,                // a: list or map, a + 1: the place in it; else target = an error and to b
  next,                // target (and target + 1 where count) = the next of a, or to b
  append               // target, a list made here, gets a
};

struct Instruction {
  Op op = Op::move;
  std::uint16_t count = 0;
  std::uint32_t target = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
};

static_assert(sizeof(Instruction) == 16);

class Program {
 public:
  std::size_t inputs() const { return inputs_; }
  const std::string& source() const { return source_; }
  /// Of the whole expression, as the checker found it: "bool".
  const std::string& type() const { return type_; }
  std::size_t size() const { return code_.size(); }

 private:
  friend class Compiler;
  friend class Machine;

  /// What a call may mean: the overloads are tried in turn.
  using Call = std::vector<const Overload*>;

  std::shared_ptr<const Environment> environment_;  // owns overloads and types
  std::string source_;
  std::string type_;
  std::size_t inputs_ = 0;
  std::vector<Value> registers_;  // as they are before it runs
  std::vector<Instruction> code_;
  std::vector<std::uint32_t> at_;  // by instruction: byte of the source
  std::vector<Call> calls_;
  std::vector<std::vector<bool>> optionals_;  // 0 is none
  std::uint32_t result_ = 0;                  // register
  Evaluation constants_;                      // owns what constants point to
};

/// What runs a program: one for each thread and program. Values that it gives live until it runs
/// again, or is copied over.
class Machine {
 public:
  explicit Machine(std::shared_ptr<const Program> program)
      : program_(std::move(program)), registers_(program_->registers_) {}
  Machine(const Machine& other) : Machine(other.program_) {}
  Machine& operator=(const Machine& other) {
    *this = Machine(other);
    return *this;
  }
  Machine(Machine&&) = default;
  Machine& operator=(Machine&&) = default;
  ~Machine() = default;

  void set(std::uint32_t input, Value value) { registers_[input] = value; }
  /// Inputs keep their values from run to run; before the first they are "no data".
  const Value& run();
  const Program& program() const { return *program_; }

 private:
  template <class Compute>
  Value arithmetic(const Instruction& instruction, const Value& a, const Value& b, Compute compute);
  template <class Compare>
  Value relation(const Instruction& instruction, const Value& a, const Value& b, Compare compare);
  Value binary(const Instruction& instruction);
  Value part_of(const Instruction& instruction);
  const Value& ended(Failure failure, std::size_t at);
  Value call(const Program::Call& call, const Value* arguments, std::size_t count);
  Value make_list(const Instruction& instruction);
  Value make_map(const Instruction& instruction);
  void append(Value& list, const Value& item);
  bool begin_loop(const Instruction& instruction);
  bool next(const Instruction& instruction);

  std::shared_ptr<const Program> program_;
  std::vector<Value> registers_;
  Evaluation evaluation_;
};

/// Parses, checks and compiles. Errors are in the order of the text.
tl::expected<std::shared_ptr<const Program>, std::vector<Problem>> compile(
    std::string_view source, std::shared_ptr<const Environment> environment);

/// From a checked tree without problems, or one that was checked for names alone.
std::shared_ptr<const Program> compile(const Checked& checked,
                                       std::shared_ptr<const Environment> environment);

/// Calls the first overload that takes the arguments; an error among them is the result.
Value call_overload(Evaluation& evaluation, std::span<const Overload* const> overloads,
                    std::span<const Value> arguments);

}  // namespace fenghuo::language
