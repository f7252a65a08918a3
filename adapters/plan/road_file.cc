#include "adapters/plan/road_file.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>
#include <set>
#include <utility>

#include "adapters/plan/road_geometry.h"
#include "adapters/plan/road_network.h"
#include "adapters/plan/road_properties.h"
#include "adapters/plan/road_tags.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

constexpr char kRecordMark = '\x1e';  // RFC 8142

const json::object* object_in(const json::object& parent, std::string_view key) {
  const json::value* value = parent.if_contains(key);
  return value ? value->if_object() : nullptr;
}

std::string_view string_in(const json::object& parent, std::string_view key) {
  const json::value* value = parent.if_contains(key);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view{};
}

std::string id_of(const json::object& feature, const json::object& properties) {
  const bool own = string_in(properties, "kind") == "road";
  const json::value* id = (own ? properties : feature).if_contains("id");
  if (id && id->is_string()) return std::string(id->get_string());
  if (id && id->is_int64()) return std::to_string(id->get_int64());
  return "";
}

class Reader {
 public:
  Reader(const PlanFile& file, const RoadReading& how, Diagnostics& faults)
      : file_(file), how_(how), faults_(faults) {}

  std::vector<DrawnRoad> read() {
    if (file_.text.size() > kRoadFileBytesMax) {
      fault({"文件超过 64 MiB：先按范围裁剪", "more than 64 MiB: clip it to a smaller box"});
    } else if (!read_lines()) {
      const auto root = parse(file_.text);
      if (root) read_root(*root);
    }
    return std::move(drawn_);
  }

 private:
  // Our own memory is given back at once, and not value by value.
  static json::storage_ptr storage() {
    return json::make_shared_resource<json::monotonic_resource>();
  }

