// A checked expression, ready to run: a short list of instructions over a fixed stack, and the list
// of what it wants to know of the world. Values are three-valued: what can't be computed (no data,
// a division by zero) is unknown and stays unknown, unless the other side of && or || decides
// alone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "engine/time.h"
#include "rules/language/problem.h"

namespace fenghuo::language {

enum class SeriesFunction : std::uint8_t { sum, min, max, avg, count, last, rate, silence };

std::string_view to_string(SeriesFunction function);

/// Something a rule asks of a series, such as rain.sum(duration('1h')).
struct SeriesCall {
  std::string property;
  SeriesFunction function;
  Span window{};  // zero for last and silence

  auto operator<=>(const SeriesCall&) const = default;
};

/// What a series answers, in the property's unit: rate per hour, silence in seconds.
struct Reading {
  bool known = false;
  double value = 0;
};

enum class Comparison : std::uint8_t { less, at_most, at_least, greater };

std::string_view to_string(Comparison comparison);

/// A comparison of one series call with a constant: the kind that has a deadband and can be
/// explained as "was 47.5, limit 45".
struct Threshold {
  std::uint32_t call;  // index into calls
  Comparison comparison;
  double limit;
};

enum class Truth : std::uint8_t { no, yes, unknown };

/// Whether it holds for `reading`; with a deadband, whether it still holds once it has held.
Truth holds(const Threshold& threshold, const Reading& reading, double deadband);
/// The limit that holds() compares with.
double effective_limit(const Threshold& threshold, double deadband);

class Program {
 public:
  /// Each asked once, in the order of first appearance.
  const std::vector<SeriesCall>& calls() const { return calls_; }
  const std::vector<Threshold>& thresholds() const { return thresholds_; }

  /// `readings` and `deadbands` by call. No allocation.
  Truth run(std::span<const Reading> readings, std::span<const double> deadbands) const;

 private:
  friend class Compiler;

  enum class Unary : std::uint8_t { to_int, to_double, negate_int, negate_double, invert };
  enum class Arithmetic : std::uint8_t {
    add_int,
    subtract_int,
    multiply_int,
    divide_int,
    modulo_int,
    add_double,
    subtract_double,
    multiply_double,
    divide_double
  };
  /// Of doubles, but for the last two.
  enum class Relation : std::uint8_t {
    less,
    at_most,
    at_least,
    greater,
    equal,
    not_equal,
    same_truth,
    other_truth
  };
  enum class Logic : std::uint8_t { both, either };

  // Without initial values: a stack of them costs nothing until something is on it.
  struct Cell {
    bool known;
    bool truth;
    std::int64_t integer;
    double floating;
  };
  struct ReadingOf {
    std::uint32_t call;
  };
  struct ThresholdOf {
    std::uint32_t threshold;
  };
  struct Choose {};
  using Instruction =
      std::variant<Cell, ReadingOf, ThresholdOf, Unary, Arithmetic, Relation, Logic, Choose>;
  class Machine;

  std::vector<SeriesCall> calls_;
  std::vector<Threshold> thresholds_;
  std::vector<Instruction> code_;  // in postfix order; a Cell is a constant
};

/// The stack of run(); a deeper expression is refused by compile().
inline constexpr std::size_t kStackMax = 64;

/// A window reaches back at most this far: 31 days at 5 minutes are 8,928 samples, 36 KiB a series.
inline constexpr Span kWindowMax = std::chrono::days{31};

/// The expression must be of type bool. Errors name what stands there and what would do.
tl::expected<Program, Problem> compile(std::string_view text);

}  // namespace fenghuo::language
