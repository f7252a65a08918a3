// What a hazard model (docs/hazards.md) asks of a scenario's file: numbers, lengths of time and
// words, each with a note at its place where it can't be used.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/plan/yaml_reader.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// Remembers whether all that was read can be used, since a model isn't asked with what was noted
/// already. Each part that the model judges by itself has a ModelInput of its own, so that one run
/// finds the faults of all parts.
class ModelInput {
 public:
  bool usable() const { return usable_; }
  void refuse(const adapters::YamlNode& node, Text why);
  /// Somebody else has noted it.
  void noted() { usable_ = false; }
  void take(const ModelInput& part) { usable_ = usable_ && part.usable_; }

  /// Of a node that required() gave, which has noted it where it isn't there.
  double number(const adapters::YamlNode& node);
  double number(const adapters::YamlNode& node, double otherwise);
  unsigned whole(const adapters::YamlNode& node, unsigned otherwise, unsigned low, unsigned high);
  Span span(const adapters::YamlNode& node, Span otherwise);
  /// The steps that a model reckons in: a second to a day.
  Span step(const adapters::YamlNode& node, Span otherwise);
  /// Which of the words.
  std::size_t word(const adapters::YamlNode& node, std::initializer_list<std::string_view> words,
                   std::size_t otherwise = 0);
  /// Which of the names that the model has itself; noted, with the nearest, where it is none.
  std::optional<std::size_t> name(const adapters::YamlNode& node,
                                  const std::vector<std::string>& names, const Text& of);

  /// Notes what the model says of this part; nothing where something of it was noted before.
  template <class T>
  void check(const adapters::YamlNode& node, const Result<T>& told) {
    if (usable_ && !told) refuse(node, told.error().text);
  }

 private:
  bool usable_ = true;
};

/// The wind as weather reports have it.
struct ModelWind {
  double speed_m_s = 0;
  std::optional<double> from_deg;
};

/// `speed_m_s` isn't held to bounds: models differ in theirs.
ModelWind read_model_wind(const adapters::YamlNode& node, ModelInput& input);

/// Millimetres by step, at most so many; empty where the node isn't there.
std::vector<double> read_rain_mm(const adapters::YamlNode& node, std::size_t steps_max,
                                 ModelInput& input);

}  // namespace fenghuo::cli
