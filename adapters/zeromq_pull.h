// Batches of observations over ZeroMQ: a PULL socket whose messages are IngestBatch (ingest.proto).
// It is the fastest way in: a batch becomes columns of a record with nothing parsed but integers.
//
// A thread owns the socket. When the inbox is full it waits, and ZeroMQ pushes back on the senders.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "adapters/engine_thread.h"

namespace fenghuo::adapters {

/// A message may hold 10,000 rows of at most 30 bytes and as many names.
inline constexpr std::size_t kZeromqMessageBytesMax = 1024 * 1024;

class ZeromqPull {
 public:
  /// `endpoint` such as tcp://127.0.0.1:5652. `refused` is called on the socket's thread. Throws
  /// boost::system::system_error where it can't bind.
  ZeromqPull(const std::string& endpoint, EngineThread& engine,
             std::function<void(const char* reason)> refused);
  ~ZeromqPull();
  std::uint64_t batches() const { return batches_; }
  void stop();

 private:
  class Socket;
  void run();
  void take(const void* bytes, std::size_t size);

  EngineThread& engine_;
  std::function<void(const char*)> refused_;
  std::unique_ptr<Socket> socket_;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::uint64_t> batches_ = 0;
  std::thread thread_;
};

/// Nothing where columns don't fit each other or name a source that is not there.
std::optional<ObservationBlock> block_from_batch(const void* bytes, std::size_t size);

}  // namespace fenghuo::adapters
