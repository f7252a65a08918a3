#include "cli/drill/model_input.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "engine/nearest.h"
#include "simulator/hazard/curve_number.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::cli {

using adapters::YamlNode;

namespace {

// What a node gives that isn't there, or holds no number or length of time.
constexpr double kNoNumber = std::numeric_limits<double>::lowest();
constexpr Span kNoSpan = Span::min();

constexpr Span kStepMin = std::chrono::seconds{1};
constexpr Span kStepMax = std::chrono::hours{24};

std::string joined(std::span<const std::string_view> words, std::string_view between) {
  std::string all;
  for (const auto word : words) {
    if (!all.empty()) all += between;
    all += word;
  }
  return all;
}

}  // namespace

void ModelInput::refuse(const YamlNode& node, Text why) {
  node.fault(std::move(why));
  usable_ = false;
}

double ModelInput::number(const YamlNode& node) {
  const double value = node.number(kNoNumber);
  if (value == kNoNumber) usable_ = false;
  return value;
}

double ModelInput::number(const YamlNode& node, double otherwise) {
  return node.absent() ? otherwise : number(node);
}

unsigned ModelInput::whole(const YamlNode& node, unsigned otherwise, unsigned low, unsigned high) {
  const double value = number(node, otherwise);
  if (value == kNoNumber) return otherwise;
  if (simulator::within(value, low, high) && value == std::floor(value))
    return static_cast<unsigned>(value);
  const std::string range = std::to_string(low) + "–" + std::to_string(high);
  refuse(node,
         {"此处应为 " + range + " 的整数", "a whole number within " + range + " belongs here"});
  return otherwise;
}

Span ModelInput::span(const YamlNode& node, Span otherwise) {
  if (node.absent()) return otherwise;
  const Span value = node.span(kNoSpan);
  if (value != kNoSpan) return value;
  usable_ = false;
  return otherwise;
}

Span ModelInput::step(const YamlNode& node, Span otherwise) {
  const Span value = span(node, otherwise);
  if (value >= kStepMin && value <= kStepMax) return value;
  refuse(node, {"时段为 1 秒到 24 小时，例如 15m", "a step is 1 s to 24 h, such as 15m"});
  return otherwise;
}

std::size_t ModelInput::word(const YamlNode& node, std::initializer_list<std::string_view> words,
                             std::size_t otherwise) {
  if (node.absent()) return otherwise;
  const std::string given = node.string();
  const auto* found = std::ranges::find(words, given);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  const std::span all(words.begin(), words.size());
  refuse(node, {"此处写 " + joined(all, "、") + " 之一，不是“" + given + "”",
                "one of these belongs here: " + joined(all, ", ") + "; not '" + given + "'"});
  return otherwise;
}

std::optional<std::size_t> ModelInput::name(const YamlNode& node,
                                            const std::vector<std::string>& names, const Text& of) {
  const std::string given = node.string();
  const auto found = std::ranges::find(names, given);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  usable_ = false;
  if (given.empty()) return std::nullopt;
  const std::vector<std::string_view> known(names.begin(), names.end());
  const auto near = nearest(given, known);
  node.fault({"这个模型里没有" + of.zh + "“" + given + "”" +
                  (near ? "，是否为“" + std::string(*near) + "”？" : ""),
              "this model has no " + of.en + " '" + given + "'" +
                  (near ? "; did you mean '" + std::string(*near) + "'?" : "")});
  return std::nullopt;
}

ModelWind read_model_wind(const YamlNode& node, ModelInput& input) {
  node.only({"speed_m_s", "from_deg"});
  ModelWind wind{.speed_m_s = input.number(node.required("speed_m_s"))};
  const YamlNode from = node.optional("from_deg");
  if (from.absent()) return wind;
  ModelInput own;
  wind.from_deg = own.number(from);
  if (own.usable() && !simulator::within(*wind.from_deg, 0, 360))
    own.refuse(from, {"风从哪里来，写 0 到 360 度：0 是北，90 是东",
                      "where the wind comes from is 0 to 360 degrees: 0 the north, 90 the east"});
  input.take(own);
  return wind;
}

std::vector<double> read_rain_mm(const YamlNode& node, std::size_t steps_max, ModelInput& input) {
  std::vector<double> rain_mm;
  const auto items = node.items();
  if (items.size() > steps_max && input.usable())
    input.refuse(node, {"雨下过了情景的结束：少写几个时段，或把 lasts 写长",
                        "it rains on after the scenario's end: write fewer steps, or a longer "
                        "`lasts`"});
  for (const auto& item : items) {
    ModelInput own;
    const double mm = own.number(item);
    own.check(item, simulator::runoff_mm(mm, simulator::kCurveNumberMax));
    rain_mm.push_back(mm);
    input.take(own);
  }
  return rain_mm;
}

}  // namespace fenghuo::cli
