#include "adapters/plan/yaml_reader.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <optional>

#include "adapters/plan/yaml_passed_over.h"
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

struct Reason {
  std::string_view said;  // by yaml-cpp: how its message begins
  Text text;
};

// What yaml-cpp means, for those who have never heard of flows and scalars.
Text reason_of(const std::string& said) {
  static const Text kIndented{"这一行接不上前面，多半是缩进没有对齐",
                              "this line doesn't go on from those before; its indentation is "
                              "likely wrong"};
  static const Text kQuoted{"值不能以这个符号开头，要给值加引号",
                            "a value can't begin with this sign; put it into quotes"};
  static const Text kEscaped{"双引号里的反斜杠要写两个，或改用单引号",
                             "a backslash in double quotes is written twice; or use single quotes"};
  static const Text kUnclosed{"引号没有闭合", "a quote is not closed"};
  static const Reason kReasons[] = {
      {"end of map flow",
       {"“{”没有写完：少了“}”，或两项之间少了逗号、冒号",
        "a '{' is not complete: a '}' is missing, or a comma or colon within"}},
      {"end of sequence flow",
       {"“[”没有写完：少了“]”，或两项之间少了逗号",
        "a '[' is not complete: a ']' is missing, or a comma within"}},
      {"end of map", kIndented},
      {"end of sequence", kIndented},
      {"illegal flow end",
       {"这里的“]”或“}”多了，或和前面的括号不成对",
        "a ']' or '}' that closes nothing, or not what was opened"}},
      {"illegal map value",
       {"这里不该有冒号：看这一行和上一行的缩进、冒号；值里有“: ”要加引号",
        "no colon belongs here: look at the indentation and the colons of "
        "this line and the one before; a value with ': ' in it is quoted"}},
      {"illegal map key", kIndented},
      {"illegal block entry",
       {"“- ”不能写在这里，列表的每一项另起一行",
        "'- ' can't stand here; each item of a list begins a line"}},
      {"illegal tab", {"缩进不对", "the indentation is wrong"}},
      {"illegal EOF in scalar", kUnclosed},
      {"illegal document indicator", kUnclosed},
      {"unknown token", kQuoted},
      {"the referenced anchor", kQuoted},
      {"alias not found", kQuoted},
      {"anchor not found", kQuoted},
      {"unknown escape", kEscaped},
      {"bad character found while scanning hex", kEscaped}};
  for (const auto& reason : kReasons)
    if (said.starts_with(reason.said)) return reason.text;
  return {"这里读不懂（" + said + "）", said};
}

bool is_json(const YamlFile& file) {
  return file.name.ends_with("json");
}

bool is_indented_by_tab(std::string_view line) {
  return line.substr(0, line.find_first_not_of(" \t")).find('\t') != std::string_view::npos;
}

// What looks right in a line and separates nothing. In Chinese text these signs are at home: they
// count outside of quotes and comments, and only where they may have been meant to separate.
std::optional<Text> slip_in(std::string_view line, bool tabs_are_wrong) {
  constexpr std::string_view kColon = "：";
  constexpr std::string_view kComma = "，";
  if (tabs_are_wrong && is_indented_by_tab(line))
    return Text{"用制表符缩进，要用空格", "is indented by a tab; use blanks"};
  char quote = 0;
  bool after_key = false;
  bool in_brackets = false;
  for (std::size_t i = 0; i < line.size() && (quote != 0 || line[i] != '#'); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
      continue;
    }
    if (c == '"' || c == '\'') quote = c;
    in_brackets = in_brackets || c == '{' || c == '[';
    if (c == ':') after_key = true;
    if (c == '{' || c == '[' || (c == ',' && in_brackets)) after_key = false;
    if (!after_key && line.substr(i).starts_with(kColon))
      return Text{"有全角冒号“：”，要写“: ”", "has a full-width colon '：'; write ': '"};
    if (in_brackets && line.substr(i).starts_with(kComma))
      return Text{"有全角逗号“，”，要写“,”", "has a full-width comma '，'; write ','"};
  }
  return std::nullopt;
}

// yaml-cpp often stumbles only on the line after the slip.
Text slip_near(const YamlFile& file, int line) {
  for (const int at : {line, line - 1}) {
    const auto slip = at > 0 ? slip_in(line_of(file.text, at), !is_json(file)) : std::nullopt;
    if (!slip) continue;
    const std::string number = std::to_string(at);
    return {"；第 " + number + " 行" + slip->zh, "; line " + number + " " + slip->en};
  }
  return {};
}

Text not_valid(const YamlFile& file, const YAML::Exception& error) {
  const Text reason = reason_of(error.msg);
  const Text slip = slip_near(file, error.mark.line + 1);
  const std::string kind = is_json(file) ? "JSON" : "YAML";
  return {"不是有效的 " + kind + "：" + reason.zh + slip.zh,
          "not valid " + kind + ": " + reason.en + slip.en};
}

void note_passed_over(YamlFile& file) {
  for (const auto& one : passed_over_in(file.text)) {
    const std::string line = std::to_string(one.line_before);
    const Text text =
        one.of_document
            ? Text{"从这里起是第二份内容（前面有“---”），不会被读：合成一份，或另写一个文件",
                   "a second document begins here, after '---', and would not be read: put all "
                   "into one, or write another file"}
            : Text{"键“" + one.key + "”写了两次（第 " + line + " 行已有），只会读前一个：删去一个",
                   "the key '" + one.key + "' stands twice (it is in line " + line +
                       " already), and only the first would be read: keep one of them"};
    file.faults.push_back({place_of(file, one.at), text});
  }
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
    if (root.IsMap()) {
      note_passed_over(file);
      return {file, root, begin};
    }
    const Text slip = slip_near(file, 1);
    file.faults.push_back(
        {begin,
         {"文件应为“键: 值”的形式" + slip.zh, "the file should hold 'key: value' lines" + slip.en},
         Severity::fault,
         true});
  } catch (const YAML::Exception& error) {
    file.faults.push_back(
        {place_of(file, error.mark), not_valid(file, error), Severity::fault, true});
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

TextPlaces YamlNode::text_places() const {
  if (!is_scalar() || node_->Mark().is_null()) return {};
  return {node_->Scalar(), file_->text, static_cast<std::size_t>(node_->Mark().pos), place()};
}

void YamlNode::fault(Text text) const {
  file_->faults.push_back({place(), std::move(text)});
}

void YamlNode::fault_within(int line, int column, Text text) const {
  const TextPlaces places = text_places();
  file_->faults.push_back({places.empty() ? place() : places.at(line, column), std::move(text)});
}

bool YamlNode::expect_mapping() const {
  if (absent()) return false;
  if (node_->IsMap()) return true;
  if (file_->no_mappings.insert(node_->Mark().pos).second)
    fault({"此处应为“键: 值”", "'key: value' lines belong here"});
  return false;
}

void YamlNode::only(std::initializer_list<std::string_view> keys) const {
  if (!expect_mapping()) return;
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
  if (found.absent() && expect_mapping())
    fault({"缺少“" + std::string(key) + "”", "'" + std::string(key) + "' is missing"});
  return found;
}

std::vector<std::string> YamlNode::keys() const {
  std::vector<std::string> keys;
  if (!expect_mapping()) return keys;
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
