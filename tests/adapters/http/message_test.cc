#include "adapters/http/message.h"

#include <gmock/gmock.h>

namespace fenghuo::adapters {
namespace {

using ::testing::ElementsAre;

TEST(HttpMessage, TakesATargetApart) {
  const auto target = parse_target("/api/v1/feed?after=812&note=%E9%9B%A8%20x&empty=&flag");
  ASSERT_TRUE(target);
  EXPECT_THAT(target->path, ElementsAre("api", "v1", "feed"));
  EXPECT_EQ(target->query_or("after", ""), "812");
  EXPECT_EQ(target->query_or("note", ""), "雨 x");
  EXPECT_EQ(target->query_or("empty", "x"), "");
  EXPECT_EQ(target->query_or("absent", "x"), "x");
  EXPECT_THAT(parse_target("//a///b/")->path, ElementsAre("a", "b"));
  EXPECT_TRUE(parse_target("/")->path.empty());
}

TEST(HttpMessage, RefusesATargetThatIsNone) {
  for (const char* wrong : {"", "x", "http://host/x", "/%", "/%2", "/%zz", "/a b", "/?a=%f"}) {
    EXPECT_FALSE(parse_target(wrong)) << wrong;
  }
}

TEST(HttpMessage, AnEscapedSlashDoesNotPartAPath) {
  EXPECT_THAT(parse_target("/r/a%2Fb")->path, ElementsAre("r", "a/b"));
}

TEST(HttpMessage, ReadsAForm) {
  const auto form = parse_form("kind=moved&people=30&note=a+b%2Bc");
  EXPECT_EQ(form.at("kind"), "moved");
  EXPECT_EQ(form.at("people"), "30");
  EXPECT_EQ(form.at("note"), "a b+c");
  EXPECT_TRUE(parse_form("kind=%zz").empty());
  EXPECT_FALSE(parse_form("").contains("kind"));
}

// Each plus becomes three letters: where each moved all that follow, this took most of a minute.
TEST(HttpMessage, AFormOfManyBlanksIsReadInOnePass) {
  constexpr std::size_t kMany = 4'000'000;
  const auto form = parse_form("note=" + std::string(kMany, '+'));
  ASSERT_TRUE(form.contains("note"));
  EXPECT_EQ(form.at("note"), std::string(kMany, ' '));
}

TEST(HttpMessage, SpeaksTheFirstOfItsLanguagesThatIsAskedFor) {
  const auto spoken = [](const char* accepted) {
    HttpRequest request;
    request.set("Accept-Language", accepted);
    return language_of(request);
  };
  EXPECT_EQ(language_of(HttpRequest()), Language::zh);
  EXPECT_EQ(spoken("en-GB,en;q=0.9,zh;q=0.5"), Language::en);
  EXPECT_EQ(spoken("zh-CN,zh;q=0.9,en;q=0.8"), Language::zh);
  EXPECT_EQ(spoken("fr"), Language::zh);
}

}  // namespace
}  // namespace fenghuo::adapters
