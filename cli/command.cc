// fenghuo command ...: what a person decides, sent to a running engine.
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "adapters/json_text.h"
#include "adapters/local_client.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

struct CommandSettings {
  std::string page = "http://127.0.0.1:8651";
  std::string token;
  std::string id;
  json::object members;
};
using Shared = std::shared_ptr<CommandSettings>;

Text detail_of(const adapters::LocalAnswer& answer) {
  boost::system::error_code error;
  const auto problem = json::parse(answer.body, error);
  const auto text = [&](const char* name) {
    const auto* found =
        error || !problem.is_object() ? nullptr : problem.get_object().if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : "HTTP " + std::to_string(answer.status);
  };
  return {text("detail_zh"), text("detail_en")};
}

// Prints what was concluded, a fact a line.
void send(const CommandSettings& settings, Session& session) {
  const char* from_environment = std::getenv("FENGHUO_TOKEN");
  const std::string token = !settings.token.empty()       ? settings.token
                            : from_environment != nullptr ? from_environment
                                                          : "";
  json::object body = settings.members;
  if (!settings.id.empty()) body["command_id"] = settings.id;
  const auto answer =
      adapters::ask_engine(settings.page, "/api/v1/commands", token, adapters::to_text(body));
  if (!answer) return session.fail(answer.error());
  if (answer->status == 401 || answer->status == 403)
    return session.fail({"须署名：--token 或环境变量 FENGHUO_TOKEN，令牌由 fenghuo token 给出",
                         "a name is wanted: --token, or FENGHUO_TOKEN in the environment; fenghuo "
                         "token gives one"});
  if (answer->status != 200) return session.fail(detail_of(*answer));
  boost::system::error_code error;
  const auto document = json::parse(answer->body, error);
  const auto* facts =
      error || !document.is_object() ? nullptr : document.get_object().if_contains("facts");
  if (facts == nullptr || !facts->is_array()) return;
  for (const auto& fact : facts->get_array()) std::printf("%s\n", adapters::to_text(fact).c_str());
}

// One command as a verb of its own, with what all commands take.
Verb command_verb(Verb& commands, Session& session, const Shared& settings, const char* name,
                  const char* command, const Text& help) {
  Verb verb = commands.verb(name, help);
  verb.text("--page", settings->page, {"引擎的网页", "the engine's page"});
  verb.text("--token", settings->token,
            {"令牌，由 fenghuo token 给出；也可放在环境变量 FENGHUO_TOKEN",
             "a token of fenghuo token; or FENGHUO_TOKEN in the environment"});
  verb.text(
      "--id", settings->id,
      {"命令的编号：同一编号发两次只办一次", "the command's id: sent twice, it is done once"});
  verb.run([settings, command, &session] {
    settings->members["command"] = command;
    send(*settings, session);
  });
  return verb;
}

// Puts what is given under `name` into the command's member.
void member(Verb& verb, const Shared& settings, const char* name, const char* key, const char* form,
            const Text& help, Need need = Need::required) {
  verb.parsed(
      name, form,
      [settings, key](const std::string& text) {
        settings->members[key] = text;
        return !text.empty();
      },
      help, need);
}

void whole_number(Verb& verb, const Shared& settings, const char* name, const char* key,
                  const char* form, const Text& help) {
  verb.parsed(
      name, form,
      [settings, key](const std::string& text) {
        settings->members[key] = std::strtoll(text.c_str(), nullptr, 10);
        return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
      },
      help);
}

void add_decide(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "decide", "decide",
                           {"作一项决定", "make a decision"});
  member(verb, settings, "DECISION", "decision", "812.3", {"决定的编号", "the decision's id"});
  verb.choice(
      "ANSWER", {"yes", "no"},
      [settings](const std::string& word) { settings->members["yes"] = word == "yes"; },
      {"是或否", "yes or no"}, Need::required);
  member(verb, settings, "--by", "decided_by", "town-mayor",
         {"谁决定的，people.csv 里的 id", "who decided, an id of people.csv"});
  member(verb, settings, "--note", "note", "TEXT", {"理由", "why"}, Need::optional);
  verb.example("fenghuo command decide 812.3 yes --by town-mayor");
}

void add_warn(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb =
      command_verb(commands, session, settings, "warn", "warn", {"由人发预警", "give a warning"});
  member(verb, settings, "PLAYBOOK", "playbook", "warn-and-call", {"处置方案", "the playbook"});
  member(verb, settings, "LEVEL", "level", "red", {"级别", "the level"});
  verb.parsed(
      "AREAS", "shangxi,shimen",
      [settings](const std::string& text) {
        json::array areas;
        for (std::size_t begin = 0; begin <= text.size();) {
          const auto end = std::min(text.find(',', begin), text.size());
          areas.emplace_back(text.substr(begin, end - begin));
          begin = end + 1;
        }
        settings->members["areas"] = std::move(areas);
        return true;
      },
      {"村，用逗号分开", "the villages, between commas"}, Need::required);
  member(verb, settings, "--reason", "reason", "TEXT", {"为什么", "why"});
  whole_number(verb, settings, "--people", "people", "300",
               {"预计多少人；实际超过两倍就拒绝",
                "how many it is meant for; over twice as many is refused"});
  verb.example("fenghuo command warn warn-and-call red shangxi --reason 坝漏水");
}

