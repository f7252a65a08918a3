#include "adapters/sl651/hex_body.h"

#include "adapters/sl651/report_writer.h"

namespace fenghuo::adapters::sl651 {
namespace {

constexpr std::uint8_t kTime = 0xf0;
constexpr std::uint8_t kStation = 0xf1;
constexpr std::uint8_t kText = 0xf2;
constexpr std::uint8_t kPicture = 0xf3;
constexpr std::uint8_t kBatch = 0xfd;
constexpr std::uint8_t kTimeStep = 0x04;
constexpr std::uint8_t kVendor = 0xff;

// F0F0 and F1F1; Nanshui's stations send the definition of five bytes, 28H, behind the lead.
bool names_time_or_station(std::uint8_t lead, std::uint8_t definition) {
  return (lead == kTime || lead == kStation) && (definition == lead || definition == 0x28);
}

// Values of a series go on to the end of the body, or to what can't be a value. No packed number
// begins like this; in a list of rain or level it would be 24 mm in five minutes or 600 m.
bool begins_group(ByteView bytes) {
  if (bytes.size() < 2) return false;
  return names_time_or_station(bytes[0], bytes[1]) || (bytes[0] == 0xf4 && bytes[1] == 0x60) ||
         (hour_value_bytes(bytes[0]) == 2 && bytes[1] == 0xc0);
}

Value read_value(std::uint8_t lead, ByteView data, std::uint8_t definition) {
  return lead == kStatusLead ? read_unsigned(data, 0) : read_bcd(data, definition & 7);
}

class HexBody {
 public:
  HexBody(ByteView groups, Span utc_offset, Report& report)
      : rest_(groups), writer_(report, utc_offset) {}

  void read() {
    while (!rest_.empty() && !writer_.full() && read_group()) continue;
  }

 private:
  // Each says whether what follows can be read.
  bool read_group();
  bool read_time();
  bool read_station();
  bool read_time_step(std::uint8_t definition);
  bool read_hours(std::uint8_t lead);
  bool read_element(std::uint8_t lead, std::uint8_t definition);
  bool read_series(const ElementName& element, std::uint8_t definition);

  bool stop(Refusal why, std::uint8_t lead) {
    writer_.refuse(why, to_hex({&lead, 1}));
    return false;
  }
  std::optional<ByteView> take(std::size_t bytes) {
    if (rest_.size() < bytes) return std::nullopt;
    const ByteView taken = rest_.first(bytes);
    rest_ = rest_.subspan(bytes);
    return taken;
  }

  ByteView rest_;
  ReportWriter writer_;
  std::optional<Span> step_;  // since a time step stood before the element: zero for hours' lists
};

bool HexBody::read_group() {
  const auto group = take(2);
  if (!group) return stop(Refusal::cut_group, rest_[0]);
  const std::uint8_t lead = (*group)[0];
  const std::uint8_t definition = (*group)[1];
  if (names_time_or_station(lead, definition)) return lead == kTime ? read_time() : read_station();
  // A text and a picture go on to the end.
  if (lead == kText) writer_.report().text = characters(rest_);
  if (lead == kPicture) writer_.report().picture.assign(rest_.begin(), rest_.end());
  if (lead == kText || lead == kPicture) return false;
  if (lead == kBatch) return stop(Refusal::batch_skipped, lead);
  if (lead == kTimeStep) return read_time_step(definition);
  if (hour_value_bytes(lead) != 0) return read_hours(lead);
  if (lead == 0 || lead == kTime || lead == kStation) return stop(Refusal::bad_group, lead);
  return read_element(lead, definition);
}

bool HexBody::read_time() {
  const auto digits = take(5);
  if (!digits) return stop(Refusal::cut_group, kTime);
  writer_.observation_time(*digits);
  return true;
}

// The class is left out where the function doesn't need it (table 24); no class is F0H.
bool HexBody::read_station() {
  const auto address = take(5);
  if (!address) return stop(Refusal::cut_group, kStation);
  writer_.station(to_hex(*address));
  if (!rest_.empty() && rest_[0] != kTime) writer_.station_class(static_cast<char>((*take(1))[0]));
  return true;
}

// Days, hours and minutes, of which only one should not be zero; table C.3.
bool HexBody::read_time_step(std::uint8_t definition) {
  const auto digits = take(3);
  if (!digits) return stop(Refusal::cut_group, kTimeStep);
  const Value packed = read_bcd(*digits, 0);
  const auto* number = std::get_if<std::optional<Decimal>>(&packed);
  if (definition != 0x18 || number == nullptr || !*number || (*number)->mantissa < 0)
    return stop(Refusal::bad_time_step, kTimeStep);
  const std::int64_t dhm = (*number)->mantissa;
  step_ = std::chrono::days{dhm / 10'000} + std::chrono::hours{dhm / 100 % 100} +
          std::chrono::minutes{dhm % 100};
  return true;
}

// The definition is not asked: Fujian's stations send 5CH for C0H. Behind a time step the hours go
// on, each following the one before.
bool HexBody::read_hours(std::uint8_t lead) {
  const ElementName element = name_of(lead, std::nullopt);
  Span after{0};
  do {
    const auto values = take(kHourValues * hour_value_bytes(lead));
    if (!values) return stop(Refusal::cut_group, lead);
    writer_.add_hour(element, *values, after);
    after += std::chrono::hours{1};
  } while (step_ && !rest_.empty() && !begins_group(rest_) && !writer_.full());
  step_.reset();
  return true;
}

bool HexBody::read_element(std::uint8_t lead, std::uint8_t definition) {
  std::optional<std::uint8_t> extension;
  if (lead == kVendor) {
    const auto next = take(1);
    if (!next) return stop(Refusal::cut_group, lead);
    extension = definition;
    definition = (*next)[0];
  }
  const ElementName element = name_of(lead, extension);
  if (step_) return read_series(element, definition);
  const auto data = take(definition >> 3);
  if (!data) {
    writer_.refuse(Refusal::cut_group, element.code);
    return false;
  }
  writer_.add(element, read_value(lead, *data, definition));
  return true;
}

// Clause 6.6.4.4: one element, whose values follow each other at the time step.
bool HexBody::read_series(const ElementName& element, std::uint8_t definition) {
  const std::size_t bytes = definition >> 3;
  if (bytes == 0 || *step_ == Span{0}) {
    writer_.refuse(bytes == 0 ? Refusal::bad_group : Refusal::bad_time_step, element.code);
    return false;
  }
  for (Span after{0}; !rest_.empty() && !begins_group(rest_) && !writer_.full(); after += *step_) {
    const auto data = take(bytes);
    if (!data) {
      writer_.refuse(Refusal::cut_group, element.code);
      return false;
    }
    writer_.add(element, read_value(element.lead, *data, definition), after);
  }
  step_.reset();
  return true;
}

}  // namespace

void read_hex_body(ByteView groups, Span utc_offset, Report& report) {
  HexBody(groups, utc_offset, report).read();
}

}  // namespace fenghuo::adapters::sl651
