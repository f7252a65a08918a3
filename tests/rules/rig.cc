#include "tests/rules/rig.h"

#include "engine/decimal.h"
#include "engine/level.h"
#include "engine/replay.h"
#include "rules/judge.h"
#include "rules/watch.h"

namespace fenghuo {

wire::Rule make_rule(const std::string& id,
                     const std::vector<std::pair<std::string, std::string>>& levels) {
  wire::Rule rule;
  rule.set_id(id);
  rule.set_version("v-" + id);
  rule.set_lateness_ms(600'000);
  for (const auto& [level, when] : levels) {
    auto& condition = *rule.add_levels();
    condition.set_level(to_wire(*parse_level(level)));
    condition.set_when(when);
  }
  return rule;
}

void add_village(wire::Plan& plan, const std::string& id) {
  auto& village = *plan.add_villages();
  village.set_id(id);
  village.mutable_name()->set_zh(id + "村");
  village.mutable_name()->set_en(id + " village");
  village.set_people_at_risk(40);
}

void add_station(wire::Plan& plan, const std::string& id, const std::vector<std::string>& covers) {
  auto& station = *plan.add_stations();
  station.set_id(id);
  station.mutable_name()->set_zh(id + "站");
  station.mutable_name()->set_en(id + " gauge");
  station.set_report_interval_ms(300'000);
  for (const auto& village : covers) station.add_covers(village);
}

std::vector<std::unique_ptr<Stage>> Rig::rules_only() {
  std::vector<std::unique_ptr<Stage>> stages;
  stages.push_back(std::make_unique<rules::Watch>());
  stages.push_back(std::make_unique<rules::Judge>());
  return stages;
}

void Rig::use(const wire::Plan& plan, const std::string& version) {
  wire::Event event;
  event.mutable_plan_changed()->set_version(version);
  *event.mutable_plan_changed()->mutable_plan() = plan;
  submit(std::move(event));
}

void Rig::observe(const std::string& station, const std::string& property, Instant observed_at,
                  double value, Quality quality) {
  ObservationBlock block;
  const Decimal decimal = *decimal_from(value);
  block.sources.push_back({station, property, decimal.decimals});
  block.rows.push_back({0, quality, observed_at, decimal.mantissa});
  submit(std::move(block));
}

Receipt Rig::submit(Submission submission) {
  advance(now_);
  auto result = engine_.tick(now_, std::vector<Submission>{std::move(submission)});
  EXPECT_TRUE(result);
  for (const auto& effect : result->effects) effects_.push_back(effect);
  return std::move(result->receipts[0]);
}

void Rig::advance(Instant to) {
  while (engine_.next_timer() && *engine_.next_timer() <= to) {
    now_ = std::max(now_, *engine_.next_timer());
    auto result = engine_.tick(now_, {});
    EXPECT_TRUE(result);
    for (const auto& effect : result->effects) effects_.push_back(effect);
  }
  now_ = std::max(now_, to);
}

std::vector<Rig::Told> Rig::facts() {
  std::vector<Told> told;
  auto cursor = log_.read(read_);
  while (true) {
    auto entry = (*cursor)->next();
    if (!entry || !*entry) break;
    const auto& header = (*entry)->record.header;
    for (std::uint32_t i = 0; i < (*entry)->facts.size(); ++i) {
      wire::Fact fact;
      EXPECT_TRUE(fact.ParseFromString((*entry)->facts[i]));
      told.push_back({{header.offset, i}, header.recorded_at, std::move(fact)});
    }
    read_ = header.offset.next();
  }
  return told;
}

void Rig::expect_replays(std::vector<std::unique_ptr<Stage>> fresh,
                         std::vector<std::unique_ptr<Stage>> other) {
  Machine replayed(std::move(fresh));
  const auto verified = verify(log_, replayed);
  ASSERT_TRUE(verified) << verified.error().text.en;
  EXPECT_EQ(verified->state_hash, machine_.state_hash());
  Machine loaded(std::move(other));
  ASSERT_TRUE(loaded.load(machine_.save()));
  EXPECT_EQ(loaded.state_hash(), machine_.state_hash());
}

std::string level_word(std::uint32_t number) {
  return std::string(to_string(level_from_wire(number).value_or(Level::none)));
}

std::string words_of(const wire::Fact& fact) {
  const auto alarm = [](const char* verb, const auto& a) {
    return std::string(verb) + " " + a.rule() + " " + a.area();
  };
  if (fact.has_alarm_raised())
    return alarm("raised", fact.alarm_raised()) + " " + level_word(fact.alarm_raised().level());
  if (fact.has_alarm_changed())
    return alarm("changed", fact.alarm_changed()) + " " + level_word(fact.alarm_changed().level());
  if (fact.has_alarm_cleared()) return alarm("cleared", fact.alarm_cleared());
  if (fact.has_rule_fired()) return alarm("fired", fact.rule_fired());
  if (fact.has_station_silent()) return "silent " + fact.station_silent().station();
  if (fact.has_station_returned()) return "returned " + fact.station_returned().station();
  if (fact.has_station_seen()) return "seen " + fact.station_seen().station();
  if (fact.has_observation_doubted())
    return "doubted " + fact.observation_doubted().station() + " " +
           std::to_string(fact.observation_doubted().reason());
  if (fact.has_plan_activated()) return "plan " + fact.plan_activated().version();
  if (fact.has_incident_opened()) return "incident " + fact.incident_opened().area();
  if (fact.has_incident_closed()) return "incident over " + fact.incident_closed().area();
  if (fact.has_warning_issued())
    return "warning " + fact.warning_issued().area() + " " +
           level_word(fact.warning_issued().level());
  if (fact.has_obligation_opened())
    return "duty " + fact.obligation_opened().duty() + " " + fact.obligation_opened().area();
  if (fact.has_obligation_called())
    return "call " + fact.obligation_called().callee() + " " +
           std::to_string(fact.obligation_called().rung()) + "/" +
           std::to_string(fact.obligation_called().round());
  if (fact.has_obligation_delivered()) return "delivered";
  if (fact.has_obligation_undelivered()) return "undelivered";
  if (fact.has_obligation_dialled()) return "dialled by " + fact.obligation_dialled().dialled_by();
  if (fact.has_obligation_unanswered())
    return "unanswered " + fact.obligation_unanswered().callee();
  if (fact.has_obligation_answered())
    return "answered " + std::to_string(fact.obligation_answered().kind()) + " by " +
           fact.obligation_answered().answered_by();
  if (fact.has_obligation_reopened()) return "reopened";
  if (fact.has_obligation_closed())
    return "closed " + std::to_string(fact.obligation_closed().reason());
  if (fact.has_command_refused()) return "refused " + fact.command_refused().reason_code();
  return "fact " + std::to_string(fact.kind_case());
}

std::vector<std::string> Rig::story() {
  std::vector<std::string> words;
  for (const auto& told : facts()) words.push_back(words_of(told.fact));
  return words;
}

}  // namespace fenghuo
