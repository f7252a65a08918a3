// Any bytes through the whole of SL 651: split in chunks, assembled, decoded, answered, handed to
// the engine. The first byte of the input is the size of the chunks.

#include <algorithm>

#include "adapters/sl651/answer.h"
#include "adapters/sl651/blocks.h"
#include "adapters/sl651/splitter.h"
#include "engine/check.h"

namespace fenghuo::adapters::sl651 {
namespace {

constexpr Span kChina = std::chrono::hours{8};
constexpr Instant kNow = instant_ms(1784075700000);

void check_blocks(const Report& report) {
  const Blocks out = to_blocks(report);
  std::size_t rows = out.missing + out.repeated;
  for (const ObservationBlock& block : out.blocks) {
    CHECK(!block.rows.empty() && block.rows.size() <= kRowsPerRecordMax);
    CHECK(block.frame_key != 0);
    for (const auto& row : block.rows) CHECK(row.source < block.sources.size());
    rows += block.rows.size();
  }
  CHECK(report.function == 0x30 || rows == report.readings.size());
}

// What is sent is a frame that comes back as it was.
void check_answer(const Bytes& line) {
  Splitter splitter;
  splitter.push(line);
  const auto part = splitter.next();
  CHECK(part && std::holds_alternative<Frame>(*part));
  CHECK(encode(std::get<Frame>(*part)) == line);
  CHECK(!wants_answer(std::get<Frame>(*part)));
}

void check_message(const Frame& message) {
  const Report report = decode(message, kChina);
  CHECK(report.readings.size() + report.refused.size() <= kReadingsMax + 1);
  for (const Reading& reading : report.readings) {
    CHECK(reading.station.size() == 10 && !reading.property.empty());
    CHECK(!reading.value || std::abs(reading.value->mantissa) <= kMantissaMax);
  }
  check_blocks(report);
  if (const auto line = confirm(message, Line::stay, kNow, kChina)) check_answer(*line);
  check_answer(set_clock(message, kNow, kChina));
}

class Connection {
 public:
  void push(ByteView line) {
    splitter_.push(line);
    bytes_in_ += line.size();
    drain();
  }
  void end() {
    splitter_.end_of_input();
    drain();
    CHECK(bytes_in_ == bytes_out_);
    CHECK(assembly_.gaps().size() <= Assembly::kMessagesMax);
  }

 private:
  void drain() {
    while (const auto part = splitter_.next()) {
      if (const auto* skipped = std::get_if<Skipped>(&*part)) {
        CHECK(skipped->bytes > 0);
        bytes_out_ += skipped->bytes;
        continue;
      }
      const Frame& frame = std::get<Frame>(*part);
      bytes_out_ += encode(frame).size();
      const Assembled result = assembly_.add(frame);
      if (const auto* message = std::get_if<Frame>(&result)) check_message(*message);
      if (const auto* gap = std::get_if<Gap>(&result)) check_answer(ask_again(*gap, kNow, kChina));
    }
  }

  Splitter splitter_;
  Assembly assembly_;
  std::size_t bytes_in_ = 0;
  std::size_t bytes_out_ = 0;
};

// One message in frames of one coding: each with numbers, or each but the last ending in ETB.
void push_as_bodies(ByteView line, std::size_t chunk_bytes, std::uint8_t function, Coding coding,
                    bool in_packets) {
  Connection connection;
  const std::size_t total = (line.size() + chunk_bytes - 1) / chunk_bytes;
  for (std::size_t number = 1; number <= total; ++number) {
    const ByteView chunk = line.subspan((number - 1) * chunk_bytes);
    const ByteView body = chunk.first(std::min(chunk_bytes, chunk.size()));
    Frame frame;
    frame.coding = coding;
    frame.station = "0061234567";
    frame.function = function;
    frame.body.assign(body.begin(), body.end());
    frame.end = number == total ? End::etx : End::etb;
    if (in_packets && total <= 4095)
      frame.packet = {static_cast<std::uint16_t>(total), static_cast<std::uint16_t>(number)};
    connection.push(encode(frame));
  }
  connection.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 3) return 0;
  const std::size_t chunk_bytes = 1 + data[0];
  const ByteView line(data + 2, size - 2);
  Connection connection;
  for (std::size_t at = 0; at < line.size(); at += chunk_bytes)
    connection.push(line.subspan(at, std::min(chunk_bytes, line.size() - at)));
  connection.end();
  for (const Coding coding : {Coding::hex, Coding::ascii})
    for (const bool in_packets : {false, true})
      push_as_bodies(line, 8 * chunk_bytes, data[1], coding, in_packets);
  return 0;
}

}  // namespace fenghuo::adapters::sl651
