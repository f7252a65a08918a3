// Questions to several stations as they are written, and what one of them makes of its answers.
#include "rules/station_questions.h"

#include <gmock/gmock.h>

namespace fenghuo::rules {
namespace {

using ::testing::HasSubstr;

constexpr ConditionSettings kOfVillage{.of_stations = true};

std::optional<StationSet> asked_of(const std::string& text) {
  const auto condition = Condition::compile(text, kOfVillage);
  EXPECT_TRUE(condition) << text << ": " << (condition ? "" : condition.error().text.en);
  if (!condition || condition->tests().size() != 1) return StationSet{.within_km = -1};
  return condition->tests()[0].of;
}

language::Problem problem(const std::string& text, const ConditionSettings& settings = kOfVillage) {
  const auto condition = Condition::compile(text, settings);
  EXPECT_FALSE(condition) << text;
  return condition ? language::Problem{} : condition.error();
}

// What the condition says where its one test has this tally.
Truth run(const std::string& text, const Tally& tally) {
  auto condition = Condition::compile(text, kOfVillage);
  EXPECT_TRUE(condition) << text << ": " << (condition ? "" : condition.error().text.en);
  if (!condition) return Truth::unknown;
  const std::vector<Tally> tallies(condition->tests().size(), tally);
  return condition->run({{}, {}, tallies, {}, {}, {}});
}

TEST(StationQuestions, SayOfWhichStations) {
  EXPECT_EQ(asked_of("stations.exists(s, s.rain.last() > 1)"), std::nullopt);
  EXPECT_EQ(asked_of("own.exists(s, s.rain.last() > 1)"), StationSet{});
  EXPECT_EQ(asked_of("upstream.exists(s, s.rain.last() > 1)"),
            StationSet{wire::StationSet::UPSTREAM});
  EXPECT_EQ(asked_of("within_km(10).exists(s, s.rain.last() > 1)"),
            (StationSet{wire::StationSet::WITHIN, 10}));
  EXPECT_EQ(asked_of("within_km(2.5).votes(s, s.rain.last() > 1) >= 2"),
            (StationSet{wire::StationSet::WITHIN, 2.5}));
}

TEST(StationQuestions, AreTheSameOfAllOfThem) {
  const Tally tally{
      .stations = 3, .yes = 2, .unknown = 0, .groups = 2, .votes = 1, .votes_possible = 1};
  for (const std::string of : {"stations", "own", "upstream", "within_km(10)"}) {
    for (const auto& [asks, truth] : {std::pair{".exists(s, s.rain.last() > 1)", Truth::yes},
                                      {".exists_one(s, s.rain.last() > 1)", Truth::no},
                                      {".all(s, s.rain.last() > 1)", Truth::no},
                                      {".count(s, s.rain.last() > 1) == 2", Truth::yes},
                                      {".votes(s, s.rain.last() > 1) >= 2", Truth::no},
                                      {".majority(s, s.rain.last() > 1)", Truth::no},
                                      {".filter(s, s.rain.last() > 1).size() >= 2", Truth::yes}})
      EXPECT_EQ(run(of + asks, tally), truth) << of << asks;
    const std::string both =
        of + ".exists(s, s.rain.last() > 1) && " + of + ".count(s, s.water_level.last() > 1) < 3";
    EXPECT_EQ(run(both, tally), Truth::yes) << both;
  }
}

// By CEL's own: two are no, whatever the others say; else it hangs on those that can't be told.
TEST(StationQuestions, ExactlyOne) {
  for (const std::uint32_t yes : {0U, 1U, 2U, 3U})
    for (const std::uint32_t unknown : {0U, 1U, 2U}) {
      const Tally tally{.stations = 5, .yes = yes, .unknown = unknown};
      const Truth truth = yes >= 2      ? Truth::no
                          : unknown > 0 ? Truth::unknown
                          : yes == 1    ? Truth::yes
                                        : Truth::no;
      EXPECT_EQ(truth_of(Measure::exists_one, tally), truth) << yes << " and " << unknown;
      EXPECT_EQ(run("upstream.exists_one(s, s.rain.last() > 1)", tally), truth);
    }
  EXPECT_EQ(truth_of(Measure::exists_one, Tally{}), Truth::unknown) << "of no stations";
}

TEST(StationQuestions, TheirNamesMayBeThoseOfVariables) {
  const Tally tally{.stations = 1, .yes = 1};
  for (const char* text : {"upstream.exists(own, own.rain.last() > 1)",
                           "own.count(stations, stations.rain.last() > 1) >= 1",
                           "own.exists(s, s.rain.count(duration('1h'), own, own >= 3.0) > 1)",
                           "[1, 2].exists(own, own > 1) && own.exists(s, s.rain.last() > 1)",
                           "[1].all(upstream, upstream == 1) && own.all(s, s.rain.last() > 1)"})
    EXPECT_EQ(run(text, tally), Truth::yes) << text;
  EXPECT_TRUE(Condition::compile("[1, 2].exists(own, own > 1)")) << "of single stations too";
}

TEST(StationQuestions, AreRefusedWhereTheDistanceIsNone) {
  for (const char* text :
       {"within_km(0).exists(s, s.rain.last() > 1)", "within_km(-5).exists(s, s.rain.last() > 1)",
        "within_km(x).exists(s, s.rain.last() > 1)", "within_km('5').exists(s, s.rain.last() > 1)",
        "within_km().exists(s, s.rain.last() > 1)", "within_km(1, 2).exists(s, s.rain.last() > 1)",
        "within_km(2 + 3).count(s, s.rain.last() > 1) > 1", "within_km(0) == 1"}) {
    const auto wrong = problem(std::string("1 < 2 &&\n  ") + text);
    EXPECT_THAT(wrong.text.en, HasSubstr("kilometres larger than zero")) << text;
    EXPECT_THAT(wrong.text.zh, HasSubstr("大于零")) << text;
    EXPECT_EQ(wrong.at, (language::Position{2, 3})) << text;
  }
}

TEST(StationQuestions, NameTheMacrosThatThereAre) {
  for (const std::string of : {"stations", "own", "upstream", "within_km(10)"})
    for (const char* asks :
         {"", " == 1", ".size() > 1", ".map(s, s.rain.last() > 1).size() > 1",
          ".exists(i, s, s.rain.last() > 1)", ".votes(s) > 1", ".sum(s, s.rain.last()) > 1",
          ".filter(s, s.rain.last() > 1) == []", ".rain.sum(duration('1h')) > 1"}) {
      const auto wrong = problem("1 < 2 &&\n  " + of + asks);
      EXPECT_THAT(wrong.text.en,
                  HasSubstr("has exists, exists_one, all, count, votes and majority"))
          << of << asks;
      EXPECT_THAT(wrong.text.zh, HasSubstr("exists、exists_one、all")) << of << asks;
      EXPECT_EQ(wrong.at, (language::Position{2, 3})) << of << asks;
    }
  EXPECT_THAT(problem("own.map(s, s.rain.last())").text.en, HasSubstr("own has "));
  EXPECT_THAT(problem("within_km(3) == 2").text.en, HasSubstr("within_km(...) has "));
}

TEST(StationQuestions, StandWhereThereAreSeveralStations) {
  for (const std::string of : {"stations", "own", "upstream", "within_km(10)"}) {
    const std::string asks = of + ".exists(s, s.rain.last() > 1)";
    EXPECT_THAT(problem(asks, {}).text.en, HasSubstr("ask several stations"));
    EXPECT_THAT(problem("stations.exists(t, " + asks + ")").text.en,
                HasSubstr("ask several stations"));
  }
}

TEST(StationQuestions, ErrorsInTheTestKeepTheirPlace) {
  const auto wrong = problem("upstream.exists(s,\n s.rian.last() > 1)");
  EXPECT_EQ(wrong.at.line, 2);
  EXPECT_THAT(wrong.text.en, HasSubstr("did you mean 'rain'"));
}

}  // namespace
}  // namespace fenghuo::rules
