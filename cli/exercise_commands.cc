#include "cli/exercise_commands.h"

#include <memory>

#include "cli/command_verb.h"

namespace fenghuo::cli {
namespace {

void add_stop(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb stop = command_verb(commands, session, settings, "stop-exercise", "stop_exercise",
                           {"中止演练：马上告诉每个被叫过的人，演练里不再叫人、派人",
                            "stop the exercise: everybody who was called is told at once, and "
                            "nothing begins in it any more"});
  member(stop, settings, "--reason", "reason", "TEXT", {"为什么", "why"});
  stop.example(
      session.say({"fenghuo command stop-exercise --reason 上游真的下暴雨了 --page "
                   "http://127.0.0.1:8661",
                   "fenghuo command stop-exercise --reason 'it really rains upstream' --page "
                   "http://127.0.0.1:8661"}));
}

void add_inject(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb inject = command_verb(commands, session, settings, "inject", "give_inject",
                             {"导调：给参演的人一条情景事件；写 --to 就发到那个人手机上",
                              "a controller puts something to the players; with --to it is sent to "
                              "that person's telephone"});
  member(inject, settings, "TEXT", "text", "TEXT", {"说什么", "what they are told"});
  member(inject, settings, "--to", "who", "shimen-leader",
         {"给谁；不写就是所有人", "to whom; to all where it is missing"}, Need::optional);
  member(inject, settings, "--inject", "inject", "bridge-out",
         {"情景里的编号", "its id in the scenario"}, Need::optional);
  inject.example("fenghuo command inject 漫水桥已经过水 --to shimen-leader");
}

void add_note(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb note = command_verb(commands, session, settings, "note", "note_exercise",
                           {"评估：记下看到了什么，演练结束后也能写",
                            "an evaluator writes down what is seen, after the end as well"});
  member(note, settings, "--note", "note", "TEXT", {"看到了什么", "what was seen"}, Need::optional);
  note.choice("--rating", {"P", "S", "M", "U"},
              [settings](const std::string& word) { settings->members["rating"] = word; },
              {"P 顺利完成，S 有些问题，M 问题很大，U 没能完成",
               "P performed, S with some challenges, M with major ones, U unable"});
  member(note, settings, "--objective", "objective", "calls",
         {"情景里的目标", "an objective of the scenario"}, Need::optional);
  member(note, settings, "--about", "about", "812.6", {"关于哪条结论", "the fact that it is about"},
         Need::optional);
  note.example("fenghuo command note --objective calls --rating S --note 第三次才接 --about 812.6");
}

}  // namespace

void add_exercise_commands(Verb& commands, Session& session) {
  add_stop(commands, session);
  add_inject(commands, session);
  add_note(commands, session);
}

}  // namespace fenghuo::cli
