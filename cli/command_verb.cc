#include "cli/command_verb.h"

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>

#include "adapters/json_text.h"
#include "cli/called.h"
#include "cli/named_person.h"
#include "cli/sentence.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

Text detail_of(const adapters::LocalAnswer& answer) {
  boost::system::error_code error;
  const auto problem = json::parse(answer.body, error);
  const auto text = [&](const char* name) {
    const auto* found =
        error || !problem.is_object() ? nullptr : problem.get_object().if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string())
                                                  : "HTTP " + std::to_string(answer.status);
  };
  return {text("detail_zh"), text("detail_en")};
}

// Where the engine doesn't tell its plan, it is asked all the same: it has the last word.
Result<std::string> who_is_named(const CommandSettings& settings, const std::string& token) {
  if (settings.by.empty() || settings.outsider) return settings.by;
  const auto plan = adapters::ask_engine(settings.page, "/api/v1/plan", token);
  if (!plan || plan->status != 200) return settings.by;
  return person_named(settings.by, token, people_told(plan->body));
}

// A refusal, and what a misspelt id in the command may mean; the engine is asked what there is.
Text refusal_with_nearest(const CommandSettings& settings, const std::string& token,
                          const adapters::LocalAnswer& answer) {
  Text refused = refusal_of(answer, !token.empty());
  constexpr unsigned kConflict = 409;
  if (answer.status != kConflict || refused.en.find("did you mean") != std::string::npos)
    return refused;
  const auto plan = adapters::ask_engine(settings.page, "/api/v1/plan", token);
  const auto state = adapters::ask_engine(settings.page, "/api/v1/state", token);
  return refused + meant_in(settings.members, plan ? plan->body : "", state ? state->body : "");
}

std::optional<std::uint64_t> number_in(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_int64() && value->get_int64() >= 0
             ? std::optional(static_cast<std::uint64_t>(value->get_int64()))
             : std::nullopt;
}

// "record 812"; empty where the answer names none.
Text record_words(const json::object& receipt) {
  const auto offset = number_in(receipt, "offset");
  return offset ? Text{"第 ", "record "} + number(*offset) + Text{" 条记录", ""} : Text{};
}

const json::array* list_in(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? &value->get_array() : nullptr;
}

// One fact with its id. An older engine says no words: then it is the word of its kind.
Text fact_line(const json::object& receipt, const json::value& item, std::size_t i) {
  if (!item.is_object()) return {};
  const json::object& fact = item.get_object();
  const auto* kind = fact.if_contains("fact");
  const auto words = [&](const char* list) {
    const json::array* all = list_in(receipt, list);
    const json::value* said = all != nullptr && i < all->size() ? &(*all)[i] : kind;
    return said != nullptr && said->is_string() ? std::string(said->get_string()) : "";
  };
  return plain("\n  ") + number(number_in(fact, "offset").value_or(0)) + plain(".") +
         number(number_in(fact, "index").value_or(0)) + plain("  ") +
         Text{words("words_zh"), words("words_en")};
}

json::object object_in(const std::string& body) {
  boost::system::error_code error;
  const auto document = json::parse(body, error);
  return error || !document.is_object() ? json::object() : document.get_object();
}

}  // namespace

Text receipt_words(const std::string& body) {
  const json::object receipt = object_in(body);
  const Text record = record_words(receipt);
  const Text of_record = record.zh.empty() ? Text{} : Text{"（", " ("} + record + Text{"）", ")"};
  if (receipt.contains("duplicate"))
    return Text{"同一编号（--id）的命令早已收下，没有再办一次",
                "a command with this id (--id) was taken before; it was not done again"} +
           of_record;
  const json::array* facts = list_in(receipt, "facts");
  if (facts == nullptr || facts->empty())
    return Text{"已收下，没有要变的", "taken; nothing had to change"} + of_record;
  Text all = Text{"已收下", "taken"} + of_record + Text{"：", ":"};
  for (std::size_t i = 0; i < facts->size(); ++i) all = all + fact_line(receipt, (*facts)[i], i);
  return all;
}

Text report_receipt_words(const std::string& body) {
  const json::object answer = object_in(body);
  const json::array* accepted = list_in(answer, "accepted");
  const json::object taken =
      accepted != nullptr && !accepted->empty() && accepted->front().is_object()
          ? accepted->front().get_object()
          : json::object();
  if (taken.contains("duplicate"))
    return {"同样的报告早已收下，没有再记一次",
            "the same report was taken before; it was not recorded again"};
  const Text record = record_words(taken);
  return Text{"报告已收下", "the report is taken"} +
         (record.zh.empty() ? Text{} : Text{"（", " ("} + record + Text{"）", ")"});
}

