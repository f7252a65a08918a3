#include "cli/finding_words.h"

#include <algorithm>
#include <string_view>

#include "engine/decimal.h"
#include "rules/reason.h"

namespace fenghuo::cli {
namespace {

std::string quantity_of(const wire::Finding& finding) {
  const std::string window =
      finding.window_ms() > 0 ? "(" + std::to_string(finding.window_ms() / 60'000) + " min)" : "";
  return finding.property() + "." + finding.function() + window;
}

std::string limit_of(const wire::Finding& finding) {
  const std::string name = finding.limit_name().empty() ? "" : " [" + finding.limit_name() + "]";
  return finding.comparison() + " " + format_number(finding.limit(), 3) + name;
}

// Of a level that stands: its limit, and the one to clear, which is what is compared with.
Text clearing_of(const wire::Finding& finding) {
  if (finding.deadband() == 0) return {};
  const bool up = finding.comparison().starts_with('>');
  const std::string clears = format_number(finding.limit(), 3);
  const std::string limit = format_number(rules::own_limit_of(finding), 3);
  return {"（限值 " + limit + "，解除值 " + clears + "）",
          " (limit " + limit + ", clears " + (up ? "below " : "above ") + clears + ")"};
}

Text belief_of(const wire::Finding& finding) {
  Text text;
  if (finding.at_least()) text = {"，实际可能更高", ", may be more"};
  if (finding.suspect()) text = {text.zh + "，读数可疑", text.en + ", suspect"};
  return text;
}

struct TestWords {
  std::string_view test;
  Text words;
};

}  // namespace

std::string on_one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

std::string question_of(const wire::Finding& finding) {
  return quantity_of(finding) + " " + limit_of(finding);
}

Text words_of(const wire::Finding& finding, const Names& names) {
  if (!finding.known()) {
    const std::string asked = question_of(finding);
    return {asked + "  没有数据", asked + "  no data"};
  }
  const Text station = names.station(finding.station());
  const Text belief = belief_of(finding);
  const std::string judged =
      quantity_of(finding) + " = " + format_number(finding.value(), 3) + " " + limit_of(finding);
  const Text clearing = clearing_of(finding);
  return {judged + clearing.zh + (finding.met() ? "  成立" : "  不成立") + "（" + station.zh +
              belief.zh + "）",
          judged + clearing.en + (finding.met() ? "  holds" : "  does not hold") + " (" +
              station.en + belief.en + ")"};
}

Text quality_test_words(const std::string& test) {
  static const TestWords kTests[] = {
      {"gap", {"中断过", "after a gap"}},
      {"gross_range", {"超出量程", "out of range"}},
      {"climatology", {"超出历史记录，实际可能更高", "beyond the record, may be more"}},
      {"spike", {"突跳", "a spike"}},
      {"rate_of_change", {"变化过快", "changes too fast"}},
      {"flat_line", {"长时间不变", "has not moved for long"}},
      {"multi_variate", {"与其他要素不符", "not explained by what else is measured"}},
      {"first_reading", {"首个读数待确认", "the first reading, not yet confirmed"}},
      {"device", {"设备自报异常", "the device itself doubts it"}}};
  for (const auto& known : kTests)
    if (known.test == test) return known.words;
  return {test, test};
}

}  // namespace fenghuo::cli
