// The strings extension: text by its code points.
#include <algorithm>
#include <array>
#include <vector>

#include "rules/language/library.h"
#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

Value beyond(Evaluation& evaluation, std::int64_t index) {
  return evaluation.error(Failure::index_out_of_range, std::to_string(index));
}

Value too_long() {
  return Value::error(Failure::too_long);
}

// Where a code point begins; nothing where the text is shorter.
std::optional<std::size_t> place_in(std::string_view text, std::int64_t index) {
  if (index < 0) return std::nullopt;
  const auto count = static_cast<std::size_t>(index);
  const std::size_t byte = byte_of(text, count);
  if (byte == text.size() && count_code_points(text) != count) return std::nullopt;
  return byte;
}

std::int64_t index_at(std::string_view text, std::size_t byte) {
  return byte == std::string_view::npos
             ? -1
             : static_cast<std::int64_t>(count_code_points(text.substr(0, byte)));
}

Value char_at(Evaluation& evaluation, const Value* a) {
  const std::string_view text = a[0].string();
  const auto place = place_in(text, a[1].integer);
  if (!place) return beyond(evaluation, a[1].integer);
  const std::string_view rest = text.substr(*place);
  return Value::of(rest.substr(0, byte_of(rest, 1)));
}

Value first_from(Evaluation& evaluation, const Value& text, const Value& wanted,
                 std::int64_t from) {
  const auto place = place_in(text.string(), from);
  if (!place) return beyond(evaluation, from);
  if (!evaluation.spend_search(text.string(), wanted.string())) return too_long();
  return Value::of(index_at(text.string(), text.string().find(wanted.string(), *place)));
}
Value index_of(Evaluation& evaluation, const Value* a) {
  return first_from(evaluation, a[0], a[1], 0);
}
Value index_of_from(Evaluation& evaluation, const Value* a) {
  return first_from(evaluation, a[0], a[1], a[2].integer);
}

Value last_index_of(Evaluation& evaluation, const Value* a) {
  if (!evaluation.spend_search(a[0].string(), a[1].string())) return too_long();
  return Value::of(index_at(a[0].string(), a[0].string().rfind(a[1].string())));
}
Value last_index_of_from(Evaluation& evaluation, const Value* a) {
  const auto place = place_in(a[0].string(), a[2].integer);
  if (!place) return beyond(evaluation, a[2].integer);
  if (!evaluation.spend_search(a[0].string(), a[1].string())) return too_long();
  return Value::of(index_at(a[0].string(), a[0].string().rfind(a[1].string(), *place)));
}

Value tail(Evaluation& evaluation, const Value* a) {
  const auto place = place_in(a[0].string(), a[1].integer);
  return place ? Value::of(a[0].string().substr(*place)) : beyond(evaluation, a[1].integer);
}
Value substring(Evaluation& evaluation, const Value* a) {
  const auto begin = place_in(a[0].string(), a[1].integer);
  if (!begin) return beyond(evaluation, a[1].integer);
  const auto end = place_in(a[0].string(), a[2].integer);
  if (!end) return beyond(evaluation, a[2].integer);
  if (*end < *begin)
    return evaluation.error(Failure::bad_argument, "start: " + std::to_string(a[1].integer) +
                                                       ", end: " + std::to_string(a[2].integer));
  return Value::of(a[0].string().substr(*begin, *end - *begin));
}

Value replace_some(Evaluation& evaluation, const Value* a, std::int64_t limit) {
  const std::string_view text = a[0].string();
  const std::string_view wanted = a[1].string();
  if (!evaluation.spend_search(text, wanted)) return too_long();
  std::string out;
  std::size_t at = 0;
  while (limit != 0) {
    const std::size_t found = text.find(wanted, at);
    if (found == std::string_view::npos) break;
    out.append(text.substr(at, found - at)).append(a[2].string());
    at = found + wanted.size();
    if (wanted.empty()) {
      // Nothing stands before each code point, and at the end.
      const std::size_t next = byte_of(text.substr(at), 1);
      out.append(text.substr(at, next));
      if (at == text.size()) return evaluation.text(out);
      at += next;
    }
    if (out.size() > kArenaBytesMax) return Value::error(Failure::too_large);
    if (!evaluation.spend(1)) return too_long();
    if (limit > 0) --limit;
  }
  return evaluation.text(out.append(text.substr(at)));
}
Value replace(Evaluation& evaluation, const Value* a) {
  return replace_some(evaluation, a, -1);
}
Value replace_limited(Evaluation& evaluation, const Value* a) {
  return replace_some(evaluation, a, a[3].integer);
}

