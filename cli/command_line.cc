#include "cli/command_line.h"

#include <CLI/CLI.hpp>

#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

std::string joined(std::initializer_list<const char*> words) {
  std::string all;
  for (const char* word : words) all += (all.empty() ? "" : "|") + std::string(word);
  return all;
}

}  // namespace

Verb Verb::verb(const std::string& name, const Text& help) {
  app_->require_subcommand(1);
  return {*app_->add_subcommand(name, say(help)), language_};
}

void Verb::example(const std::string& command) {
  app_->footer(say({"示例：" + command, "Example: " + command}));
}

void Verb::run(std::function<void()> action) {
  app_->callback(std::move(action));
}

void Verb::text(const std::string& name, std::string& value, const Text& help, Need need) {
  auto* option = app_->add_option(name, value, say(help));
  if (need == Need::required) option->required();
  if (!value.empty()) option->capture_default_str();
}

void Verb::texts(const std::string& name, std::vector<std::string>& values, const Text& help) {
  app_->add_option(name, values, say(help))->expected(1)->take_all();
}

void Verb::flag(const std::string& name, bool& given, const Text& help) {
  app_->add_flag(name, given, say(help));
}

void Verb::integer(const std::string& name, std::uint64_t& value, const Text& help) {
  app_->add_option(name, value, say(help))->capture_default_str();
}

void Verb::number(const std::string& name, std::optional<double>& value, double min, double max,
                  const Text& help) {
  app_->add_option(name, value, say(help))->check(CLI::Range(min, max))->type_name("N");
}

void Verb::choice(const std::string& name, std::initializer_list<const char*> words,
                  const std::function<void(const std::string&)>& chosen, const Text& help,
                  Need need) {
  auto* option = app_->add_option_function<std::string>(name, chosen, say(help));
  option->check(CLI::IsMember(std::set<std::string>(words.begin(), words.end())));
  option->type_name(joined(words));
  if (need == Need::required) option->required();
}

void Verb::parsed(const std::string& name, const std::string& form,
                  std::function<bool(const std::string&)> read, const Text& help, Need need) {
  const std::string complaint = say({"写作 ", "is written "}) + form;
  auto* option = app_->add_option_function<std::string>(
      name,
      [name, complaint, read = std::move(read)](const std::string& given) {
        if (!read(given)) wrong_usage(name, complaint + ": " + given);
      },
      say(help));
  option->type_name(form);
  if (need == Need::required) option->required();
}

void wrong_usage(const std::string& name, const std::string& what) {
  throw CLI::ValidationError(name, what);
}

int run_command_line(int argc, char** argv, Language language, const Text& about,
                     const std::function<void(Verb&)>& add) {
  CLI::App app{in(language, about), "fenghuo"};
  std::string chosen;
  app.add_option("--lang", chosen,
                 in(language,
                    {"语言：zh 或 en（默认随系统）", "language: zh or en (default: the locale's)"}))
      ->check(CLI::IsMember({"zh", "en"}))
      ->type_name("zh|en");
  app.set_version_flag("--version", std::string("fenghuo " FENGHUO_VERSION));
  app.fallthrough();
  Verb verbs(app, language);
  add(verbs);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version come by here too, with a status of 0.
    return app.exit(error) == 0 ? good : usage;
  }
  return good;
}

}  // namespace fenghuo::cli
