// A file of observations, read on a thread of its own while the engine works on what came before.
// Lines are joined: rows that follow each other are one block, as if they had come together, since
// nothing of a block is in the log but its rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <thread>
#include <vector>

#include "adapters/observation_file.h"
#include "cli/handover.h"

namespace fenghuo::cli {

/// What stands in some lines of a file, in their order.
struct ReadLines {
  struct Line {
    Instant at{};                // of its newest observation
    std::uint32_t rows_end = 0;  // its rows end here; they begin where those of the line before end
    // What can't be joined with others: a frame with its key, the report of a person.
    std::optional<Submission> alone{};
  };
  ObservationBlock block;  // a source a row, in their order
  std::vector<Line> lines;
  std::size_t rows = 0;          // with those of lines that stand alone
  std::optional<Error> error{};  // of the line after these
};

class ReadAhead {
 public:
  /// The file outlives it.
  explicit ReadAhead(adapters::ObservationFile& file);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// The next ones, to be had, and to be changed, until the call after; null at the end. Lines of
  /// one moment stay together, up to kRowsTogetherMax. Errors: as the file's, after all that stands
  /// before.
  Result<ReadLines*> next();

  static constexpr std::size_t kRowsTogether = 3'000;
  static constexpr std::size_t kRowsTogetherMax = 2 * kRowsTogether;

 private:
  void read(adapters::ObservationFile& file);
  bool fill(ReadLines& lines, adapters::ObservationFile& file);
  bool ends_before(const ReadLines& lines) const;
  void add_line(ReadLines& lines);

  Handover<ReadLines> handover_;
  std::optional<ReadLines> lines_;  // at hand
  // Of the thread that reads.
  adapters::RecordedEvent line_;
  bool line_waits_ = false;  // read, and not in any lines yet
  std::thread thread_;
};

}  // namespace fenghuo::cli
