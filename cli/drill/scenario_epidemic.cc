// An epidemic over villages: how many are ill, as a clinic counts them, and the reports of village
// doctors, a case each. It brings no danger at a moment: nobody is moved out of its way.
#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/drill/model_input.h"
#include "cli/drill/model_series.h"
#include "cli/drill/scenario_reader.h"
#include "simulator/hazard/epidemic.h"
#include "simulator/hazard/input_bounds.h"

namespace fenghuo::cli {

using adapters::YamlNode;
using simulator::EpidemicTask;
using simulator::EpidemicVillage;
using simulator::Inject;
using simulator::NightRecord;
using simulator::StationScript;

namespace {

constexpr Span kEpidemicStep = std::chrono::hours{2};
constexpr const char* kSource = "SEIR, Kermack and McKendrick 1927";
const Text kVillage{"村", "village"};
constexpr std::size_t kVillagesMax = 100;
constexpr std::size_t kReportsMax = 1'000;
// Of a case: sums of fractions fall short of it by their last digit.
constexpr double kRounding = 1e-9;

simulator::Disease read_disease(const YamlNode& node, ModelInput& input) {
  const YamlNode r0 = node.optional("r0");
  const YamlNode transmission = node.optional("transmission_per_day");
  if (r0.absent() == transmission.absent())
    input.refuse(node, {"r0（一个人一共传给几个人）和 transmission_per_day（每天传几个）写一个",
                        "write one of `r0`, whom a case infects in all, and "
                        "`transmission_per_day`"});
  ModelInput own;
  simulator::Disease disease{.latent_days = own.number(node.required("latent_days")),
                             .infectious_days = own.number(node.required("infectious_days"))};
  disease.transmission_per_day =
      r0.absent() ? own.number(transmission, 0) : own.number(r0) / disease.infectious_days;
  // So short a step suits every disease: what is told is of the disease alone.
  own.check(node, simulator::epidemic({.disease = disease, .step_days = 1e-3}));
  input.take(own);
  return disease;
}

EpidemicVillage read_people(const YamlNode& node, ModelInput& input) {
  ModelInput own;
  const YamlNode people = node.required("people");
  EpidemicVillage village{.susceptible = own.number(people),
                          .exposed = own.number(node.optional("exposed"), 0),
                          .infectious = own.number(node.optional("infectious"), 0),
                          .recovered = own.number(node.optional("recovered"), 0)};
  village.susceptible -= village.exposed + village.infectious + village.recovered;
  own.check(people, simulator::epidemic({.villages = {village}, .disease = {0, 1, 1}}));
  input.take(own);
  return village;
}

// A row of contacts: what isn't elsewhere is at home.
void read_contacts(const YamlNode& node, std::size_t village, const std::vector<std::string>& ids,
                   std::vector<double>& contacts, ModelInput& input) {
  double* row = contacts.data() + village * ids.size();
  row[village] = 1;
  for (const auto& key : node.keys()) {
    const YamlNode share_node = node.optional(key);
    ModelInput own;
    const auto with = std::ranges::find(ids, key);
    const double share = own.number(share_node);
    if (with == ids.end() || with - ids.begin() == static_cast<std::ptrdiff_t>(village))
      own.refuse(share_node, {"这个模型里没有别的村叫“" + key + "”",
                              "this model has no other village '" + key + "'"});
    else if (own.usable() && !simulator::within(share, 0, 1))
      own.refuse(share_node, {"份额为 0 到 1", "a share is from 0 to 1"});
    if (own.usable()) {
      row[with - ids.begin()] = share;
      row[village] -= share;
    }
    input.take(own);
  }
  if (row[village] < -kRounding)
    input.refuse(node, {"在外村的份额合计不超过 1", "the shares elsewhere are 1 together at most"});
  row[village] = std::max(row[village], 0.0);
}

void read_villages(const std::vector<YamlNode>& items, std::vector<std::string>& ids,
                   EpidemicTask& task, ModelInput& input) {
  for (const auto& item : items) {
    const YamlNode id = item.optional("village");
    if (std::ranges::find(ids, id.string()) != ids.end())
      input.refuse(id, {"已有这个村", "there is such a village already"});
    ids.push_back(id.string());
  }
  task.contacts.resize(items.size() * items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    task.villages.push_back(read_people(items[i], input));
    read_contacts(items[i].optional("elsewhere"), i, ids, task.contacts, input);
  }
}

// Of villages that the model has.
std::vector<std::size_t> read_names(const YamlNode& node, const std::vector<std::string>& ids,
                                    ModelInput& input) {
  std::vector<std::size_t> villages;
  for (const auto& item : node.items())
    if (const auto village = input.name(item, ids, kVillage)) villages.push_back(*village);
  if (node.absent()) input.noted();
  return villages;
}

// So that something happens.
bool has_begun(const EpidemicTask& task) {
  return std::ranges::any_of(task.villages,
                             [](const EpidemicVillage& v) { return v.exposed + v.infectious > 0; });
}

/// What the model told, on the night's clock.
struct Course {
  Instant begins{};
  Span step{};
  std::vector<std::vector<EpidemicVillage>> states;

