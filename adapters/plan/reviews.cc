#include "adapters/plan/reviews.h"

#include <string>

namespace fenghuo::adapters {
namespace {

constexpr std::size_t kYearDigits = 4;

}  // namespace

std::string a_year_after(const std::string& date) {
  return std::to_string(std::stoi(date.substr(0, kYearDigits)) + 1) + date.substr(kYearDigits);
}

bool is_date(std::string_view text) {
  return parse_rfc3339(std::string(text) + "T00:00:00+00:00").has_value();
}

std::string date_of(const wire::Plan& plan, Instant now) {
  constexpr std::size_t kDateLength = 10;
  return to_rfc3339(now, std::chrono::seconds{plan.utc_offset_s()}).substr(0, kDateLength);
}

void note_reviews_due(LoadedPlan& plan, std::string_view today) {
  const auto look = [&](const std::string& path, const std::string& reviewed, const Text& what) {
    if (!is_date(reviewed)) return;
    Text text;
    if (reviewed > today)
      text = {what.zh + "的核对日期 " + reviewed + " 还没到",
              what.en + ": the day of its review, " + reviewed + ", is still to come"};
    else if (a_year_after(reviewed) <= today)
      text = {what.zh + "上次核对是 " + reviewed + "，已满一年，请重新核对",
              what.en + " was last reviewed on " + reviewed +
                  ", a year ago or more; confirm the numbers again"};
    else
      return;
    plan.notices.push_back({plan.sources.find(path, 1, 1), std::move(text), Severity::notice});
  };
  for (const auto& rule : plan.change.plan().rules())
    look("rules[" + rule.id() + "].reviewed", rule.reviewed(),
         {"规则“" + rule.id() + "”的数字", "the rule '" + rule.id() + "'"});
  for (int i = 0; i < plan.change.plan().limits_size(); ++i) {
    const auto& limit = plan.change.plan().limits(i);
    const std::string name = limit.station() + "." + limit.property() + "." + limit.name();
    look("limits[" + std::to_string(i) + "].reviewed", limit.reviewed(),
         {"测站界限“" + name + "”", "the limit '" + name + "'"});
  }
  for (const auto& person : plan.change.plan().people())
    look("people[" + person.id() + "].confirmed", person.confirmed(),
         {"“" + person.id() + "”的电话", "the number of '" + person.id() + "'"});
  plan.sort_faults();
}

}  // namespace fenghuo::adapters
