#include "cli/everyday_commands.h"

#include <memory>

#include "cli/command_verb.h"

namespace fenghuo::cli {
namespace {

void add_contacts(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb test = command_verb(commands, session, settings, "test-contacts", "test_contacts",
                           {"联系测试：给值班表上的人发一条，看谁答复",
                            "try whether everybody on the roster can be reached"});
  list_member(test, settings, "--areas", "areas", "shangxi,shimen",
              {"只测这些村；不写就是全部", "these villages alone; all of them where it is missing"},
              Need::optional);
  test.example("fenghuo command test-contacts --areas shangxi");
  settings = std::make_shared<CommandSettings>();
  Verb present =
      command_verb(commands, session, settings, "present", "present",
                   {"替人答复联系测试（接了电话）",
                    "answer a contact test for somebody who has answered the telephone"});
  member(present, settings, "PERSON", "who", "shangxi-leader", {"谁", "who"});
  present.example("fenghuo command present shangxi-leader");
  settings = std::make_shared<CommandSettings>();
  Verb confirm = command_verb(
      commands, session, settings, "confirm", "confirm_contact",
      {"核对过一个人的电话，没有变", "the number of a person was looked at, and is right"});
  member(confirm, settings, "PERSON", "who", "shangxi-leader", {"谁", "who"});
  member(confirm, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
  confirm.example("fenghuo command confirm shangxi-leader");
}

void add_routine(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(
      commands, session, settings, "routine", "do_routine",
      {"一项日常工作做完了：巡查、走访、物资检查", "a patrol, a visit or a stock check was made"});
  member(verb, settings, "ROUTINE", "routine", "slope-patrol",
         {"routines.yaml 里的 id", "an id of routines.yaml"});
  member(verb, settings, "--subject", "subject", "slope-1",
         {"对象的编号；全镇的不写", "what it is for; of one for the township nothing"},
         Need::optional);
  person_member(verb, settings, "done_by", {"谁做的", "who has done it"});
  member(verb, settings, "--note", "note", "TEXT", {"看到了什么", "what was seen"}, Need::optional);
  auto found = std::make_shared<bool>(false);
  verb.flag("--found", *found,
            {"发现问题，同时作为报告", "something was found; it is a report too"});
  verb.run([settings, found, &session] {
    settings->members["command"] = "do_routine";
    settings->members["found"] = *found;
    send_command(*settings, session);
  });
  verb.example("fenghuo command routine slope-patrol --subject slope-1 --by shangxi-leader");
}

void add_roles(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "roles", "switch_roles",
                           {"平急转换：换到应急岗位，或换回日常岗位",
                            "put the emergency roles in force, or the everyday ones"});
  verb.choice(
      "ROLES", {"emergency", "everyday"},
      [settings](const std::string& word) { settings->members["emergency"] = word == "emergency"; },
      {"应急或日常", "which"}, Need::required);
  member(verb, settings, "--reason", "reason", "TEXT", {"为什么", "why"});
  verb.example("fenghuo command roles emergency --reason 县里启动三级响应");
}

void add_told(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "told", "tell_by_hand",
                           {"已人工告知：更正、解除、返回没送到的人",
                            "somebody whom a correction or an all-clear had not reached was told"});
  member(verb, settings, "NOTICE", "notice", "812.4", {"通知的编号", "the notice's id"});
  member(verb, settings, "PERSON", "who", "shangxi-leader", {"谁", "who"});
  member(verb, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
  verb.example("fenghuo command told 812.4 shangxi-leader");
}

}  // namespace

void add_everyday_commands(Verb& commands, Session& session) {
  add_contacts(commands, session);
  add_routine(commands, session);
  add_roles(commands, session);
  add_told(commands, session);
}

}  // namespace fenghuo::cli
