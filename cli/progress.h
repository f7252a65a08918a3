// How far long work has come, on standard error where that is a terminal.
#pragma once

#include <cstdint>

namespace fenghuo::cli {

class Progress {
 public:
  /// Told each so many steps.
  explicit Progress(std::uint64_t step);
  /// Ends the line where there is one.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void count() {
    if (++done_ % step_ == 0) tell();
  }

 private:
  void tell();

  std::uint64_t step_;
  std::uint64_t done_ = 0;
  bool wanted_;
  bool told_ = false;
};

}  // namespace fenghuo::cli
