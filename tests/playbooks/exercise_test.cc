// An exercise beside the live lane: ended by a real alarm or by a word, with everybody told, and
// silent from then on.
#include "playbooks/exercise.h"
#include "tests/playbooks/exercise_rig.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

class ExerciseTest : public PersonTest {
 protected:
  void TearDown() override { expect_replays(); }

  wire::Plan plan() {
    auto plan = person_plan();
    for (const char* id : {"mayor", "leader", "evaluator"}) plan.add_people()->set_id(id);
    return plan;
  }
  void begin(const std::string& lane = "exercise") {
    ASSERT_TRUE(rig_.engine().open(lane, "test", kStart));
    use(plan());
  }
  Story told() {
    Story words;
    for (const auto& told : rig_.facts()) {
      if (told.fact.has_obligation_opened()) duties_.push_back(told.id);
      if (told.fact.has_incident_opened()) incident_ = told.id;
      words.push_back(exercise_words(told.fact));
    }
    return words;
  }
  std::string stop(const std::string& person, const std::string& reason = "下真雨了") {
    return refusal(command(person, [&](wire::Command& c) { stop_word(c, reason); }));
  }
  std::string inject(const std::string& person, const std::string& text) {
    return refusal(command("mayor", [&](wire::Command& c) {
      c.mutable_give_inject()->set_inject("i-3");
      c.mutable_give_inject()->set_person(person);
      set_text(*c.mutable_give_inject()->mutable_text(), text, text);
    }));
  }
  std::string note(const std::string& text, wire::Rating rating = wire::RATING_NONE,
                   std::uint64_t about = 0) {
    return refusal(command("evaluator", [&](wire::Command& c) {
      c.mutable_note_exercise()->set_note(text);
      c.mutable_note_exercise()->set_rating(rating);
      if (about > 0) c.mutable_note_exercise()->mutable_about()->set_offset(about);
    }));
  }
  std::string warn_of(const std::string& person, const std::vector<std::string>& areas) {
    return refusal(warn(person, areas, Level::red));
  }
  /// Nothing of it goes on, however long one waits and whatever the gauges say.
  void expect_silence() {
    rig_.take_effects();
    told();
    rain(200);
    rig_.pass(hours{30});
    report("leader", "muddy_spring", "A");
    for (const auto& word : told())
      EXPECT_TRUE(word.starts_with("raised") || word.starts_with("changed") ||
                  word.starts_with("cleared") || word.starts_with("silent") ||
                  word.starts_with("returned") || word.starts_with("report"))
          << word;
    EXPECT_TRUE(rig_.take_effects().empty());
  }
};

TEST_F(ExerciseTest, InTheLiveLaneThereIsNone) {
  begin("live");
  rig_.submit(live_told({"boat1"}, Level::red));
  rig_.submit(drill_began("night", "leader"));
  EXPECT_EQ(told(), Story{}) << "a live log that tells of live is not believed";
  EXPECT_FALSE(rig_.engine().describe().has_exercise());
  EXPECT_EQ(stop("mayor"), "only_in_exercise");
  EXPECT_EQ(inject("", "桥断了"), "only_in_exercise");
  EXPECT_EQ(note("看到了"), "only_in_exercise");
  told();
  rain(81);
  EXPECT_EQ(only(told(), {"warning"}), Story{"warning A red"}) << "nothing was stopped";
}

TEST_F(ExerciseTest, SaysWhichDrillItIsAndHowItEnded) {
  begin();
  EXPECT_TRUE(rig_.engine().describe().has_exercise());
  EXPECT_FALSE(rig_.engine().describe().exercise().has_drill());
  rig_.submit(drill_began("night", "leader"));
  EXPECT_EQ(told(), Story{"drill night"});
  rig_.submit(drill_began("another", "mayor"));
  EXPECT_EQ(told(), Story{}) << "one log is one drill";
  auto exercise = rig_.engine().describe().exercise();
  EXPECT_EQ(exercise.drill().scenario(), "night");
  EXPECT_EQ(exercise.drill().digest(), "0123456789ab");
  EXPECT_EQ(exercise.drill().players(0), "leader");
  EXPECT_EQ(exercise.began_at_ms(), ms_of(rig_.now()));
  EXPECT_FALSE(exercise.has_stopped());
  rig_.pass(minutes{5});
  EXPECT_EQ(stop("mayor"), "");
  exercise = rig_.engine().describe().exercise();
  EXPECT_EQ(exercise.stopped().stopped_by(), "mayor");
  EXPECT_EQ(exercise.stopped().reason().zh(), "下真雨了");
  EXPECT_EQ(exercise.stopped_at_ms(), ms_of(rig_.now()));
}

