// Any bytes as a stored record: a head, and a payload that the machine is to interpret. What can be
// read must be written again as it was; whatever is interpreted must be applied, and leave a state
// that can be saved and loaded.
//
// The input is a list of payloads for one machine, each after its length in two bytes; the first is
// tried as a head too.
#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <string_view>

#include "engine/check.h"
#include "engine/machine.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);
// Text that is no UTF-8 is told to standard error by protobuf, which would be all that one sees.
auto* const kLoud = google::protobuf::SetLogHandler(nullptr);
/// Of the datastreams that are there from the start.
constexpr std::uint32_t kDatastreams = 4;

void check_head(std::string_view bytes) {
  const auto record = decode_record_head(bytes);
  if (!record) {
    CHECK(record.error().code == Errc::damaged_log || record.error().code == Errc::newer_log);
    return;
  }
  const std::string head = encode_record_head(*record);
  CHECK(head == bytes.substr(0, head.size()));
}

void check_seal_of(const RecordHeader& header, const std::string& payload, const Digest& previous) {
  Record record = seal(header, payload, previous);
  CHECK(check_seal(record, previous));
  const auto decoded = decode_record_head(encode_record_head(record));
  CHECK(decoded && decoded->chain == record.chain);
  record.payload += 'x';
  CHECK(!check_seal(record, previous));
}

bool same(const Observation& a, const Observation& b) {
  return a.datastream == b.datastream && a.quality == b.quality && a.observed_at == b.observed_at &&
         a.device_time == b.device_time && a.value == b.value;
}

bool same(const Frame& a, const Frame& b) {
  return a.rows == b.rows && a.key == b.key && a.sent_at == b.sent_at;
}

void check_observations(const DecodedObservations& decoded, Instant recorded_at,
                        std::uint32_t datastreams) {
  const auto columns = encode_observations(decoded.rows, decoded.frames, recorded_at);
  DecodedObservations again;
  CHECK(decode_observations(columns, recorded_at, datastreams, again));
  const auto equal = [](const auto& a, const auto& b) { return same(a, b); };
  CHECK(std::equal(decoded.rows.begin(), decoded.rows.end(), again.rows.begin(), again.rows.end(),
                   equal));
  const bool told = std::any_of(decoded.frames.begin(), decoded.frames.end(),
                                [](const Frame& frame) { return frame.key != 0 || frame.sent_at; });
  if (told)
    CHECK(std::equal(decoded.frames.begin(), decoded.frames.end(), again.frames.begin(),
                     again.frames.end(), equal));
}

Machine machine_with_datastreams() {
  Machine machine({});
  wire::Event event;
  for (std::uint32_t id = 0; id < kDatastreams; ++id) {
    auto& added = *event.mutable_datastreams_registered()->add_datastreams();
    added.set_id(id);
    added.set_station(id < 2 ? "S1" : "S2");
    added.set_property("p" + std::to_string(id));
    added.set_decimals(id);
  }
  auto happening = machine.interpret(std::move(event), kNow);
  CHECK(happening.has_value());
  machine.apply({.recorded_at = kNow}, *happening);
  return machine;
}

void check_machine(const Machine& machine) {
  Machine loaded({});
  CHECK(loaded.load(machine.save()));
  CHECK(loaded.state_hash() == machine.state_hash());
  CHECK(machine.copy().state_hash() == machine.state_hash());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  Machine machine = machine_with_datastreams();
  Digest chain{};
  RecordHeader header{.offset = {1}, .recorded_at = kNow};
  while (rest.size() >= 2) {
    const std::size_t wanted =
        static_cast<unsigned char>(rest[0]) * 256U + static_cast<unsigned char>(rest[1]);
    const std::string payload(rest.substr(2, wanted));
    rest.remove_prefix(std::min(rest.size(), 2 + wanted));
    check_head(payload);
    check_seal_of(header, payload, chain);
    const auto happening = machine.interpret(payload, header.recorded_at);
    if (!happening) {
      CHECK(happening.error().code == Errc::damaged_log);
      continue;
    }
    check_observations(happening->observations, header.recorded_at, machine.datastreams().count());
    machine.apply(header, *happening);
    chain = seal(header, payload, chain).chain;
    header = {.offset = header.offset.next(),
              .recorded_at = header.recorded_at + std::chrono::seconds{1}};
  }
  check_machine(machine);
  return 0;
}

}  // namespace fenghuo