std::string token_of(const CommandSettings& settings) {
  const char* from_environment = std::getenv("FENGHUO_TOKEN");
  if (!settings.token.empty()) return settings.token;
  return from_environment != nullptr ? from_environment : "";
}

Text refusal_of(const adapters::LocalAnswer& answer, bool with_token) {
  const bool nameless = answer.status == 401;
  if (nameless && with_token)
    return {
        "这个令牌（--token 或 FENGHUO_TOKEN）不是这个通道的：实战和演练各有各的；fenghuo token 人 "
        "--data 文件夹 --lane 通道 会给出",
        "the token (--token or FENGHUO_TOKEN) isn't one of this lane: live and exercise have "
        "their own; fenghuo token PERSON --data DIR --lane LANE gives one"};
  if (nameless)
    return {"须署名：--token 或环境变量 FENGHUO_TOKEN，令牌由 fenghuo token 给出",
            "a name is wanted: --token, or FENGHUO_TOKEN in the environment; fenghuo "
            "token gives one"};
  return detail_of(answer);
}

std::optional<std::size_t> print_each(const std::string& body, const char* list) {
  boost::system::error_code error;
  const auto document = json::parse(body, error);
  const auto* items =
      error || !document.is_object() ? nullptr : document.get_object().if_contains(list);
  if (items == nullptr || !items->is_array()) return std::nullopt;
  for (const auto& one : items->get_array()) std::printf("%s\n", adapters::to_text(one).c_str());
  return items->get_array().size();
}

void send_command(const CommandSettings& settings, Session& session) {
  const std::string token = token_of(settings);
  const auto named = who_is_named(settings, token);
  if (!named) return session.fail(named.error());
  json::object body = settings.members;
  if (!settings.by_key.empty()) body[settings.by_key] = *named;
  if (!settings.id.empty()) body["command_id"] = settings.id;
  const auto answer =
      adapters::ask_engine(settings.page, "/api/v1/commands", token, adapters::to_text(body));
  if (!answer) return session.fail(answer.error());
  if (answer->status != 200) return session.fail(refusal_with_nearest(settings, token, *answer));
  const Text words = receipt_words(answer->body);
  if (!settings.format.json) {
    std::printf("%s\n", session.say(words).c_str());
  } else if (print_each(answer->body, "facts") == 0U) {
    std::fprintf(stderr, "%s\n", session.say(words).c_str());
  }
}

Verb command_verb(Verb& commands, Session& session, const SharedSettings& settings,
                  const char* name, const char* command, const Text& help) {
  Verb verb = commands.verb(name, help);
  verb.text("--page", settings->page, {"引擎的网页", "the engine's page"});
  verb.text("--token", settings->token,
            {"令牌，由 fenghuo token 给出；也可放在环境变量 FENGHUO_TOKEN",
             "a token of fenghuo token; or FENGHUO_TOKEN in the environment"});
  verb.text(
      "--id", settings->id,
      {"命令的编号：同一编号发两次只办一次", "the command's id: sent twice, it is done once"});
  settings->format.add_to(verb);
  verb.run([settings, command, &session] {
    settings->members["command"] = command;
    send_command(*settings, session);
  });
  return verb;
}

void member(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
            const char* form, const Text& help, Need need) {
  verb.parsed(
      name, form,
      [settings, key](const std::string& text) {
        settings->members[key] = text;
        return !text.empty();
      },
      help, need);
}

void person_member(Verb& verb, const SharedSettings& settings, const char* key, const Text& help) {
  verb.parsed(
      "--by", "shangxi-leader",
      [settings, key](const std::string& text) {
        settings->by = text;
        settings->by_key = key;
        return !text.empty();
      },
      {help.zh + "，people.csv 里的编号或姓名", help.en + ", an id or a name of people.csv"},
      Need::required);
  verb.flag("--outsider", settings->outsider,
            {"--by 不是预案里的人：户主、邻居、县里的人",
             "--by is nobody of the plan: a neighbour, an officer of the county"});
}

void whole_number(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
                  const char* form, const Text& help, Need need) {
  verb.parsed(
      name, form,
      [settings, key](const std::string& text) {
        settings->members[key] = std::strtoll(text.c_str(), nullptr, 10);
        return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
      },
      help, need);
}

void list_member(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
                 const char* form, const Text& help, Need need) {
  verb.parsed(
      name, form,
      [settings, key](const std::string& text) {
        json::array items;
        for (std::size_t begin = 0; begin <= text.size();) {
          const auto end = std::min(text.find(',', begin), text.size());
          items.emplace_back(text.substr(begin, end - begin));
          begin = end + 1;
        }
        settings->members[key] = std::move(items);
        return true;
      },
      help, need);
}

}  // namespace fenghuo::cli
