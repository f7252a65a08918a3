// How many calls there were by the minute, and who had most of them.
#include <algorithm>

#include "cli/drill/html_table.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/svg.h"
#include "cli/drill/time_strip.h"

namespace fenghuo::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kPeopleTold = 15;
constexpr Span kSteps[] = {minutes{1}, minutes{5}, minutes{15}, hours{1}, hours{6}, hours{24}};
/// On a telephone a step has three pixels.
constexpr int kStepsMax = 120;
constexpr Band kChart{8, 150};
constexpr double kHeight = kChart.top + kChart.height + 20;

/// Calls to people and questions to those who decide, in one step.
struct Step {
  std::uint32_t called = 0;
  std::uint32_t asked = 0;
  std::uint32_t all() const { return called + asked; }
};

// Asked or called by this fact.
Step step_of(const wire::Fact& fact) {
  const bool asked = (fact.has_decision_opened() && !fact.decision_opened().owner().empty()) ||
                     (fact.has_decision_passed_on() && !fact.decision_passed_on().owner().empty());
  return {fact.has_obligation_called() ? 1U : 0U, asked ? 1U : 0U};
}

struct Steps {
  Instant begin{};
  Span length{};
  std::vector<Step> steps;
  std::uint32_t most() const {
    std::uint32_t most = 0;
    for (const auto& step : steps) most = std::max(most, step.all());
    return most;
  }
};

// From the first call to the last; none where nobody was called.
std::optional<Steps> steps_of(const ReportPage& page) {
  std::vector<std::pair<Instant, Step>> calls;
  for (const auto& told : page.record().facts)
    if (const Step step = step_of(told.fact); step.all() > 0) calls.emplace_back(told.at, step);
  if (calls.empty()) return std::nullopt;
  const Span all = calls.back().first - calls.front().first;
  Steps out{.length = kSteps[std::size(kSteps) - 1]};
  for (const Span length : kSteps)
    if (all / length < kStepsMax) {
      out.length = length;
      break;
    }
  const Span first = calls.front().first.time_since_epoch();
  out.begin = Instant{first - (first % out.length + out.length) % out.length};
  for (const auto& [at, step] : calls) {
    const auto index = static_cast<std::size_t>((at - out.begin) / out.length);
    if (out.steps.size() <= index) out.steps.resize(index + 1);
    out.steps[index].called += step.called;
    out.steps[index].asked += step.asked;
  }
  return out;
}

// 1, 2 or 5 times a power of ten, so that there are at most five lines.
std::uint32_t line_every(std::uint32_t most) {
  for (std::uint32_t ten = 1;; ten *= 10)
    for (const std::uint32_t times : {1U, 2U, 5U})
      if (most <= 5 * times * ten) return times * ten;
}

std::string chart(const ReportPage& page, const Steps& calls) {
  const Instant end = calls.begin + calls.length * static_cast<std::int64_t>(calls.steps.size());
  const TimeStrip strip(calls.begin, std::max(end, calls.begin + 10 * calls.length),
                        page.scenario().utc_offset);
  const std::uint32_t every = line_every(calls.most());
  const std::uint32_t top = (calls.most() + every - 1) / every * every;
  const double each = kChart.height / top;
  const double ground = kChart.top + kChart.height;
  std::string shapes = strip.ticks(kChart);
  for (std::uint32_t value = every; value <= top; value += every)
    shapes += strip.level(ground - value * each, "grid");
  for (std::size_t i = 0; i < calls.steps.size(); ++i) {
    const Step& step = calls.steps[i];
    const Instant from = calls.begin + calls.length * static_cast<std::int64_t>(i);
    const double called = step.called * each;
    const double asked = step.asked * each;
    if (step.called > 0)
      shapes += strip.bar(from, from + calls.length, {ground - called, called}, "called");
    if (step.asked > 0)
      shapes += strip.bar(from, from + calls.length, {ground - called - asked, asked}, "asked");
  }
  shapes += strip.level(ground, "ground");
  for (std::uint32_t value = every; value <= top; value += every)
    shapes +=
        svg_text({3, ground - value * each + 13}, Anchor::start, std::to_string(value), "hour");
  return TimeStrip::drawing(kHeight, page.say({"叫应", "calls"}), shapes);
}

std::string legend(const ReportPage& page) {
  const auto patch = [&](std::string_view style, const Text& words) {
    return "<li><svg class=\"patch\" aria-hidden=\"true\">" + svg_rect({1, 1, 34, 16}, style) +
           "</svg>" + page.say(words) + "</li>";
  };
  return "<ul class=\"legend\">" +
         patch("called",
               {"叫应：叫一个人答复", "calls: somebody is called until there is an answer"}) +
         patch("asked", {"请示：问一个“是”或“否”", "questions: a yes or no is asked for"}) +
         "</ul>\n";
}

