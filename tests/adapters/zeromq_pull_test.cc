#include "adapters/zeromq_pull.h"

#include <array>
#include <boost/system/system_error.hpp>
#include <filesystem>
#include <limits>
#include <zmq.hpp>

#include "adapters/ingest.pb.h"
#include "tests/adapters/edges.h"
#include "tests/engine/summing_stage.h"
#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

/// Two stations, three rows a second apart.
wire::IngestBatch batch() {
  wire::IngestBatch batch;
  for (const char* station : {"S1", "S2"}) {
    auto& source = *batch.add_sources();
    source.set_station(station);
    source.set_property("rain");
    source.set_decimals(1);
  }
  for (const std::uint32_t source : {0U, 1U, 0U}) {
    batch.add_source(source);
    batch.add_time_delta_ms(batch.source_size() == 1 ? 0 : 1000);
    batch.add_value(5 * batch.source_size());
  }
  batch.set_base_time_ms(ms_of(kStart));
  batch.set_key(77);
  return batch;
}

std::optional<ObservationBlock> block_from(const wire::IngestBatch& batch) {
  const std::string bytes = batch.SerializeAsString();
  return block_from_batch(bytes.data(), bytes.size());
}

/// Whether the batch is still taken after `change`.
template <class Change>
bool taken_after(Change change) {
  wire::IngestBatch changed = batch();
  change(changed);
  return block_from(changed).has_value();
}

TEST(ZeromqPull, ReadsABatchAsColumns) {
  const auto block = block_from(batch());
  ASSERT_TRUE(block);
  EXPECT_EQ(block->frame_key, 77u);
  ASSERT_EQ(block->sources.size(), 2u);
  EXPECT_EQ(block->sources[1].station, "S2");
  EXPECT_EQ(block->sources[1].decimals, 1);
  ASSERT_EQ(block->rows.size(), 3u);
  EXPECT_EQ(block->rows[1].source, 1u);
  EXPECT_EQ(block->rows[2].observed_at, kStart + std::chrono::seconds{2});
  EXPECT_EQ(block->rows[2].value, 15);
}

// The bytes that docs/formats.md prints.
TEST(ZeromqPull, ReadsTheBytesOfTheDocument) {
  constexpr std::array<std::uint8_t, 46> kBytes{
      0x0a, 0x14, 0x0a, 0x0a, 0x30, 0x30, 0x36, 0x31, 0x32, 0x33, 0x30, 0x31,
      0x30, 0x31, 0x12, 0x04, 0x72, 0x61, 0x69, 0x6e, 0x18, 0x01, 0x12, 0x02,
      0x00, 0x00, 0x1a, 0x04, 0x00, 0xc0, 0xcf, 0x24, 0x22, 0x03, 0xfa, 0x01,
      0x0a, 0x28, 0xc0, 0x9c, 0x96, 0xb3, 0xec, 0x67, 0x30, 0x4d};
  const auto block = block_from_batch(kBytes.data(), kBytes.size());
  ASSERT_TRUE(block);
  ASSERT_EQ(block->rows.size(), 2u);
  EXPECT_EQ(block->frame_key, 77u);
  EXPECT_EQ(block->sources[0].station, "0061230101");
  EXPECT_EQ(block->sources[0].property, "rain");
  EXPECT_EQ(block->rows[0].observed_at, kStart);
  EXPECT_EQ(block->rows[0].value, 125);
  EXPECT_EQ(block->rows[1].observed_at, kStart + std::chrono::minutes{5});
  EXPECT_EQ(block->rows[1].value, 5);
}

