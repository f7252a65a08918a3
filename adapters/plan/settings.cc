// plan.yaml: which township this is, which packs it uses, how it reaches the outside.
#include "adapters/plan/files.h"
#include "adapters/plan/yaml_reader.h"
#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

// A clock that is off by more than this is not believed anyway.
constexpr Span kReorderMax = std::chrono::minutes{10};
constexpr double kTwoPersonsMax = 10'000'000;
constexpr Span kContactTestMin = std::chrono::hours{24};
constexpr std::string_view kLanes[] = {"live", "exercise"};
constexpr std::string_view kChannels[] = {"webhook",     "call_list", "satellite_phone", "radio",
                                          "loudspeaker", "knock",     "runner"};

// "+08:00" in seconds east of UTC.
std::int32_t utc_offset_s(const YamlNode& node) {
  if (node.absent()) return 0;
  const auto at_zero = parse_rfc3339("1970-01-01T00:00:00" + node.string());
  if (at_zero) return static_cast<std::int32_t>(-ms_of(*at_zero) / 1000);
  node.fault({"时区写作 +08:00", "a time zone is written +08:00"});
  return 0;
}

// {from: orange, by_phone: 20m, in_writing: 40m}
void read_report(const YamlNode& node, PlanDraft& draft) {
  if (node.absent()) return;
  node.only({"from", "by_phone", "in_writing"});
  const YamlNode from = node.required("from");
  if (from.absent()) return;
  const auto level = parse_level(from.string());
  if (!level || *level == Level::none) {
    from.fault({"从哪一级起报告：blue、yellow、orange 或 red",
                "from which level on: blue, yellow, orange or red"});
    return;
  }
  draft.plan.set_report_from(to_wire(*level));
  draft.plan.set_report_by_phone_ms(node.required("by_phone").span().count());
  draft.plan.set_report_in_writing_ms(node.required("in_writing").span().count());
}

// "22:30" as minutes of the day.
std::uint32_t minute_of_day(const YamlNode& node) {
  const auto at = parse_rfc3339("1970-01-01T" + node.string() + ":00Z");
  if (at && node.string().size() == 5) return static_cast<std::uint32_t>(ms_of(*at) / 60'000);
  if (!node.absent())
    node.fault({"时刻写作 \"22:30\"，加引号", "a time of day is written \"22:30\", in quotes"});
  return 0;
}

// {from: "22:00", to: "06:00"}
void read_night(const YamlNode& node, PlanDraft& draft) {
  if (node.absent()) return;
  node.only({"from", "to"});
  draft.plan.set_night_from_min(minute_of_day(node.required("from")));
  draft.plan.set_night_until_min(minute_of_day(node.required("to")));
}

// {every: 168h, at: "10:00", answer_within: 15m, duties: [village_leader]}
void read_contact_test(const YamlNode& node, PlanDraft& draft) {
  if (node.absent()) return;
  node.only({"every", "at", "answer_within", "duties"});
  draft.sources.add("contact_test", node.place());
  auto& test = *draft.plan.mutable_contact_test();
  const YamlNode every = node.required("every");
  test.set_every_ms(every.span().count());
  if (!every.absent() && every.span() < kContactTestMin)
    every.fault({"联系测试至少隔一天", "a contact test comes once a day at most"});
  test.set_at_min(minute_of_day(node.required("at")));
  test.set_answer_within_ms(node.optional("answer_within").span().count());
  for (auto& duty : node.optional("duties").strings()) test.add_duties(std::move(duty));
}

void read_webhook(const YamlNode& node, const std::string& lane, PlanDraft& draft) {
  if (node.absent()) return;
  node.only({"url", "secret", "echo"});
  const YamlNode url = node.required("url");
  const YamlNode secret = node.required("secret");
  WebhookSettings settings{url.string(), secret.string()};
  const YamlNode echo = node.optional("echo");
  settings.echo_required = echo.string("optional") == "required";
  if (!settings.echo_required && echo.string("optional") != "optional")
    echo.fault({"echo 为 required（平台须回报发到哪个区域）或 optional",
                "echo is required (the gateway must say to which area it has sent) or optional"});
  if (!url.absent() && !settings.url.starts_with("http://") &&
      !settings.url.starts_with("https://"))
    url.fault({"网址以 http:// 或 https:// 开头", "the address begins with http:// or https://"});
  if (!secret.absent() && !settings.secret.starts_with("env:") &&
      !settings.secret.starts_with("file:"))
    secret.fault({"密钥不写在预案里，只写出处：env:环境变量名 或 file:文件路径",
                  "the secret doesn't stand in the plan, only where it is: env:NAME or file:PATH"});
  draft.settings.webhooks[lane] = std::move(settings);
}

// {live: .., exercise: .., webhook: {depends_on: [telecom]}}: where each lane's messages leave by,
// and what channels (playbooks/channels.h) need in either.
void read_channels(const YamlNode& node, PlanDraft& draft) {
  node.only({"live", "exercise", "webhook", "call_list", "satellite_phone", "radio", "loudspeaker",
             "knock", "runner"});
  for (const auto lane : kLanes) {
    const YamlNode of_lane = node.optional(lane);
    of_lane.only({"webhook"});
    read_webhook(of_lane.optional("webhook"), std::string(lane), draft);
  }
  for (const auto name : kChannels) {
    const YamlNode channel = node.optional(name);
    if (channel.absent()) continue;
    channel.only({"depends_on", "rate_per_s"});
    auto& needs = *draft.plan.add_channels();
    needs.set_channel(std::string(name));
    const YamlNode rate = channel.optional("rate_per_s");
    const YamlNode depends_on =
        rate.absent() ? channel.required("depends_on") : channel.optional("depends_on");
    for (auto& need : depends_on.strings()) needs.add_depends_on(std::move(need));
    if (rate.absent()) continue;
    needs.set_rate_per_s(rate.number());
    if (!(needs.rate_per_s() > 0))
      rate.fault({"rate_per_s 是每秒能通知多少人，大于 0；不知道就不写",
                  "rate_per_s is how many people a second can be told, above 0; leave it out where "
                  "it isn't known"});
  }
}

}  // namespace

