// Messages that are lost or come twice, and the people whom they are for.
#include <gmock/gmock.h>

#include "simulator/world.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

Scenario night_with(ChannelCondition webhook) {
  Scenario night = small_night();
  webhook.channel = "webhook";
  webhook.until = Instant::max();
  night.channels = {webhook};
  return night;
}

TEST(ChannelsTest, WhoGetsNoMessageThatTheGatewayTookIsCalled) {
  const auto record = play(night_with({.lost = 1}));
  EXPECT_THAT(facts_of(record, wire::Fact::kObligationDelivered), Not(IsEmpty()));
  EXPECT_THAT(facts_of(record, wire::Fact::kObligationUndelivered), IsEmpty());
  const auto answers = facts_of(record, wire::Fact::kObligationAnswered);
  ASSERT_FALSE(answers.empty());
  // After 5 minutes the second rung adds a call, which is answered after one.
  EXPECT_EQ(answers[0].at, at(16));
  EXPECT_EQ(answers[0].fact.obligation_answered().recorded_by(), "town");
}

TEST(ChannelsTest, ANightOfMessagesThatComeTwiceHasNoMoreAnswers) {
  const auto once = play(small_night());
  const auto twice = play(night_with({.twice = 1}));
  EXPECT_EQ(twice.messages, once.messages);
  for (const auto kind : {wire::Fact::kObligationAnswered, wire::Fact::kCommandRefused})
    EXPECT_EQ(facts_of(twice, kind).size(), facts_of(once, kind).size()) << kind;
  EXPECT_EQ(twice.villages.at("A").told_at, once.villages.at("A").told_at);
}

/// The world alone: the test is the engine.
class WorldOfMessages {
 public:
  struct Said {
    Instant at{};
    wire::Command command;
  };

  explicit WorldOfMessages(Scenario night)
      : night_(std::move(night)),
        world_(change_.plan(), ways_, night_, agenda_, record_, [this](const Submission& given) {
          const auto* event = std::get_if<wire::Event>(&given);
          if (event != nullptr && event->has_command())
            said_.push_back({agenda_.now(), event->command()});
        }) {
    agenda_.pass_to(night_.start);
  }

  /// It is the first fact of record 5.
  void conclude(const wire::Fact& fact) { world_.hear({{{5}, 0}, agenda_.now(), fact}); }
  void send(wire::SendMessage::Purpose purpose, std::uint64_t about, const std::string& person) {
    wire::SendMessage message;
    message.set_channel("webhook");
    message.set_person(person);
    message.set_purpose(purpose);
    message.mutable_obligation()->set_offset(about);
    message.mutable_decision()->set_offset(about);
    message.mutable_about()->set_offset(about);
    world_.send({{++sent_}, 0}, message);
  }
  const std::vector<Said>& said_until(Instant when) {
    while (agenda_.next() && *agenda_.next() <= when) agenda_.run_until(*agenda_.next());
    agenda_.pass_to(when);
    return said_;
  }

 private:
  wire::PlanChanged change_ = night_plan();
  playbooks::Ways ways_{change_.plan()};
  Scenario night_;
  Agenda agenda_;
  NightRecord record_;
  std::vector<Said> said_;
  std::uint64_t sent_ = 10;
  World world_;
};

wire::Fact an_order() {
  wire::Fact fact;
  fact.mutable_obligation_opened()->set_area("A");
  fact.mutable_obligation_opened()->set_purpose("order");
  return fact;
}

TEST(ChannelsTest, ADutyThatIsTakenUpIsNotAnsweredTwice) {
  WorldOfMessages world(night_with({.twice = 1}));
  world.conclude(an_order());
  world.send(wire::SendMessage::CALL, 5, "leader");
  const auto& said = world.said_until(at(60));
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[0].at, at(1, 2));
  EXPECT_EQ(said[0].command.answer().kind(), wire::Answer::RECEIVED);
  EXPECT_EQ(said[1].at, at(11, 2));
  EXPECT_EQ(said[1].command.answer().kind(), wire::Answer::DONE);
}

TEST(ChannelsTest, ADecisionThatIsMadeIsNotMadeTwice) {
  WorldOfMessages world(night_with({.twice = 1}));
  wire::Fact opened;
  opened.mutable_decision_opened()->set_owner("leader");
  world.conclude(opened);
  world.send(wire::SendMessage::ASK, 5, "leader");
  ASSERT_THAT(world.said_until(at(1, 2)), SizeIs(1));
  wire::Fact made;
  made.mutable_decision_made()->mutable_decision()->set_offset(5);
  world.conclude(made);
  EXPECT_THAT(world.said_until(at(60)), SizeIs(1));
}

// It would be under way again after it was there.
TEST(ChannelsTest, AUnitGoesOnce) {
  WorldOfMessages world(night_with({.twice = 1}));
  wire::Fact sent;
  auto& unit = *sent.mutable_unit_sent();
  unit.mutable_need()->set_offset(5);
  unit.set_unit("boat");
  unit.set_travel_ms(20'000);
  world.conclude(sent);
  world.send(wire::SendMessage::SEND, 5, "leader");
  const auto& said = world.said_until(at(60));
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[0].command.report_unit().state(), wire::UNIT_ON_THE_WAY);
  EXPECT_EQ(said[1].command.report_unit().state(), wire::UNIT_THERE);
  world.conclude(sent);  // again
  world.send(wire::SendMessage::SEND, 5, "leader");
  EXPECT_THAT(world.said_until(at(120)), SizeIs(4));
}

