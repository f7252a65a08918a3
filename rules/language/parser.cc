#include "rules/language/parser.h"

#include <array>
#include <optional>
#include <utility>

#include "rules/language/lexer.h"

namespace fenghuo::language {
namespace {

using NodePtr = std::unique_ptr<Node>;
using Parsed = tl::expected<NodePtr, Problem>;

// Loosest first; each row is left-associative.
using Operators = std::array<std::string_view, 6>;
constexpr std::array<Operators, 5> kBinary{
    {{"||"}, {"&&"}, {"<", "<=", ">=", ">", "==", "!="}, {"+", "-"}, {"*", "/", "%"}}};

class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  Parsed run() {
    auto tree = expression();
    if (!tree) return tree;
    if (nodes_ > kNodesMax) return unexpected(too_large());
    if (here().kind != TokenKind::end)
      return unexpected({"此处多出“" + here().text + "”", "'" + here().text + "' is left over"});
    return tree;
  }

 private:
  static Text too_large() {
    return {"表达式过长，请拆成几条规则", "the expression is too long; split the rule"};
  }
  NodePtr make(NodeKind kind, std::string text, Position at) {
    ++nodes_;
    return std::make_unique<Node>(Node{kind, std::move(text), at, {}});
  }
  const Token& here() const { return tokens_[at_]; }
  bool at_symbol(std::string_view symbol) const {
    return here().kind == TokenKind::symbol && here().text == symbol;
  }
  bool take(std::string_view symbol) {
    if (!at_symbol(symbol)) return false;
    ++at_;
    return true;
  }
  tl::unexpected<Problem> unexpected(Text text) const {
    return tl::unexpected(Problem{here().at, std::move(text)});
  }
  tl::unexpected<Problem> missing(const std::string& what) const {
    const std::string found = here().kind == TokenKind::end ? "" : here().text;
    return unexpected(
        {"此处应为 " + what + (found.empty() ? "，表达式却结束了" : "，却是“" + found + "”"),
         what + " is missing here" + (found.empty() ? "" : "; there is '" + found + "'")});
  }

  Parsed expression() {
    if (++depth_ > kNestingMax) return unexpected({"嵌套超过 100 层", "nested more than 100 deep"});
    auto condition = binary(0);
    if (condition && at_symbol("?")) condition = choice(std::move(*condition));
    --depth_;
    return condition;
  }

  Parsed choice(NodePtr condition) {
    auto node = make(NodeKind::choice, "?:", here().at);
    take("?");
    auto then = binary(0);
    if (!then) return then;
    if (!take(":")) return missing(":");
    auto otherwise = expression();
    if (!otherwise) return otherwise;
    node->operands.push_back(std::move(condition));
    node->operands.push_back(std::move(*then));
    node->operands.push_back(std::move(*otherwise));
    return node;
  }

  Parsed binary(std::size_t row) {
    if (row == kBinary.size()) return unary();
    auto left = binary(row + 1);
    while (left && here().kind == TokenKind::symbol && is_in_row(row)) {
      if (nodes_ > kNodesMax) return unexpected(too_large());
      auto node = make(NodeKind::binary, here().text, here().at);
      ++at_;
      auto right = binary(row + 1);
      if (!right) return right;
      node->operands.push_back(std::move(*left));
      node->operands.push_back(std::move(*right));
      left = std::move(node);
    }
    return left;
  }

  bool is_in_row(std::size_t row) const {
    for (const auto symbol : kBinary[row])
      if (!symbol.empty() && here().text == symbol) return true;
    return false;
  }

  Parsed unary() {
    if (!at_symbol("!") && !at_symbol("-")) return member();
    if (++depth_ > kNestingMax) return unexpected({"嵌套超过 100 层", "nested more than 100 deep"});
    auto node = make(NodeKind::unary, here().text, here().at);
    ++at_;
    auto operand = unary();
    --depth_;
    if (!operand) return operand;
    node->operands.push_back(std::move(*operand));
    return node;
  }

  Parsed member() {
    auto receiver = primary();
    while (receiver && take(".")) {
      if (nodes_ > kNodesMax) return unexpected(too_large());
      if (here().kind != TokenKind::identifier) return missing("name");
      auto node = make(NodeKind::method, here().text, here().at);
      ++at_;
      if (!at_symbol("(")) return missing("(");
      node->operands.push_back(std::move(*receiver));
      if (auto problem = arguments(*node)) return tl::unexpected(std::move(*problem));
      receiver = std::move(node);
    }
    return receiver;
  }

  std::optional<Problem> arguments(Node& call) {
    take("(");
    if (take(")")) return std::nullopt;
    while (true) {
      auto argument = expression();
      if (!argument) return argument.error();
      call.operands.push_back(std::move(*argument));
      if (take(")")) return std::nullopt;
      if (!take(",")) return missing(")").value();
    }
  }

  Parsed primary() {
    const Token token = here();
    switch (token.kind) {
      case TokenKind::integer:
        return literal(NodeKind::integer);
      case TokenKind::floating:
        return literal(NodeKind::floating);
      case TokenKind::string:
        return literal(NodeKind::string);
      case TokenKind::identifier:
        return named();
      case TokenKind::symbol:
      case TokenKind::end:
        break;
    }
    if (!take("(")) return missing("value");
    auto inner = expression();
    if (inner && !take(")")) return missing(")");
    return inner;
  }

  Parsed literal(NodeKind kind) {
    auto node = make(kind, here().text, here().at);
    ++at_;
    return node;
  }

  Parsed named() {
    const Token token = here();
    ++at_;
    if (token.text == "true" || token.text == "false")
      return make(NodeKind::boolean, token.text, token.at);
    if (!at_symbol("(")) return make(NodeKind::identifier, token.text, token.at);
    auto node = make(NodeKind::call, token.text, token.at);
    if (auto problem = arguments(*node)) return tl::unexpected(std::move(*problem));
    return node;
  }

  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::size_t nodes_ = 0;
};

}  // namespace

tl::expected<NodePtr, Problem> parse(std::string_view text) {
  auto tokens = tokenize(text);
  if (!tokens) return tl::unexpected(tokens.error());
  return Parser(std::move(*tokens)).run();
}

}  // namespace fenghuo::language
