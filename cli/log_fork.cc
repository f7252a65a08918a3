#include "cli/log_fork.h"

#include <algorithm>
#include <filesystem>
#include <memory>

#include "adapters/clock.h"
#include "adapters/rocksdb_log.h"
#include "cli/data_folder.h"
#include "cli/drill/moment.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "engine/digest.h"
#include "engine/find_offset.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

using adapters::RocksdbLog;

/// So many records are committed together.
constexpr std::size_t kRecordsAtOnce = 256;
constexpr std::size_t kIdLength = 8;

struct Options {
  DataFolder data{.path = "", .lane = adapters::Lane::exercise};
  std::string until;
  std::string into;
};

Error bad(Text text) {
  return Error{Errc::bad_input, std::move(text)};
}

// What stands there says which drill it is, and when it began.
Result<Instant> moment_in(const std::string& text, const wire::Standing& standing, Span offset) {
  const auto& exercise = standing.exercise();
  if (!exercise.has_drill()) return bad({"这里没有演练的记录", "there is no drill's record here"});
  const auto at = parse_moment(text, instant_ms(exercise.began_at_ms()), offset);
  if (!at)
    return bad({"--until 写作 22:00、d2 04:00（第二天）或完整的日期时间",
                "--until is written 22:00, d2 04:00 (the second day) or in full"});
  if (*at < instant_ms(exercise.began_at_ms()))
    return bad({"演练那时还没有开始", "the drill hadn't begun by then"});
  if (exercise.has_stopped() && *at >= instant_ms(exercise.stopped_at_ms()))
    return bad({"演练那时已经结束，没有可接着演的", "the drill was over by then"});
  return *at;
}

// The first record says what it is a fork of, so the chain and with it the log's id are others: a
// gateway takes none of its messages for one of the first drill's.
Result<std::string> first_payload(const Record& record, const std::string& until) {
  wire::Event event;
  if (!event.ParseFromString(record.payload) || !event.has_machine_version())
    return Error{Errc::damaged_log,
                 {"日志的第一条不是版本", "the log's first record isn't its version"}};
  auto& version = *event.mutable_machine_version();
  // No two forks are the same, also those of the same moment.
  const std::int64_t made_at_ms = ms_of(adapters::Clock().now());
  version.set_program(version.program() + ", fork of " + to_hex(record.chain).substr(0, kIdLength) +
                      " at " + until + ", made " + std::to_string(made_at_ms));
  return event.SerializeAsString();
}

Result<std::uint64_t> copy(const Log& from, Log& into, Offset until, const std::string& at) {
  auto cursor = from.read({});
  if (!cursor) return cursor.error();
  std::vector<Entry> entries;
  Digest chain{};
  std::uint64_t records = 0;
  while (true) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    const bool is_last = !*entry || (*entry)->record.header.offset >= until;
    if (!is_last) {
      Record& record = (*entry)->record;
      if (!record.payload_kept)
        return bad({"观测已按保存期限清除，不能分叉",
                    "its observations are past their retention: it can't be forked"});
      if (records == 0) {
        auto payload = first_payload(record, at);
        if (!payload) return payload.error();
        record.payload = std::move(*payload);
      }
      record = seal(record.header, std::move(record.payload), chain);
      chain = record.chain;
      ++records;
      entries.push_back(std::move(**entry));
    }
    if (entries.size() == kRecordsAtOnce || (is_last && !entries.empty())) {
      if (auto ok = into.commit(entries); !ok) return ok.error();
      entries.clear();
    }
    if (is_last) return records;
  }
}

// Of a folder with a live log alone, that is no way out.
Result<std::unique_ptr<RocksdbLog>> read_drill(const DataFolder& data) {
  auto log = RocksdbLog::open(data.log(), RocksdbLog::Access::read_only);
  if (log || log.error().code != Errc::not_found) return log;
  return Error{
      Errc::not_found,
      log.error().text + Text{"；只有演练的记录能分叉（fenghuo drill 预案 情景 --live --data "
                              "文件夹 留下的）",
                              "; only a drill's record can be forked, as fenghuo drill "
                              "PLAN SCENARIO --live --data DIR leaves it"}};
}

Result<Text> fork(const Options& options) {
  const auto log = read_drill(options.data);
  if (!log) return log.error();
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored) return restored.error();
  const Span offset = std::chrono::seconds{machine.plan().utc_offset_s()};
  const auto moment = moment_in(options.until, machine.describe(), offset);
  if (!moment) return moment.error();
  const auto until = first_at_or_after(**log, *moment + Span{1});
  if (!until) return until.error();
  const DataFolder target{.path = options.into, .lane = adapters::Lane::exercise};
  if (std::filesystem::exists(target.log()))
    return bad({"“" + target.log() + "”已经有了", "'" + target.log() + "' is there already"});
  std::error_code error;
  std::filesystem::create_directories(target.of_lane(), error);
  if (error)
    return Error{Errc::storage_failed,
                 {"无法建立文件夹“" + target.of_lane() + "”：" + error.message(),
                  "can't make the folder '" + target.of_lane() + "': " + error.message()}};
  auto into = RocksdbLog::open(target.log());
  if (!into) return into.error();
  const std::string at = to_rfc3339(std::min(*moment, (*log)->head().recorded_at), offset);
  const auto records = copy(**log, **into, *until, at);
  if (!records) {  // half a record is none
    into->reset();
    std::filesystem::remove_all(target.log(), error);
    return records.error();
  }
  const std::string count = std::to_string(*records);
  return Text{"到 " + at + " 为止的 " + count + " 条记录在“" + target.log() +
                  "”；用同一个情景、同样的 --player 接着演",
              count + " records up to " + at + " are in '" + target.log() +
                  "'; go on with the same scenario and the same --player"};
}

}  // namespace

void add_log_fork(Verb& log, Session& session) {
  Verb verb = log.verb("fork", {"把一次演练到某个时刻为止的记录，另作一次演练的开头",
                                "a drill's record up to a moment, to go on from there in another"});
  auto options = std::make_shared<Options>();
  verb.text("--data", options->data.path, {"演练的数据文件夹", "the drill's data folder"},
            Need::required);
  verb.text("--until", options->until,
            {"到哪个时刻：22:00、d2 04:00 或完整的日期时间",
             "up to which moment: 22:00, d2 04:00 or in full"},
            Need::required);
  verb.text("--into", options->into, {"新的数据文件夹", "the new data folder"}, Need::required);
  verb.run([options, &session] {
    const auto forked = fork(*options);
    if (!forked) return session.fail(forked.error());
    std::printf("%s\n", session.say(*forked).c_str());
  });
}

}  // namespace fenghuo::cli
