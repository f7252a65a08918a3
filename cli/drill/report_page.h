// What all parts of a report are written with: the night, and its words in one language. Strings
// that it gives are markup, escaped.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/drill/drill_text.h"

namespace fenghuo::cli {

class ReportPage {
 public:
  /// What the drill refers to outlives it.
  ReportPage(const Drill& drill, Language language);

  const Drill& drill() const { return drill_; }
  const simulator::Scenario& scenario() const { return drill_.scenario; }
  const simulator::NightRecord& record() const { return drill_.record; }
  const simulator::Score& score() const { return drill_.score; }
  const wire::Plan& plan() const { return drill_.plan.plan(); }
  const Names& names() const { return drill_.names; }
  Language language() const { return language_; }

  /// In the report's language; in Chinese where a name has no English.
  std::string say(const Text& text) const;
  /// The same, not escaped: for what escapes by itself.
  std::string plain(const Text& text) const;

  /// "20:35", the first such time from the night's beginning on, as scenarios have it; with its
  /// day, "07-16 21:00", where it is another.
  std::string clock(Instant at) const;
  /// A dash where it didn't come.
  std::string clock(const std::optional<Instant>& at) const;
  /// "72 min", rounded; from five hours on "6 h 12 min", from two days on hours alone.
  std::string minutes(Span span) const;
  /// A dash where one of them didn't come.
  std::string minutes(const std::optional<Instant>& from,
                      const std::optional<Instant>& until) const;
  /// "12 min earlier", "3 min later", "at the same minute": `ours` against `theirs`.
  std::string difference(Instant ours, Instant theirs) const;

  /// Its id and what it says.
  std::string fact(FactId id) const;

  /// Null where nothing of that id is expected.
  const simulator::Outcome* outcome_of(const std::string& expectation) const;
  /// Its symbol and its word.
  std::string verdict(simulator::Outcome::Verdict of) const;

  /// The letter of a value's mark, with what it means and the source for who asks.
  std::string mark(const simulator::Origin& origin) const;
  /// Of the moment of a danger: as the scenario has it, or invented where chance moved it.
  simulator::Origin origin_of_danger(const std::string& village, Instant at) const;

  /// A section of the page. `content` is markup.
  std::string section(const std::string& id, const Text& title, const std::string& content) const;
  std::string paragraph(const Text& text, const std::string& style = "") const;

 private:
  const Drill& drill_;
  Language language_;
};

/// Documented, rough, from memory, invented.
Text mark_words(simulator::Mark mark);
Text verdict_words(simulator::Outcome::Verdict verdict);
/// A tick, a cross, a question mark, each in a shape of its own.
std::string verdict_symbol(simulator::Outcome::Verdict verdict);
/// When what was expected came, in time or not; nothing where it isn't a thing that comes.
std::optional<Instant> came_at(const simulator::Outcome& outcome);

/// Villages that were warned or in danger: those in which fewest were caught, and of these the
/// fastest from being warned to all being safe; those that weren't are last.
std::vector<const simulator::ScoredVillage*> fastest_first(const simulator::Score& score);

}  // namespace fenghuo::cli
