#include "adapters/plan/yaml_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "engine/nearest.h"

namespace fenghuo::adapters {
namespace {

constexpr std::size_t kCountedBlock = 256;

// All bytes but those that go on with a character.
std::size_t characters_in(std::string_view bytes) {
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

// yaml-cpp counts columns in bytes; people count characters.
Place place_of(YamlFile& file, const YAML::Mark& mark) {
  int column = mark.column + 1;
  if (mark.column > 0 && mark.pos >= mark.column &&
      static_cast<std::size_t>(mark.pos) <= file.text.size()) {
    const auto end = static_cast<std::size_t>(mark.pos);
    const auto begin = end - static_cast<std::size_t>(mark.column);
    column = static_cast<int>(file.characters.count(file.text, begin, end)) + 1;
  }
  return {file.name, mark.line + 1, column};
}

// The line of a text, from 1.
std::string_view line_of(std::string_view text, int line) {
  for (; line > 1; --line) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

}  // namespace

std::size_t CharacterCounts::count_before(std::string_view text, std::size_t end) const {
  const std::size_t block = end / kCountedBlock;
  return before_blocks_[block] +
         characters_in(text.substr(block * kCountedBlock, end - block * kCountedBlock));
}

std::size_t CharacterCounts::count(std::string_view text, std::size_t begin, std::size_t end) {
  if (before_blocks_.empty()) {
    before_blocks_.push_back(0);
    for (std::size_t at = 0; at + kCountedBlock <= text.size(); at += kCountedBlock)
      before_blocks_.push_back(before_blocks_.back() +
                               characters_in(text.substr(at, kCountedBlock)));
  }
  return count_before(text, end) - count_before(text, begin);
}

YamlNode::YamlNode(YamlFile& file, const YAML::Node& node, Place parent)
    : file_(&file), node_(std::make_unique<YAML::Node>(node)), parent_(std::move(parent)) {}
YamlNode::YamlNode(const YamlNode& other)
    : file_(other.file_),
      node_(std::make_unique<YAML::Node>(*other.node_)),
      parent_(other.parent_) {}
YamlNode::~YamlNode() = default;

YamlNode YamlNode::parse(YamlFile& file) {
  const Place begin{file.name, 1, 1};
  try {
    const YAML::Node root = YAML::Load(file.text);
    if (root.IsMap()) return {file, root, begin};
    file.faults.push_back(
        {begin, {"文件应为“键: 值”的形式", "the file should hold 'key: value' lines"}});
  } catch (const YAML::Exception& error) {
    file.faults.push_back({place_of(file, error.mark),
                           {"不是有效的 YAML：" + error.msg, "not valid YAML: " + error.msg}});
  }
  return {file, YAML::Node(YAML::NodeType::Undefined), begin};
}

bool YamlNode::absent() const {
  return !node_->IsDefined() || node_->IsNull();
}

bool YamlNode::is_scalar() const {
  return node_->IsDefined() && node_->IsScalar();
}

bool YamlNode::is_list() const {
  return node_->IsDefined() && node_->IsSequence();
}

bool YamlNode::is_quoted() const {
  return is_scalar() && node_->Tag() == "!";
}

Place YamlNode::place() const {
  if (!node_->IsDefined() || node_->Mark().is_null()) return parent_;
  return place_of(*file_, node_->Mark());
}

Place YamlNode::place_within(int line, int column) const {
  Place place = this->place();
  const std::string_view first = line_of(file_->text, place.line);
  const auto at =
      static_cast<std::size_t>(node_->IsDefined() ? std::max(node_->Mark().column, 0) : 0);
  const char sign = at < first.size() ? first[at] : ' ';
  if (sign == '|' || sign == '>') {
    const std::string_view content = line_of(file_->text, place.line + line);
    const auto indent = content.find_first_not_of(' ');
    return {place.file, place.line + line,
            column + (indent == std::string_view::npos ? 0 : static_cast<int>(indent))};
  }
  const int quote = sign == '"' || sign == '\'' ? 1 : 0;
  if (line > 1) return {place.file, place.line + line - 1, column};
  return {place.file, place.line, place.column + quote + column - 1};
}

void YamlNode::fault(Text text) const {
  file_->faults.push_back({place(), std::move(text)});
}

void YamlNode::fault_within(int line, int column, Text text) const {
  file_->faults.push_back({place_within(line, column), std::move(text)});
}

void YamlNode::only(std::initializer_list<std::string_view> keys) const {
  if (!node_->IsMap()) return;
  for (const auto& entry : *node_) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "?";
    if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
    const auto near = nearest(key, std::span(keys.begin(), keys.size()));
    const std::string like = near ? std::string(*near) : "";
    file_->faults.push_back(
        {place_of(*file_, entry.first.Mark()),
         {"不认识的键“" + key + "”" + (near ? "，是否为“" + like + "”？" : ""),
          "unknown key '" + key + "'" + (near ? "; did you mean '" + like + "'?" : "")}});
  }
}

YamlNode YamlNode::optional(std::string_view key) const {
  const YAML::Node nothing(YAML::NodeType::Undefined);
  if (!node_->IsMap()) return {*file_, nothing, place()};
  // A const node doesn't make the key that it is asked for.
  const YAML::Node& node = *node_;
  const YAML::Node found = node[std::string(key)];
  return {*file_, found.IsDefined() ? found : nothing, place()};
}

YamlNode YamlNode::required(std::string_view key) const {
  YamlNode found = optional(key);
  if (found.absent() && !absent())
    fault({"缺少“" + std::string(key) + "”", "'" + std::string(key) + "' is missing"});
  return found;
}

std::vector<std::string> YamlNode::keys() const {
  std::vector<std::string> keys;
  if (!node_->IsMap()) {
    if (!absent()) fault({"此处应为“键: 值”", "'key: value' lines belong here"});
    return keys;
  }
  for (const auto& entry : *node_)
    keys.push_back(entry.first.IsScalar() ? entry.first.Scalar() : "?");
  return keys;
}

std::vector<YamlNode> YamlNode::items() const {
  std::vector<YamlNode> items;
  if (absent()) return items;
  if (!node_->IsSequence()) {
    fault({"此处应为列表，每项以“- ”开头", "a list belongs here, each item beginning with '- '"});
    return items;
  }
  for (const auto& item : *node_) items.push_back({*file_, item, place()});
  return items;
}

std::string YamlNode::string(std::string_view otherwise) const {
  if (absent()) return std::string(otherwise);
  if (node_->IsScalar()) return node_->Scalar();
  fault({"此处应为文字", "a text belongs here"});
  return std::string(otherwise);
}

double YamlNode::number(double otherwise) const {
  if (absent()) return otherwise;
  double value = 0;
  if (node_->IsScalar() && YAML::convert<double>::decode(*node_, value)) return value;
  fault({"此处应为数字", "a number belongs here"});
  return otherwise;
}

bool YamlNode::boolean(bool otherwise) const {
  if (absent()) return otherwise;
  bool value = false;
  if (node_->IsScalar() && YAML::convert<bool>::decode(*node_, value)) return value;
  fault({"此处应为 true 或 false", "true or false belongs here"});
  return otherwise;
}

Span YamlNode::span(Span otherwise) const {
  if (absent()) return otherwise;
  const auto value = node_->IsScalar() ? parse_duration(node_->Scalar()) : std::nullopt;
  if (value) return *value;
  fault({"此处应为时长，例如 10m、1h30m", "a length of time belongs here, such as 10m or 1h30m"});
  return otherwise;
}

std::vector<std::string> YamlNode::strings() const {
  std::vector<std::string> values;
  for (const auto& item : items()) values.push_back(item.string());
  return values;
}

Text YamlNode::text() const {
  if (absent()) return {};
  only({"zh", "en"});
  return {required("zh").string(), required("en").string()};
}

}  // namespace fenghuo::adapters
