#include "rules/language/parser.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "rules/language/lexer.h"
#include "rules/language/macros.h"

namespace fenghuo::language {
namespace {

using Parsed = tl::expected<NodeId, Fault>;

// Binary operators but && and ||, with how tightly they bind and what they call.
struct Operator {
  std::string_view symbol;
  int binding;
  const char* function;
};
constexpr int kRelation = 1;
constexpr int kProduct = 3;
constexpr std::array<Operator, 12> kOperators{{{"<", kRelation, "_<_"},
                                               {"<=", kRelation, "_<=_"},
                                               {">=", kRelation, "_>=_"},
                                               {">", kRelation, "_>_"},
                                               {"==", kRelation, "_==_"},
                                               {"!=", kRelation, "_!=_"},
                                               {"in", kRelation, "@in"},
                                               {"+", 2, "_+_"},
                                               {"-", 2, "_-_"},
                                               {"*", kProduct, "_*_"},
                                               {"/", kProduct, "_/_"},
                                               {"%", kProduct, "_%_"}}};

class Parser {
 public:
  Parser(std::string_view source, std::vector<Token> tokens, Macros macros)
      : tokens_(std::move(tokens)), macros_(macros) {
    syntax_.source = source;
  }

  tl::expected<Syntax, Fault> run() {
    auto root = expression();
    if (fault_) return tl::unexpected(std::move(*fault_));
    if (!root) return tl::unexpected(std::move(root.error()));
    if (token().kind != TokenKind::end) return unexpected_token();
    syntax_.root = *root;
    return std::move(syntax_);
  }

