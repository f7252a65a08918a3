#include "cli/report_command.h"

#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <random>

#include "adapters/json_text.h"
#include "cli/command_verb.h"
#include "cli/named_person.h"
#include "cli/named_report.h"
#include "cli/sentence.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

constexpr const char* kEventType = "application/cloudevents+json";

struct Sent {
  std::string kind;
  std::string village;
};

// An event must have an id, and no two reports the same.
std::string new_id() {
  std::random_device random;
  std::string id;
  for (int i = 0; i < 3; ++i) id += (i > 0 ? "-" : "") + std::to_string(random());
  return id;
}

Text not_in_plan(const std::string& holder) {
  return {"令牌的主人“" + holder +
              "”不在 people.csv 里，看不到人员名单，--by 没法核对。不是预案里的人报的，加 "
              "--outsider；或者把“" +
              holder + "”写进 people.csv",
          "the holder of the token, '" + holder +
              "', isn't in people.csv and isn't told who is, so that nothing tells whom --by "
              "names: add --outsider for somebody who isn't in the plan, or put '" +
              holder + "' into people.csv"};
}

// The report's members, with the ids that the plan has. Where the engine doesn't tell its plan, it
// is asked all the same: it has the last word.
Result<json::object> report_of(const CommandSettings& settings, const Sent& sent,
                               const std::string& token) {
  const auto plan = adapters::ask_engine(settings.page, "/api/v1/plan", token);
  if (!plan) return plan.error();
  const std::string body = plan->status == 200 ? plan->body : "";
  const auto people = people_told(body);
  // On its own machine an engine takes reports without a name, and a token of the other lane is
  // none: what is told in an exercise must not come into the live log so. An outsider's is one,
  // though the people aren't told to them.
  const std::string holder = holder_told(body);
  if (!body.empty() && !token.empty() && people.empty() && holder.empty())
    return Error{Errc::bad_input, refusal_of({401, ""}, true)};
  // A name would be taken as it stands, and whoever is reported by name and by id would be two.
  if (people.empty() && !holder.empty() && !settings.outsider)
    return Error{Errc::bad_input, not_in_plan(holder)};
  const auto kind = kind_named(sent.kind, report_kinds_told(body));
  if (!kind) return kind.error();
  const auto village = village_named(sent.village, villages_told(body));
  if (!village) return village.error();
  const auto reporter = settings.outsider ? Result<std::string>(settings.by)
                                          : person_named(settings.by, token, people);
  if (!reporter) return reporter.error();
  json::object data = settings.members;
  data["reporter"] = *reporter;
  data["kind"] = *kind;
  data["area"] = *village;
  return data;
}

// Says what became of it; as JSON its id, and its offset in the log.
void send_report(const CommandSettings& settings, const Sent& sent, Session& session) {
  const std::string token = token_of(settings);
  const auto data = report_of(settings, sent, token);
  if (!data) return session.fail(data.error());
  const auto event = report_event(settings.id.empty() ? new_id() : settings.id, *data);
  const auto answer = adapters::ask_engine(settings.page, "/api/v1/events", token,
                                           adapters::to_text(event), kEventType);
  if (!answer) return session.fail(answer.error());
  if (answer->status != 202) return session.fail(refusal_of(*answer, !token.empty()));
  if (settings.format.json) {
    print_each(answer->body, "accepted");
  } else {
    std::printf("%s\n", session.say(report_receipt_words(answer->body)).c_str());
  }
}

}  // namespace

void add_report_command(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  const auto sent = std::make_shared<Sent>();
  Verb verb = command_verb(commands, session, settings, "report", "report",
                           {"替人报看到的情况（接了电话）：路断了、裂缝、平安",
                            "report what somebody has seen and tells on the telephone"});
  verb.parsed(
      "KIND", "blocked_road",
      [sent](const std::string& text) {
        sent->kind = text;
        return !text.empty();
      },
      {"种类，编号或名称：引擎的（safe、blocked_road、road_open、no_"
       "water、missing）和预案里规则问的",
       "what was seen: a kind of the engine (safe, blocked_road, road_open, no_water, missing) or "
       "one that "
       "the plan's rules ask for"},
      Need::required);
  verb.parsed(
      "--village", "shangxi",
      [sent](const std::string& text) {
        sent->village = text;
        return !text.empty();
      },
      {"哪个村：编号、名称或行政区划代码", "the village, by its id, name or code"}, Need::required);
  person_member(verb, settings, "reporter", {"谁报的", "who reports it"});
  member(verb, settings, "--text", "text", "TEXT", {"原话", "in their words"}, Need::optional);
  verb.run([settings, sent, &session] { send_report(*settings, *sent, session); });
  verb.example(
      "fenghuo command report blocked_road --village shangxi --by shangxi-leader --text 桥头塌方");
}

}  // namespace fenghuo::cli
