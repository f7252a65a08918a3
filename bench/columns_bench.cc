// What a row costs on its way into a record and out of it, and what the chain costs a record.
#include <benchmark/benchmark.h>

#include "adapters/ingest.pb.h"
#include "adapters/zeromq_pull.h"
#include "bench/weather.h"
#include "engine/event.pb.h"
#include "engine/observations.h"
#include "engine/record.h"

namespace fenghuo::bench {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

std::vector<Observation> rows_of(std::uint32_t count) {
  const Weather weather(count);
  std::vector<Observation> rows;
  for (std::uint32_t i = 0; i < count; ++i)
    rows.push_back({{i}, Quality::not_evaluated, kNow, kNow, weather.rain_tenths(i, 100)});
  return rows;
}

void encode_columns(benchmark::State& state) {
  const auto rows = rows_of(static_cast<std::uint32_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto columns = encode_observations(rows, {}, kNow).SerializeAsString();
    bytes = columns.size();
    benchmark::DoNotOptimize(columns.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes_per_row"] = static_cast<double>(bytes) / static_cast<double>(rows.size());
}
BENCHMARK(encode_columns)->Arg(100)->Arg(10'000);

void decode_columns(benchmark::State& state) {
  const auto count = static_cast<std::uint32_t>(state.range(0));
  const auto bytes = encode_observations(rows_of(count), {}, kNow).SerializeAsString();
  DecodedObservations decoded;
  for (auto _ : state) {
    wire::Observations columns;
    if (!columns.ParseFromString(bytes) || !decode_observations(columns, kNow, count, decoded))
      state.SkipWithError("can't decode");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(decode_columns)->Arg(100)->Arg(10'000);

void seal_record(benchmark::State& state) {
  const auto rows = rows_of(static_cast<std::uint32_t>(state.range(0)));
  const auto payload = encode_observations(rows, {}, kNow).SerializeAsString();
  Digest chain{};
  for (auto _ : state) chain = seal({{1}, kNow, Retention::raw_observations}, payload, chain).chain;
  benchmark::DoNotOptimize(chain);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(payload.size()));
}
BENCHMARK(seal_record)->Arg(1)->Arg(100)->Arg(10'000);

// A batch as it comes over ZeroMQ, each row of another station.
void parse_batch(benchmark::State& state) {
  wire::IngestBatch batch;
  for (const auto& row : rows_of(static_cast<std::uint32_t>(state.range(0)))) {
    auto& source = *batch.add_sources();
    source.set_station("006123" + std::to_string(1000 + row.datastream.value % 9000));
    source.set_property("rain_5min");
    source.set_decimals(1);
    batch.add_source(row.datastream.value);
    batch.add_time_delta_ms(0);
    batch.add_value(row.value);
  }
  batch.set_base_time_ms(ms_of(kNow));
  const auto bytes = batch.SerializeAsString();
  for (auto _ : state) {
    const auto block = adapters::block_from_batch(bytes.data(), bytes.size());
    if (!block) state.SkipWithError("can't parse");
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(parse_batch)->Arg(1'000);

}  // namespace
}  // namespace fenghuo::bench
