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

/// Members that hold somebody's id. Others may hold a name or an outsider: who reported, counted or
/// noted something, or whose a unit is.
constexpr std::array<std::string_view, 26> kPersons{
    "agreed_by",    "answered_by",  "asked_by",   "callee",     "changed_by", "closed_by",
    "confirmed_by", "decided_by",   "dialled_by", "done_by",    "given_by",   "holder",
    "moved_by",     "opened_by",    "ordered_by", "organiser",  "person",     "proposed_by",
    "released_by",  "retracted_by", "sent_by",    "shelved_by", "started_by", "switched_by",
    "told_by",      "unshelved_by"};

class Reader {
 public:
  Reader(const Syntax& syntax, std::span<const std::string_view> members, const KnownNames& known)
      : syntax_(syntax), members_(members), known_(known) {}

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
    if (std::binary_search(members_.begin(), members_.end(), without_language(select.name))) return;
    note(select, Text{"没有哪条结论或状态有“" + select.name + "”这一项",
                      "nothing that is told has a member '" + select.name + "'"} +
                     did_you_mean(nearest(select.name, members_)));
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
    if (member == "station")
      want(constant, *word, known_.stations, {"预案里没有测站", "the plan has no station"});
    if (member == "unit")
      want(constant, *word, known_.units, {"预案里没有队伍", "the plan has no unit"});
    if (member == "playbook")
      want(constant, *word, known_.playbooks, {"预案里没有处置", "the plan has no playbook"});
    if (std::find(kPersons.begin(), kPersons.end(), member) != kPersons.end())
      want(constant, *word, known_.people, {"预案里没有人", "the plan has no person"});
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
  std::span<const std::string_view> members_;
  const KnownNames& known_;
  std::vector<Problem> problems_;
};

}  // namespace

std::vector<Problem> unknown_names(const std::string& source,
                                   std::span<const std::string_view> members,
                                   const KnownNames& known) {
  const auto syntax = language::parse(source);
  if (!syntax) return {};
  return Reader(*syntax, members, known).run();
}

}  // namespace fenghuo::cli
