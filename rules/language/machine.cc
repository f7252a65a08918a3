// The loop that runs instructions. Numbers of one kind are computed in it; all else by the
// functions of the library.
#include <algorithm>
#include <bit>
#include <functional>

#include "rules/language/collections.h"
#include "rules/language/program.h"

namespace fenghuo::language {
namespace {

bool both_floating(const Value& a, const Value& b) {
  return a.kind == Kind::floating && b.kind == Kind::floating;
}
bool both_integer(const Value& a, const Value& b) {
  return a.kind == Kind::integer && b.kind == Kind::integer;
}

// What an operand of && and || that doesn't decide amounts to.
const Value* fault_of(const Value& value) {
  static const Value kNoOverload = Value::error(Failure::no_overload);
  if (value.kind == Kind::boolean) return nullptr;
  return value.is_error() ? &value : &kNoOverload;
}
const Value* fault_of_optional(const Value& value) {
  static const Value kNoOverload = Value::error(Failure::no_overload);
  return value.is_error() ? &value : &kNoOverload;
}
Value joined(const Value& a, const Value& b, bool decisive) {
  if (a.is(decisive) || b.is(decisive)) return Value::of(decisive);
  if (const Value* fault = fault_of(a)) return *fault;
  if (const Value* fault = fault_of(b)) return *fault;
  return Value::of(!decisive);
}

// What the run has no more of. Were the other side of && or || to make up for it, a loop would go
// on, with work at each turn that nothing pays for.
bool ends_run(Failure failure) {
  return failure == Failure::too_large || failure == Failure::too_long;
}

Value inverted(const Value& value) {
  if (const Value* fault = fault_of(value)) return *fault;
  return Value::of(!value.boolean);
}

}  // namespace

Value call_overload(Evaluation& evaluation, std::span<const Overload* const> overloads,
                    std::span<const Value> arguments) {
  // Functions walk through their text.
  std::uint64_t bytes = 0;
  for (const auto& argument : arguments) {
    if (argument.is_error()) return argument;
    if (argument.kind == Kind::string || argument.kind == Kind::bytes) bytes += argument.size;
  }
  if (!evaluation.spend(bytes / 64)) return Value::error(Failure::too_long);
  for (const Overload* overload : overloads)
    if (overload->run != nullptr && overload->takes(arguments))
      return overload->run(evaluation, arguments.data());
  return Value::error(Failure::no_overload);
}

Value Machine::call(const Program::Call& call, const Value* arguments, std::size_t count) {
  return call_overload(evaluation_, call, {arguments, count});
}

// Where the operands are not two numbers of one kind.
Value Machine::binary(const Instruction& instruction) {
  const Value arguments[2] = {registers_[instruction.a], registers_[instruction.b]};
  return call(program_->calls_[instruction.count], arguments, 2);
}

template <class Compute>
Value Machine::arithmetic(const Instruction& instruction, const Value& a, const Value& b,
                          Compute compute) {
  if (both_floating(a, b)) return Value::of(compute(a.floating, b.floating));
  return binary(instruction);
}
template <class Compare>
Value Machine::relation(const Instruction& instruction, const Value& a, const Value& b,
                        Compare compare) {
  if (both_floating(a, b)) return Value::of(compare(a.floating, b.floating));
  if (both_integer(a, b)) return Value::of(compare(a.integer, b.integer));
  return binary(instruction);
}

Value Machine::make_list(const Instruction& instruction) {
  const Value* parts = registers_.data() + instruction.a;
  const auto& optional = program_->optionals_[instruction.b];
  std::vector<Value> items;
  for (std::size_t i = 0; i < instruction.count; ++i) {
    if (parts[i].is_error()) return parts[i];
    if (optional.empty() || !optional[i]) {
      items.push_back(parts[i]);
    } else if (parts[i].kind != Kind::optional) {
      return Value::error(Failure::no_overload);
    } else if (parts[i].size != 0) {
      items.push_back(*parts[i].items);
    }
  }
  return evaluation_.list(items);
}

Value Machine::make_map(const Instruction& instruction) {
  const Value* parts = registers_.data() + instruction.a;
  const auto& optional = program_->optionals_[instruction.b];
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < instruction.count; ++i) {
    const Value& key = parts[2 * i];
    const Value& value = parts[2 * i + 1];
    if (key.is_error()) return key;
    if (value.is_error()) return value;
    if (optional.empty() || !optional[i]) {
      entries.push_back({key, value});
    } else if (value.kind != Kind::optional) {
      return Value::error(Failure::no_overload);
    } else if (value.size != 0) {
      entries.push_back({key, *value.items});
    }
  }
  return evaluation_.map(std::move(entries));
}

Value Machine::part_of(const Instruction& instruction) {
  const Value& of = registers_[instruction.a];
  const Value& part = registers_[instruction.b];
  if (of.is_error()) return of;
  if (part.is_error()) return part;
  if (instruction.op == Op::field)
    return field_of(evaluation_, of, part.string(), instruction.count != 0);
  return index_of(evaluation_, of, part, instruction.count != 0);
}

const Value& Machine::ended(Failure failure, std::size_t at) {
  Value& result = registers_[program_->result_];
  result = Value::error(failure);
  result.size = program_->at_[at] + 1;
  return result;
}

