// Recorded observations from a file, plain or gzip, one event after the other:
//   CSV, long   time,station,property,value[,quality]
//   CSV, wide   time,station,PROPERTY,PROPERTY,...      an empty field is no observation
//   CloudEvents as JSON lines
// Times are RFC 3339. A line that can't be read is an error with its place; reading may go on.
#pragma once

#include <memory>
#include <string>

#include "engine/result.h"
#include "engine/submission.h"

namespace fenghuo::adapters {

struct RecordedEvent {
  Instant at{};  // of its newest observation
  Submission submission;
};

class ObservationFile {
 public:
  /// "-" is standard input. Errors: not_found; bad_input for a header that is none of the above.
  static Result<std::unique_ptr<ObservationFile>> open(const std::string& path);
  ~ObservationFile();

  /// The next one, into what the last one has left of room; false at the end. A line without a
  /// value is a block without rows. Errors: bad_input, with file:line.
  Result<bool> next(RecordedEvent& event);

 private:
  class Reader;
  explicit ObservationFile(std::unique_ptr<Reader> reader);
  std::unique_ptr<Reader> reader_;
};

}  // namespace fenghuo::adapters