TEST_F(ExerciseTest, AnOldLogIsLive) {
  use(plan());
  EXPECT_EQ(stop("mayor"), "only_in_exercise");
}

TEST_F(ExerciseTest, IsToldWhatLiveHoldsAsItChanges) {
  begin();
  rig_.submit(live_told({}));
  EXPECT_EQ(told(), Story{}) << "nothing, as before";
  rig_.submit(live_told({"boat2", "boat1"}));
  EXPECT_EQ(told(), Story{"live holds all boat1 boat2 taken boat1 boat2"});
  rig_.submit(live_told({"boat1", "boat2"}));
  EXPECT_EQ(told(), Story{}) << "told again after a restart";
  rig_.submit(live_told({"boat2", "medic"}));
  EXPECT_EQ(told(), Story{"live holds all boat2 medic taken medic back boat1"});
  rig_.submit(live_told({}));
  EXPECT_EQ(told(), Story{"live holds back boat2 medic"});
}

TEST_F(ExerciseTest, GoesOnBelowOrangeAndEndsFromThereOn) {
  begin();
  rain(81);
  told();
  rig_.submit(live_told({}, Level::yellow));
  EXPECT_EQ(told(), Story{});
  rig_.submit(live_told({}, Level::orange));
  EXPECT_EQ(only(told(), {"stopped"}), Story{"stopped by live orange"});
  rig_.submit(live_told({}, Level::red));
  EXPECT_EQ(told(), Story{}) << "once";
  EXPECT_EQ(stop("mayor"), "stopped_already");
}

TEST_F(ExerciseTest, EverybodyWhoWasCalledIsTold) {
  begin();
  rain(81);
  rig_.pass(minutes{12});  // leader, leader, deputy; then the duty officer by hand
  told();
  rig_.take_effects();
  rig_.submit(live_told({}, Level::red));
  EXPECT_EQ(told(),
            (Story{"stopped by live red", "notice to 2 by hand 1", "closed 5", "incident over A"}));
  const auto standing = rig_.engine().describe();
  EXPECT_EQ(standing.incidents_size() + standing.obligations_size() + standing.evacuations_size(),
            0);
  ASSERT_EQ(standing.notices_size(), 1) << "and it is followed until each has it";
  EXPECT_EQ(standing.notices(0).headline().zh(), "【演练中止】实战预警：【山洪红色预警】A村");
  EXPECT_EQ(standing.notices(0).headline().en(),
            "The exercise is over: a live warning: flash flood red: A village");
  EXPECT_EQ(messages(wire::SendMessage::TELL), (Story{"webhook deputy", "webhook leader"}));
  sent(effects_.at(0), true);
  sent(effects_.at(1), true);
  command("town", [&](wire::Command& c) {
    point(*c.mutable_tell_by_hand()->mutable_notice(), from_wire(standing.notices(0).notice()));
    c.mutable_tell_by_hand()->set_person("town");
  });
  EXPECT_EQ(only(told(), {"told", "all told"}),
            (Story{"told deputy", "told leader", "told town", "all told 3 in 0 s"}));
  expect_silence();
}

TEST_F(ExerciseTest, OneWordIsEnoughAndWhoeverIsOfThePlanHasIt) {
  begin();
  rain(81);
  told();
  EXPECT_EQ(stop("stranger"), "no_such_person");
  EXPECT_EQ(refusal(command("leader", [](wire::Command& c) { c.mutable_stop_exercise(); })),
            "no_reason");
  EXPECT_EQ(stop("leader", std::string(playbooks::kExerciseTextBytesMax + 1, 'x')), "too_long");
  EXPECT_EQ(only(told(), {"stopped"}), Story{});
  EXPECT_EQ(stop("leader"), "");
  EXPECT_EQ(only(told(), {"stopped", "notice", "incident"}),
            (Story{"stopped by leader none", "notice to 1 by hand 0", "incident over A"}));
  expect_silence();
}

