#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "adapters/engine_thread.h"
#include "adapters/rocksdb_log.h"
#include "bench/flood.h"
#include "bench/measure.h"
#include "cli/township.h"

namespace fenghuo::bench {
namespace {

using Wall = std::chrono::steady_clock;

// Sends blocks when they are due, whatever the engine does meanwhile, and notes when each receipt
// came. On one thread, like the edges of `serve`; receipts come by it too.
class Sender {
 public:
  Sender(const Settings& settings, const Weather& weather)
      : settings_(settings), weather_(weather) {
    const auto rows = static_cast<double>(settings.rows_per_s) * settings.seconds;
    blocks_ = static_cast<std::uint64_t>(rows) / settings.rows_per_block;
    latencies_ms_.reserve(blocks_);
  }

  void run(boost::asio::io_context& io, adapters::EngineThread& engine) {
    engine_ = &engine;
    began_ = Wall::now();
    for (std::uint64_t block = 0; block < blocks_;) {
      io.poll();
      if (Wall::now() < due(block)) {
        std::this_thread::sleep_until(std::min(due(block), Wall::now() + kLook));
        continue;
      }
      send(block++);
    }
    while (received_ + refused_ < blocks_) io.run_one_for(std::chrono::seconds{1});
    took_s_ = std::chrono::duration<double>(Wall::now() - began_).count();
  }

  void reply(const std::vector<OwedEffect>& effects) {
    for (const auto& owed : effects)
      for (auto& reply : replies_to(owed))
        must(engine_->submit(std::move(reply), nullptr), "a reply was refused");
  }

  void print() {
    const std::string at = " at " + std::to_string(settings_.rows_per_s) + " a second, blocks of " +
                           std::to_string(settings_.rows_per_block);
    // At the rate that has a goal none may be left out: those would have been the slowest.
    const bool has_goal = settings_.rows_per_s == 100'000;
    must(!has_goal || refused_ == 0,
         std::to_string(refused_) + " of " + std::to_string(blocks_) + " blocks were refused" + at);
    print_row("from due to durable receipt," + at, quantiles(latencies_ms_),
              has_goal ? "p99 under 5 ms" : "");
    if (refused_ > 0)
      print_row("blocks refused because the inbox was full, of " + std::to_string(blocks_),
                std::to_string(refused_), "0");
    must(rows_ == (blocks_ - refused_) * settings_.rows_per_block, "receipts don't add up");
  }
  std::uint64_t rows() const { return rows_; }
  double took_s() const { return took_s_; }

 private:
  // How long a receipt may lie before it is looked at.
  static constexpr std::chrono::microseconds kLook{100};

  Wall::time_point due(std::uint64_t block) const {
    const double seconds = static_cast<double>((block + 1) * settings_.rows_per_block) /
                           static_cast<double>(settings_.rows_per_s);
    return began_ + std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
  }

  void send(std::uint64_t block) {
    const std::uint64_t row = block * settings_.rows_per_block;
    const std::uint64_t step = row / settings_.size.stations;
    const auto first = static_cast<std::uint32_t>(row % settings_.size.stations);
    const bool taken = engine_->submit(block_of(weather_, first, settings_.rows_per_block, step),
                                       [this, due = due(block)](const Receipt& receipt) {
                                         const std::chrono::duration<double, std::milli> passed =
                                             Wall::now() - due;
                                         latencies_ms_.push_back(passed.count());
                                         rows_ += receipt.rows;
                                         ++received_;
                                       });
    if (!taken) ++refused_;
  }

  const Settings& settings_;
  const Weather& weather_;
  adapters::EngineThread* engine_ = nullptr;
  Wall::time_point began_;
  std::uint64_t blocks_ = 0;
  std::uint64_t received_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t rows_ = 0;
  double took_s_ = 0;
  std::vector<double> latencies_ms_;
};

}  // namespace

void measure_latency(const Settings& settings) {
  must(settings.size.stations % settings.rows_per_block == 0,
       "the stations must be a multiple of the rows of a block");
  const LogFolder folder(settings.folder);
  const Weather weather(settings.size.stations);
  auto log = must(adapters::RocksdbLog::open(folder.path()));
  Machine machine = cli::township_machine();
  Engine engine(*log, machine);
  must(engine.open("live", "flood", kBegin - kStep));
  must(engine.tick(kBegin - kStep, std::vector<Submission>{plan_event(settings.size)}));
  // Time goes so fast that every station has a new value when its turn comes again.
  const double steps_per_s =
      static_cast<double>(settings.rows_per_s) / static_cast<double>(settings.size.stations);
  const adapters::Clock clock(kBegin, steps_per_s * std::chrono::duration<double>(kStep).count());
  boost::asio::io_context io;
  Sender sender(settings, weather);
  std::uint64_t snapshots = 0;
  std::uint64_t ticks = 0;
  const Stopwatch stopwatch;
  {
    adapters::EngineThread thread(
        engine, *log, clock,
        {.post = [&io](std::function<void()> step) { boost::asio::post(io, std::move(step)); },
         .committed = [](Offset) {},
         .owed = [&](const std::vector<OwedEffect>& effects) { sender.reply(effects); },
         .failed = [](const Error& error) { must(false, error.text.en); },
         .warned = [](const Error& error) { must(false, error.text.en); }});
    auto work = boost::asio::make_work_guard(io);
    sender.run(io, thread);
    ticks = thread.counts().ticks;
    snapshots = thread.counts().snapshots;
  }
  const double cores = stopwatch.cpu_seconds() / sender.took_s();
  sender.print();
  print_row("ticks a second, snapshots, cores busy",
            with_unit(static_cast<double>(ticks) / sender.took_s(), 0, "") + ", " +
                std::to_string(snapshots) + ", " + with_unit(cores, 2, ""),
            "");
  log.reset();
  must(adapters::RocksdbLog::open(folder.path()));
  print_row("bytes an observation on disk, once flushed",
            with_unit(static_cast<double>(bytes_in_folder(folder.path())) /
                          static_cast<double>(sender.rows()),
                      2, "bytes"),
            "under 16");
}

}  // namespace fenghuo::bench
