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
  const Text least = finding.at_least() ? Text{"至少 ", "at least "} : Text{};
  const std::string own = finding.limit_name().empty() ? "" : " (" + finding.limit_name() + ")";
  const Text came = finding.met() ? Text{"  成立", "  holds"} : Text{"  不成立", "  does not hold"};
  const Text doubt = finding.suspect() ? Text{"，读数可疑", ", suspect"} : Text{};
  const std::string judged = format_number(finding.value(), 3) + " " + limit_of(finding) + own;
  const std::string quantity = quantity_of(finding) + " = ";
  return {quantity + least.zh + judged + came.zh + "（" + station.zh + doubt.zh + "）",
          quantity + least.en + judged + came.en + " (" + station.en + doubt.en + ")"};
}

}  // namespace fenghuo::cli
