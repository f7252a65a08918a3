#include "rules/pattern.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>
#include <string>

#include "tests/random.h"

namespace fenghuo::rules {
namespace {

using std::chrono::minutes;

Instant minute(int m) {
  return Instant{} + minutes{m};
}

// What happens, as letters by minute: step i is letter a + i, the step that must not follow is n,
// and what starts anew is x (for every step).
struct Happening {
  int at;
  std::string letters;
};

// What a happening is to a pattern of so many steps.
struct Said {
  Said(const Happening& happening, std::size_t steps)
      : without(steps, is(happening, 'x')), then_no(is(happening, 'n')) {
    for (std::size_t i = 0; i < steps; ++i)
      when.push_back(is(happening, static_cast<char>('a' + i)));
  }
  static Truth is(const Happening& happening, char letter) {
    return happening.letters.find(letter) != std::string::npos ? Truth::yes : Truth::no;
  }
  Occasion at(Instant moment) const { return {moment, when, without, then_no}; }

  std::vector<Truth> when;
  std::vector<Truth> without;
  Truth then_no;
};

// One in so many has each letter, and one in so many starts anew.
std::vector<Happening> draw(Random& random, int count, int minutes_apart, std::uint32_t letters_of,
                            std::uint32_t anew_of) {
  std::vector<Happening> happenings;
  int at = 0;
  for (int i = 0; i < count; ++i) {
    at += static_cast<int>(random.between(1, minutes_apart));
    std::string letters;
    for (const char letter : {'a', 'b', 'c', 'd'})
      if (random.one_in(letters_of)) letters += letter;
    if (random.one_in(anew_of)) letters += 'x';
    happenings.push_back({at, letters});
  }
  return happenings;
}

std::vector<int> matches(const PatternShape& shape, const std::vector<Happening>& happenings) {
  Course course;
  std::vector<int> found;
  const auto pass = [&](int until) {
    while (course.due(shape) && *course.due(shape) <= minute(until)) {
      const auto at = std::chrono::floor<minutes>(*course.due(shape) - Instant{}).count();
      if (course.pass(shape, *course.due(shape))) found.push_back(static_cast<int>(at));
    }
  };
  for (const auto& happening : happenings) {
    pass(happening.at);
    const Said said(happening, shape.steps.size());
    if (course.take(shape, said.at(minute(happening.at)))) found.push_back(happening.at);
  }
  pass(100'000);
  return found;
}

PatternShape sequence(std::vector<PatternShape::Step> steps) {
  return {.steps = std::move(steps)};
}

using List = std::vector<int>;

TEST(Pattern, AThenBWithinATime) {
  const auto shape = sequence({{}, {1, minutes{10}}});
  EXPECT_EQ(matches(shape, {{0, "a"}, {5, "b"}}), List{5});
  EXPECT_EQ(matches(shape, {{0, "a"}, {10, "b"}}), List{}) << "ten minutes are not within ten";
  EXPECT_EQ(matches(shape, {{0, "b"}, {5, "a"}}), List{});
  EXPECT_EQ(matches(shape, {{0, "ab"}}), List{}) << "one occasion is one step";
  EXPECT_EQ(matches(shape, {{0, "a"}, {8, "a"}, {15, "b"}}), List{15}) << "the latest a counts";
}

TEST(Pattern, AMatchUsesUpWhatLedToIt) {
  const auto shape = sequence({{}, {1, minutes{10}}});
  EXPECT_EQ(matches(shape, {{0, "a"}, {2, "b"}, {4, "b"}}), List{2});
  EXPECT_EQ(matches(shape, {{0, "a"}, {2, "ab"}, {4, "b"}}), List{2})
      << "what completes a match doesn't begin another";
  EXPECT_EQ(matches(shape, {{0, "ab"}, {4, "b"}}), List{4}) << "an unmatched b may be an a";
  auto kept = shape;
  kept.keep = true;
  EXPECT_EQ(matches(kept, {{0, "a"}, {2, "b"}, {4, "b"}, {11, "b"}}), (List{2, 4}));
}

TEST(Pattern, WithoutStartsAnew) {
  const auto shape = sequence({{}, {1, minutes{30}}, {1, minutes{30}}});
  EXPECT_EQ(matches(shape, {{0, "a"}, {1, "b"}, {2, "c"}}), List{2});
  EXPECT_EQ(matches(shape, {{0, "a"}, {1, "x"}, {2, "b"}, {3, "c"}}), List{});
  EXPECT_EQ(matches(shape, {{0, "a"}, {1, "b"}, {2, "xc"}}), List{}) << "at the same moment too";
}

TEST(Pattern, WithoutCountsUntilItsStepIsReached) {
  const auto shape = sequence({{}, {1, minutes{30}}, {1, minutes{30}}});
  const auto taken = [&](std::size_t step, Course& course, int at, bool broken) {
    std::vector<Truth> when(3, Truth::no);
    std::vector<Truth> without(3, Truth::no);
    if (broken) {
      without[step] = Truth::yes;
    } else {
      when[step] = Truth::yes;
    }
    return course.take(shape, {minute(at), when, without});
  };
  for (const bool after_b : {false, true}) {
    Course course;
    taken(0, course, 0, false);
    if (!after_b) taken(1, course, 1, true);
    taken(1, course, 2, false);
    if (after_b) taken(1, course, 3, true);
    EXPECT_EQ(taken(2, course, 4, false), after_b ? 1u : 0u);
  }
}

TEST(Pattern, AbsenceIsToldWhenTheTimeIsOver) {
  auto shape = sequence({{}});
  shape.then_no_within = minutes{10};
  EXPECT_EQ(matches(shape, {{0, "a"}}), List{10});
  EXPECT_EQ(matches(shape, {{0, "a"}, {9, "n"}}), List{});
  EXPECT_EQ(matches(shape, {{0, "an"}}), List{10}) << "it must follow";
  EXPECT_EQ(matches(shape, {{0, "a"}, {5, "a"}}), List{10}) << "the first one's time runs";
  shape.keep = true;
  EXPECT_EQ(matches(shape, {{0, "a"}, {5, "a"}}), List{15});
}

TEST(Pattern, RepetitionCountsWithinItsTime) {
  const auto shape = sequence({{3, minutes{10}}});
  EXPECT_EQ(matches(shape, {{0, "a"}, {4, "a"}, {9, "a"}}), List{9});
  EXPECT_EQ(matches(shape, {{0, "a"}, {4, "a"}, {10, "a"}}), List{});
  EXPECT_EQ(matches(shape, {{0, "a"}, {4, "a"}, {10, "a"}, {13, "a"}}), List{13});
}

// Found by an auditor: of several steps, the span of what repeats was forgotten.
TEST(Pattern, RepetitionKeepsItsTimeAmongSteps) {
  const auto first = sequence({{3, minutes{5}}, {1, minutes{20}}});
  EXPECT_EQ(matches(first, {{0, "a"}, {60, "a"}, {120, "a"}, {121, "b"}}), List{});
  EXPECT_EQ(matches(first, {{118, "a"}, {119, "a"}, {120, "a"}, {121, "b"}}), List{121});
  EXPECT_EQ(matches(first, {{0, "a"}, {1, "a"}, {2, "a"}, {9, "a"}, {21, "b"}}), List{21})
      << "completed at 2, whatever comes after";
  EXPECT_EQ(matches(first, {{0, "a"}, {1, "a"}, {2, "a"}, {9, "a"}, {22, "b"}}), List{});
  const auto later = sequence({{}, {3, minutes{10}}});
  EXPECT_EQ(matches(later, {{0, "a"}, {1, "b"}, {300, "a"}, {301, "b"}, {600, "a"}, {601, "b"}}),
            List{});
  EXPECT_EQ(matches(later, {{0, "a"}, {1, "b"}, {2, "b"}, {3, "a"}, {4, "b"}}), List{4})
      << "all three within the first a";
  EXPECT_EQ(matches(later, {{0, "a"}, {1, "b"}, {3, "a"}, {4, "b"}, {5, "b"}, {10, "b"}}), List{5});
  EXPECT_EQ(matches(later, {{0, "a"}, {1, "b"}, {3, "a"}, {8, "b"}, {10, "b"}, {12, "b"}}),
            List{12})
      << "the first a is too old, the second is not";
}

TEST(Pattern, WhatIsToldTwiceHappensOnce) {
  EXPECT_EQ(matches(sequence({{2, minutes{10}}}), {{0, "a"}, {0, "a"}}), List{});
  EXPECT_EQ(matches(sequence({{}}), {{0, "a"}, {0, "a"}, {1, "a"}}), (List{0, 1}));
  auto kept = sequence({{}, {1, minutes{10}}});
  kept.keep = true;
  EXPECT_EQ(matches(kept, {{0, "a"}, {5, "b"}, {5, "b"}}), List{5});
  EXPECT_EQ(matches(kept, {{0, "a"}, {5, "a"}, {5, "b"}}), List{5}) << "the a before it counts";
}

TEST(Pattern, WhatIsHeardLateIsOneOfItsTimes) {
  const auto shape = sequence({{3, minutes{10}}, {1, minutes{10}}});
  EXPECT_EQ(matches(shape, {{0, "a"}, {8, "a"}, {4, "a"}, {17, "b"}}), List{17});
  EXPECT_EQ(matches(shape, {{0, "a"}, {8, "a"}, {4, "a"}, {18, "b"}}), List{});
}

TEST(Pattern, WithoutUndoesTimesToo) {
  const auto undo = [](std::size_t step, const PatternShape& shape) {
    Course course;
    const std::size_t steps = shape.steps.size();
    const std::vector<Truth> none(steps, Truth::no);
    bool matched = false;
    for (int i = 0; i < 5; ++i) {
      std::vector<Truth> when(none);
      std::vector<Truth> without(none);
      if (i == 2) {
        without[step] = Truth::yes;
      } else {
        when[i == 4 ? steps - 1 : 0] = Truth::yes;
      }
      matched |= course.take(shape, {minute(i), when, without}) > 0;
    }
    return matched;
  };
  EXPECT_FALSE(undo(0, sequence({{3, minutes{30}}, {1, minutes{30}}})));
  EXPECT_FALSE(undo(1, sequence({{2, minutes{30}}, {1, minutes{30}}})));
  EXPECT_TRUE(undo(0, sequence({{2, minutes{30}}, {1, minutes{30}}}))) << "two were there already";
}

TEST(Pattern, TheFirstInAWhile) {
  auto shape = sequence({{}});
  shape.quiet = minutes{60};
  EXPECT_EQ(matches(shape, {{0, "a"}, {30, "a"}, {89, "a"}, {149, "a"}}), (List{0, 149}));
}

// Which moments complete a sequence, by trying all that may lead to them (skip till any, kept).
std::set<int> enumerate(const PatternShape& shape, const std::vector<Happening>& happenings) {
  std::vector<std::set<int>> reached(shape.steps.size());
  for (std::size_t step = 0; step < shape.steps.size(); ++step)
    for (const auto& now : happenings) {
      if (now.letters.find(static_cast<char>('a' + step)) == std::string::npos) continue;
      if (step == 0) {
        reached[0].insert(now.at);
        continue;
      }
      for (const int before : reached[step - 1]) {
        bool broken = false;
        for (const auto& between : happenings)
          broken |= between.at > before && between.at <= now.at &&
                    between.letters.find('x') != std::string::npos;
        const bool near = shape.steps[step].within == Span{0} ||
                          minutes{now.at - before} < shape.steps[step].within;
        if (before < now.at && near && !broken) reached[step].insert(now.at);
      }
    }
  return reached.back();
}

// All ways to find the steps one after the other, in less than `within`, ending at each moment.
std::map<int, std::set<std::vector<int>>> all_ways(const PatternShape& shape,
                                                   const std::vector<Happening>& happenings) {
  std::map<int, std::set<std::vector<int>>> found;
  const std::size_t steps = shape.steps.size();
  std::vector<int> way;
  const std::function<void(std::size_t)> go = [&](std::size_t from) {
    for (std::size_t i = from; i < happenings.size(); ++i) {
      const auto& now = happenings[i];
      if (!way.empty() && minutes{now.at - way.front()} >= shape.within) return;
      const char letter = static_cast<char>('a' + way.size());
      // What starts anew undoes what was reached before it, unless it is the first step's moment.
      if (!way.empty() && now.letters.find('x') != std::string::npos) return;
      if (now.letters.find(letter) == std::string::npos) continue;
      way.push_back(now.at);
      if (way.size() == steps) {
        found[now.at].insert(way);
      } else {
        go(i + 1);
      }
      way.pop_back();
    }
  };
  go(0);
  return found;
}

TEST(Pattern, CountsAndListsAllWays) {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    SCOPED_TRACE(seed);
    Random random(seed);
    PatternShape shape;
    shape.all = true;
    shape.within = minutes{random.between(10, 40)};
    shape.steps.resize(static_cast<std::size_t>(random.between(1, 4)));
    const auto happenings = draw(random, 40, 4, 2, 25);
    auto should = all_ways(shape, happenings);
    Course course;
    for (const auto& happening : happenings) {
      const Said said(happening, shape.steps.size());
      const Instant now = minute(happening.at);
      const std::uint64_t count = course.take(shape, said.at(now));
      const auto& ways = should[happening.at];
      ASSERT_EQ(count, ways.size()) << happening.at;
      if (count == 0) continue;
      std::set<std::vector<int>> listed;
      const auto in_minutes = [](std::span<const Instant> moments) {
        std::vector<int> way;
        for (const Instant moment : moments)
          way.push_back(static_cast<int>(std::chrono::floor<minutes>(moment - Instant{}).count()));
        return way;
      };
      course.each_way(shape, now, [&](std::span<const Instant> moments) {
        EXPECT_TRUE(listed.insert(in_minutes(moments)).second);
      });
      EXPECT_EQ(listed, ways);
      EXPECT_TRUE(ways.contains(in_minutes(course.latest_match())));
    }
  }
}

TEST(Pattern, OfAllWaysOnlySoManyMomentsAreKept) {
  PatternShape shape;
  shape.all = true;
  shape.within = minutes{100'000};
  shape.steps.resize(2);
  Course course;
  const std::vector<Truth> none(2, Truth::no);
  const std::vector<Truth> begin{Truth::yes, Truth::no};
  const std::vector<Truth> end{Truth::no, Truth::yes};
  for (int i = 0; i < 5000; ++i) EXPECT_EQ(course.take(shape, {minute(i), begin, none}), 0u);
  EXPECT_EQ(course.take(shape, {minute(5000), end, none}), kPatternMomentsMax);
}

TEST(Pattern, AgreesWithAnEnumeration) {
  for (std::uint32_t seed = 1; seed <= 300; ++seed) {
    Random random(seed);
    PatternShape shape;
    shape.keep = true;
    const auto steps = random.between(1, 4);
    for (int i = 0; i < steps; ++i)
      shape.steps.push_back({1, minutes{i == 0 ? 0 : random.between(0, 20)}});
    const auto happenings = draw(random, 60, 6, 3, 15);
    const auto found = matches(shape, happenings);
    EXPECT_EQ(std::set<int>(found.begin(), found.end()), enumerate(shape, happenings))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace fenghuo::rules
