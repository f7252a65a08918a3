#include "cli/drill/svg.h"

#include <gtest/gtest.h>

#include "cli/drill/time_strip.h"
#include "tests/cli/drill/markup_check.h"

namespace fenghuo::cli {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Instant kEight = instant_ms(1784116800000);  // 2026-07-15T20:00:00+08:00

TEST(SvgTest, EscapesWhatMeansSomethingAndWhatNoDocumentHolds) {
  EXPECT_EQ(escaped("上溪 <村> & \"B\" 'C'"), "上溪 &lt;村&gt; &amp; &quot;B&quot; &#39;C&#39;");
  EXPECT_EQ(escaped(std::string("a\0b\x1b\nc\td", 8)),
            "a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\nc\td");
}

TEST(SvgTest, NumbersHaveTwoDecimalsAtMost) {
  EXPECT_EQ(coordinate(12.5), "12.5");
  EXPECT_EQ(coordinate(1.0 / 3), "0.33");
  EXPECT_EQ(coordinate(-0.001), "0");
  EXPECT_EQ(coordinate(100000), "100000");
  EXPECT_EQ(percent(2.0 / 3), "66.67%");
}

TEST(SvgTest, WordsAreEscapedInADrawing) {
  EXPECT_EQ(svg_text({1, 2}, Anchor::end, "<&", "name"),
            "<text class=\"name\" x=\"1\" y=\"2\" text-anchor=\"end\">&lt;&amp;</text>");
}

TEST(SvgTest, ChineseIsTwiceAsWide) {
  EXPECT_DOUBLE_EQ(width_em("上溪"), 2);
  EXPECT_GT(width_em("上溪"), width_em("ab"));
  EXPECT_DOUBLE_EQ(width_em("é"), width_em("e"));
}

TEST(SvgTest, BoxesThatTouchDontOverlap) {
  const Box box{0, 0, 10, 10};
  EXPECT_FALSE(box.overlaps({10, 0, 5, 5}));
  EXPECT_TRUE(box.overlaps({9, 9, 5, 5}));
  EXPECT_TRUE(box.holds({0, 0, 10, 10}));
  EXPECT_FALSE(box.holds({1, 1, 10, 1}));
}

TEST(SvgTest, HatchingsAreWellFormed) {
  EXPECT_EQ(markup_fault(svg_hatchings()), "");
}

TEST(TimeStripTest, SharesAreOfTheWidthAndStayWithin) {
  const TimeStrip strip(kEight, kEight + hours{2}, hours{8});
  EXPECT_EQ(strip.share(kEight + minutes{30}), 0.25);
  EXPECT_EQ(strip.share(kEight - hours{9}), 0);
  EXPECT_EQ(strip.share(kEight + hours{9}), 1);
  EXPECT_EQ(strip.bar(kEight, kEight + minutes{30}, {3, 4}, "stage"),
            "<rect class=\"stage\" x=\"0%\" y=\"3\" width=\"25%\" height=\"4\"/>");
  EXPECT_EQ(strip.bar(kEight - hours{2}, kEight, {3, 4}, "stage"), "");
}

TEST(TimeStripTest, AMomentHasAWidth) {
  const TimeStrip strip(kEight, kEight, hours{8});
  EXPECT_EQ(strip.until() - strip.from(), minutes{1});
}

std::string hours_of(const TimeStrip& strip) {
  std::string out;
  const std::string ticks = strip.ticks({0, 10});
  for (auto at = ticks.find("middle\">"); at != std::string::npos;
       at = ticks.find("middle\">", at + 1))
    out += ticks.substr(at + 8, 5) + " ";
  return out;
}

TEST(TimeStripTest, TicksStandAtRoundLocalTimesAndTellTheDayAtMidnight) {
  EXPECT_EQ(hours_of({kEight, kEight + hours{2}, hours{8}}), "20:30 21:00 21:30 ");
  EXPECT_EQ(hours_of({kEight + minutes{5}, kEight + hours{12}, hours{8}}),
            "22:00 07-16 02:00 04:00 06:00 ");
  // Half an hour off, as in India.
  EXPECT_EQ(hours_of({kEight, kEight + hours{2}, hours{5} + minutes{30}}), "18:00 18:30 19:00 ");
  // Before 1970.
  EXPECT_EQ(hours_of({instant_ms(-1000), instant_ms(7'199'000), hours{0}}), "00:30 01:00 01:30 ");
}

TEST(TimeStripTest, TicksAreFewHoweverLongItIs) {
  for (const hours length : {hours{1}, hours{7}, hours{30}, hours{24 * 10}, hours{24 * 62}}) {
    const TimeStrip strip(kEight, kEight + length, hours{8});
    const std::string ticks = strip.ticks({0, 10});
    std::size_t lines = 0;
    for (auto at = ticks.find("<line"); at != std::string::npos; at = ticks.find("<line", at + 1))
      ++lines;
    EXPECT_GE(lines, 2U);
    EXPECT_LE(lines, 8U) << length.count();
  }
}

}  // namespace
}  // namespace fenghuo::cli
