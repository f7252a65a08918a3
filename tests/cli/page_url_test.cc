// Links that no phone can open are told when the program starts.
#include "cli/page_url.h"

#include <gmock/gmock.h>

namespace fenghuo::cli {
namespace {

using adapters::Lane;
using testing::HasSubstr;

TEST(PageUrl, WarnsOfAddressesThatNoPhoneCanReach) {
  for (const char* address : {"127.0.0.1", "127.1.2.3", "0.0.0.0", "::1", "::", "localhost"})
    EXPECT_TRUE(page_url_warning(Lane::live, {address, 8651}, "")) << address;
  const auto warning = page_url_warning(Lane::live, {"127.0.0.1", 8651}, "");
  ASSERT_TRUE(warning);
  EXPECT_THAT(warning->zh, HasSubstr("http://127.0.0.1:8651"));
  EXPECT_THAT(warning->en, HasSubstr("--page-url"));
}

TEST(PageUrl, IsContentWithAnAddressOrAUrl) {
  EXPECT_FALSE(page_url_warning(Lane::live, {"192.168.1.20", 8651}, ""));
  EXPECT_FALSE(page_url_warning(Lane::live, {"127.0.0.1", 8651}, "https://qingxi.example"));
}

TEST(PageUrl, IsOneThatLinksCanGoOnFrom) {
  for (const char* url : {"https://qingxi.example", "http://192.168.1.20:8651", "http://a.test/p"})
    EXPECT_TRUE(is_page_url(url)) << url;
  for (const char* url : {"", "foo", "qingxi.example", "127.0.0.1:8651", "ftp://a.test", "http://",
                          "http://a.test?x=1", "https://a.test#top"})
    EXPECT_FALSE(is_page_url(url)) << url;
}

}  // namespace
}  // namespace fenghuo::cli
