// Courses that other nights may follow, by what makes them alike. Several threads may ask.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "simulator/course.h"

namespace fenghuo::cli {

class Courses {
 public:
  /// Keeps so many, the first that come.
  explicit Courses(std::size_t most) : most_(most) {}

  /// Null where there is none, or it is still being played.
  std::shared_ptr<const simulator::Course> find(const std::string& key) const {
    const std::lock_guard lock(mutex_);
    const auto found = courses_.find(key);
    return found == courses_.end() ? nullptr : found->second;
  }
  /// Whether whoever asks is to play it and keep it: the first who asks, where there is room.
  bool wants(const std::string& key) {
    const std::lock_guard lock(mutex_);
    return courses_.size() < most_ && courses_.try_emplace(key, nullptr).second;
  }
  void keep(const std::string& key, std::shared_ptr<const simulator::Course> course) {
    const std::lock_guard lock(mutex_);
    courses_[key] = std::move(course);
  }

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const simulator::Course>> courses_;
};

}  // namespace fenghuo::cli
