// POST /api/v1/commands: what people decide and tell, as JSON:
//   {"command": "answer", "obligation": "812.6", "kind": "received" | "done" | "moved" |
//    "need_help", "people_moved": 30, "key": 2, "read_back": true, "answered_by": PERSON OR NAME,
//    "note": "...", "command_id": "..."}
//   {"command": "call_attempt", "obligation": "812.6", "outcome": "rang" | "no_answer" | "busy" |
//   "unreachable", "callee": PERSON}
//   {"command": "shelve_alarm", "rule": "flash-flood", "area": "shangxi", "level": "orange",
//    "until": "2026-07-15T10:00:00+08:00", "note": "..."}
//   {"command": "unshelve_alarm", "rule": "flash-flood", "area": "shangxi"}
//   {"command": "back_up"}
// and those of decision_commands.cc, ledger_commands.cc and exercise_commands.cc.
#include <algorithm>
#include <boost/json.hpp>

#include "adapters/cloudevents.h"
#include "adapters/fact_json.h"
#include "adapters/http/api.h"
#include "adapters/http/command_fields.h"
#include "adapters/http/commands.h"
#include "adapters/http/decision_commands.h"
#include "adapters/http/exercise_commands.h"
#include "adapters/http/ledger_commands.h"
#include "engine/level.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

template <class Value>
struct Word {
  std::string_view word;
  Value value;
};
constexpr Word<wire::Answer::Kind> kAnswers[] = {{"received", wire::Answer::RECEIVED},
                                                 {"moved", wire::Answer::MOVED},
                                                 {"need_help", wire::Answer::NEED_HELP},
                                                 {"done", wire::Answer::DONE}};
constexpr Word<wire::CallAttempt::Outcome> kOutcomes[] = {
    {"no_answer", wire::CallAttempt::NO_ANSWER},
    {"busy", wire::CallAttempt::BUSY},
    {"unreachable", wire::CallAttempt::UNREACHABLE},
    {"rang", wire::CallAttempt::RANG}};

template <class Value, std::size_t N>
std::optional<Value> value_of(const Word<Value> (&words)[N], std::string_view word) {
  for (const auto& entry : words)
    if (entry.word == word) return entry.value;
  return std::nullopt;
}

constexpr std::int64_t kKeyMax = 9;

Result<void> fill_answer(const json::object& object, wire::Answer& answer) {
  const auto kind = value_of(kAnswers, text_in(object, "kind"));
  if (!kind)
    return bad("kind 为 received、done、moved 或 need_help",
               "kind is received, done, moved or need_help");
  answer.set_kind(*kind);
  answer.set_answered_by(text_in(object, "answered_by"));
  if (answer.answered_by().empty())
    return bad("须写明 answered_by：答复的人", "answered_by is missing: who answered");
  answer.set_note(text_in(object, "note"));
  if (const json::value* key = object.if_contains("key")) {
    if (!key->is_int64() || key->get_int64() < 1 || key->get_int64() > kKeyMax)
      return bad("key 为按的键，1 到 9", "key is the key that was pressed, 1 to 9");
    answer.set_key(static_cast<std::uint32_t>(key->get_int64()));
  }
  if (const json::value* read_back = object.if_contains("read_back")) {
    if (!read_back->is_bool())
      return bad("read_back 为 true 或 false", "read_back is true or false");
    answer.set_read_back(read_back->get_bool());
  }
  const json::value* moved = object.if_contains("people_moved");
  if (*kind != wire::Answer::MOVED && moved != nullptr)
    return bad(
        "报了转移人数，kind 就写 moved：别的答复不带人数",
        "a number of people who were moved goes with the kind moved; other answers have none");
  if (*kind != wire::Answer::MOVED) return {};
  if (moved == nullptr || !moved->is_int64() || moved->get_int64() < 0 ||
      moved->get_int64() > 1'000'000)
    return bad("people_moved 为 0 至 1000000 的整数",
               "people_moved is a whole number up to 1,000,000");
  answer.set_people_moved(static_cast<std::uint32_t>(moved->get_int64()));
  return {};
}

