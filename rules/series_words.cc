#include "rules/series_words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/nearest.h"

namespace fenghuo::rules {
namespace {

using enum SeriesArguments;
using F = SeriesFunction;

constexpr std::array<SeriesWord, 17> kWords{
    {{"sum", F::sum, "double", window, true, false},
     {"min", F::min, "double", window, false, false},
     {"max", F::max, "double", window, false, false},
     {"avg", F::avg, "double", window, false, false},
     {"count", F::count, "int", window_or_test, true, true},
     {"last", F::last, "double", none, true, true},
     {"above", F::above, "double", limit, false, false},
     {"first", F::first, "double", window, false, false},
     {"delta", F::delta, "double", window, false, false},
     {"rate", F::rate, "double", window, false, false},
     {"slope", F::slope, "double", window, false, false},
     {"quantile", F::quantile, "double", share, false, false},
     {"stddev", F::stddev, "double", window, false, false},
     {"increase", F::increase, "double", window, true, true},
     {"time", F::time, "duration", test, false, false},
     {"holds", F::holds, "bool", test, false, false},
     {"silence", F::silence, "duration", none, true, true}}};

}  // namespace

std::span<const SeriesWord> series_words() {
  return kWords;
}

const SeriesWord* find_series_word(std::string_view name) {
  const auto* word = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const SeriesWord& known) { return known.name == name; });
  return word == kWords.end() ? nullptr : word;
}

bool makes_sense(const SeriesWord& word, PropertyKind kind) {
  if (kind == PropertyKind::state) return true;
  return kind == PropertyKind::amount ? word.of_amounts : word.of_counters;
}

std::optional<std::string_view> nearest_property(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& property : properties()) names.push_back(property.name);
  return nearest(name, names);
}

Text no_such_property(const std::string& name) {
  const Text like = did_you_mean(nearest_property(name));
  return {"没有名为“" + name + "”的观测要素" + like.zh,
          "there is no observed property '" + name + "'" + like.en};
}

Text no_such_word(const std::string& name) {
  std::vector<std::string_view> names;
  std::string all;
  for (const auto& word : kWords) {
    names.push_back(word.name);
    all += " " + std::string(word.name);
  }
  const auto near = nearest(name, names);
  const Text like = near ? did_you_mean(near) : Text{"，可用" + all, "; there are" + all};
  return {"没有“" + name + "”" + like.zh, "there is no '" + name + "'" + like.en};
}

Text makes_no_sense(const std::string& property, const std::string& word, PropertyKind kind) {
  std::string others;
  for (const auto& other : kWords)
    if (makes_sense(other, kind)) others += " " + std::string(other.name);
  return {"“" + property + "”不能取 " + word + "，可用" + others,
          "'" + property + "' has no " + word + "; it has" + others};
}

Text no_such_duration(const std::string& text) {
  return {"“" + text + "”不是时长；写作 30m、1h、1h30m、90s、500ms",
          "'" + text + "' is no duration; there are 30m, 1h, 1h30m, 90s, 500ms"};
}

Text right_form(const SeriesWord& word) {
  const std::string name(word.name);
  switch (word.arguments) {
    case none:
      return {name + "() 没有参数", name + "() takes no argument"};
    case window_or_test:
      return {name + " 须给出时长，例如 " + name +
                  "(duration('1h'))；或再加一个条件，和一个数比一次：" + name +
                  "(duration('1h'), v, v >= 3.0)",
              name + " takes a duration, such as " + name +
                  "(duration('1h')), and may take one comparison with a number: " + name +
                  "(duration('1h'), v, v >= 3.0)"};
    case window:
      return {name + " 须给出时长，例如 " + name + "(duration('1h'))",
              name + " takes a duration, such as " + name + "(duration('1h'))"};
    case limit:
      return {name + " 须给出 limits.csv 里的名称，例如 " + name + "('flood')",
              name + " takes the name of a limit in limits.csv, such as " + name + "('flood')"};
    case share:
      return {name + " 须给出时长和 0 到 1 之间的比例，例如 " + name + "(duration('1h'), 0.9)",
              name + " takes a duration and a share from 0 to 1, such as " + name +
                  "(duration('1h'), 0.9)"};
    case test:
      break;
  }
  return {name + " 写作 " + name + "(duration('1h'), v, v >= 3.0)，条件只和一个数比一次",
          name + " is written " + name +
              "(duration('1h'), v, v >= 3.0), with one comparison with a number"};
}

}  // namespace fenghuo::rules
