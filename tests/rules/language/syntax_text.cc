#include "tests/rules/language/syntax_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <utility>

#include "rules/language/utf8.h"

namespace fenghuo::language {
namespace {

// Go prints no characters that show nothing; those of them that our data hold, and their
// neighbours.
bool is_printable(std::uint32_t c) {
  constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 9> kInvisible{{{0x0, 0x1F},
                                                                               {0x7F, 0xA0},
                                                                               {0xAD, 0xAD},
                                                                               {0x180E, 0x180E},
                                                                               {0x2000, 0x200F},
                                                                               {0x2028, 0x202F},
                                                                               {0x205F, 0x206F},
                                                                               {0xFEFF, 0xFEFF},
                                                                               {0xFFF0, 0xFFFB}}};
  constexpr std::uint32_t kAssignedMax = 0x323AF;
  return c <= kAssignedMax &&
         std::none_of(kInvisible.begin(), kInvisible.end(),
                      [&](const auto& range) { return c >= range.first && c <= range.second; });
}

std::string hex(const char* form, std::uint32_t value) {
  std::array<char, 16> out{};
  std::snprintf(out.data(), out.size(), form, value);
  return out.data();
}

void append_quoted(std::string& out, std::uint32_t c) {
  constexpr std::string_view kEscaped = "\a\b\f\n\r\t\v\\\"";
  constexpr std::string_view kEscapes = "abfnrtv\\\"";
  const auto simple = c < 0x80 ? kEscaped.find(static_cast<char>(c)) : std::string_view::npos;
  if (simple != std::string_view::npos) {
    out += {'\\', kEscapes[simple]};
  } else if (is_printable(c)) {
    append_utf8(out, c);
  } else if (c < 0x80) {
    out += hex("\\x%02x", c);
  } else {
    out += hex(c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  }
}

// As Go's strconv.Quote: bytes that are no UTF-8 as \xff.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    if (const auto c = take_code_point(text)) {
      append_quoted(out, *c);
    } else {
      out += hex("\\x%02x", static_cast<unsigned char>(text[0]));
      text.remove_prefix(1);
    }
  }
  return out + "\"";
}

struct ConstantText {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(std::uint64_t value) const { return std::to_string(value) + "u"; }
  std::string operator()(double value) const {
    std::array<char, 32> out{};
    const auto written =
        std::to_chars(out.data(), out.data() + out.size(), value, std::chars_format::general);
    return {out.data(), written.ptr};
  }
  std::string operator()(const std::string& value) const { return in_quotes(value); }
  std::string operator()(const Bytes& value) const { return "b" + in_quotes(value.value); }
};

class Printer {
 public:
  Printer(const Syntax& syntax, const Annotation& annotation)
      : syntax_(syntax), annotation_(annotation) {}

  std::string run() {
    print(syntax_.root);
    return std::move(out_);
  }

 private:
  void print(NodeId id) {
    print(syntax_[id]);
    if (annotation_) out_ += annotation_(id);
  }

  void print(const Node& node) {
    switch (node.kind) {
      case NodeKind::constant:
        out_ += std::visit(ConstantText{}, node.constant);
        break;
      case NodeKind::identifier:
        out_ += node.name;
        break;
      case NodeKind::select:
        print(node.parts[0]);
        out_ += "." + node.name + (node.test_only ? "~test-only~" : "");
        break;
      case NodeKind::call:
        call(node);
        break;
      case NodeKind::list:
        block("[", node.parts.size(), [&](std::size_t i) { print(node.parts[i]); }, "]");
        break;
      case NodeKind::map:
        block("{", node.parts.size() / 2, [&](std::size_t i) { map_entry(node, i); }, "}");
        break;
      case NodeKind::message:
        out_ += node.name;
        block("{", node.parts.size(), [&](std::size_t i) { field(node, i); }, "}");
        break;
      case NodeKind::comprehension:
        comprehension(node);
        break;
    }
  }

  void call(const Node& node) {
    const std::size_t first = node.member ? 1 : 0;
    if (node.member) {
      print(node.parts[0]);
      out_ += ".";
    }
    out_ += node.name;
    block(
        "(", node.parts.size() - first, [&](std::size_t i) { print(node.parts[first + i]); }, ")");
  }
  void map_entry(const Node& node, std::size_t i) {
    mark_optional(node, i);
    print(node.parts[2 * i]);
    out_ += ":";
    print(node.parts[2 * i + 1]);
  }
  void field(const Node& node, std::size_t i) {
    mark_optional(node, i);
    out_ += node.fields[i] + ":";
    print(node.parts[i]);
  }
  void mark_optional(const Node& node, std::size_t i) {
    if (!node.optional.empty() && node.optional[i]) out_ += "?";
  }

  void comprehension(const Node& node) {
    out_ += "__comprehension__(";
    ++indent_;
    line("// Variable");
    line(node.name + ",");
    if (!node.second_variable.empty()) line(node.second_variable + ",");
    part("// Target", node.parts[fold_range], ",");
    line("// Accumulator");
    line(node.accumulator + ",");
    part("// Init", node.parts[fold_init], ",");
    part("// LoopCondition", node.parts[fold_condition], ",");
    part("// LoopStep", node.parts[fold_step], ",");
    part("// Result", node.parts[fold_result], ")");
    --indent_;
  }
  void part(std::string_view title, NodeId id, std::string_view end) {
    line(title);
    line("");
    print(id);
    out_ += end;
  }

  // Each item on a line of its own.
  template <class Item>
  void block(std::string_view open, std::size_t count, const Item& item, std::string_view close) {
    out_ += open;
    ++indent_;
    for (std::size_t i = 0; i < count; ++i) {
      line("");
      item(i);
      if (i + 1 < count) out_ += ",";
    }
    --indent_;
    if (count > 0) line("");
    out_ += close;
  }
  void line(std::string_view text) {
    out_ += "\n" + std::string(2 * indent_, ' ');
    out_ += text;
  }

  const Syntax& syntax_;
  const Annotation& annotation_;
  std::string out_;
  std::size_t indent_ = 0;
};

}  // namespace

std::string text_of(const Syntax& syntax, const Annotation& annotation) {
  return Printer(syntax, annotation).run();
}

std::string without_kinds(std::string_view text) {
  constexpr std::string_view kBegin = "^#*expr.";
  std::string out;
  bool in_quotes = false;
  while (!text.empty()) {
    if (!in_quotes && text.starts_with(kBegin)) {
      text.remove_prefix(text.find('#', kBegin.size()) + 1);
      continue;
    }
    if (text[0] == '"') in_quotes = !in_quotes;
    const std::size_t size = in_quotes && text[0] == '\\' ? 2 : 1;
    out += text.substr(0, size);
    text.remove_prefix(size);
  }
  return out;
}

}  // namespace fenghuo::language