void add_of_village(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb leave = command_verb(
      commands, session, settings, "leave", "leave",
      {"村里自主撤离：不须任何人同意", "a village leaves by its own decision; nobody need agree"});
  member(leave, settings, "VILLAGE", "area", "shangxi", {"村", "the village"});
  member(leave, settings, "--reason", "reason", "TEXT", {"为什么", "why"}, Need::optional);
  leave.example("fenghuo command leave shangxi --reason 听到山响");
  settings = std::make_shared<CommandSettings>();
  Verb request =
      command_verb(commands, session, settings, "request", "request_warning",
                   {"请求发预警：五分钟内放行，或写明理由拒绝",
                    "ask for a warning: live in five minutes, or refused with a reason"});
  member(request, settings, "VILLAGE", "area", "shangxi", {"村", "the village"});
  member(request, settings, "LEVEL", "level", "orange", {"级别", "the level"});
  member(request, settings, "--reason", "reason", "TEXT", {"为什么", "why"});
  request.example("fenghuo command request shangxi orange --reason 水浑了");
}

void add_endings(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb approve =
      command_verb(commands, session, settings, "approve", "approve_warning",
                   {"复核别人提出的预警", "agree to a warning that another wants to give"});
  member(approve, settings, "PROPOSAL", "proposal", "812.0", {"编号", "its id"});
  approve.example("fenghuo command approve 812.0");
  settings = std::make_shared<CommandSettings>();
  Verb retract =
      command_verb(commands, session, settings, "retract", "retract",
                   {"按误报撤回：一人即可", "take a false warning back; one person may"});
  member(retract, settings, "INCIDENT", "incident", "812.1", {"事件的编号", "the incident's id"});
  member(retract, settings, "--reason", "reason", "TEXT", {"为什么是误报", "why it was false"});
  retract.example("fenghuo command retract 812.1 --reason 车挡住了雷达");
  settings = std::make_shared<CommandSettings>();
  Verb stand_down = command_verb(commands, session, settings, "stand-down", "stand_down",
                                 {"解除险情：两人各发一次，现场须有两人报平安",
                                  "give the all-clear: two persons, and two people of the place"});
  member(stand_down, settings, "INCIDENT", "incident", "812.1",
         {"事件的编号", "the incident's id"});
  member(stand_down, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
  stand_down.example("fenghuo command stand-down 812.1");
}

void add_response(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "response", "set_response",
                           {"启动、提高或降低响应级别：四级 blue 到一级 red，none 为终止",
                            "set the response level: IV is blue, I is red, none ends it"});
  member(verb, settings, "LEVEL", "level", "yellow", {"级别", "the level"});
  member(verb, settings, "--reason", "reason", "TEXT", {"为什么", "why"});
  auto county = std::make_shared<bool>(false);
  verb.flag("--county", *county, {"这是县里的级别", "it is the county's level, as received"});
  verb.run([settings, county, &session] {
    settings->members["command"] = "set_response";
    settings->members["county"] = *county;
    send(*settings, session);
  });
  verb.example("fenghuo command response yellow --reason 三个村达到准备转移指标");
}

void add_counts(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb count = command_verb(commands, session, settings, "count", "count_household",
                            {"清点一户或一个单位", "count a household or a facility"});
  member(count, settings, "HOUSEHOLD", "household", "shimen-3",
         {"households.csv 或 facilities.csv 里的 id", "an id of households.csv or facilities.csv"});
  count.choice(
      "STATE", {"safe", "refused", "unreachable"},
      [settings](const std::string& word) { settings->members["state"] = word; },
      {"到了、不走、找不到人", "safe, won't go, nobody found"}, Need::required);
  member(count, settings, "--by", "counted_by", "shimen-helper", {"谁清点的", "who counted"});
  whole_number(count, settings, "--people", "people", "3",
               {"到了几个人；不写就是全部", "how many are safe; all of them where it is missing"});
  member(count, settings, "--note", "note", "TEXT",
         {"备注；改少人数时必填", "a note; a lower number needs one"}, Need::optional);
  count.example("fenghuo command count shimen-3 safe --by shimen-helper");
  settings = std::make_shared<CommandSettings>();
  Verb back = command_verb(
      commands, session, settings, "return", "order_return",
      {"下令返回：险情解除、观察期满之后", "order the return, after the all-clear and its hold"});
  member(back, settings, "VILLAGE", "area", "shimen", {"村", "the village"});
  member(back, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
  back.example("fenghuo command return shimen");
}

}  // namespace

void add_command(Verb& verbs, Session& session) {
  Verb commands = verbs.verb("command", {"向运行中的引擎发命令：决定、预警、撤回、解除",
                                         "decide, warn, retract, stand down on a running engine"});
  add_decide(commands, session);
  add_warn(commands, session);
  add_of_village(commands, session);
  add_endings(commands, session);
  add_counts(commands, session);
  add_response(commands, session);
}

}  // namespace fenghuo::cli
