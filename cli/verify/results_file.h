// Results of nights that were played, kept in a file while the work goes on: a run that was broken
// off goes on where it stopped, and what nothing has changed about is not played again.
#pragma once

#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "engine/digest.h"
#include "engine/result.h"
#include "simulator/single_failures.h"

namespace fenghuo::cli {

class ResultsFile {
 public:
  /// Nothing is kept.
  ResultsFile() = default;
  /// `nights`: of each what its results hang on, all of it: plan, scenario, hour, program. What the
  /// file has of these nights is kept, the rest is dropped. Errors: storage_failed; bad_input where
  /// it holds something else, which stays as it is.
  static Result<ResultsFile> open(const std::string& path, const std::vector<Digest>& nights);

  /// Null where it was not played yet.
  const simulator::FailureResult* find(std::uint32_t night,
                                       const std::vector<std::string>& elements) const;
  /// Kept, and handed to the system before the next one is.
  void keep(const simulator::FailureResult& result);
  /// Errors: storage_failed where something couldn't be kept.
  Result<void> written() const;
  std::size_t size() const { return results_.size(); }

 private:
  Result<void> read(const std::string& path);

  using Key = std::pair<std::uint32_t, std::vector<std::string>>;
  std::map<Key, simulator::FailureResult> results_;
  std::vector<std::string> nights_;  // their digests, in hexadecimal
  std::ofstream out_;
  std::string path_;
};

}  // namespace fenghuo::cli
