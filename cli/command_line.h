// What a verb takes on its command line, said in both languages. The library behind it stays in
// command_line.cc: its header costs every file that includes it five seconds.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "engine/text.h"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}

namespace fenghuo::cli {

enum class Need : std::uint8_t { optional, required };

/// A name that begins with "-" is an option; any other is known by its place. What is bound must
/// outlive the run of the command line: a verb keeps it in a shared_ptr that its run() captures.
class Verb {
 public:
  Verb(CLI::App& app, Language language) : app_(&app), language_(language) {}

  /// A verb below this one, of which one must be chosen.
  Verb verb(const std::string& name, const Text& help);
  void example(const std::string& command);
  /// What the verb does, once all that was given has been read.
  void run(std::function<void()> action);

  /// The default is shown where there is one.
  void text(const std::string& name, std::string& value, const Text& help,
            Need need = Need::optional);
  /// Any number of them, each after a name of its own: --hour 02:00 --hour 14:00.
  void texts(const std::string& name, std::vector<std::string>& values, const Text& help);
  /// Given or not.
  void flag(const std::string& name, bool& given, const Text& help);
  void integer(const std::string& name, std::uint64_t& value, const Text& help);
  void number(const std::string& name, std::optional<double>& value, double min, double max,
              const Text& help);
  void choice(const std::string& name, std::initializer_list<const char*> words,
              const std::function<void(const std::string&)>& chosen, const Text& help,
              Need need = Need::optional);
  /// `read` says whether it could; `form` is how the value is written, for the help and for the
  /// complaint, which ends with `more`.
  void parsed(const std::string& name, const std::string& form,
              std::function<bool(const std::string&)> read, const Text& help,
              Need need = Need::optional, const Text& more = {});

 private:
  const std::string& say(const Text& said) const { return in(language_, said); }

  CLI::App* app_;
  Language language_;
};

/// What is said of a value that can't be read.
Text unreadable(const std::string& given, const std::string& form);

/// Ends the run with the status of wrong usage. `name` is the option's.
[[noreturn]] void wrong_usage(const std::string& name, const std::string& what);

/// Reads the command line: `add` makes the verbs. Gives good or usage; what a verb's run() found is
/// the verb's to say.
int run_command_line(int argc, char** argv, Language language, const Text& about,
                     const std::function<void(Verb&)>& add);

}  // namespace fenghuo::cli
