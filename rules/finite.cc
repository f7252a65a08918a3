#include "rules/finite.h"

#include <cmath>

namespace fenghuo::rules {
namespace {

using language::Evaluation;
using language::Failure;
using language::Value;

Value finite(double number) {
  return std::isfinite(number) ? Value::of(number) : Value::error(Failure::overflow);
}
Value sum(Evaluation&, const Value* a) {
  return finite(a[0].floating + a[1].floating);
}
Value difference(Evaluation&, const Value* a) {
  return finite(a[0].floating - a[1].floating);
}
Value product(Evaluation&, const Value* a) {
  return finite(a[0].floating * a[1].floating);
}
Value quotient(Evaluation&, const Value* a) {
  if (a[1].floating == 0) return Value::error(Failure::division_by_zero);
  return finite(a[0].floating / a[1].floating);
}

Value root(double of) {
  return of < 0 ? Value::error(Failure::out_of_range) : finite(std::sqrt(of));
}
Value root_of_floating(Evaluation&, const Value* a) {
  return root(a[0].floating);
}
Value root_of_integer(Evaluation&, const Value* a) {
  return root(static_cast<double>(a[0].integer));
}

}  // namespace

void keep_finite(language::Environment& environment) {
  environment.implement("_+_", "add_double", sum);
  environment.implement("_-_", "subtract_double", difference);
  environment.implement("_*_", "multiply_double", product);
  environment.implement("_/_", "divide_double", quotient);
  environment.implement("math.sqrt", "math_sqrt_double", root_of_floating);
  environment.implement("math.sqrt", "math_sqrt_int", root_of_integer);
}

}  // namespace fenghuo::rules
