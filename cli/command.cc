// fenghuo command ...: what a person decides, sent to a running engine.
#include <memory>

#include "cli/call_commands.h"
#include "cli/command_verb.h"
#include "cli/everyday_commands.h"
#include "cli/exercise_commands.h"
#include "cli/ledger_commands.h"
#include "cli/report_command.h"

namespace fenghuo::cli {
namespace {

void add_decide(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "decide", "decide",
                           {"作一项决定", "make a decision"});
  member(verb, settings, "DECISION", "decision", "812.3", {"决定的编号", "the decision's id"});
  verb.choice(
      "ANSWER", {"yes", "no"},
      [settings](const std::string& word) { settings->members["yes"] = word == "yes"; },
      {"是或否", "yes or no"}, Need::required);
  person_member(verb, settings, "decided_by", {"谁决定的", "who decided"});
  member(verb, settings, "--note", "note", "TEXT", {"理由", "why"}, Need::optional);
  verb.example("fenghuo command decide 812.3 yes --by town-mayor");
}

void add_warn(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb =
      command_verb(commands, session, settings, "warn", "warn", {"由人发预警", "give a warning"});
  member(verb, settings, "PLAYBOOK", "playbook", "warn-and-call", {"处置方案", "the playbook"});
  member(verb, settings, "LEVEL", "level", "red", {"级别", "the level"});
  list_member(verb, settings, "AREAS", "areas", "shangxi,shimen",
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
  auto everywhere = std::make_shared<bool>(false);
  retract.flag(
      "--everywhere", *everywhere,
      {"同一条规则在其他村发的也一并撤回", "in all villages that the same rule has warned"});
  retract.run([settings, everywhere, &session] {
    settings->members["command"] = "retract";
    settings->members["everywhere"] = *everywhere;
    send_command(*settings, session);
  });
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
    send_command(*settings, session);
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
  person_member(count, settings, "counted_by", {"谁清点的", "who counted"});
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
  Verb commands = verbs.verb(
      "command", {"向运行中的引擎发命令：答复、报告、决定、预警、撤回、解除、派队伍、记物资",
                  "answer, report, decide, warn, retract, stand down, send units, move stock on a "
                  "running engine"});
  add_call_commands(commands, session);
  add_report_command(commands, session);
  add_decide(commands, session);
  add_warn(commands, session);
  add_of_village(commands, session);
  add_endings(commands, session);
  add_counts(commands, session);
  add_response(commands, session);
  add_everyday_commands(commands, session);
  add_ledger_commands(commands, session);
  add_exercise_commands(commands, session);
}

}  // namespace fenghuo::cli
