// fenghuo situation: the report to the county (初报, 续报, 终报), filled in from the log. What only
// people know is left open, marked, and never made up.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "cli/data_folder.h"
#include "cli/episode.h"
#include "cli/fact_words.h"
#include "cli/plan_people.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/whose.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

struct Options {
  DataFolder data;
  std::string plan_folder;
  std::string kind = "first";
  Instant at = kInstantMax;
};

Text title_of(const std::string& kind) {
  if (kind == "final") return {"终报", "Final report"};
  return kind == "follow_up" ? Text{"续报", "Follow-up report"} : Text{"初报", "First report"};
}

const Text kByHand{"（人工填写）", "(to be filled in)"};

class Form {
 public:
  Form(const Log& log, const Episode& episode, const Names& names, const wire::Plan& plan,
       adapters::Lane lane, const Session& session)
      : log_(log), episode_(episode), names_(names), plan_(plan), lane_(lane), session_(session) {}

  void print(const std::string& kind) const {
    Text hazards;
    std::set<std::string> rules;
    for (const auto& [id, village] : episode_.villages)
      rules.insert(village.rules.begin(), village.rules.end());
    for (const auto& rule : rules)
      hazards = hazards + (hazards.zh.empty() ? Text{} : Text{"、", ", "}) + names_.rule(rule);
    line(adapters::mark_of(lane_) + names_.area(plan_.id()) + Text{"：", ": "} + hazards +
         Text{hazards.zh.ends_with("险情") ? "" : "险情", ""} + plain(" ") + title_of(kind));
    field({"报告时间", "Reported at"}, moment(episode_.until));
    field({"发生时间", "Began at"}, moment(episode_.began));
    field({"目前情况", "Now"}, episode_.open ? Text{"正在处置", "being handled"}
                                             : Text{"处置结束", "handled and closed"});
    field({"性质", "Nature"}, hazards);
    print_places();
    print_people();
    field({"伤亡和损失", "Casualties and loss"}, kByHand);
    print_list({"群众和巡查报告", "Reports of people"}, episode_.reports);
    field({"发展趋势", "What is expected"}, kByHand);
    print_measures();
    field({"现场负责人", "In charge there"}, kByHand);
    print_help();
    print_end();
  }

 private:
  Span utc_offset() const { return std::chrono::seconds{plan_.utc_offset_s()}; }
  // With the year: it is filed. "2026-07-15 08:35".
  Text moment(Instant at) const {
    constexpr std::size_t kUntilMinutes = 16;
    std::string text = to_rfc3339(at, utc_offset()).substr(0, kUntilMinutes);
    std::replace(text.begin(), text.end(), 'T', ' ');
    return plain(text);
  }
  void line(const Text& text) const { std::printf("%s\n", session_.say(text).c_str()); }
  void field(const Text& name, const Text& value) const { line(name + Text{"：", ": "} + value); }

  // Who gets but the last page must not take it for real.
  void print_end() const {
    if (lane_ == adapters::Lane::exercise)
      line(adapters::mark_of(lane_) + Text{"以上是演练，没有真实险情，不要上报",
                                           "all of the above is an exercise; nothing of it is "
                                           "real, and it goes to no authority"});
  }

  // The worst first.
  void print_places() const {
    line({"地点和级别：", "Places and levels:"});
    for (const Level level : {Level::red, Level::orange, Level::yellow, Level::blue})
      for (const auto& [id, village] : episode_.villages)
        if (village.highest == level)
          line(plain("  ") + names_.area(id) + Text{"：", ": "} + name_of(level) +
               Text{"。", ". "} + village.reason);
  }

  // What was asked for already; what else is wanted people know.
  void print_help() const {
    field({"请求支援", "Help that is wanted"},
          (episode_.need_help > 0 ? Text{"村里求援 ", "calls for help from villages: "} +
                                        number(episode_.need_help) + Text{" 次；", "; "}
                                  : Text{}) +
              (episode_.aid.size() == 0 ? Text{}
                                        : Text{"已求援 ", "asked for: "} +
                                              number(episode_.aid.size()) + Text{" 项；", "; "}) +
              kByHand);
    print_told(episode_.aid);
  }