std::string summary(const ReportPage& page, const Steps& calls) {
  Step all;
  std::size_t busiest = 0;
  for (std::size_t i = 0; i < calls.steps.size(); ++i) {
    all.called += calls.steps[i].called;
    all.asked += calls.steps[i].asked;
    if (calls.steps[i].all() > calls.steps[busiest].all()) busiest = i;
  }
  std::uint64_t undelivered = 0;
  for (const auto& told : page.record().facts)
    undelivered += told.fact.has_obligation_undelivered() ||
                   (told.fact.has_decision_message() && !told.fact.decision_message().delivered());
  const Instant at = calls.begin + calls.length * static_cast<std::int64_t>(busiest);
  const std::string most = std::to_string(calls.steps[busiest].all());
  const std::string step = page.minutes(calls.length);
  const std::string when = page.clock(at) + "–" + page.clock(at + calls.length);
  return page.paragraph(
      {"叫应 " + std::to_string(all.called) + " 次，请示 " + std::to_string(all.asked) +
           " 次；图上每根柱是 " + step + "，最忙的是 " + when + "，" + most + " 次。送不到的消息 " +
           std::to_string(undelivered) + " 条。",
       "Calls: " + std::to_string(all.called) + "; questions: " + std::to_string(all.asked) +
           ". A bar of the chart is " + step + "; the busiest, " + when + ", has " + most +
           ". Messages that couldn't be delivered: " + std::to_string(undelivered) + "."});
}

// The first duty of the roster that is the person's, as holder or else as stand-in; or else the
// school or the boat that the person is called for.
std::string role(const ReportPage& page, const std::string& person) {
  const auto words = [&](const wire::Duty& duty, const Text& after) {
    return page.say(page.names().area(duty.area())) + " " + page.say(duty_words(duty.duty())) +
           page.say(after);
  };
  for (const auto& duty : page.plan().roster())
    if (duty.holder() == person) return words(duty, {});
  for (const auto& duty : page.plan().roster())
    if (duty.stand_in() == person) return words(duty, {" B 角", ", stand-in"});
  for (const auto& facility : page.plan().facilities())
    if (facility.contact() == person || facility.stand_in() == person)
      return page.say(page.names().place(facility.id()));
  for (const auto& unit : page.plan().units())
    if (unit.contact() == person || unit.stand_in() == person)
      return page.say(page.names().unit(unit.id()));
  return "–";
}

std::string people(const ReportPage& page) {
  using Called = std::pair<std::string, simulator::ScoredPerson>;
  std::vector<Called> called(page.score().people.begin(), page.score().people.end());
  std::stable_sort(called.begin(), called.end(), [](const Called& a, const Called& b) {
    return a.second.calls > b.second.calls;
  });
  HtmlTable table({page.say({"姓名", "name"}), page.say({"职责", "duty"}),
                   page.say({"被叫", "called"}), page.say({"答复", "answered"})});
  std::size_t others = 0;
  std::uint64_t calls_of_others = 0;
  for (std::size_t i = 0; i < called.size(); ++i) {
    const auto& [id, of] = called[i];
    if (i >= kPeopleTold) {
      ++others;
      calls_of_others += of.calls;
      continue;
    }
    const std::string answers = std::to_string(of.answers);
    table.row({page.say(page.names().person(id)), role(page, id), std::to_string(of.calls),
               of.calls > 0 && of.answers == 0 ? "<strong>" + answers + "</strong>" : answers});
  }
  if (table.empty()) return "";
  std::string out = "<h3>" + page.say({"谁被叫得最多", "Who was called most"}) + "</h3>\n" +
                    page.paragraph({"答复数可能多于被叫数：一次叫应可以答复几次，报几回人数。",
                                    "There may be more answers than calls: one call can be "
                                    "answered several times, as people are counted."},
                                   "soft") +
                    table.markup("compact");
  if (others > 0)
    out += page.paragraph({"另有 " + std::to_string(others) + " 人，共被叫 " +
                               std::to_string(calls_of_others) + " 次。",
                           "Others: " + std::to_string(others) + " people, called " +
                               std::to_string(calls_of_others) + " times in all."});
  return out;
}

}  // namespace

std::string calls_section(const ReportPage& page) {
  const auto calls = steps_of(page);
  const std::string content =
      calls ? summary(page, *calls) + legend(page) + chart(page, *calls)
            : page.paragraph({"这一夜没有叫过人。", "Nobody was called this night."});
  return page.section("calls", {"叫应：多少次，都叫了谁", "Calls: how many, and of whom"},
                      content + people(page));
}

}  // namespace fenghuo::cli
