#include "cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/verb.h"
#include "engine/nearest.h"

namespace fenghuo::cli {
namespace {

std::string joined(std::initializer_list<const char*> words) {
  std::string all;
  for (const char* word : words) all += (all.empty() ? "" : "|") + std::string(word);
  return all;
}

Text did_you_mean_one_of(std::string_view given, const std::vector<std::string>& known) {
  return did_you_mean(nearest(given, std::vector<std::string_view>(known.begin(), known.end())));
}

// Of the words that one option takes.
std::string not_among(Language language, const std::string& given,
                      const std::set<std::string>& words) {
  if (words.contains(given)) return {};
  std::string all;
  for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
  return in(language, {"不认识“" + given + "”，可写：" + all, "'" + given + "' is none of " + all});
}

// The verb that was reached, where it goes on to verbs of its own the last of them.
const CLI::App& innermost(const CLI::App& app) {
  const auto below = app.get_subcommands();
  return below.empty() ? app : innermost(*below.front());
}

// What came where a verb should stand.
Text no_verb(const CLI::App& app, const std::vector<std::string>& left) {
  const CLI::App& at = innermost(app);
  const auto word = std::find_if(left.begin(), left.end(),
                                 [](const std::string& text) { return !text.starts_with('-'); });
  const std::string after = &at == &app ? "" : at.get_name();
  if (word == left.end())
    return {after.empty() ? "须写明做什么（一个命令）" : after + " 后面须再写一个命令",
            after.empty() ? "a verb is needed" : after + " takes one more verb"};
  std::vector<std::string> known;
  for (const auto* sub : at.get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(sub->get_name());
  const Text like = did_you_mean_one_of(*word, known);
  const std::string whole = after.empty() ? *word : after + " " + *word;
  return {"没有“" + whole + "”这个命令" + like.zh, "there is no verb '" + whole + "'" + like.en};
}

Text not_expected(const CLI::App& app, const std::vector<std::string>& left) {
  std::string all;
  for (const auto& word : left) all += (all.empty() ? "" : " ") + word;
  const auto option = std::find_if(left.begin(), left.end(),
                                   [](const std::string& text) { return text.starts_with("--"); });
  Text like;
  if (option != left.end()) {
    std::vector<std::string> known;
    for (const auto* each : innermost(app).get_options()) known.push_back(each->get_name());
    like = did_you_mean_one_of(option->substr(0, option->find('=')), known);
  }
  return {"用不上：" + all + like.zh, "not expected: " + all + like.en};
}

// The library's complaints, which are English; ours come as ValidationError in the language asked
// for, and stay as they are.
Text said_of(const CLI::App& app, const CLI::Error& error) {
  const std::string theirs = error.what();
  const std::string name = theirs.substr(0, theirs.find(':'));
  const auto left = app.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) return not_expected(app, left);
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
    if (theirs == "A subcommand is required") return no_verb(app, left);
    const auto is = theirs.find(" is required");
    return {is == std::string::npos ? theirs : "须给出 " + theirs.substr(0, is), theirs};
  }
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return {name + "：写了不止一次，或后面少了值",
            name + " is given more than once, or its value is missing"};
  if (dynamic_cast<const CLI::ConversionError*>(&error) != nullptr) {
    const auto value = theirs.find(": ");
    return {"不能这样写：" + (value == std::string::npos ? theirs : theirs.substr(value + 2)),
            theirs};
  }
  return {theirs, theirs};
}

constexpr const char* kHelp = "-h,--help";
constexpr const char* kHelpZh = "显示这份说明";

// Headings of the help, and words in it, that are the library's.
void speak_chinese(CLI::App& app) {
  for (const auto& [theirs, ours] :
       {std::pair{"Usage", "用法"}, std::pair{"OPTIONS", "选项"}, std::pair{"SUBCOMMAND", "命令"},
        std::pair{"SUBCOMMANDS", "命令"}, std::pair{"Positionals", "参数"},
        std::pair{"REQUIRED", "必填"}, std::pair{"TEXT", "文字"}, std::pair{"UINT", "整数"}})
    app.get_formatter()->label(theirs, ours);
  app.option_defaults()->group("选项");
  app.set_help_flag(kHelp, kHelpZh);
}

}  // namespace

