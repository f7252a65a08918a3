#include "cli/read_ahead.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "cli/facts_aside.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using Told = std::vector<std::string>;

class ReadAheadTest : public ::testing::Test {
 protected:
  std::unique_ptr<adapters::ObservationFile> open(const std::string& text) {
    const std::string path = folder_ / "input";
    std::ofstream(path) << text;
    auto file = adapters::ObservationFile::open(path);
    EXPECT_TRUE(file);
    return std::move(*file);
  }
  static std::string csv(std::size_t rows, std::size_t rows_a_moment) {
    std::string text = "time,station,property,value\n";
    for (std::size_t i = 0; i < rows; ++i)
      text += to_rfc3339(instant_ms(static_cast<std::int64_t>(i / rows_a_moment) * 1000), Span{0}) +
              ",S" + std::to_string(i % 977) + ",rain," + std::to_string(i) + "\n";
    return text;
  }

  TemporaryFolder folder_;
};

// Each value, through however many blocks.
TEST_F(ReadAheadTest, JoinsRowsInTheirOrder) {
  const auto file = open(csv(40'000, 7));
  ReadAhead ahead(*file);
  std::int64_t value = 0;
  for (auto lines = ahead.next(); *lines != nullptr; lines = ahead.next()) {
    const auto& block = (*lines)->block;
    ASSERT_EQ(block.sources.size(), block.rows.size());
    for (const auto& row : block.rows) {
      ASSERT_EQ(row.value, value);
      ASSERT_EQ(block.sources[row.source].station, "S" + std::to_string(value % 977));
      ++value;
    }
    EXPECT_EQ((*lines)->lines.back().rows_end, block.rows.size());
  }
  EXPECT_EQ(value, 40'000);
}

TEST_F(ReadAheadTest, KeepsAMomentTogether) {
  const auto file = open(csv(40'000, 1'100));
  ReadAhead ahead(*file);
  std::optional<Instant> before;
  for (auto lines = ahead.next(); *lines != nullptr; lines = ahead.next()) {
    EXPECT_NE((*lines)->lines.front().at, before);
    before = (*lines)->lines.back().at;
    EXPECT_LE((*lines)->lines.size(), ReadAhead::kRowsTogetherMax);
  }
}

TEST_F(ReadAheadTest, BoundsAMoment) {
  const auto file = open(csv(20'000, 20'000));
  ReadAhead ahead(*file);
  for (auto lines = ahead.next(); *lines != nullptr; lines = ahead.next())
    EXPECT_LE((*lines)->lines.size(), ReadAhead::kRowsTogetherMax);
}

TEST_F(ReadAheadTest, LeavesAloneWhatIsNoRow) {
  const auto file =
      open(R"({"specversion":"1.0","id":"1","source":"x","type":"fenghuo.observations",)"
           R"("data":{"station":"S1","property":"rain","time":"1970-01-01T00:01:00Z","value":1.5}})"
           "\n"
           R"({"specversion":"1.0","id":"2","source":"x","type":"fenghuo.report",)"
           R"("data":{"reporter":"w","kind":"crack"}})"
           "\n");
  ReadAhead ahead(*file);
  const auto lines = ahead.next();
  ASSERT_NE(*lines, nullptr);
  ASSERT_EQ((*lines)->lines.size(), 2U);
  ASSERT_TRUE((*lines)->lines[1].alone);
  EXPECT_EQ(std::get<wire::Event>(*(*lines)->lines[1].alone).report().kind(), "crack");
}

// Found by a reader: a frame may hold a month.
TEST_F(ReadAheadTest, BoundsWhatStandsAlone) {
  std::string text;
  for (int frame = 0; frame < 100; ++frame) {
    text += R"({"specversion":"1.0","source":"x","type":"fenghuo.observations","id":")" +
            std::to_string(frame) + R"(","data":{"observations":[)";
    for (int i = 0; i < 500; ++i)
      text += std::string(i > 0 ? "," : "") +
              R"({"station":"S","property":"rain","value":1,"time":")" +
              to_rfc3339(instant_ms((frame * 500 + i) * 1000), Span{0}) + "\"}";
    text += "]}}\n";
  }
  const auto file = open(text);
  ReadAhead ahead(*file);
  std::size_t rows = 0;
  for (auto lines = ahead.next(); *lines != nullptr; lines = ahead.next()) {
    EXPECT_LE((*lines)->rows, ReadAhead::kRowsTogether);
    rows += (*lines)->rows;
  }
  EXPECT_EQ(rows, 50'000U);
}

TEST_F(ReadAheadTest, TellsOfAFaultAfterAllBefore) {
  const auto file = open(csv(10'000, 7) + "today,S1,rain,1\n");
  ReadAhead ahead(*file);
  std::size_t rows = 0;
  auto lines = ahead.next();
  for (; lines && *lines != nullptr; lines = ahead.next()) rows += (*lines)->block.rows.size();
  EXPECT_EQ(rows, 10'000U);
  ASSERT_FALSE(lines);
  EXPECT_NE(lines.error().text.en.find("input:10002: "), std::string::npos);
  EXPECT_FALSE(ahead.next());
}

// Who takes nothing keeps nobody waiting: this ends.
TEST_F(ReadAheadTest, StopsWhenNoMoreIsWanted) {
  const auto file = open(csv(60'000, 7));
  ReadAhead ahead(*file);
  EXPECT_NE(*ahead.next(), nullptr);
}

TEST(FactsAside, TellsAllInTheirOrderBeforeItIsGone) {
  Told told;
  Told wanted;
  const ReplayTakes takes{[&](FactId id, Instant, const wire::Fact& fact) {
    told.push_back(std::to_string(id.offset.value) + "." + std::to_string(id.index) + " " +
                   fact.rule_fired().rule());
  }};
  {
    FactsAside facts(takes);
    for (std::uint64_t i = 0; i < 3'000; ++i) {
      Entry entry;
      entry.record.header.offset = {i};
      for (std::uint32_t f = 0; f < i % 3; ++f) {
        wire::Fact fact;
        fact.mutable_rule_fired()->set_rule("R" + std::to_string(i));
        entry.facts.push_back(fact.SerializeAsString());
        wanted.push_back(std::to_string(i) + "." + std::to_string(f) + " R" + std::to_string(i));
      }
      facts.take({&entry, 1});
    }
  }
  EXPECT_EQ(told, wanted);
}

}  // namespace
}  // namespace fenghuo::cli
