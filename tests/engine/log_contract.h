// What every log must keep (engine/log.h), as tests that any implementation can be run through:
//
//   struct MyLogs { Log& open(); ... };            // opens, and closes and opens again what it has
//   INSTANTIATE_TYPED_TEST_SUITE_P(Mine, LogContract, MyLogs);
//
// `open()` closes the log opened before (as a crash or a restart does) and opens the same data.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/log.h"

namespace fenghuo {

class EntryMaker {
 public:
  explicit EntryMaker(const LogHead& head) : head_(head) {}

  Entry next(std::string payload, std::vector<std::string> facts = {},
             Retention retention = Retention::permanent) {
    head_.recorded_at += Span{1000};
    Entry entry{seal({head_.next, head_.recorded_at, retention}, std::move(payload), head_.chain),
                std::move(facts)};
    head_.next = head_.next.next();
    head_.chain = entry.record.chain;
    return entry;
  }

 private:
  LogHead head_;
};

template <class Logs>
class LogContract : public ::testing::Test {
 protected:
  // Appends ticks of `sizes` entries; payloads are p0, p1, ...
  void append(Log& log, const std::vector<int>& sizes) {
    EntryMaker maker(log.head());
    std::uint64_t n = log.head().next.value;
    for (const int size : sizes) {
      std::vector<Entry> tick;
      for (int i = 0; i < size; ++i, ++n)
        tick.push_back(maker.next("p" + std::to_string(n), {"f" + std::to_string(n), ""},
                                  n % 2 ? Retention::raw_observations : Retention::permanent));
      const auto done = log.commit(tick);
      ASSERT_TRUE(done) << done.error().text.en;
    }
  }

  std::vector<Entry> read_all(const Log& log, Offset from = {}) {
    std::vector<Entry> entries;
    auto cursor = log.read(from);
    EXPECT_TRUE(cursor);
    while (cursor) {
      auto entry = (*cursor)->next();
      EXPECT_TRUE(entry) << entry.error().text.en;
      if (!entry || !*entry) break;
      entries.push_back(std::move(**entry));
    }
    return entries;
  }

  Logs logs_;
};

TYPED_TEST_SUITE_P(LogContract);

TYPED_TEST_P(LogContract, StartsEmpty) {
  Log& log = this->logs_.open();
  EXPECT_EQ(log.head().next, Offset{0});
  EXPECT_EQ(log.head().chain, Digest{});
  EXPECT_TRUE(this->read_all(log).empty());
  EXPECT_FALSE(log.latest_snapshot({100})->has_value());
}

TYPED_TEST_P(LogContract, KeepsEntriesInOrderOverAReopen) {
  this->append(this->logs_.open(), {1, 3, 2});
  Log& log = this->logs_.open();
  EXPECT_EQ(log.head().next, Offset{6});
  const auto entries = this->read_all(log);
  ASSERT_EQ(entries.size(), 6u);
  Digest chain{};
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(entries[i].record.header.offset, Offset{i});
    EXPECT_EQ(entries[i].record.payload, "p" + std::to_string(i));
    EXPECT_EQ(entries[i].facts, (std::vector<std::string>{"f" + std::to_string(i), ""}));
    EXPECT_TRUE(check_seal(entries[i].record, chain));
    chain = entries[i].record.chain;
  }
  EXPECT_EQ(log.head().chain, chain);
  EXPECT_EQ(log.head().recorded_at, entries.back().record.header.recorded_at);
}

TYPED_TEST_P(LogContract, ReadsFromAnyOffset) {
  Log& log = this->logs_.open();
  this->append(log, {5});
  for (std::uint64_t from = 0; from <= 6; ++from) {
    const auto entries = this->read_all(log, {from});
    EXPECT_EQ(entries.size(), from > 5 ? 0 : 5 - from);
    if (!entries.empty()) {
      EXPECT_EQ(entries.front().record.header.offset, Offset{from});
    }
  }
}

TYPED_TEST_P(LogContract, CursorGoesOnWithWhatIsAppendedLater) {
  Log& log = this->logs_.open();
  auto cursor = log.read({});
  ASSERT_TRUE(cursor);
  EXPECT_FALSE((*cursor)->next()->has_value());
  this->append(log, {2});
  EXPECT_EQ((**(*cursor)->next()).record.payload, "p0");
  EXPECT_EQ((**(*cursor)->next()).record.payload, "p1");
  EXPECT_FALSE((*cursor)->next()->has_value());
  this->append(log, {1});
  EXPECT_EQ((**(*cursor)->next()).record.payload, "p2");
}

TYPED_TEST_P(LogContract, RefusesAnAppendAtAnyOtherOffset) {
  Log& log = this->logs_.open();
  EntryMaker stale(log.head());
  this->append(log, {2});
  const std::vector<Entry> tick{stale.next("other")};
  const auto done = log.commit(tick);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().code, Errc::stale_append);
  EXPECT_EQ(this->read_all(log).size(), 2u);
}

TYPED_TEST_P(LogContract, KeepsTheNewestSnapshots) {
  Log& log = this->logs_.open();
  this->append(log, {6});
  for (std::uint64_t next = 1; next <= 4; ++next)
    ASSERT_TRUE(log.save_snapshot({{next},
                                   sha256("c" + std::to_string(next)),
                                   instant_ms(5),
                                   1,
                                   "s" + std::to_string(next)}));
  Log& again = this->logs_.open();
  const auto newest = again.latest_snapshot({6});
  ASSERT_TRUE(newest && *newest);
  EXPECT_EQ((*newest)->next, Offset{4});
  EXPECT_EQ((*newest)->state, "s4");
  EXPECT_EQ((*newest)->chain, sha256("c4"));
  EXPECT_EQ((*newest)->machine_version, 1u);
  EXPECT_EQ((**again.latest_snapshot({3})).state, "s3");
  EXPECT_FALSE(again.latest_snapshot({2})->has_value()) << "only " << kSnapshotsKept << " are kept";
}

TYPED_TEST_P(LogContract, TakesLargeEntriesAndSnapshots) {
  Log& log = this->logs_.open();
  EntryMaker maker(log.head());
  const std::vector<Entry> tick{
      maker.next(std::string(kRecordBytesMax, 'x'), {std::string(100'000, 'y')})};
  ASSERT_TRUE(log.commit(tick));
  std::string large;
  large.resize(20'000'000, 'z');
  ASSERT_TRUE(log.save_snapshot({{1}, {}, instant_ms(0), 1, large}));
  Log& again = this->logs_.open();
  const auto entries = this->read_all(again);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].record.payload.size(), kRecordBytesMax);
  EXPECT_EQ(entries[0].facts[0].size(), 100'000u);
  EXPECT_EQ((**again.latest_snapshot({1})).state, large);
}

REGISTER_TYPED_TEST_SUITE_P(LogContract, StartsEmpty, KeepsEntriesInOrderOverAReopen,
                            ReadsFromAnyOffset, CursorGoesOnWithWhatIsAppendedLater,
                            RefusesAnAppendAtAnyOtherOffset, KeepsTheNewestSnapshots,
                            TakesLargeEntriesAndSnapshots);

}  // namespace fenghuo
