#include "cli/drill/unsaid.h"

#include <algorithm>
#include <utility>

namespace fenghuo::cli {
namespace {

std::string key_of_reading(const std::string& station, const std::string& property, Instant at) {
  return station + '/' + property + '/' + std::to_string(ms_of(at));
}

// Without what depends on the moment: numbers, times, and the world's own count of its commands.
std::string key_of(const wire::Event& event) {
  wire::Event plain = event;
  if (plain.has_command()) {
    auto& command = *plain.mutable_command();
    command.clear_command_id();
    if (command.has_answer()) command.mutable_answer()->clear_people_moved();
    if (command.has_count_household()) command.mutable_count_household()->clear_people();
  } else if (plain.has_report()) {
    plain.mutable_report()->clear_observed_at_ms();
  } else if (plain.has_received_warning()) {
    auto& warning = *plain.mutable_received_warning();
    warning.clear_sent_at_ms();
    for (auto& info : *warning.mutable_infos()) {
      info.clear_from_ms();
      info.clear_until_ms();
    }
  } else {
    return "";
  }
  return plain.SerializeAsString();
}

// Of a gauge's block each has one row.
std::string key_of(const Submission& submission) {
  if (const auto* event = std::get_if<wire::Event>(&submission)) return key_of(*event);
  const auto& block = std::get<ObservationBlock>(submission);
  if (block.rows.empty()) return "";
  const auto& row = block.rows.front();
  const auto& source = block.sources[row.source];
  return key_of_reading(source.station, source.property, row.observed_at);
}

}  // namespace

void Unsaid::say(Instant at, Submission submission) {
  std::string key = key_of(submission);
  if (key.empty()) return;
  forget_before(at);
  if (const auto before = logged_.find(key); before != logged_.end()) {
    logged_.erase(before);
    return;
  }
  said_.push_back({at, std::move(key), std::move(submission)});
}

void Unsaid::find(Instant at, const wire::Event& event, const Datastreams& datastreams) {
  forget_before(at);
  if (event.has_observations()) {
    DecodedObservations decoded;
    if (!decode_observations(event.observations(), at, datastreams.count(), decoded)) return;
    for (const auto& row : decoded.rows) {
      const auto& of = datastreams[row.datastream];
      found(at, key_of_reading(datastreams.station_name(of.station), of.property, row.device_time));
    }
    return;
  }
  if (const std::string key = key_of(event); !key.empty()) found(at, key);
}

void Unsaid::found(Instant at, const std::string& key) {
  const auto said = std::ranges::find(said_, key, &Said::key);
  if (said == said_.end())
    logged_.emplace(key, at);
  else
    said_.erase(said);
}

void Unsaid::forget_before(Instant at) {
  const Instant oldest = at - kUnsaidMax;
  while (!said_.empty() && said_.front().at < oldest) said_.pop_front();
  std::erase_if(logged_, [&](const auto& one) { return one.second < oldest; });
}

std::vector<Submission> Unsaid::take() {
  std::vector<Submission> all;
  for (auto& one : std::exchange(said_, {})) all.push_back(std::move(one.submission));
  return all;
}

}  // namespace fenghuo::cli
