#include "cli/drill/report_standard.h"

#include <string_view>

#include "cli/drill/html_table.h"
#include "cli/drill/standard_items.h"

namespace fenghuo::cli {
namespace {

/// A section of this report under its own title, as paper has no links.
struct Place {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
};

constexpr Place kOutcome{"outcome", "结果", "Outcome"};
constexpr Place kKnown{"known", "这一夜有几分是真的", "How well the night is known"};
constexpr Place kCalls{"calls", "叫应：多少次，都叫了谁", "Calls: how many, and of whom"};
constexpr Place kExpectations{"expectations", "预期：达到没有，凭什么",
                              "Expectations: met or not, and why"};
constexpr Place kNotes{"notes", "评估员和导调写下的", "Notes of evaluators and controllers"};
constexpr Place kGaps{"gaps", "空缺", "Gaps"};
constexpr Place kComparison{"comparison", "对比", "Comparison"};
constexpr Place kActions{"actions", "整改措施", "Corrective actions"};

/// One stage of the standard, as a table.
class Stage {
 public:
  Stage(const ReportPage& page, const Text& title)
      : page_(page),
        title_(page.say(title)),
        table_({page.say({"事项", "item"}), page.say({"记录里有的", "what is on record"}),
                page.say({"报告哪一节", "where in this report"})}) {}

  void add(const Text& item, const on_record::Held& held, const std::vector<Place>& places = {}) {
    std::string where;
    for (const auto& [id, zh, en] : places)
      where += (where.empty() ? "<a href=\"#" : "<br><a href=\"#") + std::string(id) + "\">" +
               page_.say({std::string(zh), std::string(en)}) + "</a>";
    if (!held)
      table_.row({page_.say(item),
                  "<span class=\"soft\">" + page_.say({"没有记录", "not on record"}) + "</span>",
                  "–"});
    else
      table_.row({page_.say(item), page_.say(*held), where});
  }
  std::string markup() const { return "<h3>" + title_ + "</h3>\n" + table_.markup("standard"); }

 private:
  const ReportPage& page_;
  std::string title_;
  HtmlTable table_;
};

std::string preparation(const ReportPage& page, const WrittenNotes& notes,
                        const DrillBefore* before) {
  std::vector<Place> sources{kOutcome, kKnown};
  if (before != nullptr) sources.push_back(kComparison);
  std::vector<Place> methods{kOutcome, kExpectations};
  if (notes.by_evaluators > 0) methods.push_back(kNotes);
  Stage stage(page, {"评估准备", "Preparation"});
  stage.add({"评估组和评估人员", "evaluation team"}, on_record::team(page, notes), {kNotes});
  stage.add({"评估需求分析", "analysis of needs"}, {});
  stage.add({"评估资料", "material"}, on_record::material(page, before), sources);
  stage.add({"评估方式和方法", "method"}, on_record::method(page, notes), methods);
  stage.add({"评估方案和标准", "plan and criteria"}, on_record::criteria(page),
            {kOutcome, kExpectations});
  stage.add({"评估人员培训", "training of evaluators"}, {});
  stage.add({"评估材料和器材", "forms and equipment"}, {});
  return stage.markup();
}

std::string carrying_out(const ReportPage& page, const WrittenNotes& notes) {
  std::vector<Place> presence;
  if (!page.scenario().players.empty()) presence.push_back(kCalls);
  std::vector<Place> observations{kOutcome};
  if (notes.by_evaluators > 0) {
    presence.push_back(kNotes);
    observations.push_back(kNotes);
  }
  Stage stage(page, {"评估实施", "Carrying out"});
  stage.add({"评估人员就位", "evaluators in place"}, on_record::in_place(page, notes), presence);
  stage.add({"观察记录", "observing and recording"}, on_record::observed(page, notes),
            observations);
  stage.add({"演练评估", "evaluating"}, on_record::evaluated(page), {kExpectations, kGaps});
  return stage.markup();
}

std::string summing_up(const ReportPage& page, const WrittenNotes& notes,
                       const std::vector<CorrectiveAction>& actions) {
  Stage stage(page, {"评估总结", "Summing up"});
  stage.add({"现场点评", "on-the-spot remarks"}, {});
  stage.add({"参演人员自评", "self-evaluation"}, on_record::of_themselves(notes), {kNotes});
  stage.add({"评估组评估", "evaluation by the team"}, on_record::by_team(page, notes), {kNotes});
  stage.add({"书面报告", "written report"},
            Text{"这份报告，程序照记录写的；评估组写的没有记录",
                 "this one, written by the program from the record; one by the team is not on "
                 "record"},
            {kOutcome});
  stage.add({"整改", "corrective actions"}, on_record::mended(page, actions), {kActions});
  return stage.markup();
}

}  // namespace

std::string standard_section(const ReportPage& page, const DrillBefore* before,
                             const std::vector<CorrectiveAction>& actions) {
  const WrittenNotes notes = written_notes(page.drill());
  return page.section(
      "standard", {"对照 AQ/T 9009-2015", "Beside AQ/T 9009-2015"},
      page.paragraph({"这个规范要求的各个事项，这次演练的记录里有什么。写“没有记录”"
                      "的，不等于没有做；做了的，另附材料。",
                      "What the record of this drill holds of each item of that standard. \"Not on "
                      "record\" doesn't mean that it wasn't done: where it was, attach its "
                      "papers."},
                     "soft") +
          preparation(page, notes, before) + carrying_out(page, notes) +
          summing_up(page, notes, actions));
}

}  // namespace fenghuo::cli
