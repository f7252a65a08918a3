// fenghuo replay: the past through the engine once more, in virtual time. Observations of a file,
// or the log of an engine that ran; printed are the conclusions, how they differ from those of then
// (--diff), or how good the warnings were (--verify, --observed).
#include <boost/json/object.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/observation_file.h"
#include "adapters/plan/folder.h"
#include "cli/crossing.h"
#include "cli/data_folder.h"
#include "cli/diff_report.h"
#include "cli/observed_file.h"
#include "cli/replay_input.h"
#include "cli/replay_log.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "rules/coverage.h"

namespace fenghuo::cli {
namespace {

struct Options {
  std::string plan;
  std::string new_plan;  // the same by another name; with --input and --diff the one to compare
  std::string input;
  DataFolder data;
  bool diff = false;
  std::string verify;
  std::optional<Crossing> observed;
  Format format;

  const std::string& folder() const { return new_plan.empty() ? plan : new_plan; }
  bool verifies() const { return !verify.empty() || observed; }
};

void check_usage(const Options& options, const Session& session) {
  const auto wrong = [&](const char* name, const Text& what) {
    wrong_usage(name, session.say(what));
  };
  if (options.diff && !options.input.empty()) {
    if (options.plan.empty() || options.new_plan.empty() || options.input == "-")
      wrong("--diff",
            {"要两份预案和一个能读两遍的文件：PLAN --plan NEW --input FILE --diff；或者 "
             "--data DIR --plan NEW --diff",
             "wants two plans and a file that can be read twice: PLAN --plan NEW --input FILE "
             "--diff; or --data DIR --plan NEW --diff"});
  } else if (options.plan.empty() == options.new_plan.empty()) {
    wrong("PLAN", {"预案写一次：PLAN 或 --plan PLAN，二者之一",
                   "give the plan once: either PLAN or --plan PLAN"});
  }
  if (options.input.empty() == options.data.path.empty())
    wrong("--input", {"回放什么写一次：--input FILE 或 --data DIR，二者之一",
                      "say once what is replayed: either --input FILE or --data DIR"});
  if (!options.verify.empty() && options.observed)
    wrong("--verify", {"只能写一个：--verify FILE 或 --observed EXPRESSION",
                       "give one of these: --verify FILE or --observed EXPRESSION"});
  if (options.diff && options.verifies())
    wrong("--diff", {"只能写一个：--diff、--verify 或 --observed",
                     "give one of these: --diff, --verify or --observed"});
}

std::vector<VerifiedRule> rules_of(const wire::Plan& plan) {
  std::vector<VerifiedRule> rules;
  for (const auto& rule : plan.rules()) {
    VerifiedRule& added = rules.emplace_back(VerifiedRule{rule.id(), {}, {}});
    for (const auto& level : rule.levels())
      added.levels.push_back(level_from_wire(level.level()).value_or(Level::none));
    added.areas.insert(rule.only().begin(), rule.only().end());
    if (!added.areas.empty()) continue;
    for (auto& area : rules::area_ids(plan, rule.for_each())) added.areas.insert(std::move(area));
  }
  return rules;
}

class Replay {
 public:
  Replay(const Options& options, const adapters::LoadedPlan& loaded, Session& session)
      : options_(options),
        change_(loaded.change),
        session_(session),
        names_(loaded.change.plan(), loaded.people),
        style_{session, names_, std::chrono::seconds{loaded.change.plan().utc_offset_s()}},
        rules_(options.verifies() ? rules_of(loaded.change.plan()) : std::vector<VerifiedRule>()) {
    if (options.observed) crossing_.emplace(*options.observed);
    const bool lists = !options.diff && !options.verifies();
    takes_.fact = [this, lists](FactId id, Instant at, const wire::Fact& fact) {
      lists ? print(id, at, fact) : history_.take(at, fact);
    };
    if (crossing_)
      takes_.observation = [this](std::string_view station, std::string_view property, Instant at,
                                  double value) { crossing_->take(station, property, at, value); };
  }

  /// `old_plan`: the one to compare with, where the file of observations is to go through both.
  Result<void> run(const wire::PlanChanged* old_plan) {
    if (old_plan != nullptr) return compare_over_file(*old_plan);
    Observed observed;
    if (!options_.verify.empty())
      if (auto ok = read_table(observed); !ok) return ok;
    if (auto ok = options_.input.empty() ? replay_data() : replay_file(); !ok) return ok;
    if (crossing_) {
      if (!crossing_->has_seen_any())
        return Error{Errc::not_found,
                     {"没有这个测站这个要素的观测",
                      "there are no observations of this station and property"}};
      observed = crossing_->observed(change_.plan());
    }
    if (options_.verifies()) report(verify(rules_, history_.episodes(), observed));
    return {};
  }

 private:
  Result<void> read_table(Observed& observed) const {
    std::set<std::string> areas;
    for (const auto& rule : rules_) areas.insert(rule.areas.begin(), rule.areas.end());
    adapters::Diagnostics faults;
    observed = read_observed(options_.verify, areas, faults);
    session_.print(faults);
    if (faults.empty()) return {};
    return Error{
        Errc::bad_input,
        {"观测事件表有问题，未回放", "the table of events has faults; nothing was replayed"}};
  }

  Result<void> replay_file() {
    auto doubts = replay_file(change_, takes_);
    if (!doubts) return doubts.error();
    if (options_.observed) std::erase(doubts->properties, options_.observed->property);
    std::fflush(stdout);
    for (const auto& text : doubts->texts(change_.plan(), options_.input))
      std::fprintf(stderr, "fenghuo: %s\n", session_.say(text).c_str());
    return {};
  }
  Result<InputDoubts> replay_file(const wire::PlanChanged& plan, const ReplayTakes& takes) {
    if (auto ok = has_observations(); !ok) return ok.error();
    auto file = adapters::ObservationFile::open(options_.input);
    if (!file) return file.error();
    return replay_input(**file, plan, takes, session_);
  }

