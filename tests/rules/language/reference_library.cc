// Collections, text, lists, numbers and optionals of the reference (the texts of cel-go's
// extensions strings, lists, math and optionals). Text is taken apart into code points.
#include <algorithm>
#include <cmath>

#include "tests/rules/language/reference.h"

namespace fenghuo::language::reference {
namespace {

using Points = std::u32string;

Points points(const std::string& text) {
  Points out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.push_back(byte);
    } else if (byte < 0xC0) {
      out.back() = out.back() << 6 | (byte & 0x3FU);
    } else {
      out.push_back(byte < 0xE0 ? byte & 0x1FU : byte < 0xF0 ? byte & 0x0FU : byte & 0x07U);
    }
  }
  return out;
}
std::string text(const Points& points) {
  std::string out;
  for (const char32_t point : points) {
    const int tails = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    constexpr unsigned kLeads[] = {0, 0xC0, 0xE0, 0xF0};
    out.push_back(static_cast<char>(kLeads[tails] | point >> (6 * tails)));
    for (int i = tails; i-- > 0;)
      out.push_back(static_cast<char>(0x80 | (point >> (6 * i) & 0x3F)));
  }
  return out;
}
Points points_of(const Value& value) {
  return points(as<std::string>(value));
}
Value text_value(const Points& points) {
  return {text(points)};
}

// A place in a text, which may be its end.
std::size_t place(const Points& of, const Value& index) {
  const auto at = as<std::int64_t>(index);
  if (at < 0 || at > std::ssize(of)) throw Failed{};
  return static_cast<std::size_t>(at);
}
Value index_value(std::size_t at) {
  return {at == Points::npos ? std::int64_t{-1} : static_cast<std::int64_t>(at)};
}

Value contains(const Arguments& a) {
  return {points_of(a[0]).find(points_of(a[1])) != Points::npos};
}
Value starts_with(const Arguments& a) {
  return {points_of(a[0]).starts_with(points_of(a[1]))};
}
Value ends_with(const Arguments& a) {
  return {points_of(a[0]).ends_with(points_of(a[1]))};
}

Value char_at(const Arguments& a) {
  const Points of = points_of(a[0]);
  return text_value(of.substr(place(of, a[1]), 1));
}
Value index_of(const Arguments& a) {
  const Points of = points_of(a[0]);
  const Points wanted = points_of(a[1]);
  return index_value(of.find(wanted, a.size() == 3 ? place(of, a[2]) : 0));
}
Value last_index_of(const Arguments& a) {
  const Points of = points_of(a[0]);
  const Points wanted = points_of(a[1]);
  return index_value(of.rfind(wanted, a.size() == 3 ? place(of, a[2]) : Points::npos));
}
Value substring(const Arguments& a) {
  const Points of = points_of(a[0]);
  const std::size_t begin = place(of, a[1]);
  const std::size_t end = a.size() == 3 ? place(of, a[2]) : of.size();
  if (begin > end) throw Failed{};
  return text_value(of.substr(begin, end - begin));
}

Value replace(const Arguments& a) {
  const Points of = points_of(a[0]);
  const Points wanted = points_of(a[1]);
  const Points other = points_of(a[2]);
  std::int64_t limit = a.size() == 4 ? as<std::int64_t>(a[3]) : -1;
  Points out;
  std::size_t at = 0;
  while (at <= of.size()) {
    if (limit != 0 && of.compare(at, wanted.size(), wanted) == 0) {
      out += other;
      --limit;
      at += wanted.size();
      if (!wanted.empty()) continue;
    }
    if (at < of.size()) out.push_back(of[at]);
    ++at;
  }
  return text_value(out);
}

Value split(const Arguments& a) {
  Points rest = points_of(a[0]);
  const Points separator = points_of(a[1]);
  const std::int64_t limit = a.size() == 3 ? as<std::int64_t>(a[2]) : -1;
  List parts;
  if (limit == 0) return {parts};
  while (limit < 0 || std::ssize(parts) + 1 < limit) {
    // By nothing: into code points.
    const std::size_t at = !separator.empty() ? rest.find(separator)
                           : rest.size() > 1  ? 1
                                              : Points::npos;
    if (at == Points::npos) break;
    parts.push_back(text_value(rest.substr(0, at)));
    rest.erase(0, at + separator.size());
  }
  if (!separator.empty() || !rest.empty()) parts.push_back(text_value(rest));
  return {std::move(parts)};
}
Value join(const Arguments& a) {
  const std::string between = a.size() == 2 ? as<std::string>(a[1]) : "";
  std::string out;
  bool first = true;
  for (const Value& item : as<List>(a[0])) {
    out += (first ? "" : between) + as<std::string>(item);
    first = false;
  }
  return {std::move(out)};
}

