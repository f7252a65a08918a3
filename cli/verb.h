// What all verbs share: the language, where words go, and the exit status.
#pragma once

#include <string>

#include "adapters/plan/diagnostic.h"
#include "cli/command_line.h"
#include "engine/result.h"
#include "engine/text.h"

namespace fenghuo::cli {

/// Exit status of the program: good, found faults, wrong usage.
enum Status : int { good = 0, faults = 1, usage = 2 };

/// One run of the program.
struct Session {
  Language language = Language::en;
  int status = good;

  const std::string& say(const Text& text) const { return in(language, text); }
  /// Prints to standard error and sets the status to faults.
  void fail(const Text& text);
  void fail(const Error& error) { fail(error.text); }
  /// To standard error, one a line with its place.
  void print(const adapters::Diagnostics& faults) const;
};

/// --format text or json.
struct Format {
  bool json = false;
  void add_to(Verb& verb);
};

/// Each adds its verb.
void add_command(Verb& verbs, Session& session);
void add_check(Verb& verbs, Session& session);
void add_decode(Verb& verbs, Session& session);
void add_drill(Verb& verbs, Session& session);
void add_eval(Verb& verbs, Session& session);
void add_explain(Verb& verbs, Session& session);
void add_log(Verb& verbs, Session& session);
void add_odds(Verb& verbs, Session& session);
void add_play(Verb& verbs, Session& session);
void add_replay(Verb& verbs, Session& session);
void add_roads(Verb& verbs, Session& session);
void add_siting(Verb& verbs, Session& session);
void add_situation(Verb& verbs, Session& session);
void add_serve(Verb& verbs, Session& session);
void add_test(Verb& verbs, Session& session);
void add_token(Verb& verbs, Session& session);
void add_transport(Verb& verbs, Session& session);
void add_verify(Verb& verbs, Session& session);

}  // namespace fenghuo::cli
