#include "adapters/cloudevents.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <span>

#include "adapters/text_encoding.h"
#include "engine/decimal.h"
#include "engine/digest.h"
#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

// Nobody's id or name is longer; a report may be a page.
constexpr std::size_t kNameBytesMax = 128;
constexpr std::size_t kReportBytesMax = 4096;

Error bad(std::string zh, std::string en) {
  return {Errc::bad_input, {std::move(zh), std::move(en)}};
}

Result<std::string> string_of(const json::object& object, std::string_view name, std::size_t most,
                              bool required) {
  const std::string key(name);
  const json::value* value = object.if_contains(name);
  if (value == nullptr && !required) return std::string();
  if (value == nullptr) return bad("缺少“" + key + "”", "'" + key + "' is missing");
  if (!value->is_string() || (required && value->get_string().empty()))
    return bad("“" + key + "”应为非空文字", "'" + key + "' should be a text that is not empty");
  const std::string text(value->get_string());
  if (text.size() > most)
    return bad("“" + key + "”过长，最多 " + std::to_string(most) + " 字节",
               "'" + key + "' is too long; at most " + std::to_string(most) + " bytes");
  if (!is_utf8(text)) return bad("“" + key + "”不是 UTF-8", "'" + key + "' is not UTF-8");
  return text;
}

constexpr std::array<std::string_view, 5> kObservationMembers{"station", "property", "time",
                                                              "value", "quality"};
constexpr std::array<std::string_view, 6> kReportMembers{"reporter", "kind",    "area",
                                                         "text",     "seen_at", "observed_at"};

// Senders may have members of their own; one that is called nearly as ours is a slip, and what it
// was to say ("quality": 4) must not be dropped without a word.
Result<void> check_spelling(const json::object& object, std::span<const std::string_view> members) {
  for (const auto& member : object) {
    const std::string_view name(member.key());
    if (std::find(members.begin(), members.end(), name) != members.end()) continue;
    const auto near = nearest(name, members);
    if (!near) continue;
    const std::string wanted(*near);
    return bad("没有“" + std::string(name) + "”这一项，是不是“" + wanted + "”？",
               "there is no member '" + std::string(name) + "'; did you mean '" + wanted + "'?");
  }
  return {};
}

Result<Instant> time_of(const json::object& object, std::string_view name) {
  const auto text = string_of(object, name, kNameBytesMax, true);
  if (!text) return text.error();
  const auto time = parse_rfc3339(*text);
  if (time) return *time;
  return bad("“" + *text + "”不是 RFC 3339 时间，例如 2026-07-15T08:35:00+08:00",
             "'" + *text + "' is no RFC 3339 time, such as 2026-07-15T08:35:00+08:00");
}

Result<void> add_observation(const json::value& value, ObservationBlock& block) {
  if (!value.is_object()) return bad("每个观测应为对象", "an observation should be an object");
  const json::object& object = value.get_object();
  if (auto ok = check_spelling(object, kObservationMembers); !ok) return ok.error();
  const auto station = string_of(object, "station", kNameBytesMax, true);
  if (!station) return station.error();
  const auto property = string_of(object, "property", kNameBytesMax, true);
  if (!property) return property.error();
  const auto time = time_of(object, "time");
  if (!time) return time.error();
  const json::value* number = object.if_contains("value");
  if (number == nullptr || !number->is_number())
    return bad("“value”应为数字", "'value' should be a number");
  const auto decimal = decimal_from(number->to_number<double>());
  if (!decimal) return bad("“value”过大", "'value' is too large");
  Quality quality = Quality::not_evaluated;
  if (const json::value* flag = object.if_contains("quality")) {
    const auto known = flag->is_int64() && flag->get_int64() > 0 && flag->get_int64() < 10
                           ? quality_from(static_cast<std::uint32_t>(flag->get_int64()))
                           : std::nullopt;
    if (!known) return bad("“quality”为 1、2、3、4 或 9", "'quality' is 1, 2, 3, 4 or 9");
    quality = *known;
  }
  const auto source = static_cast<std::uint32_t>(block.sources.size());
  block.sources.push_back({*station, *property, decimal->decimals});
  block.rows.push_back({source, quality, *time, decimal->mantissa});
  return {};
}

Result<Submission> observations_from(const json::value& data) {
  ObservationBlock block;
  const json::value* list =
      data.is_object() ? data.get_object().if_contains("observations") : nullptr;
  if (list == nullptr) {
    if (auto ok = add_observation(data, block); !ok) return ok.error();
    return Submission(std::move(block));
  }
  if (!list->is_array() || list->get_array().empty() ||
      list->get_array().size() > kRowsPerRecordMax)
    return bad("“observations”应为 1 至 10000 个观测的列表",
               "'observations' should be a list of 1 to 10,000 observations");
  for (std::size_t i = 0; i < list->get_array().size(); ++i) {
    auto ok = add_observation(list->get_array()[i], block);
    if (ok) continue;
    const std::string n = std::to_string(i);
    return bad("observations[" + n + "]：" + ok.error().text.zh,
               "observations[" + n + "]: " + ok.error().text.en);
  }
  return Submission(std::move(block));
}

