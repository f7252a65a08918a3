// What series answer, a second time, to judge the first by: all that a station ever sent, in plain
// lists that are looked through anew for each question, as docs/rules.md has it. It is as slow as
// that, and shares nothing with rules/: the walk over the condition is the language's own
// reference.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/rules/language/reference.h"

namespace fenghuo::slow {

/// Of an amount what fell, else what is; whole numbers of the property's last decimal.
struct Seen {
  std::int64_t at_ms = 0;
  std::int64_t value = 0;
};

enum class Sort : std::uint8_t { state, amount, counter };

struct Kind {
  std::string_view name;
  Sort sort;
  std::int64_t unit;  // so many of the last decimal are one
};
/// The properties of these tests.
const Kind* find_kind(std::string_view name);

/// A station: what it sent, in the order of time, and its own limits.
struct Gauge {
  std::map<std::string, std::vector<Seen>, std::less<>> sent;
  std::map<std::string, std::int64_t, std::less<>> limits;  // by property.name
  std::optional<std::int64_t> heard_at_ms;
  std::uint32_t line = 0;  // stations of one line have one vote

  /// Leaves out what is later than that; of one moment the last counts.
  void take(const std::string& property, const Seen& seen, std::int64_t lateness_ms);
};

enum class Verdict : std::uint8_t { no, yes, unknown, either };

struct Question;
/// By the node of the condition's tree.
using Questions = std::map<std::uint32_t, Question>;

class Condition {
 public:
  explicit Condition(const std::string& text);
  Condition(Condition&&) noexcept;
  Condition(const Condition&) = delete;
  Condition& operator=(const Condition&) = delete;
  Condition& operator=(Condition&&) = delete;
  ~Condition();

  /// Of several stations the worst answer counts. `either` where the last digit of a mean, a trend
  /// or a spread decides, which may be reckoned in more than one way.
  Verdict judge(const std::vector<const Gauge*>& gauges, std::int64_t now_ms) const;

 private:
  language::Syntax syntax_;
  Questions questions_;
  bool inexact_ = false;
};

/// Days of these tests begin by the clock of China.
inline constexpr std::int64_t kUtcOffsetMs = 8 * 3'600'000;

}  // namespace fenghuo::slow
