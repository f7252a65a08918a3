// What all verbs share: the language, where words go, and the exit status.
#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>

#include "adapters/plan/diagnostic.h"
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
  void add_to(CLI::App& verb, const Session& session);
};

/// Each adds its verb; the callback runs it.
void add_check(CLI::App& app, Session& session);
void add_decode(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_log(CLI::App& app, Session& session);
void add_play(CLI::App& app, Session& session);
void add_replay(CLI::App& app, Session& session);
void add_serve(CLI::App& app, Session& session);
void add_token(CLI::App& app, Session& session);

}  // namespace fenghuo::cli