Value trim(const Arguments& a) {
  // Of Unicode's white space, what the tests use.
  constexpr std::u32string_view kBlanks = U" \t\n\v\f\r\u0085\u00A0\u2003\u3000";
  const Points of = points_of(a[0]);
  const std::size_t begin = of.find_first_not_of(kBlanks);
  if (begin == Points::npos) return {std::string()};
  return text_value(of.substr(begin, of.find_last_not_of(kBlanks) + 1 - begin));
}
template <char32_t First, int Change>
Value change_case(const Arguments& a) {
  Points of = points_of(a[0]);
  for (char32_t& point : of)
    if (point >= First && point < First + 26)
      point = static_cast<char32_t>(static_cast<int>(point) + Change);
  return text_value(of);
}
Value quote(const Arguments& a) {
  std::string out = "\"";
  for (const char c : as<std::string>(a[0])) {
    const std::size_t known = std::string_view("\a\b\f\n\r\t\v\\\"").find(c);
    if (known == std::string_view::npos) {
      out.push_back(c);
    } else {
      out.append({'\\', "abfnrtv\\\""[known]});
    }
  }
  return {out + "\""};
}

// --- lists, and what is said of text and lists

Value size(const Arguments& a) {
  if (find_as<std::string>(a[0]) != nullptr)
    return {static_cast<std::int64_t>(points_of(a[0]).size())};
  if (const auto* bytes = find_as<Bytes>(a[0])) return {std::ssize(bytes->value)};
  if (const auto* map = find_as<Map>(a[0])) return {std::ssize(*map)};
  return {std::ssize(as<List>(a[0]))};
}
Value reverse(const Arguments& a) {
  if (find_as<std::string>(a[0]) != nullptr) {
    Points of = points_of(a[0]);
    std::reverse(of.begin(), of.end());
    return text_value(of);
  }
  List items = as<List>(a[0]);
  std::reverse(items.begin(), items.end());
  return {std::move(items)};
}
Value slice(const Arguments& a) {
  const auto& items = as<List>(a[0]);
  const auto begin = as<std::int64_t>(a[1]);
  const auto end = as<std::int64_t>(a[2]);
  if (begin < 0 || begin > end || end > std::ssize(items)) throw Failed{};
  return {List(items.begin() + begin, items.begin() + end)};
}
void flatten_into(List& out, const List& items, std::int64_t levels) {
  for (const Value& item : items) {
    const auto* inner = levels > 0 ? find_as<List>(item) : nullptr;
    if (inner == nullptr) {
      out.push_back(item);
    } else {
      flatten_into(out, *inner, levels - 1);
    }
  }
}
Value flatten(const Arguments& a) {
  const std::int64_t levels = a.size() == 2 ? as<std::int64_t>(a[1]) : 1;
  if (levels < 0) throw Failed{};
  List out;
  flatten_into(out, as<List>(a[0]), levels);
  return {std::move(out)};
}
Value sort(const Arguments& a) {
  return sorted(as<List>(a[0]), as<List>(a[0]));
}
Value distinct(const Arguments& a) {
  List out;
  for (const Value& item : as<List>(a[0])) {
    const auto same = [&](const Value& kept) { return equal(kept, item); };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(item);
  }
  return {std::move(out)};
}
Value first(const Arguments& a) {
  const auto& items = as<List>(a[0]);
  return {Optional{items.empty() ? List{} : List{items.front()}}};
}
Value last(const Arguments& a) {
  const auto& items = as<List>(a[0]);
  return {Optional{items.empty() ? List{} : List{items.back()}}};
}
Value range(const Arguments& a) {
  constexpr std::int64_t kMost = 100'000;  // further than the engine's budget goes
  const auto count = as<std::int64_t>(a[0]);
  if (count > kMost) throw Failed{};
  List out;
  for (std::int64_t i = 0; i < count; ++i) out.push_back({i});
  return {std::move(out)};
}

// --- optionals

