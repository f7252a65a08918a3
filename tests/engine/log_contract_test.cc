// The contract on the log in memory; tests/adapters runs it on RocksDB.
#include "tests/engine/log_contract.h"

#include <optional>

#include "simulator/faulty_log.h"

namespace fenghuo {
namespace {

class FaultyLogs {
 public:
  Log& open() { return log_.emplace(disk_); }

 private:
  simulator::Disk disk_;
  std::optional<simulator::FaultyLog> log_;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Faulty, LogContract, FaultyLogs);

}  // namespace
}  // namespace fenghuo