Verb Verb::verb(const std::string& name, const Text& help) {
  app_->require_subcommand(1);
  CLI::App& added = *app_->add_subcommand(name, say(help));
  if (language_ == Language::zh) {
    added.group("命令");
    added.set_help_flag(kHelp, kHelpZh);  // once more, among the options that come after it
  }
  return {added, language_};
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

// The library takes "-5" for 2^64 - 5.
void Verb::integer(const std::string& name, std::uint64_t& value, const Text& help) {
  const auto not_below_zero = [language = language_](std::string given) -> std::string {
    if (given.find('-') == std::string::npos) return {};
    return in(language, {"“" + given + "”不是整数（0 或更大）",
                         "'" + given + "' is no whole number from 0 up"});
  };
  app_->add_option(name, value, say(help))->capture_default_str()->check(not_below_zero);
}

void Verb::number(const std::string& name, std::optional<double>& value, double min, double max,
                  const Text& help) {
  const auto between = [language = language_, range = CLI::Range(min, max), min,
                        max](std::string given) -> std::string {
    if (range(given).empty()) return {};
    const std::string from = CLI::detail::to_string(min);
    const std::string to = CLI::detail::to_string(max);
    return in(language, {"“" + given + "”不是 " + from + " 到 " + to + " 的数",
                         "'" + given + "' is no number from " + from + " to " + to});
  };
  app_->add_option(name, value, say(help))->check(between)->type_name("N");
}

void Verb::choice(const std::string& name, std::initializer_list<const char*> words,
                  const std::function<void(const std::string&)>& chosen, const Text& help,
                  Need need) {
  auto* option = app_->add_option_function<std::string>(name, chosen, say(help));
  option->check([language = language_, known = std::set<std::string>(words.begin(), words.end())](
                    const std::string& given) { return not_among(language, given, known); });
  option->type_name(joined(words));
  if (need == Need::required) option->required();
}

void Verb::parsed(const std::string& name, const std::string& form,
                  std::function<bool(const std::string&)> read, const Text& help, Need need,
                  const Text& more) {
  auto* option = app_->add_option_function<std::string>(
      name,
      [name, form, more, language = language_, read = std::move(read)](const std::string& given) {
        if (!read(given))
          wrong_usage(name, in(language, unreadable(given, form)) + in(language, more));
      },
      say(help));
  option->type_name(form);
  if (need == Need::required) option->required();
}

Text unreadable(const std::string& given, const std::string& form) {
  return {"“" + given + "”读不懂，写作 " + form,
          "'" + given + "' can't be read; it is written " + form};
}

void wrong_usage(const std::string& name, const std::string& what) {
  throw CLI::ValidationError(name, what);
}

int run_command_line(int argc, char** argv, Language language, const Text& about,
                     const std::function<void(Verb&)>& add) {
  CLI::App app{in(language, about), "fenghuo"};
  if (language == Language::zh) speak_chinese(app);
  app.failure_message([language](const CLI::App* failed, const CLI::Error& error) {
    return in(language, said_of(*failed, error)) + "\n" +
           in(language, {"加 --help 看用法。", "Run with --help for more information."}) + "\n";
  });
  std::string chosen;
  app.add_option("--lang", chosen,
                 in(language,
                    {"语言：zh 或 en（默认随系统）", "language: zh or en (default: the locale's)"}))
      ->check(
          [language](const std::string& given) { return not_among(language, given, {"en", "zh"}); })
      ->type_name("zh|en");
  app.set_version_flag("--version", std::string("fenghuo " FENGHUO_VERSION),
                       in(language, {"显示版本", "show the version"}));
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