Value some(const Arguments& a) {
  return {Optional{{a[0]}}};
}
Value none(const Arguments&) {
  return {Optional{}};
}
Value value(const Arguments& a) {
  const auto& held = as<Optional>(a[0]).held;
  if (held.empty()) throw Failed{};
  return held[0];
}
Value has_value(const Arguments& a) {
  return {!as<Optional>(a[0]).held.empty()};
}
Value unwrap(const Arguments& a) {
  List out;
  for (const Value& item : as<List>(a[0]))
    for (const Value& held : as<Optional>(item).held) out.push_back(held);
  return {std::move(out)};
}

// --- numbers

template <double (*Compute)(double)>
Value of_double(const Arguments& a) {
  return {Compute(as<double>(a[0]))};
}
Value square_root(const Arguments& a) {
  if (const auto* of = find_as<std::int64_t>(a[0])) return {std::sqrt(static_cast<double>(*of))};
  if (const auto* of = find_as<std::uint64_t>(a[0])) return {std::sqrt(static_cast<double>(*of))};
  return {std::sqrt(as<double>(a[0]))};
}
Value absolute(const Arguments& a) {
  if (const auto* of = find_as<std::int64_t>(a[0]))
    return {to_integer(*of < 0 ? -__int128{*of} : __int128{*of})};
  if (find_as<std::uint64_t>(a[0]) != nullptr) return a[0];
  return {std::abs(as<double>(a[0]))};
}
Value sign(const Arguments& a) {
  if (const auto* of = find_as<std::int64_t>(a[0]))
    return {std::int64_t{*of < 0 ? -1 : *of > 0 ? 1 : 0}};
  if (const auto* of = find_as<std::uint64_t>(a[0])) return {std::uint64_t{*of > 0 ? 1U : 0U}};
  const double of = as<double>(a[0]);
  return {of < 0 ? -1.0 : of > 0 ? 1.0 : std::isnan(of) ? of : 0.0};
}
Value is_nan(const Arguments& a) {
  return {std::isnan(as<double>(a[0]))};
}
Value is_infinite(const Arguments& a) {
  return {std::isinf(as<double>(a[0]))};
}
Value is_finite(const Arguments& a) {
  return {std::isfinite(as<double>(a[0]))};
}

// Of two integers of one type, or of an integer and a number of bits, by their 64 bits.
template <std::uint64_t (*Compute)(std::uint64_t, std::uint64_t)>
Value of_bits(const Arguments& a) {
  const Value& other = a.back();
  if (const auto* of = find_as<std::int64_t>(a[0]))
    return {static_cast<std::int64_t>(Compute(
        static_cast<std::uint64_t>(*of), static_cast<std::uint64_t>(as<std::int64_t>(other))))};
  return {Compute(as<std::uint64_t>(a[0]), as<std::uint64_t>(other))};
}
std::uint64_t bits_and(std::uint64_t a, std::uint64_t b) {
  return a & b;
}
std::uint64_t bits_or(std::uint64_t a, std::uint64_t b) {
  return a | b;
}
std::uint64_t bits_xor(std::uint64_t a, std::uint64_t b) {
  return a ^ b;
}
std::uint64_t bits_not(std::uint64_t a, std::uint64_t) {
  return ~a;
}
std::uint64_t bits_left(std::uint64_t a) {
  return a << 1;
}
std::uint64_t bits_right(std::uint64_t a) {
  return a >> 1;
}
template <std::uint64_t (*Once)(std::uint64_t)>
Value shift(const Arguments& a) {
  const auto count = as<std::int64_t>(a[1]);
  if (count < 0) throw Failed{};
  const auto* integer = find_as<std::int64_t>(a[0]);
  std::uint64_t bits =
      integer != nullptr ? static_cast<std::uint64_t>(*integer) : as<std::uint64_t>(a[0]);
  for (std::int64_t i = 0; i < count && i < 64; ++i) bits = Once(bits);
  return integer != nullptr ? Value{static_cast<std::int64_t>(bits)} : Value{bits};
}

}  // namespace