  // A feature a line. False where the first line is none: then it is all one document.
  bool read_lines() {
    std::string_view rest = file_.text;
    for (bool first = true; !rest.empty(); ++place_.line) {
      std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(line.size() + 1, rest.size()));
      if (line.starts_with(kRecordMark)) line.remove_prefix(1);
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      if (first) {
        json::error_code error;
        const auto value = json::parse(line, error, storage());
        if (error || !value.is_object() || string_in(value.get_object(), "type") != "Feature") {
          place_.line = 1;
          return false;
        }
      }
      first = false;
      if (const auto feature = parse(line)) read_feature(*feature);
    }
    return true;
  }

  // Notes where the text breaks off from what JSON is.
  std::optional<json::value> parse(std::string_view text) {
    json::parser parser(storage());
    json::error_code error;
    const std::size_t read = parser.write_some(text.data(), text.size(), error);
    const std::string_view after = text.substr(std::min(read, text.size()));
    if (!error && after.find_first_not_of(" \t\r\n") == std::string_view::npos)
      return parser.release();
    const std::string_view good = text.substr(0, std::min(read, text.size()));
    const auto line_begin = good.rfind('\n') + 1;  // npos + 1 is 0
    Place place = place_;
    place.line += static_cast<int>(std::count(good.begin(), good.end(), '\n'));
    place.column = static_cast<int>(good.size() - line_begin) + 1;
    note(std::move(place), {"不是 JSON", "this is no JSON"}, true);
    return std::nullopt;
  }

  void read_root(const json::value& root) {
    const json::object* object = root.if_object();
    const json::value* features = object ? object->if_contains("features") : nullptr;
    if (!features || !features->is_array())
      return note(place_,
                  {"应为 FeatureCollection，或每行一个 Feature",
                   "this should be a FeatureCollection, or a Feature a line"},
                  true);
    for (const json::value& feature : features->get_array()) read_feature(feature);
  }

  void read_feature(const json::value& value) {
    ++number_;
    id_.clear();
    const json::object* feature = value.if_object();
    const json::object* properties = feature ? object_in(*feature, "properties") : nullptr;
    if (!properties) return;
    id_ = id_of(*feature, *properties);
    const json::object* geometry = object_in(*feature, "geometry");
    if (properties->contains("kind")) {
      if (string_in(*properties, "kind") == "road") read_own(*properties, geometry);
    } else if (properties->contains("highway")) {
      read_tagged(*properties, geometry);
    }
  }

  void read_own(const json::object& properties, const json::object* geometry) {
    if (id_.empty()) return fault({"缺少 id", "it has no id"});
    if (!seen_.insert(id_).second) return fault({"id 重复", "the id stands twice"});
    std::vector<Text> wrong;
    auto own = read_road_properties(properties, wrong);
    for (Text& text : wrong) fault(std::move(text));
    auto lines = read_road_lines(geometry);
    if (!lines) fault(lines.error().text);
    if (!wrong.empty() || !lines) return;
    if (!own.speed_said) own.traits.speed_kmh = speed_in_bends_kmh(own.traits.speed_kmh, *lines);
    DrawnRoad road{.road = {id_, std::move(own.traits)}, .whole = true};
    if (own.length_m) {
      double drawn_m = 0;
      for (const RoadLine& line : *lines) drawn_m += length_m(line);
      road.stretch = *own.length_m / drawn_m;
    }
    add(std::move(road), std::move(*lines));
  }

  // The same way twice, as where two extracts overlap, is one.
  void read_tagged(const json::object& tags, const json::object* geometry) {
    auto tagged = read_road_tags(tags);
    if (!tagged) return;
    auto lines = read_road_lines(geometry);
    if (!lines && lines.error().code != Errc::not_found) fault(lines.error().text);
    if (!lines) return;
    if (id_.empty()) id_ = "r" + std::to_string(number_);
    if (!seen_.insert(id_).second) return;
    tagged->traits.speed_kmh = speed_in_bends_kmh(tagged->traits.speed_kmh, *lines);
    if (tagged->backwards)
      for (RoadLine& line : *lines) std::reverse(line.begin(), line.end());
    add({.road = {id_, std::move(tagged->traits)}}, std::move(*lines));
  }

  void add(DrawnRoad road, std::vector<RoadLine> lines) {
    for (RoadLine& line : lines) {
      if (!how_.within) {
        road.lines.push_back(std::move(line));
        continue;
      }
      for (RoadLine& part : clipped(line, *how_.within)) road.lines.push_back(std::move(part));
    }
    if (!road.lines.empty()) drawn_.push_back(std::move(road));
  }

  void fault(Text text) {
    if (number_ == 0) return note(place_, std::move(text));
    const std::string number = std::to_string(number_);
    const Text who{"第 " + number + " 个要素" + (id_.empty() ? "" : "（" + id_ + "）") + "：",
                   "feature " + number + (id_.empty() ? "" : " (" + id_ + ")") + ": "};
    note(place_, {who.zh + text.zh, who.en + text.en});
  }

  void note(Place place, Text text, bool of_whole_file = false) {
    if (noted_++ < kRoadFaultsMax)
      faults_.push_back({std::move(place), std::move(text), Severity::fault, of_whole_file});
  }

  const PlanFile& file_;
  const RoadReading& how_;
  Diagnostics& faults_;
  Place place_{.file = file_.name};
  std::size_t noted_ = 0;
  std::size_t number_ = 0;  // of the feature, from 1
  std::string id_;
  std::set<std::string> seen_;
  std::vector<DrawnRoad> drawn_;
};

}  // namespace

RoadMap read_roads(const PlanFile& file, const RoadReading& how, Diagnostics& faults) {
  auto drawn = Reader(file, how, faults).read();
  const RoadLine cuts = cut_at_places(drawn, how.places);
  auto map = connected(drawn, cuts);
  if (map) return std::move(*map);
  faults.push_back({{.file = file.name}, map.error().text});
  return {};
}

Result<RoadBox> parse_road_box(std::string_view degrees) {
  std::array<double, 4> read{};
  const char* at = degrees.data();
  const char* end = at + degrees.size();
  bool good = true;
  for (std::size_t i = 0; i < read.size() && good; ++i) {
    const auto [rest, error] = std::from_chars(at, end, read[i], std::chars_format::fixed);
    good = error == std::errc{} && std::fabs(read[i]) <= (i % 2 == 0 ? 180 : 90) &&
           (i + 1 < read.size() ? rest != end && *rest == ',' : rest == end);
    at = good && i + 1 < read.size() ? rest + 1 : rest;
  }
  if (!good || read[0] >= read[2] || read[1] >= read[3])
    return Error{Errc::bad_input,
                 {"范围写作 西,南,东,北（度），例如 115.80,39.70,116.00,39.90",
                  "a box is west,south,east,north in degrees, such as 115.80,39.70,116.00,39.90"}};
  const auto e7 = [](double value) { return static_cast<std::int32_t>(std::llround(value * 1e7)); };
  return RoadBox{{e7(read[0]), e7(read[1])}, {e7(read[2]), e7(read[3])}};
}

}  // namespace fenghuo::adapters
