// The program: reads the command line and runs a verb.
#include <CLI/CLI.hpp>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

// The language must be known before the help texts are made.
Language choose_language(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--lang" && i + 1 < argc)
      return std::string_view(argv[i + 1]) == "zh" ? Language::zh : Language::en;
    if (argument == "--lang=zh") return Language::zh;
    if (argument == "--lang=en") return Language::en;
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(variable);
    if (value != nullptr && *value != '\0')
      return std::strncmp(value, "zh", 2) == 0 ? Language::zh : Language::en;
  }
  return Language::en;
}

int run(int argc, char** argv) {
  Session session{.language = choose_language(argc, argv)};
  CLI::App app{session.say({"烽火：乡镇应急响应事件引擎",
                            "Fenghuo: the emergency-response event engine of a township"}),
               "fenghuo"};
  std::string language;
  app.add_option("--lang", language,
                 session.say({"语言：zh 或 en（默认随系统）",
                              "language: zh or en (default: the locale's)"}))
      ->check(CLI::IsMember({"zh", "en"}))
      ->type_name("zh|en");
  app.set_version_flag("--version", std::string("fenghuo " FENGHUO_VERSION));
  app.require_subcommand(1);
  app.fallthrough();
  for (const auto add :
       {add_serve, add_check, add_explain, add_log, add_play, add_replay, add_decode, add_token})
    add(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // --help and --version come by here too, with a status of 0.
    return app.exit(error) == 0 ? good : usage;
  }
  return session.status;
}

}  // namespace

void Session::fail(const Text& text) {
  std::fprintf(stderr, "fenghuo: %s\n", say(text).c_str());
  status = faults;
}

void Session::print(const adapters::Diagnostics& faults) const {
  for (const auto& fault : faults) std::fprintf(stderr, "%s\n", to_string(fault, language).c_str());
}

void Format::add_to(CLI::App& verb, const Session& session) {
  verb.add_option_function<std::string>(
          "--format", [this](const std::string& name) { json = name == "json"; },
          session.say({"输出格式", "how to print"}))
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
}

}  // namespace fenghuo::cli

int main(int argc, char** argv) {
  try {
    return fenghuo::cli::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fenghuo: %s\n", error.what());
    return fenghuo::cli::faults;
  }
}