  // An empty file would pass for a calm night. What comes through a pipe can't be read twice.
  Result<void> has_observations() const {
    if (!std::filesystem::is_regular_file(options_.input)) return {};
    auto file = adapters::ObservationFile::open(options_.input);
    if (!file) return file.error();
    adapters::RecordedEvent first;
    if (const auto any = (*file)->next(first); !any || *any) return {};
    return Error{Errc::bad_input,
                 {"“" + options_.input + "”里没有观测，没有可回放的",
                  "'" + options_.input + "' holds no observations; there is nothing to replay"}};
  }

  // The file goes through both plans.
  Result<void> compare_over_file(const wire::PlanChanged& old_plan) {
    AlarmHistory before;
    std::optional<ComparedTime> time;
    ReplayTakes takes{[&](FactId, Instant at, const wire::Fact& fact) { before.take(at, fact); }};
    takes.observation = [&](std::string_view, std::string_view, Instant at, double) {
      if (!time) time = ComparedTime{.from = at, .until = at};
      time = ComparedTime{.from = std::min(time->from, at), .until = std::max(time->until, at)};
    };
    if (auto read = replay_file(old_plan, takes); !read) return read.error();
    if (auto ok = replay_file(); !ok) return ok;
    report(diff_alarms(before.episodes(), history_.episodes()), time.value_or(ComparedTime{}));
    return {};
  }

  Result<void> replay_data() {
    const auto log = read_log(options_.data);
    if (!log) return log.error();
    const auto past = replay_log(**log, change_, takes_);
    if (!past) return past.error();
    if (options_.diff)
      report(diff_alarms(past->recorded.episodes(), history_.episodes()),
             {past->from, past->until, past->forgotten});
    return {};
  }

  void report(const AlarmDiff& diff, const ComparedTime& time) const {
    if (options_.format.json)
      say(diff_json(diff, time, style_));
    else
      print_diff(diff, time, style_);
  }

  void report(const std::vector<Score>& scores) const {
    if (options_.format.json)
      say(scores_json(scores));
    else
      print_scores(scores, style_);
  }
  void print(FactId id, Instant at, const wire::Fact& fact) const {
    say(adapters::fact_json(id, at, fact, {session_.language, style_.utc_offset}));
  }
  static void say(const boost::json::object& object) {
    std::printf("%s\n", adapters::to_text(object).c_str());
  }

  const Options& options_;
  const wire::PlanChanged& change_;
  Session& session_;
  Names names_;
  ReportStyle style_;
  std::vector<VerifiedRule> rules_;  // where they are verified: each names all its areas
  AlarmHistory history_;
  std::optional<CrossingWatch> crossing_;
  ReplayTakes takes_;
};

void replay(const Options& options, Session& session) {
  check_usage(options, session);
  const auto loaded = load_whole_plan(options.folder());
  session.print(loaded.faults);
  std::optional<adapters::LoadedPlan> old_plan;
  if (options.diff && !options.input.empty()) old_plan = load_whole_plan(options.plan);
  if (old_plan) session.print(old_plan->faults);
  if (!loaded.faults.empty() || (old_plan && !old_plan->faults.empty()))
    return session.fail({"预案有问题，未回放", "the plan has faults; nothing was replayed"});
  const auto done = Replay(options, loaded, session).run(old_plan ? &old_plan->change : nullptr);
  if (!done) session.fail(done.error());
}

void add_verification(Verb& verb, const std::shared_ptr<Options>& options) {
  verb.text("--verify", options->verify,
            {"检验预警：观测到的事件表（CSV：area,begin,end）",
             "verify warnings against a table of observed events (CSV: area,begin,end)"});
  verb.parsed("--observed", "'water_level>=5.2@STATION'",
              [options](const std::string& text) {
                options->observed = parse_crossing(text);
                return options->observed.has_value();
              },
              {"检验预警：以测站越过界限为事件",
               "verify warnings against crossings of a limit at a gauge"});
}

}  // namespace

void add_replay(Verb& verbs, Session& session) {
  Verb verb = verbs.verb(
      "replay", {"把过去重放一遍：引擎的结论、换了规则会怎样、预警准不准",
                 "run the past once more: conclusions, what other rules would do, how good "
                 "warnings were"});
  auto options = std::make_shared<Options>();
  verb.text("PLAN", options->plan, {"预案文件夹", "the plan's folder"});
  verb.text("--plan", options->new_plan,
            {"同 PLAN；与 --input、--diff 一起时是要比较的新预案",
             "the same as PLAN; with --input and --diff the new plan to compare"});
  verb.text("--input", options->input,
            {"观测文件：CSV（可为 gzip）或每行一个 CloudEvent；- 为标准输入",
             "observations: CSV (gzip is read too) or a CloudEvent a line; - is standard input"});
  options->data.add_to(verb, Need::optional);
  verb.flag("--diff", options->diff,
            {"与记录里（--data）或 PLAN（--input）的警报比较：新增、消失、提早、推迟",
             "compare with the alarms recorded (--data) or PLAN's (--input): added, lost, earlier, "
             "later"});
  add_verification(verb, options);
  options->format.add_to(verb);
  verb.example("fenghuo replay --data data --plan plans/qingxi-new --diff");
  verb.run([options, &session] { replay(*options, session); });
}

}  // namespace fenghuo::cli