TEST_F(ExerciseTest, WhoWasCalledForTwoVillagesIsToldOnce) {
  begin();
  EXPECT_EQ(warn_of("mayor", {"A", "B"}), "");
  rig_.pass(minutes{12});  // both have come to the duty officer
  told();
  rig_.take_effects();
  EXPECT_EQ(stop("mayor"), "");
  EXPECT_EQ(only(told(), {"notice"}), (Story{"notice to 2 by hand 1", "notice to 2 by hand 0"}));
  EXPECT_EQ(messages(wire::SendMessage::TELL),
            (Story{"webhook deputy", "webhook leader", "webhook deputy_b", "webhook leader_b"}));
  expect_silence();
}

TEST_F(ExerciseTest, NothingIsLeftToOthers) {
  auto village = plan();
  village.set_report_from(to_wire(Level::orange));
  village.set_report_by_phone_ms(20 * 60'000);
  auto& playbook = *village.mutable_playbooks(0);
  playbook.mutable_cut_off()->set_after_ms(30 * 60'000);
  add_rung(*playbook.mutable_responses(2), wire::Rung::HOLDER, 5, {"webhook"});
  village.mutable_villages(0)->add_neighbours("B");
  auto asked = question("leave_too", {"mayor"}, wire::Question::AFTER_CHAIN);
  asked.set_for_neighbours(true);
  asked.set_within_ms(60 * 60'000);
  *playbook.mutable_responses(2)->add_decisions() = asked;
  ASSERT_TRUE(rig_.engine().open("exercise", "test", kStart));
  use(village);
  rain(81);
  EXPECT_EQ(refusal(leave("leader", "A")), "") << "a second incident of the village";
  rig_.pass(minutes{40});
  const Story before = told();
  EXPECT_EQ(only(before, {"cut off", "ask", "duty report"}),
            (Story{"ask mayor leave_too B", "duty report_by_phone A", "duty report_by_phone A",
                   "cut off A unknown 40"}));
  rig_.submit(live_told({}, Level::red));
  const Story after = told();
  EXPECT_EQ(only(after,
                 {"incident", "evacuate", "cut off", "duty", "call", "ask", "decided", "decision"}),
            (Story{"decision over 5", "incident over A", "incident over A"}));
  EXPECT_EQ(rig_.engine().describe().cut_off_size(), 0);
  expect_silence();
}

TEST_F(ExerciseTest, ARequestFromTheFieldIsClosedAndWhoWasAskedIsTold) {
  begin();
  EXPECT_EQ(refusal(request("leader_b", "B", Level::orange)), "");
  told();
  rig_.take_effects();
  EXPECT_EQ(stop("mayor"), "");
  EXPECT_EQ(told(), (Story{"stopped by mayor none", "notice to 1 by hand 0", "decision over 5"}));
  EXPECT_EQ(messages(wire::SendMessage::TELL), Story{"webhook town"});
  EXPECT_EQ(rig_.engine().describe().notices(0).area(), "T");
  expect_silence();
}

TEST_F(ExerciseTest, NothingBeginsAfterwards) {
  begin();
  EXPECT_EQ(stop("mayor"), "");
  told();
  EXPECT_EQ(warn_of("mayor", {"A"}), "exercise_is_over");
  EXPECT_EQ(refusal(leave("leader", "A")), "exercise_is_over");
  EXPECT_EQ(refusal(request("leader", "A", Level::red)), "exercise_is_over");
  const auto set_response = [&](Level level) {
    return refusal(command("mayor", [&](wire::Command& c) {
      c.mutable_set_response()->set_level(to_wire(level));
      set_text(*c.mutable_set_response()->mutable_reason(), "雨", "rain");
    }));
  };
  EXPECT_EQ(set_response(Level::blue), "exercise_is_over");
  EXPECT_EQ(refusal(command("mayor", [](wire::Command& c) { c.mutable_test_contacts(); })),
            "exercise_is_over");
  EXPECT_EQ(inject("leader", "桥断了"), "exercise_is_over");
  EXPECT_EQ(refusal(command("mayor",
                            [](wire::Command& c) {
                              c.mutable_ask_units()->set_area("A");
                              c.mutable_ask_units()->set_skill("boat");
                            })),
            "exercise_is_over");
  use(plan());
  expect_silence();
}

TEST_F(ExerciseTest, AContactTestEndsAndNobodyIsRemindedAnyMore) {
  auto everyday = plan();
  everyday.mutable_contact_test()->set_every_ms(24 * 3'600'000);
  auto& routine = *everyday.add_routines();
  routine.set_id("patrol");
  routine.set_duty("duty_officer");
  routine.set_every_ms(3'600'000);
  set_text(*routine.mutable_task(), "巡查", "look round");
  ASSERT_TRUE(rig_.engine().open("exercise", "test", kStart));
  use(everyday);
  rig_.pass(hours{1});
  EXPECT_EQ(refusal(command("mayor", [](wire::Command& c) { c.mutable_test_contacts(); })), "");
  EXPECT_EQ(only(told(), {"due", "test"}), (Story{"due patrol  town", "test of 14"}));
  EXPECT_EQ(stop("mayor"), "");
  EXPECT_EQ(only(told(), {"test"}), Story{"test over 0 of 14"});
  expect_silence();
  use(everyday);
  expect_silence();
}

TEST_F(ExerciseTest, AnInjectIsPutToOneOrToAll) {
  begin();
  EXPECT_EQ(inject("", "桥断了"), "");
  EXPECT_TRUE(rig_.take_effects().empty()) << "on the page";
  EXPECT_EQ(inject("leader", "桥断了"), "");
  const auto given = rig_.facts();
  const auto effects = rig_.take_effects();
  ASSERT_EQ(effects.size(), 1u);
  const auto& message = effects[0].effect.send_message();
  EXPECT_EQ(message.person(), "leader");
  EXPECT_EQ(message.channel(), "webhook");
  EXPECT_EQ(message.purpose(), wire::SendMessage::TELL);
  EXPECT_EQ(from_wire(message.about()), given.back().id);
  EXPECT_EQ(message.text().zh(), "【导调】桥断了");
  EXPECT_EQ(given.back().fact.inject_given().given_by(), "mayor");
  sent(effects[0].id, true);
  EXPECT_EQ(told(), Story{}) << "no notice of the desk's";
  EXPECT_EQ(inject("leader", ""), "no_text");
  EXPECT_EQ(inject("nobody", "桥断了"), "no_such_person");
  EXPECT_EQ(inject("", std::string(playbooks::kExerciseTextBytesMax + 1, 'x')), "too_long");
}

TEST_F(ExerciseTest, EvaluatorsWriteDuringAndAfter) {
  begin();
  EXPECT_EQ(note("5 分钟内都叫到了", wire::RATING_P, 1), "");
  const auto noted = rig_.facts();
  ASSERT_EQ(noted.size(), 1u);
  EXPECT_EQ(noted[0].fact.exercise_noted().rating(), wire::RATING_P);
  EXPECT_EQ(noted[0].fact.exercise_noted().about().offset(), 1u);
  EXPECT_EQ(note(""), "empty_note");
  EXPECT_EQ(note("", wire::RATING_U), "") << "a rating says something";
  EXPECT_EQ(note("x", static_cast<wire::Rating>(9)), "bad_rating");
  EXPECT_EQ(note("x", wire::RATING_S, 999), "no_such_fact");
  EXPECT_EQ(note(std::string(playbooks::kExerciseTextBytesMax + 1, 'x')), "too_long");
  EXPECT_EQ(stop("mayor"), "");
  told();
  EXPECT_EQ(note("事后看录像"), "");
  EXPECT_EQ(told(), Story{"noted by evaluator"});
}

TEST_F(ExerciseTest, ADamagedStateIsNotBelieved) {
  begin();
  StateWriter writer;
  writer(false, true, std::set<std::string>{});  // stopped, and no exercise
  StateReader reader(writer.bytes());
  playbooks::Exercise exercise;
  exercise.load(reader, {}, Datastreams());
  EXPECT_FALSE(reader.ok());
}

}  // namespace
}  // namespace fenghuo
