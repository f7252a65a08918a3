#include "engine/replay.h"

#include <optional>
#include <utility>

#include "engine/find_offset.h"

namespace fenghuo {
namespace {

Error damaged(Offset offset, const Text& why) {
  const std::string n = std::to_string(offset.value);
  return {Errc::damaged_log,
          {"日志第 " + n + " 条记录：" + why.zh, "record " + n + " of the log: " + why.en}};
}

// Checks that each record follows the one before.
class ChainChecker {
 public:
  ChainChecker(Offset next, const Digest& chain, Instant recorded_at)
      : next_(next), chain_(chain), recorded_at_(recorded_at) {}

  Result<void> check(const Record& record) {
    if (record.header.offset != next_)
      return damaged(
          next_, {"缺失，其后是第 " + std::to_string(record.header.offset.value) + " 条",
                  "missing; the next one there is " + std::to_string(record.header.offset.value)});
    if (record.header.recorded_at < recorded_at_)
      return damaged(next_, {"时间早于前一条", "its time is before that of the record before"});
    if (auto ok = check_seal(record, chain_); !ok) return ok;
    next_ = next_.next();
    chain_ = record.chain;
    recorded_at_ = record.header.recorded_at;
    return {};
  }
  Offset next() const { return next_; }
  const Digest& chain() const { return chain_; }

 private:
  Offset next_;
  Digest chain_;
  Instant recorded_at_;
};

struct Applied {
  Turn::Conclusions conclusions;
  std::size_t rows = 0;
};

Result<Applied> apply_record(const Record& record, Machine& machine) {
  if (!record.payload_kept)
    return damaged(record.header.offset, {"观测内容已按保存期限清除，无法重新推得结论",
                                          "its observations are past their retention, so what "
                                          "followed can't be concluded again"});
  auto happening = machine.interpret(record.payload, record.header.recorded_at);
  if (!happening) return damaged(record.header.offset, happening.error().text);
  return Applied{machine.apply(record.header, *happening), happening->observations.rows.size()};
}

Result<void> reached_the_end(const Log& log, Offset next) {
  if (next != log.head().next) return damaged(next, {"缺失", "missing"});
  return {};
}

bool same_facts(const Turn::Conclusions& conclusions, const std::vector<std::string>& stored) {
  if (conclusions.facts.size() != stored.size()) return false;
  for (std::size_t i = 0; i < stored.size(); ++i)
    if (conclusions.facts[i].SerializeAsString() != stored[i]) return false;
  return true;
}

bool load_snapshot(const Snapshot& snapshot, const Digest& chain, Machine& machine) {
  return readable(snapshot) && snapshot.chain == chain && machine.load(snapshot.state);
}

// Of the record before `next`: what a snapshot that stands there must say. Nothing where that can't
// be read, which is for whoever reads the records to tell.
std::optional<Digest> chain_before(const Log& log, Offset next) {
  if (next == Offset{}) return Digest{};
  auto cursor = log.read({next.value - 1});
  if (!cursor) return std::nullopt;
  const auto last = (*cursor)->next();
  if (!last || !*last) return std::nullopt;
  return (*last)->record.chain;
}

// Of a record whose observations are gone: only a snapshot after it could have spared it.
Error not_rebuilt(Offset offset, std::size_t snapshots_passed_over) {
  if (snapshots_passed_over == 0)
    return damaged(offset,
                   {"观测内容已按保存期限清除，其后又没有快照，无法重建状态；请换回有快照的备份",
                    "its observations are past their retention and there is no snapshot "
                    "after it, so the state can't be rebuilt; go back to a backup that has "
                    "one"});
  const std::string n = std::to_string(snapshots_passed_over);
  return damaged(
      offset,
      {"观测内容已按保存期限清除，其后的快照（" + n +
           " 个）是另一版程序写的、属于另一份日志的、损坏的或读不出，无法重建状态；请用写下快照的那"
           "一版程序，"
           "或换回本版程序写的备份",
       "its observations are past their retention, and the snapshots after it (" + n +
           ") are of another version of the program or another log, damaged or unreadable, so the "
           "state can't be rebuilt; use the version that wrote them, or go back to a backup of "
           "this version"});
}

// To the state after all records before `until`.
Result<Restored> restore_before(const Log& log, Machine& machine, Offset until) {
  Restored restored;
  ChainChecker chain({}, {}, instant_ms(INT64_MIN / 2));
  for (Offset at_most = until;;) {
    auto snapshot = log.latest_snapshot(at_most);
    if (!snapshot) return snapshot.error();
    if (!*snapshot) break;
    const Offset next = (*snapshot)->next;
    // Where that record is damaged the snapshot spares it, and the next one is held to its chain.
    const Digest before = chain_before(log, next).value_or((*snapshot)->chain);
    if (load_snapshot(**snapshot, before, machine)) {
      restored.from = next;
      chain = ChainChecker(next, (*snapshot)->chain, (*snapshot)->recorded_at);
      break;
    }
    restored.snapshots_passed_over.push_back((*snapshot)->name);
    if (next == Offset{}) break;
    at_most = {next.value - 1};
  }
  auto cursor = log.read(restored.from);
  if (!cursor) return cursor.error();
  while (chain.next() < until) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry) break;
    const Record& record = (*entry)->record;
    if (auto ok = chain.check(record); !ok) return ok.error();
    if (!record.payload_kept)
      return not_rebuilt(record.header.offset, restored.snapshots_passed_over.size());
    auto applied = apply_record(record, machine);
    if (!applied) return applied.error();
    ++restored.records;
    restored.rows += applied->rows;
  }
  if (chain.next() != until) return damaged(chain.next(), {"缺失", "missing"});
  return restored;
}

}  // namespace