// Which alarm a command is about.
template <class Wanted>
Result<void> fill_alarm(const json::object& object, Wanted& wanted) {
  wanted.set_rule(text_in(object, "rule"));
  wanted.set_area(text_in(object, "area"));
  if (wanted.rule().empty() || wanted.area().empty())
    return bad("须写明 rule 和 area：哪条规则、哪个对象的警报",
               "rule and area are missing: which alarm");
  return {};
}

// Whether level and time are allowed is the machine's to say.
Result<void> fill_shelf(const json::object& object, wire::ShelveAlarm& shelf) {
  if (auto ok = fill_alarm(object, shelf); !ok) return ok.error();
  const auto level = parse_level(text_in(object, "level"));
  if (!level || *level == Level::none)
    return bad("level 为 blue、yellow 或 orange：搁置到哪一级为止",
               "level is blue, yellow or orange: up to which one rises are held back");
  shelf.set_level(to_wire(*level));
  const auto until = parse_rfc3339(text_in(object, "until"));
  if (!until)
    return bad("until 写作 2026-07-15T10:00:00+08:00：搁置到什么时候",
               "until is written 2026-07-15T10:00:00+08:00: when the shelf ends");
  shelf.set_until_ms(ms_of(*until));
  shelf.set_note(text_in(object, "note"));
  if (shelf.note().empty() && object.contains("note") && object.at("note") != "")
    return bad("note 为不超过 1024 字节的文字", "note is a text of at most 1,024 bytes");
  return {};
}

Result<void> fill_call_attempt(const json::object& object, wire::CallAttempt& attempt) {
  const auto outcome = value_of(kOutcomes, text_in(object, "outcome"));
  if (!outcome)
    return bad("outcome 为 rang、no_answer、busy 或 unreachable",
               "outcome is rang, no_answer, busy or unreachable");
  attempt.set_outcome(*outcome);
  // What can't be read must not count as nobody: then it would be told of whoever is called now.
  attempt.set_callee(text_in(object, "callee"));
  if (attempt.callee().empty() && object.contains("callee") && object.at("callee") != "")
    return bad("callee 为打给了谁的编号，例如 shangxi-leader；不写就是现在叫的人",
               "callee is the id of whom they rang, as shangxi-leader; without it, whoever is "
               "being called now");
  return {};
}

Result<void> fill_command(const json::object& object, wire::Command& command) {
  const std::string name = text_in(object, "command");
  if (name == "shelve_alarm") return fill_shelf(object, *command.mutable_shelve_alarm());
  if (name == "unshelve_alarm") return fill_alarm(object, *command.mutable_unshelve_alarm());
  if (name == "answer") {
    auto& answer = *command.mutable_answer();
    const auto named = fill_ref(object, "obligation", *answer.mutable_obligation());
    return named ? fill_answer(object, answer) : named;
  }
  if (name == "call_attempt") {
    auto& attempt = *command.mutable_call_attempt();
    const auto named = fill_ref(object, "obligation", *attempt.mutable_obligation());
    return named ? fill_call_attempt(object, attempt) : named;
  }
  if (auto decision = fill_decision_command(name, object, command)) return *decision;
  if (auto ledger = fill_ledger_command(name, object, command)) return *ledger;
  if (auto exercise = fill_exercise_command(name, object, command)) return *exercise;
  return bad("没有这个命令，见 /api/v1/openapi.json",
             "there is no such command; see /api/v1/openapi.json");
}