TEST(ChannelsTest, WhereNoMessageArrivesTheUnitIsTelephoned) {
  WorldOfMessages world(small_night());
  wire::Fact sent;
  auto& unit = *sent.mutable_unit_sent();
  unit.mutable_need()->set_offset(5);
  unit.set_unit("boat");
  unit.set_callee("leader");
  unit.set_travel_ms(20'000);
  world.conclude(sent);
  wire::Fact undelivered;
  auto& reported = *undelivered.mutable_unit_reported();
  reported.mutable_need()->set_offset(5);
  reported.set_unit("boat");
  reported.set_state(wire::UNIT_SENT);
  world.conclude(undelivered);
  const auto& said = world.said_until(at(60));
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[0].command.report_unit().state(), wire::UNIT_ON_THE_WAY);
  EXPECT_EQ(said[0].command.person_id(), "town");
  EXPECT_EQ(said[0].command.via(), "console");
  EXPECT_EQ(said[1].command.report_unit().state(), wire::UNIT_THERE);
}

wire::Fact a_notice_to(const std::string& person) {
  wire::Fact fact;
  fact.mutable_notice_given()->set_area("A");
  fact.mutable_notice_given()->add_told(person);
  return fact;
}

wire::Fact undelivered_notice(const std::string& person, const std::string& channel) {
  wire::Fact fact;
  auto& reported = *fact.mutable_notice_reported();
  reported.mutable_notice()->set_offset(5);
  reported.set_person(person);
  reported.set_channel(channel);
  return fact;
}

TEST(ChannelsTest, WhomNoMessageOfANoticeReachesIsTelephonedOnce) {
  WorldOfMessages world(small_night());
  world.conclude(a_notice_to("leader"));
  world.conclude(undelivered_notice("leader", "webhook"));
  world.conclude(undelivered_notice("leader", "another"));
  const auto& said = world.said_until(at(60));
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_EQ(said[0].command.tell_by_hand().notice().offset(), 5U);
  EXPECT_EQ(said[0].command.tell_by_hand().person(), "leader");
  EXPECT_EQ(said[0].command.person_id(), "town");
  EXPECT_EQ(said[0].command.via(), "console");
}

TEST(ChannelsTest, TheDutyOfficerHasReadWhatNoMessageBrings) {
  Scenario night = small_night();
  night.failures.push_back(failing("phone/town"));
  WorldOfMessages world(night);
  world.conclude(a_notice_to("town"));
  world.conclude(undelivered_notice("town", "webhook"));
  EXPECT_THAT(world.said_until(at(60)), SizeIs(1));
}

// The line is busy with the leader when the officer's turn comes.
TEST(ChannelsTest, NobodyIsTelephonedForANoticeThatStandsNoMore) {
  WorldOfMessages world(small_night());
  world.conclude(a_notice_to("leader"));
  world.conclude(undelivered_notice("leader", "webhook"));
  world.conclude(undelivered_notice("officer", "webhook"));
  ASSERT_THAT(world.said_until(at(0, 30)), SizeIs(1));
  wire::Fact warned;
  warned.mutable_warning_issued()->set_area("A");
  warned.mutable_warning_issued()->set_wants_headcount(true);
  world.conclude(warned);
  EXPECT_THAT(world.said_until(at(60)), SizeIs(1));
}

// The gateway fails as soon as everybody was called, and the warning is taken back.
TEST(ChannelsTest, EverybodyIsToldOfACorrectionThoughTheGatewayFails) {
  Scenario night = small_night();
  night.failures.push_back(failing("channel/webhook", at(11)));
  night.injects.push_back({.id = "back", .at = at(12), .make = [](const auto& record, Instant) {
                             const auto opened = facts_of(record, wire::Fact::kIncidentOpened);
                             wire::Event event;
                             auto& command = *event.mutable_command();
                             command.set_person_id("town");
                             auto& incident = *command.mutable_retract()->mutable_incident();
                             incident.set_offset(opened.at(0).id.offset.value);
                             incident.set_index(opened.at(0).id.index);
                             command.mutable_retract()->mutable_reason()->set_en(
                                 "gauge out of order");
                             return Result<wire::Event>(event);
                           }});
  const auto record = play(night);
  const auto undelivered = facts_of(record, wire::Fact::kNoticeReported);
  ASSERT_THAT(undelivered, Not(IsEmpty()));
  EXPECT_FALSE(undelivered[0].fact.notice_reported().delivered());
  EXPECT_EQ(undelivered[0].at, at(22, 2));
  const auto complete = facts_of(record, wire::Fact::kNoticeComplete);
  ASSERT_THAT(complete, SizeIs(1));
  EXPECT_LE(complete[0].at, at(25));
}

TEST(ChannelsTest, SomebodyIsPresentOnceATest) {
  WorldOfMessages world(night_with({.twice = 1}));
  world.send(wire::SendMessage::TEST, 5, "leader");
  EXPECT_THAT(world.said_until(at(60)), SizeIs(1));
  world.send(wire::SendMessage::TEST, 6, "leader");
  EXPECT_THAT(world.said_until(at(120)), SizeIs(2));
}

TEST(ChannelsTest, AThingIsDoneAsSoonAsTheScenarioSays) {
  Scenario night = small_night();
  night.behaviours.push_back({.person = "leader",
                              .until = Instant::max(),
                              .answers_after = seconds{30},
                              .does_after = minutes{8}});
  WorldOfMessages world(night);
  world.conclude(an_order());
  world.send(wire::SendMessage::CALL, 5, "leader");
  const auto& said = world.said_until(at(60));
  ASSERT_THAT(said, SizeIs(2));
  EXPECT_EQ(said[0].at, at(0, 32));
  EXPECT_EQ(said[1].at, at(8, 32));
}

}  // namespace
}  // namespace fenghuo::simulator
