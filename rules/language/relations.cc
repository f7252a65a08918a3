// Comparisons.
#include <array>
#include <string>
#include <vector>

#include "rules/language/library.h"

namespace fenghuo::language {
namespace {

template <bool (*Holds)(Order)>
Value compared(Evaluation& evaluation, const Value* a) {
  const bool text = a[0].kind == Kind::string || a[0].kind == Kind::bytes;
  if (text && !evaluation.spend(a[0].size / 64)) return Value::error(Failure::too_long);
  return Value::of(Holds(order_of(a[0], a[1])));
}
bool less(Order order) {
  return order == Order::less;
}
bool at_most(Order order) {
  return order == Order::less || order == Order::equal;
}
bool greater(Order order) {
  return order == Order::greater;
}
bool at_least(Order order) {
  return order == Order::greater || order == Order::equal;
}

template <bool Wanted>
Value equals(Evaluation& evaluation, const Value* a) {
  const auto same = evaluation.equal(a[0], a[1]);
  return same ? Value::of(*same == Wanted) : Value::error(Failure::too_long);
}

// What can be compared, and how cel-go's overloads end.
struct Pair {
  std::string_view parameters;
  std::string_view ending;
};
constexpr std::array<Pair, 14> kPairs{{{"bool, bool", "bool"},
                                       {"bytes, bytes", "bytes"},
                                       {"double, double", "double"},
                                       {"double, int", "double_int64"},
                                       {"double, uint", "double_uint64"},
                                       {"duration, duration", "duration"},
                                       {"int, int", "int64"},
                                       {"int, double", "int64_double"},
                                       {"int, uint", "int64_uint64"},
                                       {"string, string", "string"},
                                       {"timestamp, timestamp", "timestamp"},
                                       {"uint, uint", "uint64"},
                                       {"uint, double", "uint64_double"},
                                       {"uint, int", "uint64_int64"}}};

struct Relation {
  std::string_view function;
  std::string_view name;
  Implementation run;
};
constexpr std::array<Relation, 4> kRelations{{{"_<_", "less_", compared<less>},
                                              {"_<=_", "less_equals_", compared<at_most>},
                                              {"_>_", "greater_", compared<greater>},
                                              {"_>=_", "greater_equals_", compared<at_least>}}};

struct Table {
  std::vector<std::string> names;
  std::vector<Declaration> rows;

  Table() {
    names.reserve(kRelations.size() * kPairs.size());
    for (const auto& relation : kRelations)
      for (const auto& pair : kPairs) {
        names.push_back(std::string(relation.name) + std::string(pair.ending));
        rows.push_back({relation.function, Form::function, names.back(), pair.parameters, "bool",
                        relation.run});
      }
    rows.push_back({"_==_", Form::function, "equals", "A, A", "bool", equals<true>});
    rows.push_back({"_!=_", Form::function, "not_equals", "A, A", "bool", equals<false>});
  }
};

}  // namespace

std::span<const Declaration> relations() {
  static const Table kTable;
  return kTable.rows;
}

}  // namespace fenghuo::language