  void print_people() const {
    std::uint64_t people = 0;
    std::uint64_t safe = 0;
    for (const auto& [id, village] : episode_.villages) {
      const playbooks::Headcount counted = village.evacuation.count();
      people += counted.people;
      safe += counted.safe;
    }
    field({"人员转移", "People"},
          Text{"应转移 ", "to be moved "} + number(people) + Text{" 人，已转移 ", ", safe "} +
              number(safe) + Text{" 人，其余 ", ", others "} + number(people - safe) +
              Text{" 人（未转移、不走或情况不明）", " (not moved, won't go, or unknown)"});
  }

  void print_measures() const {
    field({"已采取的措施", "What was done"},
          Text{"发布预警 ", "warnings "} + number(episode_.warnings) +
              Text{" 条，叫应 ", ", calls "} + number(episode_.calls) +
              Text{" 次，答复 ", ", answers "} + number(episode_.answers) + Text{" 次", ""});
    print_told(episode_.measures);
  }

  void print_list(const Text& name, const ToldList& list) const {
    field(name, list.size() == 0 ? Text{"无", "none"} : number(list.size()) + Text{" 条", ""});
    print_told(list);
  }
  void print_told(const ToldList& list) const {
    for (const auto& told : list.first()) print_one(told);
    if (list.left_out() > 0)
      line(Text{"  中间还有 ", "  and "} + number(list.left_out()) +
           Text{" 条，见 fenghuo log tail", " more between, see fenghuo log tail"});
    for (const auto& told : list.newest()) print_one(told);
  }
  void print_one(const Told& told) const {
    line(plain("  ") + moment(told.at) + plain("  ") + whose(log_, told.fact, names_) +
         words_of(told.fact, names_, utc_offset()) + plain("  [" + to_string(told.id) + "]"));
  }

  const Log& log_;
  const Episode& episode_;
  const Names& names_;
  const wire::Plan& plan_;
  adapters::Lane lane_;
  const Session& session_;
};

void situation(const Options& options, Session& session) {
  const auto people = people_of_plan(options.plan_folder, session);
  if (!people) return session.fail(people.error());
  const auto log = read_log(options.data);
  if (!log) return session.fail(log.error());
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored)
    return session.fail(restored.error());
  const auto episode = last_episode(**log, options.at);
  if (!episode) return session.fail(episode.error());
  if (episode->began == Instant{})
    return session.fail({"到那时还没有任何险情", "nothing had happened by then"});
  const Names names(machine.plan(), *people);
  Form(**log, *episode, names, machine.plan(), options.data.lane, session).print(options.kind);
  if (options.kind != "final" || !episode->open) return;
  std::fflush(stdout);
  std::fprintf(stderr, "fenghuo: %s\n",
               session
                   .say({"还有事件没有结束，现在写终报太早：续报是 --kind follow_up",
                         "incidents are still open, so it is early for the final report: the "
                         "follow-up report is --kind follow_up"})
                   .c_str());
}

}  // namespace

void add_situation(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("situation", {"给县里的初报、续报、终报，由日志填好，人知道的留空",
                                       "the report to the county, filled in from the log"});
  auto options = std::make_shared<Options>();
  options->data.add_to(verb);
  verb.text("--plan", options->plan_folder,
            {"预案文件夹，用来写出人名（日志里没有人名）",
             "the plan's folder, for people's names: the log has none"});
  verb.choice("--kind", {"first", "follow_up", "final"},
              [options](const std::string& word) { options->kind = word; },
              {"初报、续报、终报", "which report it is"});
  verb.parsed("--at", "2026-07-15T03:00:00+08:00",
              [options](const std::string& text) {
                const auto at = parse_rfc3339(text);
                if (at) options->at = *at;
                return at.has_value();
              },
              {"当时的情况；不写就是现在", "as it was then; without it, now"});
  verb.example("fenghuo situation --data data --plan plans/qingxi --kind first");
  verb.run([options, &session] { situation(*options, session); });
}

}  // namespace fenghuo::cli
