// trust.yaml: how far the values of each observed property are believed (QARTOD's tests).
#include <charconv>
#include <cmath>
#include <optional>

#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/property.h"

namespace fenghuo::adapters {
namespace {

std::optional<double> parse_number(const std::string& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

double positive(const YamlNode& node) {
  const double number = node.number();
  if (!node.absent() && !(number > 0)) node.fault({"此处须大于零", "this is larger than zero"});
  return number;
}

void read_range(const YamlNode& node, wire::Trust::Range& range) {
  const auto ends = node.items();
  if (ends.size() != 2)
    return node.fault({"范围写作 [最低, 最高]", "a range is written [LOWEST, HIGHEST]"});
  range.set_low(ends[0].number());
  range.set_high(ends[1].number());
  if (!(range.low() < range.high()))
    node.fault({"最低须小于最高", "the lowest is less than the highest"});
}

void read_gross_range(const YamlNode& node, wire::Trust& trust) {
  if (node.absent()) return;
  node.only({"fail", "suspect"});
  const YamlNode fail = node.optional("fail");
  const YamlNode suspect = node.optional("suspect");
  if (!fail.absent()) read_range(fail, *trust.mutable_fail_outside());
  if (!suspect.absent()) read_range(suspect, *trust.mutable_suspect_outside());
  if (!fail.absent() && !suspect.absent() &&
      (trust.suspect_outside().low() < trust.fail_outside().low() ||
       trust.suspect_outside().high() > trust.fail_outside().high()))
    suspect.fault({"可疑范围须在失效范围之内", "the suspect range lies within the failing one"});
}

void read_spike(const YamlNode& node, wire::Trust& trust) {
  if (node.absent()) return;
  node.only({"suspect", "fail"});
  trust.set_spike_suspect(positive(node.optional("suspect")));
  trust.set_spike_fail(positive(node.optional("fail")));
}

void read_flat_line(const YamlNode& node, wire::Trust& trust) {
  if (node.absent()) return;
  node.only({"tolerance", "suspect", "fail", "above"});
  auto& flat = *trust.mutable_flat_line();
  flat.set_tolerance(positive(node.required("tolerance")));
  flat.set_suspect_ms(node.optional("suspect").span().count());
  flat.set_fail_ms(node.optional("fail").span().count());
  const YamlNode above = node.optional("above");
  if (!above.absent()) {
    const auto number = parse_number(above.string());
    if (number) flat.set_above(*number);
    if (!number) flat.set_above_limit(above.string());
  }
  if (flat.suspect_ms() > 0 && flat.fail_ms() > 0 && flat.fail_ms() < flat.suspect_ms())
    node.fault({"fail 的时长不短于 suspect", "fail takes no less time than suspect"});
}

void read_others(const YamlNode& node, wire::Trust& trust) {
  const YamlNode neighbour = node.optional("neighbour");
  if (!neighbour.absent()) {
    neighbour.only({"within_km", "rate", "stations", "share"});
    const YamlNode stations = neighbour.optional("stations");
    const double wanted = stations.number(1);
    if (!(wanted >= 1 && wanted <= 100 && wanted == std::floor(wanted)))
      stations.fault({"此处为 1 到 100 的整数", "this is a whole number from 1 to 100"});
    trust.mutable_neighbour()->set_stations(
        wanted >= 1 && wanted <= 100 ? static_cast<std::uint32_t>(wanted) : 1);
    trust.mutable_neighbour()->set_share(neighbour.optional("share").number());
    trust.mutable_neighbour()->set_within_km(positive(neighbour.required("within_km")));
    trust.mutable_neighbour()->set_rate_per_hour(positive(neighbour.required("rate")));
  }
  const YamlNode multi = node.optional("multi_variate");
  if (multi.absent()) return;
  multi.only({"with", "window", "rise", "at_least"});
  auto& explained = *trust.mutable_multivariate();
  const YamlNode with = multi.required("with");
  explained.set_with(with.string());
  if (!with.absent() && find_property(explained.with()) == nullptr)
    with.fault({"没有名为“" + explained.with() + "”的观测要素",
                "there is no observed property '" + explained.with() + "'"});
  explained.set_window_ms(multi.required("window").span().count());
  explained.set_rise(positive(multi.required("rise")));
  explained.set_at_least(positive(multi.required("at_least")));
}

}  // namespace

void read_trust(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  for (const auto& property : root.keys()) {
    const YamlNode node = root.optional(property);
    if (find_property(property) == nullptr) {
      node.fault({"没有名为“" + property + "”的观测要素",
                  "there is no observed property '" + property + "'"});
      continue;
    }
    node.only({"gap", "gross_range", "spike", "rate_of_change", "flat_line", "neighbour",
               "multi_variate", "rising", "first_reading"});
    wire::Trust& trust = *draft.plan.add_trust();
    trust.set_property(property);
    trust.set_gap_ms(node.optional("gap").span().count());
    read_gross_range(node.optional("gross_range"), trust);
    read_spike(node.optional("spike"), trust);
    trust.set_rate_per_hour(positive(node.optional("rate_of_change")));
    read_flat_line(node.optional("flat_line"), trust);
    read_others(node, trust);
    const YamlNode first = node.optional("first_reading");
    if (!first.absent()) {
      first.only({"moved"});
      trust.set_first_reading_moved(positive(first.required("moved")));
    }
    trust.set_rising_per_hour(positive(node.optional("rising")));
  }
}

}  // namespace fenghuo::adapters
