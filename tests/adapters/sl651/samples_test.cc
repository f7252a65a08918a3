// Every frame of the shared samples against the values that an independent decoder gave. Several of
// the frames have no licence, so they are read in place and the tests skip where they are absent.

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "adapters/sl651/bcd.h"
#include "adapters/sl651/elements.h"
#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

namespace json = boost::json;

constexpr const char* kFolder = FENGHUO_SOURCE_DIR "/../shared/data/protocols/";

json::value read_json(const std::string& name) {
  std::ifstream in(kFolder + name);
  std::ostringstream content;
  content << in.rdbuf();
  return in ? json::parse(content.str()) : json::value();
}

std::string string_at(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

Instant time_of(const std::string& digits) {
  return read_time(bytes(digits), kChina).value_or(Instant{});
}

// An element of one value, as "39 2026-... 152.310".
struct Expected {
  std::string code;
  Instant observed_at;
  std::optional<Decimal> value;
};

std::optional<Decimal> decimal_in(const json::value& value) {
  return value.is_string() ? parse_decimal(value.as_string()) : std::nullopt;
}

// The lists of the samples hold what stands in one group; `step` is that of a series.
void expect_list(const json::object& element, Span step, std::vector<Expected>& out) {
  const std::string code = string_at(element, "id");
  Instant at = time_of(string_at(element, element.contains("t0") ? "t0" : "obs"));
  for (const json::value& value : element.at("values").as_array()) {
    out.push_back({code, at, decimal_in(value)});
    at += step;
  }
}

Span step_of(const std::string& dhm) {
  const auto part = [&](std::size_t at) { return std::stoi(dhm.substr(at, 2)); };
  return std::chrono::days{part(0)} + std::chrono::hours{part(2)} + std::chrono::minutes{part(4)};
}

std::vector<Expected> expected_readings(const json::array& elements) {
  std::vector<Expected> out;
  Span step = std::chrono::minutes{5};
  for (const json::value& item : elements) {
    const json::object& element = item.as_object();
    if (element.contains("step_dhm")) {
      const Span given = step_of(string_at(element, "step_dhm"));
      if (given != Span{0}) step = given;
    } else if (element.contains("values")) {
      expect_list(element, step, out);
    } else if (element.contains("hex32")) {
      out.push_back({"45", time_of(string_at(element, "obs")),
                     Decimal{std::stoll(string_at(element, "hex32"), nullptr, 16), 0}});
    } else if (element.contains("value") && string_at(element, "id") != "00") {
      out.push_back({string_at(element, "id"), time_of(string_at(element, "obs")),
                     decimal_in(element.at("value"))});
    }
  }
  return out;
}

void check_readings(const json::object& decoded, const Report& report) {
  const auto expected = expected_readings(decoded.at("elements").as_array());
  // The decoder of the samples took what follows the first hour of a longer list for empty
  // elements.
  const bool more_hours =
      !decoded.at("elements").as_array().empty() &&
      string_at(decoded.at("elements").as_array().back().as_object(), "id") == "00";
  if (more_hours) {
    EXPECT_EQ(report.readings.size(), 192u);
  } else {
    EXPECT_EQ(report.readings.size(), expected.size());
  }
  EXPECT_TRUE(report.refused.empty());
  for (std::size_t i = 0; i < std::min(expected.size(), report.readings.size()); ++i) {
    const Reading& reading = report.readings[i];
    EXPECT_EQ(reading.code, expected[i].code);
    EXPECT_EQ(reading.observed_at, expected[i].observed_at) << reading.code;
    EXPECT_EQ(reading.value, expected[i].value) << shown(reading);
    EXPECT_EQ(reading.station, string_at(decoded, "body_station"));
    EXPECT_EQ(to_hex(Bytes{static_cast<std::uint8_t>(reading.station_class)}),
              string_at(decoded, "class"));
  }
  for (const json::value& item : decoded.at("elements").as_array()) {
    const json::object& element = item.as_object();
    if (element.contains("raw_ascii")) {
      EXPECT_EQ(report.text, string_at(element, "raw_ascii"));
    }
    if (const json::value* size = element.if_contains("jpeg_bytes_in_packet")) {
      EXPECT_EQ(report.picture.size(), size->to_number<std::size_t>());
    }
  }
}

void check_header(const json::object& decoded, const Frame& frame) {
  EXPECT_EQ(frame.coding == Coding::hex ? "HEX/BCD" : "ASCII", string_at(decoded, "mode"));
  EXPECT_EQ(frame.direction == Direction::up ? "up" : "down", string_at(decoded, "direction"));
  EXPECT_EQ(frame.centre, decoded.at("center").to_number<int>());
  EXPECT_EQ(frame.station, string_at(decoded, "station"));
  EXPECT_EQ(hex_number(frame.password, 4), string_at(decoded, "password"));
  EXPECT_EQ(hex_number(frame.function, 2), string_at(decoded, "func"));
  EXPECT_EQ(frame.packet.has_value(), string_at(decoded, "start") == "SYN");
  if (frame.packet) {
    EXPECT_EQ(frame.packet->total, decoded.at("packets").to_number<int>());
    EXPECT_EQ(frame.packet->number, decoded.at("packet_no").to_number<int>());
  }
  if (const json::value* size = decoded.if_contains("chunk_bytes")) {
    EXPECT_EQ(frame.body.size(), size->to_number<std::size_t>());
  }
  const std::map<std::string, End> ends{{"ETX", End::etx}, {"EOT", End::eot}, {"ENQ", End::enq},
                                        {"ACK", End::ack}, {"NAK", End::nak}, {"ETB", End::etb},
                                        {"ESC", End::esc}};
  EXPECT_EQ(frame.end, ends.at(string_at(decoded, "end")));
}

void check_sample(const json::object& sample) {
  const json::object& decoded = sample.at("decoded").as_object();
  const Bytes line = bytes(string_at(sample, "hex"));
  auto parts = split(line);
  ASSERT_FALSE(parts.empty());
  if (!sample.at("should_be_accepted").as_bool()) {
    EXPECT_EQ(parts, (std::vector<Split>{Skipped{Refusal::bad_checksum, line.size()}}));
    return;
  }
  if (string_at(decoded, "trailing") == "7E") {
    EXPECT_EQ(parts.back(), Split(Skipped{Refusal::garbage, 1}));
    parts.pop_back();
  }
  ASSERT_EQ(parts.size(), 1u);
  ASSERT_TRUE(std::holds_alternative<Frame>(parts[0]));
  const Frame& frame = std::get<Frame>(parts[0]);
  check_header(decoded, frame);
  if (!decoded.contains("serial")) return;  // a packet that is not the first

  const Report report = decode(frame, kChina);
  EXPECT_EQ(report.serial, decoded.at("serial").to_number<int>());
  EXPECT_EQ(report.send_time, string_at(decoded, "send_time"));
  EXPECT_EQ(report.sent_at, read_time(bytes(report.send_time), kChina));
  EXPECT_TRUE(to_hex(report.rest).ends_with(string_at(decoded, "rest")));
  // The decoder of the samples pairs the words of an ASCII series; ascii_body_test.cc has its
  // values.
  if (decoded.contains("elements") && frame.coding == Coding::hex) check_readings(decoded, report);
}

TEST(Samples, DecodeToTheirValues) {
  const json::value file = read_json("sl651_samples.json");
  if (file.is_null()) GTEST_SKIP() << "no shared samples at " << kFolder;
  const json::array& samples = file.at("samples").as_array();
  EXPECT_EQ(samples.size(), 78u);
  for (const json::value& sample : samples) {
    SCOPED_TRACE(string_at(sample.as_object(), "id"));
    check_sample(sample.as_object());
  }
}

TEST(Samples, HaveTheElementsOfTheTable) {
  const json::value file = read_json("sl651_elements.json");
  if (file.is_null()) GTEST_SKIP() << "no shared table at " << kFolder;
  const json::array& rows = file.at("elements").as_array();
  EXPECT_EQ(rows.size(), elements().size());
  for (const json::value& row : rows) {
    const std::string code = string_at(row.as_object(), "code");
    const Element* element = find_element(bytes(code)[0]);
    ASSERT_NE(element, nullptr) << code;
    EXPECT_EQ(element->ascii, string_at(row.as_object(), "ascii"));
  }
}

}  // namespace
}  // namespace fenghuo::adapters::sl651
