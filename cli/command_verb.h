// A command to a running engine as a verb: what all of them take, and how one is sent.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "adapters/local_client.h"
#include "cli/verb.h"

namespace fenghuo::cli {

struct CommandSettings {
  std::string page = "http://127.0.0.1:8651";
  std::string token;
  std::string id;
  std::string by;         // whom a command names who isn't the holder of the token; empty: nobody
  std::string by_key;     // the member for their id
  bool outsider = false;  // who is named need not be of the plan
  boost::json::object members;
  Format format;
};
using SharedSettings = std::shared_ptr<CommandSettings>;

/// The token to be sent, which the environment may hold; empty: none.
std::string token_of(const CommandSettings& settings);

/// Why the engine did not take what was sent.
Text refusal_of(const adapters::LocalAnswer& answer, bool with_token);

/// What an answer of the engine lists, an item a line; how many. Nothing where it has no such list.
std::optional<std::size_t> print_each(const std::string& body, const char* list);

/// What became of a command, out of the engine's answer: its record, and each fact with its id, a
/// line each.
Text receipt_words(const std::string& body);
/// The same of a report.
Text report_receipt_words(const std::string& body);

/// Says what became of it: in words, or as JSON the facts, one a line. Whom it names must be of the
/// plan that the engine runs.
void send_command(const CommandSettings& settings, Session& session);

/// One command as a verb of its own.
Verb command_verb(Verb& commands, Session& session, const SharedSettings& settings,
                  const char* name, const char* command, const Text& help);

/// Puts what is given under `name` into the command's member `key`.
void member(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
            const char* form, const Text& help, Need need = Need::required);
/// --by and --outsider: a person of the plan, or else somebody of elsewhere.
void person_member(Verb& verb, const SharedSettings& settings, const char* key, const Text& help);
void whole_number(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
                  const char* form, const Text& help, Need need = Need::optional);
/// Items between commas.
void list_member(Verb& verb, const SharedSettings& settings, const char* name, const char* key,
                 const char* form, const Text& help, Need need);

}  // namespace fenghuo::cli
