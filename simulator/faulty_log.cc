#include "simulator/faulty_log.h"

#include <algorithm>
#include <utility>

#include "engine/check.h"

namespace fenghuo::simulator {
namespace {

Disk::Stored stored(const Entry& entry) {
  return {encode_record_head(entry.record), entry.record.payload, entry.record.payload_kept,
          entry.facts};
}

Error at(Offset offset, Error error) {
  const std::string n = std::to_string(offset.value);
  error.text = {"日志第 " + n + " 条记录：" + error.text.zh,
                "record " + n + " of the log: " + error.text.en};
  return error;
}

class Cursor : public LogCursor {
 public:
  Cursor(const Disk& disk, Offset next) : disk_(disk), next_(next) {}

  Result<std::optional<Entry>> next() override {
    const auto found = disk_.entries.lower_bound(next_.value);
    if (found == disk_.entries.end()) return std::optional<Entry>();
    if (found->first != next_.value) return at(next_, {Errc::damaged_log, {"缺失", "missing"}});
    auto record = decode_record_head(found->second.head);
    if (!record) return at(next_, record.error());
    Entry entry{std::move(*record), found->second.facts};
    entry.record.payload = found->second.payload;
    entry.record.payload_kept = found->second.payload_kept;
    if (entry.record.payload_kept && sha256(entry.record.payload) != entry.record.payload_digest)
      return at(next_,
                {Errc::damaged_log, {"内容与其摘要不符", "its content doesn't match its digest"}});
    next_ = next_.next();
    return std::optional<Entry>(std::move(entry));
  }

 private:
  const Disk& disk_;
  Offset next_;
};

}  // namespace

FaultyLog::FaultyLog(Disk& disk) : disk_(disk) {
  disk_.torn.clear();
  if (disk_.entries.empty()) return;
  const auto last = decode_record_head(disk_.entries.rbegin()->second.head);
  if (!last) return;  // damaged: read() will say so; nothing can be appended behind it
  head_ = {last->header.offset.next(), last->chain, last->header.recorded_at};
}

Result<void> FaultyLog::commit(std::span<const Entry> entries) {
  CHECK(!entries.empty());
  if (entries.front().record.header.offset != head_.next)
    return Error{Errc::stale_append,
                 {"日志已被另一写入者推进", "another writer has appended to the log"}};
  if (tear_) {
    for (std::size_t i = 0; i < std::min(*tear_, entries.size()); ++i)
      disk_.torn.push_back(stored(entries[i]));
    tear_.reset();
    return Error{Errc::storage_failed, {"写盘失败", "the write to the disk failed"}};
  }
  for (const auto& entry : entries)
    disk_.entries.emplace(entry.record.header.offset.value, stored(entry));
  const Record& last = entries.back().record;
  head_ = {last.header.offset.next(), last.chain, last.header.recorded_at};
  return {};
}

Result<std::unique_ptr<LogCursor>> FaultyLog::read(Offset from) const {
  return std::unique_ptr<LogCursor>(std::make_unique<Cursor>(disk_, from));
}

Result<void> FaultyLog::save_snapshot(const Snapshot& snapshot) {
  disk_.snapshots.push_back(snapshot);
  if (disk_.snapshots.size() > static_cast<std::size_t>(kSnapshotsKept))
    disk_.snapshots.erase(disk_.snapshots.begin());
  return {};
}

Result<std::optional<Snapshot>> FaultyLog::latest_snapshot(Offset at_most) const {
  for (auto it = disk_.snapshots.rbegin(); it != disk_.snapshots.rend(); ++it)
    if (it->next <= at_most) return std::optional<Snapshot>(*it);
  return std::optional<Snapshot>();
}

}  // namespace fenghuo::simulator
