// fenghuo decode FORMAT [FILE]: frames of a protocol to observations, one JSON object a line.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>

#include "adapters/json_text.h"
#include "adapters/sl651/report.h"
#include "adapters/sl651/splitter.h"
#include "cli/verb.h"
#include "engine/decimal.h"
#include "engine/observations.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;
namespace sl651 = adapters::sl651;

// SL 651 times are those of China (the standard knows no other).
constexpr Span kUtcOffset = std::chrono::hours{8};

std::string hex_byte(std::uint8_t byte) {
  return sl651::to_hex({&byte, 1});
}

json::object reading_json(const sl651::Reading& reading) {
  json::object out{{"code", reading.code},
                   {"property", reading.property},
                   {"time", to_rfc3339(reading.observed_at, kUtcOffset)}};
  if (reading.value) {
    out["value"] = to_double(reading.value->mantissa, reading.value->decimals);
  } else {
    out["value"] = nullptr;
    out["quality"] = static_cast<int>(Quality::missing);
  }
  out["unit"] = reading.unit;
  return out;
}

json::object frame_json(const sl651::Frame& frame) {
  json::object out{{"ok", true},
                   {"station", frame.station},
                   {"function", hex_byte(frame.function)},
                   {"direction", frame.direction == sl651::Direction::up ? "up" : "down"},
                   {"mode", frame.coding == sl651::Coding::hex ? "hex" : "ascii"},
                   {"centre", frame.centre},
                   {"password", sl651::hex_number(frame.password, 4)},
                   {"end", hex_byte(static_cast<std::uint8_t>(frame.end))}};
  if (frame.packet) {
    out["packets"] = frame.packet->total;
    out["packet"] = frame.packet->number;
  }
  return out;
}

json::object decoded_json(const sl651::Frame& frame) {
  json::object out = frame_json(frame);
  json::array observations;
  json::array refused;
  // Only the first packet of a message says when it was sent and what it holds.
  if (!frame.packet || frame.packet->number == 1) {
    const auto report = sl651::decode(frame, kUtcOffset);
    out["serial"] = report.serial;
    if (report.sent_at) out["sent_at"] = to_rfc3339(*report.sent_at, kUtcOffset);
    for (const auto& reading : report.readings) {
      observations.push_back(reading_json(reading));
      if (reading.station != frame.station)
        observations.back().get_object()["station"] = reading.station;
    }
    for (const auto& refusal : report.refused)
      refused.push_back(
          {{"code", std::string(sl651::name_of(refusal.why))}, {"detail", refusal.code}});
  }
  out["observations"] = std::move(observations);
  if (!refused.empty()) out["refused"] = std::move(refused);
  return out;
}

json::object error_json(sl651::Refusal why, const Session& session) {
  return {
      {"ok", false},
      {"error",
       {{"code", std::string(sl651::name_of(why))}, {"detail", session.say(sl651::text_of(why))}}}};
}

// One line, one frame: what comes before or behind it on the line doesn't count where it is whole.
void decode_line(const std::string& line, Session& session) {
  const auto bytes = sl651::from_hex(line);
  json::object out;
  if (!bytes) {
    out = {{"ok", false},
           {"error",
            {{"code", "bad_hex"}, {"detail", session.say({"不是十六进制", "not hexadecimal"})}}}};
  } else {
    sl651::Splitter splitter;
    splitter.push(*bytes);
    splitter.end_of_input();
    std::optional<sl651::Refusal> why;
    while (auto split = splitter.next()) {
      if (const auto* frame = std::get_if<sl651::Frame>(&*split)) {
        out = decoded_json(*frame);
        break;
      }
      if (!why) why = std::get<sl651::Skipped>(*split).why;
    }
    if (out.empty()) out = error_json(why.value_or(sl651::Refusal::truncated), session);
  }
  if (!out["ok"].as_bool()) session.status = faults;
  std::printf("%s\n", adapters::to_text(out).c_str());
}

void decode(const std::string& path, Session& session) {
  std::ifstream file;
  if (path != "-") {
    file.open(path);
    if (!file) return session.fail({"打不开“" + path + "”", "can't open '" + path + "'"});
  }
  std::istream& in = path == "-" ? std::cin : file;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) decode_line(line, session);
  }
}

}  // namespace

void add_decode(Verb& verbs, Session& session) {
  Verb verb =
      verbs.verb("decode", {"把协议报文译成观测，每行一个 JSON",
                            "frames of a protocol to observations, one JSON object a line"});
  auto path = std::make_shared<std::string>("-");
  verb.choice(
      "FORMAT", {"sl651"}, [](const std::string&) {}, {"协议", "the protocol"}, Need::required);
  verb.text(
      "FILE", *path,
      {"每行一帧（十六进制）；- 为标准输入", "a frame a line, hexadecimal; - is standard input"});
  verb.example("fenghuo decode sl651 frames.txt");
  verb.run([path, &session] { decode(*path, session); });
}

}  // namespace fenghuo::cli
