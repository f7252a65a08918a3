#include "cli/finding_words.h"

#include "engine/decimal.h"

namespace fenghuo::cli {
namespace {

std::string quantity_of(const wire::Finding& finding) {
  const std::string window =
      finding.window_ms() > 0 ? "(" + std::to_string(finding.window_ms() / 60'000) + " min)" : "";
  return finding.property() + "." + finding.function() + window;
}

std::string limit_of(const wire::Finding& finding) {
  return finding.comparison() + " " + format_number(finding.limit(), 3);
}

}  // namespace

std::string question_of(const wire::Finding& finding) {
  return quantity_of(finding) + " " + limit_of(finding);
}

Text words_of(const wire::Finding& finding, const Names& names) {
  if (!finding.known()) {
    const std::string asked = question_of(finding);
    return {asked + "  没有数据", asked + "  no data"};
  }
  const Text station = names.station(finding.station());
  const std::string judged =
      quantity_of(finding) + " = " + format_number(finding.value(), 3) + " " + limit_of(finding);
  return {judged + (finding.met() ? "  成立" : "  不成立") + "（" + station.zh + "）",
          judged + (finding.met() ? "  holds" : "  does not hold") + " (" + station.en + ")"};
}

}  // namespace fenghuo::cli
