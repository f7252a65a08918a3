// fenghuo log tail, export, verify, fork: the record itself. A log that is being served can be
// read.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "cli/data_folder.h"
#include "cli/event_words.h"
#include "cli/fact_words.h"
#include "cli/log_fork.h"
#include "cli/plan_people.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/whose.h"
#include "engine/ids.h"
#include "engine/replay.h"

namespace fenghuo::cli {
namespace {

namespace json = boost::json;

// Prints records from one offset on.
class Printer {
 public:
  Printer(const Log& log, const Machine& machine, const std::vector<adapters::Person>& people,
          const Session& session, bool as_json)
      : log_(log),
        machine_(machine),
        session_(session),
        as_json_(as_json),
        style_{session.language, std::chrono::seconds{machine.plan().utc_offset_s()}},
        names_(machine.plan(), people) {}

  Result<void> print_from(Offset from) const {
    auto cursor = log_.read(from);
    if (!cursor) return cursor.error();
    while (true) {
      const auto entry = (*cursor)->next();
      if (!entry) return entry.error();
      if (!*entry) return {};
      as_json_ ? print_json(**entry) : print_text(**entry);
    }
  }

 private:
  json::object event_of(const Entry& entry) const {
    wire::Event event;
    const auto& header = entry.record.header;
    if (entry.record.payload_kept && event.ParseFromString(entry.record.payload))
      return adapters::event_json(header, event, machine_.datastreams(), style_);
    return {{"offset", header.offset.value},
            {"time", to_rfc3339(header.recorded_at, style_.utc_offset)},
            {"event", "forgotten"}};
  }

  void print_json(const Entry& entry) const {
    json::object record = event_of(entry);
    record["payload_sha256"] = to_hex(entry.record.payload_digest);
    record["chain"] = to_hex(entry.record.chain);
    json::array facts;
    for_each_fact(entry, [&](FactId id, const wire::Fact& fact) {
      facts.push_back(adapters::fact_json(id, entry.record.header.recorded_at, fact, style_));
    });
    std::printf("%s\n", adapters::to_text(json::object{{"record", std::move(record)},
                                                       {"facts", std::move(facts)}})
                            .c_str());
  }

  void print_line(const char* indent, const std::string& id, Instant at, const Text& words) const {
    std::printf("%s%-10s %s  %s\n", indent, id.c_str(),
                to_day_and_clock(at, style_.utc_offset).c_str(), session_.say(words).c_str());
  }

  void print_text(const Entry& entry) const {
    const auto& header = entry.record.header;
    wire::Event event;
    const bool kept = entry.record.payload_kept && event.ParseFromString(entry.record.payload);
    const Text words = kept ? event_words(header, event, machine_.datastreams(), names_)
                            : Text{"（观测已过保存期限）", "(observations no longer kept)"};
    print_line("", std::to_string(header.offset.value), header.recorded_at, words);
    for_each_fact(entry, [&](FactId id, const wire::Fact& fact) {
      print_line("  ", to_string(id), header.recorded_at,
                 whose(log_, fact, names_) + words_of(fact, names_, style_.utc_offset));
    });
  }

  template <class Do>
  static void for_each_fact(const Entry& entry, Do what) {
    for (std::uint32_t i = 0; i < entry.facts.size(); ++i) {
      wire::Fact fact;
      if (fact.ParseFromString(entry.facts[i])) what(FactId{entry.record.header.offset, i}, fact);
    }
  }

