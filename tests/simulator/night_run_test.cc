// A night that follows an earlier one's course as far as they are alike is the same night, to the
// last record.
#include "simulator/night_run.h"

#include <thread>

#include "simulator/elements.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

class NightRunTest : public ::testing::Test {
 protected:
  NightRunTest() {
    // More readings, so that there are more steps than places.
    auto& points = night_.stations[0].points;
    points.clear();
    for (int minute = 0; minute < 40; ++minute)
      points.push_back({at(minute), minute == 10 ? 90.0 : 0.0});
  }
  Course course_of(const Scenario& night) {
    Course course;
    const NightRecord record = play_until_decided(beginning_, night, course);
    EXPECT_EQ(course.facts.size(), record.facts.size());
    EXPECT_EQ(record.chain, play_until_decided(beginning_, night).chain);
    return course;
  }
  void expect_same(const Scenario& night, const Course& earlier) {
    const NightRecord alone = play_until_decided(beginning_, night);
    const NightRecord along = play_until_decided(beginning_, night, &earlier);
    EXPECT_EQ(along.chain, alone.chain);
    EXPECT_EQ(along.records, alone.records);
    EXPECT_EQ(along.asked, alone.asked);
    EXPECT_EQ(along.messages, alone.messages);
    EXPECT_EQ(along.calls, alone.calls);
    EXPECT_EQ(along.caught(), alone.caught());
    ASSERT_EQ(along.facts.size(), alone.facts.size());
    for (std::size_t i = 0; i < alone.facts.size(); ++i) {
      EXPECT_EQ(along.facts[i].id, alone.facts[i].id);
      EXPECT_EQ(along.facts[i].at, alone.facts[i].at);
      EXPECT_EQ(along.facts[i].fact.SerializeAsString(), alone.facts[i].fact.SerializeAsString());
    }
  }

  Scenario night_ = small_night();
  const NightBeginning beginning_ = beginning_of();
};

TEST_F(NightRunTest, TheSameNightTakesTheSameWay) {
  expect_same(night_, course_of(night_));
}

TEST_F(NightRunTest, WhateverFailsItPartsWhereItMatters) {
  const Course course = course_of(night_);
  for (const auto& element : elements_of(night_plan().plan())) {
    SCOPED_TRACE(element);
    Scenario night = night_;
    night.failures = {failing(element)};
    expect_same(night, course);
    night.failures = {failing(element, at(12), at(18))};
    expect_same(night, course);
  }
}

TEST_F(NightRunTest, WhateverPeopleDo) {
  night_.chances = {.asleep = 0.4, .promises = 0.2, .slower = 3, .station_dead = 0.1};
  const Course course = course_of(night_);
  for (std::uint64_t seed = 2; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    night_.seed = seed;
    expect_same(night_, course);
  }
}

// As nights of chance do: one course for many, on several threads.
TEST_F(NightRunTest, SeveralFollowOneUntilSomebodySpeaks) {
  night_.chances = {.asleep = 0.4, .promises = 0.2, .slower = 3, .danger_shift_h = 0.3};
  night_.channels = {{.channel = "webhook", .until = Instant::max(), .lost = 0.3, .twice = 0.3}};
  Course course;
  course.end = CourseEnd::before_a_command;
  play_until_decided(beginning_, night_, course);
  EXPECT_LE(course.places.size(), kResumedLateMax);
  EXPECT_GT(course.steps.size(), 8U);
  for (const auto& step : course.steps)
    for (const auto& submission : step.submissions) {
      const auto* event = std::get_if<wire::Event>(&submission);
      EXPECT_FALSE(event != nullptr && event->has_command());
    }
  constexpr std::uint64_t kNights = 24;
  std::vector<std::uint32_t> caught(kNights);
  std::vector<Digest> chains(kNights);
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      Scenario mine = night_;
      for (mine.seed = t; mine.seed < kNights; mine.seed += 4) {
        const auto record = play_until_decided(beginning_, mine, &course);
        caught[mine.seed] = record.caught();
        chains[mine.seed] = record.chain;
      }
    });
  for (auto& thread : threads) thread.join();
  for (night_.seed = 0; night_.seed < kNights; ++night_.seed) {
    SCOPED_TRACE("seed " + std::to_string(night_.seed));
    EXPECT_EQ(chains[night_.seed], play_until_decided(beginning_, night_).chain);
    EXPECT_EQ(caught[night_.seed], play_night(beginning_, until_last_danger(night_)).caught());
  }
}

TEST_F(NightRunTest, OneThatEndedSoonerIsFollowedToItsEnd) {
  Scenario sooner = night_;
  sooner.dangers[0].at = at(12);
  night_.failures = {failing("way/A")};  // it isn't decided before the danger
  sooner.failures = night_.failures;
  const Course course = course_of(sooner);
  EXPECT_LT(course.steps.size(), course_of(night_).steps.size());
  expect_same(night_, course);
}

TEST_F(NightRunTest, AReadingMoreOrAnotherValuePartsThem) {
  const Course course = course_of(night_);
  Scenario night = night_;
  night.stations[0].points[3].value = 0.1;
  expect_same(night, course);
  night = night_;
  night.stations[0].points.insert(night.stations[0].points.begin() + 3, {at(2, 30), 0.0});
  expect_same(night, course);
  night = night_;
  night.stations[0].points.clear();
  expect_same(night, course);
}

TEST_F(NightRunTest, ACourseKeepsSoManyPlaces) {
  const Course course = course_of(night_);
  EXPECT_GT(course.steps.size(), 2 * course.every);
  EXPECT_EQ(course.place_before(0).step, 0U);
  EXPECT_LE(course.place_before(course.steps.size()).step, course.steps.size());
  Course many;
  for (std::size_t i = 0; i < 2'000; ++i) {
    many.keep_place(beginning_.machine, beginning_.head);
    many.steps.emplace_back();
  }
  EXPECT_LE(many.places.size(), kResumedFromMax);
  for (std::size_t step = 0; step < 1'900; ++step) {
    EXPECT_LE(many.place_before(step).step, step);
    EXPECT_LT(step - many.place_before(step).step, 2'000U / 6 + 1);
  }
}

}  // namespace
}  // namespace fenghuo::simulator