void read_settings(const PlanFile& file, PlanDraft& draft) {
  YamlFile yaml{file.name, file.text, draft.faults};
  const YamlNode root = YamlNode::parse(yaml);
  if (root.absent()) return;
  root.only({"id", "name", "time_zone", "languages", "packs", "channels", "keep_observations",
             "reorder", "two_persons_above", "response", "report_to_county", "night",
             "contact_test", "unit_answers_within"});
  const YamlNode id = root.required("id");
  draft.plan.set_id(id.string());
  const auto& digits = draft.plan.id();
  if (digits.size() != 12 || digits.find_first_not_of("0123456789") != std::string::npos)
    id.fault({"id 是 12 位行政区划代码，加引号，例如 \"430999101000\"",
              "id is the administrative code of 12 digits, in quotes, such as \"430999101000\""});
  const Text name = root.required("name").text();
  draft.plan.mutable_name()->set_zh(name.zh);
  draft.plan.mutable_name()->set_en(name.en);
  draft.plan.set_utc_offset_s(utc_offset_s(root.required("time_zone")));
  for (const auto& language : root.optional("languages").items())
    if (language.string() != "zh" && language.string() != "en")
      language.fault({"语言为 zh 或 en", "a language is zh or en"});

  const YamlNode packs = root.optional("packs");
  packs.only({"rules", "playbooks"});
  draft.settings.rule_packs = packs.optional("rules").strings();
  draft.settings.playbook_packs = packs.optional("playbooks").strings();
  draft.sources.add("packs", packs.absent() ? root.place() : packs.place());

  read_channels(root.optional("channels"), draft);
  const YamlNode reorder = root.optional("reorder");
  if (reorder.span() > kReorderMax || reorder.span() < Span{0})
    reorder.fault({"reorder 最多 10 分钟：预警不能等得更久",
                   "reorder is at most 10 minutes: a warning can't wait longer"});
  draft.plan.set_reorder_ms(reorder.span().count());
  const YamlNode two = root.optional("two_persons_above");
  if (two.number(1) < 1 || two.number(1) > kTwoPersonsMax)
    two.fault({"two_persons_above 为人数：超过多少人的预警须两人",
               "two_persons_above is a number of people: warnings to more take two persons"});
  draft.plan.set_two_persons_above(static_cast<std::uint32_t>(two.number(0)));
  for (auto& duty : root.optional("response").strings())
    draft.plan.add_response_duties(std::move(duty));
  read_report(root.optional("report_to_county"), draft);
  read_night(root.optional("night"), draft);
  read_contact_test(root.optional("contact_test"), draft);
  const YamlNode answers = root.optional("unit_answers_within");
  if (!answers.absent() &&
      (answers.span() < std::chrono::minutes{1} || answers.span() > std::chrono::minutes{30}))
    answers.fault({"unit_answers_within 为 1 到 30 分钟：派出的队伍多久没有应答就叫 B 角、再换队伍",
                   "unit_answers_within is 1 to 30 minutes: without an answer the stand-in is "
                   "called, and then another unit sent"});
  draft.plan.set_unit_answers_within_ms(answers.span().count());
  const YamlNode keep = root.optional("keep_observations");
  if (!keep.absent()) draft.settings.keep_observations = keep.span();
}

}  // namespace fenghuo::adapters
