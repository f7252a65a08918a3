#include "rules/language/evaluation.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace fenghuo::language {
namespace {

// By Failure. A detail follows after a colon.
constexpr std::array<std::pair<const char*, const char*>, 14> kFailures{
    {{"没有数据", "no data"},
     {"类型不符", "no such overload"},
     {"没有这个键", "no such key"},
     {"下标超出范围", "index out of range"},
     {"除数为零", "division by zero"},
     {"溢出", "overflow"},
     {"超出范围", "range error"},
     {"参数无效", "invalid argument"},
     {"可选值为空", "optional.none() dereference"},
     {"键重复", "duplicate key"},
     {"没有这个名称", "undeclared reference"},
     {"结果过大", "the result is too large"},
     {"步数过多", "too many steps"},
     {"正则表达式过大：最长 2000 字节、编译后最多 5000 条指令，请缩短它或减少重复次数 {n}",
      "the regular expression is too large: at most 2000 bytes and, compiled, 5000 instructions; "
      "make it shorter, or repeat {n} less often"}}};

}  // namespace

Value Evaluation::text(std::string_view text, Kind kind) {
  char* bytes = arena_.make<char>(text.size());
  if (bytes == nullptr) return Value::error(Failure::too_large);
  std::copy(text.begin(), text.end(), bytes);
  return Value::of(std::string_view(bytes, text.size()), kind);
}

Value Evaluation::error(Failure failure, std::string_view detail) {
  char* bytes = arena_.make<char>(detail.size() + 1);
  if (bytes == nullptr) return Value::error(failure);
  std::copy(detail.begin(), detail.end(), bytes);
  bytes[detail.size()] = '\0';
  return Value::error(failure, bytes);
}

Value Evaluation::list(std::span<const Value> items) {
  if (items.empty()) return Value::of(items);
  auto* copies = arena_.make<Value>(items.size());
  if (copies == nullptr) return Value::error(Failure::too_large);
  std::copy(items.begin(), items.end(), copies);
  return Value::of(std::span<const Value>(copies, items.size()));
}

Value Evaluation::some(const Value& held) {
  auto* copy = arena_.make<Value>(1);
  if (copy == nullptr) return Value::error(Failure::too_large);
  *copy = held;
  return Value::some(copy);
}

Value Evaluation::map(std::vector<Entry> entries) {
  for (const auto& entry : entries) {
    if (!is_key(entry.key)) return error(Failure::no_overload, "map key");
    if (entry.key.kind == Kind::string && !spend(entry.key.size / 16))
      return Value::error(Failure::too_long);
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return key_before(a.key, b.key); });
  for (std::size_t i = 1; i < entries.size(); ++i)
    if (order_of(entries[i - 1].key, entries[i].key) == Order::equal)
      return Value::error(Failure::duplicate_key);
  if (entries.empty()) return Value::of(std::span<const Entry>());
  auto* copies = arena_.make<Entry>(entries.size());
  if (copies == nullptr) return Value::error(Failure::too_large);
  std::copy(entries.begin(), entries.end(), copies);
  return Value::of(std::span<const Entry>(copies, entries.size()));
}

Text text_of(const Value& error) {
  const auto& [zh, en] = kFailures[static_cast<std::size_t>(error.failure)];
  if (error.text == nullptr) return {zh, en};
  return {std::string(zh) + "：" + error.text, std::string(en) + ": " + error.text};
}

}  // namespace fenghuo::language
