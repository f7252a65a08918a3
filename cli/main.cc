// The program: reads the command line and runs a verb.
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
  const auto add = [&session](Verb& verbs) {
    for (const auto add_verb :
         {add_serve, add_check, add_command, add_eval, add_explain, add_log, add_play, add_replay,
          add_decode, add_drill, add_odds, add_roads, add_siting, add_situation, add_test,
          add_token, add_transport, add_verify})
      add_verb(verbs, session);
  };
  const int read = run_command_line(
      argc, argv, session.language,
      {"烽火：乡镇应急响应事件引擎", "Fenghuo: the emergency-response event engine of a township"},
      add);
  return read == good ? session.status : read;
}

}  // namespace

}  // namespace fenghuo::cli

int main(int argc, char** argv) {
  try {
    return fenghuo::cli::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fenghuo: %s\n", error.what());
    return fenghuo::cli::faults;
  }
}
