#include "adapters/http/exercise_commands.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace fenghuo::adapters {
namespace {

/// The command, or an error in both languages.
Result<wire::Command> read(const std::string& text) {
  const auto object = boost::json::parse(text).as_object();
  wire::Command command;
  const std::string name(object.at("command").as_string());
  const auto filled = fill_exercise_command(name, object, command);
  if (!filled) return Error{Errc::bad_input, {"没有这个命令", "no such command"}};
  if (!*filled) return filled->error();
  return command;
}

std::string fault_of(const std::string& text) {
  const auto command = read(text);
  EXPECT_FALSE(command) << text;
  EXPECT_FALSE(command || command.error().text.zh.empty());
  return command ? "" : command.error().text.en;
}

TEST(ExerciseCommands, LeavesOtherCommandsToOthers) {
  wire::Command command;
  EXPECT_FALSE(fill_exercise_command("warn", {}, command));
  EXPECT_EQ(command.kind_case(), wire::Command::KIND_NOT_SET);
}

TEST(ExerciseCommands, ReadsTheStopWord) {
  const auto command = read(R"({"command":"stop_exercise","reason":"真的下暴雨了"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->stop_exercise().reason().zh(), "真的下暴雨了");
  EXPECT_EQ(command->stop_exercise().reason().en(), "真的下暴雨了");
  EXPECT_THAT(fault_of(R"({"command":"stop_exercise"})"), ::testing::HasSubstr("reason"));
}

TEST(ExerciseCommands, ReadsAnInject) {
  auto command =
      read(R"({"command":"give_inject","inject":"bridge-out","who":"leader","text":"桥断了"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->give_inject().inject(), "bridge-out");
  EXPECT_EQ(command->give_inject().person(), "leader");
  EXPECT_EQ(command->give_inject().text().zh(), "桥断了");
  command = read(R"({"command":"give_inject","text":"桥断了"})");
  ASSERT_TRUE(command) << "to everybody";
  EXPECT_THAT(fault_of(R"({"command":"give_inject","who":"leader"})"),
              ::testing::HasSubstr("text"));
}

TEST(ExerciseCommands, ReadsANote) {
  auto command = read(R"({"command":"note_exercise","objective":"calls","rating":"S",)"
                      R"("note":"第三次才接","about":"812.6"})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->note_exercise().objective(), "calls");
  EXPECT_EQ(command->note_exercise().rating(), wire::RATING_S);
  EXPECT_EQ(command->note_exercise().about().offset(), 812u);
  command = read(R"({"command":"note_exercise","note":"好","rating":""})");
  ASSERT_TRUE(command);
  EXPECT_EQ(command->note_exercise().rating(), wire::RATING_NONE);
  EXPECT_FALSE(command->note_exercise().has_about());
  EXPECT_THAT(fault_of(R"({"command":"note_exercise","rating":"A"})"),
              ::testing::HasSubstr("P, S, M or U"));
  EXPECT_THAT(fault_of(R"({"command":"note_exercise","rating":7})"),
              ::testing::HasSubstr("P, S, M or U"));
  EXPECT_THAT(fault_of(R"({"command":"note_exercise","note":"x","about":"here"})"),
              ::testing::HasSubstr("812.6"));
}

TEST(ExerciseCommands, ATextThatIsTooLongIsNotTakenForAMissingOne) {
  const std::string text(2'000, 'x');
  EXPECT_THAT(fault_of(R"({"command":"note_exercise","rating":"P","note":")" + text + "\"}"),
              ::testing::HasSubstr("1,024"));
  EXPECT_THAT(fault_of(R"({"command":"give_inject","text":"x","who":7})"),
              ::testing::HasSubstr("1,024"));
}

}  // namespace
}  // namespace fenghuo::adapters