TEST(ZeromqPull, RefusesABatchThatDoesNotFit) {
  using Batch = wire::IngestBatch;
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(taken_after([](Batch&) {}));
  EXPECT_FALSE(taken_after([](Batch& b) { b.clear_value(); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.add_value(1); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.add_source(0); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.add_time_delta_ms(0); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.set_source(1, 2); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.mutable_sources(0)->clear_station(); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.mutable_sources(0)->clear_property(); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.mutable_sources(0)->set_decimals(19); }));
  EXPECT_FALSE(
      taken_after([](Batch& b) { b.mutable_sources(0)->set_station(std::string(129, 'x')); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.set_base_time_ms(kMax); }));
  EXPECT_FALSE(taken_after([](Batch& b) { b.set_time_delta_ms(1, -kMax); }));
  EXPECT_FALSE(block_from_batch("\xff\xff", 2));
  EXPECT_FALSE(block_from_batch("", 0));
}

TEST(ZeromqPull, RefusesMoreRowsThanARecordHolds) {
  const auto with_rows = [](std::size_t rows) {
    wire::IngestBatch many = batch();
    for (std::size_t i = 3; i < rows; ++i) {
      many.add_source(0);
      many.add_time_delta_ms(1);
      many.add_value(1);
    }
    return block_from(many).has_value();
  };
  EXPECT_TRUE(with_rows(kRowsPerRecordMax));
  EXPECT_FALSE(with_rows(kRowsPerRecordMax + 1));
}

TEST(ZeromqPull, TakesBatchesFromASocketAndCountsBadOnes) {
  const TemporaryFolder folder;
  const std::string endpoint = "ipc://" + (folder / "pull");
  Edges edges{summing_machine()};
  std::atomic<int> refused = 0;
  ZeromqPull pull(endpoint, edges.thread, [&](const char* reason) {
    EXPECT_STREQ(reason, "bad_batch");
    ++refused;
  });
  edges.start();
  zmq::context_t context;
  zmq::socket_t push(context, zmq::socket_type::push);
  push.set(zmq::sockopt::linger, 0);
  push.connect(endpoint);
  push.send(zmq::str_buffer("nonsense"), zmq::send_flags::none);
  for (const std::uint64_t key : {1U, 2U, 2U}) {
    wire::IngestBatch next = batch();
    next.set_key(key);
    push.send(zmq::buffer(next.SerializeAsString()), zmq::send_flags::none);
  }
  EXPECT_TRUE(edges.comes_true([&] { return edges.thread.counts().duplicates == 1; }));
  EXPECT_EQ(edges.thread.counts().rows, 6u);
  EXPECT_EQ(pull.batches(), 3u);
  EXPECT_EQ(refused, 1);
  pull.stop();
}

TEST(ZeromqPull, WaitsWhileTheInboxIsFull) {
  const TemporaryFolder folder;
  const std::string endpoint = "ipc://" + (folder / "pull");
  Edges edges{summing_machine()};
  ZeromqPull pull(endpoint, edges.thread, [](const char*) {});
  edges.start();
  edges.log.hold();
  ASSERT_TRUE(edges.thread.submit(report("x"), nullptr));
  edges.log.wait_for_commits(2);
  const std::vector<std::pair<Instant, std::int64_t>> rows(kRowsPerRecordMax, {kStart, 1});
  std::uint64_t key = 0;
  while (edges.thread.submit(block("A", "rain", rows, ++key), nullptr)) continue;
  const std::uint64_t refused = edges.thread.counts().inbox_full;
  zmq::context_t context;
  zmq::socket_t push(context, zmq::socket_type::push);
  push.set(zmq::sockopt::linger, 0);
  push.connect(endpoint);
  push.send(zmq::buffer(batch().SerializeAsString()), zmq::send_flags::none);
  EXPECT_TRUE(edges.comes_true([&] { return edges.thread.counts().inbox_full > refused; }));
  edges.log.release();
  EXPECT_TRUE(edges.comes_true([&] { return edges.thread.counts().rows == kInboxRowsMax + 3; }));
  pull.stop();
}

TEST(ZeromqPull, SaysWhenItCantListen) {
  Edges edges{summing_machine()};
  EXPECT_THROW(ZeromqPull("ipc:///absent/folder/pull", edges.thread, [](const char*) {}),
               boost::system::system_error);
}

}  // namespace
}  // namespace fenghuo::adapters
