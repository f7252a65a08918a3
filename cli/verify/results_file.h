// Results of nights that were played, kept in a file while the work goes on: a run that was broken
// off goes on where it stopped, and an unchanged plan is not played again.
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
  /// `about`: what the results hang on, all of it: plan, nights, program. A file about something
  /// else begins anew. Errors: storage_failed.
  static Result<ResultsFile> open(const std::string& path, const Digest& about);

  /// Null where it was not played yet.
  const simulator::FailureResult* find(std::uint32_t night,
                                       const std::vector<std::string>& elements) const;
  /// Kept, and handed to the system before the next one is.
  void keep(const simulator::FailureResult& result);
  /// Errors: storage_failed where something couldn't be kept.
  Result<void> written() const;
  std::size_t size() const { return results_.size(); }

 private:
  using Key = std::pair<std::uint32_t, std::vector<std::string>>;
  std::map<Key, simulator::FailureResult> results_;
  std::ofstream out_;
  std::string path_;
};

}  // namespace fenghuo::cli
