#include "adapters/http/ledger_commands.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

/// The command, or an error in both languages.
Result<wire::Command> read(const std::string& text) {
  const auto object = boost::json::parse(text).as_object();
  wire::Command command;
  const std::string name(object.at("command").as_string());
  const auto filled = fill_ledger_command(name, object, command);
  if (!filled) return Error{Errc::bad_input, {"没有这个命令", "no such command"}};
  if (!*filled) return filled->error();
  return command;
}

TEST(LedgerCommands, LeavesOtherCommandsToOthers) {
  wire::Command command;
  EXPECT_FALSE(fill_ledger_command("warn", {}, command));
  EXPECT_EQ(command.kind_case(), wire::Command::KIND_NOT_SET);
}

TEST(LedgerCommands, OneUnitIsAskedForAndYellowWhereNothingElseIsSaid) {
  auto command = read(R"({"command":"ask_units","area":"A","skill":"boat"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->ask_units().units(), 1u);
  EXPECT_EQ(command->ask_units().level(), to_wire(Level::yellow));
  command = read(
      R"({"command":"ask_units","area":"A","skill":"boat","units":3,"level":"red","task":"转移"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->ask_units().units(), 3u);
  EXPECT_EQ(command->ask_units().level(), to_wire(Level::red));
  EXPECT_EQ(command->ask_units().task(), "转移");
}

TEST(LedgerCommands, ReadsWhatIsSaidOfUnits) {
  auto command = read(R"({"command":"choose_unit","need":"812.3","unit":"boat-1","forbid":true})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->choose_unit().need().offset(), 812u);
  EXPECT_EQ(command->choose_unit().need().index(), 3u);
  EXPECT_TRUE(command->choose_unit().forbid());
  command = read(R"({"command":"report_unit","unit":"boat-1","state":"there","at":"A"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->report_unit().state(), wire::UNIT_THERE);
  EXPECT_EQ(command->report_unit().at(), "A");
  command = read(R"({"command":"end_need","need":"812.3","note":"好了"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->end_need().note(), "好了");
}

TEST(LedgerCommands, ReadsHolds) {
  auto command = read(R"({"command":"hold","unit":"boat-1","for":"医院"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->hold().unit(), "boat-1");
  EXPECT_EQ(command->hold().held_for(), "医院");
  command = read(R"({"command":"hold","supply":"quilts","quantity":20,"for":"学校"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->hold().quantity(), 20u);
  command = read(R"({"command":"release_hold","hold":"812.4"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->release_hold().hold().index(), 4u);
}

TEST(LedgerCommands, ReadsMovesOfStock) {
  auto command = read(R"({"command":"move_stock","supply":"quilts","batch":"2025","kind":"in",)"
                      R"("quantity":20,"expires":"2027-05-31"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->move_stock().kind(), wire::StockMoved::IN);
  EXPECT_EQ(command->move_stock().quantity(), 20u);
  EXPECT_EQ(command->move_stock().expires(), "2027-05-31");
  command = read(R"({"command":"move_stock","supply":"quilts","kind":"counted","quantity":0})");
  ASSERT_TRUE(command) << "counting may find nothing";
  EXPECT_EQ(command->move_stock().quantity(), 0u);
  command =
      read(R"({"command":"move_stock","supply":"quilts","kind":"counted","quantity":1000000000})");
  EXPECT_TRUE(command);
  command = read(R"({"command":"move_stock","kind":"received","shipment":"812.4"})");
  ASSERT_TRUE(command) << "what it is, is known from what was sent";
  EXPECT_EQ(command->move_stock().shipment().offset(), 812u);
}

TEST(LedgerCommands, ReadsRoadsAndAid) {
  auto command = read(R"({"command":"close_road","road":"x201"})");
  ASSERT_TRUE(command);
  EXPECT_FALSE(command->close_road().open());
  command = read(R"({"command":"ask_aid","of":"county","what":"boat","quantity":2,"area":"A"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->ask_aid().quantity(), 2u);
  command = read(R"({"command":"report_aid","aid":"812.4","state":"promised"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->report_aid().state(), wire::AID_PROMISED);
  EXPECT_EQ(command->report_aid().quantity(), 0u) << "as many as were asked for";
}

TEST(LedgerCommands, SayWhatIsWrongAndHowItIsWritten) {
  const std::string move = R"({"command":"move_stock","supply":"quilts",)";
  const std::string units = R"({"command":"ask_units","area":"A","skill":"boat",)";
  const std::string long_note = R"("note":")" + std::string(1025, 'x') + "\"}";
  const struct {
    std::string command;
    const char* says;
  } cases[] = {
      {R"({"command":"ask_units","skill":"boat"})", "area and skill"},
      {units + R"("units":0})", "from 1 to 100"},
      {units + R"("units":101})", "from 1 to 100"},
      {units + R"("level":"none"})", "level is blue"},
      {units + R"("level":3})", "level is blue"},
      {units + R"("task":7})", "task is a text"},
      {R"({"command":"end_need"})", "need is written 812.6"},
      {R"({"command":"choose_unit","need":"812","unit":"boat-1"})", "need is written 812.6"},
      {R"({"command":"choose_unit","need":"812.3"})", "unit is missing"},
      {R"({"command":"choose_unit","need":"812.3","unit":"boat-1","forbid":"yes"})",
       "true or false"},
      {R"({"command":"report_unit","unit":"boat-1","state":"sent"})", "state is on_the_way"},
      {R"({"command":"report_unit","state":"there"})", "unit is missing"},
      {R"({"command":"hold","for":"医院"})", "one of the two"},
      {R"({"command":"hold","unit":"boat-1","supply":"quilts","for":"医院"})", "one of the two"},
      {R"({"command":"hold","unit":"boat-1"})", "for is missing"},
      {R"({"command":"hold","supply":"quilts","for":"医院"})", "quantity is missing"},
      {R"({"command":"hold","supply":"quilts","for":"医院","quantity":0})", "from 1 to"},
      {R"({"command":"release_hold","hold":812})", "hold is written"},
      {move + R"("quantity":1})", "kind is in"},
      {move + R"("kind":"in"})", "quantity is missing"},
      {move + R"("kind":"in","quantity":-1})", "whole number from 0 to 1000000000"},
      {move + R"("kind":"in","quantity":1.5})", "whole number"},
      {move + R"("kind":"in","quantity":"20"})", "whole number"},
      {move + R"("kind":"in","quantity":1000000001})", "whole number"},
      {move + R"("kind":"in","quantity":18446744073709551615})", "whole number"},
      {move + R"("kind":"in","quantity":1,"expires":"2027-02-30"})", "a date"},
      {move + R"("kind":"in","quantity":1,"expires":"31.5.2027"})", "a date"},
      {move + R"("kind":"in","quantity":1,"expires":20270531})", "expires is a text"},
      {move + R"("kind":"sent","quantity":1})", "to is missing"},
      {move + R"("kind":"received","quantity":1})", "shipment is written"},
      {R"({"command":"move_stock","kind":"in","quantity":1})", "supply is missing"},
      {move + R"("kind":"in","quantity":1,)" + long_note, "note is a text"},
      {R"({"command":"close_road"})", "road is missing"},
      {R"({"command":"close_road","road":"x201","open":1})", "true or false"},
      {R"({"command":"ask_aid","what":"boat","quantity":1})", "of and what"},
      {R"({"command":"ask_aid","of":"county","what":"boat"})", "quantity is missing"},
      {R"({"command":"ask_aid","of":"county","what":"boat","quantity":0})", "from 1 to"},
      {R"({"command":"report_aid","aid":"812.4","state":"wanted"})", "state is asked"},
      {R"({"command":"report_aid","state":"asked"})", "aid is written"},
      {R"({"command":"report_aid","aid":"812.4","state":"asked","quantity":-2})", "whole number"}};
  for (const auto& wrong : cases) {
    const auto command = read(wrong.command);
    ASSERT_FALSE(command) << wrong.command;
    EXPECT_EQ(command.error().code, Errc::bad_input);
    EXPECT_THAT(command.error().text.en, ::testing::HasSubstr(wrong.says)) << wrong.command;
    EXPECT_FALSE(command.error().text.zh.empty()) << wrong.command;
  }
}

}  // namespace
}  // namespace fenghuo::adapters
