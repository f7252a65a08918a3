// YAML (and JSON, which is YAML) with a place for every fault: asks a node for what it should hold,
// notes what is missing, of the wrong kind or unknown, and goes on, so that one run finds all
// faults.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/diagnostic.h"
#include "adapters/plan/text_places.h"
#include "engine/text.h"
#include "engine/time.h"

namespace YAML {
class Node;
}

namespace fenghuo::adapters {

/// Counts characters of a UTF-8 text; where they are counted often, as in a map of one long line.
class CharacterCounts {
 public:
  /// In [begin, end) of the text, in bytes. The counts of the first call's text are kept.
  std::size_t count(std::string_view text, std::size_t begin, std::size_t end);

 private:
  std::size_t count_before(std::string_view text, std::size_t end) const;
  std::vector<std::size_t> before_blocks_;
};

/// One file: its name and text, and where faults go.
struct YamlFile {
  std::string name;
  const std::string& text;
  Diagnostics& faults;
  CharacterCounts characters{};
  std::set<int> no_mappings{};  // bytes where something else stands, which was noted
};

/// A node of a file. Copies share it.
class YamlNode {
 public:
  /// The root; a node that is absent() where the file is no YAML (the fault is noted). Notes keys
  /// that stand twice anywhere in it, and a second document.
  static YamlNode parse(YamlFile& file);
  ~YamlNode();
  YamlNode(const YamlNode&);
  YamlNode& operator=(const YamlNode&) = delete;

  bool absent() const;
  bool is_scalar() const;
  bool is_list() const;
  /// A scalar in quotes: text, whatever it looks like.
  bool is_quoted() const;
  Place place() const;
  /// Where the characters of the text in this node stand in the file; empty where it has none.
  TextPlaces text_places() const;
  void fault(Text text) const;
  /// At a line and column (from 1) of the text in this node.
  void fault_within(int line, int column, Text text) const;

  /// Notes keys other than these, with the nearest of them; likewise, as required() and keys() do,
  /// where something else than a mapping stands.
  void only(std::initializer_list<std::string_view> keys) const;
  YamlNode optional(std::string_view key) const;
  /// Notes where it is missing.
  YamlNode required(std::string_view key) const;
  /// Of a mapping: its keys in order.
  std::vector<std::string> keys() const;
  /// Of a list: its items; empty, with a note, where it is something else.
  std::vector<YamlNode> items() const;

  /// Values; what doesn't fit is noted and gives the default. An absent node gives it silently.
  std::string string(std::string_view otherwise = "") const;
  double number(double otherwise = 0) const;
  bool boolean(bool otherwise = false) const;
  Span span(Span otherwise = Span{0}) const;
  std::vector<std::string> strings() const;
  /// {zh: ..., en: ...}, both required.
  Text text() const;

 private:
  YamlNode(YamlFile& file, const YAML::Node& node, Place parent);
  /// Whether it is a mapping. What is there and is none is noted once.
  bool expect_mapping() const;

  YamlFile* file_;
  std::unique_ptr<YAML::Node> node_;
  Place parent_;  // for what is missing
};

}  // namespace fenghuo::adapters