 private:
  const Token& token() const { return tokens_[at_]; }
  const Token& take() { return tokens_[at_++]; }
  bool at_symbol(std::string_view symbol) const {
    return token().kind == TokenKind::symbol && token().text == symbol;
  }
  bool take_symbol(std::string_view symbol) {
    if (!at_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  tl::unexpected<Fault> wrong(std::uint32_t at, Text text) const {
    return tl::unexpected(Fault{at, std::move(text)});
  }
  tl::unexpected<Fault> unexpected_token() const {
    if (token().kind == TokenKind::end)
      return wrong(token().at, {"表达式没有写完", "the expression ends too early"});
    return wrong(token().at,
                 {"此处不应有“" + token().text + "”", "'" + token().text + "' can't stand here"});
  }
  tl::unexpected<Fault> expected_symbol(std::string_view symbol) const {
    const std::string sign(symbol);
    if (token().kind == TokenKind::end)
      return wrong(token().at, {"缺少“" + sign + "”", "'" + sign + "' is missing"});
    return wrong(token().at, {"此处应为“" + sign + "”，而不是“" + token().text + "”",
                              "'" + sign + "' is expected here, not '" + token().text + "'"});
  }

  // Adds a node, whose depth and whose number are bounded.
  Parsed add(Node node) {
    int depth = 0;
    for (const NodeId part : node.parts) depth = std::max(depth, depths_[part.value]);
    if (++depth > kDepthMax || syntax_.nodes.size() >= kNodesMax)
      return wrong(node.at, {"表达式过于复杂，请拆成几条规则",
                             "the expression is too large; split the rule"});
    const NodeId id = syntax_.add(std::move(node));
    depths_.push_back(depth);
    return id;
  }
  Parsed call(std::uint32_t at, std::string function, std::vector<NodeId> parts, bool member) {
    Node node{.kind = NodeKind::call,
              .at = at,
              .member = member,
              .name = std::move(function),
              .parts = std::move(parts)};
    if (macros_ == Macros::none) return add(std::move(node));
    auto expansion = expand(syntax_, node, macros_);
    if (!expansion) note(std::move(expansion.error()));
    if (!expansion || !*expansion) return add(std::move(node));
    return measured(**expansion);
  }
  // The macros within a macro's arguments come before it here, but after its variables in the text,
  // and what comes first in the text is told first.
  void note(Fault fault) {
    if (!fault_ || fault.at < fault_->at) fault_ = std::move(fault);
  }
  // Of nodes that a macro made.
  Parsed measured(NodeId id) {
    for (std::size_t i = depths_.size(); i < syntax_.nodes.size(); ++i) {
      int depth = 0;
      for (const NodeId part : syntax_.nodes[i].parts) depth = std::max(depth, depths_[part.value]);
      depths_.push_back(depth + 1);
      if (depth >= kDepthMax || i >= kNodesMax)
        return wrong(syntax_.nodes[i].at, {"表达式过于复杂，请拆成几条规则",
                                           "the expression is too large; split the rule"});
    }
    return id;
  }

  Parsed expression() {
    // Parentheses and the like nest by way of here; each costs eight frames of this parser.
    if (nesting_ >= kDepthMax) return wrong(token().at, {"括号嵌套过深", "nested too deeply"});
    ++nesting_;
    auto node = ternary();
    --nesting_;
    return node;
  }

  Parsed ternary() {
    auto condition = logic("||");
    if (!condition || !at_symbol("?")) return condition;
    const std::uint32_t at = take().at;
    auto then = logic("||");
    if (!then) return then;
    if (!take_symbol(":")) return expected_symbol(":");
    auto otherwise = expression();
    if (!otherwise) return otherwise;
    return call(at, "_?_:_", {*condition, *then, *otherwise}, false);
  }

  Parsed logic(std::string_view symbol) {
    const bool either = symbol == "||";
    std::vector<NodeId> terms;
    std::vector<std::uint32_t> operators;
    while (true) {
      auto term = either ? logic("&&") : binary(kRelation);
      if (!term) return term;
      terms.push_back(*term);
      if (!at_symbol(symbol)) break;
      operators.push_back(take().at);
    }
    if (operators.empty()) return terms[0];
    return balanced(either ? "_||_" : "_&&_", terms, operators, 0, operators.size() - 1);
  }

  // The operators first ... last with the terms around them.
  Parsed balanced(const char* function, const std::vector<NodeId>& terms,
                  const std::vector<std::uint32_t>& operators, std::size_t first,
                  std::size_t last) {
    const std::size_t middle = (first + last + 1) / 2;
    Parsed left = terms[middle];
    if (middle > first) left = balanced(function, terms, operators, first, middle - 1);
    if (!left) return left;
    Parsed right = terms[middle + 1];
    if (middle < last) right = balanced(function, terms, operators, middle + 1, last);
    if (!right) return right;
    return call(operators[middle], function, {*left, *right}, false);
  }

  Parsed binary(int binding) {
    auto left = binding > kProduct ? unary() : binary(binding + 1);
    while (left && token().kind == TokenKind::symbol) {
      const auto* op = std::find_if(kOperators.begin(), kOperators.end(), [&](const auto& known) {
        return known.symbol == token().text && known.binding == binding;
      });
      if (op == kOperators.end()) break;
      const std::uint32_t at = take().at;
      auto right = binding == kProduct ? unary() : binary(binding + 1);
      if (!right) return right;
      left = call(at, op->function, {*left, *right}, false);
    }
    return left;
  }

  // Two signs of a kind undo each other. One minus before a number is the number's own.
  Parsed unary() {
    const std::string sign = at_symbol("!") ? "!" : "-";
    std::vector<std::uint32_t> signs;
    while (at_symbol(sign)) signs.push_back(take().at);
    bool negative = false;
    if (sign == "-" && signs.size() == 1 && is_number(token())) {
      negative = true;
      number_at_ = signs[0];
      signs.clear();
    }
    auto operand = member(negative);
    if (!operand || signs.size() % 2 == 0) return operand;
    return call(signs[0], sign == "!" ? "!_" : "-_", {*operand}, false);
  }

  static bool is_number(const Token& token) {
    return token.kind == TokenKind::literal &&
           (std::holds_alternative<std::int64_t>(token.constant) ||
            std::holds_alternative<double>(token.constant) ||
            (std::holds_alternative<std::uint64_t>(token.constant) &&
             token.text.find_first_of("uU") == std::string::npos));
  }

  Parsed literal(bool negative) {
    const Token& literal = take();
    Node node{.kind = NodeKind::constant,
              .at = negative ? number_at_ : literal.at,
              .constant = literal.constant};
    if (is_number(literal)) {
      if (const auto* large = std::get_if<std::uint64_t>(&node.constant)) {
        if (!negative) return wrong(node.at, {"整数过大", "invalid int literal"});
        node.constant = static_cast<std::int64_t>(0 - *large);
      } else if (auto* integer = std::get_if<std::int64_t>(&node.constant)) {
        if (negative) *integer = -*integer;
      } else if (negative) {
        node.constant = -std::get<double>(node.constant);
      }
    }
    return add(std::move(node));
  }

  Parsed member(bool negative) {
    // Whether what is read so far can be the name of a message: a, .a, a.b.c as they stand there.
    bool is_name = at_symbol(".") || token().kind == TokenKind::identifier;
    auto node = primary(negative);
    is_name = is_name && node && syntax_[*node].kind == NodeKind::identifier;
    while (node) {
      if (at_symbol(".")) {
        is_name = is_name && tokens_[at_ + 1].kind == TokenKind::identifier;
        node = dot(*node);
        is_name = is_name && node && syntax_[*node].kind == NodeKind::select;
      } else if (at_symbol("[")) {
        node = subscript(*node);
        is_name = false;
      } else if (at_symbol("{") && is_name) {
        node = message(*node);
        is_name = false;
      } else {
        break;
      }
    }
    return node;
  }

  Parsed dot(NodeId operand) {
    const std::uint32_t at = take().at;
    const bool optional = take_symbol("?");
    if (token().kind != TokenKind::identifier && token().kind != TokenKind::escaped_identifier)
      return token().kind == TokenKind::end ? Parsed(unexpected_token())
                                            : Parsed(wrong(token().at, not_a_name()));
    const bool plain = token().kind == TokenKind::identifier;
    std::string name = take().text;
    if (!optional && plain && at_symbol("(")) {
      const std::uint32_t parenthesis = token().at;
      auto parts = arguments({operand});
      if (!parts) return tl::unexpected(std::move(parts.error()));
      return call(parenthesis, std::move(name), std::move(*parts), true);
    }
    if (!optional)
      return add({.kind = NodeKind::select, .at = at, .name = std::move(name), .parts = {operand}});
    auto field = add({.kind = NodeKind::constant, .at = at, .constant = std::move(name)});
    if (!field) return field;
    return call(at, "_?._", {operand, *field}, false);
  }

  Text not_a_name() const {
    return {"此处应为名称，而不是“" + token().text + "”",
            "a name is expected here, not '" + token().text + "'"};
  }

  Parsed subscript(NodeId operand) {
    const std::uint32_t at = take().at;
    const bool optional = take_symbol("?");
    auto index = expression();
    if (!index) return index;
    if (!take_symbol("]")) return expected_symbol("]");
    return call(at, optional ? "_[?_]" : "_[_]", {operand, *index}, false);
  }

  std::string name_of(NodeId id) const {
    const Node& node = syntax_[id];
    return node.kind == NodeKind::select ? name_of(node.parts[0]) + "." + node.name : node.name;
  }

  Parsed message(NodeId name) {
    Node node{.kind = NodeKind::message, .at = token().at, .name = name_of(name)};
    ++at_;
    const bool lone_comma = take_symbol(",");
    while (!lone_comma && !at_symbol("}")) {
      const bool optional = take_symbol("?");
      if (token().kind != TokenKind::identifier && token().kind != TokenKind::escaped_identifier)
        return wrong(token().at, not_a_name());
      node.fields.push_back(take().text);
      if (!take_symbol(":")) return expected_symbol(":");
      auto value = expression();
      if (!value) return value;
      node.parts.push_back(*value);
      node.optional.push_back(optional);
      if (!take_symbol(",")) break;
    }
    if (!take_symbol("}")) return expected_symbol("}");
    return add(tidied(std::move(node)));
  }

  static Node tidied(Node node) {
    if (std::find(node.optional.begin(), node.optional.end(), true) == node.optional.end())
      node.optional.clear();
    return node;
  }

  tl::expected<std::vector<NodeId>, Fault> arguments(std::vector<NodeId> parts) {
    ++at_;
    while (!at_symbol(")")) {
      auto part = expression();
      if (!part) return tl::unexpected(std::move(part.error()));
      parts.push_back(*part);
      if (!take_symbol(",")) break;
      if (at_symbol(")")) return unexpected_token();
    }
    if (!take_symbol(")")) return expected_symbol(")");
    return parts;
  }

  Parsed primary(bool negative) {
    if (token().kind == TokenKind::literal) return literal(negative);
    if (at_symbol("true") || at_symbol("false")) {
      const Token& word = take();
      return add({.kind = NodeKind::constant, .at = word.at, .constant = word.text == "true"});
    }
    if (at_symbol("null")) return add({.kind = NodeKind::constant, .at = take().at});
    if (at_symbol("[")) return list();
    if (at_symbol("{")) return map();
    if (at_symbol("(")) {
      ++at_;
      auto inner = expression();
      if (!inner) return inner;
      if (!take_symbol(")")) return expected_symbol(")");
      return inner;
    }
    return name();
  }

  Parsed name() {
    const std::uint32_t at = token().at;
    const bool absolute = take_symbol(".");
    if (token().kind != TokenKind::identifier) return unexpected_token();
    if (is_reserved(token().text))
      return wrong(token().at,
                   {"“" + token().text + "”是保留字", "'" + token().text + "' is a reserved word"});
    std::string name = (absolute ? "." : "") + take().text;
    if (!at_symbol("("))
      return add({.kind = NodeKind::identifier, .at = at, .name = std::move(name)});
    const std::uint32_t parenthesis = token().at;
    auto parts = arguments({});
    if (!parts) return tl::unexpected(std::move(parts.error()));
    return call(parenthesis, std::move(name), std::move(*parts), false);
  }

  Parsed list() {
    Node node{.kind = NodeKind::list, .at = take().at};
    const bool lone_comma = take_symbol(",");
    while (!lone_comma && !at_symbol("]")) {
      const bool optional = take_symbol("?");
      auto item = expression();
      if (!item) return item;
      node.parts.push_back(*item);
      node.optional.push_back(optional);
      if (!take_symbol(",")) break;
    }
    if (!take_symbol("]")) return expected_symbol("]");
    return add(tidied(std::move(node)));
  }

  Parsed map() {
    Node node{.kind = NodeKind::map, .at = take().at};
    const bool lone_comma = take_symbol(",");
    while (!lone_comma && !at_symbol("}")) {
      const bool optional = take_symbol("?");
      auto key = expression();
      if (!key) return key;
      if (!take_symbol(":")) return expected_symbol(":");
      auto value = expression();
      if (!value) return value;
      node.parts.insert(node.parts.end(), {*key, *value});
      node.optional.push_back(optional);
      if (!take_symbol(",")) break;
    }
    if (!take_symbol("}")) return expected_symbol("}");
    return add(tidied(std::move(node)));
  }

  Syntax syntax_;
  std::vector<int> depths_;  // by node
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int nesting_ = 0;
  std::uint32_t number_at_ = 0;  // of the minus sign that belongs to the next number
  Macros macros_;
  std::optional<Fault> fault_;  // the first of the macros'
};

}  // namespace

tl::expected<Syntax, Problem> parse(std::string_view source, Macros macros) {
  auto tokens = tokenize(source);
  auto parsed = Parser(source, std::move(tokens.list), macros).run();
  // What comes first in the text is told first. Where the tokens break off, that is why the parser
  // misses something there.
  if (tokens.fault && (parsed || parsed.error().at >= tokens.fault->at))
    parsed = tl::unexpected(std::move(*tokens.fault));
  if (!parsed) return tl::unexpected(problem_of(source, std::move(parsed.error())));
  return std::move(*parsed);
}

}  // namespace fenghuo::language