Result<Offset> catch_up(const Log& log, Machine& machine, Offset next) {
  const Offset end = log.head().next;
  auto cursor = log.read(next);
  if (!cursor) return cursor.error();
  for (; next < end; next = next.next()) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry || (*entry)->record.header.offset != next)
      return damaged(next, {"缺失", "missing"});
    if (auto applied = apply_record((*entry)->record, machine); !applied) return applied.error();
  }
  return end;
}

Result<Restored> restore(const Log& log, Machine& machine) {
  return restore_before(log, machine, log.head().next);
}

Result<Restored> restore_at(const Log& log, Machine& machine, Instant moment) {
  const auto until = first_at_or_after(log, moment + Span{1});
  if (!until) return until.error();
  return restore_before(log, machine, *until);
}

Result<Offset> spared_by_two(const Log& log) {
  int stand = 0;
  for (Offset at_most = log.head().next;;) {
    const auto snapshot = log.latest_snapshot(at_most);
    if (!snapshot) return snapshot.error();
    if (!*snapshot) return Offset{};
    const Offset next = (*snapshot)->next;
    const auto before = chain_before(log, next);
    if (readable(**snapshot) && before && *before == (*snapshot)->chain && ++stand == 2)
      return next;
    if (next == Offset{}) return Offset{};
    at_most = {next.value - 1};
  }
}

Result<void> replay_each(const Log& log, Machine& machine, Offset until,
                         const ReplayListener& listener) {
  ChainChecker chain({}, {}, instant_ms(INT64_MIN / 2));
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  while (chain.next() < until) {
    auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry) return damaged(chain.next(), {"缺失", "missing"});
    const Record& record = (*entry)->record;
    if (auto ok = chain.check(record); !ok) return ok.error();
    listener.before(record);
    auto applied = apply_record(record, machine);
    if (!applied) return applied.error();
    listener.after(record, applied->conclusions);
  }
  return {};
}

Result<Verified> verify(const Log& log, Machine& machine) {
  Verified verified;
  ChainChecker chain({}, {}, instant_ms(INT64_MIN / 2));
  bool machine_follows = true;
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  while (true) {
    auto next = (*cursor)->next();
    if (!next) return next.error();
    if (!*next) break;
    const Entry& entry = **next;
    const Digest before = chain.chain();
    if (auto ok = chain.check(entry.record); !ok) return ok.error();
    ++verified.records;
    verified.facts += entry.facts.size();
    if (!entry.record.payload_kept) {
      ++verified.forgotten;
      machine_follows = false;
      continue;
    }
    if (!machine_follows) {
      auto snapshot = log.latest_snapshot(entry.record.header.offset);
      if (!snapshot) return snapshot.error();
      if (!*snapshot || (*snapshot)->next != entry.record.header.offset) continue;
      if (!load_snapshot(**snapshot, before, machine)) continue;
      machine_follows = true;
      verified.facts_from = entry.record.header.offset;
    }
    auto applied = apply_record(entry.record, machine);
    if (!applied) return applied.error();
    // One that was never told is of this version.
    const bool ours = machine.version() == 0 || machine.version() == kMachineVersion;
    if (!ours) continue;
    verified.facts_equal += entry.facts.size();
    if (!same_facts(applied->conclusions, entry.facts))
      return damaged(entry.record.header.offset,
                     {"所记结论与重新推得的不同", "its facts are not what its event leads to"});
  }
  if (auto ok = reached_the_end(log, chain.next()); !ok) return ok.error();
  verified.chain = chain.chain();
  if (machine_follows) verified.state_hash = machine.state_hash();
  return verified;
}

}  // namespace fenghuo
