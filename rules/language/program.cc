#include "rules/language/program.h"

#include <array>
#include <cmath>

namespace fenghuo::language {

std::string_view to_string(SeriesFunction function) {
  constexpr std::array<std::string_view, 8> kNames{"sum",   "min",  "max",  "avg",
                                                   "count", "last", "rate", "silence"};
  return kNames[static_cast<std::size_t>(function)];
}

std::string_view to_string(Comparison comparison) {
  constexpr std::array<std::string_view, 4> kSigns{"<", "<=", ">=", ">"};
  return kSigns[static_cast<std::size_t>(comparison)];
}

double effective_limit(const Threshold& threshold, double deadband) {
  const bool upwards =
      threshold.comparison == Comparison::at_least || threshold.comparison == Comparison::greater;
  return upwards ? threshold.limit - deadband : threshold.limit + deadband;
}

Truth holds(const Threshold& threshold, const Reading& reading, double deadband) {
  if (!reading.known) return Truth::unknown;
  const double limit = effective_limit(threshold, deadband);
  bool met = false;
  switch (threshold.comparison) {
    case Comparison::less:
      met = reading.value < limit;
      break;
    case Comparison::at_most:
      met = reading.value <= limit;
      break;
    case Comparison::at_least:
      met = reading.value >= limit;
      break;
    case Comparison::greater:
      met = reading.value > limit;
      break;
  }
  return met ? Truth::yes : Truth::no;
}

// The stack and what instructions do to it.
class Program::Machine {
 public:
  Machine(const Program& program, std::span<const Reading> readings,
          std::span<const double> deadbands)
      : program_(program), readings_(readings), deadbands_(deadbands) {}

  void operator()(const Cell& constant) { push(constant); }
  void operator()(ReadingOf of) {
    const Reading& reading = readings_[of.call];
    push({reading.known, false, static_cast<std::int64_t>(reading.value), reading.value});
  }
  void operator()(ThresholdOf of) {
    const Threshold& threshold = program_.thresholds_[of.threshold];
    const Truth truth = holds(threshold, readings_[threshold.call], deadbands_[threshold.call]);
    push({truth != Truth::unknown, truth == Truth::yes, 0, 0});
  }
  void operator()(Unary op) {
    Cell& cell = top(0);
    switch (op) {
      case Unary::to_double:
        cell.floating = static_cast<double>(cell.integer);
        break;
      case Unary::to_int:
        cell.known = cell.known && std::fabs(cell.floating) < 9.2e18;
        if (cell.known) cell.integer = static_cast<std::int64_t>(cell.floating);
        break;
      case Unary::negate_int:
        cell.known = cell.known && !__builtin_sub_overflow(0, cell.integer, &cell.integer);
        break;
      case Unary::negate_double:
        cell.floating = -cell.floating;
        break;
      case Unary::invert:
        cell.truth = !cell.truth;
        break;
    }
  }
  void operator()(Arithmetic op) {
    Cell& left = top(1);
    const Cell& right = top(0);
    std::int64_t& i = left.integer;
    double& d = left.floating;
    bool whole = true;
    switch (op) {
      case Arithmetic::add_int:
        whole = !__builtin_add_overflow(i, right.integer, &i);
        break;
      case Arithmetic::subtract_int:
        whole = !__builtin_sub_overflow(i, right.integer, &i);
        break;
      case Arithmetic::multiply_int:
        whole = !__builtin_mul_overflow(i, right.integer, &i);
        break;
      case Arithmetic::divide_int:
      case Arithmetic::modulo_int:
        whole = right.integer != 0 && !(i == INT64_MIN && right.integer == -1);
        if (whole) i = op == Arithmetic::divide_int ? i / right.integer : i % right.integer;
        break;
      case Arithmetic::add_double:
        d += right.floating;
        break;
      case Arithmetic::subtract_double:
        d -= right.floating;
        break;
      case Arithmetic::multiply_double:
        d *= right.floating;
        break;
      case Arithmetic::divide_double:
        d /= right.floating;
        break;
    }
    // An infinity or NaN would compare as if something were known.
    left.known = left.known && right.known && whole && std::isfinite(d);
    pop(1);
  }
  void operator()(Relation op) {
    Cell& left = top(1);
    const Cell& right = top(0);
    bool truth = false;
    switch (op) {
      case Relation::less:
        truth = left.floating < right.floating;
        break;
      case Relation::at_most:
        truth = left.floating <= right.floating;
        break;
      case Relation::at_least:
        truth = left.floating >= right.floating;
        break;
      case Relation::greater:
        truth = left.floating > right.floating;
        break;
      case Relation::equal:
        truth = left.floating == right.floating;
        break;
      case Relation::not_equal:
        truth = left.floating != right.floating;
        break;
      case Relation::same_truth:
        truth = left.truth == right.truth;
        break;
      case Relation::other_truth:
        truth = left.truth != right.truth;
        break;
    }
    left = {left.known && right.known, truth, 0, 0};
    pop(1);
  }
  // One side that is false decides &&, one that is true decides ||, whatever the other is.
  void operator()(Logic op) {
    Cell& left = top(1);
    const Cell& right = top(0);
    const bool deciding = op == Logic::either;
    const bool decided =
        (left.known && left.truth == deciding) || (right.known && right.truth == deciding);
    left = {decided || (left.known && right.known), decided ? deciding : !deciding, 0, 0};
    pop(1);
  }
  void operator()(Choose) {
    Cell& condition = top(2);
    condition = !condition.known ? Cell{} : condition.truth ? top(1) : top(0);
    pop(2);
  }

  Truth result() {
    const Cell& cell = top(0);
    if (!cell.known) return Truth::unknown;
    return cell.truth ? Truth::yes : Truth::no;
  }

 private:
  void push(const Cell& cell) { stack_[used_++] = cell; }
  void pop(std::size_t cells) { used_ -= cells; }
  Cell& top(std::size_t below) { return stack_[used_ - 1 - below]; }

  const Program& program_;
  std::span<const Reading> readings_;
  std::span<const double> deadbands_;
  std::array<Cell, kStackMax> stack_;
  std::size_t used_ = 0;
};

Truth Program::run(std::span<const Reading> readings, std::span<const double> deadbands) const {
  Machine machine(*this, readings, deadbands);
  for (const auto& instruction : code_) std::visit(machine, instruction);
  return machine.result();
}

}  // namespace fenghuo::language