Value element(const Value& of, const Value& at, bool optional) {
  if (const auto* outer = find_as<Optional>(of))
    return outer->held.empty() ? of : element(outer->held[0], at, true);
  const Value* found = nullptr;
  if (const auto* map = find_as<Map>(of)) {
    found = find(*map, at);
  } else {
    // A number that stands for a place, of whatever type.
    const auto& items = as<List>(of);
    const auto* real = find_as<double>(at);
    if (!is_number(at) || (real != nullptr && std::trunc(*real) != *real)) throw Failed{};
    if (real != nullptr && std::abs(*real) > 0x1p53) throw Failed{};
    const auto* large = find_as<std::uint64_t>(at);
    if (large != nullptr && *large > INT64_MAX) throw Failed{};
    for (std::int64_t i = 0; i < std::ssize(items); ++i)
      if (equal({i}, at)) found = &items[static_cast<std::size_t>(i)];
  }
  if (found == nullptr && !optional) throw Failed{};
  if (!optional) return *found;
  return {Optional{found == nullptr ? List{} : List{*found}}};
}

// By insertion, each behind those that are not greater; NaN comes first.
Value sorted(const List& items, const List& keys) {
  if (items.size() != keys.size()) throw Failed{};
  const auto before = [](const Value& a, const Value& b) {
    const auto* x = find_as<double>(a);
    const auto* y = find_as<double>(b);
    if (x != nullptr && y != nullptr && std::isnan(*x)) return !std::isnan(*y);
    const auto known = order(a, b);
    return known && *known < 0;
  };
  List out;
  List out_keys;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!is_ordered(keys[i]) || keys[i].held.index() != keys[0].held.index()) throw Failed{};
    std::size_t at = out.size();
    while (at > 0 && before(keys[i], out_keys[at - 1])) --at;
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(at), items[i]);
    out_keys.insert(out_keys.begin() + static_cast<std::ptrdiff_t>(at), keys[i]);
  }
  return {std::move(out)};
}

Value extreme(const List& numbers, int sign) {
  if (numbers.empty()) throw Failed{};
  const Value* best = nullptr;
  for (const Value& number : numbers) {
    if (!is_number(number)) throw Failed{};
    const auto compared = best == nullptr ? sign : order(number, *best);
    if (!compared) throw Failed{};  // NaN
    if (*compared * sign > 0) best = &number;
  }
  return *best;
}

const Table& string_functions() {
  static const Table table{{"size", 1, size},
                           {".size", 1, size},
                           {".contains", 2, contains},
                           {".startsWith", 2, starts_with},
                           {".endsWith", 2, ends_with},
                           {".charAt", 2, char_at},
                           {".indexOf", 2, index_of},
                           {".indexOf", 3, index_of},
                           {".lastIndexOf", 2, last_index_of},
                           {".lastIndexOf", 3, last_index_of},
                           {".substring", 2, substring},
                           {".substring", 3, substring},
                           {".replace", 3, replace},
                           {".replace", 4, replace},
                           {".split", 2, split},
                           {".split", 3, split},
                           {".join", 1, join},
                           {".join", 2, join},
                           {".trim", 1, trim},
                           {".lowerAscii", 1, change_case<U'A', 32>},
                           {".upperAscii", 1, change_case<U'a', -32>},
                           {"strings.quote", 1, quote}};
  return table;
}

const Table& list_functions() {
  static const Table table{
      {".reverse", 1, reverse},  {".slice", 3, slice},       {".flatten", 1, flatten},
      {".flatten", 2, flatten},  {".sort", 1, sort},         {".distinct", 1, distinct},
      {".first", 1, first},      {".last", 1, last},         {"lists.range", 1, range},
      {"optional.of", 1, some},  {"optional.none", 0, none}, {"optional.unwrap", 1, unwrap},
      {".unwrapOpt", 1, unwrap}, {".value", 1, value},       {".hasValue", 1, has_value}};
  return table;
}

const Table& math_functions() {
  static const Table table{{"math.ceil", 1, of_double<std::ceil>},
                           {"math.floor", 1, of_double<std::floor>},
                           {"math.round", 1, of_double<std::round>},
                           {"math.trunc", 1, of_double<std::trunc>},
                           {"math.sqrt", 1, square_root},
                           {"math.abs", 1, absolute},
                           {"math.sign", 1, sign},
                           {"math.isNaN", 1, is_nan},
                           {"math.isInf", 1, is_infinite},
                           {"math.isFinite", 1, is_finite},
                           {"math.bitAnd", 2, of_bits<bits_and>},
                           {"math.bitOr", 2, of_bits<bits_or>},
                           {"math.bitXor", 2, of_bits<bits_xor>},
                           {"math.bitNot", 1, of_bits<bits_not>},
                           {"math.bitShiftLeft", 2, shift<bits_left>},
                           {"math.bitShiftRight", 2, shift<bits_right>}};
  return table;
}

}  // namespace fenghuo::language::reference