// A list of n items made here has room for the next power of two of them.
void Machine::append(Value& list, const Value& item) {
  if (list.is_error()) return;
  if (item.is_error()) {
    list = item;
    return;
  }
  if (list.size == 0 || std::has_single_bit(list.size)) {
    auto* items = evaluation_.arena().make<Value>(list.size == 0 ? 1 : std::size_t{2} * list.size);
    if (items == nullptr) {
      list = Value::error(Failure::too_large);
      return;
    }
    std::copy(list.items, list.items + list.size, items);
    list.items = items;
  }
  const_cast<Value*>(list.items)[list.size++] = item;
}

bool Machine::begin_loop(const Instruction& instruction) {
  const Value& range = registers_[instruction.a];
  if (range.kind == Kind::list || range.kind == Kind::map) {
    registers_[instruction.a + 1] = Value::of(std::int64_t{0});
    return true;
  }
  registers_[instruction.target] = range.is_error() ? range : Value::error(Failure::no_overload);
  return false;
}

// Of a list its items, or places and items; of a map its keys, or keys and values.
bool Machine::next(const Instruction& instruction) {
  const Value& range = registers_[instruction.a];
  std::int64_t& place = registers_[instruction.a + 1].integer;
  if (place >= std::int64_t{range.size}) return false;
  Value* variable = &registers_[instruction.target];
  if (range.kind == Kind::map) {
    variable[0] = range.entries[place].key;
    if (instruction.count != 0) variable[1] = range.entries[place].value;
  } else if (instruction.count != 0) {
    variable[0] = Value::of(place);
    variable[1] = range.items[place];
  } else {
    variable[0] = range.items[place];
  }
  ++place;
  return true;
}

const Value& Machine::run() {
  evaluation_.begin();
  Value* const registers = registers_.data();
  const Instruction* const code = program_->code_.data();
  const std::size_t size = program_->code_.size();
  for (std::size_t at = 0; at < size; ++at) {
    const std::size_t here = at;
    const Instruction& now = code[here];
    Value& target = registers[now.target];
    const Value& a = registers[now.a];
    switch (now.op) {
      case Op::add:
        target = arithmetic(now, a, registers[now.b], std::plus<>());
        break;
      case Op::subtract:
        target = arithmetic(now, a, registers[now.b], std::minus<>());
        break;
      case Op::multiply:
        target = arithmetic(now, a, registers[now.b], std::multiplies<>());
        break;
      case Op::divide:
        target = arithmetic(now, a, registers[now.b], std::divides<>());
        break;
      case Op::less:
        target = relation(now, a, registers[now.b], std::less<>());
        break;
      case Op::at_most:
        target = relation(now, a, registers[now.b], std::less_equal<>());
        break;
      case Op::greater:
        target = relation(now, a, registers[now.b], std::greater<>());
        break;
      case Op::at_least:
        target = relation(now, a, registers[now.b], std::greater_equal<>());
        break;
      case Op::equal:
        target = relation(now, a, registers[now.b], std::equal_to<>());
        break;
      case Op::not_equal:
        target = relation(now, a, registers[now.b], std::not_equal_to<>());
        break;
      case Op::invert:
        target = inverted(a);
        break;
      case Op::move:
        target = a;
        continue;
      case Op::call:
        target = call(program_->calls_[now.b], &a, now.count);
        break;
      case Op::index:
      case Op::field:
        target = part_of(now);
        break;
      case Op::has:
        target = a.is_error() ? a : has_field(evaluation_, a, registers[now.b].string());
        break;
      case Op::list:
        target = make_list(now);
        break;
      case Op::map:
        target = make_map(now);
        break;
      case Op::jump:
        at = now.b - 1;
        continue;
      case Op::jump_if_false:
        if (a.is(false)) at = now.b - 1;
        continue;
      case Op::jump_if_true:
        if (a.is(true)) at = now.b - 1;
        continue;
      case Op::both_left:
      case Op::either_left: {
        const bool decisive = now.op == Op::either_left;
        if (!a.is(decisive)) continue;
        target = Value::of(decisive);
        at = now.b - 1;
        continue;
      }
      case Op::both:
        target = joined(a, registers[now.b], false);
        break;
      case Op::either:
        target = joined(a, registers[now.b], true);
        break;
      case Op::condition:
        if (const Value* fault = fault_of(a)) {
          target = *fault;
          at = now.b - 1;
        }
        break;
      case Op::some_or:
      case Op::value_or:
        if (a.kind == Kind::optional && a.size == 0) continue;
        if (a.kind != Kind::optional)
          target = *fault_of_optional(a);
        else if (now.op == Op::value_or)
          target = *a.items;
        at = now.b - 1;
        break;
      case Op::not_strictly_false:
        target = Value::of(!a.is(false));
        continue;
      case Op::loop:
        if (!begin_loop(now)) at = now.b - 1;
        break;
      case Op::next:
        // A turn costs what stands between here and the exit.
        if (!evaluation_.spend(1 + (now.b - here) / 16)) return ended(Failure::too_long, here);
        if (!next(now)) at = now.b - 1;
        continue;
      case Op::append:
        append(target, a);
        break;
    }
    if (!target.is_error() || target.size != 0) continue;
    if (ends_run(target.failure)) return ended(target.failure, here);
    target.size = program_->at_[here] + 1;
  }
  return registers[program_->result_];
}

}  // namespace fenghuo::language
