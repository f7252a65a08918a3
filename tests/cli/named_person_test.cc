#include "cli/named_person.h"

#include <gmock/gmock.h>

#include "adapters/credentials.h"

namespace fenghuo::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<Called> kPeople{{"town-mayor", {"蒋志远"}}, {"shimen-leader", {"孙玉珍"}}};

TEST(NamedPerson, IsOfThePlanByIdOrName) {
  EXPECT_EQ(person_named("town-mayor", "", kPeople).value(), "town-mayor");
  EXPECT_EQ(person_named("孙玉珍", "", kPeople).value(), "shimen-leader") << "the engine knows ids";
  auto two = kPeople;
  two.push_back({"another", {"孙玉珍"}});
  const auto which = person_named("孙玉珍", "", two);
  ASSERT_FALSE(which);
  EXPECT_THAT(which.error().text.en, HasSubstr("give the id, as shimen-leader"));
}

TEST(NamedPerson, WhoIsNotIsRefusedWithTheNearest) {
  const auto mayor = person_named("town-mayr", "", kPeople);
  ASSERT_FALSE(mayor);
  EXPECT_THAT(mayor.error().text.en,
              HasSubstr("the plan has no person 'town-mayr' (--by); did you mean 'town-mayor'? "
                        "With --outsider"));
  EXPECT_THAT(mayor.error().text.zh,
              HasSubstr("“town-mayr”（--by），是否为“town-mayor”？不是预案里的人"));
  const auto leader = person_named("孙玉真", "", kPeople);
  ASSERT_FALSE(leader);
  EXPECT_THAT(leader.error().text.zh, HasSubstr("是否为“孙玉珍”？"));
  const auto nobody = person_named("x", "", kPeople);
  ASSERT_FALSE(nobody);
  EXPECT_THAT(nobody.error().text.en, Not(HasSubstr("did you mean")));
  EXPECT_THAT(nobody.error().text.en, HasSubstr("'x' (--by); with --outsider"));
}

TEST(NamedPerson, TheHolderOfTheTokenMayBeOfElsewhere) {
  const std::string token = adapters::base64url("evaluator") + ".mac";
  EXPECT_TRUE(person_named("evaluator", token, kPeople));
  EXPECT_FALSE(person_named("evaluato", token, kPeople));
}

TEST(NamedPerson, AnybodyIsTakenWhereNobodyIsKnown) {
  EXPECT_TRUE(person_named("x", "", {}));
  EXPECT_THAT(people_told("no plan"), IsEmpty());
  EXPECT_THAT(people_told(R"({"people": 3})"), IsEmpty());
  const auto people = people_told(R"({"people": [{"id": "a", "name": "甲", "phone": "1"}, 7]})");
  ASSERT_THAT(people, SizeIs(1));
  EXPECT_EQ(people[0].id, "a");
  EXPECT_THAT(people[0].words, ElementsAre("甲"));
  EXPECT_THAT(people_told(R"({"people": [{"id": "a", "name": "甲"}]})"), IsEmpty())
      << "households aren't told without a name";
}

TEST(NamedPerson, TheEngineSaysWhoseTokenItUnderstood) {
  EXPECT_EQ(holder_told(R"({"people": [], "you": "evaluator"})"), "evaluator");
  for (const char* none : {R"({"people": []})", R"({"you": 3})", R"(["you"])", "no plan", ""})
    EXPECT_EQ(holder_told(none), "") << none;
}

}  // namespace
}  // namespace fenghuo::cli
