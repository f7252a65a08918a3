#include "adapters/cap.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <string>

#include "adapters/text_encoding.h"
#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

// Where an XML declaration stands.
constexpr std::size_t kDeclarationBytes = 100;

Error bad(const std::string& zh, const std::string& en) {
  return {Errc::bad_input, {zh, en}};
}

// The name without what stands for its namespace: senders write cap:alert and alert.
std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

std::string text_of(const pugi::xml_node& parent, std::string_view name) {
  for (const auto& child : parent.children())
    if (local_name(child) == name) return trimmed(child.text().get());
  return "";
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(value) : std::nullopt;
}

struct Point {
  double latitude_deg;
  double longitude_deg;
};

// "38.47,-120.14"
std::optional<Point> point(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  const auto latitude = number(text.substr(0, comma));
  const auto longitude = number(text.substr(comma + 1));
  if (!latitude || !longitude || !(*latitude >= -90 && *latitude <= 90) ||
      !(*longitude >= -180 && *longitude <= 180))
    return std::nullopt;
  return Point{*latitude, *longitude};
}

// The words of a text, in order.
template <class Use>
void each_word(std::string_view text, Use use) {
  while (true) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return;
    text.remove_prefix(begin);
    const auto end = std::min(text.find_first_of(" \t\r\n"), text.size());
    use(text.substr(0, end));
    text.remove_prefix(end);
  }
}

Level level_of(std::string_view severity) {
  if (severity == "Extreme") return Level::red;
  if (severity == "Severe") return Level::orange;
  if (severity == "Moderate") return Level::yellow;
  return severity == "Minor" ? Level::blue : Level::none;
}

class Reader {
 public:
  Result<wire::ReceivedWarning> read(const pugi::xml_node& alert) {
    warning_.set_identifier(required(alert, "identifier"));
    warning_.set_sender(required(alert, "sender"));
    warning_.set_sent_at_ms(ms_of(time(alert, "sent").value_or(Instant{})));
    if (warning_.sent_at_ms() == 0) wrong("sent", text_of(alert, "sent"));
    read_kind(alert);
    read_status(alert);
    // sender,identifier,sent sender,identifier,sent ...
    each_word(text_of(alert, "references"), [&](std::string_view reference) {
      const auto first = reference.find(',');
      const auto last = reference.rfind(',');
      if (first < last && last != std::string_view::npos)
        warning_.add_supersedes(std::string(reference.substr(first + 1, last - first - 1)));
    });
    for (const auto& child : alert.children())
      if (local_name(child) == "info") read_info(child);
    if (warning_.infos().empty() && warning_.kind() != wire::ReceivedWarning::CANCEL)
      wrong("info", "");
    if (!fault_ && warning_.ByteSizeLong() > kWarningBytesMax)
      fault_ = bad("预警超过 400 KiB", "the warning is larger than 400 KiB");
    if (!fault_ && warning_.infos_size() > kWarningPartsMax)
      fault_ = bad("预警的 info 超过 200 个，请分成几条",
                   "more than 200 info in one warning; send several");
    if (fault_) return *fault_;
    return std::move(warning_);
  }