// What somebody has found on a patrol is a report too, so that rules see it; nothing where the
// routine doesn't stand, which is for the machine to refuse.
std::optional<wire::Event> finding_in(const wire::Standing& standing,
                                      const wire::Command& command) {
  const auto& done = command.do_routine();
  const auto& routines = standing.routines();
  const auto routine = std::find_if(routines.begin(), routines.end(), [&](const auto& one) {
    return one.routine() == done.routine() && one.subject() == done.subject();
  });
  if (routine == routines.end()) return std::nullopt;
  wire::Event event;
  auto& report = *event.mutable_report();
  // A command that is sent again has found the same thing.
  if (!command.command_id().empty())
    report.set_source_id("command " + command.person_id() + " " + command.command_id());
  report.set_reporter(done.done_by());
  report.set_recorded_by(command.person_id());
  report.set_kind("patrol_finding");
  report.set_area(routine->area());
  report.set_text(done.note());
  return event;
}

// The finding first: whoever isn't told that the routine is done sends the command again, and with
// it the finding, which is then taken once.
net::awaitable<std::optional<Receipt>> submit_with_finding(Service& service, wire::Event event) {
  if (event.command().do_routine().found()) {
    const wire::Standing standing = co_await ask_standing(service);
    if (auto finding = finding_in(standing, event.command())) {
      auto taken = co_await submit(service, std::move(*finding));
      if (!taken || taken->refused) co_return taken;
    }
  }
  co_return co_await submit(service, std::move(event));
}

json::object receipt_json(Service& service, const HttpRequest& request, const Receipt& receipt) {
  json::object out{{"offset", receipt.offset.value}};
  if (receipt.duplicate) out["duplicate"] = true;
  json::array facts;
  json::array words_zh;
  json::array words_en;
  for (std::uint32_t i = 0; i < receipt.facts.size(); ++i) {
    const auto& fact = receipt.facts[i];
    facts.push_back(
        fact_json({receipt.offset, i}, service.clock.now(), fact, service.style(request)));
    if (!service.words) continue;
    const Text words = service.words(fact);
    words_zh.push_back(json::string(words.zh));
    words_en.push_back(json::string(words.en));
  }
  out["facts"] = std::move(facts);
  if (!service.words) return out;
  out["words_zh"] = std::move(words_zh);
  out["words_en"] = std::move(words_en);
  return out;
}

}  // namespace

Result<wire::Event> command_in(const json::object& object, const std::string& person) {
  wire::Event event;
  wire::Command& command = *event.mutable_command();
  command.set_command_id(text_in(object, "command_id"));
  command.set_person_id(person);
  command.set_via("console");
  if (auto ok = fill_command(object, command); !ok) return ok.error();
  return event;
}

net::awaitable<HttpResponse> post_command(Service& service, const HttpRequest& request,
                                          const std::string& person) {
  const auto document = parse_json(request.body());
  if (!document || !document->is_object())
    co_return problem(request, HttpStatus::bad_request, "bad_command",
                      {"命令应为 JSON 对象", "a command should be a JSON object"});
  if (text_in(document->get_object(), "command") == "back_up") {
    const auto folder = service.back_up();
    if (!folder)
      co_return problem(request, HttpStatus::insufficient_storage, "no_backup",
                        folder.error().text);
    co_return respond_json(request, HttpStatus::ok, json::object{{"folder", *folder}});
  }
  auto event = command_in(document->get_object(), person);
  if (!event)
    co_return problem(request, HttpStatus::bad_request, "bad_command", event.error().text);
  const auto receipt = co_await submit_with_finding(service, std::move(*event));
  if (!receipt)
    co_return problem(request, HttpStatus::service_unavailable, "inbox_full",
                      {"系统繁忙，请再试一次", "busy; try again"});
  if (receipt->refused)
    co_return problem(request, HttpStatus::bad_request, "bad_command", receipt->refused->text);
  for (const auto& fact : receipt->facts) {
    if (fact.has_command_refused())
      co_return problem(
          request, HttpStatus::conflict, fact.command_refused().reason_code(),
          {fact.command_refused().reason().zh(), fact.command_refused().reason().en()});
  }
  const json::object answer = receipt_json(service, request, *receipt);
  co_return respond_json(request, HttpStatus::ok, answer);
}

}  // namespace fenghuo::adapters