  /// Of these villages together: ill now, or all who have fallen ill so far.
  ModelSeries of(const std::vector<std::size_t>& villages, bool now) const {
    ModelSeries series{.begins = begins, .step = step};
    for (const auto& state : states) {
      double people = 0;
      for (const std::size_t v : villages)
        people += now ? state[v].infectious
                      : state[v].infectious + state[v].recovered - states[0][v].recovered;
      series.values.push_back(people);
    }
    return series;
  }
};

/// How village doctors report.
struct Reporting {
  std::string kind;
  double share = 1;  // of the cases
  std::string reporter;
};

Reporting read_reporting(const YamlNode& node, ModelInput& input) {
  node.only({"kind", "share", "reporter"});
  Reporting how{.kind = node.required("kind").string(),
                .reporter = node.optional("reporter").string("village-doctor")};
  const YamlNode share = node.optional("share");
  how.share = input.number(share, 1);
  if (input.usable() && (!(how.share > 0) || how.share > 1))
    input.refuse(share, {"份额大于 0，不超过 1", "the share is above 0 and at most 1"});
  return how;
}

Inject report_of(const Reporting& how, const wire::Village& village, std::size_t number) {
  const std::string n = std::to_string(number);
  wire::Event event;
  auto& report = *event.mutable_report();
  report.set_kind(how.kind);
  report.set_area(village.id());
  report.set_reporter(how.reporter);
  Inject inject{.id = how.kind + "-" + village.id() + "-" + n,
                .what = {village.name().zh() + "报告第 " + n + " 例（" + how.kind + "）",
                         village.name().en() + " reports case " + n + " (" + how.kind + ")"},
                .origin = {simulator::Mark::invented, kSource}};
  inject.make = [event](const NightRecord&, Instant now) -> Result<wire::Event> {
    wire::Event told = event;
    told.mutable_report()->set_observed_at_ms(ms_of(now));
    return told;
  };
  return inject;
}

// Each whole case as it is reached; false where there are too many.
bool add_reports(const Reporting& how, const wire::Village& village, ModelSeries fallen_ill,
                 Instant end, std::vector<Inject>& reports) {
  for (double& people : fallen_ill.values) people *= how.share;
  for (std::size_t number = 1;; ++number) {
    const auto at = first_above(fallen_ill, static_cast<double>(number) - kRounding);
    if (!at || *at > end) return true;
    if (reports.size() == kReportsMax) return false;
    reports.push_back(report_of(how, village, number));
    reports.back().at = *at;
  }
}

}  // namespace

void ScenarioReader::read_epidemic(const YamlNode& node) {
  node.only({"begins", "step", "r0", "transmission_per_day", "latent_days", "infectious_days",
             "villages", "gauges", "reports"});
  ModelInput input;
  Course course{.begins = model_begins(node.optional("begins"), input)};
  const YamlNode step = node.optional("step");
  course.step = input.step(step, kEpidemicStep);
  EpidemicTask task{.disease = read_disease(node, input),
                    .step_days = hours_of(course.step) / 24,
                    .steps = model_steps(course.begins, course.step, step, input)};
  input.check(step.absent() ? node : step,
              simulator::epidemic({.disease = task.disease, .step_days = task.step_days}));
  const YamlNode villages = node.required("villages");
  const auto items = villages.items();
  if (items.empty() || items.size() > kVillagesMax)
    input.refuse(villages, {"写 1 到 100 个村", "1 to 100 villages belong here"});
  std::vector<std::string> ids;
  for (const auto& item : items) {
    item.only({"village", "people", "exposed", "infectious", "recovered", "elsewhere"});
    want(item.required("village"), villages_, kVillage);
    if (!villages_.contains(item.optional("village").string())) input.noted();
  }
  if (items.size() <= kVillagesMax) read_villages(items, ids, task, input);
  if (input.usable() && !has_begun(task))
    input.refuse(villages, {"没有病人：给一个村写 exposed 或 infectious",
                            "nobody is infected: give some village `exposed` or `infectious`"});
  if (input.usable()) {
    auto states = simulator::epidemic(task);
    input.check(node, states);
    if (states) course.states = std::move(*states);
  }
  for (const auto& item : node.optional("gauges").items()) {
    item.only({"station", "villages", "count"});
    ModelInput own;
    const bool now = own.word(item.optional("count"), {"ill", "fallen_ill"}) == 0;
    const auto of = read_names(item.required("villages"), ids, own);
    StationScript script{.property = "people_count", .source = kSource};
    if (input.usable() && own.usable()) script.points = points_of(course.of(of, now), out_);
    add_model_script(item, std::move(script));
  }
  const YamlNode reports = node.optional("reports");
  if (reports.absent()) return;
  const Reporting how = read_reporting(reports, input);
  std::vector<Inject> told;
  for (std::size_t i = 0; i < ids.size() && input.usable(); ++i)
    for (const auto& village : plan_.villages())
      if (village.id() == ids[i] &&
          !add_reports(how, village, course.of({i}, false), out_.end, told))
        input.refuse(reports, {"报告多于 1000 例：把 share 写小",
                               "more than 1,000 reports: write a smaller `share`"});
  std::ranges::move(told, std::back_inserter(out_.injects));
}

}  // namespace fenghuo::cli
