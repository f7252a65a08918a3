#include "cli/verify/results_file.h"

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
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

// The last line of a run that was broken off may be half a line.
std::optional<FailureResult> result_of(const std::string& line,
                                       const std::vector<std::string>& nights) {
  json::error_code error;
  const auto value = json::parse(line, error);
  const auto* object = error ? nullptr : value.if_object();
  if (object == nullptr || !object->contains("asked")) return std::nullopt;
  const auto* name = object->contains("night") ? object->at("night").if_string() : nullptr;
  const auto night =
      name == nullptr ? nights.end() : std::find(nights.begin(), nights.end(), std::string(*name));
  if (night == nights.end()) return std::nullopt;
  FailureResult result;
  result.night = static_cast<std::uint32_t>(night - nights.begin());
  result.elements = json::value_to<std::vector<std::string>>(object->at("elements"));
  result.asked = json::value_to<std::vector<std::string>>(object->at("asked"));
  for (const auto& [village, people] : object->at("caught").as_object())
    result.caught[std::string(village)] = people.to_number<std::uint32_t>();
  return result;
}

}  // namespace

Result<ResultsFile> ResultsFile::open(const std::string& path, const std::vector<Digest>& nights) {
  ResultsFile file;
  for (const auto& night : nights) file.nights_.push_back(to_hex(night));
  std::ifstream in(path);
  std::string line;
  while (std::getline(in, line))
    if (auto result = result_of(line, file.nights_))
      file.results_.emplace(Key{result->night, result->elements}, std::move(*result));
  in.close();
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