Result<Submission> report_from(const CloudEventAttributes& attributes, const json::value& data,
                               Instant now) {
  if (!data.is_object()) return bad("data 应为对象", "data should be an object");
  const json::object& object = data.get_object();
  if (auto ok = check_spelling(object, kReportMembers); !ok) return ok.error();
  wire::Event event;
  wire::Report& report = *event.mutable_report();
  const auto reporter = string_of(object, "reporter", kNameBytesMax, true);
  const auto kind = string_of(object, "kind", kNameBytesMax, true);
  const auto area = string_of(object, "area", kNameBytesMax, false);
  const auto text = string_of(object, "text", kReportBytesMax, false);
  const auto seen_at = string_of(object, "seen_at", kNameBytesMax, false);
  for (const auto* member : {&reporter, &kind, &area, &text, &seen_at})
    if (!*member) return member->error();
  report.set_reporter(*reporter);
  report.set_kind(*kind);
  report.set_area(*area);
  report.set_text(*text);
  report.set_seen_at(*seen_at);
  report.set_observed_at_ms(ms_of(now));
  if (object.contains("observed_at")) {
    const auto time = time_of(object, "observed_at");
    if (!time) return time.error();
    report.set_observed_at_ms(ms_of(*time));
  }
  report.set_source_id(attributes.source + " " + attributes.id);
  report.set_recorded_by(attributes.recordedby);
  return Submission(std::move(event));
}

std::uint64_t key_of(const CloudEventAttributes& attributes) {
  const Digest digest = sha256(attributes.source + '\n' + attributes.id);
  std::uint64_t key = 0;
  for (int i = 0; i < 8; ++i) key = key << 8 | digest[static_cast<std::size_t>(i)];
  return key == 0 ? 1 : key;
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  json::error_code error;
  json::parse_options options;
  options.max_depth = 16;
  json::stream_parser parser({}, options);
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (!error && read == text.size()) parser.finish(error);
  if (error || read < text.size())
    return bad("不是有效的 JSON（第 " + std::to_string(read) + " 字节处）",
               "not valid JSON (at byte " + std::to_string(read) + ")");
  return parser.release();
}

Result<CloudEvent> cloud_event_from(const CloudEventAttributes& attributes, const json::value& data,
                                    Instant now) {
  if (attributes.specversion != "1.0")
    return bad("specversion 应为 1.0", "specversion should be 1.0");
  // Headers may hold any bytes; a record with such a text could not be read again.
  for (const auto* text :
       {&attributes.id, &attributes.source, &attributes.type, &attributes.recordedby}) {
    if (!is_utf8(*text))
      return bad("事件的属性不是 UTF-8", "an attribute of the event is not UTF-8");
    const std::size_t most = text == &attributes.recordedby ? kNameBytesMax : 4 * kNameBytesMax;
    if (text->size() > most)
      return bad("事件的属性超过 " + std::to_string(most) + " 字节",
                 "an attribute of the event is longer than " + std::to_string(most) + " bytes");
  }
  CloudEvent event{attributes.id, attributes.source, ObservationBlock()};
  const auto fill = [&](Result<Submission> submission) -> Result<CloudEvent> {
    if (!submission) return submission.error();
    event.submission = std::move(*submission);
    if (auto* block = std::get_if<ObservationBlock>(&event.submission))
      block->frame_key = key_of(attributes);
    return std::move(event);
  };
  if (attributes.type == "fenghuo.observations") return fill(observations_from(data));
  if (attributes.type == "fenghuo.report") return fill(report_from(attributes, data, now));
  return bad("不认识的事件类型“" + attributes.type + "”，可用 fenghuo.observations、fenghuo.report",
             "unknown event type '" + attributes.type +
                 "'; there are fenghuo.observations and fenghuo.report");
}

Result<CloudEvent> cloud_event_from(const json::value& structured, Instant now) {
  if (!structured.is_object())
    return bad("CloudEvent 应为 JSON 对象", "a CloudEvent should be a JSON object");
  const json::object& object = structured.get_object();
  CloudEventAttributes attributes;
  for (const auto& [name, member] : {std::pair{"specversion", &CloudEventAttributes::specversion},
                                     std::pair{"id", &CloudEventAttributes::id},
                                     std::pair{"source", &CloudEventAttributes::source},
                                     std::pair{"type", &CloudEventAttributes::type}}) {
    auto text = string_of(object, name, 4 * kNameBytesMax, true);
    if (!text) return text.error();
    attributes.*member = std::move(*text);
  }
  auto recorder = string_of(object, "recordedby", kNameBytesMax, false);
  if (!recorder) return recorder.error();
  attributes.recordedby = std::move(*recorder);
  const json::value* data = object.if_contains("data");
  if (data == nullptr)
    return bad("缺少“data”（不接受 data_base64）", "'data' is missing (data_base64 is not taken)");
  return cloud_event_from(attributes, *data, now);
}

}  // namespace fenghuo::adapters
