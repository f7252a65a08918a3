#include "cli/call_commands.h"

#include <memory>

#include "cli/command_verb.h"

namespace fenghuo::cli {
namespace {

void add_answer(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(commands, session, settings, "answer", "answer",
                           {"替人答复叫应（接了电话）：收到、办好了、转移了多少人、要帮助",
                            "answer a call for somebody who has answered the telephone"});
  member(verb, settings, "OBLIGATION", "obligation", "812.6", {"叫应的编号", "the duty's id"});
  verb.choice(
      "KIND", {"received", "done", "moved", "need_help"},
      [settings](const std::string& word) { settings->members["kind"] = word; },
      {"收到、办好了、转移了（写 --people）、要帮助",
       "received, done, moved (with --people), need_help"},
      Need::required);
  person_member(verb, settings, "answered_by", {"谁答复的", "who has answered"});
  whole_number(verb, settings, "--people", "people_moved", "30",
               {"转移了多少人", "how many have been moved"});
  auto read_back = std::make_shared<bool>(false);
  verb.flag("--read-back", *read_back,
            {"听对方复述了是哪里、什么险情", "they have read back where it is and what"});
  member(verb, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
  verb.run([settings, read_back, &session] {
    settings->members["command"] = "answer";
    if (*read_back) settings->members["read_back"] = true;
    if (settings->members["kind"] == "moved" && !settings->members.contains("people_moved"))
      wrong_usage("--people", session.say({"moved 要写转移了多少人，例如 --people 30",
                                           "moved says how many have been moved, as --people 30"}));
    if (settings->members["kind"] != "moved" && settings->members.contains("people_moved"))
      wrong_usage("--people", session.say({"报转移人数，答复就写 moved",
                                           "a number of people goes with moved"}));
    send_command(*settings, session);
  });
  verb.example("fenghuo command answer 812.6 received --by shangxi-leader --read-back");
}

void add_call(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb verb = command_verb(
      commands, session, settings, "call", "call_attempt",
      {"打过一次电话，没有人答复：记下结果", "a call was tried and nobody has answered yet"});
  member(verb, settings, "OBLIGATION", "obligation", "812.6", {"叫应的编号", "the duty's id"});
  verb.choice(
      "OUTCOME", {"rang", "no_answer", "busy", "unreachable"},
      [settings](const std::string& word) { settings->members["outcome"] = word; },
      {"在响、没人接、占线、打不通", "it rings, nobody answers, busy, can't be reached"},
      Need::required);
  member(verb, settings, "--callee", "callee", "shangxi-leader",
         {"打给了谁，people.csv 里的编号；已经改叫别人时不记。不写：现在叫的人",
          "whom you rang, an id of people.csv; refused where somebody else is being called by now. "
          "Without it: whoever that is"},
         Need::optional);
  verb.example("fenghuo command call 812.6 no_answer --callee shangxi-leader");
}

void add_alarm(Verb& verb, const SharedSettings& settings) {
  member(verb, settings, "RULE", "rule", "flash-flood", {"规则", "the alarm's rule"});
  member(verb, settings, "AREA", "area", "shangxi", {"对象", "what it is for"});
}

void add_shelves(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb shelve = command_verb(commands, session, settings, "shelve", "shelve_alarm",
                             {"搁置一条警报：到时候为止，不高于这一级的不通知人",
                              "put an alarm aside until a time: up to the level nobody is told"});
  add_alarm(shelve, settings);
  shelve.choice(
      "LEVEL", {"blue", "yellow", "orange"},
      [settings](const std::string& word) { settings->members["level"] = word; },
      {"搁置到哪一级；红色不能搁置", "up to which one; red can't be shelved"}, Need::required);
  member(shelve, settings, "--until", "until", "2026-07-15T10:00:00+08:00",
         {"到什么时候，最长 12 小时", "when it ends, within 12 hours"});
  member(shelve, settings, "--note", "note", "TEXT", {"为什么", "why"}, Need::optional);
  shelve.example(
      "fenghuo command shelve flash-flood shangxi orange --until 2026-07-15T10:00:00+08:00 "
      "--note 雨量筒在检修");
  settings = std::make_shared<CommandSettings>();
  Verb unshelve = command_verb(commands, session, settings, "unshelve", "unshelve_alarm",
                               {"取消搁置", "end a shelf"});
  add_alarm(unshelve, settings);
  unshelve.example("fenghuo command unshelve flash-flood shangxi");
}

}  // namespace

void add_call_commands(Verb& commands, Session& session) {
  add_answer(commands, session);
  add_call(commands, session);
  add_shelves(commands, session);
}

}  // namespace fenghuo::cli
