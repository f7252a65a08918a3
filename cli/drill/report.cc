#include "cli/drill/report.h"

#include "adapters/lane.h"
#include "cli/drill/report_sections.h"
#include "cli/drill/report_standard.h"
#include "cli/drill/svg.h"

namespace fenghuo::cli {
namespace {

constexpr std::string_view kNotes = "notes";

struct Contents {
  std::string_view id;
  Text title;
};

// In the order of the page.
std::string contents_list(const ReportPage& page, bool with_notes) {
  const Contents kContents[] = {{"outcome", {"结果", "outcome"}},
                                {"known", {"依据", "what is known"}},
                                {"history", {"史实对照", "beside history"}},
                                {"timeline", {"各村时间线", "timelines"}},
                                {"map", {"地图", "maps"}},
                                {"calls", {"叫应", "calls"}},
                                {"expectations", {"预期", "expectations"}},
                                {kNotes, {"评估和导调", "notes"}},
                                {"gaps", {"空缺", "gaps"}},
                                {"comparison", {"对比", "comparison"}},
                                {"actions", {"整改", "corrective actions"}},
                                {"standard", {"规范对照", "AQ/T 9009"}},
                                {"values", {"全部数值", "all values"}}};
  std::string out = "<nav>";
  for (const auto& [id, title] : kContents)
    if (with_notes || id != kNotes)
      out += "<a href=\"#" + std::string(id) + "\">" + page.say(title) + "</a> ";
  return out + "</nav>\n";
}

// Stands above every page of paper, as the head of a table does, and stays on the screen.
std::string running_head(const ReportPage& page, const std::string& mark) {
  return "<div class=\"running-head\"><div><strong>" + mark + "</strong>" +
         page.say(page.scenario().title) + "<span class=\"soft\"> · " +
         page.say({page.plan().name().zh(), page.plan().name().en()}) + " · " +
         escaped(to_hex(page.record().chain).substr(0, 16)) + "</span></div></div>\n";
}

}  // namespace

std::string report_html(const Drill& drill, const Session& session, const DrillBefore* before,
                        const std::vector<CorrectiveAction>& actions) {
  const ReportPage page(drill, session.language);
  const std::string mark = page.say(adapters::mark_of(adapters::Lane::exercise));
  const std::string title = mark + page.say({"演练评估报告：", "after-action report: "}) +
                            page.say(page.scenario().title);
  const std::string notes = notes_section(page);
  std::string out = "<!DOCTYPE html>\n<html lang=\"" +
                    std::string(session.language == Language::zh ? "zh-CN" : "en") +
                    "\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<title>" +
                    title + "</title>\n<style>";
  out += report_style();
  out += "</style>\n</head>\n<body>\n" + svg_hatchings() + "<div class=\"sheets\">\n" +
         running_head(page, mark) + "<main><h1>" + title + "</h1>\n" +
         contents_list(page, !notes.empty());
  out += head_section(page) + known_section(page) + history_section(page) + timeline_section(page) +
         map_section(page) + calls_section(page) + expectations_section(page) + notes +
         gaps_section(page) + comparison_section(page, before) + actions_section(page, actions) +
         standard_section(page, before, actions) + values_section(page);
  return out + "</main>\n</div>\n</body>\n</html>\n";
}

}  // namespace fenghuo::cli
