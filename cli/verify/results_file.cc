#include "cli/verify/results_file.h"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <string_view>
#include <utility>

#include "adapters/json_text.h"

namespace fenghuo::cli {

namespace json = boost::json;
using simulator::FailureResult;

namespace {

json::object json_of(const FailureResult& result, const std::string& night) {
  json::object caught;
  for (const auto& [village, people] : result.caught) caught[village] = people;
  return {{"night", night},
          {"elements", json::value_from(result.elements)},
          {"caught", std::move(caught)},
          {"asked", json::value_from(result.asked)}};
}

// The last line of a run that was broken off may be half a line, cut anywhere, and be the only one.
bool is_broken_off(std::string_view line) {
  constexpr std::string_view kBegins = R"({"night":)";
  return line.starts_with(kBegins) || kBegins.starts_with(line);
}

std::optional<json::object> object_in(const std::string& line) {
  json::error_code error;
  auto value = json::parse(line, error);
  if (error || !value.is_object()) return std::nullopt;
  json::object& object = value.get_object();
  if (!object.contains("night") || !object.contains("asked")) return std::nullopt;
  return std::move(object);
}

std::optional<std::vector<std::string>> strings_in(const json::object& object, const char* name) {
  const auto* member = object.if_contains(name);
  const auto* array = member == nullptr ? nullptr : member->if_array();
  if (array == nullptr) return std::nullopt;
  std::vector<std::string> all;
  for (const auto& value : *array) {
    const auto* text = value.if_string();
    if (text == nullptr) return std::nullopt;
    all.emplace_back(*text);
  }
  return all;
}

std::optional<std::map<std::string, std::uint32_t>> caught_in(const json::object& object) {
  const auto* member = object.if_contains("caught");
  const auto* villages = member == nullptr ? nullptr : member->if_object();
  if (villages == nullptr) return std::nullopt;
  std::map<std::string, std::uint32_t> caught;
  for (const auto& [village, people] : *villages) {
    json::error_code error;
    caught[std::string(village)] = people.to_number<std::uint32_t>(error);
    if (error) return std::nullopt;
  }
  return caught;
}

// Nothing where it is of another night, or where something in it isn't what it should be.
std::optional<FailureResult> result_of(const json::object& object,
                                       const std::vector<std::string>& nights) {
  const auto* name = object.at("night").if_string();
  const auto night =
      name == nullptr ? nights.end() : std::find(nights.begin(), nights.end(), std::string(*name));
  auto elements = strings_in(object, "elements");
  auto asked = strings_in(object, "asked");
  auto caught = caught_in(object);
  if (night == nights.end() || !elements || !asked || !caught) return std::nullopt;
  return FailureResult{.night = static_cast<std::uint32_t>(night - nights.begin()),
                       .elements = std::move(*elements),
                       .caught = std::move(*caught),
                       .asked = std::move(*asked)};
}

Error not_ours(const std::string& path) {
  return {Errc::bad_input,
          {"“" + path + "”（--keep）不是以前记的结果，没有改动它；写另一个文件名，新文件会自己建",
           "'" + path +
               "' (--keep) has no results of before, and was left as it is; name another file, "
               "which is made where it isn't there"}};
}

}  // namespace

Result<ResultsFile> ResultsFile::open(const std::string& path, const std::vector<Digest>& nights) {
  ResultsFile file;
  for (const auto& night : nights) file.nights_.push_back(to_hex(night));
  if (auto read = file.read(path); !read) return read.error();
  // What was there stays until the new file is whole.
  const std::string fresh = path + ".new";
  file.path_ = path;
  file.out_.open(fresh, std::ios::trunc);
  for (const auto& [key, result] : file.results_)
    file.out_ << adapters::to_text(json_of(result, file.nights_[result.night])) << '\n';
  file.out_.flush();
  std::error_code error;
  std::filesystem::rename(fresh, path, error);
  if (error) file.out_.setstate(std::ios::failbit);
  if (auto written = file.written(); !written) return written.error();
  return file;
}

Result<void> ResultsFile::read(const std::string& path) {
  std::ifstream in(path);
  std::error_code ignored;
  if (!in && std::filesystem::exists(path, ignored))
    return Error{Errc::storage_failed, {"读不到 " + path, "can't read " + path}};
  bool empty = true;
  bool ours = false;
  std::string line;
  while (std::getline(in, line)) {
    const auto object = object_in(line);
    ours = ours || object || (empty && in.eof() && is_broken_off(line));
    empty = false;
    if (!object) continue;
    if (auto result = result_of(*object, nights_))
      results_.emplace(Key{result->night, result->elements}, std::move(*result));
  }
  if (!empty && !ours) return not_ours(path);
  return {};
}

Result<void> ResultsFile::written() const {
  if (!out_.fail()) return {};
  return Error{Errc::storage_failed, {"不能写入 " + path_, "can't write " + path_}};
}

const FailureResult* ResultsFile::find(std::uint32_t night,
                                       const std::vector<std::string>& elements) const {
  const auto found = results_.find({night, elements});
  return found == results_.end() ? nullptr : &found->second;
}

void ResultsFile::keep(const FailureResult& result) {
  results_.emplace(Key{result.night, result.elements}, result);
  if (out_.is_open())
    out_ << adapters::to_text(json_of(result, nights_[result.night])) << '\n' << std::flush;
}

}  // namespace fenghuo::cli
