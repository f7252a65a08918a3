#include "cli/ledger_commands.h"

#include <memory>

#include "cli/command_verb.h"

namespace fenghuo::cli {
namespace {

void add_note(Verb& verb, const SharedSettings& settings) {
  member(verb, settings, "--note", "note", "TEXT", {"备注", "a note"}, Need::optional);
}

void add_needs(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb need = command_verb(commands, session, settings, "need", "ask_units",
                           {"某处要队伍：账上算谁去，并叫他们",
                            "units are needed somewhere: the ledger chooses and calls them"});
  member(need, settings, "AREA", "area", "shangxi",
         {"村、隐患点、安置点或学校等的编号", "a village, hazard point, shelter or facility"});
  member(need, settings, "SKILL", "skill", "boat",
         {"要会什么，resources.csv 的 skills", "what it must be able to do, of resources.csv"});
  whole_number(need, settings, "--units", "units", "2",
               {"几支，不写 1", "how many; one where it is missing"});
  need.choice("--level", {"blue", "yellow", "orange", "red"},
              [settings](const std::string& word) { settings->members["level"] = word; },
              {"有多急，不写 yellow", "how bad it is; yellow where it is missing"});
  member(need, settings, "--task", "task", "TEXT", {"去做什么", "what is to be done"},
         Need::optional);
  need.example("fenghuo command need shangxi boat --units 2 --level orange --task 转移被困的人");
  settings = std::make_shared<CommandSettings>();
  Verb end =
      command_verb(commands, session, settings, "end-need", "end_need",
                   {"一项需求结束：在路上的队伍撤回，到场的放出来",
                    "a need ends: a unit on the way turns round, one that is there is free"});
  member(end, settings, "NEED", "need", "812.3", {"需求的编号", "the need's id"});
  add_note(end, settings);
  end.example("fenghuo command end-need 812.3 --note 人都出来了");
}

void add_units(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb unit = command_verb(commands, session, settings, "unit", "report_unit",
                           {"队伍的状态：出发、到了、待命、不能去",
                            "how a unit is: it goes, is there, is ready again, can't be sent"});
  member(unit, settings, "UNIT", "unit", "boat-1",
         {"resources.csv 里的 id", "an id of resources.csv"});
  unit.choice(
      "STATE", {"on_the_way", "there", "ready", "out"},
      [settings](const std::string& word) { settings->members["state"] = word; },
      {"出发、到了、待命、不能去", "on the way, there, ready again, out of service"},
      Need::required);
  member(unit, settings, "--at", "at", "shangxi",
         {"现在在哪里；不写时待命的算在驻地", "where it is; ready and without it: at home"},
         Need::optional);
  add_note(unit, settings);
  unit.example("fenghuo command unit boat-1 on_the_way");
  settings = std::make_shared<CommandSettings>();
  Verb choose = command_verb(
      commands, session, settings, "choose", "choose_unit",
      {"由人定：派这一支，或不许派这一支", "a person's choice: this unit, or not that one"});
  member(choose, settings, "NEED", "need", "812.3", {"需求的编号", "the need's id"});
  member(choose, settings, "UNIT", "unit", "boat-1",
         {"resources.csv 里的 id", "an id of resources.csv"});
  auto forbid = std::make_shared<bool>(false);
  choose.flag("--forbid", *forbid, {"不许派这一支", "not this one"});
  add_note(choose, settings);
  choose.run([settings, forbid, &session] {
    settings->members["command"] = "choose_unit";
    settings->members["forbid"] = *forbid;
    send_command(*settings, session);
  });
  choose.example("fenghuo command choose 812.3 boat-2 --note 那边水浅");
}

void add_holds(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb hold = command_verb(commands, session, settings, "hold", "hold",
                           {"保留一支队伍或一部分物资，别处不能再用",
                            "keep a unit or a part of a supply: nothing else gets it"});
  member(hold, settings, "--unit", "unit", "boat-1", {"哪支队伍", "the unit"}, Need::optional);
  member(hold, settings, "--supply", "supply", "quilts", {"或哪种物资", "or the supply"},
         Need::optional);
  member(hold, settings, "--batch", "batch", "2025",
         {"批次；不写就是最先过期的", "its batch; the one that expires first where it is missing"},
         Need::optional);
  whole_number(hold, settings, "--quantity", "quantity", "20", {"物资留多少", "how much of it"});
  member(hold, settings, "--for", "for", "TEXT", {"留给谁、做什么", "for whom and what for"});
  hold.example("fenghuo command hold --supply quilts --quantity 20 --for 中心小学安置点");
  settings = std::make_shared<CommandSettings>();
  Verb release = command_verb(commands, session, settings, "release", "release_hold",
                              {"解除保留", "release what is held"});
  member(release, settings, "HOLD", "hold", "812.4", {"保留的编号", "the hold's id"});
  release.example("fenghuo command release 812.4");
}

void add_stock(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb stock = command_verb(commands, session, settings, "stock", "move_stock",
                            {"物资入库、出库、盘点、发出",
                             "supplies come in, go out, are counted, "
                             "are sent"});
  member(stock, settings, "SUPPLY", "supply", "quilts",
         {"supplies.csv 里的 id", "an id of supplies.csv"});
  stock.choice(
      "KIND", {"in", "out", "counted", "sent"},
      [settings](const std::string& word) { settings->members["kind"] = word; },
      {"入库、出库、盘点（写数到的数）、发往别处",
       "in, out, counted (what there is), sent to a place"},
      Need::required);
  whole_number(stock, settings, "QUANTITY", "quantity", "20", {"多少", "how much"}, Need::required);
  member(stock, settings, "--batch", "batch", "2025",
         {"批次；出库不写就是最先过期的",
          "its batch; of what goes out the one that expires first where it is missing"},
         Need::optional);
  member(stock, settings, "--expires", "expires", "2027-05-31",
         {"入库的批次哪天过期", "the day on which a batch that comes in expires"}, Need::optional);
  member(stock, settings, "--to", "to", "school", {"发往哪里", "the place to which it is sent"},
         Need::optional);
  add_note(stock, settings);
  stock.example("fenghuo command stock quilts sent 20 --to school");
  settings = std::make_shared<CommandSettings>();
  settings->members["kind"] = "received";
  Verb receive = command_verb(commands, session, settings, "receive", "move_stock",
                              {"收到发来的物资，全部", "what was sent has arrived, all of it"});
  member(receive, settings, "SHIPMENT", "shipment", "812.4",
         {"发出时的编号", "the id under which it was sent"});
  add_note(receive, settings);
  receive.example("fenghuo command receive 812.4");
}

void add_road(Verb& commands, Session& session) {
  const auto settings = std::make_shared<CommandSettings>();
  Verb road = command_verb(commands, session, settings, "road", "close_road",
                           {"一条路断了，或又通了：谁去马上重算",
                            "a road is closed, or open again: who goes is reckoned anew"});
  member(road, settings, "ROAD", "road", "x201", {"道路的编号", "the road's id"});
  road.choice(
      "STATE", {"closed", "open"},
      [settings](const std::string& word) { settings->members["open"] = word == "open"; },
      {"断了或通了", "which"}, Need::required);
  add_note(road, settings);
  road.example("fenghuo command road x201 closed --note 塌方");
}

void add_aid(Verb& commands, Session& session) {
  auto settings = std::make_shared<CommandSettings>();
  Verb aid = command_verb(commands, session, settings, "aid", "ask_aid",
                          {"已向别处求援：邻镇、县里、企业、社会组织",
                           "help was asked of a neighbour, the county or an organisation"});
  member(aid, settings, "OF", "of", "county", {"向谁", "of whom"});
  member(aid, settings, "WHAT", "what", "boat",
         {"会什么的队伍，或物资的编码", "a skill, or the code of a supply"});
  whole_number(aid, settings, "QUANTITY", "quantity", "2", {"多少", "how many"}, Need::required);
  member(aid, settings, "--area", "area", "shangxi", {"去哪里", "where it is wanted"},
         Need::optional);
  add_note(aid, settings);
  aid.example("fenghuo command aid county boat 2 --area shangxi");
  settings = std::make_shared<CommandSettings>();
  Verb report = command_verb(commands, session, settings, "aid-report", "report_aid",
                             {"求援到了哪一步", "what became of the help that is asked for"});
  member(report, settings, "AID", "aid", "812.4", {"求援的编号", "its id"});
  report.choice(
      "STATE", {"asked", "promised", "refused", "arrived", "returned"},
      [settings](const std::string& word) { settings->members["state"] = word; },
      {"已求、答应、拒绝、到了、已回", "what has happened"}, Need::required);
  whole_number(report, settings, "--quantity", "quantity", "2",
               {"多少；不写就是求的数", "how many; as many as asked where it is missing"});
  add_note(report, settings);
  report.example("fenghuo command aid-report 812.4 promised --quantity 1 --note 天亮前到");
}

}  // namespace

void add_ledger_commands(Verb& commands, Session& session) {
  add_needs(commands, session);
  add_units(commands, session);
  add_holds(commands, session);
  add_stock(commands, session);
  add_road(commands, session);
  add_aid(commands, session);
}

}  // namespace fenghuo::cli
