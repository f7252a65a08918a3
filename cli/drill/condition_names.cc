#include "cli/drill/condition_names.h"

#include <algorithm>
#include <array>
#include <variant>

#include "cli/sentence.h"
#include "engine/level.h"
#include "engine/nearest.h"
#include "rules/language/parser.h"

namespace fenghuo::cli {
namespace {

using language::Node;
using language::NodeKind;
using language::Problem;
using language::Syntax;

std::set<std::string> level_words() {
  std::set<std::string> words;
  for (const Level level : {Level::none, Level::blue, Level::yellow, Level::orange, Level::red})
    words.emplace(to_string(level));
  return words;
}

// A text is written in both languages as well.
std::string_view without_language(std::string_view name) {
  for (const std::string_view ending : {"_zh", "_en"})
    if (name.ends_with(ending)) return name.substr(0, name.size() - ending.size());
  return name;
}

class Reader {
 public:
  Reader(const Syntax& syntax, const KnownNames& known) : syntax_(syntax), known_(known) {}

  std::vector<Problem> run() {
    visit(syntax_.root);
    return std::move(problems_);
  }

 private:
  // From the root: macros leave nodes behind that are no part of the tree.
  void visit(language::NodeId id) {
    const Node& node = syntax_[id];
    if (node.kind == NodeKind::select) look_at_member(node);
    if (node.kind == NodeKind::call && node.parts.size() == 2) look_at_comparison(node);
    for (const auto part : node.parts) visit(part);
  }

  void look_at_member(const Node& select) {
    const auto& members = known_.members;
    if (std::binary_search(members.begin(), members.end(), without_language(select.name))) return;
    note(select, Text{"没有哪条结论或状态有“" + select.name + "”这一项",
                      "nothing that is told has a member '" + select.name + "'"} +
                     did_you_mean(nearest(select.name, members)));
  }

  void look_at_comparison(const Node& call) {
    if (call.name != "_==_" && call.name != "_!=_" && call.name != "@in") return;
    for (const std::size_t side : {0U, 1U}) {
      const Node& select = syntax_[call.parts[side]];
      if (select.kind != NodeKind::select) continue;
      const Node& other = syntax_[call.parts[1 - side]];
      look_at_word(select.name, other);
      if (call.name == "@in" && other.kind == NodeKind::list)
        for (const auto part : other.parts) look_at_word(select.name, syntax_[part]);
    }
  }

  void look_at_word(const std::string& member, const Node& constant) {
    const auto* word = std::get_if<std::string>(&constant.constant);
    if (constant.kind != NodeKind::constant || word == nullptr || word->empty()) return;
    if (member == "level") want(constant, *word, level_words(), {"没有级别", "there is no level"});
    if (member == "rule")
      want(constant, *word, known_.rules, {"预案里没有规则", "the plan has no rule"});
    if (member == "area")
      want(constant, *word, known_.places, {"预案里没有地方", "the plan has no place"});
  }

  void want(const Node& constant, const std::string& word, const std::set<std::string>& known,
            const Text& absent) {
    if (known.contains(word)) return;
    const std::vector<std::string_view> all(known.begin(), known.end());
    note(constant, Text{absent.zh + "“" + word + "”", absent.en + " '" + word + "'"} +
                       did_you_mean(nearest(word, all)));
  }

  void note(const Node& node, Text text) {
    problems_.push_back({language::position_of(syntax_.source, node.at), std::move(text)});
  }

  const Syntax& syntax_;
  const KnownNames& known_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> unknown_names(const std::string& source, const KnownNames& known) {
  const auto syntax = language::parse(source);
  if (!syntax) return {};
  return Reader(*syntax, known).run();
}

}  // namespace fenghuo::cli