  const Log& log_;
  const Machine& machine_;
  const Session& session_;
  bool as_json_;
  adapters::JsonStyle style_;
  Names names_;
};

Result<void> print_log(const DataFolder& data, std::optional<std::uint64_t> from,
                       std::uint64_t last, bool as_json,
                       const std::vector<adapters::Person>& people, const Session& session) {
  const auto log = read_log(data);
  if (!log) return log.error();
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored) return restored.error();
  const std::uint64_t next = (*log)->head().next.value;
  const Offset start{from ? *from : next - std::min(next, last)};
  return Printer(**log, machine, people, session, as_json).print_from(start);
}

Text whole(const Verified& verified) {
  const auto n = [](std::uint64_t count) { return std::to_string(count); };
  Text text{"日志完好：" + n(verified.records) + " 条记录、" + n(verified.facts_equal) +
                " 条结论逐一核对无误；过期不留的观测 " + n(verified.forgotten) + " 条",
            "the log is whole: " + n(verified.records) + " records, " + n(verified.facts_equal) +
                " facts concluded again and equal; " + n(verified.forgotten) +
                " records of observations no longer kept"};
  if (verified.facts_equal < verified.facts) {
    const std::string others = n(verified.facts - verified.facts_equal);
    text = text + Text{"；另有 " + others + " 条结论没有核对：是别的版本推得的，或无从重新推得",
                       "; " + others +
                           " more facts were not compared: another version concluded them, or "
                           "they can't be concluded again"};
  }
  text = text + Text{"\n链尾 ", "\nchain "} + plain(to_hex(verified.chain));
  if (verified.state_hash)
    text = text + Text{"\n状态 ", "\nstate "} + plain(to_hex(*verified.state_hash));
  return text;
}

Result<void> verify_log(const DataFolder& data, bool as_json, const Session& session) {
  const auto log = read_log(data);
  if (!log) return log.error();
  Machine machine = township_machine();
  const auto verified = verify(**log, machine);
  if (!verified) return verified.error();
  if (as_json) {
    json::object out{{"ok", true},
                     {"records", verified->records},
                     {"facts", verified->facts},
                     {"facts_equal", verified->facts_equal},
                     {"forgotten", verified->forgotten},
                     {"facts_from", verified->facts_from.value},
                     {"chain", to_hex(verified->chain)}};
    if (verified->state_hash) out["state_hash"] = to_hex(*verified->state_hash);
    std::printf("%s\n", adapters::to_text(out).c_str());
    return {};
  }
  std::printf("%s\n", session.say(whole(*verified)).c_str());
  return {};
}

struct Options {
  DataFolder data;
  std::string plan_folder;
  Format format;
  std::uint64_t last = 20;
  std::uint64_t from = 0;
};

void report(const Result<void>& done, Session& session) {
  if (!done) session.fail(done.error());
}

void add_tail(Verb& log, Session& session) {
  Verb verb = log.verb("tail", {"最后几条", "the last records"});
  auto options = std::make_shared<Options>();
  options->data.add_to(verb);
  verb.integer("-n", options->last, {"几条", "how many"});
  verb.text("--plan", options->plan_folder,
            {"预案文件夹，用来写出人名（日志里没有人名）",
             "the plan's folder, for people's names: the log has none"});
  options->format.add_to(verb);
  verb.run([options, &session] {
    const auto people = people_of_plan(options->plan_folder, session);
    if (!people) return session.fail(people.error());
    report(print_log(options->data, {}, options->last, options->format.json, *people, session),
           session);
  });
}

void add_export(Verb& log, Session& session) {
  Verb verb =
      log.verb("export", {"全部记录，每行一个 JSON", "all records, one JSON object a line"});
  auto options = std::make_shared<Options>();
  options->data.add_to(verb);
  verb.integer("--from", options->from, {"从哪一条起", "the first offset"});
  verb.run([options, &session] {
    report(print_log(options->data, options->from, 0, true, {}, session), session);
  });
}

void add_log_verify(Verb& log, Session& session) {
  Verb verb = log.verb("verify", {"核对整本日志：链、时间、每条结论重算一遍",
                                  "check the whole log: chain, times, every fact concluded again"});
  auto options = std::make_shared<Options>();
  options->data.add_to(verb);
  options->format.add_to(verb);
  verb.run([options, &session] {
    report(verify_log(options->data, options->format.json, session), session);
  });
}

}  // namespace

void add_log(Verb& verbs, Session& session) {
  Verb verb =
      verbs.verb("log", {"查看、导出、核对记录", "look at the record, export it, check it"});
  add_tail(verb, session);
  add_export(verb, session);
  add_log_verify(verb, session);
  add_log_fork(verb, session);
  verb.example("fenghuo log verify --data data");
}

}  // namespace fenghuo::cli