Value split_some(Evaluation& evaluation, const Value* a, std::int64_t limit) {
  std::string_view text = a[0].string();
  const std::string_view separator = a[1].string();
  std::vector<Value> parts;
  if (!evaluation.spend_search(text, separator)) return too_long();
  if (limit == 0) return evaluation.list(parts);
  while (limit < 0 || std::ssize(parts) + 1 < limit) {
    const std::size_t end = separator.empty() ? byte_of(text, 1) : text.find(separator);
    const bool last = separator.empty() ? end >= text.size() : end == std::string_view::npos;
    if (last) break;
    parts.push_back(Value::of(text.substr(0, end)));
    text.remove_prefix(end + separator.size());
    if (!evaluation.spend(1)) return too_long();
  }
  if (!separator.empty() || !text.empty()) parts.push_back(Value::of(text));
  return evaluation.list(parts);
}
Value split(Evaluation& evaluation, const Value* a) {
  return split_some(evaluation, a, -1);
}
Value split_limited(Evaluation& evaluation, const Value* a) {
  return split_some(evaluation, a, a[2].integer);
}

Value join_with(Evaluation& evaluation, const Value& list, std::string_view separator) {
  std::string out;
  for (const auto& item : list.list()) {
    if (item.kind != Kind::string) return Value::error(Failure::no_overload);
    if (!evaluation.spend(1 + item.size / 64 + separator.size() / 64)) return too_long();
    if (&item != list.items) out.append(separator);
    out.append(item.string());
    if (out.size() > kArenaBytesMax) return Value::error(Failure::too_large);
  }
  return evaluation.text(out);
}
Value join(Evaluation& evaluation, const Value* a) {
  return join_with(evaluation, a[0], "");
}
Value join_separated(Evaluation& evaluation, const Value* a) {
  return join_with(evaluation, a[0], a[1].string());
}

// Unicode's White_Space property.
bool is_blank(std::uint32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

Value trim(Evaluation&, const Value* a) {
  const std::string_view text = a[0].string();
  std::string_view rest = text;
  std::size_t begin = text.size();
  std::size_t end = 0;
  while (!rest.empty()) {
    const std::size_t at = text.size() - rest.size();
    const auto code_point = take_code_point(rest);
    if (!code_point) break;
    if (is_blank(*code_point)) continue;
    begin = std::min(begin, at);
    end = text.size() - rest.size();
  }
  return Value::of(begin < end ? text.substr(begin, end - begin) : std::string_view());
}

template <char First, char Last, int Change>
Value change_case(Evaluation& evaluation, const Value* a) {
  std::string out(a[0].string());
  for (char& c : out)
    if (c >= First && c <= Last) c = static_cast<char>(c + Change);
  return evaluation.text(out);
}

Value reverse(Evaluation& evaluation, const Value* a) {
  std::string_view text = a[0].string();
  std::string out(text.size(), '\0');
  std::size_t at = out.size();
  while (!text.empty()) {
    const std::size_t size = byte_of(text, 1);
    at -= size;
    std::copy_n(text.begin(), size, out.begin() + static_cast<std::ptrdiff_t>(at));
    text.remove_prefix(size);
  }
  return evaluation.text(out);
}

constexpr std::array kStrings{
    Declaration{"charAt", kMember, "string_char_at_int", "string, int", "string", char_at},
    Declaration{"indexOf", kMember, "string_index_of_string", "string, string", "int", index_of},
    Declaration{"indexOf", kMember, "string_index_of_string_int", "string, string, int", "int",
                index_of_from},
    Declaration{"lastIndexOf", kMember, "string_last_index_of_string", "string, string", "int",
                last_index_of},
    Declaration{"lastIndexOf", kMember, "string_last_index_of_string_int", "string, string, int",
                "int", last_index_of_from},
    Declaration{"substring", kMember, "string_substring_int", "string, int", "string", tail},
    Declaration{"substring", kMember, "string_substring_int_int", "string, int, int", "string",
                substring},
    Declaration{"replace", kMember, "string_replace_string_string", "string, string, string",
                "string", replace},
    Declaration{"replace", kMember, "string_replace_string_string_int",
                "string, string, string, int", "string", replace_limited},
    Declaration{"split", kMember, "string_split_string", "string, string", "list(string)", split},
    Declaration{"split", kMember, "string_split_string_int", "string, string, int", "list(string)",
                split_limited},
    Declaration{"join", kMember, "list_join", "list(string)", "string", join},
    Declaration{"join", kMember, "list_join_string", "list(string), string", "string",
                join_separated},
    Declaration{"trim", kMember, "string_trim", "string", "string", trim},
    Declaration{"lowerAscii", kMember, "string_lower_ascii", "string", "string",
                change_case<'A', 'Z', 'a' - 'A'>},
    Declaration{"upperAscii", kMember, "string_upper_ascii", "string", "string",
                change_case<'a', 'z', 'A' - 'a'>},
    Declaration{"reverse", kMember, "string_reverse", "string", "string", reverse}};

}  // namespace

std::span<const Declaration> string_functions() {
  return kStrings;
}

}  // namespace fenghuo::language
