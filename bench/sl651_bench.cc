// What a frame of a station costs: out of the bytes of a connection, checked and decoded.
#include <benchmark/benchmark.h>

#include "adapters/sl651/report.h"
#include "adapters/sl651/splitter.h"

namespace fenghuo::bench {
namespace {

using namespace adapters::sl651;

// River station 0061234567, timed report 9 of 08:40: rain 0.5, level 152.310, voltage 12.30.
constexpr const char* kTimedReport =
    "7E7E010061234567A000320026020009260715084000F1F1006123456748F0F02607150840201900000539230015"
    "231038121230031E40";

void decode_frame(benchmark::State& state) {
  const auto bytes = from_hex(kTimedReport);
  Splitter splitter;
  for (auto _ : state) {
    splitter.push(*bytes);
    const auto split = splitter.next();
    const auto* frame = split ? std::get_if<Frame>(&*split) : nullptr;
    if (frame == nullptr || decode(*frame, std::chrono::hours{8}).readings.size() != 3)
      state.SkipWithError("can't decode");
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes->size()));
}
BENCHMARK(decode_frame);

}  // namespace
}  // namespace fenghuo::bench