 private:
  void wrong(const std::string& element, const std::string& text) {
    if (fault_) return;
    fault_ = text.empty() ? bad("CAP 缺少 " + element, "CAP lacks " + element)
                          : bad("CAP 的 " + element + " 不能是“" + text + "”",
                                "CAP's " + element + " can't be '" + text + "'");
  }
  std::string required(const pugi::xml_node& parent, const char* element) {
    std::string text = text_of(parent, element);
    if (text.empty()) wrong(element, "");
    return text;
  }
  // Nothing where it is not there; what is there and no time is a fault.
  std::optional<Instant> time(const pugi::xml_node& parent, const char* element) {
    const std::string text = text_of(parent, element);
    if (text.empty()) return std::nullopt;
    const auto at = parse_rfc3339(text);
    if (!at || !in_range(*at)) wrong(element, text);
    return at;
  }
  // System and Draft are for machines and for those who write: they warn nobody.
  void read_status(const pugi::xml_node& alert) {
    const std::string status = text_of(alert, "status");
    if (status == "Exercise")
      warning_.set_status(wire::ReceivedWarning::EXERCISE);
    else if (status == "Test")
      warning_.set_status(wire::ReceivedWarning::TEST);
    else if (status != "Actual")
      wrong("status", status);
  }
  void read_kind(const pugi::xml_node& alert) {
    const std::string type = text_of(alert, "msgType");
    if (type == "Update") {
      warning_.set_kind(wire::ReceivedWarning::UPDATE);
    } else if (type == "Cancel") {
      warning_.set_kind(wire::ReceivedWarning::CANCEL);
    } else if (type != "Alert") {
      wrong("msgType", type);
    }
  }
  void read_info(const pugi::xml_node& node) {
    wire::WarningInfo& info = *warning_.add_infos();
    info.set_event(required(node, "event"));
    info.set_level(to_wire(level_of(text_of(node, "severity"))));
    info.set_headline(text_of(node, "headline"));
    const std::string language = text_of(node, "language");
    info.set_language(language.empty() ? "en-US" : language);  // as CAP 1.2 has it
    const Instant sent = instant_ms(warning_.sent_at_ms());
    const auto effective = time(node, "effective");
    const Instant from = time(node, "onset").value_or(effective.value_or(sent));
    info.set_from_ms(ms_of(from));
    info.set_until_ms(ms_of(time(node, "expires").value_or(from + kWarningStandsFor)));
    for (const auto& child : node.children())
      if (local_name(child) == "area") read_area(child, *info.add_areas());
  }
  void read_area(const pugi::xml_node& node, wire::WarningArea& area) {
    for (const auto& child : node.children()) {
      const std::string_view name = local_name(child);
      const std::string text = trimmed(child.text().get());
      if (name == "areaDesc") area.set_description(text);
      if (name == "polygon") read_polygon(text, area);
      if (name == "circle") read_circle(text, area);
      if (name == "geocode") read_geocode(child, text, area);
    }
  }
  // CAP 1.0 writes NAME=VALUE; and some senders put several codes into one value.
  static void read_geocode(const pugi::xml_node& node, const std::string& text,
                           wire::WarningArea& area) {
    std::string value = text_of(node, "value");
    if (value.empty()) value = text.substr(text.find('=') + 1);
    std::replace(value.begin(), value.end(), ',', ' ');
    std::replace(value.begin(), value.end(), ';', ' ');
    each_word(value, [&](std::string_view word) { area.add_geocodes(std::string(word)); });
  }
  void read_polygon(const std::string& text, wire::WarningArea& area) {
    if (text.empty()) return;
    wire::WarningPolygon& polygon = *area.add_polygons();
    each_word(text, [&](std::string_view word) {
      const auto corner = point(word);
      if (!corner) return wrong("polygon", std::string(word));
      polygon.add_latitude_deg(corner->latitude_deg);
      polygon.add_longitude_deg(corner->longitude_deg);
    });
  }
  void read_circle(const std::string& text, wire::WarningArea& area) {
    if (text.empty()) return;
    const auto space = text.find(' ');
    const auto centre = point(std::string_view(text).substr(0, space));
    const auto radius = space == std::string::npos
                            ? std::nullopt
                            : number(trimmed(std::string_view(text).substr(space)));
    if (!centre || !radius || !(*radius >= 0)) return wrong("circle", text);
    wire::WarningCircle& circle = *area.add_circles();
    circle.set_latitude_deg(centre->latitude_deg);
    circle.set_longitude_deg(centre->longitude_deg);
    circle.set_radius_km(*radius);
  }

  wire::ReceivedWarning warning_;
  std::optional<Error> fault_;
};

// What an XML declaration says of its encoding, in small letters; empty where it says nothing.
std::string declared_encoding(std::string_view xml) {
  std::string declaration(xml.substr(0, std::min(xml.find("?>"), kDeclarationBytes)));
  std::transform(declaration.begin(), declaration.end(), declaration.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  std::erase_if(declaration, [](unsigned char c) { return std::isspace(c) != 0; });
  constexpr std::string_view kEncoding = "encoding=";
  const auto at = declaration.find(kEncoding);
  if (at == std::string::npos) return "";
  const auto begin = at + kEncoding.size() + 1;  // after the quote
  if (begin >= declaration.size()) return "";
  return declaration.substr(begin, declaration.find(declaration[begin - 1], begin) - begin);
}

// pugixml takes bytes as they are, and what isn't UTF-8 couldn't be read out of the log again. What
// has two bytes a character, or declares Latin-1, it turns into UTF-8 itself.
std::optional<std::string> as_utf8(std::string_view xml) {
  const std::string encoding = declared_encoding(xml);
  const bool has_two_bytes = xml.substr(0, kDeclarationBytes).find('\0') != std::string_view::npos;
  // It looks for the declaration at the very beginning.
  const bool is_latin_1 =
      xml.starts_with("<?xml") && (encoding == "iso-8859-1" || encoding == "latin1");
  if (has_two_bytes || is_latin_1 || is_utf8(xml)) return std::string(xml);
  // UTF-8 that was cut inside a character is often good GB18030: only who says so is believed.
  return encoding.starts_with("gb") ? to_utf8(xml) : std::nullopt;
}

}  // namespace

Result<wire::ReceivedWarning> read_cap(std::string_view xml) {
  // pugixml resolves no entities of a document's own; where there are some, their text is missing.
  if (xml.find("<!DOCTYPE") != std::string_view::npos)
    return bad("XML 不得带文档类型（DOCTYPE）", "the XML must have no document type (DOCTYPE)");
  const auto text = as_utf8(xml);
  if (!text)
    return bad("文字不是 UTF-8（GB18030 的须在 XML 声明里写明）",
               "its text is not UTF-8 (GB18030 is to be declared in the XML)");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text->data(), text->size());
  if (!parsed)
    return bad("不是完整的 XML（第 " + std::to_string(parsed.offset) + " 字节起）",
               "no well-formed XML (from byte " + std::to_string(parsed.offset) +
                   " on): " + parsed.description());
  const pugi::xml_node root = document.document_element();
  if (local_name(root) != "alert")
    return bad("XML 的根元素须为 alert", "the root of the XML should be alert");
  return Reader().read(root);
}

}  // namespace fenghuo::adapters
