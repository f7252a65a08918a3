#include "adapters/zeromq_pull.h"

#include <boost/system/system_error.hpp>
#include <zmq.hpp>

#include "adapters/ingest.pb.h"

namespace fenghuo::adapters {

class ZeromqPull::Socket {
 public:
  explicit Socket(const std::string& endpoint) : socket(context, zmq::socket_type::pull) {
    socket.set(zmq::sockopt::rcvtimeo, 100);
    socket.set(zmq::sockopt::maxmsgsize, static_cast<std::int64_t>(kZeromqMessageBytesMax));
    socket.set(zmq::sockopt::rcvhwm, 100);
    try {
      socket.bind(endpoint);
    } catch (const zmq::error_t& error) {
      throw boost::system::system_error(error.num(), boost::system::system_category());
    }
  }
  zmq::context_t context;
  zmq::socket_t socket;
};

ZeromqPull::ZeromqPull(const std::string& endpoint, EngineThread& engine,
                       std::function<void(const char*)> refused)
    : engine_(engine), refused_(std::move(refused)), socket_(std::make_unique<Socket>(endpoint)) {
  thread_ = std::thread([this] { run(); });
}

ZeromqPull::~ZeromqPull() {
  stop();
}

void ZeromqPull::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void ZeromqPull::run() {
  zmq::message_t message;
  while (!stopping_) {
    try {
      if (socket_->socket.recv(message)) take(message.data(), message.size());
    } catch (const zmq::error_t&) {
      refused_("receive_failed");
    }
  }
}

void ZeromqPull::take(const void* bytes, std::size_t size) {
  auto block = block_from_batch(bytes, size);
  if (!block) return refused_("bad_batch");
  ++batches_;
  // Waiting here is what pushes back: the socket's queue fills up, then the sender's.
  while (!stopping_) {
    if (engine_.submit(*block, nullptr)) return;
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
}

std::optional<ObservationBlock> block_from_batch(const void* bytes, std::size_t size) {
  wire::IngestBatch batch;
  if (!batch.ParseFromArray(bytes, static_cast<int>(size))) return std::nullopt;
  const int rows = batch.value_size();
  if (rows == 0 || static_cast<std::size_t>(rows) > kRowsPerRecordMax ||
      batch.source_size() != rows || batch.time_delta_ms_size() != rows)
    return std::nullopt;
  ObservationBlock block;
  block.frame_key = batch.key();
  block.sources.reserve(static_cast<std::size_t>(batch.sources_size()));
  for (auto& source : *batch.mutable_sources()) {
    if (source.station().empty() || source.station().size() > 128 || source.property().empty() ||
        source.property().size() > 128 || source.decimals() > 18)
      return std::nullopt;
    block.sources.push_back({std::move(*source.mutable_station()),
                             std::move(*source.mutable_property()),
                             static_cast<std::uint8_t>(source.decimals())});
  }
  block.rows.reserve(static_cast<std::size_t>(rows));
  auto time = static_cast<std::uint64_t>(batch.base_time_ms());
  for (int i = 0; i < rows; ++i) {
    if (batch.source(i) >= block.sources.size()) return std::nullopt;
    time += static_cast<std::uint64_t>(batch.time_delta_ms(i));
    if (!in_range(instant_ms(static_cast<std::int64_t>(time)))) return std::nullopt;
    block.rows.push_back({batch.source(i), Quality::not_evaluated,
                          instant_ms(static_cast<std::int64_t>(time)), batch.value(i)});
  }
  return block;
}

}  // namespace fenghuo::adapters
